"""What changed, as a card: it adds up to the headline of both days."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lib.cards import changes, overview
from lib.cards.bodies import Columns
from lib.cards.card import Card, numbers, pieces
from lib.cards.pieces import Day, Name
from lib.situation import last_good
from tests.app.pages import ROOT, serve_other_folders
from tests.fixtures.looking import Looking


def values(card: Card) -> dict[str, float | None]:
    return {name: number.value for name, number in numbers(card).items()}


def card(dataset: str, day: str, since: str = "", **view: str) -> Card:
    start = date.fromisoformat(since) if since else None
    return Looking(dataset, day, since=start, **view).card(changes.changes)


@pytest.mark.parametrize(
    ("since", "day"),
    [
        ("2024-09-30", "2025-09-30"),
        ("2024-12-31", "2025-12-31"),
        ("2025-06-30", "2026-11-25"),
        ("2023-12-31", "2024-12-31"),
    ],
)
@pytest.mark.parametrize("place", ["", "01"])
def test_the_card_leads_from_one_headline_to_the_other(since: str, day: str, place: str) -> None:
    def look(on: str) -> Looking:
        vintage = "from2025" if on > "2025-07" else "until2025"
        return Looking("demo", on, province=place and f"{vintage}-{place}")

    before, now = (look(on).seen.counts["recognised"] for on in (since, day))
    looking = look(day)
    told = values(
        Looking("demo", day, since=date.fromisoformat(since), province=looking.view.province).card(
            changes.changes
        )
    )
    assert told["before"] == before
    assert told["recognised"] == now == values(looking.card(overview.figures))["recognised"]
    came = (told["new_recognised"] or 0) + (told["came_former"] or 0)
    assert before + came - (told["left"] or 0) - (told["new_ended"] or 0) == now


def test_a_title_that_ended_with_its_ward_is_a_line_of_its_own() -> None:
    told = values(card("demo", "2025-12-31", "2024-12-31"))
    assert told["new_ended"] == 139
    assert (told["came_former"] or 0) <= (told["new_former"] or 0)


def test_the_recognitions_of_the_record_lead_to_their_wards() -> None:
    told = card("public", "2025-06-30", "2025-01-01")
    assert values(told)["new_recognised"] == 6  # one undated, counted as of now
    (columns, *_rest) = told.bodies
    assert isinstance(columns, Columns)
    names = [piece for piece in pieces(columns) if isinstance(piece, Name)]
    assert "Ngô Mây, Kon Tum" in {name.words for name in names}
    assert {name.page for name in names if name.key.startswith("until2025")} == {"ward"}


def days(told: Card) -> list[date | None]:
    return [piece.day for piece in pieces(told.below) if isinstance(piece, Day)]


def test_a_year_before_the_newest_report_begins_what_changed_when_nothing_is_chosen() -> None:
    assert days(card("public", "2026-09-30")) == [date(2024, 6, 11), date(2026, 9, 30)]
    assert days(card("public", "2025-06-30", "2025-06-01"))[0] == date(2025, 6, 1)
    later = card("public", "2025-06-30", "2026-01-01")  # after the as-of date: the usual start
    assert days(later)[0] == date(2024, 6, 11)


def test_nothing_changed_has_a_title_and_says_what_to_do() -> None:
    told = card("public", "2021-03-01")
    assert "new_recognised" not in values(told)
    assert told.title
    assert told.bodies


def test_the_changes_follow_the_place_and_the_status_chosen() -> None:
    place = card("public", "2025-06-30", "2025-01-01", province="until2025-62")
    assert values(place)["new_recognised"] == 2
    narrowed = values(card("demo", "2026-11-25", status="registered"))
    assert narrowed["new_recognised"] == 0
    assert narrowed["new_registered"]
    assert "before" not in narrowed  # the sum is of all wards of the place


def test_former_districts_that_overlap_are_said_to() -> None:
    told = values(Looking("demo", province="from2025-01").card(overview.places))
    assert (told["rows_add_up"] or 0) > (told["in_districts"] or 0)
    before = Looking("demo", "2025-06-30", province="until2025-01").card(overview.places)
    assert "rows_add_up" not in values(before)


def test_what_changed_is_right_again_when_a_broken_list_of_units_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("demo", "2025-06-30", "2025-01-01")
    right = values(card(*asked))
    folder = shutil.copytree(ROOT / "data" / "units", tmp_path / "units")
    whole = (folder / "units.csv").read_bytes()
    (folder / "units.csv").write_bytes(b"one,two\n1,2\n")
    serve_other_folders(monkeypatch, units=folder)
    monkeypatch.setattr(last_good, "LOOK_EVERY", -1.0)
    assert values(card(*asked)) != right
    (folder / "units.csv").write_bytes(whole)
    assert values(card(*asked)) == right
