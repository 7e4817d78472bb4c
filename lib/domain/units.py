"""Administrative units of both vintages: names, places in the hierarchy, and lineage."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from lib.domain.lineage import Lineage
from lib.domain.names import sort_key
from lib.domain.states import (
    COMMUNE_LEVEL,
    PROVINCE_LEVEL,
    REFORM,
    States,
    vintage_at,
    vintage_of,
)
from lib.domain.territories import LAST_OLD_DAY, Territories
from lib.io.tables.contracts import CARRIERS

__all__ = [
    "COMMUNE_LEVEL",
    "PROVINCE_LEVEL",
    "REFORM",
    "Kinds",
    "Units",
    "vintage_at",
    "vintage_of",
]

_COLUMNS = ["kind", "kind_vi", "name", "province_key", "district_key", "lat", "lon", "area_km2"]
_KEPT_FRAMES = 64
Kinds = tuple[str, ...] | Literal["carriers"] | None
"""Kinds of commune-level unit: some, those that carry the title, or (None) all."""
_KEPT_SCOPES = 1000


class Units:
    """The list of units, built once per process and only read afterwards.

    Args:
        units: Frame of the units contract (one row per state of a unit).
        lineage: Frame of the lineage contract.
    """

    def __init__(self, units: pd.DataFrame, lineage: pd.DataFrame) -> None:
        self.states = States(units)
        self.lineage = Lineage(lineage)
        self.territories = Territories(self.states, self.lineage)
        self._within: dict[tuple[str, int, tuple[str, ...] | None], pd.Index] = {}
        self._frames: dict[tuple[str, int], pd.DataFrame] = {}
        self.carriers: tuple[str, ...] = CARRIERS
        """Kinds of unit that carry the title."""

    def carrying(self, kinds: tuple[str, ...]) -> Units:
        """The same units, with other kinds of them that carry the title of a programme."""
        if kinds == self.carriers:
            return self
        other = copy(self)  # tables, names and places are shared
        other.carriers = kinds
        return other

    @property
    def others(self) -> tuple[str, ...]:
        """Kinds of commune-level unit that the programme does not reach."""
        return tuple(kind for kind in COMMUNE_LEVEL if kind not in self.carriers)

    def __contains__(self, key: object) -> bool:
        return key in self.states.span

    # Names

    def name(self, key: str, day: date | None = None) -> str:
        """Kind and name, "Phường Tân Chánh Hiệp"; of the latest state without a day."""
        row = self.states.row(key, day)
        return f"{self.states.kind_vi[row]} {self.states.name[row]}".strip()

    def bare_name(self, key: str, day: date | None = None) -> str:
        """Name without the kind, "Tân Chánh Hiệp"."""
        return self.states.name[self.states.row(key, day)]

    def full_name(self, key: str, day: date | None = None) -> str:
        """Name with what it lies in: "Phường Tân Chánh Hiệp, Quận 12, TP. Hồ Chí Minh"."""
        row = self.states.row(key, day)
        if self.states.kind[row] in PROVINCE_LEVEL:
            return self._province_label(row)
        parts = [self.name(key, day)]
        district = self.states.district[row]
        if district in self and district != key:
            parts.append(self.name(district, day))
        if self.states.province[row] in self:
            parts.append(self._province_label(self.states.row(self.states.province[row], day)))
        return ", ".join(parts)

    def province_name(self, key: str, day: date | None = None) -> str:
        """Province of a unit (or the province itself): "TP. Hồ Chí Minh", "Nghệ An"."""
        province = self.states.province[self.states.row(key, day)]
        return self._province_label(self.states.row(province if province in self else key, day))

    def _province_label(self, row: int) -> str:
        return (
            f"TP. {self.states.name[row]}"
            if self.states.kind[row] == "municipality"
            else self.states.name[row]
        )

    # Places in the hierarchy

    def kind(self, key: str, day: date | None = None) -> str:
        """Kind of a unit, one of the contract's kinds."""
        return self.states.kind[self.states.row(key, day)]

    def province_of(self, key: str, day: date | None = None) -> str:
        """Province key in the unit's own vintage."""
        return self.states.province[self.states.row(key, day)]

    def district_of(self, key: str, day: date | None = None) -> str:
        """District key; "" for provinces and for units of today, which have none."""
        row = self.states.row(key, day)
        return key if self.states.kind[row] == "district" else self.states.district[row]

    def exists(self, key: str, day: date) -> bool:
        """Whether the unit is in force on a day; False for an unknown key."""
        return self.states.exists(key, day)

    def at(self, day: date) -> pd.DataFrame:
        """Commune-level units in force on a day, one row each.

        Returns:
            Index unit_key; columns kind, kind_vi, name, province_key, district_key, lat,
            lon, area_km2.
        """
        return self._frame("commune level", COMMUNE_LEVEL, day)

    def provinces(self, day: date) -> pd.DataFrame:
        """Provinces and municipalities in force on a day, in Vietnamese order.

        Returns:
            Index unit_key; columns as in `at` and label ("TP. Hồ Chí Minh").
        """
        return self._frame("provinces", PROVINCE_LEVEL, day)

    def districts(self, province_key: str, day: date) -> pd.DataFrame:
        """Districts of a province; since the reform, former districts that reach into it.

        Args:
            province_key: Province of either vintage; it is translated to the one of the day.
            day: The day that decides the vintage.

        Returns:
            Index unit_key; columns as in `at` and label ("Quận 12"), in Vietnamese order.
        """
        here = self.provinces_here(province_key, day)
        if vintage_at(day) == "until2025":
            frame = self._frame("districts", ("district",), day)
            return frame[frame["province_key"].isin(here)]
        frame = self._frame("districts", ("district",), LAST_OLD_DAY)
        reaching = set().union(*map(self.territories.former_districts, here))
        return frame[frame.index.isin(reaching)]

    def members(
        self,
        day: date,
        *,
        province: str | None = None,
        district: str | None = None,
        kinds: Kinds = "carriers",
    ) -> pd.Index:
        """Keys of commune-level units in force on a day inside a province or district.

        Since the reform a former district is the set of units that have a predecessor in
        it, so that one unit can belong to two districts.

        Args:
            day: The day that decides vintage and existence.
            province: Province of either vintage; translated to the one of the day.
            district: District key.
            kinds: Kinds wanted; by default those that carry the title, None for all.
        """
        frame = self._frame("commune level", COMMUNE_LEVEL, day)
        inside = np.ones(len(frame), dtype=bool)
        if kinds is not None:
            wanted = self.carriers if kinds == "carriers" else kinds
            inside &= frame["kind"].isin(list(wanted)).to_numpy()
        if province is not None:
            here = self.provinces_here(province, day)
            inside &= frame["province_key"].isin(here).to_numpy()
        if district is not None and vintage_at(day) == "until2025":
            inside &= (frame["district_key"] == district).to_numpy()
        elif district is not None:
            inside &= frame.index.isin(self.territories.current_units(district))
        return frame.index[inside]

    def within(self, scope: str, day: date, kinds: Kinds = "carriers") -> pd.Index:
        """Keys of commune-level units in force on a day on the ground of a scope.

        Unlike in `members`, a former province is not taken for the larger one of today: it
        is the set of units that have a predecessor in it.

        Args:
            scope: ``national``, or a province, district or commune-level unit of either vintage.
            day: The day that decides vintage and existence.
            kinds: Kinds wanted; by default those that carry the title, None for all.
        """
        wanted = self.carriers if kinds == "carriers" else kinds  # views share what is kept
        asked = (scope, self.states.signature(day), wanted)
        if asked not in self._within:
            if len(self._within) >= _KEPT_SCOPES:
                self._within.pop(next(iter(self._within)), None)
            self._within[asked] = self._inside(scope, day, wanted)
        return self._within[asked]

    def _inside(self, scope: str, day: date, kinds: tuple[str, ...] | None) -> pd.Index:
        everywhere = self.members(day, kinds=kinds)
        if scope == "national":
            return everywhere
        if scope in self and self.kind(scope) in COMMUNE_LEVEL:
            return everywhere[everywhere.isin(self.as_of_key(scope, day))]
        if vintage_at(day) == "from2025":
            return everywhere[everywhere.isin(self.territories.current_units(scope))]
        frame = self._frame("commune level", COMMUNE_LEVEL, day).loc[everywhere]
        here = self.provinces_here(scope, day)
        return everywhere[
            frame["province_key"].isin(here).to_numpy()
            | (frame["district_key"] == scope).to_numpy()
        ]

    def regions(self, key: str) -> frozenset[str]:
        """Every province and district a unit belongs or belonged to; see `Territories`."""
        return self.territories.regions(key)

    def provinces_here(self, province: str, day: date) -> tuple[str, ...]:
        """A province of either vintage as the province or provinces of the day's vintage."""
        return self.territories.provinces_here(province, day)

    def current_province(self, key: str) -> str | None:
        """Province of today for any unit; None when the record does not say."""
        return self.territories.current_province(key)

    # Lineage

    def successors(self, key: str) -> pd.DataFrame:
        """Direct successors with what is known of each step (see `Lineage.successors`)."""
        return self.lineage.successors(key)

    def predecessors(self, key: str) -> pd.DataFrame:
        """Direct predecessors with what is known of each step (see `Lineage.predecessors`)."""
        return self.lineage.predecessors(key)

    def default_successor(self, key: str) -> str | None:
        """The main successor of a unit."""
        return self.lineage.default_successor(key)

    def as_of_key(self, key: str, day: date) -> list[str]:
        """Keys that stand for a unit on a day: itself, else its successors or predecessors.

        A district that has ended stands for the units that have a predecessor in it. Empty
        when the record knows of none.
        """
        if self.exists(key, day) or key not in self:
            return [key] if key in self else []
        if self.kind(key) in PROVINCE_LEVEL:
            return [each for each in self.provinces_here(key, day) if self.exists(each, day)]
        if self.kind(key) == "district":
            return list(self.members(day, district=key, kinds=None))
        later = self.states.begins_after(key, day)
        line = self.lineage.ancestors(key) if later else self.lineage.descendants(key)
        return [each for each in line if self.exists(each, day)]

    def _frame(self, level: str, kinds: tuple[str, ...], day: date) -> pd.DataFrame:
        signature = (level, self.states.signature(day))
        if signature not in self._frames:
            rows = [row for row in self.states.rows_at(day) if self.states.kind[row] in kinds]
            frame = self.states.table.iloc[rows][_COLUMNS].copy()
            frame.index = pd.Index([self.states.keys[row] for row in rows], name="unit_key")
            if level == "provinces":
                frame["label"] = [self._province_label(row) for row in rows]
            elif level == "districts":
                frame["label"] = (frame["kind_vi"].astype(str) + " " + frame["name"]).str.strip()
            if level != "commune level":
                order = sorted(
                    range(len(rows)), key=lambda place: sort_key(self.states.name[rows[place]])
                )
                frame = frame.iloc[order]
            if len(self._frames) >= _KEPT_FRAMES:
                self._frames.pop(next(iter(self._frames)), None)
            self._frames[signature] = frame
        # A shallow copy: pandas copies on write, so nobody can change the kept frame.
        return self._frames[signature].copy(deep=False)
