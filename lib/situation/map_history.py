"""The map through time: which unit is in which class from each day on.

On every day it says what `lib.situation.classes_on_map.mapped` says of that day; a test holds
them to each other. The reform of 1 July 2025 parts two histories: no unit goes over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.domain.province_lineage import province_on
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import COMMUNE_LEVEL, REFORM, Units
from lib.situation.classes_on_map import (
    COMMUNE,
    NOT_ASSESSED,
    OF_PROVINCES,
    PROVINCE_EDGES,
    REPORTS,
    SHARES,
    SILENT,
    WARD_EDGES,
)
from lib.situation.counted import FILTERED, PREDECESSOR_ONLY
from lib.situation.country import Country
from lib.situation.courses import NONE, Courses, Flags
from lib.situation.pace_history import pace_labels
from lib.view.filter import Filter

Steps = tuple[tuple[int, str], ...]
"""Day, as an ordinal, and the class from that day on; "" for none."""
Codes = NDArray[np.object_]


@dataclass(frozen=True)
class MapHistory:
    """The classes of a map from the first day to the last.

    Attributes:
        days: Ordinals of the days on which anything changes, the first day among them.
        areas: Steps of the provinces or units drawn as areas.
        marks: Steps of those drawn as points.
        first: First day.
        last: Last day.
    """

    days: tuple[int, ...]
    areas: Mapping[str, Steps]
    marks: Mapping[str, Steps]
    first: date
    last: date


def map_history(
    country: Country, narrowed: Filter, metric: str, level: str, first: date, last: date
) -> MapHistory:
    """What the map shows on each day.

    Args:
        country: The record; its day plays no part.
        narrowed: Place (of either division), wave and status.
        metric: One of `lib.view.address.METRICS`.
        level: One of `lib.view.address.LEVELS`.
        first: First day.
        last: Last day.
    """
    areas: dict[str, Steps] = {}
    marks: dict[str, Steps] = {}
    for start, end in ((first, min(LAST_OLD_DAY, last)), (max(first, REFORM), last)):
        if start > end:
            continue
        chosen = filter_on(country.units, narrowed, end)
        if narrowed.province and not chosen.province:
            continue
        span = _Span(country, chosen, metric, level, start, end)
        stop = () if end == last else ((end.toordinal() + 1, ""),)
        for every, by_key in ((areas, span.areas()), (marks, span.marks())):
            for key, steps in by_key.items():
                every[key] = (*every.get(key, ()), *steps, *stop)
    turns = {day for steps in (*areas.values(), *marks.values()) for day, _code in steps}
    days = {first.toordinal(), *turns, *({REFORM.toordinal()} if first < REFORM <= last else ())}
    return MapHistory(tuple(sorted(days)), areas, marks, first, last)


def filter_on(units: Units, narrowed: Filter, day: date) -> Filter:
    """What narrows a view on a day of the other division, as the frame of every page fits it."""
    there = province_on(units, narrowed.province, day) if narrowed.province else None
    province = there.key if there else ""
    keeps = province and narrowed.district in units.districts(province, day).index
    district = narrowed.district if keeps else ""
    return Filter(province, district, narrowed.wave, narrowed.status)


class _Span:
    """The history within one division."""

    def __init__(
        self, country: Country, chosen: Filter, metric: str, level: str, first: date, last: date
    ) -> None:
        self.country = country
        self.metric = metric
        self.last = last
        self.after = first >= REFORM
        self.of_provinces = metric in OF_PROVINCES and not chosen.province
        self.pace = (
            pace_labels(country, first, last) if metric == "pace" and self.of_provinces else {}
        )
        extra = tuple(day for steps in self.pace.values() for day, _code in steps)
        self.seen = Courses(country, chosen, first, last, extra)
        code = chosen.province.partition("-")[2]
        own = country.layers.get(f"until2025/{code}") if code and not self.after else None
        self.as_wards = bool(own) if not self.after else bool(code) or level != "province"
        self.as_wards = self.as_wards and not self.of_provinces
        self.with_communes = bool(code) or level == "unit"
        self.narrow = bool(code)
        if own:
            self.shaped = own.keys
        elif code and self.after:
            layer = country.layers.get(f"from2025/{code}")
            self.shaped = layer.keys if layer else frozenset()
        else:
            self.shaped = country.layers.keys
        if not self.as_wards:
            self.shaped = frozenset()

    def areas(self) -> dict[str, Steps]:
        if self.as_wards:
            return self._wards()
        if self.narrow or (not self.after and not self.of_provinces):
            return {}
        return self._provinces()

    def marks(self) -> dict[str, Steps]:
        if self.of_provinces:
            return {}
        seen = self.seen
        classes = np.append(self._classes(), "")
        drawn = classes[np.where(seen.shown, seen.row, NONE)]
        kept = [key not in self.shaped for key in seen.keys]
        keys = [key for key, keep in zip(seen.keys, kept, strict=True) if keep]
        steps = _steps(keys, seen.days, drawn[np.array(kept, dtype=bool)])
        if self.narrow and not self.as_wards:
            steps |= self._silent(dict(zip(seen.keys, drawn, strict=True)))
        return steps

    def _classes(self) -> Codes:
        """Class of each state of the record."""
        table = self.seen.table
        if self.metric != "share":
            return table["status"].astype("str").to_numpy(dtype=object)
        share = table["share_met"].to_numpy(dtype="float64", na_value=np.nan)
        place = np.searchsorted(np.array(WARD_EDGES), share, side="right")
        names = np.array([*SHARES, NOT_ASSESSED], dtype=object)
        return names[np.where(np.isnan(share), len(SHARES), place)]

    def _rows_of(self, keys: list[str], every: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of some units, those without a report as `NONE`."""
        where = {key: place for place, key in enumerate(self.seen.keys)}
        rows = np.full((len(keys), len(self.seen.days)), NONE, dtype=np.int64)
        for place, key in enumerate(keys):
            if key in where:
                rows[place] = every[where[key]]
        return rows

    def _wards(self) -> dict[str, Steps]:
        """Units drawn as areas: a rung, or why there is none."""
        seen, carriers = self.seen, self.seen.units.carriers
        keys = seen.ever_in_force(COMMUNE_LEVEL if self.with_communes else carriers)
        wards = seen.in_force(keys, carriers)
        shown = self._rows_of(keys, np.where(seen.shown, seen.row, NONE))
        left_out = self._rows_of(keys, np.where(seen.left_out, seen.row, NONE)) != NONE
        classes = np.where(wards, SILENT, "").astype(object)
        before, former_left_out = self._predecessors(keys)
        classes[wards & before] = PREDECESSOR_ONLY
        classes[wards & (left_out | (before & former_left_out))] = FILTERED
        held = wards & (shown != NONE)
        classes[held] = self._classes()[shown[held]]
        if self.with_communes:
            classes[seen.in_force(keys, seen.units.others)] = COMMUNE
        return _steps(keys, seen.days, classes)

    def _silent(self, shown: Mapping[str, Codes]) -> dict[str, Steps]:
        """Wards without a report, as points; those that come to report later go on as such."""
        seen, carriers = self.seen, self.seen.units.carriers
        keys = seen.ever_in_force(carriers)
        wards = seen.in_force(keys, carriers)
        left_out = self._rows_of(keys, np.where(seen.left_out, seen.row, NONE)) != NONE
        classes = np.where(wards, np.where(left_out, FILTERED, SILENT), "").astype(object)
        for place, key in enumerate(keys):
            if key in shown:
                classes[place] = np.where(shown[key] != "", shown[key], classes[place])
        return _steps(keys, seen.days, classes)

    def _predecessors(self, keys: list[str]) -> tuple[Flags, Flags]:
        """Whether something is reported of a unit's forerunners, and whether all is left out."""
        seen, units = self.seen, self.seen.units
        where = {key: place for place, key in enumerate(seen.all_keys)}
        picked = seen.picked(seen.everywhere)
        out = (seen.everywhere != NONE) & ~picked
        inside = dict.fromkeys(seen.keys)
        reported = np.zeros((len(keys), len(seen.days)), dtype=bool)
        left = reported.copy()
        for place, key in enumerate(keys):
            for each in (*units.lineage.predecessor_keys(key), *units.lineage.ancestors(key)):
                if each in where:
                    reported[place] |= seen.told[where[each]] != NONE
            direct = [each for each in units.lineage.predecessor_keys(key) if each in inside]
            if direct and (seen.chosen.wave or seen.chosen.status):
                rows = [where[each] for each in direct]
                left[place] = out[rows].any(axis=0) & ~picked[rows].any(axis=0)
        return reported, left

    def _provinces(self) -> dict[str, Steps]:
        seen = self.seen
        keys, total, reported, recognised = seen.by_province()
        if self.metric == "pace":
            classes = np.full(reported.shape, "", dtype=object)
            for place, key in enumerate(keys):
                for day, code in self.pace.get(key, ()):
                    classes[place, seen.days >= day] = code
        elif self.metric == "province_share":
            share = recognised / np.maximum(total, 1)
            step = np.searchsorted(np.array(PROVINCE_EDGES), share, side="right")
            classes = np.array(SHARES, dtype=object)[step]
            classes[reported == 0] = SILENT
        else:
            classes = np.where(reported > 0, REPORTS, SILENT).astype(object)
        return _steps(keys, seen.days, classes)


def _steps(keys: Iterable[str], days: NDArray[np.int64], codes: Codes) -> dict[str, Steps]:
    """Only the changes; at the end of a division every unit of it is gone."""
    steps_of: dict[str, Steps] = {}
    if codes.size == 0:
        return steps_of
    numbers = pd.factorize(codes.ravel())[0].reshape(codes.shape)
    turns = np.diff(numbers, axis=1, prepend=NONE) != 0
    for key, turn, row in zip(keys, turns, codes, strict=True):
        steps = [(int(days[place]), str(row[place])) for place in np.flatnonzero(turn)]
        if steps[0][1] == "":
            steps = steps[1:]
        if steps:
            steps_of[key] = tuple(steps)
    return steps_of
