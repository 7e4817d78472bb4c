"""Who may change data: checked at the action, off by default."""

from __future__ import annotations

import pytest

from lib.errors import Refused
from lib.ui.forms import editors

LOCAL = "127.0.0.1"


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "on")


def test_updating_is_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WARD_ATLAS_UPDATE", raising=False)
    with pytest.raises(Refused):
        editors._editor({}, None, LOCAL)


@pytest.mark.usefixtures("switched_on")
def test_the_own_machine_may_update() -> None:
    assert editors._editor({"Host": "127.0.0.1:8501"}, None, LOCAL) == editors.Editor("local")
    assert editors._editor({}, "::1", "localhost") == editors.Editor("local")


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "x-real-ip"])
def test_a_proxy_header_is_refused(header: str) -> None:
    with pytest.raises(Refused, match=r"proxy|trung gian"):
        editors._editor({header: "10.0.0.7"}, None, LOCAL)


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("visitor", ["10.1.2.3", "not an address"])
def test_another_machine_is_refused(visitor: str) -> None:
    with pytest.raises(Refused):
        editors._editor({}, visitor, LOCAL)


@pytest.mark.usefixtures("switched_on")
@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "192.168.1.10", "::"])  # noqa: S104
def test_the_server_does_not_start_open_to_others_with_updating_on(address: str | None) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1"):
        editors.check_start(address)


@pytest.mark.usefixtures("switched_on")
def test_the_server_starts_on_loopback_with_updating_on() -> None:
    editors.check_start(LOCAL)
    editors.check_start("::1")


def test_without_updating_the_server_starts_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "off")
    editors.check_start(None)
