"""Sign-in through a provider of OpenID Connect: whether it is set up, and the way back from it.

Streamlit does the signing in (`st.login`) and always ends at the first page. The page a person
came from is kept in a cookie by pointing.js, and taken up here when the provider sends them back.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib import errors
from lib.draw.html import tag
from lib.server import closed_reading, sign_outs, signed_in
from lib.words import wording
from lib.words.page_titles import PAGES
from lib.words.wording import _

CALLBACK = "oauth2callback"
"""Where a provider sends people back to."""
BACK = "ward_atlas_back"
_LONGEST = 4_000  # letters of an address
_SHORTEST_SECRET = 32  # letters
_OWN = ("redirect_uri", "cookie_secret")
_EACH = ("client_id", "client_secret", "server_metadata_url")
# For the console of whoever starts the server, so in no catalogue.
_BROKEN = "The secrets cannot be read, so nobody could be kept from changing data: {error}"
_MISSING = "Sign-in: [{section}] of the secrets lacks {keys}."
_NAME = "Sign-in: the name of a provider is letters and digits, “{name}” is not."
_SHORT = "Sign-in: cookie_secret is shorter than {n} letters. Write a long random one."
_PACKAGES = "Sign-in needs further packages: pip install -r requirements-signin.lock"


def is_configured() -> bool:
    """Whether the secrets have a part [auth]."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def providers() -> list[str]:
    """Names of the providers as `st.login` takes them; "default" for one without a name."""
    auth = st.secrets["auth"]
    own = ["default"] if "client_id" in auth else []
    return own + [name for name, part in auth.items() if _is_provider(part)]


def check_start() -> None:
    """Refuse to start with sign-in half set up.

    Raises:
        errors.Refused: The secrets cannot be read, or lack what sign-in needs.
    """
    try:
        auth = st.secrets.get("auth")
    except FileNotFoundError as error:
        if any(Path(each).exists() for each in st.get_option("secrets.files")):
            raise _refused(_BROKEN, error=error) from error
        return
    if auth is None:
        return
    named = {f"auth.{name}": part for name, part in auth.items() if _is_provider(part)}
    _need("auth", auth, (*_OWN, *(() if named else _EACH)))
    for section, part in named.items():
        _need(section, part, _EACH)
        if not re.fullmatch(r"auth\.[A-Za-z0-9-]+", section):
            raise _refused(_NAME, name=section.removeprefix("auth."))
    if len(str(auth["cookie_secret"])) < _SHORTEST_SECRET:
        raise _refused(_SHORT, n=_SHORTEST_SECRET)
    if not all(importlib.util.find_spec(name) for name in ("authlib", "httpx")):
        raise _refused(_PACKAGES)


def _is_provider(part: object) -> bool:
    return isinstance(part, Mapping) and any(key in part for key in _EACH)


def _need(section: str, part: Mapping[str, object], keys: tuple[str, ...]) -> None:
    lacking = [key for key in keys if not str(part.get(key) or "").strip()]
    if lacking:
        raise _refused(_MISSING, section=section, keys=", ".join(lacking))


def _refused(template: str, **values: object) -> errors.Refused:
    return errors.Refused(errors.Message(template).filled(**values))


class WayBack:
    """ASGI middleware that leads people back to the page where they signed in or out.

    A provider that does not answer, or refuses, ends on a page in the reader's language with the
    way back, not on two bare words.

    Args:
        app: What answers.
        base: The path under which all pages stand, as in Streamlit's `server.baseUrlPath`.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        base = base.strip("/")
        self.start = f"/{base}/" if base else "/"
        self.ends = {f"{self.start}{path}" for path in (CALLBACK, "auth/login", "auth/logout")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change where Streamlit sends somebody who is back; pass on all else."""
        if scope["type"] != "http" or scope["path"] not in self.ends:
            await self.app(scope, receive, send)
            return
        cookies = Request(scope).cookies
        if scope["path"].endswith("/logout"):
            sign_outs.end(signed_in.stated(cookies))
        wanted = self._own(unquote(cookies.get(BACK, "")))
        failed = False

        async def send_back(message: Message) -> None:
            nonlocal failed
            failed = failed or message.get("status", 0) >= 400
            if failed:
                return
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if wanted and headers.get("location") in (self.start, self.start.rstrip("/")):
                    headers["location"] = wanted
                    gone = f"{BACK}=; Path=/; Max-Age=0; SameSite=Lax"
                    headers.append("set-cookie", gone)
            await send(message)

        await self.app(scope, receive, send_back)
        if failed:
            await HTMLResponse(_not_signed_in(wanted or self.start), 502)(scope, receive, send)

    def _own(self, address: str) -> str:
        """The address written anew when it is one of a page of ours, "" for any other."""
        path, _mark, query = address.partition("?")
        page = path.removeprefix(self.start) if path.startswith(self.start) else None
        if len(address) > _LONGEST or page not in ("", *PAGES):
            return ""
        asked = urlencode(parse_qsl(query, keep_blank_values=True))
        return f"{self.start}{page}" + (f"?{asked}" if asked else "")


def _not_signed_in(back: str) -> str:
    """The page of a sign-in that came to nothing, in the language of the view it leads back to."""
    with wording.spoken(dict(parse_qsl(back.partition("?")[2])).get("lang", "vi")):
        said = (
            _("The sign-in provider did not answer or refused. Try again in a minute.")
            if closed_reading.needs_sign_in()
            else _(
                "The sign-in provider did not answer or refused. Nothing was changed; pages can "
                "be read without signing in."
            )
        )
        words = tag("h1", _("Sign-in did not succeed")) + tag("p", said)
        way = tag("p", tag("a", _("Back to the page"), href=back))
        title, language = tag("title", _("Model Ward Police Atlas")), wording.language()
    body = tag("body", words + way, style="font: 18px/1.5 sans-serif; margin: 3rem")
    return f"<!doctype html>{tag('html', title + body, lang=language)}"
