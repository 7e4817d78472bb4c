"""Sign-in with a provider of OpenID Connect: the view is kept, and only named editors change data.

Who may not is refused by the tests of roles (`tests.server.test_roles`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor
from tests.browser.provider import providing, write_secrets
from tests.browser.server import ROOT, free_port, running
from tests.browser.visits import Visit
from tests.server.stranger import Sender

EDITOR = "editor@atlas.example"
ACCOUNTS: dict[str, dict[str, object]] = {
    "editor": {"email": EDITOR.upper(), "email_verified": True},
}
VIEW = "/data?lang=en&dataset=mine&asof=2026-05-01&table=sources"
QUERY = "dataset=mine"
NAMED = "127.0.0.9"
PROXIED = [("X-Forwarded-For", "10.1.2.3"), ("X-Forwarded-Proto", "http")]


@dataclass(frozen=True)
class Office:
    """A server where editors sign in."""

    address: str
    folder: Path

    def content(self) -> bytes:
        """The table that would be changed."""
        return (self.folder / "sources.csv").read_bytes()


@pytest.fixture(scope="module")
def browser(browser_with_fonts: Browser) -> Browser:
    """The provider's pages have no fonts of their own."""
    return browser_with_fonts


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root, port = tmp_path_factory.mktemp("office"), free_port()
    folder = shutil.copytree(ROOT / "data/public", root / "data/mine")
    with providing(ACCOUNTS) as provider:
        write_secrets(root, f"http://127.0.0.1:{port}", provider, [EDITOR])
        environment = {
            "HOME": str(root),
            "WARD_ATLAS_DATA": str(root / "data"),
            "WARD_ATLAS_PROXY": NAMED,
        }
        with running(environment=environment, port=port) as (address, _):
            yield Office(address, folder)


def sign_in(visit: Visit, name: str) -> None:
    """Sign in from a view of the data page, as a person does."""
    visit.open(VIEW)
    visit.page.locator(".st-key-account button").click()
    visit.page.get_by_role("button", name=name, exact=True).click()
    visit.outside.clear()  # the provider's own page asks for a style sheet
    expect(visit.page.locator(".st-key-out button")).to_be_visible()


def cookie(visit: Visit) -> tuple[str, str]:
    """What signs the browser in, as a header for somebody who is no browser."""
    held = {each["name"]: each["value"] for each in visit.page.context.cookies()}
    kept = [f"{name}={text}" for name, text in held.items() if name.startswith("_streamlit_user")]
    return ("Cookie", "; ".join(kept))


def is_offered(
    office: Office,
    cookie: tuple[str, str],
    headers: Sequence[tuple[str, str]] = (),
    source: str = "127.0.0.1",
) -> bool:
    """Whether somebody who sends this is shown the controls to change data."""
    sender = Sender(office.address, cookie, query=QUERY, headers=headers, source=source)
    sender.leave()
    return any(b"card_update" in each for each in sender.shown)


def test_the_view_is_kept_and_an_editor_changes_data(office: Office, visitor: Visitor) -> None:
    visit = visitor(office.address)
    visit.open(VIEW)
    controls = visit.page.locator(".st-key-card_update")
    expect(visit.page.locator(".st-key-account")).to_contain_text("Sign in to change data")
    expect(controls).to_have_count(0)
    view = visit.query
    sign_in(visit, "editor")
    visit.expect_whole_query(view)
    expect(visit.page.locator(".st-key-account")).to_contain_text(EDITOR.upper())
    expect(controls).to_be_visible()
    file = {"name": "sources.csv", "mimeType": "text/csv", "buffer": office.content()}
    controls.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    check = visit.page.locator(".st-key-check button")
    expect(check).to_be_enabled()
    check.click()
    expect(visit.page.get_by_text("Checked")).to_be_visible()
    held = cookie(visit)
    assert is_offered(office, held)
    assert not is_offered(office, held, PROXIED)  # a proxy that nobody named
    assert is_offered(office, held, PROXIED, NAMED)
    visit.page.locator(".st-key-out button").click()
    visit.page.get_by_role("button", name="End session").click()  # the provider asks again
    expect(visit.page.locator(".st-key-in_default button")).to_be_visible()
    visit.outside.clear()
    visit.expect_whole_query(view)
    expect(controls).to_have_count(0)
    assert not is_offered(office, cookie(visit))


@pytest.mark.parametrize(
    "written",
    [
        '_streamlit_user={"is_logged_in":true,"email":"editor@atlas.example","email_verified":true}',
        "_streamlit_user=eyJlbWFpbCI6ICJlZGl0b3JAYXRsYXMuZXhhbXBsZSJ9.aQ.forged",
        "ward_atlas_key=guessed",
    ],
)
def test_a_written_cookie_signs_nobody_in(office: Office, written: str) -> None:
    assert not is_offered(office, ("Cookie", written))
