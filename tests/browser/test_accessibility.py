"""Every page in both languages: stands without a fault, breaks no serious accessibility rule."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from lib.server.own_words import THEIRS
from lib.view.address import MENU
from tests.browser.conftest import SIZE
from tests.browser.letters import boxes, small
from tests.browser.order import moving, out_of_order, signs_for_names
from tests.browser.room import crowded, hard_to_hit, without_room
from tests.browser.rules import Rules
from tests.browser.visits import Visit

PAGES = {
    "/": "",
    "/map": "&province=79&ward=until2025-26776",
    "/criteria": "&dataset=demo&province=01",
    "/timeline": "",
    "/compare": "&dataset=demo&compare=from2025-00004,from2025-26785",
    "/ward": "&dataset=demo&ward=from2025-00004",
    "/briefing": "&dataset=demo",
    "/data": "",
    "/sources": "&source=S50",
    "/help": "",
}
FAULTS = '.wa-fault, [data-testid="stAlert"], [data-testid="stException"]'


@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_no_serious_rule_in_either_language(
    visit: Visit, rules: Rules, path: str
) -> None:
    visit.open(f"{path}?lang=vi&asof=2026-07-25{PAGES[path]}")
    stands(visit, rules, path, "vi")
    visit.page.set_viewport_size(SIZE)
    visit.page.locator(".st-key-speak_en_now button").click()
    stands(visit, rules, path, "en")


def stands(visit: Visit, rules: Rules, path: str, language: str) -> None:
    """A page that is open keeps every rule."""
    expect(visit.page.locator("html")).to_have_attribute("lang", language)
    if path in ("/", "/map"):
        expect(visit.shapes("from2025-").first).to_be_visible()
    visit.settle()
    expect(visit.page.locator(FAULTS)).to_have_count(0)
    assert rules.broken(visit.page) == []
    assert [letter for frame in visit.page.frames for letter in boxes(frame)] == []
    assert [text for frame in visit.page.frames for text in small(frame)] == []
    assert hard_to_hit(visit.page) == []
    assert out_of_order(visit.page) == []
    assert signs_for_names(visit.page) == []
    assert crowded(visit.page, 1280, 720) == []  # a projector
    assert without_room(visit.page, 720, 450) == []  # 1440 x 900 at 200 %
    assert without_room(visit.page, 390, 844) == []


def test_with_less_motion_nothing_plays_or_glides(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    visit.open("/map?dataset=demo&asof=2026-11-25&lang=vi")
    expect(visit.shapes("from2025-").first).to_be_visible()
    expect(visit.map.locator(".bar:not(.waiting)")).to_be_attached()
    visit.settle()
    query = visit.query
    assert [each for frame in visit.page.frames for each in moving(frame)] == []
    glided = visit.map_frame.evaluate(
        """async () => {
          const next = () => new Promise((done) => requestAnimationFrame(done));
          let glided = false;
          document.querySelector(".leaflet-control-zoom-in").click();
          for (let turn = 0; turn < 8; turn += 1) {
            await next();
            glided ||= !!document.querySelector(".leaflet-zoom-anim");
          }
          const bar = document.querySelector(".bar input[type=range]"), days = new Set();
          document.querySelector(".bar .buttons button").click();
          const begun = performance.now();
          while (performance.now() < begun + 300) {
            await next();
            days.add(bar.value);
          }
          document.querySelector(".bar .buttons button").click();
          return [glided, days.size];
        }"""
    )
    assert glided == [False, 1]  # nothing changes in so few frames, and the bar waits for a change
    visit.settle()
    assert set(query) <= set(visit.query)


def test_what_opens_breaks_no_serious_rule_and_speaks_vietnamese(
    visit: Visit, rules: Rules
) -> None:
    page = visit.page
    visit.open("/ward?dataset=demo&asof=2026-11-25&ward=from2025-00004")
    visit.settle()
    page.locator(".st-key-asof button").click()
    expect(page.get_by_role("grid", name=re.compile("2026"))).to_be_visible()
    assert rules.broken(page) == []
    page.keyboard.press("Escape")
    field = page.locator(".st-key-province input")
    field.fill("zzz")
    expect(page.get_by_text("Không tìm thấy")).to_be_visible()
    assert rules.broken(page) == []
    field.fill("ha noi")  # without marks
    expect(page.get_by_role("option")).to_have_text(["TP. Hà Nội"])
    page.keyboard.press("Escape")
    page.locator("button.wa-source").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    visit.settle()
    assert rules.broken(page) == []
    assert page.evaluate("document.documentElement.lang") == "vi"
    said = page.evaluate(
        "[...document.querySelectorAll('[aria-label], [placeholder], [title], [data-title]')]"
        ".flatMap(each => ['aria-label', 'placeholder', 'title', 'data-title']"
        ".map(name => each.getAttribute(name))).concat(document.body.innerText.split('\\n'))"
    )
    assert set(THEIRS) & {text.strip() for text in said if text} == set()
    assert [text for text in said if re.match("(day|month|year), |Help for ", text or "")] == []
    for opener, told in (
        (f"[data-number$='.{MENU}']", "Nội dung này"),
        (".wa-pdf", "PDF trang này"),
    ):
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        visit.settle()
        page.locator(opener).first.click()
        expect(page.get_by_role("dialog", name=told)).to_be_visible()
        visit.settle()
        assert rules.broken(page) == []
    page.keyboard.press("Escape")
    page.locator(".st-key-speak_en_now button").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("Skip to main content")).to_have_count(1)
