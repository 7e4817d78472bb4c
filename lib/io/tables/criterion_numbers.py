"""Numbers of criteria that their set does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import MOST_FAULTS, first_of
from lib.io.tables.row_checks import Reading

# Column of the set and column of the number, by table.
_NUMBERED = {
    "criteria": (("set_id", "criterion_no"),),
    "assessments": (("set_id", "criterion_no"),),
    "crosswalk": (("from_set", "from_criterion"), ("to_set", "to_criterion")),
}


def set_sizes(readings: Mapping[str, Reading]) -> Mapping[str, int]:
    """How many criteria each set has, of those that say so."""
    if "criteria_sets" not in readings:
        return {}
    frame = readings["criteria_sets"].frame
    counted = frame[frame["criteria_count"].notna()]
    names = counted["set_id"].astype("str")
    return dict(zip(names, counted["criteria_count"].astype(int), strict=True))


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
