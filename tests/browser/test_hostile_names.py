"""Names and notes from files are text: shown as they stand, never run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.hostile import (
    LARGE_WARD,
    OLD_WARD,
    PROVINCE,
    SNIPPETS,
    WARD,
    hostile_environment,
)
from tests.browser.server import running
from tests.browser.visits import Visit

DATASET = "lang=en&dataset=hostile"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose data, units and outlines are full of attacks."""
    environment = hostile_environment(tmp_path_factory.mktemp("hostile"))
    with running(environment=environment) as (address, _):
        yield address


@pytest.fixture
def visit(visitor: Visitor, hostile_site: str) -> Iterator[Visit]:
    """A visitor of that dashboard; at the end nothing of it has run anywhere."""
    made = visitor(hostile_site)
    yield made
    made.settle()
    assert_nothing_ran(made.page)


def assert_nothing_ran(page: Page) -> None:
    """No frame has the mark, and no dangerous element or link was made of the texts."""
    for frame in page.frames:
        assert frame.evaluate("typeof window.ran") == "undefined", frame.url
        made = frame.evaluate(
            'document.querySelectorAll(\'[onerror],[onload],img[src="x"],a[href^="javascript"]\')'
            ".length"
        )
        assert made == 0, frame.url


def expect_shown(place: Locator) -> None:
    """Every piece of the payload stands there as it was written."""
    for snippet in SNIPPETS:
        expect(place).to_contain_text(snippet)


@pytest.mark.parametrize("path", ["/", "/map"])
def test_a_page_shows_hostile_texts_as_texts(visit: Visit, path: str) -> None:
    visit.open(f"{path}?{DATASET}")
    visit.settle()
    expect(visit.page.locator('[data-testid="stAlert"]')).to_have_count(0)
    expect_shown(visit.page.locator(".wa-foot"))  # the title of the dataset
    # The file name of a broken layer:
    expect(visit.page.locator(".wa-fault")).to_contain_text(SNIPPETS[0])


def test_the_overview_shows_hostile_sources_and_milestones(visit: Visit) -> None:
    visit.open(f"/?{DATASET}")
    expect_shown(visit.page.locator(".st-key-card_next"))
    visit.page.locator('[data-number="figures.sources"]').click()
    expect_shown(visit.page.locator(".wa-explained"))


def test_the_heat_map_shows_hostile_names_of_wards_and_criteria(visit: Visit) -> None:
    visit.open(f"/criteria?{DATASET}&set=CS2023-DA30")
    grid = visit.page.locator(".wa-grid")
    expect_shown(grid.locator("tbody a"))
    expect_shown(grid.locator("tbody small"))
    expect_shown(grid.locator("thead"))


def test_the_tooltip_of_a_province_shows_its_hostile_name(visit: Visit) -> None:
    visit.open(f"/map?{DATASET}")
    visit.page.mouse.move(*visit.spot(visit.shape(PROVINCE)))
    tip = visit.map.locator(".leaflet-tooltip")
    expect_shown(tip)


def test_the_tooltip_of_a_point_shows_its_hostile_name(visit: Visit) -> None:
    visit.open(f"/map?{DATASET}&asof=2024-12-31&province=79")
    point = visit.map.locator(f'.mark[data-key="{OLD_WARD}"]')
    expect(point).to_be_visible()
    label = point.get_attribute("aria-label") or ""
    assert all(snippet in label for snippet in SNIPPETS)
    point.hover()
    tip = visit.map.locator(".leaflet-tooltip")
    expect_shown(tip)


@pytest.mark.parametrize("ward", [WARD, OLD_WARD])
def test_the_card_the_crumbs_and_the_filters_show_hostile_names(visit: Visit, ward: str) -> None:
    visit.open(f"/map?{DATASET}&province=79&district=761&ward={ward}")
    expect(visit.card().locator("h2")).to_be_visible()
    expect_shown(visit.card())
    for step in ("province", "district"):
        expect_shown(visit.page.locator(f".st-key-crumb_{step}"))
    chosen = visit.page.locator(".st-key-province input").input_value()
    assert all(snippet in chosen for snippet in SNIPPETS)


def test_a_click_on_a_ward_with_a_hostile_name_opens_its_card(visit: Visit) -> None:
    visit.open(f"/map?{DATASET}&province=79")
    visit.click(LARGE_WARD)
    visit.expect_query(ward=LARGE_WARD)
    expect(visit.card().locator("h2")).to_contain_text(SNIPPETS[0])


def test_the_search_shows_hostile_names(visit: Visit) -> None:
    visit.open(f"/map?{DATASET}")
    visit.page.get_by_placeholder("Search for a ward").fill("tan chanh hiep")
    hit = visit.page.locator(f".st-key-hit_{OLD_WARD} button")
    expect_shown(hit)


def test_the_sources_page_shows_hostile_rows_and_makes_no_link_of_them(visit: Visit) -> None:
    visit.open(f"/sources?{DATASET}&source=S01")
    expect_shown(visit.page.locator(".st-key-card_chosen"))


def test_the_data_page_shows_hostile_cells(visit: Visit) -> None:
    visit.open(f"/data?{DATASET}&table=milestones")
    cell = visit.page.locator('[data-testid="stDataFrame"] td', has_text=SNIPPETS[0]).first
    expect_shown(cell)
