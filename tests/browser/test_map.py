"""The map in a real browser: drawn with the network cut, opened by clicks, kept by the URL."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from lib.situation import data
from tests.browser.conftest import Visitor
from tests.browser.visits import MAP, Visit

DAY = "asof=2026-07-25"
REPORTED = 44
CITY = "from2025-79"
WARD = "from2025-26785"  # Trung Mỹ Tây
LARGE_WARD = "from2025-25813"  # Bến Cát: no point of a former ward lies on it


@pytest.mark.parametrize(("path", "language"), [("/", "vi"), ("/map", "en")])
def test_the_country_is_drawn_with_its_islands_named_and_no_other_host_asked(
    visit: Visit, path: str, language: str
) -> None:
    visit.open(f"{path}?{DAY}&lang={language}")
    expect(visit.shapes("from2025-")).to_have_count(34)
    expect(visit.points()).to_have_count(REPORTED)
    expect(visit.names()).to_have_text([re.compile("^Hoàng Sa"), re.compile("^Trường Sa")])
    for name in visit.names().all():
        expect(name).to_be_visible()
    assert visit.outside == []
    assert visit.refused == []


def test_the_headers_hold_the_page_to_its_server(visit: Visit) -> None:
    answer = visit.page.goto(visit.address + "/map")
    assert answer
    policy = answer.header_value("content-security-policy") or ""
    assert "connect-src 'self' data: blob:" in policy
    assert "default-src 'self'" in policy
    asked = visit.page.evaluate(
        "fetch('https://example.com/').then(() => 'reached', error => String(error))"
    )
    assert "Failed to fetch" in asked
    assert visit.outside == []  # stopped before it left the page
    assert any("connect-src" in text for text in visit.refused)
    visit.refused.clear()


def test_the_browser_of_these_tests_has_no_webgl(visit: Visit) -> None:
    visit.open("/map")
    kinds = "['webgl', 'webgl2'].map(kind => document.createElement('canvas').getContext(kind))"
    assert visit.page.evaluate(kinds) == [None, None]


def test_a_click_opens_the_province_and_a_second_one_the_card_of_a_ward(visit: Visit) -> None:
    visit.open(f"/map?{DAY}&lang=en")
    visit.click(CITY)
    visit.expect_query(province="79")
    wards = data.units().members(date(2026, 7, 25), province=CITY)
    expect(visit.shape(WARD)).to_be_visible()
    drawn = visit.shapes("from2025-").evaluate_all("all => all.map(one => one.dataset.key)")
    assert set(wards) <= set(drawn)
    visit.click(LARGE_WARD)
    visit.expect_query(province="79", ward=LARGE_WARD)
    expect(visit.card().locator("h2")).to_contain_text("Bến Cát")
    expect(visit.card()).to_contain_text("the title is not carried over here")


def test_a_click_on_the_overview_opens_the_map_page(visit: Visit) -> None:
    visit.open(f"/?{DAY}")
    visit.click(CITY)
    expect(visit.page).to_have_url(re.compile(r"/map\?.*province=79"))
    expect(visit.shape(WARD)).to_be_visible()


def test_a_click_on_a_point_opens_its_ward(visit: Visit) -> None:
    visit.open("/map?province=79&asof=2024-12-31")
    point = visit.map.locator('.mark[data-key="until2025-26776"]')
    expect(point).to_be_visible()
    point.click()
    visit.expect_query(ward="until2025-26776")
    expect(visit.card()).to_contain_text("22/22")


def test_a_link_to_a_ward_shows_its_card(visit: Visit) -> None:
    visit.open("/map?province=79&ward=until2025-26776")
    expect(visit.card().locator("h2")).to_contain_text("Tân Chánh Hiệp")
    expect(visit.card()).to_contain_text("22/22")
    expect(visit.card()).to_contain_text("Trung Mỹ Tây")
    expect(visit.shape(WARD)).to_be_visible()
    visit.expect_query(province="79", ward="until2025-26776")


def test_a_reload_keeps_the_whole_view(visit: Visit) -> None:
    address = "/map?lang=en&asof=2024-12-31&province=79&metric=share&ward=until2025-26776"
    visit.open(address)
    visit.settle()
    before = visit.query
    visit.page.reload()
    expect(visit.card()).to_contain_text("22/22 criteria")
    visit.settle()
    visit.expect_whole_query(before)
    assert before == {
        "lang": "en", "asof": "2024-12-31", "province": "79", "metric": "share",
        "ward": "until2025-26776",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["tan chanh hiep", "Tân Chánh Hiệp", "p. tan chanh hiep"])
def test_the_search_finds_an_old_ward_and_names_its_successor(visit: Visit, text: str) -> None:
    visit.open(f"/map?lang=en&{DAY}")
    visit.page.get_by_placeholder("Search for a ward").fill(text)
    hit = visit.page.locator('[class*="st-key-hit_until2025-26776"] button')
    expect(hit).to_contain_text("Tân Chánh Hiệp")
    expect(hit).to_contain_text("Trung Mỹ Tây")
    hit.click()
    visit.expect_query(ward="until2025-26776", province="79")
    expect(visit.card().locator("h2")).to_contain_text("Tân Chánh Hiệp")


def test_a_search_without_a_hit_says_so(visit: Visit) -> None:
    visit.open("/map?lang=en")
    visit.page.get_by_placeholder("Search for a ward").fill("qqqqqq")
    expect(visit.page.locator(".st-key-hits")).to_contain_text("No unit has this name")


def test_back_and_forward_walk_through_the_views(visit: Visit) -> None:
    visit.open(f"/map?{DAY}")
    expect(visit.shapes("from2025-")).to_have_count(34)
    visit.click(CITY)
    expect(visit.shape(WARD)).to_be_visible()
    visit.click(LARGE_WARD)
    expect(visit.card()).to_contain_text("Bến Cát")
    visit.expect_query(ward=LARGE_WARD)
    visit.settle()
    visit.page.go_back()
    expect(visit.card()).to_have_count(0)
    expect(visit.shape(WARD)).to_be_visible()
    visit.expect_gone("ward")
    visit.settle()
    visit.page.go_back()
    expect(visit.shapes("from2025-")).to_have_count(34)
    visit.expect_gone("province")
    visit.settle()
    visit.page.go_forward()
    expect(visit.shape(WARD)).to_be_visible()
    visit.expect_query(province="79")


def test_the_breadcrumb_leads_back_up(visit: Visit) -> None:
    visit.open(f"/map?lang=en&{DAY}&province=79&ward={WARD}")
    expect(visit.card()).to_contain_text("Trung Mỹ Tây")
    visit.page.locator(".st-key-crumb_country button").click()
    expect(visit.shapes("from2025-")).to_have_count(34)
    visit.settle()
    visit.expect_gone("province", "ward")


def test_panning_and_zooming_never_run_the_page_again(visit: Visit) -> None:
    visit.open(f"/map?{DAY}")
    x, y = visit.spot(visit.shape("from2025-66"))  # Đắk Lắk, away from the edges
    visit.settle()
    sent, before = visit.messages_sent, visit.shape(CITY).bounding_box()
    visit.page.mouse.move(x, y)
    visit.page.mouse.wheel(0, -600)
    visit.page.wait_for_timeout(600)
    zoomed = visit.shape(CITY).bounding_box()
    visit.page.mouse.down()
    visit.page.mouse.move(x - 80, y - 60, steps=5)
    visit.page.mouse.up()
    visit.page.wait_for_timeout(800)
    panned = visit.shape(CITY).bounding_box()
    assert before
    assert zoomed
    assert panned
    assert zoomed["width"] > before["width"] * 1.1
    assert (panned["x"], panned["y"]) != (zoomed["x"], zoomed["y"])
    assert visit.messages_sent == sent
    assert "province" not in visit.query


def test_a_mark_that_covers_others_says_how_many(visit: Visit) -> None:
    visit.open(f"/map?{DAY}")
    expect(visit.points()).to_have_count(REPORTED)
    visit.settle()
    more = visit.map.locator(".mark .more")
    hidden = sum(int(text.removeprefix("+")) for text in more.all_text_contents())
    assert 0 < hidden < REPORTED
    visit.open(f"/map?{DAY}&province=51")  # two wards of Kon Tum's capital, seen from near
    expect(visit.points().first).to_be_visible()
    expect(more).to_have_count(0)


def test_an_address_that_is_no_page_shows_the_overview_and_says_so(visit: Visit) -> None:
    visit.open("/foo?lang=en")
    expect(visit.page.locator(".wa-note")).to_contain_text("There is no page foo")
    expect(visit.shapes("from2025-")).to_have_count(34)


def test_before_the_reform_wards_are_points_and_the_page_says_so(visit: Visit) -> None:
    visit.open("/map?lang=en&asof=2022-12-31&province=79")
    expect(visit.page.locator(".stMain")).to_contain_text("wards are shown as points")
    expect(visit.map.locator('.mark[data-key="until2025-26776"]')).to_be_visible()
    wards = data.units().members(date(2022, 12, 31), province="until2025-79", kinds=("ward",))
    expect(visit.points()).to_have_count(len(wards))
    drawn = visit.points().evaluate_all("all => all.map(one => one.dataset.key)")
    assert set(drawn) == set(wards)


def test_the_map_is_one_stop_of_the_tab_key_and_arrows_reach_a_province(visit: Visit) -> None:
    visit.open(f"/?{DAY}")
    expect(visit.shapes("from2025-")).to_have_count(34)
    visit.settle()
    for _press in range(60):
        visit.page.keyboard.press("Tab")
        if _in_map(visit):
            break
    here = "document.activeElement.className + ' ' + document.activeElement.ariaLabel"
    assert "leaflet-container" in visit.map_frame.evaluate(here)
    visit.page.keyboard.press("Tab")
    assert not _in_map(visit)
    visit.page.keyboard.press("Shift+Tab")
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("ArrowRight")
    key, name = visit.map_frame.evaluate(
        "[document.activeElement.dataset.key, document.activeElement.ariaLabel]"
    )
    assert re.match(r".+: .*\d", name)  # what is known of it, not its name alone
    visit.page.keyboard.press("Enter")
    visit.expect_query(province=key.split("-")[1])


def _in_map(visit: Visit) -> bool:
    title = visit.page.evaluate("document.activeElement ? document.activeElement.title : ''")
    return "st_folium" in str(title)


def test_when_an_outline_cannot_be_loaded_the_points_stand_and_the_map_says_so(
    visitor: Visitor, site: str
) -> None:
    visit = visitor(site)
    visit.page.context.route("**/atlas/geo/**", lambda route: route.abort())
    visit.open(f"/map?lang=en&{DAY}")
    expect(visit.map.locator(".trouble")).to_contain_text("could not be loaded")
    expect(visit.points()).to_have_count(REPORTED)


def test_a_layer_that_cannot_be_loaded_leaves_no_other_place_in_its_stead(
    visitor: Visitor, site: str
) -> None:
    visit = visitor(site)
    visit.open(f"/map?lang=en&{DAY}")
    expect(visit.shapes("from2025-")).to_have_count(34)
    visit.page.context.route("**/atlas/geo/**", lambda route: route.abort())
    visit.click(CITY)
    visit.expect_query(province="79")
    expect(visit.map.locator(".trouble")).to_contain_text("could not be loaded")
    expect(visit.shapes()).to_have_count(0)
    drawn = visit.points().evaluate_all("all => all.map(one => one.dataset.key)")
    assert drawn
    assert all(CITY in data.units().regions(key) for key in drawn)
    visit.page.context.unroute("**/atlas/geo/**")
    visit.page.locator(".st-key-crumb_country button").click()
    expect(visit.shapes("from2025-")).to_have_count(34)
    expect(visit.map.locator(".trouble")).to_have_count(0)


def test_recolouring_keeps_the_frame_and_the_place(visit: Visit) -> None:
    visit.open(f"/map?lang=en&{DAY}&province=79")
    expect(visit.shape(WARD)).to_be_visible()
    visit.settle()
    visit.map_frame.evaluate("window.kept = 'yes'")
    before = visit.shape(WARD).bounding_box()
    visit.page.locator(".st-key-metric input").click()
    visit.page.get_by_role("option", name="Share of criteria met").click()
    visit.expect_query(metric="share")
    visit.settle()
    assert visit.map_frame.evaluate("window.kept") == "yes"
    after = visit.shape(WARD).bounding_box()
    assert before
    assert after
    assert (before["x"], before["width"]) == (after["x"], after["width"])
    assert visit.page.locator(MAP).count() == 1
