"""The wards of a place through a span of days: who stands where on each day on which that changes.

Everything is an array with a row a ward (or unit) and a column a day.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.domain.units import vintage_at
from lib.situation.cache import cached_property
from lib.situation.country import Country
from lib.view.filter import Filter

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
NONE = -1


class Courses:
    """The wards of a place that ever have a report, within one division.

    Args:
        country: The record; its day plays no part.
        chosen: What narrows it: place of the division, wave, status.
        first: First day.
        last: Last day, of the same division.
        extra: Further days to look at.

    Attributes:
        days: Ordinals of the days on which anything may change, `first` among them.
        keys: The wards.
        row: Row of `table` that holds for each ward on each day, or `NONE`.
        told: The same, also where a successor stands for the ward.
    """

    def __init__(
        self,
        country: Country,
        chosen: Filter,
        first: date,
        last: date,
        extra: tuple[int, ...] = (),
    ) -> None:
        self.units = country.units
        self.chosen = chosen
        self.table = country.courses
        keys = self.table["unit_key"].astype(str).to_numpy(dtype=object)
        # Undated states are those of before all days.
        since = self.table["since"].to_numpy(dtype="datetime64[D]").astype(np.int64) + _UNIX
        ends = country.superseded
        gone = {str(key): day.toordinal() for key, day in ends.items()}
        turns = self.units.states.turns
        every = {*since.tolist(), *gone.values(), *turns, *extra, first.toordinal()}
        self.days = np.array(
            sorted(day for day in every if first.toordinal() <= day <= last.toordinal()),
            dtype=np.int64,
        )
        starts: list[int] = (
            np.flatnonzero(np.append(True, keys[1:] != keys[:-1])).tolist() if len(keys) else []
        )
        stops = [*starts[1:], len(keys)][: len(starts)]
        self.all_keys = [str(keys[start]) for start in starts]
        self.told = np.full((len(self.all_keys), len(self.days)), NONE, dtype=np.int64)
        for place, (start, stop) in enumerate(zip(starts, stops, strict=True)):
            before = np.searchsorted(since[start:stop], self.days, side="right")
            self.told[place] = np.where(before > 0, start + before - 1, NONE)
        never = np.iinfo(np.int64).max
        ended = np.array([gone.get(key, never) for key in self.all_keys], dtype=np.int64)
        counted = np.where(self.days >= ended[:, None], NONE, self.told)
        wanted = {chosen.province, chosen.district} - {""}
        inside = np.array([wanted <= self.units.regions(key) for key in self.all_keys], dtype=bool)
        self.everywhere = counted
        self.keys = [key for key, here in zip(self.all_keys, inside, strict=True) if here]
        self.row = counted[inside]

    def column(self, name: str) -> NDArray[np.object_]:
        """A column of the states, with "" at its end for `NONE`."""
        return np.append(self.table[name].astype("str").to_numpy(dtype=object), "")

    def picked(self, rows: Places) -> Flags:
        """Which states are there and of the chosen wave and status."""
        flags: Flags = rows != NONE
        for name in ("wave", "status"):
            wanted = getattr(self.chosen, name)
            if wanted:
                flags &= self.column(name)[rows] == wanted
        return flags

    @cached_property
    def shown(self) -> Flags:
        """Which wards count on which day."""
        return self.picked(self.row)

    @cached_property
    def left_out(self) -> Flags:
        """Which wards have a report that the chosen wave or status leaves out."""
        flags: Flags = (self.row != NONE) & ~self.shown
        return flags

    def in_force(self, keys: list[str], kinds: tuple[str, ...]) -> Flags:
        """Which units of the place are in force, and of one of the kinds, on which day."""
        where = {key: place for place, key in enumerate(keys)}
        flags = np.zeros((len(keys), len(self.days)), dtype=bool)
        before: tuple[int, Flags] = (NONE, flags[:, 0])
        for place, ordinal in enumerate(self.days.tolist()):
            day = date.fromordinal(ordinal)
            signature = self.units.states.signature(day)
            if signature != before[0]:
                here = np.zeros(len(keys), dtype=bool)
                here[[where[key] for key in self._members(day, kinds) if key in where]] = True
                before = (signature, here)
            flags[:, place] = before[1]
        return flags

    def ever_in_force(self, kinds: tuple[str, ...]) -> list[str]:
        """Every unit of the place in force on some day, of one of the kinds."""
        seen: dict[str, None] = {}
        signatures: set[int] = set()
        for ordinal in self.days.tolist():
            day = date.fromordinal(ordinal)
            if (signature := self.units.states.signature(day)) not in signatures:
                signatures.add(signature)
                seen |= dict.fromkeys(map(str, self._members(day, kinds)))
        return list(seen)

    def _members(self, day: date, kinds: tuple[str, ...]) -> pd.Index:
        return self.units.members(
            day,
            province=self.chosen.province or None,
            district=self.chosen.district or None,
            kinds=kinds,
        )

    def by_province(self) -> tuple[list[str], Places, Places, Places]:
        """Provinces of the division, and by day their wards in force, with a report, recognised."""
        last = date.fromordinal(int(self.days[-1]))
        provinces = [str(key) for key in self.units.provinces(last).index]
        where = {key: place for place, key in enumerate(provinces)}
        shape = (len(provinces), len(self.days))
        total, reported, recognised = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        home = [where.get(self._home(key, last), NONE) for key in self.all_keys]
        shown = self.picked(self.everywhere)
        titled = shown & (self.column("status")[self.everywhere] == "recognised")
        for place, province in enumerate(home):
            if province != NONE:
                reported[province] += shown[place]
                recognised[province] += titled[place]
        for column, ordinal in enumerate(self.days.tolist()):
            day = date.fromordinal(ordinal)
            wards = self.units.at(day).loc[self.units.members(day), "province_key"].astype(str)
            for key, count in wards.value_counts().items():
                if key in where:
                    total[where[str(key)], column] = count
        return provinces, total, reported, recognised

    def _home(self, key: str, day: date) -> str:
        """Province of the division that a ward is counted in."""
        if vintage_at(day) == "from2025":
            return self.units.current_province(key) or ""
        kin = self.units.as_of_key(key, day) or [key]
        here = self.units.provinces_here(self.units.province_of(kin[0], day), day)
        return here[0] if here else ""


_UNIX = date(1970, 1, 1).toordinal()
