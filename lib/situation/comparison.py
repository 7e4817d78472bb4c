"""Everything a comparison shows, worked out once for the units chosen."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lib.domain import chronicles
from lib.domain.chronicles import Event, Step
from lib.domain.city_comparison import SharesSideBySide, shares_side_by_side
from lib.domain.comparison import Indicator, SideBySide, indicators_compared, side_by_side
from lib.domain.rows import row_by_key
from lib.domain.selection import Selection, selection
from lib.domain.units import PROVINCE_LEVEL
from lib.situation.cache import kept_beside
from lib.situation.country import unfiltered
from lib.situation.situation import Situation


@dataclass(frozen=True)
class Compared:
    """The units chosen, and what is told of them.

    Attributes:
        keys: Columns.
        cities: Whether they are cities.
        criteria: Criteria of wards (of none when they are cities).
        shares: Shares of wards by criterion, of cities (of none when they are wards).
        indicators: Indicators over the same period.
        events: Events by column, oldest first.
        steps: Steps of the ladder by ward, highest first.
        counts: Criteria met over time by ward.
    """

    keys: tuple[str, ...]
    cities: bool
    criteria: SideBySide
    shares: SharesSideBySide
    indicators: list[Indicator]
    events: dict[str, list[Event]]
    steps: dict[str, list[Step]]
    counts: dict[str, pd.DataFrame]

    @property
    def assessed(self) -> SideBySide | SharesSideBySide:
        """Criteria of the wards, or shares of the cities."""
        return self.shares if self.cities else self.criteria

    @property
    def differing(self) -> list[int]:
        """Numbers of the criteria in which the columns differ."""
        differs = self.assessed.differs
        return [int(number) for number in differs.index[differs.astype(bool)]]

    @property
    def left_out(self) -> list[tuple[str, int]]:
        """Set and number of the criteria that no crosswalk makes comparable."""
        rows = self.assessed.left_out[["set_id", "criterion_no"]].drop_duplicates()
        return [(str(name), int(number)) for name, number in rows.itertuples(index=False)]

    @property
    def shared_indicators(self) -> list[Indicator]:
        """Indicators that two or more columns have."""
        return [each for each in self.indicators if len(each.values) > 1]


@kept_beside(16, beside=unfiltered)
def picked(seen: Situation, asked: tuple[str, ...]) -> Selection:
    """What was asked for, sorted out for the day."""
    return selection(seen.units, asked, seen.day)


@kept_beside(8, beside=unfiltered)
def compared(seen: Situation, keys: tuple[str, ...]) -> Compared:
    """What is told of units of one level; kept with the situation."""
    cities = bool(keys) and seen.units.kind(keys[0]) in PROVINCE_LEVEL
    assessments, crosswalk = seen.table("assessments"), seen.table("crosswalk")
    scopes = {key: _scopes(seen, key) if cities else [key] for key in keys}
    milestones = seen.table("milestones")
    wards = () if cities else keys
    dated = seen.dated[seen.dated["unit_key"].isin(wards)]
    return Compared(
        keys,
        cities,
        side_by_side(assessments, crosswalk, wards, seen.day),
        shares_side_by_side(
            assessments,
            crosswalk,
            {key: list(seen.units.within(key, seen.day)) for key in keys if cities},
            seen.day,
        ),
        indicators_compared(seen.table("indicators"), scopes, seen.day),
        {
            key: chronicles.scope_events(milestones, scopes[key], seen.day)
            if cities
            else chronicles.ward_events(dated, milestones, key, seen.day)
            for key in keys
        },
        {key: chronicles.ladder_steps(dated, key, _status(seen, key), seen.day) for key in wards},
        {key: chronicles.stated_counts(dated, key, seen.day) for key in wards},
    )


def _status(seen: Situation, key: str) -> str:
    return (
        str(row_by_key(seen.statuses_ever, key)["status"])
        if key in seen.statuses_ever.index
        else ""
    )


def _scopes(seen: Situation, key: str) -> list[str]:
    """A city and the former provinces that went into it."""
    units = seen.units
    before = [each for each in units.predecessors(key)["key"] if units.kind(each) != "district"]
    return [key, *map(str, before)]
