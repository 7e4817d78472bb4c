"""The heat map draws the rows in sight: each can be scrolled to, walked to, printed."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import expect

from lib.cards.charts import HeatMap
from lib.cards.criteria_heat import heat_map
from lib.draw.heat_map import drawn as in_short
from lib.draw.html import Place
from tests.browser.visits import Visit
from tests.fixtures.looking import Looking

PATH = "/criteria?lang=en&dataset=demo&asof=2026-09-30"


@cache
def expected() -> list[tuple[str, ...]]:
    """All rows in order, as the server has them."""
    (body,) = Looking("demo", "2026-09-30").card(heat_map).bodies
    assert isinstance(body, HeatMap)
    rows: list[tuple[str, ...]] = in_short(body, Place("heat"))["rows"]
    return rows


@pytest.fixture
def grid(visit: Visit) -> Visit:
    """The page, its heat map drawn."""
    visit.open(PATH)
    rows = visit.page.locator(".wa-grid tr[aria-rowindex]")
    expect(rows.first).to_be_visible()
    expect(rows.nth(150)).to_have_count(0)  # it has its height
    visit.settle()
    return visit


def drawn(visit: Visit) -> dict[int, list[str]]:
    """Words of the first three cells and letters of the others, by place, of the rows drawn."""
    rows: list[list[str]] = visit.page.evaluate(
        """() => [...document.querySelectorAll(".wa-grid tr[aria-rowindex]")].map(row => {
             const [ward, met, day, ...results] = row.cells;
             const words = [...ward.children, met, day].map(each => each.innerText);
             return [row.ariaRowIndex, ...words, results.map(cell => cell.className).join("")];
           })"""
    )
    return {int(place) - 3: words for place, *words in rows}


def scroll(visit: Visit, top: int) -> None:
    """Scroll the heat map and wait until the browser has drawn."""
    visit.page.evaluate(
        """async top => {
             document.querySelector(".wa-grid").scrollTop = top;
             for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
           }""",
        top,
    )


def test_every_row_is_where_it_belongs_and_few_are_drawn_at_a_time(grid: Visit) -> None:
    found: dict[int, list[str]] = {}
    box = grid.page.locator(".wa-grid")
    box.evaluate("box => box.scrollIntoView({block: 'center'})")
    whole = int(box.evaluate("box => box.scrollHeight - box.clientHeight"))
    tops = [*range(0, whole, 500), whole, *range(whole, 0, -4000)]
    for top in tops:
        scroll(grid, top)
        rows = drawn(grid)
        assert len(rows) < 150
        assert box.evaluate(
            """box => {  // what lies just under the head and just above the lower edge is a row
                 const edge = box.getBoundingClientRect();
                 const under = box.querySelector("thead th").getBoundingClientRect().bottom;
                 return [under + 5, edge.bottom - 20].every(y =>
                   document.elementFromPoint(edge.left + 30, y)?.closest("tr[aria-rowindex]"));
               }"""
        )
        found |= rows
        assert int(box.evaluate("box => box.scrollHeight - box.clientHeight")) == whole
    assert [found[place] for place in range(len(found))] == [list(row[1:]) for row in expected()]
    assert box.locator("table").get_attribute("aria-rowcount") == str(len(found) + 2)


def test_the_tab_key_walks_through_the_rows_and_back(grid: Visit) -> None:
    grid.page.locator(".wa-grid a").first.focus()
    for _ in range(80):
        grid.page.keyboard.press("Tab")
    name, place = grid.page.evaluate(
        "[document.activeElement.innerText, document.activeElement.closest('tr').ariaRowIndex]"
    )
    assert (name, int(place) - 3) == (expected()[80][1], 80)
    # Back without a pause in which the page could tell that it scrolled, as by a key held down.
    before = grid.page.evaluate(
        """() => {
          for (let n = 0; n < 75; n += 1) {
            const rows = [...document.querySelectorAll(".wa-grid tbody a")];
            rows[rows.indexOf(document.activeElement) - 1].focus();
          }
          return document.activeElement.innerText;
        }"""
    )
    assert before == expected()[5][1]
    grid.page.keyboard.press("Shift+Tab")
    assert grid.page.evaluate("document.activeElement.innerText") == expected()[4][1]


def test_all_rows_are_printed(grid: Visit) -> None:
    grid.page.evaluate(
        """() => addEventListener("beforeprint", () => {
             window.printed = document.querySelectorAll(".wa-grid tr[aria-rowindex]").length; })"""
    )
    grid.page.pdf()
    assert grid.page.evaluate("window.printed") == len(expected())
    assert len(drawn(grid)) < 150


@pytest.mark.parametrize("width", [720, 1050])
def test_all_columns_fit_on_the_sheet(grid: Visit, width: int) -> None:
    grid.page.set_viewport_size({"width": width, "height": 1000})
    grid.page.emulate_media(media="print")
    edge = grid.page.locator(".wa-grid thead th.c").last.evaluate(
        "cell => cell.getBoundingClientRect().right"
    )
    assert 0.8 * width < edge < width


def test_other_criteria_first_keep_the_place_other_wards_begin_at_the_top(grid: Visit) -> None:
    scroll(grid, 5000)
    box = grid.page.locator(".wa-grid")
    before = drawn(grid)
    grid.page.locator(".st-key-columns").get_by_text("Lowest first").click()
    grid.expect_query(columns="weakest")
    expect(box.locator("thead th.c b").nth(2)).not_to_have_text("3")
    assert box.evaluate("box => box.scrollTop") == 5000
    assert {place: row[0] for place, row in drawn(grid).items()} == {
        place: row[0] for place, row in before.items()
    }
    grid.page.locator(".st-key-result").get_by_text("Inspected").click()
    grid.expect_query(result="inspected")
    expect(box.locator('tr[aria-rowindex="3"]')).to_be_attached()
    assert box.evaluate("box => box.scrollTop") == 0
    scroll(grid, 5000)
    grid.page.locator(".st-key-order").get_by_text("Highest first").click()
    grid.expect_query(order="strongest")
    expect(box.locator('tr[aria-rowindex="3"]')).to_be_attached()
    assert box.evaluate("box => box.scrollTop") == 0
