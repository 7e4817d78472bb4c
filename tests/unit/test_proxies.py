"""Which proxies are trusted where people sign in: those that the configuration names."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Scope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from lib.errors import Refused
from lib.server import proxies

FORWARDED = (("X-Forwarded-For", "10.1.2.3"), ("X-Forwarded-Proto", "https"))


def is_strange(peer: str, *headers: tuple[str, str], named: str = "127.0.0.1,10.0.0.7") -> bool:
    """Whether a request is marked, behind uvicorn's own reading of such headers."""
    seen: list[Scope] = []

    async def answer(scope: Scope, _receive: Any, _send: Any) -> None:
        seen.append(scope)

    async def nothing(*_message: Message) -> Any:
        return None

    raw = [(name.lower().encode(), text.encode()) for name, text in headers]
    scope = {"type": "http", "client": (peer, 50_000), "headers": raw, "scheme": "http"}
    inner = proxies.Proxies(answer, frozenset(named.split(",")))
    asyncio.run(ProxyHeadersMiddleware(inner)(scope, nothing, nothing))  # type: ignore[arg-type]
    return any(name == proxies.STRANGE.encode() for name, _text in seen[0]["headers"])


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.7"])
def test_a_named_proxy_is_trusted(peer: str) -> None:
    assert not is_strange(peer, *FORWARDED)


def test_a_proxy_that_is_not_named_is_not() -> None:
    assert is_strange("10.0.0.8", *FORWARDED)
    assert is_strange("127.0.0.1", *FORWARDED, named="10.0.0.7")
    assert is_strange("127.0.0.1", ("X-Forwarded-For", "10.0.0.7"), named="10.0.0.7")
    assert is_strange("127.0.0.1", ("Via", "1.1 somewhere"), named="10.0.0.7")


def test_who_comes_without_a_proxy_needs_none() -> None:
    assert not is_strange("10.0.0.8", ("Host", "atlas.example"), named="")


def test_the_mark_is_given_by_this_server_only() -> None:
    assert not is_strange("127.0.0.1", (proxies.STRANGE, "1"))


def test_what_is_no_address_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_ATLAS_PROXY", " 127.0.0.1, ::1 ,")
    assert proxies.named() == {"127.0.0.1", "::1"}
    monkeypatch.setenv("WARD_ATLAS_PROXY", "127.0.0.1,nginx")
    with pytest.raises(Refused, match="nginx"):
        proxies.named()
