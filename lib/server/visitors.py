"""Visitors: taken while there is room, forgotten once gone.

Streamlit keeps up to 128 sessions for two minutes after their visitors left, each with three
open files. Here a session lives on for some seconds, for a network that stumbles; the view is
in the address anyway. When open files run short, those whose visitors left go at once.
"""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from lib.server import open_files
from lib.server.gate import refuse

GRACE = 10.0
"""Seconds that a session waits for its visitor to come back."""
_WAITING = 20  # sessions that wait at the same time
_HEALTH = "/_stcore/health"


class Visitors:
    """ASGI middleware around the websocket of each visitor, and the health check."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a visitor, or say that there is no room."""
        if scope["type"] == "websocket":
            if not open_files.is_room():
                SESSIONS.forget()
            if not open_files.is_room():
                await refuse(scope, receive, send, 503, "Full")
                return
            try:
                await self.app(scope, receive, send)
            finally:
                SESSIONS.forget()
        elif scope["type"] == "http" and scope["path"].endswith(_HEALTH) and not can_take():
            await refuse(scope, receive, send, 503, "Full")
        else:
            await self.app(scope, receive, send)


def can_take() -> bool:
    """Whether a visitor who comes now gets a page."""
    if not runtime.exists():
        return False
    return open_files.is_room() and not asyncio.ensure_future(runtime.get_instance().stopped).done()


class Sessions:
    """Sessions whose visitors left, and since when."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}

    def forget(self) -> None:
        """Close the sessions that waited long enough; on the server's own loop."""
        if not runtime.exists():
            return
        server = runtime.get_instance()
        sessions = server._session_mgr  # the one place that knows all sessions
        present = {each.session.id for each in sessions.list_active_sessions()}
        left = [each.session.id for each in sessions.list_sessions()]
        now = time.monotonic()
        waiting = {each: self._since.get(each, now) for each in left if each not in present}
        scarce = open_files.free() < 2 * open_files.RESERVE
        oldest = sorted(waiting, key=waiting.__getitem__)
        for place, each in enumerate(oldest):
            many = place < len(oldest) - _WAITING
            if scarce or many or now - waiting[each] >= GRACE:
                del waiting[each]
                server.close_session(each)
        self._since = waiting

    async def watch(self) -> None:
        """Look every second; to be cancelled when the server stops."""
        while True:
            await asyncio.sleep(1)
            self.forget()


SESSIONS = Sessions()
