"""The browser's own print: all rows and columns of tables, both ends of the axis of charts."""

from __future__ import annotations

import re

import pypdfium2
from playwright.sync_api import expect

from tests.browser.visits import Visit


def test_a_printed_timeline_has_every_column_every_row_and_the_last_year(visit: Visit) -> None:
    visit.open("/timeline?lang=en&dataset=demo&asof=2026-11-25")
    expect(visit.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(visit.page.locator(".st-key-card_targets .wa-print")).to_have_count(1)
    for landscape in (False, True):
        sheets = pypdfium2.PdfDocument(visit.page.pdf(format="A4", landscape=landscape))
        text = " ".join(page.get_textpage().get_text_bounded() for page in sheets)
        assert "City, province" in text and "Forecast" in text
        assert len(re.findall(r"DEMO\W*2[678]", text)) >= 51
        assert {"2022", "2030"} <= set(text.split())
        assert "As-of date" not in text, "controls are not printed"
        size = visit.page.locator(".js-plotly-plot .svg-container").first.bounding_box()
        assert size is not None and size["width"] > 600, "the screen is as it was"


def test_a_printed_map_is_whole_and_without_what_is_clicked(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25")
    expect(visit.map.locator("path[data-key]").first).to_be_attached()
    expect(visit.map.get_by_text("Trường Sa")).to_be_visible()
    expect(visit.map.get_by_text("Reported complete").first).to_be_visible()
    expect(visit.map.get_by_text("2030").first).to_be_visible()  # the time bar
    expect(visit.map.locator(".rows li").first).to_be_visible()  # the list, which comes last
    for landscape in (False, True):
        sheets = pypdfium2.PdfDocument(visit.page.pdf(format="A4", landscape=landscape))
        lines = " ".join(page.get_textpage().get_text_bounded() for page in sheets)
        text = " ".join(lines.split())
        assert "Hoàng Sa" in text and "2030" in text
        assert "Recognised" in text, "the legend"
        assert "Colour by" not in text and "One map" not in text
        assert "No ward is chosen" not in text
        assert len(sheets) == 1
        assert ("Hải Phòng (42): Recognised 11" in text) is not landscape, "the list, where it fits"
    assert not visit.page.locator(".wa-listed").count(), "the screen is as it was"


def test_the_map_of_the_overview_is_printed_to_its_lower_edge(visit: Visit) -> None:
    visit.open("/?lang=en&dataset=demo&asof=2026-11-25")
    expect(visit.map.get_by_text("Trường Sa")).to_be_visible()
    sheets = pypdfium2.PdfDocument(visit.page.pdf(format="A4"))
    text = " ".join(page.get_textpage().get_text_bounded() for page in sheets)
    assert "Hoàng Sa" in text and "Trường Sa" in text
