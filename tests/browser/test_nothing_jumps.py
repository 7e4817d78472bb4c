"""Nothing jumps: what is on its way keeps its place, hits of a search lie over the page.

Measured as browsers do (layout shift, the share of the window that moves times the way it goes);
what a reader's own click moves is counted as well.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.room import moved, watch
from tests.browser.visits import MAP

CALM = 0.1
"""What browsers call good; a busy machine paints in more steps."""
VIEW = "dataset=demo&asof=2026-11-25&lang=vi"


@pytest.mark.parametrize(("path", "wide"), [("/", 1440), ("/timeline", 1440), ("/", 390)])
def test_nothing_moves_while_a_page_is_loaded(
    visitor: Visitor, site: str, path: str, wide: int
) -> None:
    visit = visitor(site)
    visit.page.set_viewport_size({"width": wide, "height": 900})
    watch(visit.page)
    visit.open(f"{path}?{VIEW}")
    visit.settle()
    share, what = moved(visit.page)
    assert share < CALM, what


def test_the_map_keeps_its_place_while_it_is_searched_and_narrowed(
    visitor: Visitor, site: str
) -> None:
    visit = visitor(site)
    page = visit.page
    watch(page)
    visit.open(f"/map?{VIEW}")
    expect(visit.shapes("from2025-").first).to_be_visible()
    visit.settle()
    share, what = moved(page)
    assert share < CALM, what
    frame = page.locator(MAP)
    before = frame.bounding_box()
    assert before
    assert before["height"] > 400
    page.locator(".st-key-search input").press_sequentially("ba dinh")
    expect(page.locator(".st-key-hits button").first).to_be_visible()
    visit.settle()
    assert frame.bounding_box() == before
    page.locator(".st-key-province input").fill("ha noi")
    page.get_by_role("option", name="TP. Hà Nội").click()
    visit.expect_query(province="01")
    visit.settle()
    assert frame.bounding_box() == before
    share, what = moved(page)
    assert share < CALM, what


def test_what_moves_is_noticed(visitor: Visitor, site: str) -> None:
    visit = visitor(site)
    watch(visit.page)
    visit.open(f"/sources?{VIEW}")
    visit.settle()
    visit.page.evaluate("document.querySelector('.wa-head').style.marginTop = '400px'")
    visit.page.wait_for_function("window.moved.length")  # painted, and told
    assert moved(visit.page)[0] > CALM
