"""Pace labels of the provinces through time.

A label changes when the record, the targets or the wards in force do, and in between only
because days pass. So the record is looked at on the days on which it changes, and the label is
taken anew for every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from lib.domain.pace import Reading, label
from lib.situation.cache import kept_beside
from lib.situation.country import Country


@kept_beside(4)
def pace_labels(
    country: Country, first: date, last: date
) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """The label of every province from each day on (see `Country.pace_label`).

    Args:
        country: The record; its day plays no part.
        first: First day.
        last: Last day, of the same division.
    """
    labels: dict[str, list[tuple[int, str]]] = {}
    starts = [*_turns(country, first, last), last + timedelta(days=1)]
    for start, stop in pairwise(starts):
        seen = _OnDay(country, start)
        for province in map(str, seen.units.provinces(start).index):
            steps = labels.setdefault(province, [])
            target = seen.next_targets.get(province)
            for passed in range((stop - start).days if target else 1):
                day = start + timedelta(days=passed)
                code = seen.pace_label(province)
                if target is not None and target.goal is not None and target.due is not None:
                    now = Reading(target.now.value, day)
                    aim = Reading(target.goal, target.due)
                    code = label(target.base, now, aim, day) or "no_pace"
                if not steps or steps[-1][1] != code:
                    steps.append((day.toordinal(), code))
    return {province: tuple(steps) for province, steps in labels.items()}


class _OnDay(Country):
    """The country on a day, with the statuses taken from the courses of the wards."""

    def __init__(self, country: Country, day: date) -> None:
        super().__init__(country.dataset, country.units, day, country.layers, country)
        self.country = None
        courses = country.courses
        latest = courses[courses["since"] <= pd.Timestamp(day)]
        latest = latest.drop_duplicates("unit_key", keep="last").set_index("unit_key")
        self.__dict__["statuses_ever"] = latest.drop(columns="since")


def _turns(country: Country, first: date, last: date) -> list[date]:
    """Days on which something else than the passing of days can change a label."""
    due = pd.to_datetime(country.table("targets")["target_date"]).dropna()
    stamps = pd.concat(
        [
            country.courses["since"],
            pd.Series(country.superseded.to_numpy()),
            due,
            due + timedelta(days=1),
            pd.to_datetime(country.table("sources")["published_on"]),
        ],
        ignore_index=True,
    ).dropna()
    days = {stamp.date() for stamp in stamps.unique()}
    days |= {date.fromordinal(turn) for turn in country.units.states.turns if turn < _FAR}
    return sorted({first, *(day for day in days if first <= day <= last)})


_FAR = date(9999, 1, 1).toordinal()
