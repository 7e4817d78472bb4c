"""Cards of criteria, read as values and checked against a count of their own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

import pytest

from lib.cards import criteria as cards
from lib.cards import (
    criteria_heat,
    criteria_lists,
    criteria_shares,
    criteria_totals,
    criteria_wording,
)
from lib.cards.bodies import Bars, List, Prose, Table
from lib.cards.card import Card, numbers, pieces
from lib.cards.charts import Dots, HeatMap
from lib.cards.contents import Make
from lib.cards.pieces import Name
from lib.draw.heat_map import LETTERS, drawn, packed
from lib.draw.html import Place
from lib.draw.share_dots import share_dots
from lib.situation.criteria import Criteria, criteria_of
from lib.words.criteria_names import CriteriaNames
from tests.fixtures.looking import Looking

DAY = "2026-09-30"
CHOICES: tuple[dict[str, str], ...] = (
    {"result": "inspected"},
    {"wards": "former"},
    {"set": "both", "wards": "former"},
    {"set": "DEMO-2021", "day": "2025-06-30"},
    {"set": "both", "day": "2025-06-30", "result": "inspected"},
    {"province": "from2025-01", "result": "inspected"},
    {"day": "2025-07-15"},
    {"wave": "no such wave"},
)


@lru_cache(maxsize=16)
def _looking(view: tuple[tuple[str, str], ...]) -> Looking:
    return Looking(**{"day": DAY, **dict(view)})


def looking(**view: str) -> Looking:
    return _looking(tuple(view.items()))


def of(at: Looking) -> Criteria:
    return criteria_of(at.seen, at.view.criteria)


def heat(**view: str) -> HeatMap:
    (body,) = looking(**view).card(criteria_heat.heat_map).bodies
    assert isinstance(body, HeatMap)
    return body


def newest(shown: Criteria) -> dict[tuple[str, int], str]:
    """The latest claim of each ward and criterion, counted row by row."""
    wanted = set(shown.in_force)
    found: dict[tuple[str, int], tuple[Any, str]] = {}
    columns = ["unit_key", "criterion_no", "as_of", "claimed"]
    for key, number, day, claimed in shown.table[columns].itertuples(index=False):
        if key in wanted and day.date() <= date.fromisoformat(DAY):
            cell = (str(key), int(number))
            if cell not in found or found[cell][0] < day:
                found[cell] = (day, str(claimed))
    return {cell: claimed for cell, (_day, claimed) in found.items()}


def values(card: Card) -> dict[str, float | None]:
    return {name: number.value for name, number in numbers(card).items()}


@pytest.mark.parametrize("view", CHOICES, ids=str)
def test_numbers_agree_with_their_explanation_whatever_is_chosen(view: dict[str, str]) -> None:
    at = looking(**view)
    wrong = []
    for card in at.cards("criteria"):
        for number in numbers(card).values():
            if number.asks is None:
                continue
            explained = at.explained(number)
            if explained.value != pytest.approx(number.value, nan_ok=True):
                wrong.append((card.name, number.name, number.value, explained.value))
            if explained.counted and explained.lists_all:
                assert len(explained.counted.names) == explained.value, number.name
    assert wrong == []


def test_each_ward_stands_in_one_place_of_an_explanation() -> None:
    at = looking()
    for name in ("assessed", "complete", "near", "without_result"):
        explained = at.explained(numbers(at.card(cards.figures))[name])
        assert explained.counted is not None
        groups = [explained.counted, *explained.left_out]
        keys = [each.key for group in groups for each in group.names]
        assert sorted(keys) == sorted(of(at).in_force)


def test_bars_of_criteria_agree_with_a_count_row_by_row() -> None:
    at = looking()
    claims = newest(of(at))
    told = values(at.card(criteria_shares.shares))
    missing = {}
    for number in range(1, 21):
        counts = Counter(claim for (_key, each), claim in claims.items() if each == number)
        judged = counts["met"] + counts["not_met"]
        missing[number] = counts["not_met"]
        assert (told[f"met_{number}"], told[f"of_{number}"]) == (counts["met"], judged)
        assert told[f"share_{number}"] == counts["met"] / judged
    worst = values(at.card(criteria_heat.heat_map))["most_missing"]
    assert worst == max(missing.values())


def test_groups_are_the_sums_of_their_criteria() -> None:
    at = looking()
    card = at.card(criteria_shares.shares)
    told, names = values(card), of(at).names
    groups = {name for name in told if name.startswith("met_g")}
    assert len(groups) == 7
    for name in groups:
        inside = [n for n, group in names.groups.items() if name == f"met_g{group}"]
        assert told[name] == sum(told[f"met_{number}"] or 0 for number in inside)
    (body,) = card.bodies
    assert isinstance(body, Bars)
    assert [row.strong for row in body.rows].count(True) == 7
    for row in body.rows:
        assert 0 <= row.parts[0].share <= 1


def test_the_nearest_wards_agree_with_a_count_row_by_row() -> None:
    at = looking()
    missing: dict[str, int] = {}
    for (key, _number), claim in newest(of(at)).items():
        missing[key] = missing.get(key, 0) + (claim not in ("met", "not_applicable"))
    card = at.card(criteria_lists.nearest)
    told = values(card)
    assert told["short_1"] == list(missing.values()).count(1)
    assert told["short_2"] == list(missing.values()).count(2)
    body, further = card.bodies  # how many are left out stands below those that are listed
    assert isinstance(body, Table) and isinstance(further, Prose)
    links = [str(row[0].parts[0].key) for row in body.rows]  # type: ignore[union-attr]
    assert len(links) == 60
    assert [missing[key] for key in links] == sorted(missing[key] for key in links)


def test_the_heat_map_has_a_cell_for_each_ward_and_criterion_as_the_legend_counts() -> None:
    body = heat()
    cells = Counter(result for row in body.rows for result in row.results)
    assert {code: number.value for code, number in body.counts if number.value} == dict(cells)
    assert sum(cells.values()) == 20 * len(body.rows)


@pytest.mark.parametrize("columns", ["number", "weakest"])
def test_each_cell_of_a_row_is_the_newest_claim_under_its_criterion(columns: str) -> None:
    body = heat(columns=columns)
    order = [column.number for column in body.columns]
    assert sorted(order) == list(range(1, 21))
    assert (order == sorted(order)) == (columns == "number")
    claims = newest(of(looking(columns=columns)))
    for row in body.rows:
        wanted = [claims.get((row.unit.key, number), "no_report") for number in order]
        assert list(row.results) == wanted


@pytest.mark.parametrize(("order", "first"), [("weakest", 0.0), ("strongest", 1.0)])
def test_the_heat_map_begins_with_the_weakest_or_the_strongest_ward(
    order: str, first: float
) -> None:
    totals = of(looking()).totals
    keys = [row.unit.key for row in heat(order=order).rows]
    assert sorted(keys) == sorted(totals.index)
    known = totals["share"].reindex(keys).dropna().astype("float64").tolist()
    assert known[0] == first
    assert known == sorted(known, reverse=order == "strongest")


def test_a_ward_without_a_single_result_has_neither_a_count_nor_a_day() -> None:
    silent = [row for row in heat().rows if not {"met", "not_met"} & set(row.results)]
    assert silent
    assert {(str(row.met), row.day.day) for row in silent} == {("", None)}
    assert all(row.met for row in heat().rows if row not in silent)


def test_rows_are_sent_in_short_and_the_whole_country_stays_within_the_payload() -> None:
    body = heat()
    at = Place("heat", lambda name: f"{name.page}?lang=en&ward={name.key}&compare=x")
    sent = drawn(body, at)
    assert sent["link"] == ["ward?lang=en&ward=", "&compare=x"]
    assert [row[0] for row in sent["rows"]] == [row.unit.key for row in body.rows]
    for short, row in zip(sent["rows"], body.rows, strict=True):
        assert short[-1] == "".join(LETTERS[result] for result in row.results)
    assert len(packed(body, at)) < 92_000


def test_names_are_escaped_in_the_head_of_the_heat_map() -> None:
    at = Looking("demo", DAY, province="from2025-01")
    shown = of(at)
    name = "<img src=x onerror=alert(1)>"
    table = at.seen.table("criteria")
    for column in ("criterion_name_vi", "criterion_name_en", "group_name_vi", "group_name_en"):
        table = table.assign(**{column: name})
    before, shown.names = shown.names, CriteriaNames(table, shown.set_id)
    try:
        (body,) = at.card(criteria_heat.heat_map).bodies
    finally:
        shown.names = before
    assert isinstance(body, HeatMap)
    head = drawn(body, Place("heat"))["head"]
    assert name not in head
    assert head.count(escape(name)) == 27  # 7 groups and 20 criteria, of one name all of them


def test_the_percentages_over_the_columns_can_be_asked() -> None:
    head = drawn(heat(), Place("heat", lambda _name: ""))["head"]
    asked = re.findall(r'data-number="heat\.share_(\d+)"', head)
    assert sorted(map(int, asked)) == list(range(1, 21))


def test_a_current_ward_inherits_nothing_from_the_wards_it_was_made_of() -> None:
    now, before = heat(), heat(wards="former")
    keys = {row.unit.key for row in now.rows}
    assert all(key.startswith("from2025-") for key in keys)
    assert all(row.unit.key.startswith("until2025-") for row in before.rows)
    assert max(row.day.day for row in before.rows if row.day.day) <= date(2025, 6, 30)
    shown = of(looking())
    assert set(shown.without_own) | keys == set(shown.in_force)


def test_between_the_reform_and_the_first_new_report_former_wards_stand_for_their_day() -> None:
    at = looking(day="2025-07-15")
    assert {row.unit.key.partition("-")[0] for row in heat(day="2025-07-15").rows} == {"until2025"}
    silent = at.card(criteria_lists.without_own)
    assert values(silent)["without_own"] == len(of(at).in_force) == 687


def test_over_both_sets_only_comparable_criteria_are_shown_and_the_rest_is_named() -> None:
    at = looking(set="both", wards="former")
    crosswalk = at.seen.table("crosswalk")
    alike = crosswalk[crosswalk["relation"].astype(str) == "comparable"]
    shown = {column.number for column in heat(set="both", wards="former").columns}
    assert shown == set(alike["to_criterion"])
    (body,) = at.card(criteria_shares.shares).bodies
    assert isinstance(body, Dots)
    assert len(body.lanes) == len(shown)
    assert {len(lane.dots) for lane in body.lanes} == {2}
    left = at.card(criteria_lists.left_out)
    others = crosswalk[crosswalk["relation"].astype(str) != "comparable"]
    old, new = others.dropna(subset=["from_criterion"]), others.dropna(subset=["to_criterion"])
    named = {
        *zip(old["from_set"], old["from_criterion"], strict=True),
        *zip(new["to_set"], new["to_criterion"], strict=True),
    }
    assert values(left)["left_out"] == len(named)
    listed = [len(body.items) for body in left.bodies if isinstance(body, List)]
    assert sum(listed) == len(named)


def test_the_earlier_set_is_hollow_and_the_newest_full() -> None:
    (body,) = looking(set="both", wards="former").card(criteria_shares.shares).bodies
    assert isinstance(body, Dots)
    lane = body.lanes[0]
    assert [dot.hollow for dot in lane.dots] == [True, False]
    assert lane.span == tuple(sorted(float(dot.at) for dot in lane.dots))  # type: ignore[arg-type]
    html = str(share_dots(body, Place("shares", lambda _name: "")))
    assert html.count("background:#fff") == len(body.lanes) + 1  # one in the legend


def test_claims_and_findings_add_up_to_what_the_title_says() -> None:
    at = looking()
    card = at.card(criteria_shares.claims)
    told = values(card)
    shown = of(at).inspections
    more = (shown["claimed"].astype(str) == "met") & (shown["inspected"].astype(str) == "not_met")
    assert told["more"] == int(more.sum()) > 0
    assert sum(told[f"claimed_more_{number}"] or 0 for number in range(1, 21)) == told["more"]
    assert told["judged"] == sum(told[f"inspected_{number}"] or 0 for number in range(1, 21))


@pytest.mark.parametrize(
    ("view", "wards", "done"),
    [
        # Tân Chánh Hiệp, Quán Toan and An Hòa stand at 22/22, Điện Biên and Hải Châu I at 21/22.
        ({"day": "2022-12-31"}, 5, 3),
        ({"set": "CS2023-DA30"}, 2, None),
    ],
)
def test_published_totals_stand_for_results_that_are_not_public(
    view: dict[str, str], wards: int, done: int | None
) -> None:
    at = looking(dataset="public", **view)
    assert values(at.card(cards.headline))["with_total"] == wards
    card = at.card(criteria_totals.totals)
    assert values(card).get("done") == done
    (body,) = card.bodies
    assert isinstance(body, Bars)
    assert len(body.rows) == wards
    statuses = at.seen.statuses
    for row in body.rows:
        name = row.label.parts[0]
        assert isinstance(name, Name)
        assert row.parts[0].term == statuses.at[name.key, "status"]
        assert row.parts[0].share == statuses.at[name.key, "share_met"]
    assert cards.figures(at.seen, at.view) is None


def test_a_set_of_another_size_is_counted_as_left_out() -> None:
    whole, part = looking(dataset="public"), looking(dataset="public", set="CS2023-DA30")
    left = values(part.card(criteria_totals.totals))["other_size"]
    every = values(whole.card(cards.headline))["with_total"]
    assert left == (every or 0) - (values(part.card(cards.headline))["with_total"] or 0)


def test_groups_without_a_public_name_are_counted_from_what_the_set_says_it_has() -> None:
    (body,) = looking(dataset="public").card(criteria_wording.criteria_wording).bodies
    names = values(looking(dataset="public").card(criteria_wording.criteria_wording))
    assert len(body.lists) == 3  # type: ignore[union-attr]
    assert {"silent_groups_2", "silent_groups_7"} <= set(names)


def test_a_set_is_identified_only_beside_a_basis_that_does_not_hold_its_identifier() -> None:
    for dataset in ("public", "demo"):
        (body,) = looking(dataset=dataset).card(criteria_wording.criteria_wording).bodies
        for each in body.lists:  # type: ignore[union-attr]
            names = [piece.words for piece in pieces(each.head) if isinstance(piece, Name)]
            assert len(names) < 2 or names[1] not in names[0]


def test_a_ward_of_which_another_source_says_less_is_told() -> None:
    told = values(looking(province="from2025-01").card(cards.figures))
    shown = looking(province="from2025-01").seen.statuses
    counted = int((shown["share_met"] >= 1).sum())
    assert (told["complete"] or 0) - counted == told["disputed"] == 1


@pytest.mark.parametrize(
    "view",
    [
        {"day": "2021-02-01"},
        {"day": "2022-06-30", "set": "DEMO-2024"},
        {"day": "2021-06-30", "province": "until2025-02"},
        {"wave": "no such wave"},
    ],
)
def test_where_nothing_fits_the_page_says_why_and_tells_nothing_else(view: dict[str, str]) -> None:
    at = looking(**view)
    assert at.card(cards.headline).bodies
    makes: tuple[Make, ...] = (cards.figures, criteria_heat.heat_map, criteria_lists.nearest)
    assert [make(at.seen, at.view) for make in makes] == [None, None, None]


def test_without_an_inspection_there_is_no_heat_map_of_inspections() -> None:
    card = looking(day="2021-06-30", result="inspected").card(criteria_heat.heat_map)
    assert not any(isinstance(body, HeatMap) for body in card.bodies)
    assert card.bodies


@pytest.mark.parametrize(("lang", "words"), [("en", "official (inferred)"), ("vi", "suy ra")])
def test_a_status_of_a_set_that_no_source_states_is_marked_as_inferred(
    lang: str, words: str
) -> None:
    looking = Looking("public", "2026-11-25", lang)
    told = " ".join(map(str, pieces(looking.card(criteria_wording.criteria_wording))))
    assert words in told
