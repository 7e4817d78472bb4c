"""From a figure to the sources behind it, in one click; tables to take away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PATIENCE, Visit

DAY = "asof=2026-07-25"


def test_one_click_leads_from_a_figure_to_its_source_rows_and_on_to_the_sources_page(
    visit: Visit,
) -> None:
    visit.open(f"/?lang=en&{DAY}")
    visit.page.locator(".st-key-src_recognised button").click()
    rows = visit.page.locator('[data-testid="stPopoverBody"]')
    expect(rows).to_be_visible(timeout=PATIENCE)
    expect(rows).to_contain_text("Điện An")
    expect(rows.locator(".wa-src").first).to_contain_text("read ")
    expect(rows.locator('.wa-src a[href^="https://"]').first).to_be_visible()
    rows.get_by_role("link", name="Open", exact=False).last.click()
    expect(visit.page.locator(".st-key-card_chosen")).to_contain_text(
        "sources behind the figure", timeout=PATIENCE
    )
    assert "/sources" in visit.page.url
    assert visit.query["asof"] == "2026-07-25"
    assert "S50" in visit.query["source"].split(",")


@pytest.mark.parametrize("name", ["reported_complete", "wards", "provinces", "curve", "places"])
def test_every_figure_of_the_overview_shows_its_sources(visit: Visit, name: str) -> None:
    visit.open(f"/?lang=en&{DAY}")
    visit.page.locator(f".st-key-src_{name} button").first.click()
    rows = visit.page.locator('[data-testid="stPopoverBody"] .wa-src')
    expect(rows.first).to_be_visible(timeout=PATIENCE)


def test_a_table_is_taken_away_as_csv_and_as_a_workbook(visit: Visit, tmp_path: Path) -> None:
    visit.open("/data?lang=en&table=observations")
    for key, start in (("csv", b"\xef\xbb\xbfobservation_id"), ("xlsx", b"PK")):
        with visit.page.expect_download() as waiting:
            visit.page.locator(f".st-key-{key} button").click()
        kept = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(kept)
        assert kept.name == f"public-observations.{key}"
        assert kept.read_bytes().startswith(start)


@pytest.mark.parametrize("path", ["/", "/map", "/data", "/sources"])
def test_a_deep_link_answers_on_every_page_without_a_fault(visit: Visit, path: str) -> None:
    visit.open(f"{path}?lang=en&{DAY}")
    visit.settle()
    expect(visit.page.locator('[data-testid="stAlert"]')).to_have_count(0)
    expect(visit.page.locator(".wa-fault")).to_have_count(0)
