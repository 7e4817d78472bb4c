"""The data addresses: the same numbers as the pages, in every format, by the same keys."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib import clock
from lib.api import answers, questions
from lib.api.document import document
from lib.api.questions import Question, question
from lib.api.resources import RESOURCES
from lib.cards import overview
from lib.cards.card import numbers
from lib.domain.statuses import LADDER
from lib.server import ready_answers
from lib.situation import data, last_good
from lib.situation.offers import offered
from lib.view.filter import Filter
from lib.view.view import View

DAYS = (date(2022, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 25))
FILTERS = (
    Filter(),
    Filter(status="recognised"),
    Filter(wave="pilot-2021"),
)


def read(dataset: str, name: str, kind: str, asked: Question) -> Any:
    content = gzip.decompress(answers.answer(dataset, name, kind, asked).packed).decode()
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(content)))
    return json.loads(content)


@pytest.mark.parametrize("narrowed", FILTERS, ids=repr)
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_wards_by_status_are_those_of_the_page(dataset: str, day: date, narrowed: Filter) -> None:
    seen = data.situation(dataset, day, narrowed)
    rows = read(dataset, "statuses", "csv", Question(day, narrowed))
    counted = {step: sum(row["status"] == step for row in rows) for step in LADDER}
    assert counted == seen.counts
    silent = [row for row in rows if row["status"] == ""]
    assert all(row["no_value"] and row["in_force"] == "true" for row in silent)
    if narrowed == Filter():
        in_force = [row["unit_key"] for row in rows if row["in_force"] == "true"]
        assert set(seen.members()) <= set(in_force)
        assert len(rows) == len({row["unit_key"] for row in rows})


@pytest.mark.parametrize("province", ["", "from2025-01", "from2025-79"])
@pytest.mark.parametrize("day", DAYS[2:], ids=str)
@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_the_numbers_of_the_cards_are_those_of_the_addresses(
    dataset: str, day: date, province: str
) -> None:
    narrowed = Filter(province=province)
    view = View(dataset=dataset, asof=day, province=province)
    card = overview.figures(data.situation(dataset, day, narrowed), view)
    assert card is not None
    told = {name: each.value for name, each in numbers(card).items()}
    rows = read(dataset, "statuses", "json", Question(day, narrowed))["rows"]
    counted = {step: sum(row["status"] == step for row in rows) for step in LADDER}
    compared = {name: told[name] for name in counted if name in told}
    assert "recognised" in compared
    assert compared == {name: counted[name] for name in compared}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_places_add_up_to_the_table_of_the_page(day: date) -> None:
    seen = data.situation("demo", day)
    rows = read("demo", "places", "json", Question(day, Filter()))["rows"]
    assert [row["place_key"] for row in rows] == list(seen.provinces.index)
    assert sum(row["recognised"] for row in rows) == int(seen.provinces["recognised"].sum())
    assert {row["place_key"]: row["pace_label"] for row in rows} == {
        str(key): seen.pace_label(str(key)) for key in seen.provinces.index
    }


def test_a_province_and_its_district_narrow_the_rows_and_the_places() -> None:
    day = date(2026, 11, 25)
    hanoi = Filter(province="from2025-01")
    places = read("demo", "places", "json", Question(day, hanoi))["rows"]
    assert {row["place_key"] for row in places} == set(
        data.situation("demo", day, hanoi).districts.index
    )
    rows = read("demo", "statuses", "json", Question(day, hanoi))["rows"]
    assert {row["province_key"] for row in rows} == {"from2025-01"}


@pytest.mark.parametrize("name", list(answers.TABLES))
def test_a_table_is_sent_as_its_file_has_it_and_typed_in_json(name: str) -> None:
    asked = Question(date(2026, 11, 25), Filter(), limit=50)
    rows = read("public", f"tables/{name}", "json", asked)["rows"]
    lines = read("public", f"tables/{name}", "csv", asked)
    assert len(rows) == len(lines) <= 50
    for row, line in zip(rows, lines, strict=True):
        assert {key: answers._written(value) for key, value in row.items()} == {
            key: answers._written(row[key]) for key in line
        }
    columns = {column.name: column.type for column in answers.columns_of(answers.TABLES[name])}
    kinds: dict[str, type | tuple[type, ...]] = {
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    for row in rows:
        for key, value in row.items():
            assert value is None or isinstance(value, kinds.get(columns[key], str)), (key, value)


def test_pages_of_an_answer_put_together_are_the_whole() -> None:
    day = date(2026, 11, 25)
    whole = read("demo", "statuses", "json", Question(day, Filter()))
    parts = [
        read("demo", "statuses", "json", Question(day, Filter(), 200, offset))["rows"]
        for offset in range(0, whole["total"], 200)
    ]
    assert [row for part in parts for row in part] == whole["rows"]


def test_invented_figures_say_so_in_every_format() -> None:
    asked = Question(date(2026, 11, 25), Filter(province="from2025-01"))
    assert {row["synthetic"] for row in read("demo", "statuses", "csv", asked)} == {"true"}
    assert read("demo", "statuses", "json", asked)["synthetic"] is True
    drawn = read("demo", "statuses", "geojson", asked)
    assert {each["properties"]["synthetic"] for each in drawn["features"]} == {"true"}
    assert "synthetic" not in read("public", "statuses", "csv", asked)[0]


def test_outlines_are_sent_for_a_province_and_points_for_the_country() -> None:
    day = date(2026, 11, 25)
    for narrowed, kinds in ((Filter(province="from2025-01"), "Polygon"), (Filter(), "Point")):
        asked = Question(day, narrowed)
        rows = read("demo", "statuses", "json", asked)["rows"]
        features = read("demo", "statuses", "geojson", asked)["features"]
        assert sorted(each["properties"]["unit_key"] for each in features) == sorted(
            row["unit_key"] for row in rows
        )
        drawn = [each["geometry"]["type"] for each in features if each["geometry"]]
        assert sum(kind.endswith(kinds) for kind in drawn) > 0.8 * len(rows)


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        ({"asof": "2025-13-01"}, "asof"),
        ({"asof": "2099-01-01"}, "asof"),
        ({"province": "999"}, "province"),
        ({"province": "01", "district": "xyz"}, "district"),
        ({"district": "001"}, "district"),
        ({"status": "best"}, "status"),
        ({"limit": "0"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"offset": "1e3"}, "offset"),
        ({"limit": "٣"}, "limit"),
        ({"provinz": "01"}, "provinz"),
    ],
)
def test_a_value_that_cannot_be_used_is_an_error_that_names_its_key(
    texts: dict[str, str], key: str
) -> None:
    with pytest.raises(questions.Wrong) as raised:
        question(texts.items(), offered())
    [wrong] = raised.value.keys
    assert wrong.key == key
    assert wrong.found == texts[key]
    assert wrong.expected


def test_all_that_cannot_be_used_is_said_at_once() -> None:
    texts = {"lang": "vi", "status": "best", "limit": "0", "province": "zz"}
    asked = [*texts.items(), ("asof", "2026-01-01"), ("asof", "2026-01-02"), ("offset", "x")]
    with pytest.raises(questions.Wrong) as raised:
        question(asked, offered())
    named = {each.key: each.found for each in raised.value.keys}
    assert named == texts | {"asof": "several values", "offset": "x"}
    assert len(raised.value.keys) == len(named)


def test_a_tag_changes_with_what_the_answer_rests_on() -> None:
    day = date(2026, 11, 25)
    tags = [
        answers.tag_of(dataset, name, kind, Question(on, narrowed))
        for dataset in ("public", "demo")
        for name in ("statuses", "places")
        for kind in ("csv", "geojson")
        for on in (day, date(2026, 11, 24))
        for narrowed in (Filter(), Filter(status="registered"))
    ]
    assert len(set(tags)) == len(tags)
    again = answers.tag_of("public", "statuses", "csv", Question(day, Filter()))
    assert again == tags[0]


def test_the_document_says_what_is_sent() -> None:
    described = document("1", ["public", "demo"])["components"]["schemas"]
    asked = Question(date(2026, 11, 25), Filter())
    for name in RESOURCES:
        rows = read("demo", name, "json", asked)["rows"]
        assert rows
        properties = described[name]["properties"]
        for row in rows:
            assert list(row) == list(properties)
            for key, value in row.items():
                schema = properties[key]
                wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
                assert _kind(value) & set(wanted), (name, key, value)
                assert "enum" not in schema or value in schema["enum"], (name, key, value)


def _kind(value: object) -> set[str]:
    if value is None:
        return {"null"}
    if isinstance(value, bool):
        return {"boolean"}
    if isinstance(value, int):
        return {"integer", "number"}
    return {"number"} if isinstance(value, float) else {"string"}


def test_an_answer_holds_until_its_files_change_or_a_look_at_them_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(data.ROOT / "data/public", tmp_path / "own")
    monkeypatch.setenv("WARD_ATLAS_DATA", str(tmp_path))
    monkeypatch.setattr(last_good, "LOOK_EVERY", 1e9)
    grounds = data.Grounds("own")
    assert grounds.hold()
    targets = tmp_path / "own/targets.csv"
    targets.write_bytes(b"".join(targets.read_bytes().splitlines(keepends=True)[:-1]))
    assert grounds.hold()  # as long as nobody looks
    data.look_again("own")
    assert not grounds.hold()
    changed = data.Grounds("own")
    assert changed.hold()
    assert not grounds.hold()
    monkeypatch.setattr(clock, "today", lambda: date(2026, 1, 1))
    assert not changed.hold()


def test_answers_that_are_kept_take_so_many_bytes_and_no_more() -> None:
    grounds = data.Grounds("public")
    for number in range(100):
        scope = {"path": f"/api/v1/{number}", "query_string": b""}
        content = bytes(1_000_000)
        ready_answers.keep(scope, ready_answers.Ready(grounds, "", [], content))
    kept = ready_answers.KEPT
    assert 1 < len(kept) < 100
    assert sum(len(each.packed) for each in kept.values()) <= ready_answers.MOST_BYTES
    kept.clear()
