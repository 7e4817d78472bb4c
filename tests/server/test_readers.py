"""Reading behind sign-in: nothing is told to who has not signed in, a key reads and no more."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape
from openapi_spec_validator import validate
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    generate_xsrf_token_string,
)
from websockets.exceptions import ConnectionClosed, InvalidStatus

from lib.errors import Refused
from lib.io.store.read_keys import LONGEST, MOST, ReadKeys
from lib.server.program_keys import MOST_WRONG
from lib.server.role_settings import as_address
from lib.words import wording
from tests.browser.payloads import ALL, PAYLOADS, Judge
from tests.browser.provider import write_secrets
from tests.browser.server import free_port, running
from tests.server.stranger import Answer, ask, opened, run, told

SECRET = "0123456789abcdef" * 2
READER = "reader@atlas.example"
TABLE = "/api/v1/demo/places.csv?asof=2026-11-25"
TODAY = date(2026, 11, 26)


@dataclass(frozen=True)
class Closed:
    """A server where reading needs sign-in."""

    address: str
    keys: ReadKeys
    log: Path

    def cookie(self, email: object = READER, *, verified: object = True, origin: str = "") -> str:
        """What signs a browser in, as the server writes it after the provider said so."""
        said = {
            "email": email,
            "email_verified": verified,
            "is_logged_in": True,
            "origin": origin or self.address,
        }
        return signed(json.dumps(said))

    def get(self, path: str, cookie: str = "", **headers: str) -> Answer:
        """One request."""
        named = [(name.replace("_", "-"), text) for name, text in headers.items()]
        return ask(self.address, path, [*named, *([("Cookie", cookie)] if cookie else [])])

    def key(self, account: str = READER) -> tuple[str, str]:
        """Name and text of a new key, made by another process than the server."""
        made, text = self.keys.new(account, "Excel", TODAY)
        return made.name, text


def signed(said: str, secret: str = SECRET) -> str:
    """The cookie of a sign-in."""
    return f"_streamlit_user={create_signed_value(secret, '_streamlit_user', said).decode()}"


def bearer(key: str) -> str:
    return f"Bearer {key}"


def basic(key: str, user: str = "anybody") -> str:
    return "Basic " + base64.b64encode(f"{user}:{key}".encode()).decode()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    home, port = tmp_path_factory.mktemp("closed"), free_port()
    write_secrets(home, f"http://127.0.0.1:{port}", "http://127.0.0.1:9", [])
    secrets = home / ".streamlit" / "secrets.toml"
    named = 'readers = ["@atlas.example"]\n'
    secrets.write_text(named + secrets.read_text(encoding="utf-8"), encoding="utf-8")
    environment = {
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "WARD_ATLAS_READ": "signed-in",
        "WARD_ATLAS_KEYS": str(home / "keys"),
    }
    log = home / "log"
    with running(environment=environment, port=port, log=log) as (address, _):
        end = time.monotonic() + 60
        while ask(address, "/readyz").status != 200 and time.monotonic() < end:
            time.sleep(0.2)
        yield Closed(address, ReadKeys(home / "keys"), log)


PLACES = (
    "/",
    "/map",
    "/data?dataset=demo",
    "/api/v1/datasets.json",
    "/api/v1/openapi.json",
    TABLE,
    "/api/v1/demo/tables/sources.json",
    "/api/v1/nowhere/tables/sources.json",
    "/atlas/geo/0/provinces.geojson",
    "/atlas/film/0/film.json?dataset=demo",
    "/atlas/file/0/ward_map.js",
    "/static/js/index.js",
    "/media/0.csv",
    "/component/streamlit_folium.st_folium/index.html",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/_stcore/stream",
    "/_stcore/metrics",
    "//map",
    "/_stcore/health/../stream",
    "/atlas/healthz",
)


@pytest.mark.parametrize("path", PLACES)
def test_nothing_is_told_to_who_has_not_signed_in(closed: Closed, path: str) -> None:
    for accepts in ("text/html", "*/*"):
        for method in ("GET", "HEAD"):
            answer = ask(closed.address, path, [("Accept", accepts)], method=method)
            assert answer.status in (401, 404), path
            assert answer.status == 401 or path == "/_stcore/metrics"  # closed to all
            assert b"demo" not in answer.body
            assert b"root" not in answer.body


def test_a_page_shows_the_way_to_the_provider_and_keeps_what_was_asked_for(closed: Closed) -> None:
    for language, words in (("en", b"Reading needs sign-in"), ("vi", "đăng nhập".encode())):
        page = closed.get(f"/map?dataset=demo&lang={language}", Accept="text/html")
        assert page.status == 401
        assert words in page.body
        assert b"?sign-in=default" in page.body
        assert page.headers["cache-control"] == "no-store"
        assert "ward_atlas_back=%2Fmap%3Fdataset%3Ddemo" in page.headers["set-cookie"]
    on = closed.get("/map?sign-in=default", Accept="text/html")
    assert (on.status, on.headers["location"].partition("=")[0]) == (303, "/auth/login?provider")
    assert closed.get("/map?sign-in=other", Accept="text/html").status == 401


def test_what_a_balancer_asks_is_answered_without_a_name_of_a_dataset(closed: Closed) -> None:
    for path in ("/healthz", "/readyz", "/_stcore/health"):
        answer = closed.get(path)
        assert answer.status == 200
        assert b"demo" not in answer.body


def test_an_account_that_signed_in_reads_and_no_cache_on_the_way_keeps_it(closed: Closed) -> None:
    cookie = closed.cookie()
    for path in ("/map", TABLE, "/api/v1/openapi.json"):
        answer = closed.get(path, cookie)
        assert answer.status == 200, path
        assert "private" in answer.headers["cache-control"]
        assert {"Cookie", "Authorization"} <= set(answer.headers["vary"].split(", "))
    with opened(closed.address, headers=[("Cookie", cookie)]) as line:
        run(line, "dataset=demo", "data")
        assert any(b"read_keys" in each for each in told(line))


def test_a_cookie_that_the_provider_did_not_vouch_for_reads_nothing(closed: Closed) -> None:
    said = json.dumps({"email": READER, "email_verified": True, "is_logged_in": True})
    for cookie in (
        closed.cookie(verified="true"),
        closed.cookie(verified=False),
        closed.cookie(email=""),
        closed.cookie(email=["reader@atlas.example"]),
        closed.cookie(email="reader@atlas.exampłe"),
        closed.cookie(origin="http://evil.example"),
        signed(said),
        signed("[]"),
        signed("{"),
        signed(said.replace("}", f', "origin": "{closed.address}"}}'), "another" * 6),
        f"_streamlit_user={said}",
    ):
        assert closed.get(TABLE, cookie).status == 401, cookie
        with pytest.raises(InvalidStatus), opened(closed.address, headers=[("Cookie", cookie)]):
            pass
    stranger = closed.get("/map", closed.cookie("guest@else.example"), Accept="text/html")
    assert (stranger.status, b"/auth/logout" in stranger.body) == (403, True)
    assert b"guest@else.example" in stranger.body


def test_a_sign_in_that_was_ended_reads_nothing_however_its_cookie_is_spelled(
    closed: Closed,
) -> None:
    said = {"email": READER, "email_verified": True, "is_logged_in": True, "iat": 1}
    whole = json.dumps({**said, "origin": closed.address})
    cookie, again = signed(whole), signed(whole)
    other = signed(whole.replace('"iat": 1', '"iat": 2'))
    with opened(closed.address, headers=[("Cookie", cookie)]) as line:
        assert closed.get("/auth/logout", cookie).status == 302
        for copied in (cookie, again, f"{cookie}; _streamlit_user_x=1"):
            assert closed.get(TABLE, copied).status == 401
        with pytest.raises(ConnectionClosed):
            run(line, "dataset=demo", "data")
            told(line)
    assert closed.get(TABLE, other).status == 200


def test_a_key_reads_at_data_addresses_and_opens_nothing_else(closed: Closed) -> None:
    name, key = closed.key()
    for sent in (bearer(key), basic(key), basic(key, ""), f"bearer  {key}"):
        answer = closed.get(TABLE, Authorization=sent, Accept_Encoding="gzip")
        assert answer.status == 200, sent
        assert "private" in answer.headers["cache-control"]
    (kept,) = [each for each in closed.keys.all() if each.name == name]
    assert kept.used != ""
    for path in [each for each in PLACES if not each.startswith("/api/")]:
        assert closed.get(path, Authorization=bearer(key)).status in (401, 404), path
    with pytest.raises(InvalidStatus):
        opened(closed.address, headers=[("Authorization", bearer(key))])
    own = [("Authorization", bearer(key)), ("Origin", closed.address)]
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(closed.address, TABLE, own, method=method).status == 405
    for path in (f"{TABLE}&key={key}", f"{TABLE}&token={key}", f"{TABLE}&access_token={key}"):
        assert closed.get(path).status == 401
    assert closed.get(TABLE, f"key={key}; Authorization={bearer(key)}").status == 401
    assert key not in closed.log.read_text(encoding="utf-8")
    assert key not in (closed.keys._path).read_text(encoding="utf-8")
    assert closed.keys._path.stat().st_mode & 0o077 == 0


def test_a_revoked_key_stops_at_once_and_only_its_own_account_or_the_command_revokes_it(
    closed: Closed,
) -> None:
    name, key = closed.key()
    other, _text = closed.key("other@atlas.example")
    assert closed.get(TABLE, Authorization=bearer(key)).status == 200
    with pytest.raises(Refused):
        closed.keys.revoke(other, READER)
    closed.keys.revoke(name, READER)
    refused = closed.get(TABLE, Authorization=bearer(key))
    assert refused.status == 401
    assert json.loads(refused.body)["expected"]
    assert refused.headers["www-authenticate"].startswith("Basic")
    closed.keys.revoke(other)
    with pytest.raises(Refused):
        closed.keys.revoke(other)
    _name, gone = closed.key("gone@else.example")  # an account that may not read any more
    assert closed.get(TABLE, Authorization=bearer(gone)).status == 401


def test_the_document_says_that_a_key_is_needed_and_every_address_refuses_without(
    closed: Closed,
) -> None:
    _name, key = closed.key()
    described = json.loads(closed.get("/api/v1/openapi.json", Authorization=bearer(key)).body)
    validate(described)
    asked = {name for each in described["security"] for name in each}
    schemes = described["components"]["securitySchemes"]
    assert {schemes[name]["scheme"] for name in asked} == {"bearer", "basic"}
    for path, operation in described["paths"].items():
        answer = closed.get(path.format(dataset="public"))
        assert answer.status == 401, path
        assert "401" in operation["get"]["responses"], path
        assert json.loads(answer.body)["error"]


def test_an_account_has_so_many_keys_and_each_says_what_it_is_for(tmp_path: Path) -> None:
    keys = ReadKeys(tmp_path)
    for program in ("", "  ", "a" * 61, "a\x00b"):
        with pytest.raises(Refused):
            keys.new(READER, program, TODAY)
    made = [keys.new(READER, f"Excel {n}", TODAY) for n in range(MOST)]
    with pytest.raises(Refused, match=str(MOST)):
        keys.new(READER, "one more", TODAY)
    assert len({text for _kept, text in made}) == MOST
    assert [each.name for each in keys.of(READER)] == [kept.name for kept, _text in made[::-1]]
    assert keys.known(made[3][1]) == made[3][0]
    assert keys.known("") is None
    keys._path.write_text("{")
    with pytest.raises(Refused):
        keys.known(made[3][1])


def test_attacks_as_names_of_accounts_and_programs_are_shown_as_text(closed: Closed) -> None:
    judged = sum(bool(Judge(text).built) for text in PAYLOADS["markup"])
    assert judged > 0.8 * len(PAYLOADS["markup"])  # some are nothing to this parser
    shown = 0
    for text in ALL:  # of a foreign domain: told that it may not read
        account = f"{text}@else.example"
        page = closed.get("/map", closed.cookie(account), Accept="text/html")
        assert page.status in (401, 403)
        assert set(Judge(page.body.decode()).built) <= {"meta"}, text
        shown += page.status == 403
        assert page.status == 401 or escape(account.lower()) in page.body.decode()
    assert shown > len(ALL) / 4  # the others are no addresses
    accounts = [f"{text}@atlas.example" for text in ALL if as_address(f"{text}@atlas.example")]
    printable = [each.strip() for each in ALL if each.isprintable() and len(each) <= LONGEST]
    assert len(printable) > 0.9 * len(ALL)
    for account, begin in zip(accounts, range(0, len(printable), MOST), strict=False):
        programs = printable[begin : begin + MOST]
        for program in programs:
            closed.keys.new(account.lower(), program, TODAY)
        proof = generate_xsrf_token_string()
        cookie = f"_streamlit_xsrf={proof}; {closed.cookie(account)}"
        with opened(closed.address, headers=[("Cookie", cookie)], proof=proof) as line:
            run(line, "dataset=demo&lang=en", "data")
            drawn = [ForwardMsg.FromString(each).delta.new_element for each in told(line)]
        html = [each.html.body for each in drawn if each.HasField("html")]
        assert sum(escape(each) in body for each in programs for body in html) >= len(programs)
        assert any(escape(account) in body for body in html)
        ours = [body for body in html if not body.startswith("<style>")]
        assert len(ours) >= len(html) - 1
        assert [Judge(body).built for body in ours if Judge(body).built] == []
        helps = [each.button.help for each in drawn if each.HasField("button")]
        assert all(any(wording.plain_markdown(each) in text for text in helps) for each in programs)


def test_guessing_is_ended_and_locks_nobody_out(closed: Closed) -> None:
    _name, key = closed.key()
    for _ in range(2 * MOST_WRONG):
        assert closed.get(TABLE, Authorization=bearer("old")).status == 401
    assert closed.get(TABLE, Authorization=bearer(key)).status == 200
    statuses = [
        closed.get(TABLE, Authorization=bearer(f"guess{n}")).status for n in range(MOST_WRONG + 1)
    ]
    assert statuses[-1] == 429
    assert set(statuses) == {401, 429}
    limited = closed.get(TABLE, Authorization=bearer("one more"))
    assert (limited.status, limited.headers["retry-after"]) == (429, "600")
    assert closed.get(TABLE, Authorization=bearer(key)).status == 200
    assert closed.get(TABLE, closed.cookie()).status == 200
