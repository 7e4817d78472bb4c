"""The states of units in time: which row of the list of units holds on which day.

A unit key keeps several rows when its name, kind or extent changed inside one vintage.
Unknown days are open, bounded by the vintage and by the neighbouring states.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.io.tables import contracts

REFORM = contracts.REFORM
"""First day of the two-level division (34 provinces)."""

COMMUNE_LEVEL = contracts.COMMUNE_KINDS
PROVINCE_LEVEL = ("province", "municipality")

_DISTANT_PAST = date(1, 1, 1).toordinal()
_DISTANT_FUTURE = date(9999, 12, 31).toordinal()
_UNIX_EPOCH = date(1970, 1, 1).toordinal()


def vintage_at(day: date) -> str:
    """The division in force: ``until2025`` before 1 July 2025, ``from2025`` since."""
    return "from2025" if day >= REFORM else "until2025"


def vintage_of(key: str) -> str:
    """The vintage that a unit key belongs to."""
    return key.partition("-")[0]


class States:
    """Rows of the list of units, sorted by key and state, with the days each one holds.

    Args:
        units: Frame of the units contract.
    """

    def __init__(self, units: pd.DataFrame) -> None:
        table = units.sort_values(["unit_key", "state_no"], kind="stable").reset_index(drop=True)
        self.table = table
        self.keys: list[str] = table["unit_key"].astype(str).tolist()
        self.kind: list[str] = table["kind"].astype(str).tolist()
        self.kind_vi: list[str] = table["kind_vi"].astype(str).tolist()
        self.name: list[str] = table["name"].astype(str).tolist()
        self.province: list[str] = table["province_key"].astype(str).tolist()
        self.district: list[str] = table["district_key"].astype(str).tolist()
        self.span: dict[str, tuple[int, int]] = {}
        for row, key in enumerate(self.keys):
            first, _ = self.span.get(key, (row, row))
            self.span[key] = (first, row + 1)
        self._codes = np.unique(np.asarray(self.keys, dtype=object), return_inverse=True)[1]
        self.start, self.end = self._days()
        self._turns = np.unique(np.concatenate([self.start, self.end + 1]))

    def _days(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First and last day of each row as ordinals, with unknown days made open."""
        start = _ordinals(self.table["valid_from"])
        end = _ordinals(self.table["valid_to"])
        same = self._codes[1:] == self._codes[:-1]
        # A known day on one side of a change tells the day on the other side.
        start[1:] = np.where(same & (start[1:] < 0) & (end[:-1] >= 0), end[:-1] + 1, start[1:])
        end[:-1] = np.where(same & (end[:-1] < 0) & (start[1:] >= 0), start[1:] - 1, end[:-1])
        start = np.where(start < 0, _DISTANT_PAST, start)
        end = np.where(end < 0, _DISTANT_FUTURE, end)
        old = (self.table["vintage"].astype(str) == "until2025").to_numpy(dtype=bool)
        last_old_day = REFORM.toordinal() - 1
        end = np.where(old, np.minimum(end, last_old_day), end)
        start = np.where(old, start, np.maximum(start, last_old_day + 1))
        return start, end

    @property
    def turns(self) -> list[int]:
        """Days, as ordinals, on which other rows hold than on the day before."""
        days: list[int] = self._turns.tolist()
        return days

    def signature(self, day: date) -> int:
        """A number that is equal for days on which the same rows hold."""
        return int(np.searchsorted(self._turns, day.toordinal(), side="right"))

    def rows_at(self, day: date) -> NDArray[np.intp]:
        """Rows that hold on a day, one per unit (the later state when days are not known)."""
        moment = day.toordinal()
        rows = np.flatnonzero((self.start <= moment) & (self.end >= moment))
        codes = self._codes[rows]
        last_of_unit = np.ones(len(rows), dtype=bool)
        last_of_unit[:-1] = codes[1:] != codes[:-1]
        return rows[last_of_unit]

    def row(self, key: str, day: date | None = None) -> int:
        """Row that tells of a unit on a day; the nearest state when none holds on that day.

        Raises:
            KeyError: The unit is not in the list.
        """
        first, stop = self.span[key]
        if day is None:
            return stop - 1
        moment = day.toordinal()
        begun = [row for row in range(first, stop) if self.start[row] <= moment]
        holding = [row for row in begun if self.end[row] >= moment]
        return (holding or begun or [first])[-1]

    def exists(self, key: str, day: date) -> bool:
        """Whether a unit is in force on a day."""
        moment = day.toordinal()
        return any(
            self.start[row] <= moment <= self.end[row] for row in range(*self.span.get(key, (0, 0)))
        )

    def ends_on(self, key: str) -> int:
        """Last day on which a unit is in force, as an ordinal."""
        first, stop = self.span[key]
        return int(self.end[first:stop].max())

    def begins_after(self, key: str, day: date) -> bool:
        """Whether a unit comes into force only after a day."""
        first, stop = self.span[key]
        return bool(self.start[first:stop].min() > day.toordinal())


def _ordinals(days: pd.Series) -> NDArray[np.int64]:
    """Proleptic ordinals of a datetime column, -1 where empty."""
    values = pd.to_datetime(days).to_numpy(dtype="datetime64[D]")
    numbers = values.astype(np.int64) + _UNIX_EPOCH
    return np.where(np.isnat(values), np.int64(-1), numbers)
