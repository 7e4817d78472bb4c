"""The map through time in a real browser: it paints and counts what the domain says of a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Route, expect

from lib import clock
from lib.domain.names import sort_key
from lib.situation import data
from lib.situation.map_history import MapHistory, map_history
from lib.view.address import METRICS
from lib.view.filter import Filter
from lib.view.view import EARLIEST
from tests.browser.visits import PATIENCE, Visit

DAYS = [EARLIEST + timedelta(days=140 * step) for step in range(15)] + [
    date(2025, 6, 30),
    date(2025, 7, 1),
]
READY = "() => window.wardMap && window.wardMap.time && window.wardMap.time.film"


def counts(history: MapHistory, day: date) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for kind in ("areas", "marks"):
        of_kind = found.setdefault(kind, {})
        for steps in getattr(history, kind).values():
            held = [code for since, code in steps if since <= day.toordinal()]
            if held and held[-1]:
                of_kind[held[-1]] = of_kind.get(held[-1], 0) + 1
    return found


def ready(visit: Visit) -> None:
    visit.map_frame.wait_for_function(READY, timeout=PATIENCE * 3)


@pytest.mark.parametrize(("dataset", "metrics"), [("demo", METRICS), ("public", ("status",))])
def test_every_day_painted_counts_what_the_domain_counts(
    visit: Visit, dataset: str, metrics: tuple[str, ...]
) -> None:
    # That these histories are what the domain says of the same days is held by
    # tests/unit/test_map_history.py.
    today = data.situation(dataset, clock.today())
    visit.open(f"/map?lang=en&dataset={dataset}")
    ready(visit)
    script = """async ([metric, days]) => {
      const { time } = window.wardMap;
      time.still = false;
      await time.use(time.filmOf(metric, "province"), days[0]);
      const found = [];
      for (const day of days) found.push(await window.wardMap.at(day));
      return found;
    }"""
    for metric in METRICS:
        answer = visit.map_frame.evaluate(script, [metric, [day.isoformat() for day in DAYS]])
        history = map_history(today, Filter(), metric, "province", EARLIEST, clock.today())
        assert answer == [counts(history, day) for day in DAYS], metric


def test_the_bar_repaints_without_the_server_and_the_page_follows_when_it_is_let_go(
    visit: Visit,
) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&province=01&level=ward")
    ready(visit)
    visit.settle()
    sent = visit.messages_sent
    bar = visit.map.locator(".bar input")
    shape = visit.shapes("from2025-").first
    fills = "all => all.map(one => one.getAttribute('fill')).join()"
    before = visit.shapes("from2025-").evaluate_all(fills)
    number = visit.number("headline.with_report")
    told = number.inner_text()
    bar.evaluate("""bar => {
      bar.value = window.wardMap.time.film.number("2025-12-31");
      bar.dispatchEvent(new Event("input"));
    }""")
    expect(visit.map.locator(".bar .day b")).to_have_text("31 Dec 2025")
    expect(number).not_to_have_text(told)
    assert visit.shapes("from2025-").evaluate_all(fills) != before
    visit.settle()
    assert visit.messages_sent == sent
    bar.evaluate("bar => bar.dispatchEvent(new Event('change'))")
    visit.expect_query(asof="2025-12-31")
    expect(visit.page.locator(".wa-head")).to_contain_text("As of 31 Dec 2025")
    expect(shape).to_be_visible()


def test_days_to_come_show_targets_only_and_leave_the_page_where_it_is(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25")
    ready(visit)
    visit.map_frame.evaluate("window.wardMap.at('2029-05-01')")
    expect(visit.map.locator(".note.ahead")).to_contain_text("Target for 31 Dec 2030")
    expect(visit.map.locator(".legend .row")).to_have_count(0)
    visit.map.locator(".bar input").evaluate("bar => bar.dispatchEvent(new Event('change'))")
    visit.settle()
    assert visit.query["asof"] == "2026-11-25"


def test_a_row_of_the_legend_filters_the_map_and_the_list(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&province=01")
    ready(visit)
    row = visit.map.locator(".legend .row", has_text="Recognised").first
    n = int(row.locator(".count").inner_text())
    rows = visit.map.locator(".rows li")
    expect(rows.first).to_be_visible()
    every = int(rows.first.get_attribute("aria-setsize") or 0)
    row.locator(".class").click()
    expect(rows.first).to_have_attribute("aria-setsize", str(every - n))
    visit.expect_query(hide="areas.recognised")
    expect(visit.shape("from2025-00004")).to_have_attribute("fill", "#ffffff")  # Ba Đình
    row.locator(".class").click()
    expect(rows.first).to_have_attribute("aria-setsize", str(every))
    visit.expect_gone("hide")
    row.hover()
    row.locator(".single").click()
    expect(rows.first).to_have_attribute("aria-setsize", str(n))
    visit.map.get_by_role("button", name="Show all classes").click()
    rows.first.hover()
    assert visit.map_frame.evaluate("Boolean(window.wardMap.time.spot)")
    rows.first.locator("button").click()
    expect(visit.card().locator("h2")).to_be_visible()


def test_every_ward_of_the_country_is_drawn_and_arrows_walk_between_them(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&level=ward")
    ready(visit)
    visit.map_frame.wait_for_function("() => window.wardMap.index.size === 697")
    box = visit.map.locator(".leaflet-container")
    box.focus()
    visit.page.keyboard.press("ArrowRight")
    said = visit.map.locator("[aria-live=polite]")
    expect(said).to_contain_text("of here")
    first = said.inner_text()
    visit.page.keyboard.press("ArrowDown")
    expect(said).not_to_have_text(first)
    here = visit.map_frame.evaluate("window.wardMap.time.walk.here")
    visit.page.keyboard.press("Enter")
    visit.expect_query(ward=here)


def test_a_day_can_be_kept_beside_and_years_stand_side_by_side(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2025-10-25&province=01")
    ready(visit)
    visit.map.get_by_role("button", name="Keep this day beside").click()
    visit.map_frame.evaluate("window.wardMap.at('2026-09-30')")
    changed = visit.map_frame.evaluate("window.wardMap.time.beside.changes().length")
    assert changed > 0
    expect(visit.map.locator(".list-head")).to_contain_text(f"{changed} changed since 25 Oct 2025")
    visit.expect_query(beside="2025-10-25")
    visit.page.reload()
    ready(visit)
    expect(visit.map.locator(".beside .note")).to_have_text("Kept: 25 Oct 2025")
    visit.map.locator("[data-name=many] summary").click()
    visit.map.get_by_role("button", name="Year by year").click()
    expect(visit.map.locator(".many .cell")).to_have_count(6)
    visit.expect_query(small="years")
    visit.map.locator(".many .cell").nth(3).click()
    visit.expect_query(asof="2024-12-31")
    visit.expect_gone("small", "beside")


def test_every_row_of_the_list_is_reached_sorted_and_read_as_a_table(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&level=ward")
    ready(visit)
    rows = visit.map.locator(".rows li")
    expect(rows.first).to_be_visible()
    visit.map.locator("[data-order=name]").click()
    units = visit.map_frame.evaluate("wardMap.time.panel.list.units.map((unit) => unit.name)")
    assert len(units) == 702
    assert units == sorted(units, key=sort_key)
    assert rows.count() < 60
    rows.first.locator("button").focus()
    visit.page.keyboard.press("End")
    expect(visit.map.locator(".rows li[aria-posinset='702'] button")).to_be_focused()
    expect(rows.last.locator("button")).to_have_text(units[-1])
    expect(rows.last.locator(".number").last).to_have_text(re.compile(r"^\d+ \w{3} \d{4}$"))
    visit.map.get_by_role("button", name="As a table").click()
    table = visit.map.locator(".whole table")
    expect(table.locator("caption")).to_have_text("25 Nov 2026: 702 shown")
    expect(table.locator("tbody tr")).to_have_count(702)
    visit.page.keyboard.press("Escape")
    expect(table).to_have_count(0)
    about = visit.map.locator(".leaflet-container").first.get_attribute("aria-label") or ""
    for told in ("No report: 49", "Highest: ", "Lowest: Hương Trà (Not registered, 0/19)"):
        assert told in about


def test_a_wave_that_is_highlighted_is_the_filter_of_the_page_and_of_the_map(visit: Visit) -> None:
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&province=01")
    ready(visit)
    visit.map.locator("[data-name=wave] summary").click()
    visit.map.locator("[data-name=wave]").get_by_role("button", name="2025", exact=True).click()
    visit.expect_query(wave="2025")
    row = visit.map.locator(".legend .row", has_text="Outside the filter").locator(".count")
    expect(row).to_have_text("30")
    cross = visit.map.locator('path[fill*="cross"][data-key]')
    expect(cross).to_have_count(30)


def test_dense_cores_stand_enlarged_beside_the_country_until_one_zooms_in(visit: Visit) -> None:
    visit.open("/map?lang=vi&dataset=demo&asof=2026-11-25&level=ward")
    ready(visit)
    heads = visit.map.locator(".core button")
    expect(heads).to_have_text([re.compile("Hồ Chí Minh ×"), re.compile("Hà Nội ×")])
    core = visit.map.locator(".core canvas").first
    core.hover()
    expect(core).to_have_attribute("title", re.compile("Phường"))
    written = visit.map.locator(".core-names").evaluate_all(
        """all => all.map((canvas) => canvas.getContext("2d")
             .getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
    )
    assert written == [True, True]
    heads.first.click()
    expect(heads).to_have_count(2)
    expect(visit.map.locator(".core").first).to_be_hidden()


def test_names_of_the_programme_come_first_and_carry_no_number_of_another_day(
    visit: Visit,
) -> None:
    visit.open("/map?lang=vi&dataset=demo&asof=2026-11-25&province=01")
    ready(visit)
    visit.map_frame.wait_for_function("() => window.wardMap.time.names.placed.length > 0")
    kinds = visit.map_frame.evaluate(
        "wardMap.time.names.placed.map((key) => wardMap.index.get(key).feature.properties.kind)"
    )
    assert kinds == sorted(kinds, reverse=True)
    assert kinds.count("ward") > 25  # those too small for their names have them beside
    visit.map_frame.wait_for_function("() => window.wardMap.time.names.numbered")
    moved = visit.map_frame.evaluate(
        "wardMap.at('2025-12-31').then(() => wardMap.time.names.numbered)"
    )
    assert moved is False
    visit.map_frame.wait_for_function("() => window.wardMap.time.names.numbered")
    visit.map_frame.evaluate("wardMap.at('2024-12-31')")  # wards of that day are points
    visit.map_frame.wait_for_function(
        "() => wardMap.time.names.placed.filter((key) => key.startsWith('until2025-')).length > 15"
    )
    assert visit.map_frame.evaluate(
        "wardMap.time.names.placed.every((key) => key.startsWith('until2025-'))"
    )


def test_a_level_whose_outlines_fail_is_said_and_leaves_no_other_outlines(visit: Visit) -> None:
    visit.page.route("**/all-units.geojson", lambda route: route.abort())
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&level=ward")
    ready(visit)
    visit.map_frame.evaluate("wardMap.time.choose('level', 'unit')")
    expect(visit.map.locator(".trouble")).to_contain_text("could not be loaded")
    assert visit.map_frame.evaluate("wardMap.index.size") == 0
    visit.failures.clear()


def test_words_stand_in_the_place_of_the_map_until_it_is_painted(visit: Visit) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visit.page.route("**/ward_map.css", hold)
    visit.open("/map?lang=vi&dataset=demo&asof=2026-11-25")
    coming = visit.page.locator(".wa-coming")
    ready(visit)
    expect(coming).to_contain_text("Đang tải bản đồ")
    expect(coming).to_be_visible()
    held[0].continue_()
    expect(coming).to_be_hidden()


def test_a_history_that_fails_is_said_and_leaves_the_map_of_the_day(visit: Visit) -> None:
    visit.page.route("**/atlas/film/**", lambda route: route.abort())
    visit.open("/map?lang=en&dataset=demo&asof=2026-11-25&province=01")
    note = visit.map.locator(".note").first
    expect(note).to_contain_text("could not be loaded")
    row = visit.map.locator(".legend .row", has_text="Recognised").first
    expect(row.locator(".count")).to_have_text("25")
    row.locator(".class").click()
    visit.expect_query(hide="areas.recognised")
    expect(visit.shape("from2025-00004")).to_have_attribute("fill", "#ffffff")
    visit.failures.clear()


def test_a_ward_found_from_its_district_is_shown_in_it_from_near(visit: Visit) -> None:
    visit.open("/map?lang=en&asof=2026-07-25&province=79&district=761")
    visit.page.get_by_placeholder("Search for a ward").fill("tan chanh hiep")
    visit.page.locator('[class*="st-key-hit_until2025-26776"] button').click()
    visit.expect_query(ward="until2025-26776", district="761", province="79")
    shape = visit.shape("from2025-26785")
    visit.map_frame.wait_for_function(
        """() => document.querySelector('path[data-key="from2025-26785"]')
             ?.getBoundingClientRect().width > 80"""
    )
    expect(shape).to_be_visible()
