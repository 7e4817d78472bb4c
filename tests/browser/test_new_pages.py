"""Criteria, timeline, comparison, ward and what changed: one way through each by real clicks."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from lib.domain.selection import PILOTS
from tests.browser.visits import Visit

DAY = "asof=2026-07-25"
BEFORE = "asof=2022-12-31"
A_WARD = re.compile(r"/ward\?.*ward=(from2025|until2025)-\d+")


def shown(visit: Visit, path: str) -> None:
    """Open a page and wait for its sentence."""
    visit.open(path)
    expect(heading(visit)).to_be_visible()


def heading(visit: Visit) -> Locator:
    return visit.page.locator(".wa-head h1")


def names(visit: Visit) -> Locator:
    """Heads of the compared columns."""
    return visit.page.locator(".st-key-card_heads td > a > b")


def expect_no_fault(visit: Visit) -> None:
    """No box of an error, no traceback, no file that could not be read, no other host asked."""
    visit.settle()
    for box in ('[data-testid="stAlertContentError"]', '[data-testid="stException"]', ".wa-fault"):
        expect(visit.page.locator(box)).to_have_count(0)
    assert visit.outside == []


def test_criteria_change_their_order_and_a_ward_nearly_there_leads_to_its_page(
    visit: Visit,
) -> None:
    shown(visit, f"/criteria?lang=en&dataset=demo&province=01&{DAY}")
    first = visit.page.locator(".wa-grid tbody th a").first
    weakest = first.inner_text()
    visit.page.locator(".st-key-order").get_by_text("Highest first").click()
    visit.expect_query(order="strongest", province="01", dataset="demo")
    expect(first).not_to_have_text(weakest)
    expect_no_fault(visit)
    link = visit.page.locator(".st-key-card_near td a.wa-go").first
    name = link.inner_text().split(",")[0]
    link.click()
    expect(visit.page).to_have_url(A_WARD)
    expect(heading(visit)).to_have_text(name)
    visit.expect_query(dataset="demo", province="01")
    expect_no_fault(visit)


def test_another_criteria_set_is_chosen_on_the_public_record(visit: Visit) -> None:
    shown(visit, f"/criteria?lang=en&{DAY}")
    before = heading(visit).inner_text()
    visit.page.locator(".st-key-set input").click()
    visit.page.get_by_role("option", name="CS2023-DA30").click()
    visit.expect_query(set="CS2023-DA30")
    expect(heading(visit)).not_to_have_text(before)
    expect(heading(visit)).to_contain_text("totals are published")
    expect_no_fault(visit)


def test_a_mark_on_the_timeline_opens_its_sources(visit: Visit) -> None:
    shown(visit, f"/timeline?lang=en&dataset=demo&{DAY}")
    card = visit.page.locator(".st-key-card_events")
    expect(card).to_contain_text("Click an event in the chart")
    mark = card.locator(".scatterlayer .points path").first
    expect(mark).to_be_attached()
    visit.settle()
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(card.locator(".wa-explained .wa-list li").first).to_be_visible()
    expect(card).not_to_contain_text("Click an event in the chart")
    expect_no_fault(visit)


def test_a_step_on_the_timeline_walks_to_another_day_and_back(visit: Visit) -> None:
    shown(visit, "/timeline?lang=en&asof=2025-04-22")
    visit.page.locator(".st-key-step_back button").first.click()
    expect(visit.page).not_to_have_url(re.compile("asof=2025-04-22"))
    earlier = visit.query["asof"]
    assert earlier < "2025-04-22"
    visit.settle()
    visit.page.locator(".st-key-step_on button").first.click()
    expect(visit.page).not_to_have_url(re.compile(f"asof={earlier}"))
    assert visit.query["asof"] > earlier
    expect_no_fault(visit)


def test_the_pilots_are_compared_one_taken_out_and_one_found_by_its_name(
    visit: Visit,
) -> None:
    shown(visit, f"/compare?lang=en&{BEFORE}")
    visit.page.locator(".st-key-pilots button").first.click()
    expect(names(visit)).to_have_count(5)
    visit.settle()
    visit.page.locator(f".st-key-drop_{PILOTS[0]} button").first.click()
    expect(names(visit)).to_have_count(4)
    expect(names(visit).first).to_have_text("Phường Tân Chánh Hiệp")
    visit.settle()
    visit.page.get_by_placeholder("Search for a ward").fill("dien bien")
    hit = visit.page.locator(f'[class*="st-key-hit_{PILOTS[0]}"] button')
    expect(hit).to_be_visible()
    hit.click()
    expect(names(visit)).to_have_count(5)
    expect(names(visit).last).to_have_text("Phường Điện Biên")
    now = "(,|%2C)".join([*PILOTS[1:], PILOTS[0]])
    expect(visit.page).to_have_url(re.compile(f"compare={now}(&|$)"))
    expect_no_fault(visit)


def test_a_ward_is_opened_from_the_list_and_its_lineage_leads_on(
    visit: Visit,
) -> None:
    shown(visit, f"/ward?lang=en&dataset=demo&{BEFORE}")
    row = visit.page.locator(".st-key-card_list tbody a").first
    expect(row).to_be_visible()
    visit.settle()
    row.click()
    expect(visit.page).to_have_url(A_WARD)
    opened = visit.query["ward"]
    assert opened.startswith("until2025-")
    kin = visit.page.locator(".wa-kin a").first
    expect(kin).to_be_visible()
    name = kin.inner_text()
    visit.settle()
    kin.click()
    visit.expect_query(asof="2022-12-31")
    visit.expect_query(dataset="demo")
    expect(visit.page).to_have_url(re.compile("ward=from2025-"))
    expect(heading(visit)).to_have_text(name)
    expect_no_fault(visit)


def test_an_entry_of_what_changed_leads_to_its_ward(visit: Visit) -> None:
    shown(visit, "/?lang=en&asof=2025-06-30&since=2024-01-01")
    link = visit.page.locator('.st-key-card_changes .wa-columns a[href*="ward="]').first
    expect(link).to_be_visible()
    name = link.inner_text().split(",")[0]
    link.click()
    expect(visit.page).to_have_url(A_WARD)
    expect(heading(visit)).to_contain_text(name)
    visit.expect_query(asof="2025-06-30")
    expect_no_fault(visit)


def test_a_new_target_leads_to_its_source(visit: Visit) -> None:
    shown(visit, f"/?lang=en&{DAY}&since=2021-02-01")
    visit.page.locator('.st-key-card_changes .wa-columns a[href*="source="]').first.click()
    expect(visit.page).to_have_url(re.compile(r"/sources\?.*source="))
    expect(visit.page.locator(".st-key-card_chosen")).to_be_visible()
    expect_no_fault(visit)
