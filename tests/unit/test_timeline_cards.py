"""The cards of the timeline and the overview's curve: what they tell, as values."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from lib.cards import changes, events, rollout, targets, timeline, walk
from lib.cards.bodies import Table
from lib.cards.card import Card, numbers, pieces
from lib.cards.charts import Dots, Lines
from lib.cards.pieces import Chip, Day, Name, Number, Said
from lib.situation.timeline import timeline_of
from tests.fixtures.looking import Looking

TODAY = {"dataset": "public", "day": "2026-07-25"}
HANOI = {"dataset": "demo", "day": "2026-11-25", "province": "from2025-01"}


def chart(card: Card) -> Lines:
    (body,) = card.bodies
    assert isinstance(body, Lines)
    return body


def cells(card: Card) -> list[dict[str, object]]:
    """Rows of the table of a card by the names of its columns."""
    (body,) = card.bodies
    assert isinstance(body, Table)
    return [
        dict(zip((column.name for column in body.columns), row, strict=True)) for row in body.rows
    ]


def chips(value: object) -> list[str]:
    return [piece.code for piece in pieces(value) if isinstance(piece, Chip)]


def values(card: Card, start: str) -> set[float | None]:
    return {n.value for name, n in numbers(card).items() if name.startswith(start)}


def in_title(said: Said) -> dict[str, float | None]:
    return {piece.name: piece.value for piece in pieces(said) if isinstance(piece, Number)}


def test_headings_use_the_rebased_goal_with_the_published_one_beside_it() -> None:
    looking = Looking(**TODAY)
    for make in (timeline.headline, timeline.outlook):
        card = looking.card(make)
        told = in_title(card.title) | in_title(card.below)
        assert (told["goal_T001"], told["published_T001"]) == (697, 1800)


def test_the_heading_carries_the_recent_pace_of_one_division_to_the_target() -> None:
    # 152 counted wards, all recognised since 1 July 2025, in 512 days; 1,497 days to go.
    told = in_title(Looking("demo", "2026-11-25").card(timeline.headline).title)
    assert told["expected_T002"] == pytest.approx(152 + 152 / 512 * 1497)
    assert told["goal_T002"] == 697


def test_label_and_outlook_are_both_said_where_they_disagree() -> None:
    looking = Looking(**HANOI)
    assert chips(looking.card(timeline.outlook)) == ["lagging", "in_time"]
    said = str(looking.card(timeline.headline).title)
    assert "yet in time" in said
    assert "yet in time" not in str(Looking("demo", "2026-11-25").card(timeline.headline).title)


def test_a_missed_target_is_shown_before_the_next_one() -> None:
    looking = Looking("public", "2026-07-25", province="from2025-79")
    city = [row for row in cells(looking.card(targets.targets))
            if isinstance(row["place"], Name) and row["place"].key == "until2025-79"]  # fmt: skip
    dues = [str(row["due"]) for row in city]
    assert dues == ["2023", "2025", "2030"]
    missed = [row["value"] for row in cells(looking.card(timeline.outlook))[:2]]
    assert [set(in_title(each).values()) for each in missed if isinstance(each, Said)] == [
        {6, 19, 0},
        {24, 75, 0},
    ]


def test_an_overdue_target_asks_for_no_pace() -> None:
    card = Looking("public", "2026-07-25", province="from2025-40").card(timeline.outlook)
    assert in_title(card.title) == {}
    assert [piece.day for piece in pieces(card.title) if isinstance(piece, Day)] == [
        date(2023, 12, 31)
    ]
    assert values(card, "required_") == set()


@pytest.mark.parametrize("dataset", ["public", "demo"])
@pytest.mark.parametrize("day", ["2022-12-31", "2025-06-30", "2025-09-30", "2026-11-25"])
def test_overview_and_timeline_draw_the_same_goals_and_counts(dataset: str, day: str) -> None:
    provinces = ("", "from2025-79", "from2025-01") if day > "2025-07" else ("", "until2025-49")
    for province in provinces:
        looking = Looking(dataset, day, province=province)
        small, large = chart(looking.card(rollout.curve)), looking.card(rollout.progress).bodies[0]
        if isinstance(large, Lines):  # else nothing is counted and nothing asked for
            assert small.goals == large.goals
            assert small.series == large.series


def test_titles_of_ended_wards_are_a_band_of_their_own_and_the_sum_is_told() -> None:
    looking = Looking(**TODAY)
    card = looking.card(rollout.curve)
    solid, band, _dotted = chart(card).series
    assert (solid.kind, band.kind) == ("solid", "band")
    assert (solid.now.value, band.now.value) == (0, 10)
    assert numbers(card)["recognised"].value == 10
    for (day, exist), (_same, ended) in zip(solid.steps, band.steps, strict=True):
        assert ended == 0 if day < date(2025, 7, 1) else exist == 0
    assert [each.day for each in chart(card).breaks] == [date(2025, 7, 1)]
    assert chart(Looking("public", "2025-06-30").card(rollout.curve)).breaks == ()


def test_period_and_scale_are_those_of_the_view() -> None:
    view = Looking(**TODAY, span="near", scale="counts")
    lines = chart(view.card(rollout.progress))
    assert (lines.first, lines.last) == (date(2025, 7, 25), date(2027, 7, 25))
    assert not lines.to_goals
    (body,) = view.card(events.events).bodies
    assert isinstance(body, Dots)
    assert (body.first, body.last) == (lines.first, lines.last)


def test_a_wave_or_status_chosen_has_no_targets_and_no_forecast() -> None:
    looking = Looking("demo", "2026-11-25", wave="2024")
    for make in (rollout.curve, rollout.progress):
        lines = chart(looking.card(make))
        assert lines.goals == ()
        assert lines.outlook is None


def test_the_day_of_the_forecast_lies_between_those_of_the_ends_of_the_interval() -> None:
    looking = Looking("demo", "2026-09-30", province="from2025-48")
    card = looking.card(timeline.outlook)
    rate, low, high = (
        next(iter(values(card, f"rate_{end}_"))) or 0 for end in ("n", "low", "high")
    )
    row = next(row["value"] for row in cells(card) if "between" in str(row["value"]))
    day, early, late = (
        pd.Timestamp(piece.day) for piece in pieces(row) if isinstance(piece, Day) and piece.day
    )
    asof = pd.Timestamp("2026-09-30")
    # Days that are left stand to each other as the rates do, the other way round.
    assert (early - asof) / (day - asof) == pytest.approx(rate / high, rel=0.02)
    assert (late - asof) / (day - asof) == pytest.approx(rate / low, rel=0.02)


def test_the_table_has_both_denominators_and_keeps_notes_beside_the_label() -> None:
    rows = cells(Looking(**TODAY).card(targets.targets))
    city = next(
        row
        for row in rows
        if isinstance(row["place"], Name)
        and row["place"].key == "until2025-79"
        and str(row["due"]) == "2030"
    )
    assert [str(city[name]) for name in ("goal", "published", "rebased")] == [
        "78", "249 / 249", "78 / 78",
    ]  # fmt: skip
    assert chips(city["label"]) == ["off_track"]
    assert chips(city["notes"]) == ["late", "unchanged", "no_recent_report"]
    assert city["source"] == Name("S26,S27,S01", "S26,S27,S01", "sources")


def test_a_place_where_nothing_had_begun_has_a_stated_label() -> None:
    rows = cells(Looking("public", "2022-12-31").card(targets.targets))
    place = next(row for row in rows if str(row["place"]) == "Bà Rịa - Vũng Tàu")
    assert str(place["label"]) == "not started"


def test_days_that_stand_for_words_sort_after_and_before_all_others() -> None:
    cards = [Looking("demo", "2026-11-25", due="all"), Looking(**TODAY)]
    days = [row["expected"] for each in cards for row in cells(each.card(targets.targets))]
    told = [each for each in days if isinstance(each, Day) and each.day]
    latest = max(told, key=lambda each: each.day or date.min)
    earliest = min(told, key=lambda each: each.day or date.max)
    assert latest.words.startswith("not before")
    assert earliest.words == "reached"


def test_targets_left_out_and_provinces_without_one_are_told_with_the_reason() -> None:
    looking = Looking(**TODAY)
    assert numbers(looking.card(targets.targets))["overruled"].value == 2
    card = looking.card(targets.without_target)
    told = numbers(card)
    assert told["without"].value == 27
    reasons = [n.value or 0 for name, n in told.items() if name.startswith("without_")]
    assert sum(reasons) == 27


def test_a_date_before_any_data_says_so() -> None:
    looking = Looking("public", "2021-01-05")
    assert numbers(looking.card(rollout.progress))["later"].value == 46
    assert in_title(looking.card(timeline.headline).title) == {}


def test_empty_days_are_skipped_and_said() -> None:
    # The last change before is 1 January 2026, when the targets of 2025 were past due.
    card = Looking(**TODAY).card(walk.days)
    assert numbers(card)["empty_days"].value == 204
    days = [piece.day for piece in pieces(card.below) if isinstance(piece, Day)]
    assert days[:2] == [date(2026, 1, 1), date(2026, 7, 25)]
    past_due = numbers(Looking("public", "2026-01-01").card(walk.days))
    assert past_due["changed_past_due"].value == 7


@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_a_day_changes_what_the_overview_says_changed_since_its_eve(dataset: str) -> None:
    days = timeline_of(Looking(dataset, "2026-11-25").seen).days
    for day in days[:: max(1, len(days) // 12)]:
        eve = day - timedelta(days=1)
        here = numbers(Looking(dataset, str(day)).card(walk.days))
        told = numbers(Looking(dataset, str(day), since=eve).card(changes.changes))
        for kind in ("registered", "completed", "recognised", "slipped"):
            changed, new = here.get(f"changed_{kind}"), told.get(f"new_{kind}")
            assert (changed.value if changed else 0) == (new.value if new else 0), (day, kind)


def test_a_ward_first_mentioned_has_not_registered_that_day() -> None:
    # Điện Biên registered in 2021, says a report of September 2022.
    said = numbers(Looking("public", "2022-09-05").card(walk.days))
    assert said["first_mentioned"].value
    assert "changed_registered" not in said


def test_kind_and_scope_narrow_the_events() -> None:
    looking = Looking(**TODAY, kind=("workshop",))
    assert numbers(looking.card(events.events))["past"].value == 2
    nation, place = (
        numbers(Looking(**TODAY, scope=scope).card(events.events))
        for scope in ("national", "place")
    )
    both = numbers(Looking(**TODAY).card(events.events))
    for name in ("past", "coming"):
        assert (nation[name].value or 0) + (place[name].value or 0) == both[name].value


@pytest.mark.parametrize("dataset", ["public", "demo"])
def test_every_mark_and_bar_opens_sources(dataset: str) -> None:
    looking = Looking(dataset, "2026-07-25")
    (body,) = looking.card(events.events).bodies
    assert isinstance(body, Dots)
    keys = [dot.key for lane in body.lanes for dot in lane.dots]
    keys += [lane.key for lane in body.lanes if lane.span]
    assert len(set(keys)) == len(keys) > 10
    for key in keys:
        opened = events.opened(looking.seen, looking.view, key)
        assert numbers(opened)["sources"].value, key
    assert not numbers(events.opened(looking.seen, looking.view, ""))
