"""Numbers of criteria and groups that their set does not have, or has twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import MOST_FAULTS, fault_of_each, first_of
from lib.io.tables.row_checks import Reading

# Column of the set and column of the number, by table.
_NUMBERED = {
    "criteria": (("set_id", "criterion_no"),),
    "assessments": (("set_id", "criterion_no"),),
    "crosswalk": (("from_set", "from_criterion"), ("to_set", "to_criterion")),
}


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
    for set_column, number_column in _NUMBERED.get(table.name, ()):
        frame = reading.frame
        most = frame[set_column].astype(object).map(sizes).to_numpy(dtype=float, na_value=np.nan)
        numbers = frame[number_column].to_numpy(dtype=float, na_value=np.nan)
        sets, rows = frame[set_column], reading.rows
        places = np.flatnonzero(numbers > most)
        more = zip(places[:MOST_FAULTS], most[places], numbers[places], strict=False)
        told = (
            Fault(
                file,
                int(rows[place]),
                number_column,
                said(
                    say.NOT_IN_SET, value=sets.iloc[place], count=int(size), other=f"{number:.0f}"
                ),
                say.NUMBER_IN_SET.filled(count=int(size)),
            )
            for place, size, number in more
        )
        yield from first_of(told, len(places))


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
    if table.name != "criteria":
        return
    frame = reading.frame
    most = frame["set_id"].astype(object).map(sizes).to_numpy(dtype=float, na_value=np.nan)
    groups = frame["group_no"].to_numpy(dtype=float, na_value=np.nan)

    def fault(place: int) -> Fault:
        size = int(most[place])
        found = said(
            say.NO_SUCH_GROUP,
            value=frame["set_id"].iloc[place],
            count=size,
            other=f"{groups[place]:.0f}",
        )
        expected = say.GROUP_IN_SET.filled(count=size)
        return Fault(file, int(reading.rows[place]), "group_no", found, expected)

    yield from fault_of_each(np.flatnonzero(groups > most), fault)
