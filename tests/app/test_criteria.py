"""The criteria page: both datasets, both languages, sets, former wards, empty filters."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lib.situation import data
from lib.situation.situation import Filter
from tests.app.pages import (
    LANGUAGES,
    assert_stands,
    figures,
    headline,
    heat_map,
    notes,
    opened,
    words,
)

TITLES = {"vi": "Tiêu chí", "en": "Criteria"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("day", ["", "2025-06-30"])
def test_the_page_stands_in_both_languages_and_datasets(lang: str, dataset: str, day: str) -> None:
    at = opened("criteria", lang, dataset=dataset, **({"asof": day} if day else {}))
    assert_stands(at)
    assert notes(at) == []


def test_the_public_record_says_what_is_missing_and_shows_totals() -> None:
    at = opened("criteria", "en", dataset="public", asof="2022-12-31")
    assert headline(at).startswith(
        "Results per criterion are not published; totals are published for 5"
    )
    # Tân Chánh Hiệp, Quán Toan and An Hòa stand at 22/22, Điện Biên and Hải Châu I at 21/22.
    assert "3 wards report every criterion met, 2 do not yet" in words(at)
    assert not heat_map(at)
    assert "inferred from an article" in words(at)


def test_a_criteria_set_narrows_the_public_totals_to_its_number_of_criteria() -> None:
    at = opened("criteria", "en", dataset="public", set="CS2023-DA30")
    assert headline(at).startswith(
        "Results per criterion are not published; totals are published for 2"
    )
    assert "total from a set of another size" in words(at)
    assert "Quyết định 5764" not in words(at)


def test_groups_without_a_public_name_are_counted_from_what_the_set_says_it_has() -> None:
    said = words(opened("criteria", "en", dataset="public"))
    draft, decided, _project = said.split("Set of 7 Jun 2021, number not known")[1].split(
        "whose names are not public"
    )
    assert draft.endswith("? 2 groups ")
    assert decided.endswith("? 7 groups ")


def test_a_set_is_identified_only_beside_a_basis_that_does_not_hold_its_identifier() -> None:
    said = words(opened("criteria", "en", dataset="public"))
    assert "Quyết định 5764/QĐ-BCA-V05 CS2021-5764" in said
    assert "number not known 7 groups" in said
    invented = words(opened("criteria", "en", dataset="demo", asof="2026-09-30"))
    assert "DEMO-2021 31 May 2021 · 7 groups" in invented
    assert "DEMO-2021 DEMO-2021" not in invented


def test_one_ward_that_is_nearly_there_is_spoken_of_in_the_singular() -> None:
    query = {"dataset": "demo", "asof": "2026-09-30", "result": "claimed"}
    for code in data.units().provinces(date(2026, 9, 30)).index:
        at = opened("criteria", "en", **query, province=str(code).partition("-")[2])
        near = figures(at).get("One or two criteria short")
        if near == "1":
            assert "; 1 ward is only one or two criteria short" in headline(at)
            return
    pytest.fail("no province of the demonstration has exactly one such ward")


def test_the_caption_of_the_heat_map_says_what_its_legend_counts() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30", province="01")
    assert "the legend counts cells" in words(at)


def test_the_heat_map_and_the_figures_speak_of_the_same_wards() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30", province="01")
    rows = [row[-1] for row in heat_map(at)["rows"]]
    judged = [results for results in rows if {"m", "n"} & set(results)]
    shown = figures(at)
    assert len(judged) == int(shown["Wards assessed"])
    assert int(shown["Wards meeting all criteria"]) + int(
        shown["One or two criteria short"]
    ) <= len(rows)
    below = re.search(r"of (\d+) current wards; (\d+) without a result", words(at))
    assert below
    assert int(below[1]) - int(below[2]) == len(judged)


def test_a_ward_in_the_heat_map_leads_to_its_page_and_keeps_the_dataset() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30", province="01")
    drawn = heat_map(at)
    assert drawn["link"] == "ward?lang=en&asof=2026-09-30&dataset=demo&province=01&ward="
    assert drawn["rows"]
    assert all(row[0] in data.units() for row in drawn["rows"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_over_both_sets_the_page_says_what_was_left_out(lang: str) -> None:
    at = opened("criteria", lang, dataset="demo", asof="2025-06-30", set="both")
    assert_stands(at)
    for said in {
        "vi": (
            "không đưa vào so sánh",
            "14 tiêu chí so sánh được giữa các bộ; không tính 14 tiêu chí",
        ),
        "en": ("left out of the comparison", "14 criteria comparable in all sets, 14 left out"),
    }[lang]:
        assert said in words(at)
    means = {"vi": "có cùng nội dung ở cả hai bộ", "en": "mean the same in both sets"}[lang]
    assert means in words(at)


def test_former_wards_are_shown_for_their_day_and_pass_nothing_on() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30", wards="former")
    assert_stands(at)
    assert "Former wards, each as of its own day (newest 30 Jun 2025)" in words(at)
    assert {row[0].partition("-")[0] for row in heat_map(at)["rows"]} == {"until2025"}


def test_just_after_the_reform_every_ward_of_today_is_listed_without_a_result() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2025-07-15")
    assert any("No current ward has an assessment of its own" in note for note in notes(at))
    assert "687 current wards have no assessment of their own" in words(at)


def test_an_earlier_set_can_be_looked_at_on_its_own_days() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2025-06-30", set="DEMO-2021")
    assert_stands(at)
    assert "31 Dec 2023" in words(at)
    assert "criteria set DEMO-2021" in words(at)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("dataset", "query"),
    [
        ("demo", {"asof": "2021-02-01"}),
        ("demo", {"asof": "2022-06-30", "set": "DEMO-2024"}),
        ("demo", {"asof": "2021-06-30", "province": "02"}),
        ("public", {"asof": "2021-02-01"}),
        ("public", {"province": "12", "status": "recognised"}),
    ],
)
def test_a_filter_that_fits_nothing_says_so_and_what_to_do(
    lang: str, dataset: str, query: dict[str, str]
) -> None:
    at = opened("criteria", lang, dataset=dataset, **query)
    assert_stands(at)
    assert not heat_map(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_an_inspection_the_heat_map_says_so(lang: str) -> None:
    at = opened("criteria", lang, dataset="demo", asof="2021-06-30", result="inspected")
    assert_stands(at)
    assert not heat_map(at)
    assert any(
        {"vi": "kiểm tra", "en": "No inspection is on record here"}[lang] in box.value
        for box in at.info
    )


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


def test_a_ward_of_which_another_source_says_less_is_told() -> None:
    at = opened("criteria", "en", dataset="demo", asof="2026-09-30", province="01")
    complete = int(figures(at)["Wards meeting all criteria"])
    shown = data.situation("demo", date(2026, 9, 30), Filter(province="from2025-01")).statuses
    assert complete - int((shown["share_met"] >= 1).sum()) == 1
    assert "for 1 another source says fewer" in words(at)
