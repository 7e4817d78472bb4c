"""Numbers of criteria and groups that their set does not have, or has twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import fault_of_each
from lib.io.tables.row_checks import Reading

# Column of the set and column of the number, by table.
_NUMBERED = {
    "criteria": (("set_id", "criterion_no"),),
    "assessments": (("set_id", "criterion_no"),),
    "crosswalk": (("from_set", "from_criterion"), ("to_set", "to_criterion")),
}
_GROUPED = {"criteria": (("set_id", "group_no"),)}


def set_sizes(readings: Mapping[str, Reading], column: str = "criteria_count") -> Mapping[str, int]:
    """How many criteria each set has, of those that say so; or groups, by another column."""
    if "criteria_sets" not in readings:
        return {}
    frame = readings["criteria_sets"].frame
    counted = frame[frame[column].notna()]
    names = counted["set_id"].astype("str")
    return dict(zip(names, counted[column].astype(int), strict=True))


def not_in_set(
    reading: Reading, table: Table, file: str, sizes: Mapping[str, int]
) -> Iterator[Fault]:
    """A fault for each number of a criterion beyond those of its set."""
    for columns in _NUMBERED.get(table.name, ()):
        yield from _beyond(reading, file, sizes, columns, say.NOT_IN_SET, say.NUMBER_IN_SET)


def _beyond(
    reading: Reading,
    file: str,
    sizes: Mapping[str, int],
    columns: tuple[str, str],
    found: Message,
    expected: Message,
) -> Iterator[Fault]:
    """A fault for each number beyond those of its set, by the columns of the set and of it."""
    set_column, number_column = columns
    sets = reading.frame[set_column]
    most = sets.astype(object).map(sizes).to_numpy(dtype=float, na_value=np.nan)
    numbers = reading.frame[number_column].to_numpy(dtype=float, na_value=np.nan)

    def fault(place: int) -> Fault:
        size = int(most[place])
        words = said(found, value=sets.iloc[place], count=size, other=f"{numbers[place]:.0f}")
        row = int(reading.rows[place])
        return Fault(file, row, number_column, words, expected.filled(count=size))

    yield from fault_of_each(np.flatnonzero(numbers > most), fault)


def numbered_twice(
    reading: Reading, table: Table, file: str, whole: pd.DataFrame | None
) -> Iterator[Fault]:
    """A fault for each criterion whose number another criterion of its set has.

    Args:
        reading: The rows to look at.
        table: Their contract.
        file: How faults name it.
        whole: The table as it would stand, with the rows that stay; None where it is not known.
    """
    if table.name != "criteria":
        return
    frame = reading.frame
    pairs = ["set_id", "criterion_no"]
    every = (frame if whole is None else whole)[pairs].dropna()
    double = every[every.duplicated(keep=False)].drop_duplicates()
    known = set(double.itertuples(index=False, name=None))
    places = [
        place
        for place, pair in enumerate(frame[pairs].itertuples(index=False, name=None))
        if pair in known
    ]

    def fault(place: int) -> Fault:
        number, name = frame["criterion_no"].iloc[place], frame["set_id"].iloc[place]
        found = said(say.NUMBER_TWICE, value=number, other=name)
        return Fault(file, int(reading.rows[place]), "criterion_no", found, say.A_NUMBER_ONCE)

    yield from fault_of_each(places, fault)


def groups_beyond(
    reading: Reading, table: Table, file: str, sizes: Mapping[str, int]
) -> Iterator[Fault]:
    """A fault for each group number beyond the groups of its set.

    Args:
        reading: The rows to look at.
        table: Their contract.
        file: How faults name it.
        sizes: Groups of each set, of those that say so.
    """
    for columns in _GROUPED.get(table.name, ()):
        yield from _beyond(reading, file, sizes, columns, say.NO_SUCH_GROUP, say.GROUP_IN_SET)
