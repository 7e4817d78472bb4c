"""What becomes of a request that fails: its reason in the journal, its reference for who asked."""

from __future__ import annotations

import logging

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.server import journal

log = logging.getLogger("ward_atlas.failures")


class Failures:
    """ASGI middleware that keeps a failure from the server's own words for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where it fails, say so."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_seen(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_seen)
        except ClientDisconnect:
            pass  # nobody waits any more
        except Exception:
            log.exception("request failed")
            if scope["type"] == "http" and begun:
                raise  # half an answer must not look like a whole one
            if scope["type"] == "http":
                words = f"Internal Server Error. Reference: {journal.reference()}"
                await PlainTextResponse(words, 500)(scope, receive, send)
