"""Who reads, where reading needs sign-in: accounts that signed in, and programs with a read key.

It stands in front of everything but the sign-in itself and what a balancer asks: no page, no
websocket, no file, no outline, no data address is reached without.
"""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st
from markupsafe import Markup
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import auth_util

from lib import errors
from lib.api.document import PREFIX
from lib.draw.html import tag
from lib.server import closed_reading, sign_in, signed_in
from lib.server.gate import refuse
from lib.server.program_keys import ProgramKeys
from lib.words import wording
from lib.words.page_titles import PAGES
from lib.words.wording import _

BEGIN = "sign-in"
"""Key of an address of ours that leads on to the provider named by it."""
_OPEN = frozenset({"healthz", "readyz", "_stcore/health", "auth/login", "auth/logout"})
# For the console of whoever starts the server, so in no catalogue.
_NO_SIGN_IN = (
    "WARD_ATLAS_READ=signed-in: sign-in is not set up, so nobody could read. The part [auth] of "
    "the secrets sets it up."
)
_PATH = (
    "WARD_ATLAS_READ=signed-in: pages stand under “{value}”, and what they load under “atlas”, "
    "where the sign-in does not reach. Use no base path, or atlas."
)
_BARE = "Sign in to read"
_READERS = "readers in the secrets is a list of addresses, or of domains such as @atlas.example."


def check_start() -> None:
    """Refuse to start where it is not sure who may read.

    Raises:
        errors.Refused: What says so cannot be understood, or sign-in is not set up.
    """
    if not closed_reading.needs_sign_in():
        return
    base = st.get_option("server.baseUrlPath").strip("/")
    if not sign_in.is_configured():
        raise errors.Refused(errors.Message(_NO_SIGN_IN))
    if base not in ("", "atlas"):
        raise errors.Refused(errors.Message(_PATH).filled(value=base))
    try:
        signed_in.named_readers(st.secrets)
    except ValueError as error:
        raise errors.Refused(errors.Message(_READERS)) from error


class Readers:
    """ASGI middleware that lets in who may read.

    Args:
        app: What answers them.
        base: The path under which all pages stand, as in Streamlit's `server.baseUrlPath`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        base = base.strip("/")
        self.start = f"/{base}/" if base else "/"
        self.keys = ProgramKeys()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or answer with the way in."""
        if scope["type"] not in ("http", "websocket") or self._is_open(scope):
            await self.app(scope, receive, send)
        elif signed_in.reader(HTTPConnection(scope).cookies):
            await self.app(scope, _while_signed_in(scope, receive), _privately(send))
        elif scope["type"] == "websocket":
            await refuse(scope, receive, send, 401, _BARE)
        elif scope["path"].startswith(f"{PREFIX}/"):
            refused = await self.keys.refusal(scope)
            if refused is None:
                await self.app(scope, receive, _privately(send))
            else:
                await refused(scope, receive, send)
        else:
            await self._way_in(Request(scope))(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        path = scope["path"]
        asked = path.removeprefix(self.start) if path.startswith(self.start) else path[1:]
        return scope["type"] == "http" and (asked in _OPEN or asked == sign_in.CALLBACK)

    def _way_in(self, request: Request) -> Response:
        """The way to the provider for a person's browser, a bare refusal for anything else."""
        path, provider = request.url.path, request.query_params.get(BEGIN)
        page = path.removeprefix(self.start) if path.startswith(self.start) else None
        is_page = page in ("", *PAGES) and request.method in ("GET", "HEAD")
        if not is_page or "text/html" not in request.headers.get("accept", ""):
            return PlainTextResponse(_BARE, 401)
        if provider in sign_in.providers():
            token = auth_util.encode_provider_token(provider)
            return RedirectResponse(f"{self.start}auth/login?provider={token}", 303)
        who = signed_in.account(request.cookies)
        words = request.query_params.get("lang", "vi")
        answer = HTMLResponse(_page(words, who, self.start), 403 if who else 401)
        answer.headers["Cache-Control"] = "no-store"
        wanted = quote(path + (f"?{request.url.query}" if request.url.query else ""), safe="")
        if len(wanted) < 3_000:  # of a cookie; else the first page
            answer.set_cookie(sign_in.BACK, wanted, max_age=900, samesite="lax")
        return answer


def _while_signed_in(scope: Scope, receive: Receive) -> Receive:
    """What a visitor says, as long as they may read: an open page ends with the sign-in."""
    cookies = HTTPConnection(scope).cookies

    async def receive_allowed() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and not signed_in.reader(cookies):
            return {"type": "websocket.disconnect", "code": 1008}
        return message

    return receive_allowed


def _privately(send: Send) -> Send:
    """No cache on the way gives to others what was sent to one who may read."""

    async def send_privately(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kept = headers.get("cache-control", "no-cache").replace("public", "private")
            headers["cache-control"] = kept if "no-store" in kept else _private(kept)
            for name in ("Cookie", "Authorization"):
                headers.add_vary_header(name)
        await send(message)

    return send_privately


def _private(kept: str) -> str:
    return kept if "private" in kept else f"private, {kept}"


def _page(language: str, who: str, start: str) -> str:
    """The page for somebody who does not read yet: the way to the provider, or why not."""
    with wording.spoken(language if language in wording.LANGUAGES else wording.LANGUAGES[0]):
        if who:
            said = _("The account {name} may not read here.", name=who)
            ways = _link(f"{start}auth/logout", _("Sign out"))
        else:
            said = _("Reading needs sign-in on this server.")
            ways = Markup().join(
                _link(
                    f"?{BEGIN}={quote(name)}",
                    _("Sign in") if name == "default" else _("Sign in with {name}", name=name),
                )
                for name in sign_in.providers()
            )
        title, words = _("Model Ward Police Atlas"), wording.language()
        body = tag("h1", title) + tag("p", said) + ways
    head = tag("title", title) + Markup('<meta name="viewport" content="width=device-width">')
    body = tag("body", body, style="font: 18px/1.5 sans-serif; margin: 3rem")
    return f"<!doctype html>{tag('html', head + body, lang=words)}"


def _link(to: str, text: str) -> Markup:
    return tag("p", tag("a", text, href=to))
