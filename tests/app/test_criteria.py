"""The criteria page as it is opened: datasets, languages, addresses, controls, links."""

from __future__ import annotations

import re

import pytest

from lib.situation import data
from tests.app.pages import LANGUAGES, assert_stands, heat_map, notes, opened

TITLES = {"vi": "Tiêu chí", "en": "Criteria"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("day", ["", "2025-06-30"])
def test_the_page_stands_in_both_languages_and_datasets(lang: str, dataset: str, day: str) -> None:
    at = opened("criteria", lang, dataset=dataset, **({"asof": day} if day else {}))
    assert_stands(at)
    assert notes(at) == []
    assert bool(heat_map(at)) == (dataset == "demo")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        {"dataset": "demo", "asof": "2025-06-30", "set": "both"},
        {"dataset": "demo", "asof": "2021-02-01"},
        {"dataset": "demo", "asof": "2021-06-30", "result": "inspected"},
        {"dataset": "public", "province": "12", "status": "recognised"},
    ],
)
def test_the_page_stands_whatever_is_chosen(lang: str, query: dict[str, str]) -> None:
    at = opened("criteria", lang, **query)
    assert_stands(at)
    assert bool(heat_map(at)) == (query.get("set") == "both")


def test_a_ward_in_the_heat_map_leads_to_its_page_and_keeps_the_dataset() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30", province="01")
    drawn = heat_map(at)
    address = "ward?lang=en&asof=2026-09-30&dataset=demo&province=01&ward="
    assert drawn["link"] == [address, ""]
    assert drawn["rows"]
    assert all(row[0] in data.units() for row in drawn["rows"])


def test_former_wards_are_a_click_away_from_those_without_an_assessment() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30")
    at.button("to_former").click().run()
    assert_stands(at)
    assert {row[0].partition("-")[0] for row in heat_map(at)["rows"]} == {"until2025"}
    assert at.query_params["wards"] == "former"


def test_a_set_that_is_not_there_is_refused_in_words() -> None:
    at = opened("criteria", "en", dataset="public", set="both")
    assert_stands(at)
    assert any("set=both" in note for note in notes(at))


def test_orders_change_the_rows_and_the_columns() -> None:
    query = {"dataset": "demo", "asof": "2026-09-30", "province": "01"}
    weakest = opened("criteria", "en", **query)
    strongest = opened("criteria", "en", **query, order="strongest", columns="weakest")
    rows = [[row[0] for row in heat_map(at)["rows"]] for at in (weakest, strongest)]
    assert rows[0] != rows[1]
    assert sorted(rows[0]) == sorted(rows[1])
    heads = [re.findall(r"<div><b>(\d+)</b>", heat_map(at)["head"]) for at in (weakest, strongest)]
    assert heads[0] == sorted(heads[0], key=int)
    assert heads[1] != heads[0]


def test_the_language_names_the_page() -> None:
    for lang, title in TITLES.items():
        at = opened("criteria", lang)
        assert title in {link.proto.label for link in at.get("page_link")}
