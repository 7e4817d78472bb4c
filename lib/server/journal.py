"""What the server writes down: one line of JSON for each request, run of a page, and message.

Nothing of a visitor is in it: no address, no cookie, nothing typed or asked for, only which page,
how long it took, and which state of which dataset was shown. Each line of a run carries the run's
reference, which the page shows when it fails.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from contextvars import ContextVar
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.words.page_titles import PAGES, START

log = logging.getLogger("ward_atlas.journal")
_FIELDS = "journal"
_reference: ContextVar[str] = ContextVar("reference", default="")
_begun: ContextVar[float] = ContextVar("begun", default=0.0)
# Parts of the server by the first word of their address; all others are "other".
_PARTS = frozenset({"_stcore", "atlas", "api", "auth", "component", "media", "healthz", "readyz"})
_OTHERS = frozenset({"streamlit", "uvicorn", "websockets"})  # each logger of theirs writes itself
_SILENT = frozenset({"healthz", "readyz", "_stcore", "static", "atlas", "component", "media"})


def begin() -> None:
    """Begin a request or run: it has a reference, which all its lines carry, and its time."""
    _reference.set(secrets.token_hex(6))
    _begun.set(time.monotonic())


def reference() -> str:
    """The reference of the run or request under way, "" outside of one."""
    return _reference.get()


def note(kind: str, **fields: object) -> None:
    """Write a line of this kind, with the milliseconds since its beginning."""
    took = round((time.monotonic() - _begun.get()) * 1000)
    log.info(kind, extra={_FIELDS: {**fields, "ms": took}})


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC)
        fields = getattr(record, _FIELDS, None)
        line: dict[str, object] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "kind": record.getMessage() if fields is not None else "message",
        }
        if reference():
            line["reference"] = reference()
        if fields is None:
            line |= {"from": record.name, "said": record.getMessage()}
        else:
            line |= fields
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str)


def set_up() -> None:
    """Write to standard error, what libraries say too; to be called again when more are loaded.

    What uvicorn writes with addresses of visitors is silenced.
    """
    for name in ("", "ward_atlas"):
        logger = logging.getLogger(name)
        held = [each for each in logger.handlers if isinstance(each.formatter, JsonLines)]
        if not held:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(JsonLines())
            logger.addHandler(handler)
    ours = logging.getLogger("ward_atlas")
    ours.setLevel(logging.INFO)
    ours.propagate = False
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _OTHERS:
            for each in logging.getLogger(name).handlers:
                each.setFormatter(JsonLines())
    logging.captureWarnings(True)
    access = logging.getLogger("uvicorn.access")
    access.handlers.clear()
    access.propagate = False
    logging.getLogger("uvicorn.error").addFilter(_is_of_no_visitor)


def _is_of_no_visitor(record: logging.LogRecord) -> bool:
    """Whether uvicorn does not tell of a websocket, with address and query."""
    return "WebSocket" not in str(record.msg)


class Journal:
    """ASGI middleware that writes a line for each request that is not only a file of a page.

    Args:
        app: What answers.
        base: The path under which all pages stand, as in Streamlit's `server.baseUrlPath`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base.strip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; write what became of it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begin()
        status = 0

        async def send_seen(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_seen)
        finally:
            self._write(scope, status)

    def _write(self, scope: Scope, status: int) -> None:
        path = scope["path"].strip("/")
        if self.base:
            path = path.removeprefix(self.base).strip("/")
        first = path.partition("/")[0]
        if scope["type"] == "websocket":
            note("visit", **({"status": status} if status else {}))
        elif status >= 400 or first not in _SILENT:
            known = first in PAGES or first in _PARTS
            page = first if known else "other" if first else START
            note("request", page=page, method=scope["method"], status=status)
