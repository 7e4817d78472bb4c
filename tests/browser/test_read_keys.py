"""Reading behind sign-in, as a person meets it: the way in, a key for a program, its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor
from tests.browser.provider import providing, write_secrets
from tests.browser.server import free_port, running
from tests.server.stranger import ask

VIEW = "/data?lang=en&dataset=demo&asof=2026-05-01&table=sources"
TABLE = "/api/v1/demo/tables/sources.csv?limit=1"
READER = "reader@atlas.example"


@pytest.fixture(scope="module")
def browser(browser_with_fonts: Browser) -> Browser:
    """The provider's pages have no fonts of their own."""
    return browser_with_fonts


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, port = tmp_path_factory.mktemp("closed"), free_port()
    accounts = {"reader": {"email": READER.title(), "email_verified": True}}
    with providing(accounts) as provider:
        write_secrets(home, f"http://127.0.0.1:{port}", provider, [])
        keys = str(home / "keys")
        environment = {"HOME": str(home), "WARD_ATLAS_READ": "signed-in", "WARD_ATLAS_KEYS": keys}
        with running(environment=environment, port=port) as (address, _):
            yield address


def status(office: str, key: str) -> int:
    return ask(office, TABLE, [("Authorization", f"Bearer {key}")]).status


def test_a_reader_signs_in_makes_a_key_for_a_program_and_revokes_it(
    office: str, visitor: Visitor
) -> None:
    visit = visitor(office)
    page = visit.page
    page.goto(office + VIEW)
    expect(page.get_by_text("Reading needs sign-in on this server.")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="reader", exact=True).click()
    keys = page.locator(".st-key-read_keys")
    expect(keys).to_be_visible()  # back at the view
    assert "table=sources" in page.url
    visit.outside.clear()  # the provider's own page asks for a style sheet
    keys.get_by_role("textbox").fill("Power BI <b>of</b> the office")
    keys.get_by_role("button", name="Make a key").click()
    shown = keys.locator("code")
    expect(shown).to_contain_text("wardatlas_")
    key = shown.inner_text().strip()
    assert status(office, key) == 200
    keys.get_by_role("button", name="I have copied it").click()
    expect(shown).to_have_count(0)
    assert key not in page.content()
    expect(keys).to_contain_text("Power BI <b>of</b> the office")
    expect(keys).to_contain_text("last used on")
    keys.get_by_role("button", name="Revoke").click()
    expect(keys.get_by_role("button", name="Revoke")).to_have_count(0)
    assert status(office, key) == 401
