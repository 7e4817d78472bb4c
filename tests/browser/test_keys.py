"""The Enter key in fields that leave it idle."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit


def test_enter_tells_a_typed_date(visit: Visit) -> None:
    visit.open("/?lang=en&asof=2026-10-20")
    visit.page.locator(".st-key-asof [data-type=day]").click()
    visit.page.keyboard.type("15")
    visit.page.keyboard.press("Enter")
    visit.expect_query(asof="2026-10-15")
    expect(visit.page.locator(".wa-head")).to_contain_text("15 Oct 2026")


def test_enter_opens_the_calendar_from_its_button(visit: Visit) -> None:
    visit.open("/?lang=en&asof=2026-10-20")
    visit.page.locator(".st-key-asof button").first.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator('[data-testid="stDateInputCalendar"]')).to_be_visible()


@pytest.mark.parametrize("at_once", [True, False])
def test_enter_takes_the_only_hit_of_a_search(visit: Visit, at_once: bool) -> None:
    visit.open("/map?lang=en")
    visit.settle()
    field = visit.page.locator(".st-key-search input")
    field.click()
    field.press_sequentially("tan chanh hiep")
    if not at_once:
        expect(visit.page.locator(".st-key-hits button")).to_have_count(1)
    field.press("Enter")
    visit.expect_query(ward="until2025-26776", province="79")
