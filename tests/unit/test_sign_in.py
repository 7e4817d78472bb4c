"""Sign-in half set up stops the start, and the way back from it leads to our pages only."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import streamlit as st
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from lib.errors import Refused
from lib.server import closed_reading, readers, sign_in, signed_in

OWN = (
    'redirect_uri = "http://a/oauth2callback"\ncookie_secret = "0123456789abcdef0123456789abcdef"\n'
)
EACH = 'client_id = "a"\nclient_secret = "b"\nserver_metadata_url = "http://p"\n'


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of secrets, not yet there."""
    path, before = tmp_path / "secrets.toml", st.get_option("secrets.files")
    monkeypatch.setattr(st.secrets, "_secrets", None)
    config.set_option("secrets.files", [str(path)])
    yield path
    config.set_option("secrets.files", before)


def test_without_secrets_there_is_no_sign_in(secrets: Path) -> None:
    sign_in.check_start()
    assert not sign_in.is_configured()


@pytest.mark.parametrize("auth", [OWN + EACH, f"{OWN}[auth.office]\n{EACH}"])
def test_sign_in_as_documented_starts(secrets: Path, auth: str) -> None:
    secrets.write_text(f"[auth]\n{auth}")
    sign_in.check_start()
    assert sign_in.is_configured()
    assert sign_in.providers() == (["office"] if "office" in auth else ["default"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[auth", "cannot be read"),
        (f"[auth]\n{EACH}", "redirect_uri, cookie_secret"),
        (f"[auth]\n{OWN}", "client_id"),
        (f"[auth]\n{OWN}[auth.office]\nclient_id = 'a'\n", "auth.office.*client_secret"),
        (f"[auth]\n{OWN}[auth.the_office]\n{EACH}", "the_office"),
        (f"[auth]\n{OWN.replace('0123456789abcdef', 'x')}{EACH}", "32"),
    ],
)
def test_half_of_it_does_not_start(secrets: Path, text: str, said: str) -> None:
    secrets.write_text(text)
    with pytest.raises(Refused, match=said):
        sign_in.check_start()


@pytest.mark.parametrize(
    ("written", "own", "base", "said"),
    [
        ("signed-on", "", "", "signed-on"),
        ("signed-in", "", "", "not set up"),
        ("signed-in", f"[auth]\n{OWN}{EACH}", "other", "other"),
        ("signed-in", f"readers = 'all'\n[auth]\n{OWN}{EACH}", "", "list"),
        ("signed-in", f"readers = ['all']\n[auth]\n{OWN}{EACH}", "", "list"),
    ],
)
def test_reading_that_is_not_surely_closed_does_not_start(
    secrets: Path, monkeypatch: pytest.MonkeyPatch, written: str, own: str, base: str, said: str
) -> None:
    secrets.write_text(own)
    monkeypatch.setenv("WARD_ATLAS_READ", written)
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.__getitem__)
    with pytest.raises(Refused, match=said):
        readers.check_start()


def test_reading_is_open_without_a_word_and_closed_by_one(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for written in ("", "everybody"):
        monkeypatch.setenv("WARD_ATLAS_READ", written)
        readers.check_start()
        assert not closed_reading.needs_sign_in()
    secrets.write_text(f"readers = ['@Atlas.example', 'guest@x.example']\n[auth]\n{OWN}{EACH}")
    monkeypatch.setenv("WARD_ATLAS_READ", " Signed-In ")
    readers.check_start()
    assert closed_reading.needs_sign_in()
    assert signed_in.may_read("an@atlas.example")
    assert signed_in.may_read("guest@x.example")
    assert not signed_in.may_read("an@sub.atlas.example")
    assert not signed_in.may_read("other@x.example")


def led_to(kept: str, base: str = "", location: str = "") -> str:
    """Where somebody with this address kept is sent after signing in."""
    start = f"/{base}/" if base else "/"
    sent: list[Message] = []

    async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
        to = (location or start).encode()
        await send({"type": "http.response.start", "status": 302, "headers": [(b"location", to)]})

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Any:
        return None

    cookie = f"{sign_in.BACK}={quote(kept, safe='')}".encode()
    scope = {"type": "http", "path": f"{start}oauth2callback", "headers": [(b"cookie", cookie)]}
    asyncio.run(sign_in.WayBack(answer, base)(scope, nothing, keep))
    return str(dict(sent[0]["headers"])[b"location"].decode())


def test_the_way_back_leads_to_the_view() -> None:
    assert led_to("/data?lang=en&asof=2026-05-01") == "/data?lang=en&asof=2026-05-01"
    assert led_to("/atlas/map?province=01", "atlas") == "/atlas/map?province=01"
    assert led_to("/data", location="https://provider/bye") == "https://provider/bye"


@pytest.mark.parametrize(
    "kept",
    [
        "", "https://evil.example/", "//evil.example/data", "/\\evil.example", "/data/../evil",
        "/evil", "data", "/data\r\nSet-Cookie: a=b", "/data?" + "x" * 5_000, "\x00",
    ],
)  # fmt: skip
def test_it_leads_nowhere_else(kept: str) -> None:
    assert led_to(kept) == "/"
    assert led_to(kept, "atlas") == "/atlas/"


@pytest.mark.parametrize("path", ["auth/login", "oauth2callback"])
def test_a_provider_that_fails_is_told_in_the_readers_language_with_the_way_back(path: str) -> None:
    sent: list[Message] = []

    async def fail(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 400, "headers": []})
        await send({"type": "http.response.body", "body": b"Authentication error"})

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Any:
        return None

    for kept, words, way in (
        (
            "/data?lang=en&table=sources",
            "Sign-in did not succeed",
            "/data?lang=en&amp;table=sources",
        ),
        ("https://evil.example/", "Đăng nhập không thành công", "/"),
    ):
        sent.clear()
        cookie = f"{sign_in.BACK}={quote(kept, safe='')}".encode()
        scope = {"type": "http", "path": f"/{path}", "headers": [(b"cookie", cookie)]}
        asyncio.run(sign_in.WayBack(fail)(scope, nothing, keep))
        assert sent[0]["status"] == 502
        page = sent[1]["body"].decode()
        assert words in page
        assert f'href="{way}"' in page
        assert "Authentication error" not in page


def test_a_query_is_written_anew() -> None:
    assert led_to("/data?a=\r\nSet-Cookie: b=c") == "/data?a=%0D%0ASet-Cookie%3A+b%3Dc"
