"""Files sent to the server: only by those who may update, and only so many at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from lib.server.gate import refuse
from lib.server.keys import COOKIE

MEGABYTE = 1024 * 1024
SESSION_CAP = 100 * MEGABYTE
SERVER_CAP = 200 * MEGABYTE
_PROOFS = (COOKIE, "_streamlit_user")  # the key of this machine's person; the sign-in
_PATH = "/_stcore/upload_file/"


class Allowance:
    """Sessions that may send files, and what is on its way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[str, Callable[[], bool]] = {}
        self._coming: dict[str, int] = {}

    def allow(self, session: str, holds: Callable[[], bool]) -> None:
        """Let a session send files as long as its right holds, which is asked at each file."""
        with self._lock:
            held = {name: each for name, each in self._sessions.items() if _is_there(name)}
            self._sessions = held | {session: holds}

    def forbid(self, session: str) -> None:
        """Let a session send no files any more."""
        with self._lock:
            self._sessions.pop(session, None)

    def is_allowed(self, session: str) -> bool:
        """Whether a session may send files."""
        holds = self._sessions.get(session)
        return holds is not None and _is_there(session) and holds()

    @contextmanager
    def room(self, session: str, size: int) -> Iterator[bool]:
        """Keep room while a file comes in; False when there is none."""
        with self._lock:
            coming = self._coming.get(session, 0)
            fits = (
                held(session) + coming + size <= SESSION_CAP
                and held() + sum(self._coming.values()) + size <= SERVER_CAP
            )
            if fits:
                self._coming[session] = coming + size
        try:
            yield fits
        finally:
            if fits:
                with self._lock:
                    self._coming[session] -= size
                    if not self._coming[session]:
                        del self._coming[session]


ALLOWANCE = Allowance()


def held(session: str | None = None) -> int:
    """Bytes of files that a session, or the server, holds now."""
    files_held = runtime.get_instance().uploaded_file_mgr
    if not isinstance(files_held, MemoryUploadedFileManager):
        raise TypeError("Streamlit keeps files elsewhere; what they take is not counted")
    sessions = files_held.file_storage
    chosen = list(sessions.values()) if session is None else [sessions.get(session, {})]
    return sum(len(file.data) for files in chosen for file in list(files.values()))


def _is_there(session: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def _is_own(scope: Scope, session: str) -> bool:
    """Whether a request comes from the person of a session: with the same proofs."""
    visitor = runtime.get_instance().get_client(session)
    if visitor is None or visitor.client_context is None:
        return False
    held, shown = visitor.client_context.cookies, HTTPConnection(scope).cookies
    return all(shown.get(proof) == held.get(proof) for proof in _PROOFS)


class Uploads:
    """ASGI middleware in front of Streamlit's place for files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a file, or let it in while there is room."""
        if scope["type"] != "http" or _PATH not in scope["path"]:
            await self.app(scope, receive, send)
            return
        session = scope["path"].partition(_PATH)[2].partition("/")[0]
        headers = Headers(scope=scope)
        # In pieces, a file may be larger than what is said of it besides.
        size = "" if "transfer-encoding" in headers else headers.get("content-length", "")
        if not ALLOWANCE.is_allowed(session) or not _is_own(scope, session):
            await refuse(scope, receive, send, 403, "Forbidden")
        elif scope["method"] != "PUT":
            await self.app(scope, receive, send)
        elif not size.isdecimal():
            await refuse(scope, receive, send, 411, "Length Required")
        else:
            with ALLOWANCE.room(session, int(size)) as fits:
                if fits:
                    await self.app(scope, receive, send)
                else:
                    await refuse(scope, receive, send, 413, "Too much at a time")
