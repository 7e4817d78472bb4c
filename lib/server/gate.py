"""The gate in front of everything: foreign pages and foreign names end here with 403.

A page on another address may make a browser send requests to this server, with this server's
cookies. It cannot choose the Origin header, and a name that was pointed at this machine
(rebinding) stands in the Host header; so both are checked before Streamlit sees anything.
"""

from __future__ import annotations

import logging
import os

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.server import hosts

log = logging.getLogger("ward_atlas.gate")
_SAFE = ("GET", "HEAD")
_MEASURES = "/_stcore/metrics"
_AGENT = "/_stcore/agent"


class Gate:
    """ASGI middleware that lets requests in only from this server's own pages.

    Args:
        app: What answers those let in.
        others: Hosts that may be asked for besides the loopback names.
    """

    def __init__(self, app: ASGIApp, others: frozenset[hosts.Host]) -> None:
        self.app = app
        self.others = others
        shown = os.environ.get("WARD_ATLAS_METRICS", "").strip().lower() == "on"
        self.closed = (_AGENT,) if shown else (_AGENT, _MEASURES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        fault = self._fault(scope)
        if fault:
            log.warning("refused: %s", fault)
            await refuse(scope, receive, send, 403, "Forbidden")
        elif any(each in scope["path"] for each in self.closed):
            await refuse(scope, receive, send, 404, "Not Found")
        else:
            await self.app(_with_plain_origin(scope), receive, send)

    def _fault(self, scope: Scope) -> str:
        """Why a request is not let in, "" when it is."""
        headers = Headers(scope=scope)
        named, origins = headers.getlist("host"), headers.getlist("origin")
        if len(named) != 1 or len(origins) > 1:
            return "not one Host, or several Origins"
        try:
            host = hosts.read(named[0])
        except ValueError:
            return f"Host {named[0][:100]!r}"
        if not hosts.is_allowed(host, self.others):
            return f"Host {named[0][:100]!r} is not in WARD_ATLAS_HOSTS"
        if not origins:
            reading = scope["type"] == "http" and scope["method"] in _SAFE
            return "" if reading else "no Origin"
        return "" if hosts.is_same(origins[0], host) else f"Origin {origins[0][:100]!r}"


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    """Answer a request, or the opening of a websocket, with a refusal."""
    refusal: Response = PlainTextResponse(words, status)
    if scope["type"] == "websocket" and "websocket.http.response" not in scope["extensions"]:
        await send({"type": "websocket.close", "code": 1008})
        return
    if scope["type"] == "websocket":
        await receive()  # the opening itself
    await refusal(scope, receive, send)


def _with_plain_origin(scope: Scope) -> Scope:
    """The request with its Origin spelled as its Host.

    Streamlit compares letter by letter and asks an outside host for this machine's public
    address where the two differ, be it by a capital letter; everybody waits meanwhile.
    """
    headers = MutableHeaders(raw=list(scope["headers"]))
    if "origin" in headers:
        scheme = headers["origin"].partition("://")[0].lower()
        headers["origin"] = f"{scheme}://{headers['host']}"
    return {**scope, "headers": headers.raw}
