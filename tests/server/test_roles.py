"""Every role against a running server and a real provider: what is shown, sent, and pressed.

By the page's own protocol: a message may press a button that was shown to somebody else only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.io.store.datasets import open_dataset, read_dataset
from lib.io.store.own_headings import remember
from lib.io.store.pending import Pending, pending
from lib.server.roles import Act
from lib.situation import data
from lib.update.changes import apply, checked
from lib.update.silenced import silence
from tests.browser.provider import providing, write_secrets
from tests.browser.server import free_port, running
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, observed
from tests.fixtures.folders import make_dataset
from tests.server.stranger import Sender, told

QUERY = "dataset=mine&lang=en"
ROLES = {
    "viewer": ["staff"],
    "editor": ["all"],
    "province": ["ninh"],
    "approver": ["heads"],
    "both": ["all", "heads"],
}
ACCOUNTS: dict[str, dict[str, object]] = {
    name: {"email": f"{name}@a.vn", "email_verified": True, "groups": groups}
    for name, groups in ROLES.items()
} | {"text": {"email": "text@a.vn", "email_verified": "true", "groups": ["all", "heads"]}}
GROUPS = {
    "claim": "groups", "editors": ["all"], "approvers": ["heads"],
    "provinces": {"ninh": "from2025-24"},
}  # fmt: skip
CONTROLS = {
    Act.LOOK: "between",
    Act.CHECK: "check",
    Act.GO_BACK: "restore_ask",
    Act.APPROVE: "approve_1",
    Act.DECLINE: "decline_1",
    Act.OUTLINES: "check_outlines",
    Act.HEADINGS: "forget_mine",
    Act.SILENCE: "revoke_mine",
}
"""A control of each act that the page shows before anything was sent."""
SHOWN = {
    "nobody": set[Act](),
    "viewer": set[Act](),
    "text": set[Act](),
    "editor": set(CONTROLS) - {Act.APPROVE, Act.DECLINE},  # others proposed it
    "province": {Act.LOOK, Act.CHECK, Act.GO_BACK, Act.OUTLINES},
    "approver": {Act.LOOK, Act.APPROVE, Act.DECLINE},
    "both": set(CONTROLS) - {Act.APPROVE},  # it proposed it itself, and may withdraw it
}


@dataclass
class Office:
    """A server where people of every role have signed in."""

    address: str
    home: Path
    folder: Path
    provider: str
    cookies: Mapping[str, str]

    def opens(self, name: str) -> Sender:
        """The data page, opened by somebody."""
        held = (("Cookie", self.cookies[name]),) if name != "nobody" else ()
        return Sender(self.address, *held, query=QUERY)

    def content(self) -> dict[str, bytes]:
        """All files of the dataset."""
        found = {path: path for path in self.folder.rglob("*") if path.is_file()}
        return {str(path): path.read_bytes() for path in found if path.name != "lock"}


def brought(folder: Path, number: int, who: str) -> object:
    dataset = read_dataset(folder, data.unit_tables().value)
    change = checked(dataset, [csv("observations", observed(number))], "add", today=TODAY)
    silence(folder, change.doubts[:1], who=who, why="known")
    codes = [doubt.code for doubt in change.doubts]
    return apply(change, folder, who=who, why="quý 3", confirmed=codes)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home, port = tmp_path_factory.mktemp("office"), free_port()
    folder = make_dataset(home / "data/mine", sources=SOURCES)
    brought(folder, 1, "editor@a.vn")
    (folder / "rules.json").write_text('{"approval": true}')
    assert isinstance(brought(folder, 2, "both@a.vn"), Pending)
    remember(folder, "observations", {"Kết quả": "status"})
    with providing(ACCOUNTS) as provider:
        write_secrets(home, f"http://127.0.0.1:{port}", provider, [], GROUPS)
        environment = {
            "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"),
            "WARD_ATLAS_DATA": str(home / "data"),
        }  # fmt: skip
        with running(environment=environment, port=port) as (address, _):
            way = asked_way(address)
            cookies = {name: signed_in(address, way, name) for name in ACCOUNTS}
            yield Office(address, home, folder, provider, cookies)


def asked_way(address: str) -> str:
    """Where the button to sign in leads."""
    stranger = Sender(address, query=QUERY)
    press(stranger, ids(stranger.shown, "in_default"))
    asked = [ForwardMsg.FromString(each) for each in told(stranger.line)]
    stranger.leave()
    (way,) = [each.auth_redirect.url for each in asked if each.HasField("auth_redirect")]
    return str(way)


def signed_in(address: str, way: str, name: str) -> str:
    """Cookies of somebody who signed in at the provider."""
    with httpx.Client() as person:
        form = person.get(f"{address}{way}").headers["location"]
        back = person.post(form, data={"sub": name}).headers["location"]
        assert person.get(back).status_code in (302, 303, 307)
        return "; ".join(
            f"{kept.name}={kept.value}"
            for kept in person.cookies.jar
            if kept.name.startswith("_streamlit_user")
        )


def ids(messages: list[bytes], *keys: str) -> list[str]:
    """Ids of controls that a run drew, by their keys."""
    matches = re.findall(rb"\$\$ID-[0-9a-f]+-[\w-]+", b"".join(messages))
    wanted = tuple(f"-{key}" for key in keys)
    return sorted({each.decode() for each in matches if each.decode().endswith(wanted)})


def press(sender: Sender, buttons: list[str], texts: list[str] = []) -> None:  # noqa: B006
    """Press buttons, with a reason in every text."""
    message = BackMsg()
    message.rerun_script.page_name = "data"
    message.rerun_script.query_string = QUERY
    for each in buttons:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = each, True
    for each in texts:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = each, "a reason"
    sender.line.send(message.SerializeToString())


@pytest.mark.parametrize("name", SHOWN)
def test_each_role_is_shown_its_controls_and_sends_files_only_with_the_right(
    office: Office, name: str
) -> None:
    sender = office.opens(name)
    shown = {act for act, key in CONTROLS.items() if ids(sender.shown, key)}
    assert shown == SHOWN[name]
    assert sender.send("a", 10).status == (204 if Act.CHECK in shown else 403)
    sender.leave()


def test_what_was_not_shown_is_not_done_by_message_and_what_was_is(office: Office) -> None:
    everything = office.opens("both")
    buttons = ids(everything.shown, *CONTROLS.values())
    reasons = ids(everything.shown, "decide_1")
    assert len(buttons) >= len(CONTROLS) - 2 and len(reasons) == 1
    before = office.content()
    head = office.opens("approver")
    buttons = sorted({*buttons, *ids(head.shown, *CONTROLS.values())})
    approving = ids(head.shown, "approve_1")
    for name in ("nobody", "viewer", "text", "editor", "province"):
        sender = office.opens(name)
        press(sender, buttons, reasons)
        told(sender.line)
        sender.leave()
        assert office.content() == before, name
    press(everything, approving, reasons)
    told(everything.line)
    everything.leave()
    assert office.content() == before
    press(head, approving, ids(head.shown, "decide_1"))
    told(head.line)
    head.leave()
    assert pending(office.folder)[0].decided_by == "approver@a.vn"
    assert open_dataset(office.folder).versions()[-1].approved == "approver@a.vn: a reason"


def test_rights_that_end_while_a_page_is_open_are_refused_in_words(office: Office) -> None:
    office.folder.joinpath("rules.json").write_text("{}")
    sender = office.opens("editor")
    other = office.opens("province")
    assert sender.send("a", 10).status == other.send("a", 10).status == 204
    httpx.get(f"{office.address}/auth/logout", headers={"Cookie": office.cookies["province"]})
    assert other.send("b", 10).status == 403  # ended in another tab
    press(other, [])
    assert b"This sign-in was ended" in b"".join(told(other.line))
    secrets = office.home / ".streamlit/secrets.toml"
    whole = secrets.read_text()
    for text in (whole[:-9], whole.replace('claim = "groups"', "claim = 5"), ""):
        secrets.write_text(text)
        assert sender.send("b", 10).status == 403
        secrets.write_text(whole)
        assert sender.send("b", 10).status == 204
    secrets.write_text(whole.replace('editors = ["all"]', 'editors = ["none"]'))
    assert sender.send("b", 10).status == 403
    before = office.content()
    press(sender, ids(sender.shown, "forget_mine", "revoke_mine", "restore_ask"))
    said = b"".join(told(sender.line))
    assert b"can view but not change data" in said and b"card_update" not in said
    assert office.content() == before
    for each in (sender, other):
        each.leave()
