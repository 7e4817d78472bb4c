"""Changing data by real clicks: faults in words, preview, apply, undo; nothing overwritten."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from lib.io.store.datasets import open_dataset
from tests.browser.conftest import Visitor
from tests.browser.rules import Rules
from tests.browser.server import ROOT, link_for_updating, running
from tests.browser.visits import Visit

HEAD = (ROOT / "data/public/observations.csv").read_text(encoding="utf-8-sig").splitlines()[0]
ROW = (
    "O001,until2025-00019,Hà Nội,Ba Đình,Điện Biên,model_ward_police,pilot-2021,2021,"
    "{status},{met},22,{day},,,,S16,{note}"
)
GOOD = ROW.format(status="reported_complete", met=22, day="2022-09-05", note="thử nghiệm")
WARD, OTHER = "from2025-00004", "from2025-00008"  # Ba Đình, Ngọc Hà


class Office:
    """A server whose analyst may change its copy of the record and of the outlines of Hà Nội."""

    def __init__(self, address: str, root: Path) -> None:
        self.address = address
        self.log = root / "log"
        self.data = root / "data" / "mine"
        self.geo = root / "geo"

    def outlines(self) -> dict[str, object]:
        """Geometries of the province by key, as its file has them now."""
        content = json.loads((self.geo / "wards/01.geojson").read_text(encoding="utf-8"))
        return {each["properties"]["key"]: each["geometry"] for each in content["features"]}

    def status(self) -> str:
        """Status of the first observation, as its file has it now."""
        lines = (self.data / "observations.csv").read_text(encoding="utf-8-sig").splitlines()
        return next(line for line in lines if line.startswith("O001,")).split(",")[8]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "data/public", root / "data/mine")
    (root / "geo/wards").mkdir(parents=True)
    for name in ("provinces.geojson", "wards/01.geojson", "areas.csv"):
        shutil.copy(ROOT / "geo" / name, root / "geo" / name)
    environment = {
        "WARD_ATLAS_UPDATE": "on",
        "WARD_ATLAS_DATA": str(root / "data"),
        "WARD_ATLAS_GEO": str(root / "geo"),
    }
    with running(environment=environment, log=root / "log") as (address, _):
        yield Office(address, root)


@pytest.fixture
def visit(visitor: Visitor, office: Office) -> Visit:
    return opened(visitor(office.address), office)


def opened(visit: Visit, office: Office) -> Visit:
    """A visitor who opened the link that the server printed last."""
    visit.page.goto(link_for_updating(office.log))
    visit.open("/data?lang=en&dataset=mine")
    expect(visit.page.locator(".st-key-card_outlines")).to_be_visible()
    visit.settle()
    return visit


def card(visit: Visit, name: str = "update") -> Locator:
    return visit.page.locator(f".st-key-card_{name}")


def cell(place: Locator, text: str) -> Locator:
    """A cell of a table; tables are drawn on a canvas and carry their texts beside it."""
    return place.locator('[data-testid="stDataFrame"] td', has_text=text).first


def one_button(visit: Visit, key: str) -> Locator:
    """A button, once that of the run before has gone."""
    button = visit.page.locator(f".st-key-{key} button")
    expect(button).to_have_count(1)
    return button


def press(visit: Visit, key: str) -> None:
    button = one_button(visit, key)
    expect(button).to_be_enabled()
    visit.settle()
    button.click()


def write(visit: Visit, key: str, text: str) -> None:
    visit.page.locator(f".st-key-{key} input").fill(text)
    visit.page.keyboard.press("Tab")
    visit.settle()


def upload(visit: Visit, *lines: str) -> None:
    """Give a table of observations and have it checked."""
    data = "\n".join([HEAD, *lines, ""]).encode()
    file = FilePayload(name="observations.csv", mimeType="text/csv", buffer=data)
    card(visit).locator("input[type=file]").set_input_files(file)
    press(visit, "check")
    expect(card(visit)).to_contain_text("Checked")


def upload_outlines(visit: Visit, content: dict[str, object]) -> None:
    """Give boundaries and have them checked."""
    place = card(visit, "outlines")
    data = json.dumps(content).encode()
    file = FilePayload(name="wards.geojson", mimeType="application/json", buffer=data)
    place.locator("input[type=file]").set_input_files(file)
    write(visit, "origin", "Office of Hà Nội, July 2026")
    press(visit, "check_outlines")
    expect(place).to_contain_text("Checked")


def apply(visit: Visit, why: str = "why", button: str = "apply", *warnings: str) -> None:
    """Confirm the kinds of warnings that stand there, say why, and apply."""
    write(visit, why, "a test")
    for code in warnings:
        expect(one_button(visit, button)).to_be_disabled()
        visit.page.locator(f".st-key-warning_{code} label").click()
        visit.settle()
    press(visit, button)


# O002 stands in progress, at 21 of 22, a year later.
OF_ROW = ("kept-row-differs", "status-falls", "criteria-fall")


def go_back(visit: Visit, place: Locator, key: str, state: int) -> None:
    """Go back to a kept state, which makes a new one."""
    visit.settle()
    states = place.get_by_text(re.compile(r"\d+ versions? (?:is|are) kept|History: \d+ version"))
    expect(states).to_have_count(1)
    states.click()
    press(visit, f"{key}_ask")
    visit.page.locator('[data-testid="stDialog"] input').fill("a test")
    visit.page.keyboard.press("Tab")
    visit.settle()
    visit.page.locator('[data-testid="stDialog"]').get_by_role("button", name="Go back").click()
    expect(place).to_contain_text(f"Applied. This is now version {state};")


def test_every_fault_of_a_file_stands_in_the_table_in_words(
    visit: Visit, office: Office, rules: Rules
) -> None:
    wrong = ROW.format(status="done", met=23, day="31/02/2022", note="call 0912 345 678")
    upload(visit, wrong, wrong.replace("O001,", "O002,").replace("S16", "S99"))
    expect(card(visit)).to_contain_text("errors; nothing can be applied")
    for text in (
        "“done” is not one of the allowed values",
        "“31/02/2022” is not a date",
        "2022-02 has 28 days",
        "“23” is more than criteria_total “22”",
        "the cell contains what looks like a telephone number",
        "“S99” is not in table sources",
    ):
        expect(cell(card(visit), text)).to_be_attached()
    expect(visit.page.locator(".st-key-apply")).to_have_count(0)
    assert rules.broken(visit.page) == []
    with visit.page.expect_download() as download:
        card(visit).get_by_text("Download the list of errors").click()
    assert "31/02/2022" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert office.status() == "in_progress"


def test_a_change_is_seen_old_and_new_applied_shown_and_undone(
    visit: Visit, office: Office, rules: Rules
) -> None:
    upload(visit, GOOD)
    expect(card(visit)).to_contain_text("1 row would change")
    for text in ("In progress", "Reported complete", "thử nghiệm"):
        expect(cell(card(visit), text)).to_be_attached()
    assert rules.broken(visit.page) == []
    assert office.status() == "in_progress"
    apply(visit, "why", "apply", *OF_ROW)
    expect(card(visit)).to_contain_text("Applied. This is now version 2;")
    assert office.status() == "reported_complete"
    write(visit, "rows_with", "thử nghiệm")
    table = visit.page.locator('[data-testid="stDataFrame"]').first
    expect(table.locator("td", has_text="O001").first).to_be_attached()
    go_back(visit, card(visit), "restore", 3)
    assert office.status() == "in_progress"
    expect(table.locator("td", has_text="O001")).to_have_count(0)


def test_the_second_of_two_sessions_is_told_and_overwrites_nothing(
    visitor: Visitor, visit: Visit, office: Office
) -> None:
    second = opened(visitor(office.address), office)
    upload(visit, GOOD)
    upload(second, GOOD.replace("reported_complete", "registered"))
    expect(card(second)).to_contain_text("1 row would change")
    apply(visit, "why", "apply", *OF_ROW)
    expect(card(visit)).to_contain_text("Applied. This is now version")
    apply(second, "why", "apply", "kept-row-differs", "criteria-fall", "status-contradicts")
    expect(card(second)).to_contain_text("someone else changed the dataset meanwhile")
    assert office.status() == "reported_complete"
    go_back(visit, card(visit), "restore", len(open_dataset(office.data).versions()) + 1)


def square(west: float, south: float, side: float = 0.02) -> dict[str, object]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(shapes: dict[str, object]) -> dict[str, object]:
    features = [
        {"type": "Feature", "properties": {"code": key}, "geometry": shape}
        for key, shape in shapes.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def test_every_fault_of_boundaries_stands_in_the_table_in_words(
    visit: Visit, office: Office
) -> None:
    before = office.outlines()
    bow = [[105.8, 21.0], [105.9, 21.1], [105.9, 21.0], [105.8, 21.1], [105.8, 21.0]]
    shapes: dict[str, object] = {
        WARD: {"type": "Polygon", "coordinates": [bow]},
        "from2025-99999": square(105.8, 21.0),
        OTHER: None,
        "00070": square(2.3, 48.8),
    }
    upload_outlines(visit, collection(shapes))
    place = card(visit, "outlines")
    expect(place).to_contain_text("4 errors; nothing can be applied")
    for text in (
        "the border of “00004” crosses itself, so its area is unclear",
        "“99999” is not in that period's list of units",
        "“00008” has no outline",
        "the outline of “00070” is outside Viet Nam: it starts at x=2.3, y=48.8",
    ):
        expect(cell(place, text)).to_be_attached()
    expect(visit.page.locator(".st-key-apply_outlines")).to_have_count(0)
    assert office.outlines() == before


def test_boundaries_are_seen_old_and_new_applied_shown_and_undone(
    visit: Visit, office: Office, rules: Rules
) -> None:
    before = office.outlines()
    merged = dict(before)
    # Ba Đình and Ngọc Hà are neighbours: the border between them moves to the east.
    merged[WARD], merged[OTHER] = moved_border(before[WARD], before[OTHER])
    upload_outlines(visit, collection(merged))
    place = card(visit, "outlines")
    expect(place).to_contain_text(re.compile(r"\d+ units get a new outline"))
    for text in ("Phường Ba Đình", "Phường Ngọc Hà", "changed"):
        expect(cell(place, text)).to_be_attached()
    expect(place.locator(".wa-outline")).to_have_count(2)
    assert rules.broken(visit.page) == []
    assert office.outlines() == before
    apply(visit, "outlines_why", "apply_outlines", "area-differs")  # of both
    expect(place).to_contain_text("Applied. This is now version 2;")
    assert office.outlines()[WARD] != before[WARD]
    foot = visit.page.locator(".wa-foot")
    expect(foot).to_contain_text("Office of Hà Nội, July 2026")
    go_back(visit, place, "restore_outlines", 3)
    assert office.outlines() == before
    expect(foot).not_to_contain_text("Office of Hà Nội")


def moved_border(west: object, east: object) -> tuple[object, object]:
    """Two neighbours after the second gave its western third to the first."""
    import shapely

    one, other = shapely.geometry.shape(west), shapely.geometry.shape(east)
    left, bottom, right, top = other.bounds
    third = other.intersection(shapely.box(left, bottom, left + (right - left) / 3, top))
    return (
        shapely.geometry.mapping(shapely.make_valid(one.union(third))),
        shapely.geometry.mapping(other.difference(third)),
    )
