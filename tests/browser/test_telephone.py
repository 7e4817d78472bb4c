"""A telephone, 390 pixels wide: a menu, nothing over another, charts that use the width."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visits import Visit

ASIDE = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"


def test_a_telephone_has_a_menu_and_charts_and_comparisons_that_fit(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    visit.open("/compare?dataset=demo&lang=en&compare=from2025-00004,from2025-26785")
    visit.settle()
    # The browser tells its width while it still loads its lists.
    expect(page.locator(".st-key-dataset input")).to_have_value("Demonstration data")
    assert page.evaluate(ASIDE) <= 0
    cells = page.locator(".st-key-card_ladder tbody tr").first.locator("td")
    above, below = (each.bounding_box() for each in cells.all()[:2])
    assert above and below
    assert below["y"] >= above["y"] + above["height"]
    assert below["x"] == above["x"]

    menu, goal = page.locator(".wa-menu"), page.get_by_role("link", name="Timeline")
    expect(menu).to_have_text("Page: Compare")
    expect(goal).to_be_hidden()
    menu.click()
    expect(goal).to_be_visible()
    page.keyboard.press("Escape")
    expect(goal).to_be_hidden()
    menu.click()
    goal.click()
    expect(menu).to_have_text("Page: Timeline")
    expect(goal).to_be_hidden()

    plot = page.locator(".st-key-chart_progress .nsewdrag")
    expect(plot).to_be_visible()
    visit.settle()
    drawn = plot.bounding_box()
    assert drawn
    assert drawn["width"] > 195  # 118 of the 390 with the margins of a wide screen
    assert page.evaluate(ASIDE) <= 0
    expect(page.locator("html")).not_to_have_class(re.compile("wa-menu-open"))
