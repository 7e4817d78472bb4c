"""Addresses that are no page: they lead to the overview, which says so in one line."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.server.health import HEALTH
from lib.server.sign_in import CALLBACK
from lib.words.page_titles import PAGES


class UnknownPages:
    """ASGI middleware: Streamlit would show a dialog of its own, in English.

    Args:
        app: What answers for the pages that exist.
        base: The path under which all pages stand, as in Streamlit's `server.baseUrlPath`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = base.strip("/")
        asked = {route.path.strip("/") for route in HEALTH}
        self.known = {self.base, *PAGES, *asked, CALLBACK}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect a person's browser from a single word that names no page."""
        name = scope["path"].strip("/") if scope["type"] == "http" else ""
        name = name.removeprefix(f"{self.base}/") if self.base else name
        # Streamlit's own addresses are deeper, begin with an underscore or name a file.
        is_word = bool(name) and not name.startswith("_") and not {"/", "."} & set(name)
        if is_word and name not in self.known and scope["method"] == "GET" and _wants_page(scope):
            start = f"/{self.base}/" if self.base else "/"
            asked = scope.get("query_string", b"").decode("latin-1")
            address = f"{start}?page={quote(name)}" + (f"&{asked}" if asked else "")
            await RedirectResponse(address)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _wants_page(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")
