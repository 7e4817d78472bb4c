"""Which names this server answers to, and which pages are its own."""

from __future__ import annotations

import pytest

from lib.errors import Refused
from lib.server import hosts
from lib.server.hosts import Host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("localhost:8501", Host("localhost", 8501)),
        ("127.0.0.1", Host("127.0.0.1", None)),
        ("[::1]:8501", Host("::1", 8501)),
        ("Atlas.Example.", Host("atlas.example", None)),
    ],
)
def test_a_host_is_a_name_and_a_port(text: str, host: Host) -> None:
    assert hosts.read(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "", ":8501", "localhost:", "localhost:x", "localhost:99999", "user@localhost",
        "localhost/a", "localhost?a", "localhost#a", "[::1", "a b", "localhost\\evil", "bản.vn",
        "localhost, evil.example@x",
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        hosts.read(text)


@pytest.mark.parametrize(
    ("named", "host", "answers"),
    [
        ("", "localhost:9", True),
        ("", "atlas.vn", False),
        ("", "127.0.0.1.atlas.vn", False),
        ("", "localhost.atlas.vn", False),
        ("", "10.0.0.5", False),
        ("atlas.vn", "atlas.vn:8501", True),
        ("atlas.vn", "www.atlas.vn", False),
        (" atlas.vn:443 , 10.0.0.5,", "10.0.0.5:8501", True),
        ("atlas.vn:443", "atlas.vn:443", True),
        ("atlas.vn:443", "atlas.vn:8501", False),
    ],
)
def test_other_names_are_answered_when_they_are_listed(
    named: str, host: str, answers: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARD_ATLAS_HOSTS", named)
    assert hosts.is_allowed(hosts.read(host), hosts.allowed("127.0.0.1")) is answers


@pytest.mark.parametrize("named", ["http://atlas.vn", "atlas.vn:x", "a b", "[::1", "*"])
def test_a_list_that_cannot_be_meant_stops_the_start(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARD_ATLAS_HOSTS", f"atlas.vn,{named}")
    with pytest.raises(Refused, match="WARD_ATLAS_HOSTS"):
        hosts.allowed("127.0.0.1")


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("https://localhost:8501", "localhost:8501", True),
        ("HTTP://LOCALHOST:8501", "localhost:8501", True),
        ("https://atlas.vn", "atlas.vn", True),
        ("https://atlas.vn", "atlas.vn:443", True),
        ("http://[::1]:8501", "[::1]:8501", True),
        ("http://localhost:9000", "localhost:8501", False),
        ("http://127.0.0.1:8501", "localhost:8501", False),
        ("http://localhost", "localhost:8501", False),
        ("http://localhost:8501.evil.example", "localhost:8501", False),
        ("http://localhost:8501@evil.example", "localhost:8501", False),
        ("http://localhost:8501/", "localhost:8501", False),
        ("localhost:8501", "localhost:8501", False),
        ("file://localhost:8501", "localhost:8501", False),
        ("null", "localhost:8501", False),
        ("", "localhost:8501", False),
    ],
)
def test_a_page_is_our_own_when_its_origin_is_the_host(origin: str, host: str, same: bool) -> None:
    assert hosts.is_same(origin, hosts.read(host)) is same
