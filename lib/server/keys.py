"""The link that tells the person at this machine from others who reach the same port.

Behind an SSH tunnel or a proxy everybody seems to come from this machine. So the server prints
a link that works once; whoever opens it holds a key, as a cookie that no script and no other
site can use. Keys end with the server.
"""

from __future__ import annotations

import secrets
import sys
import threading
from urllib.parse import parse_qsl, quote, urlencode

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "ward_atlas_key"
PARAMETER = "token"


class Keys:
    """The link of now and the keys handed out."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token = ""
        self._keys: set[str] = set()

    def new_token(self) -> str:
        """A token that opens once; those before it open nothing any more."""
        self._token = secrets.token_urlsafe(32)
        return self._token

    def redeemed(self, token: str) -> str:
        """A key for a token, "" when it is not the one of now."""
        with self._lock:
            right = secrets.compare_digest(token.encode(), self._token.encode())
            if not self._token or not right:
                return ""
            self._token = ""
            key = secrets.token_urlsafe(32)
            self._keys.add(key)
            return key

    def hold(self, key: str) -> bool:
        """Whether a key was handed out by this server."""
        return any(secrets.compare_digest(key.encode(), each.encode()) for each in self._keys)


KEYS = Keys()


def tell_link() -> None:
    """Print a new link where the server was started, and nowhere else."""
    host, port = st.get_option("server.address"), st.get_option("server.port")
    base = st.get_option("server.baseUrlPath").strip("/")
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{port}/{base + '/' if base else ''}?{PARAMETER}={KEYS.new_token()}"
    sys.stdout.write(f"To change data, open this link once:\n  {address}\n")
    sys.stdout.flush()


class OneTimeLink:
    """ASGI middleware that turns the token of an address into a cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an address with a token; pass on all others."""
        is_page = scope["type"] == "http" and scope["method"] == "GET"
        token = Request(scope).query_params.get(PARAMETER) if is_page else None
        if token is None:
            await self.app(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        rest = urlencode([(name, text) for name, text in query if name != PARAMETER])
        path = "/" + quote(scope["path"].lstrip("/\\"))
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.headers["Cache-Control"] = "no-store"
        key = KEYS.redeemed(token)
        if key:
            answer.set_cookie(COOKIE, key, httponly=True, samesite="strict")
            tell_link()
        await answer(scope, receive, send)
