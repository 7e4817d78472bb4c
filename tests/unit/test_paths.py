"""Addresses that are no page lead to the overview; all others are left alone."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from lib.server.unknown_pages import UnknownPages

BROWSER = b"text/html,application/xhtml+xml,*/*;q=0.8"


async def streamlit(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def asked(path: str, accept: bytes = BROWSER, base: str = "", method: str = "GET") -> str:
    """Where a request is sent, "" when it is passed on."""
    scope = {"type": "http", "path": path, "method": method, "headers": [(b"accept", accept)]}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    asyncio.run(UnknownPages(streamlit, base)(scope, receive, send))
    by_key: dict[bytes, bytes] = dict(sent[0]["headers"])
    return by_key.get(b"location", b"").decode()


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("/foo", "/?page=foo"), ("/bản", "/?page=b%E1%BA%A3n"), ("/<b>x", "/?page=%3Cb%3Ex")],
)
def test_an_unknown_word_leads_to_the_overview_with_the_word_in_the_address(
    path: str, leads_to: str
) -> None:
    assert asked(path) == leads_to


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/map",
        "/ward",
        "/_stcore/health",
        "/component/x/index.html",
        "/icon.png",
        "/static/a",
        "/healthz",
        "/readyz",
    ],
)
def test_pages_and_addresses_of_streamlit_are_left_alone(path: str) -> None:
    assert asked(path) == ""


def test_programs_and_the_base_path_are_left_alone() -> None:
    assert asked("/foo", accept=b"application/json") == ""
    assert asked("/foo", method="POST") == ""
    assert asked("/atlas") == "/?page=atlas"
    assert asked("/atlas", base="/atlas/") == ""


@pytest.mark.parametrize("path", ["/atlas/map", "/map", "/healthz", "/atlas/_stcore/health"])
def test_under_a_base_path_pages_are_left_alone(path: str) -> None:
    assert asked(path, base="atlas") == ""


@pytest.mark.parametrize("path", ["/atlas/foo", "/foo"])
def test_under_a_base_path_an_unknown_word_leads_to_the_overview_there(path: str) -> None:
    assert asked(path, base="atlas") == "/atlas/?page=foo"
