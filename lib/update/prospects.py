"""A dataset as it would stand after a change: what doubts are looked for in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.domain.units import Units
from lib.io.arrivals.proposals import Proposal
from lib.io.store.datasets import Dataset
from lib.io.tables.references import NATIONAL
from lib.update.doubts import Touched

Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Prospect:
    """A proposed change with what is known around it.

    Attributes:
        before: The dataset as it stands.
        proposal: What would become of it.
        units: The list of units.
        today: The day it is.
    """

    before: Dataset
    proposal: Proposal
    units: Units
    today: date

    def touched(self, *names: str) -> Iterator[tuple[str, Touched]]:
        """The tables that would change, those of the names or all."""
        upload = self.proposal.upload
        for name, changes in self.proposal.changes.items():
            if not names or name in names:
                yield name, Touched(changes, upload.readings[name], upload.files[name])

    def table(self, name: str) -> pd.DataFrame:
        """A table as it would stand."""
        changes = self.proposal.changes.get(name)
        return self.before.tables[name] if changes is None else changes.after

    def place(self, key: str, written: str = "", day: object = None) -> str:
        """A unit by its full name on a day; as it is written where it has no key."""
        if key in self.units:
            when = day.date() if isinstance(day, pd.Timestamp) and not pd.isna(day) else None
            return self.units.full_name(key, when)
        return written or key


def scope_names(prospect: Prospect, frame: pd.DataFrame, day: str) -> list[str]:
    """The place of each row with a scope; "" for the whole country without a name."""
    texts = frame["scope_text"] if "scope_text" in frame else frame["scope_key"]
    rows = zip(frame["scope_key"], texts, frame[day], strict=True)
    return [
        (text if text != NATIONAL else "") if key == NATIONAL else prospect.place(key, text, when)
        for key, text, when in rows
    ]


def first_days(frame: pd.DataFrame, name: str) -> Days:
    """The first day that each cell of a date can mean: a year begins on 1 January."""
    days: Days = frame[name].to_numpy().astype("datetime64[D]")
    precision = f"{name}_precision"
    if precision in frame.columns:
        kinds = frame[precision].astype("str").to_numpy()
        for kind, unit in (("month", "M"), ("year", "Y")):
            begins = days.astype(f"datetime64[{unit}]").astype("datetime64[D]")
            days = np.where(kinds == kind, begins, days)
    return days
