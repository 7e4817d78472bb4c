"""One viewer over a websocket: opens a page, finds a list by its key, chooses in it.

It does what the browser's half of Streamlit does for these steps: it answers with the values
of the lists it shows, takes over the address that the server sets, and keeps messages that the
server need not send twice.
"""

from __future__ import annotations

import asyncio
import uuid
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.viewers.widgets import shown_value

_KEPT_RUNS = 2  # Streamlit's `global.maxCachedMessageAge`


class Failed(Exception):
    """The page showed an error, or the run did not come to its end."""


class Viewer:
    """A session with the server, as one open browser tab has it.

    Args:
        address: Address of the page with its parameters, ``http://127.0.0.1:8501/map?lang=en``.
        base: Path under which the dashboard stands, ``/atlas``; empty for none.
        cookie: The header by which a balancer knows the viewer.
        patience: Seconds to wait for the end of a run.
    """

    def __init__(
        self, address: str, base: str = "", cookie: str = "", patience: float = 120
    ) -> None:
        parts = urlsplit(address)
        self._stream = f"ws://{parts.netloc}{base}/_stcore/stream"
        self._page = parts.path.removeprefix(base).strip("/")
        self._script = ""
        self._origin = f"http://{parts.netloc}"
        self._headers = {"Cookie": cookie} if cookie else {}
        self._patience = patience
        self._kept: dict[str, tuple[int, ForwardMsg]] = {}
        self._values: dict[str, WidgetState] = {}  # by the id of the control
        self._mounted: set[str] = set()
        self._runs = 0
        self._session = ""
        self._downloads: dict[str, str] = {}  # file asked for, by the key of its button
        self.query = parts.query
        self.lists: dict[str, Selectbox] = {}
        self.received = 0
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Viewer:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Connect and wait for the first run to end."""
        self._socket = await connect(
            self._stream,
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
            origin=self._origin,  # type: ignore[arg-type]  # a NewType of str
            additional_headers=self._headers,
            max_size=None,
            proxy=None,
            open_timeout=self._patience,
            ping_interval=None,  # the browser sends none; the server does
        )
        await self._run()

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    @property
    def parameters(self) -> dict[str, str]:
        """Parameters of the address that the browser would show now."""
        return dict(parse_qsl(self.query))

    def options(self, key: str) -> list[str]:
        """Words that can be chosen in a list."""
        return list(self.lists[key].options)

    async def choose(self, key: str, option: str) -> None:
        """Choose in a list and wait for the run to end."""
        identifier = self.lists[key].id
        self._values[identifier] = WidgetState(id=identifier, string_value=option)
        await self._run()

    async def download(self, key: str) -> str:
        """Press a button that makes a file; the path at which the file then stands."""
        if self._socket is None:
            raise Failed("not connected")
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id = uuid.uuid4().hex, self._session
        request.deferred_file.file_id = self._downloads[key]
        await self._socket.send(asked.SerializeToString())
        async with asyncio.timeout(self._patience):
            while True:
                message = ForwardMsg.FromString(bytes(await self._socket.recv(decode=False)))
                answer = message.backend_operation_response
                if answer.request_id == request.request_id:
                    if answer.error_msg:
                        raise Failed(answer.error_msg)
                    return str(answer.deferred_file.url)

    async def _run(self) -> None:
        asked = ClientState(
            query_string=self.query,
            page_name=self._page,
            page_script_hash=self._script,
            cached_message_hashes=list(self._kept),
        )
        asked.widget_states.widgets.extend(self._values.values())
        if self._socket is None:
            raise Failed("not connected")
        self.lists, self._mounted = {}, set()
        await self._socket.send(BackMsg(rerun_script=asked).SerializeToString())
        async with asyncio.timeout(self._patience):
            await self._until_finished(self._socket)
        self._forget_old()

    async def _until_finished(self, socket: ClientConnection) -> None:
        faults: list[str] = []
        while True:
            content = await socket.recv(decode=False)
            self.received += len(content)
            message = self._whole(ForwardMsg.FromString(bytes(content)))
            match message.WhichOneof("type"):
                case "new_session":
                    self._script = message.new_session.page_script_hash
                    self._session = message.new_session.initialize.session_id
                    faults = []  # what an earlier, interrupted run showed is drawn over
                case "navigation":  # which page it became is known once the script ran
                    self._script = message.navigation.page_script_hash
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "delta":
                    faults += self._shown(message.delta.new_element)
                case "page_not_found":
                    faults.append("page not found")
                case "script_finished":
                    if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                        continue
                    if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                        faults.append("the script did not compile")
                    if faults:
                        raise Failed("; ".join(faults))
                    return

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, where only a reference to one that came before was sent."""
        if message.WhichOneof("type") == "ref_hash":
            kept = self._kept[message.ref_hash][1]
            self._kept[message.ref_hash] = (self._runs, kept)
            return kept
        if message.metadata.cacheable and message.hash:
            self._kept[message.hash] = (self._runs, message)
        return message

    def _shown(self, element: Element) -> list[str]:
        """Take note of a control; the words of an error."""
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            self.lists[element.selectbox.id.rsplit("-", 1)[-1]] = element.selectbox
        elif kind == "download_button":
            button = element.download_button
            self._downloads[button.id.rsplit("-", 1)[-1]] = button.deferred_file_id
        identifier = getattr(getattr(element, kind), "id", "") if kind else ""
        value = shown_value(element, self._values.get(identifier))
        if value is not None:
            self._values[identifier] = value
            self._mounted.add(identifier)
        if kind == "exception":
            return [f"{element.exception.type}: {element.exception.message}"]
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            return [element.alert.body]
        return []

    def _forget_old(self) -> None:
        """Controls that are gone, and messages not needed for some runs."""
        self._values = {each: self._values[each] for each in self._mounted}
        self._runs += 1
        self._kept = {
            digest: (run, message)
            for digest, (run, message) in self._kept.items()
            if self._runs - run <= _KEPT_RUNS
        }
