"""The state of the programme on one day: what every page asks for, worked out once.

One object per dataset and as-of date, kept in `lib.ui.data`; parts are computed when
first asked for. No Streamlit here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.domain import absences, rollout, statuses
from lib.domain.units import REFORM, Units
from lib.io.datasets import Dataset
from lib.io.layers import Layers
from lib.ui.terms import STATUS


@dataclass(frozen=True)
class Citation:
    """One source behind a figure, and what it says of it."""

    source_id: str
    says: str = ""


@dataclass(frozen=True)
class NationalGoal:
    """A national target: wards to reach by a day, and since when it is public."""

    source_id: str
    set_on: date
    due: date
    value: float


class Situation:
    """A dataset seen at a day.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
        day: The as-of date.
        layers: Boundary layers, to say which units have no outline.
    """

    def __init__(self, dataset: Dataset, units: Units, day: date, layers: Layers) -> None:
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

    @cached_property
    def dated(self) -> pd.DataFrame:
        """Observations of the programme with the day they count from."""
        return statuses.dated(self.table("observations"), self.table("sources"))

    @cached_property
    def statuses(self) -> pd.DataFrame:
        """Latest state per ward with a report (see `lib.domain.statuses.statuses_at`)."""
        return statuses.statuses_at(self.dated, self.day)

    @cached_property
    def across(self) -> pd.DataFrame:
        """Wards in force with what their predecessors have."""
        return rollout.across_reform(self.units, self.statuses, self.day)

    @cached_property
    def provinces(self) -> pd.DataFrame:
        """Totals per province in force on the day."""
        return rollout.by_province(self.units, self.statuses, self.day)

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
        return len(self.units.members(self.day))

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """Figures on which sources differ."""
        from lib.domain import evidence

        return evidence.conflicts(
            self.table("counts"), self.table("targets"), self.table("sources")
        )

    def position(self, key: str) -> tuple[float, float] | None:
        """Latitude and longitude of a unit; None when not known."""
        row = self.units.states.row(key, self.day)
        lat, lon = (float(self.units.states.table[name].iat[row]) for name in ("lat", "lon"))
        return None if math.isnan(lat) or math.isnan(lon) else (lat, lon)

    @cached_property
    def reached(self) -> pd.DataFrame:
        """First day each ward reported completion, and was recognised."""
        return statuses.reached(self.dated)

    @cached_property
    def unknown(self) -> dict[str, int]:
        """Wards without a value, by kind (see `lib.domain.absences`)."""
        return absences.no_value_counts(
            self.units,
            self.statuses,
            self.day,
            self.layers.keys,
            self.table("assessments"),
            keys=self._wards_asked,
        )

    @cached_property
    def _wards_asked(self) -> list[str]:
        """Wards in force or still to come, and wards that have a report though they ended."""
        coming = self.units.members(max(self.day, REFORM)) if not self.after_reform else []
        return list(dict.fromkeys([*self.units.members(self.day), *self.statuses.index, *coming]))

    @cached_property
    def national_goals(self) -> list[NationalGoal]:
        """National targets with a number of wards, one per due date, the largest of each.

        A line starts on the day its source was published; a target without one is left out.
        """
        targets = rollout.targets_for(self.units, self.table("targets"), "national", self.day)
        published = self.table("sources").drop_duplicates("source_id").set_index("source_id")
        goals: dict[date, NationalGoal] = {}
        for row in targets[targets["metric"] == "count_of_wards"].itertuples():
            set_on = published["published_on"].get(str(row.source_id))
            if pd.isna(row.value) or pd.isna(row.target_date) or set_on is None or pd.isna(set_on):
                continue
            goal = NationalGoal(
                str(row.source_id), set_on.date(), row.target_date.date(), float(row.value)
            )
            if goal.due not in goals or goals[goal.due].value < goal.value:
                goals[goal.due] = goal
        return [goals[due] for due in sorted(goals)]

    @cached_property
    def paces(self) -> dict[str, str]:
        """Pace label by province; empty for provinces without a dated target."""
        return {}

    def pace_label(self, province: str) -> str:
        """Pace label of a province, or ``no_target``."""
        return self.paces.get(province, "no_target")

    def without_outline(self, province: str, district: str) -> int:
        """Wards in force in a place that no layer has a shape for."""
        keys = self.units.members(self.day, province=province or None, district=district or None)
        shapes = self.layers.keys
        return sum(key not in shapes for key in keys)

    def cited(self, keys: Sequence[str]) -> list[Citation]:
        """The sources of the statuses of wards, and what each says."""
        found = []
        for key in keys:
            row = self.statuses.loc[key]
            words = f"{self.units.full_name(key, self.day)}: {STATUS[str(row['status'])].words}"
            found.append(Citation(str(row["source_id"]), words))
        return found
