"""Everything a comparison shows, worked out once for the units chosen. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lib.cards.card import Citation
from lib.domain import chronicles
from lib.domain.chronicles import Event, Step
from lib.domain.city_comparison import SharesSideBySide, shares_side_by_side
from lib.domain.comparison import Indicator, SideBySide, indicators_compared, side_by_side
from lib.domain.selection import Selection
from lib.situation.cache import kept_beside
from lib.situation.situation import Situation
from lib.ui import ward_words


@dataclass(frozen=True)
class Compared:
    """The units chosen, and what is known of them.

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


def compared(seen: Situation, picked: Selection) -> Compared:
    """What is known of the units chosen; remembered for the situation."""
    return _compared(seen, picked.keys, picked.cities)


@kept_beside(8)
def _compared(seen: Situation, keys: tuple[str, ...], cities: bool) -> Compared:
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
        {
            key: chronicles.ladder_steps(dated, key, ward_words.status_of(seen, key), seen.day)
            for key in wards
        },
        {key: chronicles.stated_counts(dated, key, seen.day) for key in wards},
    )


def _scopes(seen: Situation, key: str) -> list[str]:
    """A city and the former provinces that went into it."""
    units = seen.units
    before = [each for each in units.predecessors(key)["key"] if units.kind(each) != "district"]
    return [key, *map(str, before)]


def citations(seen: Situation, keys: Sequence[str]) -> list[Citation]:
    """Sources of everything observed of wards up to the day."""
    rows = seen.dated[seen.dated["unit_key"].isin(list(keys))]
    rows = rows[~(rows["day"] > str(seen.day))]
    return [
        Citation(source, seen.units.full_name(key, seen.day))
        for key, source in dict.fromkeys(
            zip(rows["unit_key"].astype(str), rows["source_id"].astype(str), strict=True)
        )
    ]
