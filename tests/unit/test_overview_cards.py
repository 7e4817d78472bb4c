"""The overview as values: the same wards on every card, whatever narrows the view."""

from __future__ import annotations

from typing import Any

import pytest

from lib.cards import map as maps
from lib.cards import not_known, overview
from lib.cards.bodies import Prose
from lib.cards.card import Card, numbers, pieces
from lib.cards.contents import Make
from lib.cards.pieces import Chip, Name
from lib.domain.statuses import LADDER
from lib.words.terms import NO_VALUE
from tests.fixtures.looking import Looking

DAY, BEFORE = "2026-07-25", "2025-06-30"


def values(card: Card) -> dict[str, float | None]:
    return {name: number.value for name, number in numbers(card).items()}


def told(make: Make, dataset: str, day: str, **view: Any) -> dict[str, float | None]:
    return values(Looking(dataset, day, **view).card(make))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_figures_count_the_44_wards_of_the_record(lang: str) -> None:
    shown = told(overview.figures, "public", DAY, lang=lang)
    assert [shown[code] for code in reversed(LADDER[1:])] == [10, 4, 24, 6]
    assert told(overview.headline, "public", DAY, lang=lang)["recognised"] == 10


def test_at_the_end_of_2022_none_was_recognised_and_three_were_complete() -> None:
    shown = told(overview.figures, "public", "2022-12-31")
    assert (shown["recognised"], shown["reported_complete"]) == (0, 3)
    assert told(overview.headline, "public", "2022-12-31")["reported_complete"] == 3


def test_units_and_denominators_are_those_of_the_date() -> None:
    after, before = (told(overview.figures, "public", day) for day in (DAY, BEFORE))
    assert (after["wards"], after["places"]) == (697, 34)
    assert before["places"] == 63
    assert before["wards"] not in (697, 687)


def test_every_kind_of_not_known_is_counted() -> None:
    assert {*told(not_known.unknowns, "public", DAY)} >= {*NO_VALUE}


def test_a_wave_narrows_the_figures_the_districts_and_the_map_alike() -> None:
    view = {"province": "until2025-79", "wave": "pilot-2023"}
    seen = Looking("demo", BEFORE, **view).seen
    of_wave = seen.statuses_ever[seen.statuses_ever["wave"] == "pilot-2023"]
    here = [key for key in of_wave.index if "until2025-79" in seen.units.regions(key)]
    recognised = int((of_wave.loc[here, "status"] == "recognised").sum())
    homes = {seen.units.district_of(key, seen.day) for key in here}
    silent = 210 - len(here) - len(seen.left_out)
    assert 0 < recognised < len(here) < len(seen.left_out)
    figures = told(overview.figures, "demo", BEFORE, **view)
    assert (figures["recognised"], figures["with_reports"]) == (recognised, len(homes))
    assert told(overview.places, "demo", BEFORE, **view)["leading"] == recognised
    drawn = told(maps.reports, "demo", BEFORE, **view)
    assert (drawn["marks_filtered"], drawn["marks_no_report"]) == (len(seen.left_out), silent)
    unknown = told(not_known.unknowns, "demo", BEFORE, **view)
    assert (unknown["no_report"], unknown["wards"]) == (silent, 210)


def test_a_filter_that_nothing_fits_is_not_told_as_a_missing_report() -> None:
    nothing = {"province": "from2025-01", "status": "recognised", "wave": "pilot-2021"}
    empty, unreported = Looking("public", DAY, **nothing), Looking("public", "2021-01-02")
    headlines = [str(look.card(overview.headline).title) for look in (empty, unreported)]
    assert headlines[0].rpartition(": ")[2].casefold() != headlines[1].casefold()
    (fits, none) = (look.card(overview.places).bodies[0] for look in (empty, unreported))
    assert isinstance(fits, Prose)
    assert isinstance(none, Prose)
    assert fits.look == none.look == "empty"
    assert fits != none


def test_the_table_of_districts_holds_the_chosen_one_alone() -> None:
    view = {"province": "from2025-79", "district": "until2025-761"}
    figures = told(overview.figures, "public", DAY, **view)
    assert (figures["with_reports"], figures["places"]) == (1, 1)


@pytest.mark.parametrize(("day", "mark"), [(DAY, True), (BEFORE, False)])
def test_a_merged_province_is_marked_as_former_after_the_reform(day: str, mark: bool) -> None:
    card = Looking("public", day).card(overview.milestones)
    names = {piece.words for piece in pieces(card) if isinstance(piece, Name)}
    assert ("TP. Hồ Chí Minh (former)" in names) == mark
    assert "Nghệ An (former)" not in names  # the reform left it as it was


def test_targets_of_former_provinces_alone_are_told_apart_from_none() -> None:
    card = Looking("public", DAY).card(overview.places)
    chips = {piece.code for piece in pieces(card) if isinstance(piece, Chip)}
    assert "former_target" in chips
