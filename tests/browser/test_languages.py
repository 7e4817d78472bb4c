"""The language is switched to and fro on every page, and nothing else changes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit

FILTER = "dataset=demo&asof=2026-09-30&province=48&status=recognised&wave=pilot-2021"
PAGES = {
    "/": "",
    "/map": "&metric=share&ward=from2025-20194",
    "/criteria": "&set=DEMO-2024&order=strongest&columns=weakest&result=inspected",
    "/timeline": "&scope=national&kind=regulation,workshop&due=all&span=past&scale=counts",
    "/compare": "&compare=from2025-00004,from2025-20194&differing=only",
    "/ward": "&ward=from2025-20194",
    "/data": "&table=sources",
    "/sources": "",
}


def chosen(visit: Visit) -> list[str]:
    """What the lists show, once all of them are drawn."""
    waiting = visit.page.locator(
        '.st-key-filters [data-testid="stSkeleton"], .st-key-page [data-testid="stSkeleton"]'
    )
    expect(waiting).to_have_count(0)
    boxes = visit.page.locator('[data-testid="stSelectbox"] input')
    return [box.input_value() for box in boxes.all()]


@pytest.mark.parametrize("path", PAGES)
def test_the_view_outlives_the_language(visit: Visit, path: str) -> None:
    visit.open(f"{path}?lang=en&{FILTER}{PAGES[path]}")
    dataset = visit.page.locator(".st-key-dataset input")
    expect(dataset).to_have_value("Demonstration data")
    visit.settle()
    query, shown = visit.query, chosen(visit)
    head = visit.page.locator(".wa-head h1, .wa-card-title").first.inner_text()
    for code, own in (("vi", "Số liệu minh họa"), ("en", "Demonstration data")):
        visit.page.locator(f".st-key-speak_{code}_now button").click()
        expect(dataset).to_have_value(own)
        visit.settle()
        expect(visit.page.locator(".wa-note")).to_have_count(0)
        spoken = {"lang": "en"} if code == "en" else {}
        visit.expect_whole_query({**{k: v for k, v in query.items() if k != "lang"}, **spoken})
    assert chosen(visit) == shown
    assert visit.page.locator(".wa-head h1, .wa-card-title").first.inner_text() == head
    assert visit.failures == []


@pytest.mark.parametrize(
    ("path", "presses"), [("/timeline", "en en"), ("/criteria", "en vi en vi en")]
)
def test_the_last_of_quick_presses_wins_and_nothing_else_changes(
    visit: Visit, path: str, presses: str
) -> None:
    kinds = "&kind=regulation,workshop" if path == "/timeline" else ""
    visit.open(f"{path}?{FILTER}{kinds}")
    dataset = visit.page.locator(".st-key-dataset input")
    expect(dataset).to_have_value("Số liệu minh họa")
    visit.settle()
    query = visit.query
    for code in presses.split():
        visit.page.locator(f".st-key-speak_{code}_now button").click()
        visit.page.wait_for_timeout(80)
    last = presses[-2:]
    own = {"vi": "Số liệu minh họa", "en": "Demonstration data"}[last]
    expect(dataset).to_have_value(own)
    visit.settle()
    expect(visit.page.locator(f".st-key-spoken_{last}")).to_be_visible()
    expect(visit.page.locator(".wa-note")).to_have_count(0)
    visit.expect_whole_query(query | ({"lang": "en"} if last == "en" else {}))
