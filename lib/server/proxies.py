"""Proxies between a visitor and this server: seen by their headers, trusted by their address."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.errors import Message, Refused

STRANGE = "ward-atlas-strange-proxy"
"""Header that this server itself gives to requests through a proxy that is not named."""
# What proxies, balancers and networks that deliver for others write into a request.
_HEADERS = re.compile(
    r"(x-)?forwarded(-.*)?|via|(x-|true-|x-cluster-|fastly-|fly-|ali-cdn-|cdn-|wl-proxy-|proxy-)?"
    r"(client|real|remote|originating|proxyuser)-(ip|addr)|cf-.*|cdn-loop|proxy-.*|"
    r"x-(envoy|amz|amzn|azure|arr|appengine|cloud|original|rewrite|proxy)-.*|client-ip|"
    r"x-(host|remote-ip|remote-addr|remote-user|originating-ip|proxyuser-ip)|forwarded-for.*|"
    r"x-(akamai|auth-request|goog|https|ms|nf|ngrok|scheme|ssl|tailscale|url-scheme|varnish|vercel)"
    r"(-.*)?|(akamai|front-end|ngrok|ssl-client|tailscale)-.*",
    re.IGNORECASE,
)
# For the console of whoever starts the server, so in no catalogue.
_NO_ADDRESS = (
    "WARD_ATLAS_PROXY: “{value}” is no address of a proxy. Write addresses such as 127.0.0.1 "
    "or 10.0.0.7, separated by commas."
)


def is_proxied(names: Iterable[str]) -> bool:
    """Whether one of these header names is written by proxies only."""
    return any(_HEADERS.fullmatch(name) for name in names)


def named() -> frozenset[str]:
    """Addresses of the proxies that are trusted: those in WARD_ATLAS_PROXY.

    Raises:
        Refused: One of them is no address.
    """
    given = [each.strip() for each in os.environ.get("WARD_ATLAS_PROXY", "").split(",")]
    try:
        return frozenset(str(ipaddress.ip_address(each)) for each in given if each)
    except ValueError as error:
        value = ", ".join(each for each in given if each)
        raise Refused(Message(_NO_ADDRESS).filled(value=value)) from error


class Proxies:
    """ASGI middleware that marks what came through a proxy that is not named.

    Args:
        app: What answers.
        trusted: Addresses of the named proxies.
    """

    def __init__(self, app: ASGIApp, trusted: frozenset[str]) -> None:
        self.app = app
        self.trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with the mark or without it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = MutableHeaders(raw=list(scope["headers"]))
        del headers[STRANGE]
        if is_proxied(headers) and _neighbour(scope) not in self.trusted:
            headers[STRANGE] = "1"
        await self.app({**scope, "headers": headers.raw}, receive, send)


def _neighbour(scope: Scope) -> str:
    """Address of whoever connected to this server.

    uvicorn puts the visitor's address in the place of that of a proxy on this machine. Somebody
    who writes such headers without a proxy gains nothing: they could leave them out as well.
    """
    address = str((scope.get("client") or ("",))[0])
    forwarded = Headers(scope=scope).get("x-forwarded-for", "")
    return "127.0.0.1" if address and address in forwarded else address
