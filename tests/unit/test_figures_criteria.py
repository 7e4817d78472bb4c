"""Charts and heat map of criteria, read as values and checked against a count of their own."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import lru_cache
from html import escape

import pytest

from lib.situation import data
from lib.situation.criteria import CriteriaState
from lib.situation.situation import Filter
from lib.ui import criteria_charts, criteria_grid, figures_criteria
from lib.ui.figures_criteria import Difference, SetShare
from lib.ui.figures_rows import Part
from lib.view.criteria_choice import BOTH, FORMER, Choice
from lib.words import wording
from lib.words.criteria_names import CriteriaNames
from lib.words.terms import STATUS

DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _english() -> None:
    wording.use("en")


@lru_cache(maxsize=8)
def state(choice: Choice, narrowed: Filter | None = None) -> CriteriaState:
    return CriteriaState(data.situation("demo", DAY, narrowed), choice)


def newest(shown: CriteriaState) -> dict[tuple[str, int], str]:
    """The latest claim of each ward and criterion, counted row by row."""
    wanted = set(shown.in_force)
    found: dict[tuple[str, int], tuple[object, str]] = {}
    columns = ["unit_key", "criterion_no", "as_of", "claimed"]
    for key, number, day, claimed in shown.table[columns].itertuples(index=False):
        if key in wanted and day.date() <= DAY:
            cell = (str(key), int(number))
            if cell not in found or found[cell][0] < day:
                found[cell] = (day, str(claimed))
    return {cell: claimed for cell, (_day, claimed) in found.items()}


def test_shares_are_drawn_as_bars_of_met_over_assessed() -> None:
    rows = [Part("Group", 3, 4, strong=True), Part("1. One", 1, 2), Part("2. None", 0, 0)]
    figure = json.loads(figures_criteria.shares_met(rows).to_json())
    track, shares, words = figure["data"]
    assert track["x"] == [1.0, 1.0, 1.0]
    assert shares["x"] == [0.75, 0.5, 0.0]
    assert words["text"] == ["<b>75%</b>  3/4", "<b>50%</b>  1/2", "–"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["<b>Group</b>", "1. One", "2. None"]


def test_claims_go_right_and_understatements_left() -> None:
    figure = figures_criteria.claims_and_findings([Difference("1. One", 9, 2, 300)])
    right, left = figure.data[:2]
    assert (list(right.x), list(left.x)) == ([9], [-2])
    assert figure.data[2].text == ("<b>9</b> / 300",)


def test_the_earlier_set_is_hollow_and_the_newest_full() -> None:
    rows = [SetShare("1. One", "S1", 1, 4), SetShare("1. One", "S2", 3, 4)]
    figure = figures_criteria.sets_compared(rows, ["S1", "S2"])
    markers = [trace for trace in figure.data if trace.mode == "markers"]
    assert [(trace.name, list(trace.x), trace.marker.symbol) for trace in markers] == [
        ("S1", [0.25], "circle-open"),
        ("S2", [0.75], "circle"),
    ]


def test_totals_carry_the_sign_of_the_status_beside_its_colour() -> None:
    figure = figures_criteria.totals_met([Part("A ward", 21, 22, status="in_progress", note="x")])
    known = STATUS["in_progress"]
    assert figure.data[1].marker.color == (known.fill,)
    assert figure.data[2].text == (f"<b>21/22</b>  {known.icon} x",)


@pytest.mark.parametrize(
    "figure",
    [
        figures_criteria.shares_met([]),
        figures_criteria.blocking_criteria([]),
        figures_criteria.claims_and_findings([]),
        figures_criteria.totals_met([]),
        figures_criteria.blocking_criteria([Part("x", 0, 0)]),
        figures_criteria.claims_and_findings([Difference("x", 0, 0, 0)]),
    ],
)
def test_nothing_to_draw_gives_no_nan_and_no_fault(figure: object) -> None:
    text = figure.to_json()  # type: ignore[attr-defined]
    assert "NaN" not in text
    assert "Infinity" not in text


def test_a_name_with_markup_is_shown_and_not_run() -> None:
    name = "<img src=x onerror=alert(1)>"
    figure = figures_criteria.blocking_criteria([Part(name, 1, 2)])
    assert "<img" not in "".join(figure.layout.yaxis.ticktext)


def test_bars_of_criteria_agree_with_a_count_row_by_row() -> None:
    shown = state(Choice())
    claims = newest(shown)
    expected = {}
    for number in range(1, 21):
        counts = Counter(
            claim for (_key, criterion), claim in claims.items() if criterion == number
        )
        expected[number] = (counts["met"], counts["met"] + counts["not_met"])
    rows = [row for row in criteria_charts.share_rows(shown) if not row.strong]
    assert [(row.part, row.whole) for row in rows] == [expected[n] for n in sorted(expected)]
    worst = max(expected, key=lambda n: expected[n][1] - expected[n][0])
    assert int(shown.blocking["criterion_no"].iloc[0]) == worst


def test_groups_are_the_sums_of_their_criteria() -> None:
    rows = criteria_charts.share_rows(state(Choice()))
    sums: list[list[int]] = []
    for row in rows:
        if row.strong:
            sums.append([row.part, row.whole, 0, 0])
        else:
            sums[-1][2] += row.part
            sums[-1][3] += row.whole
    assert len(sums) == 7
    assert all(group[:2] == group[2:] for group in sums)


def test_the_nearest_wards_agree_with_a_count_row_by_row() -> None:
    shown = state(Choice())
    missing: dict[str, set[int]] = {}
    for (key, number), claim in newest(shown).items():
        missing.setdefault(key, set())
        if claim not in ("met", "not_applicable"):
            missing[key].add(number)
    expected = {key: numbers for key, numbers in missing.items() if 0 < len(numbers) <= 2}
    found = zip(shown.nearest["unit_key"], shown.nearest["missing"], strict=True)
    assert {str(key): set(numbers) for key, numbers in found} == expected


def test_the_heat_map_has_a_cell_for_each_ward_and_criterion_as_the_legend_counts() -> None:
    shown = state(Choice())
    drawn = criteria_grid.heat_map(shown, {"dataset": "demo"})
    cells = Counter("".join(row[-1] for row in drawn["rows"]))
    short = {
        "m": "met",
        "n": "not_met",
        "u": "not_assessed",
        "x": "not_applicable",
        "r": "no_report",
    }
    assert {short[code]: count for code, count in cells.items()} == {
        code: int(count) for code, count in shown.results.items() if count
    }
    assert sum(cells.values()) == 20 * len(shown.totals)


@pytest.mark.parametrize("columns", ["number", "weakest"])
def test_each_letter_of_a_row_is_the_newest_claim_under_its_criterion(columns: str) -> None:
    shown = state(Choice())
    drawn = criteria_grid.heat_map(shown, {}, columns=columns)
    numbers = [int(number) for number in re.findall(r"<b>(\d+)</b>", drawn["head"])]
    assert sorted(numbers) == list(range(1, 21))
    letters = {"met": "m", "not_met": "n", "not_assessed": "u", "not_applicable": "x"}
    claims = newest(shown)
    for key, *_rest, results in drawn["rows"]:
        expected = [letters.get(claims.get((key, number), ""), "r") for number in numbers]
        assert list(results) == expected


@pytest.mark.parametrize(("order", "first"), [("weakest", 0.0), ("strongest", 1.0)])
def test_the_heat_map_begins_with_the_weakest_or_the_strongest_ward(
    order: str, first: float
) -> None:
    shown = state(Choice())
    keys = [row[0] for row in criteria_grid.heat_map(shown, {}, rows=order)["rows"]]
    assert sorted(keys) == sorted(shown.totals.index)
    known = shown.totals["share"].reindex(keys).dropna().astype("float64").tolist()
    assert known[0] == first
    assert known == sorted(known, reverse=order == "strongest")


def test_a_ward_without_a_single_result_has_neither_a_count_nor_a_day() -> None:
    rows = criteria_grid.heat_map(state(Choice()), {})["rows"]
    silent = [row for row in rows if not {"m", "n"} & set(row[-1])]
    assert silent
    assert {row[3:5] for row in silent} == {("–", "–")}
    assert "–" not in {row[3] for row in rows if row not in silent}


def test_names_are_escaped_in_the_head_of_the_heat_map() -> None:
    shown = CriteriaState(data.situation("demo", DAY), Choice())
    name = "<img src=x onerror=alert(1)>"
    criteria = shown.seen.table("criteria")
    for column in ("criterion_name_vi", "criterion_name_en", "group_name_vi", "group_name_en"):
        criteria = criteria.assign(**{column: name})
    shown.names = CriteriaNames(criteria, shown.set_id)
    head = criteria_grid.heat_map(shown, {})["head"]
    assert name not in head
    assert head.count(escape(name)) == 27  # 7 groups and 20 criteria


def test_the_whole_country_stays_within_the_payload() -> None:
    drawn = criteria_grid.heat_map(state(Choice()), {"dataset": "demo"})
    assert len(json.dumps(drawn, ensure_ascii=False).encode()) < 90_000


def test_a_current_ward_inherits_nothing_from_the_wards_it_was_made_of() -> None:
    now, before = state(Choice()), state(Choice(wards=FORMER))
    assert not set(now.totals.index) & set(before.totals.index)
    assert all(key.startswith("from2025-") for key in now.totals.index)
    assert all(key.startswith("until2025-") for key in before.totals.index)
    assert set(now.without_own) | set(map(str, now.totals.index)) == set(now.in_force)
    assert max(before.days.values()).date() <= date(2025, 6, 30)


def test_between_the_reform_and_the_first_new_report_former_wards_stand_for_their_day() -> None:
    shown = CriteriaState(data.situation("demo", date(2025, 7, 15)), Choice())
    assert shown.shows_former
    assert len(shown.without_own) == len(shown.in_force)
    assert max(shown.days.values()).date() == date(2025, 6, 30)


def test_over_both_sets_only_comparable_criteria_are_shown_and_the_rest_is_named() -> None:
    shown = state(Choice(set_id=BOTH, wards=FORMER))
    crosswalk = shown.seen.table("crosswalk")
    alike = crosswalk[crosswalk["relation"].astype(str) == "comparable"]
    assert set(shown.by_criterion["criterion_no"]) == set(alike["to_criterion"])
    assert set(shown.shares_by_set["set_id"]) == set(shown.sets_in_use)
    others = crosswalk[crosswalk["relation"].astype(str) != "comparable"]
    named = set(zip(shown.left_out["set_id"], shown.left_out["criterion_no"], strict=True))
    old = others.dropna(subset=["from_criterion"])
    new = others.dropna(subset=["to_criterion"])
    assert named == {
        *zip(old["from_set"], old["from_criterion"], strict=True),
        *zip(new["to_set"], new["to_criterion"], strict=True),
    }


def test_a_filter_that_fits_no_ward_gives_an_empty_state_and_no_fault() -> None:
    shown = state(Choice(), Filter(wave="no such wave"))
    assert shown.rows.empty
    assert shown.in_force == []
    assert shown.without_own == []
    assert shown.cells.empty
