"""The latest assessment of each criterion of each ward on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from lib.domain.result_codes import FINDINGS, PLACE, Integers, coded, results

LATEST_COLUMNS = ["unit_key", "set_id", "criterion_no", "as_of", "claimed", "inspected"]


def latest(
    assessments: pd.DataFrame,
    day: date,
    *,
    set_id: str | None = None,
    units: Iterable[str] | None = None,
    inspected_only: bool = False,
) -> pd.DataFrame:
    """The latest row of each ward and criterion that is not after a day.

    Args:
        assessments: Frame of the assessments contract.
        day: As-of date.
        set_id: Criteria set; by default of each ward the one it was last assessed in.
        units: Keys of the units wanted; all by default.
        inspected_only: Only rows for which an inspection has a finding (met, not met, not
            applicable), so that it is found although the ward has reported since.

    Returns:
        Columns unit_key, set_id, criterion_no, as_of, claimed, inspected; sorted by the
        first three, which never repeat. Text columns are categories, unused ones included.
    """
    unit, unit_names = coded(assessments["unit_key"])
    of_set, set_names = coded(assessments["set_id"])
    moments = assessments["as_of"].to_numpy(dtype="datetime64[us]")
    wanted = (moments <= np.datetime64(day)) & (unit >= 0) & (of_set >= 0)
    if set_id is not None:
        wanted &= (set_names == set_id)[of_set]
    if units is not None:
        wanted &= unit_names.isin(list(units))[unit]
    if inspected_only:
        wanted &= np.isin(results(assessments, "inspected"), [PLACE[each] for each in FINDINGS])
    rows = np.flatnonzero(wanted)
    unit, of_set, when = unit[rows], of_set[rows], moments[rows].astype(np.int64)
    criterion = assessments["criterion_no"].to_numpy(dtype=np.int64, na_value=0)[rows]
    if set_id is None and len(set_names) > 1 and len(rows):
        chosen = _newest(unit, when * len(set_names) + of_set, len(unit_names)) % len(set_names)
        kept = of_set == chosen[unit]
        rows, unit, of_set = rows[kept], unit[kept], of_set[kept]
        when, criterion = when[kept], criterion[kept]
    if len(rows):
        width = int(criterion.max()) + 1
        cell = (unit * len(set_names) + of_set) * width + criterion
        size = len(unit_names) * len(set_names) * width
        place = np.full(size, -1, dtype=np.int64)
        current = when == _newest(cell, when, size)[cell]
        place[cell[current]] = rows[current]
        rows = place[place >= 0]
    return assessments[LATEST_COLUMNS].take(rows).reset_index(drop=True)


def _newest(keys: Integers, values: Integers, size: int) -> Integers:
    """The greatest value of each key from 0 to `size`."""
    newest = np.full(size, np.iinfo(np.int64).min)
    np.maximum.at(newest, keys, values)
    return newest
