"""The map's film: the whole history of a metric as one value, to be played without the server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib import clock
from lib.cards import map_classes
from lib.cards.map_kinds import MapClass
from lib.cards.map_sizes import point_size
from lib.domain.pace import PACE_LABELS
from lib.domain.statuses import LADDER
from lib.domain.units import PROVINCE_LEVEL
from lib.situation.cache import kept_beside
from lib.situation.classes_on_map import (
    BEHIND,
    COMMUNE,
    NOT_ASSESSED,
    OF_PROVINCES,
    REPORTS,
    SHARES,
)
from lib.situation.counted import FILTERED, PREDECESSOR_ONLY
from lib.situation.map_history import MapHistory, map_history
from lib.situation.situation import Situation
from lib.view.view import EARLIEST
from lib.words.terms import NO_VALUE, PACE


@dataclass(frozen=True)
class Report:
    """What is said of a ward from a day on: its status, score, day with its precision, wave."""

    since: int
    status: str
    score: str
    told: tuple[str, str]
    wave: str


@dataclass(frozen=True)
class Aim:
    """A target yet to come: its due day as an ordinal, and how many of how many wards."""

    due: int
    goal: int
    wards: int


@dataclass(frozen=True)
class Film:
    """The history of a map.

    Attributes:
        history: Who is in which class on which day.
        areas: Looks of the classes of areas.
        marks: Looks of those of points.
        headline: Classes that the page's sentence counts.
        valueless: Classes of units without a value.
        reports: What is said of each ward.
        aims: Targets yet to come of the place (key "") and of each province.
    """

    history: MapHistory
    areas: Mapping[str, MapClass]
    marks: Mapping[str, MapClass]
    headline: tuple[str, ...]
    valueless: tuple[str, ...]
    reports: Mapping[str, tuple[Report, ...]]
    aims: Mapping[str, tuple[Aim, ...]]


def film(today: Situation, metric: str, level: str) -> Film:
    """The history of what the map page shows.

    Args:
        today: The dataset today, narrowed as the page is.
        metric: What colours the map.
        level: What is drawn as areas.
    """
    history = _history(today, metric, level, clock.today())
    of_provinces = not today.province and (metric in OF_PROVINCES or level == "province")
    areas = {
        code: map_classes.area(code, of_provinces=of_provinces, selective=today.is_selective)
        for code in _codes(history.areas)
    }
    size = point_size(len(history.marks))
    marks = {code: map_classes.mark(code, size) for code in _codes(history.marks)}
    drawn = {*history.areas, *history.marks}
    return Film(
        history,
        areas,
        marks,
        _headline(today, metric),
        (*NO_VALUE, *_NO_PACE, PREDECESSOR_ONLY, FILTERED, COMMUNE, REPORTS),
        _reports(today, drawn),
        _aims(today),
    )


def marks_drawn(today: Situation, metric: str, level: str) -> list[str]:
    """Keys of everything that is ever drawn as a point (see `film`), in order."""
    history = _history(today, metric, level, clock.today())
    provinces = {key for key in history.areas if today.units.kind(key) in PROVINCE_LEVEL}
    return sorted({*history.marks, *(provinces - today.layers.keys)})  # of before the reform


@kept_beside(4)
def _history(today: Situation, metric: str, level: str, last: date) -> MapHistory:
    """Kept: the same for every language, whose words a film has."""
    return map_history(today, today.narrowed, metric, level, EARLIEST, last)


def places(today: Situation, keys: list[str]) -> dict[str, tuple[float, float, str]]:
    """Latitude, longitude and name of units, those that have a place."""
    positions = {}
    for key in keys:
        where = today.position(key)
        if where:
            name = (
                today.units.province_name(key)
                if today.units.kind(key) in PROVINCE_LEVEL
                else today.units.full_name(key)
            )
            positions[key] = (*where, name)
    return positions


def _codes(tracks: Mapping[str, tuple[tuple[int, str], ...]]) -> list[str]:
    """Classes that occur, in the order of the legend."""
    return in_order({code for steps in tracks.values() for _day, code in steps} - {""})


def in_order(used: Iterable[str]) -> list[str]:
    """Classes in the order of the legend."""
    order = [*reversed(LADDER), *reversed(SHARES), NOT_ASSESSED, REPORTS, *PACE]
    rank = {code: place for place, code in enumerate(order)}
    return sorted(used, key=lambda code: (rank.get(code, len(rank)), code))


def _headline(seen: Situation, metric: str) -> tuple[str, ...]:
    if not seen.province and not seen.is_selective and metric == "province_share":
        return SHARES[1:]
    if not seen.province and not seen.is_selective and metric == "pace":
        return BEHIND
    return (*LADDER, *SHARES, NOT_ASSESSED)


def _reports(seen: Situation, keys: set[str]) -> dict[str, tuple[Report, ...]]:
    table = seen.courses
    table = table[table["unit_key"].isin(keys)]
    told = pd.to_datetime(table["status_day"])
    since = table["since"].to_numpy(dtype="datetime64[D]").astype(np.int64)
    met, total = table["criteria_met"], table["criteria_total"]
    reports: dict[str, list[Report]] = {}
    rows = zip(
        table["unit_key"], since, table["status"], met, total, told, table["precision"],
        table["wave"], strict=True,
    )  # fmt: skip
    for key, day, status, met_of, total_of, on, precision, wave in rows:
        score = "" if pd.isna(met_of) or pd.isna(total_of) else f"{int(met_of)}/{int(total_of)}"
        when = ("", "") if pd.isna(on) else (on.date().isoformat(), str(precision))
        report = Report(int(day) + _UNIX, str(status), score, when, str(wave))
        reports.setdefault(str(key), []).append(report)
    return {key: tuple(each) for key, each in reports.items()}


def _aims(today: Situation) -> dict[str, tuple[Aim, ...]]:
    """Targets with a due day after today, in wards."""
    scopes = {"": today.province or "national"}
    if not today.province:
        scopes |= {str(key): str(key) for key in today.provinces.index}
    by_place = {}
    for key, scope in scopes.items():
        wards = len(today.units.within(scope, today.day))
        aims = tuple(
            Aim(goal.due.toordinal(), goal.goal, wards)
            for goal in today.goals(scope)
            if goal.due > today.day
        )
        if aims:
            by_place[key] = aims
    return by_place


_NO_PACE = tuple(code for code in PACE if code not in PACE_LABELS)
_UNIX = date(1970, 1, 1).toordinal()
