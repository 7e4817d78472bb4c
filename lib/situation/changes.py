"""What changed in what is chosen between two days (see `lib.domain.status_changes`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.domain.status_changes import a_year_before, status_changes, titles_lost_within
from lib.domain.what_changed import changes_to_show
from lib.situation.cache import kept_beside
from lib.situation.country import Country, unfiltered
from lib.situation.situation import Situation
from lib.view.view import EARLIEST


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed after a day up to the as-of date.

    Attributes:
        start: Last day before the period.
        moves: Changes of the counted status, of all steps.
        shown: Those that are told, and new targets, newest first (see
            `lib.domain.what_changed.changes_to_show`).
        lost: Units that were recognised and lost it again within the period.
    """

    start: date
    moves: pd.DataFrame
    shown: pd.DataFrame
    lost: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.shown.empty and not self.lost

    def of(self, kind: str) -> pd.DataFrame:
        """What is told of one kind."""
        return self.shown[self.shown["kind"] == kind]

    def reached(self, status: str) -> pd.DataFrame:
        """Changes of wards that reached a status."""
        return self.moves[(self.moves["kind"] != "ended") & (self.moves["to_status"] == status)]

    def entered(self, status: str) -> tuple[int, int]:
        """How many wards reached a status: those in force now, and former ones."""
        moves = self.reached(status)
        former = int(moves["former"].sum())
        return len(moves) - former, former

    def left(self, status: str) -> int:
        """How many wards have another status now."""
        moves = self.moves
        return int(((moves["kind"] != "ended") & (moves["from_status"] == status)).sum())

    def ended(self, status: str) -> int:
        """How many ended with the ward that had them."""
        moves = self.moves
        return int(((moves["kind"] == "ended") & (moves["from_status"] == status)).sum())


def usual_start(seen: Situation) -> date:
    """The same day a year before the as-of date, or before the newest report if that is older."""
    last = seen.day if seen.newest is None else min(seen.day, seen.newest.date())
    return max(a_year_before(last), EARLIEST)


def start_of(seen: Situation, since: date | None) -> date:
    """Last day before the period: the one chosen, where it lies before the as-of date."""
    return since if since and since < seen.day else usual_start(seen)


@kept_beside(8)
def changes_since(seen: Situation, start: date) -> Changes:
    """What changed in the place, wave and status chosen; worked out once.

    Args:
        seen: The situation.
        start: Last day before the period.
    """
    moves, shown, lost = _of_all(seen, start)
    units = seen.units
    wanted = {seen.province, seen.district} - {""}

    def inside(unit: str, scope: str = "") -> bool:
        if not unit:  # a target: for all wards of its place
            return not seen.is_selective and (
                not wanted or (scope in units and wanted <= units.regions(scope) | {scope})
            )
        if seen.is_selective and unit not in seen.statuses.index:
            return False
        return unit in units and wanted <= units.regions(unit)

    mine = [inside(str(unit)) for unit in moves["unit_key"]]
    is_shown = [
        inside(str(unit), str(scope))
        for unit, scope in zip(shown["unit_key"], shown["scope_key"], strict=True)
    ]
    return Changes(
        start,
        moves[np.array(mine, dtype=bool)],
        shown[np.array(is_shown, dtype=bool)].iloc[::-1].reset_index(drop=True),
        () if seen.is_selective else tuple(unit for unit in lost if inside(unit)),
    )


@kept_beside(8, beside=unfiltered)
def _of_all(seen: Country, start: date) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    moves = status_changes(seen.units, seen.dated, seen.superseded, start, seen.day)
    shown = changes_to_show(
        moves, seen.dated, seen.table("targets"), seen.table("sources"), start, seen.day
    )
    return moves, shown, titles_lost_within(seen.dated, start, seen.day)
