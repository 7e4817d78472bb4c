"""From a card to the sources behind it, in one click; tables to take away."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visits import Visit


def test_one_click_leads_from_a_card_to_its_sources_and_on_to_the_sources_page(
    visit: Visit,
) -> None:
    visit.open("/?lang=en&asof=2026-07-25")
    visit.number("figures.sources").click()
    expect(visit.explanation.locator('a[href^="https://"]').first).to_be_visible()
    visit.explanation.get_by_role("link", name="S50", exact=True).click()
    expect(visit.page.locator(".st-key-card_chosen")).to_be_visible()
    visit.expect_query(source="S50", asof="2026-07-25")
    assert "/sources" in visit.page.url
    expect(visit.explanation).to_have_count(0)


def test_a_table_is_taken_away_as_csv_and_as_a_workbook(visit: Visit, tmp_path: Path) -> None:
    visit.open("/data?lang=en&table=observations&asof=2026-07-25")
    for key, start in (("csv", b"\xef\xbb\xbfobservation_id"), ("xlsx", b"PK")):
        with visit.page.expect_download() as waiting:
            visit.page.locator(f".st-key-{key} button").click()
        kept = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(kept)
        assert kept.name == f"public-observations-2026-07-25.{key}"  # narrowed to that day
        assert kept.read_bytes().startswith(start)
