"""Numbers of criteria that their set does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.contracts import Table
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
        for place in np.flatnonzero(numbers > most):
            size = int(most[place])
            found = said(
                say.NOT_IN_SET,
                value=frame[set_column].iloc[place],
                count=size,
                other=f"{numbers[place]:.0f}",
            )
            expected = say.NUMBER_IN_SET.filled(count=size)
            yield Fault(file, int(reading.rows[place]), number_column, found, expected)
