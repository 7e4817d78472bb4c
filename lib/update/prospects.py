"""A dataset as it would stand after a change: what doubts are looked for in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.domain.units import Units
from lib.errors import Message
from lib.io.arrivals.proposals import Proposal
from lib.io.store.datasets import Dataset
from lib.io.tables.references import NATIONAL
from lib.update.doubts import Touched

WHOLE_COUNTRY = Message("the whole country")

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

    def scope(self, key: str, day: object = None) -> str | Message:
        """The place that a figure is for, by its full name on a day."""
        return WHOLE_COUNTRY if key == NATIONAL else self.place(key, "", day)

    def province(self, key: str) -> str:
        """The province of today in which a unit is, or that it is; "" for no unit."""
        if key not in self.units:
            return ""
        return self.units.current_province(key) or self.units.province_of(key)

    def province_around(self, key: str) -> str:
        """The province of today in which a unit is; "" for a province itself and for no unit."""
        is_province = key in self.units and self.units.province_of(key) == key
        return "" if is_province else self.province(key)


def scope_names(prospect: Prospect, frame: pd.DataFrame, day: str) -> list[str | Message]:
    """The place of each row with a scope; the whole country in words where it has no name.

    Args:
        prospect: What is known around the rows.
        frame: The rows.
        day: Column of the day on which the names are asked for.
    """
    texts = frame["scope_text"] if "scope_text" in frame else frame["scope_key"]
    rows = zip(frame["scope_key"], texts, frame[day], strict=True)
    names = (
        (text if text != NATIONAL else "") if key == NATIONAL else prospect.place(key, text, when)
        for key, text, when in rows
    )
    return [name or WHOLE_COUNTRY for name in names]


def scope_name(prospect: Prospect, frame: pd.DataFrame, place: int, day: str) -> str | Message:
    """The place of one row, as `scope_names` has it."""
    [name] = scope_names(prospect, frame.iloc[[place]], day)
    return name


def published_days(prospect: Prospect, frame: pd.DataFrame) -> Days:
    """The day on which the source of each row was published; its last where it has no day."""
    sources = prospect.table("sources").drop_duplicates("source_id").set_index("source_id")
    days = sources["published_on"].reindex(frame["source_id"].astype("str"))
    published: Days = days.to_numpy().astype("datetime64[D]")
    return published


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
