"""The page that a browser loads first: Streamlit's own, in the reader's language, told little."""

from __future__ import annotations

import re
from contextvars import copy_context
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.server.headers import FRAMES
from lib.server.own_words import own_words
from lib.server.routes import file_address
from lib.words import wording
from lib.words.wording import _

_STYLE = """
#wa-lost { position: fixed; inset: 0 0 auto; z-index: 1000100; padding: 10px 20px;
  font: 600 16px/1.4 "Source Sans", sans-serif; color: #1c2733; background: #f0c419; }
#wa-lost[hidden], .wa-disconnected [data-testid=stDialog], .wa-disconnected .stStatusWidget {
  display: none; }
"""
_OTHER_PAGES = (FRAMES, "/media/", "/_stcore/")
_OWN = Path(streamlit.__file__).parent / "static" / "index.html"


@lru_cache(maxsize=2)
def start_page(language: str) -> str:
    """The page in one language, with the scripts that it cannot wait for."""
    return copy_context().run(_written, language)


def _written(language: str) -> str:
    lost = " ".join(f'data-{code}="{escape(_lost(code))}"' for code in wording.LANGUAGES)
    wording.use(language)
    base = escape(f"/{streamlit.get_option('server.baseUrlPath').strip('/')}".rstrip("/"))
    scripts = "".join(
        f'<script defer src="{file_address(name)}" data-base="{base}"></script>'
        for name in (
            "arrival.js",
            "connection.js",
            "pointing.js",
            "pictures.js",
            "own_words.js",
            "printing.js",
        )
    )
    # In the body, after the rules that Streamlit writes into the head: of two rules for the same
    # part ours counts, from the first thing that is drawn.
    look = f'<link rel="stylesheet" href="{file_address("style.css")}">'
    needs = escape(_("The atlas needs JavaScript, which is switched off in this browser."))
    title = escape(_("Model Ward Police Atlas"))
    text = _OWN.read_text(encoding="utf-8")
    for pattern, ours in (
        (r"<!--.*?-->\s*", ""),
        (r'<html lang="en">', f'<html lang="{language}">'),
        (r"<title>.*?</title>", f"<title>{title}</title>"),
        (
            r'<link rel="shortcut icon"[^>]*>',
            f'<link rel="icon" href="{file_address("atlas.svg")}">',
        ),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
        (r"<script>.*?</script>", scripts),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{needs}</p></noscript>"),
        (r"</head>", f"<style>{_STYLE}</style></head>"),
        (r'<div id="root">', f'{look}<div id="root">'),
        (r"</body>", f'<div id="wa-lost" role="alert" hidden {lost}></div>{own_words()}</body>'),
    ):
        text, times = re.subn(pattern, ours.replace("\\", r"\\"), text, flags=re.DOTALL)
        if not times:
            raise RuntimeError(f"Streamlit's start page has changed: no {pattern}")
    return text


def _lost(language: str) -> str:
    wording.use(language)
    return _("The server does not answer. It is tried again by itself; the view is kept.")


class StartPage:
    """ASGI middleware that puts our start page in the place of Streamlit's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer ourselves where Streamlit answers with its page."""
        if scope["type"] != "http" or any(each in scope["path"] for each in _OTHER_PAGES):
            await self.app(scope, receive, send)
            return
        ours: HTMLResponse | None = None

        async def send_ours(message: Message) -> None:
            nonlocal ours
            if message["type"] == "http.response.start" and _is_page(message):
                asked = Request(scope).query_params.get("lang", "")
                language = asked if asked in wording.LANGUAGES else wording.LANGUAGES[0]
                ours = HTMLResponse(start_page(language), headers={"Cache-Control": "no-cache"})
                await ours(scope, receive, send)
            elif ours is None:
                await send(message)

        await self.app(_without_conditions(scope), receive, send_ours)


def _is_page(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")


def _without_conditions(scope: Scope) -> Scope:
    """A page is always sent whole: what the browser may have kept is in one language."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    kept = [each for each in scope["headers"] if not each[0].startswith(b"if-")]
    return {**scope, "headers": kept}
