"""What wards claim and inspections find, criterion by criterion: the latest of it, and shares.

Everything works on category codes: a filter of the page asks for all of it again, over
hundreds of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from lib.domain.criteria_crosswalks import through_crosswalk
from lib.domain.inspections import Comparison, claimed_against_inspected
from lib.domain.latest_results import LATEST_COLUMNS, latest
from lib.domain.result_codes import (
    PLACE,
    Integers,
    Kind,
    distinct,
    present,
    results,
    with_counts,
)
from lib.io.tables.contracts import RESULTS

__all__ = [
    "LATEST_COLUMNS", "Comparison", "Kind", "blocking", "claimed_against_inspected",
    "codes_of", "latest", "matrix", "missing_kinds", "nearest", "only_set", "share_met",
    "through_crosswalk",
]  # fmt: skip

_RESULT = pd.CategoricalDtype(list(RESULTS))


def only_set(latest: pd.DataFrame) -> str:
    """The one criteria set of the rows; "" when there are none.

    Raises:
        ValueError: Rows of several sets, whose numbers mean different criteria.
    """
    names = [str(name) for name in latest["set_id"].unique()]
    if len(names) > 1:
        raise ValueError(f"one criteria set is wanted, not {sorted(names)}")
    return names[0] if names else ""


def matrix(
    latest: pd.DataFrame, kind: Kind = "claimed", criteria: Iterable[int] = ()
) -> pd.DataFrame:
    """Results as wards by criteria, for the heat map and for what a ward lacks.

    Args:
        latest: Result of `latest`, of one criteria set.
        kind: Whose results.
        criteria: Numbers of the criteria that each ward has to meet; those of the rows
            always count among them.

    Returns:
        Index unit_key, columns criterion_no in order, cells one of `RESULTS` (categories in
        that order); a criterion the ward has no row for is ``no_report``.

    Raises:
        ValueError: Rows of several criteria sets.
    """
    only_set(latest)
    unit, names = present(latest["unit_key"])
    of_rows = latest["criterion_no"].to_numpy(dtype=np.int64)
    asked = np.array(list(criteria), dtype=np.int64)
    numbers, place = distinct(np.concatenate([of_rows, asked]))
    criterion = place[: len(of_rows)]
    cells = np.full((len(numbers), len(names)), PLACE["no_report"], dtype=np.int8)
    cells[criterion, unit] = results(latest, kind)
    columns = {
        int(number): pd.Categorical.from_codes(cells[row], dtype=_RESULT)
        for row, number in enumerate(numbers)
    }
    frame = pd.DataFrame(columns, index=pd.Index(names, name="unit_key", dtype="str"))
    return frame.rename_axis(columns="criterion_no")


def codes_of(cells: pd.DataFrame) -> Integers:
    """Codes of the results of a `matrix`, wards by criteria."""
    codes = np.full(cells.shape, PLACE["no_report"], dtype=np.int64)
    for place, number in enumerate(cells.columns):
        codes[:, place] = cells[number].cat.codes
    return codes


def share_met(cells: pd.DataFrame, groups: Mapping[int, int] | None = None) -> pd.DataFrame:
    """Share of criteria met: what does not apply or is not known leaves the denominator.

    Args:
        cells: Result of `matrix`.
        groups: Group of each criterion, from 1; with it there is one row per group, and a
            criterion without a group is left out.

    Returns:
        Columns criterion_no (or group_no) in order; a count of ward-criterion pairs for each
        of `RESULTS`; assessed (met and not_met); share in [0, 1], NA where nothing is
        assessed.
    """
    codes = codes_of(cells)
    name, numbers = "criterion_no", cells.columns.to_numpy(dtype=np.int64)
    if groups is not None:
        name = "group_no"
        numbers = np.array([groups.get(int(each), 0) for each in numbers], dtype=np.int64)
        codes, numbers = codes[:, numbers > 0], numbers[numbers > 0]
    kinds, place = distinct(numbers)
    return with_counts(pd.DataFrame({name: kinds}), np.tile(place, len(codes)), codes.ravel())


def blocking(shares: pd.DataFrame) -> pd.DataFrame:
    """The criteria that wards do not meet, that of most wards first.

    Args:
        shares: Result of `share_met` by criterion.

    Returns:
        Columns criterion_no, not_met, assessed, share_not_met.
    """
    blocked = shares[shares["not_met"] > 0].assign(share_not_met=lambda rows: 1 - rows["share"])
    order = ["not_met", "share_not_met", "criterion_no"]
    blocked = blocked.sort_values(order, ascending=[False, False, True])
    columns = ["criterion_no", "not_met", "assessed", "share_not_met"]
    return blocked[columns].reset_index(drop=True)


def nearest(cells: pd.DataFrame, most_missing: int = 2) -> pd.DataFrame:
    """The wards that miss few criteria, and which.

    Missing is every criterion that applies and is not met, also one that is not assessed or
    not reported: without it the ward cannot finish.

    Args:
        cells: Result of `matrix`.
        most_missing: Wards that miss more are left out, and so are those that miss none.

    Returns:
        Columns unit_key, met, applicable, n_missing, missing (tuple of criterion numbers);
        fewest missing first, then by key.
    """
    codes = codes_of(cells)
    met = codes == PLACE["met"]
    missing = ~met & (codes != PLACE["not_applicable"])
    count = missing.sum(axis=1)
    rows = np.flatnonzero((count > 0) & (count <= most_missing))
    numbers = cells.columns.to_numpy(dtype=np.int64)
    done = met.sum(axis=1)[rows]
    table = pd.DataFrame({
        "unit_key": cells.index[rows],
        "met": done,
        "applicable": done + count[rows],
        "n_missing": count[rows],
        "missing": [tuple(numbers[missing[row]].tolist()) for row in rows],
    })  # fmt: skip
    return table.sort_values(["n_missing", "unit_key"]).reset_index(drop=True)


def missing_kinds(cells: pd.DataFrame, units: Iterable[str]) -> pd.Series[int]:
    """How many ward-criterion pairs stand at each result, over all wards asked about.

    Args:
        cells: Result of `matrix`.
        units: Keys of the wards; a ward without a row has ``no_report`` for every criterion.

    Returns:
        Counts by each of `RESULTS`; they add up to wards times criteria.
    """
    asked = pd.Index(dict.fromkeys(units), dtype="str")
    inside = cells.index.isin(asked)
    counts = np.bincount(codes_of(cells)[inside].ravel(), minlength=len(RESULTS))
    counts[PLACE["no_report"]] += (len(asked) - int(inside.sum())) * len(cells.columns)
    return pd.Series(counts, index=pd.Index(RESULTS, name="result"), name="pairs")
