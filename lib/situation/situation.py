"""The state of the programme on one day: what every page asks for, worked out once.

One object per dataset and as-of date, kept in `lib.situation.data`; parts are computed when
first asked for. No Streamlit here.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from lib.domain import absences, rollout, timeline
from lib.domain.titles_over_time import titles_over_time
from lib.domain.units import REFORM, Kinds, Units
from lib.domain.unnamed_counts import UnnamedCount
from lib.io.geo.layers import Layer, Layers
from lib.io.store.datasets import Dataset
from lib.situation.all_days import Record
from lib.situation.cache import cached_property
from lib.situation.country import Country
from lib.view.filter import Filter


class Situation(Country):
    """A dataset seen at a day, narrowed to what is chosen.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
        day: The as-of date.
        layers: Boundary layers, to say which units have no outline.
        narrowed: What narrows it: place, wave, status.
        country: The same without a filter; what no filter changes is taken from it.
        record: What the dataset says whatever the day, shared by all days.
    """

    def __init__(
        self,
        dataset: Dataset,
        units: Units,
        day: date,
        layers: Layers,
        narrowed: Filter | None = None,
        country: Situation | None = None,
        record: Record | None = None,
    ) -> None:
        super().__init__(dataset, units, day, layers, country, record)
        self.narrowed = narrowed or Filter()
        self.province = self.narrowed.province
        self.district = self.narrowed.district

    @property
    def scope(self) -> str:
        """What it is narrowed to: a district, a province or ``national``."""
        return self.district or self.province or "national"

    @cached_property
    def _in_place(self) -> pd.DataFrame:
        wanted = {self.province, self.district} - {""}
        inside = [wanted <= self.units.regions(key) for key in self.statuses_standing.index]
        return self.statuses_standing.loc[
            np.array(inside, dtype=bool)
        ]  # an empty list means columns

    @property
    def is_selective(self) -> bool:
        """Whether a wave or a status is chosen, so that some wards with a report are left out."""
        return bool(self.narrowed.wave or self.narrowed.status)

    def _selected(self, table: pd.DataFrame) -> pd.DataFrame:
        """The wards of the chosen wave and status."""
        if self.narrowed.wave:
            table = table[table["wave"] == self.narrowed.wave]
        if self.narrowed.status:
            table = table[table["status"] == self.narrowed.status]
        return table

    @cached_property
    def statuses(self) -> pd.DataFrame:
        """The same for what is chosen (see `lib.domain.statuses.statuses_at`)."""
        return self._selected(self._in_place)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Wards of the place with a report that the chosen wave or status leaves out."""
        return frozenset(self._in_place.index.difference(self.statuses.index))

    @cached_property
    def selected_provinces(self) -> pd.DataFrame:
        """Totals per province of the chosen wave and status (see `rollout.by_province`)."""
        if not self.is_selective:
            return self.provinces
        return rollout.by_province(self.units, self._selected(self.statuses_standing), self.day)

    @cached_property
    def districts(self) -> pd.DataFrame:
        """Totals per district (former, after the reform) of the place, wave and status chosen."""
        chosen = self._selected(self.statuses_standing)
        table = rollout.by_district(self.units, chosen, self.day, self.province)
        return table.loc[[self.district]] if self.district in table.index else table

    @cached_property
    def counts(self) -> dict[str, int]:
        """Wards per status."""
        return rollout.ladder_counts(self.statuses)

    @cached_property
    def newest(self) -> pd.Timestamp | None:
        """Newest day that the reports of the place speak of."""
        newest = self.statuses["last_report"].max()
        return None if pd.isna(newest) else newest

    @cached_property
    def sources_known(self) -> int:
        """Sources published by the day; in a place, those that speak of its wards."""
        if self.province:
            return len({source for each in self._in_place["sources"] for source in each})
        published = self.table("sources")["published_on"]
        return int((~(published > pd.Timestamp(self.day))).sum())

    @cached_property
    def wards_in_force(self) -> int:
        """Wards that exist on the day: the re-based denominator."""
        return len(self.members())

    def members(self, kinds: Kinds = "carriers") -> pd.Index:
        """Units in force in the place chosen."""
        return self.units.members(
            self.day, province=self.province or None, district=self.district or None, kinds=kinds
        )

    @cached_property
    def dated_here(self) -> pd.DataFrame:
        """Observations of the place, wave and status chosen, of any day."""
        rows = self.dated
        wanted = {self.province, self.district} - {""}
        if wanted:
            inside = {key: wanted <= self.units.regions(key) for key in rows["unit_key"].unique()}
            rows = rows[rows["unit_key"].map(inside).astype(bool)]
        if self.is_selective:
            rows = rows[rows["unit_key"].isin(self.statuses.index)]
        return rows

    @cached_property
    def held(self) -> pd.DataFrame:
        """Wards that hold the two highest steps, day by day (see `lib.domain.timeline.held`)."""
        return timeline.held(self.dated_here, self.superseded, self.day, self.counts)

    @cached_property
    def ended_titles(self) -> tuple[str, ...]:
        """Recognised wards that have ended, and that no later ward stands for yet."""
        held = self.statuses.index[self.statuses["status"] == "recognised"]
        return tuple(str(key) for key in held if not self.units.exists(key, self.day))

    @cached_property
    def titles(self) -> pd.DataFrame:
        """Titles day by day: in force, waiting for a successor's report, ended with the ward."""
        return titles_over_time(
            self.units, self.dated_here, self.superseded, self.day, self.statuses
        )

    @cached_property
    def unknown_units(self) -> dict[str, tuple[str, ...]]:
        """Units without a value, by kind.

        A ward of today is without a report when nothing is said of it, nor of the wards it
        was made of; reports of wards that have ended are looked at for their criteria too.
        A wave or a status chosen does not make the others unknown: only the place narrows.
        """
        here = self._in_place
        coming = [] if self.after_reform or self.province else list(self.units.members(REFORM))
        keys = [*self.members(kinds=None), *coming]
        kinds = absences.no_value_kinds(
            self.units, here, self.day, assessments=self.table("assessments"), keys=keys
        )
        units_of = {kind: list(kinds.index[kinds == kind]) for kind in absences.NO_VALUE_KINDS}
        shapes = self.layers.keys
        in_force = kinds.index[kinds != "not_yet_existing"]
        units_of["no_geometry"] = [key for key in in_force if key not in shapes]
        units_of["not_assessed"] += [
            key
            for key in here.index[here["criteria_met"].isna()]
            if not self.units.exists(key, self.day)
        ]
        silent = self.statuses_over_reform[self.statuses_over_reform["status"] == ""]
        before = silent["best_predecessor_status"].reindex(self.members()).fillna("")
        over_reform = set(before.index[before != ""])
        units_of["no_report"] = [key for key in units_of["no_report"] if key not in over_reform]
        return {kind: tuple(map(str, keys)) for kind, keys in units_of.items()}

    @cached_property
    def unknown(self) -> dict[str, int]:
        """How many units are without a value, by kind (see `unknown_units`)."""
        return {kind: len(keys) for kind, keys in self.unknown_units.items()}

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
    def unnamed_here(self) -> tuple[UnnamedCount, ...]:
        """Published counts of the place without names; none while a wave or status is chosen."""
        if self.is_selective:
            return ()
        place, units = self.district or self.province, self.units
        return tuple(
            each
            for each in self.unnamed
            if not place
            or each.scope_key == place
            or (each.scope_key in units and place in units.regions(each.scope_key))
        )

    @cached_property
    def agenda(self) -> pd.DataFrame:
        """Coming events and due targets of the nation and of the place chosen."""
        table = self.coming
        if not self.province:
            return table
        mine = [
            key == "national" or (key in self.units and self.province in self.units.regions(key))
            for key in table["scope_key"].astype(str)
        ]
        return table[np.array(mine, dtype=bool)]
