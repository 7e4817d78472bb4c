"""Who may change data: checked at the action, off by default."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from lib.errors import Refused
from lib.server import update_rights
from lib.server.keys import KEYS, Keys
from lib.server.roles import Rights
from lib.server.update_rights import Asking

LOCAL = "127.0.0.1"
OWN = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "on")


@pytest.fixture
def person() -> Asking:
    """The person at this machine, who opened the link."""
    return Asking(OWN, KEYS.redeemed(KEYS.new_token()), None, LOCAL)


def test_updating_is_off_by_default(person: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WARD_ATLAS_UPDATE", raising=False)
    with pytest.raises(Refused):
        update_rights._rights(person)


@pytest.mark.usefixtures("switched_on")
def test_the_person_at_this_machine_may_update(person: Asking) -> None:
    assert update_rights._rights(person) == Rights("local")
    assert update_rights._rights(replace(person, visitor="::1", listens_on="localhost"))


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("key", ["", "guessed", "ắ"])
def test_without_a_key_nobody_may_update(person: Asking, key: str) -> None:
    with pytest.raises(Refused):
        update_rights._rights(replace(person, key=key))


def test_a_token_opens_once_and_only_the_newest_does() -> None:
    keys = Keys()
    assert keys.redeemed("") == ""
    older, newer = keys.new_token(), keys.new_token()
    assert keys.redeemed(older) == ""
    key = keys.redeemed(newer)
    assert keys.hold(key)
    assert keys.redeemed(newer) == ""
    assert not keys.hold(newer)
    assert not keys.hold("")


PROXIES = (
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
    "X-Forwarded-Server", "X-Forwarded-Prefix", "X-Forwarded", "Forwarded-For", "Forwarded", "Via",
    "x-real-ip", "CF-Connecting-IP", "CF-Ray", "True-Client-IP", "X-Client-IP", "Client-IP",
    "X-Cluster-Client-IP", "Fastly-Client-IP", "Fly-Client-IP", "X-Original-Host",
    "X-Originating-IP", "X-ProxyUser-Ip", "X-Remote-IP", "X-Envoy-External-Address", "X-Azure-Ref",
    "X-ARR-SSL", "X-Amzn-Trace-Id", "WL-Proxy-Client-IP", "X-Appengine-Remote-Addr", "CDN-Loop",
    "Front-End-Https", "X-Url-Scheme", "X-SSL-Client-Cert", "Tailscale-User-Login", "X-Remote-User",
    "X-Auth-Request-Email", "X-Vercel-Id", "X-MS-Proxy", "X-Varnish", "ngrok-trace-id", "X-Https",
)  # fmt: skip


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("header", PROXIES)
def test_a_proxy_header_is_refused(person: Asking, header: str) -> None:
    for name in (header, header.lower(), header.upper()):
        with pytest.raises(Refused, match=r"proxy|trung gian"):
            update_rights._rights(replace(person, headers={**OWN, name: "127.0.0.1"}))


@pytest.mark.usefixtures("switched_on")
def test_what_browsers_send_is_no_proxy_header(person: Asking) -> None:
    sent = (
        "User-Agent", "Accept-Language", "Sec-Fetch-Site", "Sec-CH-UA-Platform", "Cookie", "DNT",
        "Sec-WebSocket-Key", "Upgrade", "Connection", "Cache-Control", "Pragma", "Sec-GPC",
    )  # fmt: skip
    assert update_rights._rights(replace(person, headers={**OWN, **dict.fromkeys(sent, "x")}))


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("visitor", ["10.1.2.3", "not an address"])
def test_another_machine_is_refused(person: Asking, visitor: str) -> None:
    with pytest.raises(Refused):
        update_rights._rights(replace(person, visitor=visitor))


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "127.0.0.1:8501"},
        {"Host": "atlas.example", "Origin": "http://atlas.example"},
        {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:9000"},
        {"Host": "127.0.0.1:8501", "Origin": "null"},
        {"Host": "127.0.0.1.evil.example", "Origin": "http://127.0.0.1.evil.example"},
    ],
)
def test_another_name_or_page_is_refused(person: Asking, headers: dict[str, str]) -> None:
    with pytest.raises(Refused):
        update_rights._rights(replace(person, headers=headers))


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "192.168.1.10", "::"])  # noqa: S104
def test_the_server_does_not_start_open_to_others_with_updating_on(address: str | None) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1"):
        update_rights.check_start(address)


@pytest.mark.usefixtures("switched_on")
def test_several_processes_do_not_start_with_updating_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.parent_process", object)
    with pytest.raises(Refused, match="one process"):
        update_rights.check_start(LOCAL)


@pytest.mark.usefixtures("switched_on")
def test_the_server_starts_on_loopback_with_updating_on() -> None:
    update_rights.check_start(LOCAL)
    update_rights.check_start("::1")


def test_without_updating_the_server_starts_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "off")
    update_rights.check_start(None)


@pytest.mark.parametrize(
    ("claims", "may"),
    [
        ({}, True),
        ({"email": "Editor@Atlas.example"}, True),
        ({"is_logged_in": False}, False),
        ({"is_logged_in": "true"}, False),
        ({"is_logged_in": None}, False),
        ({"email": "reader@atlas.example"}, False),
        ({"email": None}, False),
        ({"email_verified": False}, False),
        ({"email_verified": "true"}, False),
        ({"email_verified": 1}, False),
        ({"email_verified": None}, False),
    ],
)
def test_only_what_the_provider_says_of_a_listed_account_lets_it_in(
    claims: dict[str, object], may: bool, person: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {
        "is_logged_in": True, "email": "editor@atlas.example", "email_verified": True,
        "iat": time.time(),
    } | claims  # fmt: skip
    monkeypatch.setattr(update_rights, "secrets_now", lambda: {"editors": ["editor@atlas.example"]})
    signed_in = replace(person, said=said)
    if may:
        assert update_rights._signed_in(signed_in) == Rights("editor@atlas.example")
    else:
        with pytest.raises(Refused):
            update_rights._signed_in(signed_in)
