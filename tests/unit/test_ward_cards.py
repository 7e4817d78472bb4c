"""What is told of one ward, and the list of wards, as values."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lib.cards import ward, ward_list
from lib.cards.bodies import Ladder, List, Prose, Table
from lib.cards.card import Card, numbers, pieces
from lib.cards.outlines import area, outlines
from lib.cards.pieces import Chip, Course, Day, Name, Number, Said
from lib.cards.shapes import Lineage
from lib.cards.telling import tell
from lib.cards.ward_phrases import told_of
from lib.domain.statuses import RANK
from lib.situation import data
from lib.situation.situation import Situation
from lib.view.address import Offered
from lib.view.leads import leads_to
from tests.fixtures.looking import Looking

DAY = "2026-09-30"
PILOT, SCORED, NOW = "until2025-00019", "until2025-26776", "from2025-00004"
DAYS = ("2022-12-31", "2024-12-31", "2025-06-30", DAY)


def days(value: object) -> list[date]:
    return [each.day for each in pieces(value) if isinstance(each, Day) and each.day]


def body(card: Card, kind: type) -> object:
    return next(each for each in card.bodies if isinstance(each, kind))


def names(value: object, page: str = "ward") -> list[str]:
    return [each.key for each in pieces(value) if isinstance(each, Name) and each.page == page]


def scores(said: object) -> list[tuple[str, list[Day]]]:
    """Every score in a sentence with the days that follow it before the next one."""
    told: list[tuple[str, list[Day]]] = []
    for each in pieces(said):
        if isinstance(each, Number) and each.name.startswith("met_") and "_total" not in each.name:
            told.append((each.name.removeprefix("met_"), []))
        elif isinstance(each, Day) and told:
            told[-1][1].append(each)
    return told


def stated_on(seen: Situation, key: str) -> date | None:
    """The day for which the criteria met of a ward were last stated; None for an undated one."""
    day = told_of(seen, key, "criteria_day")
    return None if pd.isna(day) else day.date()


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("key", ["", PILOT, NOW, "from2025-20333"])
def test_its_cards_stand_for_wards_of_both_divisions(dataset: str, key: str) -> None:
    for day in ("2021-01-01", *DAYS):
        looking = Looking(dataset, day, ward=key)
        for card in [*looking.cards("ward"), *looking.cards("map")]:
            assert not any(str(each) in ("nan", "NaT", "None") for each in pieces(card))
            assert numbers(card) is not None


def test_a_pilot_is_told_as_the_record_has_it() -> None:
    looking = Looking("public", DAY, ward=PILOT)
    cards = {card.name: card for card in looking.cards("ward")}
    assert str(cards["headline"].title) == "Phường Điện Biên"
    assert numbers(cards["criteria"])[f"met_{PILOT}"].value == 21
    assert numbers(cards["lineage"])["successors"].value == 4
    assert numbers(cards["observations"])["observations"].value == 2
    assert isinstance(cards["headline"].bodies[0], Prose)  # it no longer exists
    assert len(names(cards["headline"].bodies)) == 4
    assert "S16" in names(cards["observations"], "sources")


def test_what_is_first_mentioned_is_not_called_begun() -> None:
    """Điện Biên was first reported as under way on 5 September 2022; no source says since when."""
    looking = Looking("public", "2022-12-31", ward=PILOT)
    from lib.cards.telling import day as told_day

    first = tell("first reported {day}", day=told_day(date(2022, 9, 5)))
    since = tell("since {day}", day=told_day(date(2022, 9, 5)))
    for make in (ward.headline, ward.ladder, ward.lineage, ward.map_card):
        said = "".join(map(str, pieces(looking.card(make))))
        assert str(first) in said
        assert str(since) not in said


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("day", DAYS)
def test_a_score_stands_with_the_day_of_its_own_report(dataset: str, day: str) -> None:
    looking = Looking(dataset, day)
    known = looking.seen.statuses_ever
    told = 0
    for key in known.index[:: max(1, len(known) // 12)]:
        here = Looking(dataset, day, ward=str(key))
        for make in (ward.map_card, ward.ladder, ward.lineage):
            card = here.card(make)
            for place in _places(card):
                for unit, after in scores(place):
                    stated = stated_on(looking.seen, unit)
                    if stated is None:
                        continue  # said to be undated
                    beside = [each.day for each in pieces(place) if isinstance(each, Day)]
                    assert stated in ([each.day for each in after] or beside), (key, unit, make)
                    told += 1
    assert told or (dataset == "public" and day == "2021-12-31")


def _places(card: Card) -> list[object]:
    """The smallest parts of a card in which a score and a day are read together."""
    parts: list[object] = []
    for each in card.bodies:
        if isinstance(each, Ladder):
            parts += [step.told for steps in each.steps for step in steps]
        elif isinstance(each, Lineage):
            parts += [kin.told for generation in each.generations for kin in generation]
        elif isinstance(each, List):
            parts += [item.told for item in each.items]
        else:
            parts.append(each)
    return parts


def test_the_recognition_of_2023_does_not_borrow_the_score_of_2024() -> None:
    looking = Looking("demo", "2024-12-31", ward=SCORED)
    own = body(looking.card(ward.map_card), Prose)
    assert days(own) == [date(2023, 12, 20), date(2024, 12, 31)]


@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_a_decision_is_named_only_where_its_number_is_stated(dataset: str) -> None:
    seen = Looking(dataset, DAY).seen
    recognised = seen.statuses_ever[seen.statuses_ever["status"] == "recognised"]
    for key in recognised.index[:: max(1, len(recognised) // 20)]:
        number = str(recognised.at[key, "decision_no"])
        own = body(Looking(dataset, DAY, ward=str(key)).card(ward.map_card), Prose)
        named = [each.words for each in pieces(own) if isinstance(each, Name)]
        assert named == ([number] if number else [])


def test_an_area_is_the_same_in_every_card() -> None:
    looking = Looking("public", DAY, ward=PILOT)
    told = area(looking.seen, PILOT)
    assert next(each.value for each in pieces(told) if isinstance(each, Number)) == 1
    place = looking.card(ward.location)
    assert numbers(place)[f"area_{PILOT}"].value == 1
    assert f"area_{PILOT}" in numbers(Card("x", Said(), bodies=(outlines(looking.seen, [PILOT]),)))


def test_a_percentage_has_its_sign() -> None:
    looking = Looking("public", DAY, ward=PILOT)
    assert "-24%" in [number.words for number in numbers(looking.card(ward.indicators)).values()]


def test_a_ward_of_today_does_not_inherit_a_title() -> None:
    looking = Looking("demo", "2025-07-15", ward=NOW)
    card = looking.card(ward.lineage)
    before = looking.seen.units.predecessors(NOW)["key"]
    assert numbers(card)["predecessors"].value == len(before) == 10
    assert numbers(card)["recognised_before"].value == 2
    graph = body(card, Lineage)
    assert isinstance(graph, Lineage)
    own = next(kin for generation in graph.generations for kin in generation if kin.own)
    assert own.chip.code == "no_report"
    assert set(before) <= set(names(graph))


def test_observations_after_the_day_are_listed_but_pale() -> None:
    table = body(Looking("public", "2022-12-31", ward=PILOT).card(ward.observations), Table)
    assert isinstance(table, Table)
    pale = [row for row in table.rows if all(getattr(cell, "look", "") == "dim" for cell in row)]
    assert (len(pale), len(table.rows)) == (1, 2)


def test_of_a_silent_ward_no_step_is_said_not_to_be_reached() -> None:
    ladder = body(Looking("public", DAY, ward="from2025-20333").card(ward.ladder), Ladder)
    assert isinstance(ladder, Ladder)
    assert {str(step.told) for steps in ladder.steps for step in steps} == {"–"}


def test_a_silent_ward_is_said_to_be_silent_once() -> None:
    looking = Looking("public", DAY, ward="until2025-00001")
    below = looking.card(ward.headline).below
    assert not [each for each in pieces(below) if isinstance(each, Chip)]
    assert str(below).endswith("no published report by 30 Sep 2026")


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("make", [ward_list.to_open, ward_list.to_compare])
def test_the_list_has_every_ward_of_the_filter_highest_step_first(
    dataset: str, make: object
) -> None:
    looking = Looking(dataset, DAY, province="from2025-48")
    card = make(looking.seen, looking.view)  # type: ignore[operator]
    table = body(card, Table)
    assert isinstance(table, Table)
    keys = [str(row[0].key) for row in table.rows if isinstance(row[0], Name)]
    assert sorted(keys) == sorted(looking.seen.statuses.index)
    assert numbers(card)["with_report"].value == len(keys)
    codes = [cell.code for row in table.rows for cell in row if isinstance(cell, Chip)]
    assert [RANK[code] for code in codes] == sorted((RANK[code] for code in codes), reverse=True)
    for row in table.rows:
        for key, own in scores(row[4]):
            stated = stated_on(looking.seen, key)
            newest = [each.day for each in pieces(row[3]) if isinstance(each, Day)]
            assert stated is None or [stated] == ([each.day for each in own] or newest)


def test_a_click_in_the_list_adds_the_ward_to_those_compared() -> None:
    looking = Looking("public", DAY, compare=(PILOT, SCORED))
    offered = Offered(data.units(), ("public",), ("observations",), frozenset())

    def leads(key: str) -> str:
        return leads_to("compare", key, looking.view, offered)

    assert f"compare={PILOT},{SCORED},{NOW}" in leads(NOW)
    assert f"compare={PILOT},{SCORED}" in leads(SCORED)
    assert leads("from2025-01").endswith("compare=from2025-01")  # a city does not fit to wards


def test_the_list_says_what_to_do_when_the_filter_leaves_nothing() -> None:
    card = Looking("demo", "2021-01-01").card(ward_list.to_open)
    assert not card.bodies
    assert card.below


def test_the_share_over_time_ends_on_the_day() -> None:
    looking = Looking("demo", DAY, ward=PILOT)
    prose = body(looking.card(ward.criteria), Prose)
    assert isinstance(prose, Prose)
    drawn = prose.paragraphs[0].parts[1]
    assert isinstance(drawn, Course)
    assert drawn.last == date(2026, 9, 30)
    assert all(0 <= share <= 1 and day <= drawn.last for day, share, _total in drawn.steps)
