"""What goes over a visitor's websocket: in, only what the pages send; out, little is told.

Streamlit's protocol has messages for developers too. Anybody could clear what is kept for all
visitors, ask for the changed files of a repository, or have tools put into the program's folder;
and a field may hold as much as a message, so that a reader could fill the server's memory.
"""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

log = logging.getLogger("ward_atlas.messages")
MOST = 1_500_000
"""Bytes of one message besides a file: an address, and all that is typed and chosen on a page."""
_FILES = ("-briefing_file", "-handed_back_file")  # controls that send one; their forms limit it
_KINDS = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "deferred_file",
     "dataframe_chunk"}
)  # fmt: skip
_MOST_NAMES = 1_000  # files that a visitor asks places for at a time: each is answered at length


class Messages:
    """ASGI middleware around the websocket of each visitor."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may pass, both ways."""
        if scope["type"] == "websocket":
            receive, send = _taking_ours(receive, send), _telling_little(send)
        await self.app(scope, receive, send)


def _taking_ours(receive: Receive, send: Send) -> Receive:
    """Leave out messages that no page sends; end a connection that sends none of the protocol."""
    is_told = False

    async def receive_ours() -> Message:
        nonlocal is_told
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            try:
                kind = _kind(message.get("bytes"))
            except ValueError as fault:
                log.warning("refused: %s", fault)
                await send({"type": "websocket.close", "code": 1008})
                return {"type": "websocket.disconnect", "code": 1008}
            if kind in _KINDS:
                return message
            if not is_told:  # once: whoever sends them could fill the log
                log.warning("refused: a message %r", kind)
            is_told = True

    return receive_ours


def _kind(payload: bytes | None) -> str:
    """What a message asks for.

    Raises:
        ValueError: It is none of Streamlit's, or asks for too much.
    """
    said = BackMsg()
    try:
        said.ParseFromString(payload or b"")
    except Exception as error:  # of protobuf, which has no types
        raise ValueError("no message of a page") from error
    kind = said.WhichOneof("type")
    if kind is None:
        raise ValueError("no message of a page")
    sent = said.rerun_script.widget_states.widgets
    files = sum(each.ByteSize() for each in sent if any(name in each.id for name in _FILES))
    if len(payload or b"") - files > MOST:
        raise ValueError(f"a message of {len(payload or b'')} bytes")
    if len(said.file_urls_request.file_names) > _MOST_NAMES:
        raise ValueError("places for too many files")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") or kind
    return str(kind)


def _telling_little(send: Send) -> Send:
    """Leave out what readers need not know: paths, versions, who installed this."""

    async def send_little(message: Message) -> None:
        if message["type"] == "websocket.send" and message.get("bytes"):
            message = {**message, "bytes": _plain(message["bytes"])}
        await send(message)

    return send_little


def _plain(payload: bytes) -> bytes:
    said = ForwardMsg.FromString(payload)
    if said.WhichOneof("type") != "new_session":
        return payload
    said.new_session.main_script_path = "atlas"
    first = said.new_session.initialize
    for part in (first.environment_info, first.user_info):
        present = part.IsInitialized()
        part.Clear()
        if present:
            part.SetInParent()  # the page reads them, empty as they are
    plain: bytes = said.SerializeToString()
    return plain
