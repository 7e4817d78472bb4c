"""Changing data without sign-in: by the person at this machine, who opened the printed link."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.server import link_for_updating, running
from tests.server.stranger import Headers, Sender, ask, opened, refusal, run, told
from tests.unit.test_update_rights import PROXIES

MEGABYTE = 1024 * 1024
CONTROLS = b"card_update"


@dataclass(frozen=True)
class Office:
    """A server whose analyst may change data."""

    address: str
    log: Path

    @property
    def path(self) -> str:
        """The newest link, without its host."""
        parts = urlsplit(link_for_updating(self.log))
        return f"{parts.path}?{parts.query}"

    def key(self) -> tuple[str, str]:
        """The cookie of the person who opens the newest link."""
        cookie = ask(self.address, self.path).headers["set-cookie"]
        return ("Cookie", cookie.partition(";")[0])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    log = tmp_path_factory.mktemp("office") / "log"
    with running(environment={"WARD_ATLAS_UPDATE": "on"}, log=log) as (address, _):
        yield Office(address, log)


def is_offered(office: Office, headers: Headers = (), host: str | None = None) -> bool:
    """Whether a visitor with these headers is shown the controls to change data."""
    with opened(office.address, headers=headers, host=host) as line:
        run(line, "dataset=demo", "data")
        return any(CONTROLS in each for each in told(line))


def test_the_person_who_opened_the_link_is_offered_the_controls(office: Office) -> None:
    assert is_offered(office, [office.key()])


def test_who_comes_through_a_tunnel_without_the_link_is_not(office: Office) -> None:
    assert not is_offered(office)
    assert not is_offered(office, [("Cookie", "ward_atlas_key=guessed")])
    assert not is_offered(office, [("Cookie", f"ward_atlas_key={office.path.split('=')[1]}")])


@pytest.mark.parametrize("header", PROXIES[::3])
def test_who_comes_through_a_proxy_is_not(office: Office, header: str) -> None:
    assert not is_offered(office, [office.key(), (header, "127.0.0.1")])


def test_a_foreign_page_does_not_even_reach_the_server(office: Office) -> None:
    key = office.key()
    for origin in ("http://evil.example", "http://localhost:9", "http://127.0.0.1", "null", None):
        assert refusal(office.address, origin=origin, headers=[key]) == 403
    assert refusal(office.address, host="evil.example", headers=[key]) == 403


def test_the_link_opens_once_and_leaves_the_address(office: Office) -> None:
    path = office.path
    first = ask(office.address, path.replace("/?", "/data?lang=en&"))
    assert first.status == 303
    assert first.headers["location"] == "/data?lang=en"
    assert first.headers["cache-control"] == "no-store"
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert path.split("=")[1] not in first.headers["set-cookie"]
    again = ask(office.address, path)
    assert again.status == 303
    assert "set-cookie" not in again.headers
    assert office.path != path  # for the next time that the browser forgot its key


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "///evil.example"])
def test_the_link_leads_to_no_other_server(office: Office, path: str) -> None:
    answer = ask(office.address, f"{path}?token=x")
    assert "set-cookie" not in answer.headers
    where = answer.headers.get("location", "/")
    assert where.startswith("/")
    assert where[1:2] not in ("/", "\\")


def test_a_reader_can_park_no_file(site: str, office: Office) -> None:
    for address, page in ((site, "data"), (office.address, "data"), (office.address, "")):
        reader = Sender(address, page=page)
        assert reader.send("a", 10).status == 403
        reader.leave()


def test_files_are_refused_for_sessions_of_others_and_of_the_past(office: Office) -> None:
    sender = Sender(office.address, office.key())
    assert sender.send("a", 10).status == 204
    stranger = Sender(office.address)
    stranger.session, own = sender.session, stranger.session
    assert stranger.send("a", 10).status == 403
    stranger.session = own
    assert stranger.send("a", 10).status == 403
    sender.leave()
    stranger.leave()
    time.sleep(0.5)
    assert sender.send("b", 10).status == 403


def test_files_are_capped_and_given_up_when_their_visitor_leaves(office: Office) -> None:
    one, other, third = (Sender(office.address, office.key()) for _ in range(3))
    size = 48 * MEGABYTE
    assert [one.send(name, size).status for name in "abc"] == [204, 204, 413]
    assert [other.send(name, size).status for name in "abc"] == [204, 204, 413]
    assert third.send("a", size).status == 413  # the server has its fill
    assert third.send("a", 1000).status == 204
    one.leave()
    end = time.monotonic() + 30
    while third.send("b", size).status != 204:
        assert time.monotonic() < end, "files of a visitor who left are still held"
        time.sleep(1)
    other.leave()
    third.leave()


def test_a_file_says_its_size(office: Office) -> None:
    sender = Sender(office.address, office.key())
    assert sender.send("a", 10, [("Content-Length", "-1")]).status in (400, 411)
    assert sender.send("a", 10, [("Content-Length", "9" * 12)]).status == 413
    assert sender.send("a", 60 * MEGABYTE).status == 413
    in_pieces = [("Transfer-Encoding", "chunked"), ("Content-Length", "10")]
    assert sender.send("a", 10, in_pieces).status == 411
    sender.leave()
