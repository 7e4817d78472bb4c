"""Somebody who is no browser: asks with any header, and speaks Streamlit's protocol."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60.0
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What the server answered; header names in lower case, of several the last one."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    address: str, path: str = "/", headers: Headers = (), *, method: str = "GET", body: bytes = b""
) -> Answer:
    """One request with these headers; Host is the address unless it is among them."""
    parts = urlsplit(address)
    line = HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE)
    try:
        given = {name.lower() for name, _text in headers}
        line.putrequest(method, path, skip_host="host" in given, skip_accept_encoding=True)
        for name, text in headers:
            line.putheader(name, text)
        if method in ("PUT", "POST") and "content-length" not in given:
            line.putheader("Content-Length", str(len(body)))
        line.endheaders()
        if body:
            line.send(body)
        got = line.getresponse()
        named = {name.lower(): text for name, text in got.getheaders()}
        return Answer(got.status, named, got.read())
    finally:
        line.close()


def opened(
    address: str,
    *,
    host: str | None = None,
    origin: str | None = "own",
    headers: Headers = (),
    session: str = "",
    proof: str = "none",
    source: str = "127.0.0.1",
) -> ClientConnection:
    """A websocket of a visitor from this address; raises InvalidStatus when it is refused."""
    parts = urlsplit(address)
    host = parts.netloc if host is None else host
    named = f"http://{host}" if origin == "own" else origin
    to = (str(parts.hostname), parts.port)
    line = socket.create_connection(to, PATIENCE, (source, 0))
    try:
        return connect(
            f"ws://{host}/_stcore/stream",
            sock=line,
            origin=named,  # type: ignore[arg-type]
            additional_headers=list(headers),
            subprotocols=["streamlit", proof, *([session] if session else [])],  # type: ignore[list-item]
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
    except (OSError, WebSocketException):
        line.close()
        raise


def refusal(address: str, **how: object) -> int:
    """Status with which the opening of a websocket is refused; 0 when it is not."""
    try:
        with opened(address, **how):  # type: ignore[arg-type]
            return 0
    except InvalidStatus as refused:
        return refused.response.status_code


def run(line: ClientConnection, query: str = "", page: str = "") -> None:
    """Ask for a run of the page, as a browser does after it connected."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    line.send(message.SerializeToString())


def told(line: ClientConnection) -> list[bytes]:
    """All messages until the run has ended, as they came."""
    messages = []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        payload = line.recv(timeout=PATIENCE)
        assert isinstance(payload, bytes)
        messages.append(payload)
        if ForwardMsg.FromString(payload).WhichOneof("type") == "script_finished":
            return messages
    raise TimeoutError("the run did not end")


def session_of(messages: Sequence[bytes]) -> str:
    """The session's name, as the first message of a run says it."""
    for payload in messages:
        message = ForwardMsg.FromString(payload)
        if message.WhichOneof("type") == "new_session":
            return str(message.new_session.initialize.session_id)
    raise LookupError("no message names the session")


class Sender:
    """A visitor who sends files into their session, with all that Streamlit wants besides."""

    def __init__(
        self,
        address: str,
        *cookies: tuple[str, str],
        page: str = "data",
        query: str = "dataset=demo",
        headers: Headers = (),
        source: str = "127.0.0.1",
    ) -> None:
        self.address = address
        token = ask(address, "/_stcore/health").headers["set-cookie"].partition(";")[0]
        own = ("Cookie", "; ".join([token, *(text for _name, text in cookies)]))
        secret = token.partition("=")[2]
        self.headers = [("Origin", address), ("X-Xsrftoken", secret), own]
        self.line = opened(address, headers=[own, *headers], proof=secret, source=source)
        run(self.line, query, page)
        self.shown = told(self.line)
        self.session = session_of(self.shown)

    def send(self, name: str, size: int, headers: Headers = ()) -> Answer:
        """Send a file of so many bytes."""
        form = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
        body = form + b"a" * size + b"\r\n--x--\r\n"
        if ("Transfer-Encoding", "chunked") in headers:
            body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        kind = ("Content-Type", "multipart/form-data; boundary=x")
        path = f"/_stcore/upload_file/{self.session}/{name}"
        given = [*self.headers, kind, *headers]
        return ask(self.address, path, given, method="PUT", body=body)

    def leave(self) -> None:
        """Close the page."""
        self.line.close()
