"""The state of the programme on one day: what every page asks for, worked out once.

One object per dataset and as-of date, kept in `lib.ui.data`; parts are computed when
first asked for. No Streamlit here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from lib.domain import absences, evidence, rollout, statuses, succession, timeline
from lib.domain.progress import TargetProgress, all_progress
from lib.domain.units import REFORM, Units
from lib.io.datasets import Dataset
from lib.io.layers import Layer, Layers
from lib.ui.facts import Citation, Filter
from lib.ui.terms import STATUS

__all__ = ["Citation", "Filter", "Situation"]


T = TypeVar("T")


def _of_the_country(method: Callable[[Any], T]) -> cached_property[T]:
    """A part that no filter changes: worked out once, by the situation that is not narrowed."""
    name = method.__name__

    def get(self: Any) -> T:
        return method(self) if self.country is None else getattr(self.country, name)

    get.__doc__ = method.__doc__
    return cached_property(get)


class Situation:
    """A dataset seen at a day.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
        day: The as-of date.
        layers: Boundary layers, to say which units have no outline.
        narrowed: What narrows it: place, wave, status.
        country: The same without a filter; what no filter changes is taken from it.
    """

    def __init__(
        self,
        dataset: Dataset,
        units: Units,
        day: date,
        layers: Layers,
        narrowed: Filter | None = None,
        country: Situation | None = None,
    ) -> None:
        self.country = country
        self.narrowed = narrowed or Filter()
        self.province = self.narrowed.province
        self.district = self.narrowed.district
        self.layers = layers
        self.dataset = dataset
        self.units = units
        self.day = day

    @property
    def after_reform(self) -> bool:
        """Whether the day is after the reform of 1 July 2025."""
        return self.day >= REFORM

    def table(self, name: str) -> pd.DataFrame:
        """A table of the dataset; empty when the dataset does not have it."""
        return self.dataset.tables[name]

    @_of_the_country
    def dated(self) -> pd.DataFrame:
        """Observations of the programme with the day they count from.

        A key that is not in the list of units (say, because its file is broken) has no name,
        place or position: such rows stand on the data page and the faults, nowhere else.
        """
        table = statuses.dated(self.table("observations"), self.table("sources"))
        known = table["unit_key"].map(lambda key: key in self.units).astype(bool)
        return table if known.all() else table[known].reset_index(drop=True)

    @property
    def scope(self) -> str:
        """What it is narrowed to: a district, a province or ``national``."""
        return self.district or self.province or "national"

    @_of_the_country
    def known(self) -> pd.DataFrame:
        """Latest state of every unit with a report, ended ones included; for looking up."""
        return statuses.statuses_at(self.dated, self.day)

    @_of_the_country
    def superseded(self) -> pd.Series:
        """Since when a later unit stands for a ward that ended."""
        return succession.superseded_on(self.units, self.dated)

    @_of_the_country
    def everywhere(self) -> pd.DataFrame:
        """Latest state of the wards that count, of the whole country."""
        return succession.standing_at(self.known, self.superseded, pd.Timestamp(self.day))

    @cached_property
    def statuses(self) -> pd.DataFrame:
        """The same for what is chosen (see `lib.domain.statuses.statuses_at`)."""
        wanted = {self.province, self.district} - {""}
        inside = [wanted <= self.units.regions(key) for key in self.everywhere.index]
        table = self.everywhere.loc[np.array(inside, dtype=bool)]  # an empty list means columns
        if self.narrowed.wave:
            table = table[table["wave"] == self.narrowed.wave]
        if self.narrowed.status:
            table = table[table["status"] == self.narrowed.status]
        return table

    @_of_the_country
    def across(self) -> pd.DataFrame:
        """Wards in force with what their predecessors have."""
        return rollout.across_reform(self.units, self.known, self.day)

    @_of_the_country
    def provinces(self) -> pd.DataFrame:
        """Totals per province in force on the day."""
        return rollout.by_province(self.units, self.everywhere, self.day)

    @cached_property
    def districts(self) -> pd.DataFrame:
        """Totals per district (former, after the reform) of the chosen province."""
        return rollout.by_district(self.units, self.everywhere, self.day, self.province)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Wards per status."""
        return rollout.ladder_counts(self.statuses)

    @cached_property
    def newest(self) -> pd.Timestamp | None:
        """Day of the newest observation not after the day."""
        days = self.dated["day"].dropna()
        days = days[days <= pd.Timestamp(self.day)]
        return days.max() if len(days) else None

    @cached_property
    def wards_in_force(self) -> int:
        """Wards that exist on the day: the re-based denominator."""
        return len(self.members())

    def members(self, kinds: tuple[str, ...] | None = ("ward",)) -> pd.Index:
        """Units in force in the place chosen."""
        return self.units.members(
            self.day, province=self.province or None, district=self.district or None, kinds=kinds
        )

    @_of_the_country
    def conflicts(self) -> pd.DataFrame:
        """Figures on which sources differ."""
        return evidence.conflicts(
            self.table("counts"), self.table("targets"), self.table("sources")
        )

    @_of_the_country
    def _positions(self) -> np.ndarray:
        return self.units.states.table[["lat", "lon"]].to_numpy(dtype="float64")

    def position(self, key: str) -> tuple[float, float] | None:
        """Latitude and longitude of a unit; None when not known."""
        row = self.units.states.row(key, self.day)
        lat, lon = self._positions[row]
        return None if math.isnan(lat) or math.isnan(lon) else (float(lat), float(lon))

    @cached_property
    def held(self) -> pd.DataFrame:
        """Wards that hold the two highest steps, day by day (see `lib.domain.timeline.held`)."""
        found = self.dated
        wanted = {self.province, self.district} - {""}
        if wanted:
            mine = [wanted <= self.units.regions(key) for key in found["unit_key"]]
            found = found[np.array(mine, dtype=bool)]
        if self.narrowed.wave or self.narrowed.status:
            found = found[found["unit_key"].isin(self.statuses.index)]
        return timeline.held(found, self.superseded, self.day)

    @cached_property
    def unknown(self) -> dict[str, int]:
        """Units without a value, by kind.

        A ward of today is without a report when nothing is said of it, nor of the wards it
        was made of; reports of wards that have ended are looked at for their criteria too.
        """
        coming = [] if self.after_reform or self.province else list(self.units.members(REFORM))
        keys = [*self.members(kinds=None), *coming]
        counts = absences.no_value_counts(
            self.units,
            self.statuses,
            self.day,
            self.layers.keys,
            self.table("assessments"),
            keys=keys,
        )
        ended = [key for key in self.statuses.index if not self.units.exists(key, self.day)]
        counts["not_assessed"] += int(self.statuses.loc[ended, "criteria_met"].isna().sum())
        silent = self.across[self.across["status"] == ""]
        before = silent["best_predecessor_status"].reindex(self.members()).fillna("")
        counts["no_report"] -= int((before != "").sum())
        return counts

    def progress(self, scope: str) -> list[TargetProgress]:
        """Where a scope stands to each of its dated targets that comes to a number of wards.

        A province of today also has the targets of the provinces that went into it; each
        keeps its own scope.
        """
        scopes = {each.scope_key for each in self._all_progress}
        wanted = rollout.target_scopes(self.units, scopes, scope, self.day)
        return [each for each in self._all_progress if each.scope_key in wanted]

    @_of_the_country
    def _all_progress(self) -> list[TargetProgress]:
        """Every counted target with a number of wards and a date, in the order of the table."""
        found = all_progress(self.table("targets"), self.units, self.everywhere, self.day)
        return [each for each in found if each.goal is not None and each.due is not None]

    @_of_the_country
    def next_targets(self) -> dict[str, TargetProgress]:
        """For each province the target due next (else the last one due)."""
        chosen = {}
        for key in self.provinces.index:
            found = sorted(self.progress(str(key)), key=lambda each: each.due or date.max)
            ahead = [each for each in found if each.due and each.due >= self.day]
            if found:
                chosen[str(key)] = ahead[0] if ahead else found[-1]
        return chosen

    def pace_label(self, province: str) -> str:
        """Pace label of a province; ``no_target`` without a dated target."""
        found = self.next_targets.get(province)
        if found is None:
            return "no_target"
        return found.assessment.label or "too_few_points"

    @property
    def own_outlines(self) -> Layer | None:
        """The office's own outlines of before the reform for the chosen province, if any."""
        if self.after_reform or not self.province:
            return None
        return self.layers.get(f"until2025/{self.province.split('-')[1]}")

    @cached_property
    def without_outline(self) -> int:
        """Wards in force in the place that no layer has a shape for."""
        shapes = self.layers.keys
        return sum(key not in shapes for key in self.members())

    @cached_property
    def agenda(self) -> pd.DataFrame:
        """Coming events and due targets of the nation and of the place chosen."""
        table = rollout.next_milestones(
            self.table("milestones"),
            self.table("targets"),
            self.day,
            len(self.table("targets")) + 999,
        )
        if not self.province:
            return table
        mine = [
            key == "national" or (key in self.units and self.province in self.units.regions(key))
            for key in table["scope_key"].astype(str)
        ]
        return table[np.array(mine, dtype=bool)]

    def cited(self, keys: Sequence[str]) -> list[Citation]:
        """The sources of the statuses of wards, and what each says."""
        found = []
        for key in keys:
            row = self.known.loc[key]
            words = f"{self.units.full_name(key, self.day)}: {STATUS[str(row['status'])].words}"
            found.append(Citation(str(row["source_id"]), words))
        return found
