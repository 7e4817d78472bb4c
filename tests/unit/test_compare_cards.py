"""The cards of the comparison as values: what differs, rows side by side, counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.cards import compare, compare_criteria, compare_differences, compare_reports
from lib.cards.bodies import Ladder, List, Prose, Table
from lib.cards.card import Card, numbers, pieces
from lib.cards.pieces import Chip, Course, Day, Name, Number, Piece, Said, Share
from lib.domain.city_comparison import WIDE_APART, leader
from lib.domain.comparison import CELLS
from lib.domain.selection import PILOTS
from lib.domain.statuses import LADDER
from lib.situation import data
from lib.situation.comparison import compared
from tests.fixtures.looking import Looking

DAY = "2026-09-30"
TODAY = ("from2025-00004", "from2025-26785", "from2025-20242")
CITIES = ("from2025-01", "from2025-79", "from2025-48")


def looking(keys: tuple[str, ...], dataset: str = "demo", day: str = DAY, **view: Any) -> Looking:
    return Looking(dataset, day, compare=keys, **view)


def body(card: Card, kind: type[Any]) -> Any:
    """The last body of a kind."""
    return [each for each in card.bodies if isinstance(each, kind)][-1]


def values(card: Card, *names: str) -> list[float | None]:
    return [numbers(card)[name].value for name in names]


def chips(part: Piece | None) -> list[str]:
    return [each.code for each in pieces(part) if isinstance(each, Chip)]


def pictures(part: Piece | None) -> list[Share | Course]:
    if isinstance(part, Said):
        return [picture for each in part.parts for picture in pictures(each)]
    return [part] if isinstance(part, Share | Course) else []


@pytest.mark.parametrize("keys", [PILOTS, TODAY, CITIES, TODAY[:1], CITIES[:1]])
def test_every_table_has_a_column_for_each_unit_in_the_order_asked(keys: tuple[str, ...]) -> None:
    for card in looking(keys).cards("compare"):
        for each in card.bodies:
            if isinstance(each, Table) and card.name != "list":  # wards to take from
                assert tuple(column.name for column in each.columns) == ("row", *keys)
                assert all(len(row) == len(keys) + 1 for row in each.rows)
                assert each.even
            if isinstance(each, Ladder):
                assert tuple(head.key for head in each.heads) == keys


def test_without_a_choice_there_is_what_to_do_and_the_wards_to_take() -> None:
    assert [card.name for card in looking(()).cards("compare")] == ["headline", "list"]


def test_one_unit_alone_has_nothing_that_differs() -> None:
    assert "differs" not in [card.name for card in looking(TODAY[:1]).cards("compare")]


def test_the_pilots_of_the_public_record_stand_as_it_says() -> None:
    page = looking(PILOTS, "public", "2022-12-31")
    assert values(page.card(compare.headline), "reported_complete", "compared") == [3, 5]
    criteria = page.card(compare_criteria.criteria)
    assert values(criteria, *(f"met_{key}" for key in PILOTS)) == [21, 22, 21, 22, 22]
    assert values(criteria, *(f"met_{key}_total" for key in PILOTS)) == [22] * 5
    ladder = body(page.card(compare.ladder), Ladder)
    steps = [{step.status: step.place for step in own} for own in ladder.steps]
    places = [each["reported_complete"] for each in steps]
    assert places == ["ahead", "current", "ahead", "current", "current"]
    assert ladder.marked == (1,)


def test_the_score_beside_a_status_is_that_of_the_same_report() -> None:
    seen = data.situation("public", date(2026, 9, 30))
    apart = seen.statuses_ever[
        seen.statuses_ever["criteria_day"] != seen.statuses_ever["status_day"]
    ]
    scored = apart[apart["criteria_met"].notna()].index.astype(str)
    assert len(scored)
    key = next(key for key in scored if seen.units.kind(key) == "ward")
    card = looking((key, PILOTS[1]), "public").card(compare_criteria.criteria)
    told = next(
        cell
        for row in body(card, Table).rows
        for cell in row
        if isinstance(cell, Said) and numbers(card)[f"met_{key}"] in pieces(cell)
    )
    day = seen.statuses_ever["criteria_day"][key]
    days = [each.day for each in pieces(told) if isinstance(each, Day)]
    assert days == ([] if pd.isna(day) else [day.date()])


def effective(key: str) -> dict[int, str]:
    """Result of each criterion of a demonstration ward, worked out by hand from the rows."""
    table = data.dataset("demo").value.tables["assessments"]
    mine = table[(table["unit_key"].astype(str) == key) & (table["as_of"] <= pd.Timestamp(DAY))]
    results = {}
    for number, group in mine.groupby("criterion_no"):
        ordered = group.sort_values("as_of")
        claim = str(ordered["claimed"].iloc[-1])
        judged = [str(each) for each in ordered["inspected"] if str(each) in ("met", "not_met")]
        if claim == "met" and judged:
            claim = "verified" if judged[-1] == "met" else "contradicted"
        results[int(str(number))] = "claimed" if claim == "met" else claim
    return results


def test_the_criteria_of_the_demonstration_are_those_of_its_rows() -> None:
    table = body(looking(TODAY).card(compare_criteria.criteria), Table)
    rows = {
        int(str(row[0]).split(".")[0]): [chips(cell)[0] for cell in row[1:]]
        for row in table.rows
        if any(chips(cell) for cell in row[1:])
    }
    expected = [effective(key) for key in TODAY]
    assert rows == {number: [each[number] for each in expected] for number in range(1, 21)}
    assert {code for row in rows.values() for code in row} <= set(CELLS)


@pytest.mark.parametrize("keys", [PILOTS, CITIES])
def test_only_the_criteria_that_differ_are_listed_when_asked(keys: tuple[str, ...]) -> None:
    day = "2024-06-30" if keys == PILOTS else DAY
    page = looking(keys, day=day)
    every = body(page.card(compare_criteria.criteria), Table)
    card = looking(keys, day=day, differing="only").card(compare_criteria.criteria)
    only = body(card, Table)
    marked = [every.rows[place] for place in every.marked]
    assert marked
    assert [only.rows[place] for place in only.marked] == marked
    headings = [row for place, row in enumerate(only.rows) if place not in only.marked]
    assert all(not any(pieces(cell)) for row in headings for cell in row[1:])
    assert values(card, "differing") == [len(marked)]


def test_where_no_criterion_differs_it_is_said_in_place_of_a_list() -> None:
    card = looking(TODAY, differing="only").card(compare_criteria.criteria)
    assert values(card, "differing") == [0]
    assert isinstance(card.bodies[-1], Prose)


def test_wards_on_each_step_of_a_city_add_up_to_those_with_a_report() -> None:
    ladder = looking(CITIES).card(compare.ladder)
    not_registered = looking(CITIES).seen.provinces["not_registered"]
    for key in CITIES:
        counts = values(ladder, *(f"{status}_{key}" for status in LADDER[1:]))
        [reports, wards] = values(ladder, f"reports_{key}", f"wards_{key}")
        assert sum(map(int, filter(None, counts))) + not_registered[key] == reports
        assert 0 < int(reports or 0) <= int(wards or 0)


def test_a_city_has_the_same_counts_whatever_is_filtered() -> None:
    plain = numbers(looking(CITIES).card(compare.ladder))
    for narrowed in ({"status": "recognised"}, {"province": CITIES[0]}, {"wave": "2024"}):
        page = looking(CITIES, **narrowed)
        assert numbers(page.card(compare.ladder)) == plain
        number = plain[f"registered_{CITIES[1]}"]
        assert page.explained(number).value == number.value


def test_bars_and_dots_of_cities_are_as_long_as_the_shares_beside_them() -> None:
    page = looking(CITIES)
    drawn = 0
    for card in (page.card(compare.ladder), page.card(compare_criteria.criteria)):
        for row in body(card, Table).rows:
            for cell in row[1:]:
                for picture in pictures(cell):
                    percents = [each for each in pieces(cell) if isinstance(each, Number)]
                    assert isinstance(picture, Share)
                    assert percents[-1].value == pytest.approx(picture.value)
                    drawn += 1
    assert drawn > 20 * len(CITIES)


def test_a_wide_gap_between_cities_is_marked_and_the_widest_is_told() -> None:
    page = looking(CITIES)
    shares = compared(page.seen, CITIES).shares.shares
    gaps = shares.max(axis=1) - shares.min(axis=1)
    table = body(page.card(compare_criteria.criteria), Table)
    marked = {int(str(table.rows[place][0]).split(".")[0]) for place in table.marked}
    assert marked == set(gaps.index[gaps >= WIDE_APART - 1e-9])
    told = numbers(page.card(compare_differences.differs))
    widest = [value for name, number in told.items() if name.startswith("met_")
              and (value := number.value) is not None]  # fmt: skip
    assert max(widest) - min(widest) == pytest.approx(gaps.max())


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("day", ["2022-12-31", "2024-06-30", "2025-09-30", DAY])
def test_a_city_leads_only_with_more_recognised_wards_than_every_other(
    dataset: str, day: str
) -> None:
    vintage = "from2025" if day > "2025-07" else "until2025"
    keys = tuple(f"{vintage}-{code}" for code in ("01", "79", "48", "92", "31"))
    page = looking(keys, dataset, day)
    wards = {key: int(page.seen.provinces["recognised"][key]) for key in keys}
    title = page.card(compare.headline).title
    named = [each.key for each in pieces(title) if isinstance(each, Name)]
    top = leader(wards)
    assert named == ([top] if top else [])
    most = [each.value for each in pieces(title) if isinstance(each, Number)
            and each.name != "compared"]  # fmt: skip
    assert most == ([max(wards.values())] if max(wards.values()) else [])


def test_recognitions_are_told_with_the_days_their_sources_give() -> None:
    page = looking(PILOTS)
    steps = compared(page.seen, PILOTS).steps
    starts = {step.start for own in steps.values() for step in own if step.status == "recognised"}
    [told] = [
        item.told
        for item in body(page.card(compare_differences.differs), List).items
        if "months" in {each.name for each in pieces(item.told) if isinstance(each, Number)}
    ]
    days = [each.day for each in pieces(told) if isinstance(each, Day)]
    assert days == [min(filter(None, starts)), max(filter(None, starts))]


def test_events_stand_in_the_row_of_their_year() -> None:
    page = looking(PILOTS)
    card = page.card(compare_reports.events)
    told = 0
    for row in body(card, Table).rows:
        year = int(str(row[0]))
        for cell in row[1:]:
            days = [each.day for each in pieces(cell) if isinstance(each, Day) and each.day]
            assert all(day.year == year for day in days)
            told += len(days)
    assert values(card, "events") == [told]
    assert page.explained(numbers(card)["events"]).value == told


def test_a_line_of_the_share_met_is_on_the_same_axis_for_every_ward() -> None:
    table = body(looking(PILOTS, "public").card(compare_criteria.criteria), Table)
    lines = [each for row in table.rows for cell in row for each in pictures(cell)]
    assert len(lines) == len(PILOTS)
    assert len({(line.first, line.last) for line in lines if isinstance(line, Course)}) == 1


@pytest.mark.parametrize("vintage", ["until2025", "from2025"])
def test_cities_without_a_recognised_ward_have_no_first_and_break_nothing(vintage: str) -> None:
    """Keys of today on a day before the reform: a scene may ask for them."""
    page = looking(
        tuple(f"{vintage}-{code}" for code in ("01", "79", "48")), "public", "2021-03-01"
    )
    title = page.card(compare.headline).title
    assert not [each for each in pieces(title) if isinstance(each, Name)]
    told = {card.name for card in page.cards("compare")}
    assert ("differs" in told) == (vintage == "until2025")
