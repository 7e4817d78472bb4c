"""The policy header on every answer, and routes that open nothing but what they list."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Message

from lib.draw import leaflet as maps
from lib.server import routes
from lib.server.headers import FRAME_POLICY, POLICY, SafeHeaders


@dataclass(frozen=True)
class Answer:
    """What a server answered; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def asked(path: str, method: str = "GET", query: str = "") -> Answer:
    """Ask the dashboard's own routes, path as it is: no client tidies `..` away before."""
    app = Starlette(routes=routes.ROUTES, middleware=[Middleware(SafeHeaders)])
    sent: list[Message] = []
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "root_path": "", "headers": [(b"host", b"127.0.0.1")], "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start = sent[0]
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(start["status"], headers, body)


@pytest.fixture(scope="module")
def provinces() -> str:
    return routes.layer_address("provinces")


def directives(policy: str) -> dict[str, list[str]]:
    found = {}
    for part in policy.split("; "):
        name, *sources = part.split()
        found[name] = sources
    return found


@pytest.mark.parametrize("policy", [POLICY, FRAME_POLICY])
def test_the_policy_lets_a_page_reach_this_server_only(policy: str) -> None:
    found = directives(policy)
    assert found["default-src"] == ["'self'"]
    assert found["connect-src"] == ["'self'", "data:", "blob:"]
    assert found["object-src"] == ["'none'"]
    assert found["form-action"] == ["'self'"]
    assert found["frame-ancestors"] == ["'self'"]
    for name, sources in found.items():
        for source in sources:
            assert source.startswith("'") or source in ("data:", "blob:"), f"{name} {source}"
    assert "data:" not in found["script-src"]


def test_only_the_frame_of_the_map_may_run_written_script() -> None:
    assert directives(POLICY)["script-src"] == ["'self'", "blob:"]
    assert (
        asked("/component/streamlit_folium.st_folium/index.html").headers["content-security-policy"]
        == FRAME_POLICY
    )


@pytest.mark.parametrize("path", ["/atlas/geo/x/y.geojson", "/nowhere", "/"])
def test_even_a_refusal_carries_the_policy(path: str) -> None:
    answer = asked(path)
    assert answer.status == 404
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]


@pytest.mark.parametrize("name", maps.FILES)
def test_the_files_of_the_map_are_packed_and_kept_for_good(name: str) -> None:
    answer = asked(routes.file_address(name))
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-security-policy"] == POLICY
    kind = "javascript" if name.endswith(".js") else "css"
    assert kind in answer.headers["content-type"]
    assert len(gzip.decompress(answer.body)) > len(answer.body)


def test_a_layer_is_packed_kept_for_good_and_whole(provinces: str) -> None:
    answer = asked(provinces)
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "application/geo+json"
    assert len(json.loads(gzip.decompress(answer.body))["features"]) == 34


def test_a_layer_answers_under_its_present_content_only(provinces: str) -> None:
    digest = provinces.split("/")[3]
    assert asked(provinces.replace(digest, "0" * len(digest))).status == 404
    assert asked(provinces.replace(digest, "")).status == 404


@pytest.mark.parametrize("digest", ["000000000000", "x", "0" * 64])
def test_a_file_answers_under_its_present_content_only(digest: str) -> None:
    answer = asked(f"/atlas/file/{digest}/ward_map.js")
    assert answer.status == 404
    assert "cache-control" not in answer.headers


TRAVERSALS = (
    "../README.md",
    "../../README.md",
    "../../../../../../etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "..%2f..%2fREADME.md",
    "..\\..\\README.md",
    "....//....//README.md",
    "wards/../../README.md",
    "images/../../leaflet.js",
    "ward_map.js\0.css",
    "./ward_map.js",
    "ward_map.py",
    "",
    "x" * 5000,
)


@pytest.mark.parametrize("name", TRAVERSALS)
def test_no_name_of_a_file_leads_out_of_the_list(name: str) -> None:
    digest = routes.file_address("ward_map.js").split("/")[3]
    assert asked(f"/atlas/file/{digest}/{name}").status == 404


@pytest.mark.parametrize("name", TRAVERSALS)
def test_no_name_of_a_layer_leads_out_of_the_list(name: str, provinces: str) -> None:
    digest = provinces.split("/")[3]
    for ending in ("", ".geojson"):
        answer = asked(f"/atlas/geo/{digest}/{name}{ending}")
        assert answer.status == 404
        assert b"root:" not in answer.body


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Files opened for reading while a request is answered."""
    names: list[str] = []
    plain = Path.read_bytes

    def noted(self: Path) -> bytes:
        names.append(str(self))
        return plain(self)

    monkeypatch.setattr(Path, "read_bytes", noted)
    yield names


def test_a_request_opens_no_file_at_all(opened: list[str], provinces: str) -> None:
    address = routes.file_address("leaflet.js")  # everything is read by now
    opened.clear()
    assert asked(address).status == 200
    assert asked(provinces).status == 200
    assert asked("/atlas/file/0/../../app.py").status == 404
    assert opened == []


def test_files_cannot_be_written(provinces: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert asked(provinces, method).status == 405


def test_an_unknown_file_has_no_address() -> None:
    with pytest.raises(KeyError):
        routes.file_address("../app.py")
    assert routes.layer_address("../README") == ""
