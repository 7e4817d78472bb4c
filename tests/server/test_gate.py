"""Foreign pages and foreign names end at the gate, and nobody outside is asked about them."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.browser.server import running
from tests.server import stranger
from tests.server.stranger import ask, opened, refusal

PATHS = ("/", "/map", "/_stcore/health", "/_stcore/host-config", "/static/x", "/atlas/file/x/y")
FOREIGN_HOSTS = ("evil.example", "127.0.0.1.evil.example", "10.0.0.5:8501", "user@localhost", "")
FOREIGN_ORIGINS = (
    "http://evil.example", "https://evil.example:8501", "null", "http://localhost:9", "file://",
    "http://127.0.0.1", "",
)  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_gets_nothing(site: str, host: str) -> None:
    for path in PATHS:
        answer = ask(site, path, [("Host", host)])
        assert answer.status in (400, 403)
        assert b"<html" not in answer.body


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_foreign_page_gets_nothing(site: str, origin: str) -> None:
    for path in PATHS:
        assert ask(site, path, [("Origin", origin)]).status == 403
    assert refusal(site, origin=origin) == 403


def test_rebinding_is_refused_even_though_origin_and_host_agree(site: str) -> None:
    port = urlsplit(site).port
    for host in ("evil.example", f"evil.example:{port}"):
        assert refusal(site, host=host) == 403
        assert ask(site, "/", [("Host", host), ("Origin", f"http://{host}")]).status == 403


def test_a_websocket_without_origin_is_refused(site: str) -> None:
    assert refusal(site, origin=None) == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_plain_reading_goes_without_origin(site: str, method: str) -> None:
    for path in (*PATHS, "/_stcore/upload_file/a/b"):
        assert ask(site, path, method=method).status == 403


def test_two_hosts_or_origins_are_refused(site: str) -> None:
    own = urlsplit(site).netloc
    twice = [("Host", own), ("Host", "evil.example")]
    assert ask(site, "/", twice).status in (400, 403)
    assert ask(site, "/", [("Origin", site), ("Origin", "http://evil.example")]).status == 403


def test_own_pages_are_let_in(site: str) -> None:
    port = urlsplit(site).port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"):
        assert ask(site, "/", [("Host", host)]).status == 200
        assert ask(site, "/", [("Host", host), ("Origin", f"http://{host}")]).status == 200
        assert refusal(site, host=host) == 0


def test_names_of_the_office_are_let_in_when_they_are_listed() -> None:
    listed = {"WARD_ATLAS_HOSTS": "atlas.example, 10.0.0.5:8443"}
    with running(environment=listed) as (address, _):
        for host, status in (
            ("atlas.example", 200), ("atlas.example:81", 200), ("10.0.0.5:8443", 200),
            ("10.0.0.5", 403), ("evil.example", 403), ("x.atlas.example", 403),
        ):  # fmt: skip
            assert ask(address, "/", [("Host", host)]).status == status
            assert refusal(address, host=host) == (0 if status == 200 else 403)


@contextmanager
def sink() -> Iterator[tuple[str, list[bytes]]]:
    """A proxy that goes nowhere and keeps what it was asked; its address and that list."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    line, _from = listening.accept()
                except OSError:
                    return
                with line:
                    calls.append(line.recv(1000))

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", calls
        listening.shutdown(socket.SHUT_RDWR)


def proxies(address: str) -> dict[str, str]:
    names = ("http_proxy", "https_proxy", "all_proxy")
    return {each: address for name in names for each in (name, name.upper())} | {"no_proxy": ""}


def test_no_page_makes_the_server_ask_outside() -> None:
    with sink() as (proxy, calls):
        listed = proxies(proxy) | {"WARD_ATLAS_HOSTS": "atlas.example"}
        with running(environment=listed) as (address, _):
            for origin in FOREIGN_ORIGINS:
                refusal(address, origin=origin)
                ask(address, "/_stcore/health", [("Origin", origin)])
            # Let in, though spelled so that Streamlit itself would take it for foreign.
            for host, origin in (
                ("atlas.example", "http://ATLAS.example"), ("atlas.example", "https://atlas.example:443"),
            ):  # fmt: skip
                with opened(address, host=host, origin=origin) as line:
                    stranger.run(line)
                    stranger.told(line)
        assert calls == []
        # The sink would have noticed: this is what Streamlit does about a foreign page.
        ask_outside = "from streamlit import net_util; net_util.get_external_ip()"
        subprocess.run(
            [sys.executable, "-c", ask_outside], env=proxies(proxy), check=True, timeout=60
        )
        assert calls != []
