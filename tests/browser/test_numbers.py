"""A number on a page opens what is behind it, and the address says so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from lib.clock import today
from tests.browser.rules import Rules
from tests.browser.visits import Visit

DAY = "asof=2026-07-25"
NUMBER = "headline.recognised"


def mark(visit: Visit) -> None:
    """Leave a mark that a reload would take away."""
    visit.page.evaluate("window.kept = true")


def expect_mark(visit: Visit) -> None:
    assert visit.page.evaluate("window.kept === true"), "the page was loaded anew"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_click_opens_it_escape_closes_it_and_the_address_goes_along(
    visit: Visit, rules: Rules, language: str
) -> None:
    visit.open(f"/?lang={language}&{DAY}")
    mark(visit)
    visit.number(NUMBER).click()
    expect(visit.explanation).to_be_visible()
    visit.expect_query(number=NUMBER, asof="2026-07-25")
    visit.settle()
    assert rules.broken(visit.page) == []
    visit.page.keyboard.press("Escape")
    expect(visit.explanation).to_have_count(0)
    visit.expect_gone("number")
    assert visit.query["asof"] == "2026-07-25"
    expect_mark(visit)


def test_enter_opens_it_and_a_ward_it_names_leads_to_its_page(visit: Visit) -> None:
    visit.open(f"/?lang=en&{DAY}")
    mark(visit)
    visit.settle()
    visit.number(NUMBER).focus()
    visit.page.keyboard.press("Enter")
    ward = visit.explanation.locator("a.wa-go").first
    expect(ward).to_be_visible()
    name = ward.inner_text().split(",")[0]
    ward.click()
    expect(visit.page).to_have_url(re.compile(r"/ward\?.*ward=(from|until)2025-\d+"))
    expect(visit.page.locator(".wa-head h1")).to_contain_text(name)
    expect(visit.explanation).to_have_count(0)
    visit.expect_query(asof="2026-07-25", lang="en")
    visit.expect_gone("number")
    expect_mark(visit)


def test_a_link_opens_it_and_what_is_not_there_is_told(visit: Visit) -> None:
    visit.open(f"/map?lang=en&{DAY}&number=headline.with_report")
    expect(visit.explanation).to_be_visible()
    visit.expect_query(number="headline.with_report")
    visit.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    visit.expect_gone("number")
    visit.open(f"/map?lang=en&{DAY}&number=headline.nothing")
    expect(visit.page.locator(".wa-note")).to_contain_text("headline.nothing")
    expect(visit.explanation).to_have_count(0)


def test_a_copied_link_has_the_day_written_out(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("/map?lang=en&province=79")
    visit.settle()
    button = visit.page.locator("button[data-copy]")
    button.click()
    expect(button).to_have_text("Copied")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{visit.address}/map?")
    assert f"asof={today():%Y-%m-%d}" in copied
    assert "province=79" in copied
    assert "asof" not in visit.query


def test_a_cell_of_a_sorted_table_opens_its_own_number(visit: Visit) -> None:
    visit.open("/timeline?lang=en&dataset=demo&asof=2026-11-25")
    table = visit.page.locator(".st-key-card_targets [data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    visit.settle()
    for _ in range(2):  # the largest first
        table.click(position={"x": 200, "y": 17})
        visit.settle()
    table.click(position={"x": 200, "y": 52})
    visit.expect_query(number="targets.now_T002")  # the whole country
    opened = visit.page.get_by_role("dialog").locator(".wa-explained")
    expect(opened).to_contain_text("152")
