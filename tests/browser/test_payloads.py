"""Sixty attacks by every way in: tables, titles, names of files, addresses, search, uploads.

Nothing of them runs, nothing is built of them, no other host is asked. That the watch of these
tests would see each of them is shown first, on a page that makes every mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, FilePayload, Route, expect

from lib.briefing.briefing_text import written
from lib.briefing.drafts import packed
from lib.server.messages import MOST
from lib.view.address import KEYS
from tests.browser import poisoned
from tests.browser.conftest import Visitor
from tests.browser.order import signs_for_names
from tests.browser.payloads import ALL, MISTAKES, PAYLOADS, fired, watch
from tests.browser.server import ROOT, link_for_updating, running
from tests.browser.visits import Visit

HEAD = (ROOT / "data/public/observations.csv").read_text(encoding="utf-8-sig").splitlines()[0]
SET = "lang=en&dataset=set0"


@dataclass(frozen=True)
class Site:
    """A server that holds nothing but attacks, and where it writes what it says."""

    address: str
    log: Path


@pytest.fixture(scope="module")
def poisoned_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("poisoned")
    environment = poisoned.environment(root)
    with running(environment=environment, log=root / "log") as (address, _):
        yield Site(address, root / "log")


@pytest.fixture
def visit(visitor: Visitor, poisoned_site: Site) -> Iterator[Visit]:
    """A visitor who is watched; the visitor's own end also asserts that no host was asked."""
    made = visitor(poisoned_site.address)
    watch(made.page.context)
    yield made
    made.settle()
    assert fired(made.page) == []


def opened(visit: Visit, path: str) -> None:
    """Look at a page: it is whole, and nothing of it has run."""
    visit.open(path)
    assert fired(visit.page) == []


def test_each_would_be_seen_on_a_page_that_makes_the_mistake(browser_with_fonts: Browser) -> None:
    # The page of mistakes has no fonts of its own.
    context = browser_with_fonts.new_context()
    asked: list[str] = []

    def answer(route: Route) -> None:
        if "evil.example" in route.request.url:
            asked.append(route.request.url)
        route.fulfill(body="<!doctype html><body></body>", content_type="text/html")

    context.route("**/*", answer)
    watch(context)
    page = context.new_page()
    missed = []
    for mistake, text in ((mistake, text) for mistake, texts in PAYLOADS.items() for text in texts):
        page.goto("http://127.0.0.1:9/")
        asked.clear()
        page.evaluate(MISTAKES, [mistake, text])
        for _turn in range(40):
            if fired(page) or asked:
                break
            page.wait_for_timeout(50)
        else:
            missed.append(text)
    context.close()
    assert missed == []


@pytest.mark.parametrize("number", range(len(poisoned.GROUPS)))
def test_titles_and_descriptors(visit: Visit, number: int) -> None:
    opened(visit, f"/sources?lang=en&dataset=set{number}")
    expect(visit.page.locator(".wa-foot")).to_contain_text(poisoned.GROUPS[number][0].strip())


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/timeline",
        "/sources",
        "/criteria",
        "/data?table=sources",
        f"/ward?ward={poisoned.WARD}",
        f"/compare?compare={poisoned.WARD},from2025-00004",
        "/?number=figures.recognised",
    ],
)
def test_tables(visit: Visit, path: str) -> None:
    opened(visit, path + ("&" if "?" in path else "?") + SET)


def test_names_of_units_and_outlines_on_the_map_and_under_the_mouse(visit: Visit) -> None:
    opened(visit, f"/map?{SET}&province={poisoned.PROVINCE}")
    expect(visit.shapes("from2025-").nth(100)).to_be_attached()
    shown = visit.map_frame.evaluate(
        """() => [...document.querySelectorAll("path[data-key]")].map(each => {
             const { left, top } = each.getBoundingClientRect();
             for (const kind of ["mouseover", "mousemove"]) each.dispatchEvent(
               new MouseEvent(kind, { bubbles: true, clientX: left, clientY: top }));
             return document.querySelector(".leaflet-tooltip")?.textContent ?? "";
           })"""
    )
    assert all(any(text.strip() in tip for tip in shown) for text in ALL)


def test_names_of_files_stand_in_the_list_of_faults(visit: Visit) -> None:
    opened(visit, f"/map?{SET}")
    visit.page.locator("summary", has_text="faults").first.click()
    listed = visit.page.locator('[data-testid="stCode"]').first
    for text in ALL:
        if "/" not in text:
            expect(listed).to_contain_text(text)


@pytest.mark.parametrize("path", ["timeline", "criteria", "sources"])
def test_keys_of_the_address(visit: Visit, path: str) -> None:
    unknown = {text: ALL[-turn] for turn, text in enumerate(ALL)}
    known = {key: ALL[turn] for turn, key in enumerate(sorted(KEYS.keys() - {"lang", "dataset"}))}
    listed = ",".join(text.replace(",", "") for text in ALL)
    asked = unknown | known | {"source": listed, "kind": listed}
    opened(visit, f"/{path}?{urlencode(asked)}&{SET}")
    expect(visit.page.locator(".wa-note").first).to_contain_text(ALL[1])


def test_what_is_searched_for(visit: Visit) -> None:
    opened(visit, f"/map?{SET}")
    field = visit.page.get_by_placeholder("Search for a ward")
    for start in range(0, len(ALL), 10):
        field.fill(" ".join(ALL[start : start + 10]))
        visit.settle()
    assert fired(visit.page) == []
    field.fill("phuong")
    expect(visit.page.locator(".st-key-hits button").first).to_be_visible()


@pytest.mark.parametrize("shown", ["", "&present=1"])
def test_briefings_in_a_link(visit: Visit, shown: str) -> None:
    made = poisoned.briefing("set0", 0)
    visit.page.goto(f"{visit.address}/briefing?{SET}&draft={packed(made)}{shown}")
    title = visit.page.locator(".st-key-stage" if shown else ".st-key-card_briefing input")
    expect(title.first).to_be_visible()
    visit.settle()
    assert signs_for_names(visit.page) == []


def test_briefings_kept_opened_from_a_file_and_handed_back(visit: Visit) -> None:
    opened(visit, f"/briefing?{SET}&briefing=b1")
    opened(visit, f"/briefing?{SET}")
    large = json.loads(written(poisoned.briefing("set0", 4))) | {"unread": "x" * 2 * MOST}
    place = visit.page.locator(".st-key-briefing_file input[type=file]")
    place.set_input_files(
        FilePayload(
            name=f"{ALL[0]}.json", mimeType="application/json", buffer=json.dumps(large).encode()
        )
    )
    title = visit.page.locator(".st-key-card_briefing input").first
    expect(title).to_have_value(re.compile(re.escape(ALL[4])))
    visit.settle()
    visit.page.locator("summary", has_text="up to date").click()
    slides = visit.page.locator(".st-key-handed_back_file input[type=file]")
    slides.set_input_files(
        FilePayload(name=f"{ALL[0]}.pptx", mimeType="x/y", buffer=b"x" * 2 * MOST)
    )
    expect(visit.page.get_by_text(f"{ALL[0]}.pptx")).to_be_visible()


def test_files_that_are_sent(visit: Visit, poisoned_site: Site) -> None:
    visit.page.goto(link_for_updating(poisoned_site.log))
    opened(visit, f"/data?{SET}")
    field = visit.page.locator(".st-key-rows_with input")
    field.fill("".join(ALL[:5]))
    field.press("Enter")
    visit.settle()
    place = visit.page.locator(".st-key-card_update")
    expect(place).to_be_visible()
    books = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    batches = [
        [FilePayload(name="observations.csv", mimeType="text/csv", buffer=poisoned.table(HEAD))],
        [FilePayload(name="book.xlsx", mimeType=books, buffer=poisoned.workbook())],
        [
            FilePayload(name=f"{text}.csv", mimeType="text/csv", buffer=b"a,b\n1,2\n")
            for text in ALL
        ],
    ]
    for files in batches:
        visit.open(f"/data?{SET}")
        place.locator("input[type=file]").set_input_files(files)
        check = visit.page.locator(".st-key-check button")
        expect(check).to_be_enabled()
        visit.settle()
        check.click()
        expect(place).to_contain_text("Checked")
        visit.settle()
        assert fired(visit.page) == []
    outlines = visit.page.locator(".st-key-card_outlines")
    file = FilePayload(
        name=f"{ALL[0]}.geojson", mimeType="application/json", buffer=poisoned.outlines()
    )
    outlines.locator("input[type=file]").set_input_files(file)
    visit.page.locator(".st-key-origin input").fill(ALL[0])
    visit.page.keyboard.press("Tab")
    visit.settle()
    visit.page.locator(".st-key-check_outlines button").click()
    expect(outlines).to_contain_text("Checked")
