"""The state of the programme on one day: what every page asks for, worked out once.

One object per dataset and as-of date, kept in `lib.ui.data`; parts are computed when
first asked for. No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import pandas as pd

from lib.domain import evidence, rollout, statuses
from lib.domain.units import REFORM, Units
from lib.io.datasets import Dataset
from lib.ui.citations import Citation
from lib.ui.terms import STATUS


class Situation:
    """A dataset seen at a day.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
        day: The as-of date.
    """

    def __init__(self, dataset: Dataset, units: Units, day: date) -> None:
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
        return evidence.conflicts(
            self.table("counts"), self.table("targets"), self.table("sources")
        )

    def position(self, key: str) -> tuple[float, float] | None:
        """Latitude and longitude of a unit; None when not known."""
        return self.units.position(key)

    def cited(self, keys: Sequence[str]) -> list[Citation]:
        """The sources of the statuses of wards, and what each says."""
        found = []
        for key in keys:
            row = self.statuses.loc[key]
            words = f"{self.units.full_name(key, self.day)}: {STATUS[str(row['status'])].words}"
            found.append(Citation(str(row["source_id"]), words))
        return found
