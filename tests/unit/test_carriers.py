"""Which kinds of unit carry the title is a property of the dataset: here, communes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lib.cards import map as maps
from lib.cards import not_known, overview
from lib.cards import ward as pages
from lib.cards.bodies import Prose
from lib.cards.card import numbers
from lib.cards.map_kinds import MapBody
from lib.domain.progress import target_progress
from lib.io.store.datasets import Dataset, read_dataset
from lib.io.store.packages import write_package
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR, About
from lib.situation import data
from lib.situation.counted import codes
from lib.situation.situation import Situation
from lib.situation.situations import Situations
from lib.view.filter import Filter
from lib.view.view import View
from lib.words import wording
from tests.fixtures.folders import GOOD, written
from tests.unit.committed_data import unit_tables, units

DAY = date(2026, 11, 25)
HANOI = "from2025-01"
COMMUNE, WARD = "from2025-00376", "from2025-00004"
_FIRST = ",TP. Hà Nội,,Sóc Sơn,model_ward_police,2026,2026,recognised,,,2026-03-01,,12/QĐ,S01,\n"


def folder(path: Path, carriers: object) -> Path:
    tables = {name: GOOD[name].splitlines()[0] + "\n" for name in GOOD}
    tables["sources"] = GOOD["sources"]
    tables["observations"] += f"O1,{COMMUNE}" + _FIRST
    tables["targets"] += f"T1,{HANOI},,model_ward_police,2030,share_of_wards,50,,S01,\n"
    for name, content in tables.items():
        written(path, name, content)
    about = About(name=path.name, title_vi="Xã", title_en="Communes", synthetic=True,
                  version="2026-11-25")  # fmt: skip
    write_package(path, about, DATASET_TABLES)
    content = json.loads((path / DESCRIPTOR).read_bytes())
    (path / DESCRIPTOR).write_text(json.dumps(content | {"carriers": carriers}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def communes(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    dataset = read_dataset(folder(tmp_path_factory.mktemp("c") / "xa", ["commune"]), unit_tables())
    assert dataset.faults == ()
    assert dataset.carriers == ("commune",)
    return dataset


@pytest.fixture(scope="module")
def seen(communes: Dataset) -> Situation:
    wording.use("en")
    every = Situations(communes, units(), data.layers())
    return every.narrowed(DAY, Filter(province=HANOI))


def of_kind(kind: str, province: str = HANOI) -> set[str]:
    table = units().at(DAY)
    return set(table.index[(table["kind"] == kind) & (table["province_key"] == province)])


def test_denominators_are_communes_and_wards_are_outside(seen: Situation) -> None:
    assert set(seen.members()) == of_kind("commune")
    assert set(seen.units.others) == {"ward", "township", "special_zone"}
    by_name = numbers(overview.figures(seen, View()))
    assert (by_name["recognised"].value, by_name["wards"].value) == (1, len(of_kind("commune")))
    assert seen.provinces.at[HANOI, "wards_total"] == len(of_kind("commune"))
    assert seen.unknown["not_applicable"] == len(of_kind("ward"))
    unknown = numbers(not_known.unknowns(seen, View()))
    assert unknown["no_report"].value == len(codes(seen)) - 1
    progress = target_progress(
        seen.table("targets").iloc[0], seen.units, seen.statuses_standing, seen.day
    )
    assert progress.rebased_denominator == len(of_kind("commune"))
    # Those of other datasets are as they were, though what is kept of the units is shared.
    assert units().carriers == ("ward",)
    assert set(units().within(HANOI, DAY)) == of_kind("ward")
    assert set(seen.units.within(HANOI, DAY)) == of_kind("commune")


def test_the_map_colours_communes_and_leaves_wards_pale(seen: Situation) -> None:
    wording.use("en")
    (body,) = maps.whole(seen, View(province=HANOI)).bodies
    assert isinstance(body, MapBody)
    told = {str(each.label): each.count.value for each in body.areas if each.count}
    assert told["Recognised"] == 1
    assert told["Other units (outside the programme)"] == len(of_kind("ward"))
    assert told["No report"] == len(of_kind("commune")) - 1
    rest = dict(body.rest)
    assert rest["ward"] == rest["township"] != rest["commune"]


def test_the_page_of_a_commune_is_whole_and_that_of_a_ward_says_what_it_is(
    seen: Situation,
) -> None:
    own = pages.headline(seen, View(ward=COMMUNE))
    other = pages.headline(seen, View(ward=WARD))
    assert own is not None
    assert other is not None
    assert own.bodies == ()
    (note,) = other.bodies
    assert isinstance(note, Prose)
    assert str(note.paragraphs[0]) == (
        "This unit is outside the programme of this dataset, which covers: Commune."
    )


@pytest.mark.parametrize("wrong", ["ward", [], ["province"], ["ward", 3], None])
def test_kinds_that_cannot_carry_the_title_are_a_fault(tmp_path: Path, wrong: object) -> None:
    dataset = read_dataset(folder(tmp_path / "xa", wrong), unit_tables())
    assert [(fault.column, str(fault.expected)) for fault in dataset.faults] == [
        ("carriers", "one of: ward, commune, township, special_zone")
    ]
    assert dataset.carriers == ("ward",)


def test_without_a_word_it_is_wards_and_nothing_is_written_of_it(tmp_path: Path) -> None:
    for carriers, written_as in ((("ward",), None), (("ward", "commune"), ["ward", "commune"])):
        about = About(name="x", title_vi="X", title_en="X", version="2026-01-01",
                      carriers=carriers)  # fmt: skip
        content = json.loads(write_package(tmp_path, about, DATASET_TABLES).read_bytes())
        assert content.get("carriers") == written_as
