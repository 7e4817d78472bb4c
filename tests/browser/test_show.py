"""A show in Chromium: paged by keys, reloaded, its server killed and started again."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from lib import clock
from lib.briefing.briefing import Briefing, Scene
from lib.briefing.drafts import packed
from lib.situation import data
from tests.browser.conftest import Visitor
from tests.browser.letters import boxes
from tests.browser.rules import Rules
from tests.browser.server import free_port, running
from tests.browser.visits import PATIENCE, Visit

DAY = "2026-11-25"
CARDS = (
    ("overview", "figures", ""),
    ("overview", "map", "&province=01"),
    ("timeline", "progress", ""),
    ("overview", "places", ""),
)


def address(**more: str) -> str:
    """A show of four scenes, carried by its link."""
    scenes = tuple(
        Scene(f"{page}?asof={DAY}&dataset=demo{keys}", card) for page, card, keys in CARDS
    )
    briefing = Briefing(
        "weekly",
        "Weekly",
        "demo",
        data.dataset("demo").value.checksum,
        clock.today(),
        "vi",
        scenes,
    )
    keys = {"dataset": "demo", "draft": packed(briefing), "present": "1", **more}
    return f"/briefing?{urlencode(keys)}"


def at(page: Page, n: int) -> None:
    """Wait until a scene is shown."""
    expect(page.locator(".wa-place")).to_have_text(f"{n} / {len(CARDS)}")
    expect(page.locator(".st-key-stage_end button")).to_be_attached()


@pytest.fixture(scope="module")
def place() -> Iterator[int]:
    yield free_port()


def test_a_show_goes_by_keys_and_outlives_a_reload_and_its_server(
    visitor: Visitor, rules: Rules, place: int, tmp_path: Path
) -> None:
    with running(port=place, log=tmp_path / "one.log") as (site, process):
        visit = visitor(site)
        page = visit.page
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(site + address())
        at(page, 1)
        visit.settle()
        sizes = page.evaluate(
            """() => {
              const size = (found) => parseFloat(getComputedStyle(found).fontSize);
              const all = (what) => [...document.querySelectorAll(what)].map(size);
              return [all(".st-key-stage .v"), all(".st-key-stage .t, .st-key-stage .s, .wa-when")];
            }"""
        )
        assert len(sizes[0]) >= 4
        assert min(sizes[0]) >= 60
        assert min(sizes[1]) >= 24
        page.locator(".st-key-stage_look button").click()
        expect(page.locator(".st-key-present_dark")).to_be_visible()
        visit.settle()
        assert rules.broken(page) == []
        assert [letter for frame in page.frames for letter in boxes(frame)] == []
        for key, n in (("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("End", 4), ("Home", 1)):
            page.keyboard.press(key)
            at(page, n)
        page.keyboard.press("ArrowRight")
        at(page, 2)
        expect(visit.map.locator("path[data-key]").first).to_be_attached()
        box = page.locator("iframe").first.bounding_box()
        assert box
        assert box["height"] > 600
        before = visit.map_frame.evaluate("() => window.wardMap.map.getCenter().lng")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 200, y + 40, steps=6)
        page.mouse.up()
        page.wait_for_timeout(600)
        assert visit.map_frame.evaluate("() => window.wardMap.map.getCenter().lng") < before
        page.keyboard.press("ArrowRight")  # the map has given the keys back
        at(page, 3)
        page.reload()
        at(page, 3)
        page.locator(".st-key-stage_lang button").click()
        expect(page.locator(".wa-when")).to_contain_text("As of 25 Nov 2026")
        at(page, 3)
        visit.expect_query(screen="3", lang="en")
        os.kill(process, signal.SIGKILL)
        expect(page.locator("#wa-lost")).to_be_visible()
    with running(port=place, log=tmp_path / "two.log"):
        expect(page.locator(".wa-shown h1")).to_be_visible()
        expect(page.locator("#wa-lost")).to_be_hidden(timeout=2 * PATIENCE)
        visit.settle()  # the page finds the new server by itself
        page.keyboard.press("PageDown")
        at(page, 4)
        visit.expect_query(screen="4", lang="en")
        page.keyboard.press("Escape")
        expect(page.locator(".st-key-card_scenes")).to_be_visible()
        visit.settle()
        assert rules.broken(page) == []
        assert [letter for frame in page.frames for letter in boxes(frame)] == []
        visit.failures.clear()  # the server was away for a while


FIVE = "from2025-00004,from2025-00008,from2025-26740,from2025-20242,from2025-00025"
# Where letters were once too small, or a screen was longer than the window: page and its screen.
SCREENS = (
    ("", {"screen": "2"}),
    ("criteria", {"screen": "2"}),
    ("timeline", {"screen": "5"}),
    ("compare", {"compare": FIVE, "screen": "4"}),
    ("ward", {"ward": "from2025-00004", "screen": "3"}),
)
# Words below 23.9 pixels as they are drawn, in the page or in its map; how far the stage scrolls.
SMALL = """(within) => {
  const found = [];
  const shown = document.querySelector(".st-key-present_dark, .st-key-present_light");
  const root = shown || document.body;
  const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const { parentElement: box } = node;
    if (!node.textContent.trim() || ["STYLE", "SCRIPT"].includes(box.tagName)) continue;
    const { width, height } = box.getBoundingClientRect();
    if (!width || !height || box.closest(".leaflet-control-attribution")) continue;
    const drawn = box.closest("svg") && box.getScreenCTM ? box.getScreenCTM() : { a: 1, b: 0 };
    const size = parseFloat(getComputedStyle(box).fontSize) * Math.hypot(drawn.a, drawn.b);
    if (size < 23.9) found.push(`${size.toFixed(1)} ${node.textContent.trim().slice(0, 30)}`);
  }
  const stage = document.querySelector(".st-key-stage");
  const grows = document.querySelector(".st-key-stage :is(.wa-scroll, .wa-grid)");
  const over = stage && !grows ? stage.scrollHeight - stage.clientHeight : 0;
  return over > 20 ? [...found, `scrolls by ${over}`] : found;
}"""


def test_words_of_a_show_are_large_on_maps_tables_and_drawings_too(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    for page, keys in SCREENS:
        asked = {"dataset": "demo", "asof": DAY, "present": "1", **keys}
        visit.page.goto(f"{visit.address}/{page}?{urlencode(asked)}")
        steps = visit.page.locator(".st-key-stage_end button")
        expect(steps).to_be_attached()
        if page == "":
            expect(visit.map.get_by_text("Trường Sa")).to_be_visible()
        visit.settle()
        small = [each for frame in visit.page.frames for each in frame.evaluate(SMALL)]
        assert small == [], (page, keys)
