"""What a visitor may say over the websocket: what the pages send, and not without end."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from lib.server.messages import MOST
from tests.server.stranger import ask, opened, run, session_of, told


def said(**fields: Any) -> bytes:
    return bytes(BackMsg(**fields).SerializeToString())


def operation(session: str, kind: str) -> bytes:
    message = BackMsg()
    message.backend_operation_request.session_id = session
    getattr(message.backend_operation_request, kind).SetInParent()
    return bytes(message.SerializeToString())


def typed(widget: str, size: int) -> bytes:
    message = BackMsg()
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.string_value = widget, "x" * size
    return bytes(message.SerializeToString())


def answers(line: ClientConnection, seconds: float = 1) -> list[str]:
    """Kinds of what comes within some seconds besides what follows every run."""
    end, kinds = time.monotonic() + seconds, []
    while (left := end - time.monotonic()) > 0:
        try:
            payload = line.recv(timeout=left)
        except TimeoutError:
            break
        assert isinstance(payload, bytes)
        kinds.append(str(ForwardMsg.FromString(payload).WhichOneof("type")))
    return [each for each in kinds if each != "session_status_changed"]


FOR_DEVELOPERS: dict[str, Callable[[str], bytes]] = {
    "git": lambda _session: said(load_git_info=True),
    "caches": lambda _session: said(clear_cache=True),
    "shutdown": lambda _session: said(debug_shutdown_runtime=True),
    "watch": lambda _session: said(set_run_on_save=True),
    "tools": lambda session: operation(session, "install_skills"),
    "mark": lambda session: operation(session, "dismiss_skills_nudge"),
}


def test_messages_for_developers_are_not_answered_and_end_nothing(site: str) -> None:
    with opened(site) as line:
        run(line, "lang=en&dataset=demo", "help")
        session = session_of(told(line))
        for name, made in FOR_DEVELOPERS.items():
            line.send(made(session))
            assert answers(line, 0.3) == [], name
        run(line, "lang=en&dataset=demo", "help")
        assert b"wa-foot" in b"".join(told(line))


@pytest.mark.parametrize(
    "payload",
    [
        b"\xff\x00no message", b"", "text", typed("$$ID-0-None", MOST),
        said(file_urls_request={"file_names": ["x"] * 2_000}),
    ],
    ids=range(5),
)  # fmt: skip
def test_what_no_page_sends_ends_the_connection(site: str, payload: bytes | str) -> None:
    with opened(site) as line:
        line.send(payload)
        with pytest.raises(ConnectionClosed):
            answers(line, 30)
    assert ask(site, "/_stcore/health").status == 200


def test_an_address_and_a_file_of_slides_get_through(site: str) -> None:
    file = json.dumps({"file": {"text": "x" * 2 * MOST, "name": "a.pptx"}})
    message = BackMsg.FromString(typed("$$ID-0-handed_back_file", 1))
    message.rerun_script.widget_states.widgets[0].json_value = file
    with opened(site) as line:
        for payload in (typed("$$ID-0-None", 1_000_000), message.SerializeToString()):
            line.send(payload)
            assert b"wa-foot" in b"".join(told(line))


def test_bare_messages_in_the_midst_of_runs_lead_to_a_standing_page(site: str) -> None:
    query = "lang=en&dataset=demo&province=01"
    with opened(site) as line:
        run(line, query)
        assert b"wa-foot" in b"".join(told(line))
        for wait in (0, 0.006, 0.012, 0.018):  # runs cut short before, in and after the filter bar
            for _ in range(3):
                run(line, query)
                time.sleep(wait)
            answers(line, 0.7)
        run(line, query)
        said = b"".join(told(line))
    assert b"wa-foot" in said
    assert b"KeyError" not in said
