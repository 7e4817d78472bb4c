"""Every page in both languages: stands without a fault, breaks no serious accessibility rule."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.letters import boxes, small
from tests.browser.rules import Rules
from tests.browser.visits import PATIENCE, Visit

PAGES = {
    "/": "",
    "/map": "&province=79&ward=until2025-26776",
    "/criteria": "&dataset=demo&province=01",
    "/timeline": "",
    "/compare": "&dataset=demo&compare=from2025-00004,from2025-26785",
    "/ward": "&dataset=demo&ward=from2025-00004",
    "/data": "",
    "/sources": "&source=S50",
}
FAULTS = '.wa-fault, [data-testid="stAlert"], [data-testid="stException"]'


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_no_serious_rule(
    visit: Visit, rules: Rules, path: str, language: str
) -> None:
    visit.open(f"{path}?lang={language}&asof=2026-07-25{PAGES[path]}")
    if path in ("/", "/map"):
        expect(visit.shapes("from2025-").first).to_be_visible(timeout=PATIENCE)
    visit.settle()
    expect(visit.page.locator(FAULTS)).to_have_count(0)
    assert rules.broken(visit.page) == []
    assert [letter for frame in visit.page.frames for letter in boxes(frame)] == []
    assert [text for frame in visit.page.frames for text in small(frame)] == []
