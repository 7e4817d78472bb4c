"""What wards claim and inspections find, criterion by criterion: the latest of it, and shares.

Everything works on category codes: a filter of the page asks for all of it again, over
hundreds of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from lib.domain.crosswalks import through_crosswalk
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
from lib.io.contracts import RESULTS

__all__ = [
    "LATEST_COLUMNS", "Comparison", "Kind", "blocking", "claimed_against_inspected",
    "latest", "matrix", "missing_kinds", "nearest", "only_set", "share_met", "through_crosswalk",
]  # fmt: skip

By = Literal["criterion", "unit", "group"]
_RESULT = pd.CategoricalDtype(list(RESULTS))


def only_set(latest: pd.DataFrame) -> str:
    """The one criteria set of the rows; "" when there are none.

    Raises:
        ValueError: Rows of several sets, whose numbers mean different criteria.
    """
    found = [str(name) for name in latest["set_id"].unique()]
    if len(found) > 1:
        raise ValueError(f"one criteria set is wanted, not {sorted(found)}")
    return found[0] if found else ""


def matrix(latest: pd.DataFrame, kind: Kind = "claimed") -> pd.DataFrame:
    """Results as wards by criteria, for the heat map.

    Args:
        latest: Result of `latest`, of one criteria set.
        kind: Whose results.

    Returns:
        Index unit_key, columns criterion_no, cells one of `RESULTS` (categories in that
        order); a criterion the ward has no row for is ``no_report``.

    Raises:
        ValueError: Rows of several criteria sets.
    """
    only_set(latest)
    unit, names = present(latest["unit_key"])
    criterion_no = latest["criterion_no"].to_numpy(dtype=np.int64)
    numbers, criterion = distinct(criterion_no)
    cells = np.full((len(numbers), len(names)), PLACE["no_report"], dtype=np.int8)
    cells[criterion, unit] = results(latest, kind)
    columns = {
        int(number): pd.Categorical.from_codes(cells[row], dtype=_RESULT)
        for row, number in enumerate(numbers)
    }
    frame = pd.DataFrame(columns, index=pd.Index(names, name="unit_key", dtype="str"))
    return frame.rename_axis(columns="criterion_no")


def share_met(
    latest: pd.DataFrame,
    by: By = "criterion",
    criteria: pd.DataFrame | None = None,
    kind: Kind = "claimed",
) -> pd.DataFrame:
    """Share of criteria met: what does not apply or is not known leaves the denominator.

    Args:
        latest: Result of `latest`.
        by: One row per criterion, ward, or group of criteria.
        criteria: Frame of the criteria contract; needed for groups. Criteria it does not
            know are left out of them.
        kind: Whose results.

    Returns:
        Columns set_id and criterion_no (or group_no), or unit_key; a count of ward-criterion
        pairs for each of `RESULTS`; assessed (met and not_met); share in [0, 1], NA where
        nothing is assessed.

    Raises:
        ValueError: Groups without criteria.
    """
    codes = results(latest, kind)
    if by == "unit":
        unit, names = present(latest["unit_key"])
        frame = pd.DataFrame({"unit_key": pd.Series(names, dtype="str")})
        return with_counts(frame, unit, codes)
    of_set, sets = present(latest["set_id"])
    number = latest["criterion_no"].to_numpy(dtype=np.int64)
    name = "criterion_no"
    if by == "group":
        if criteria is None:
            raise ValueError("shares by group need the criteria")
        number, name = _groups(latest, criteria), "group_no"
        of_set, number, codes = of_set[number >= 0], number[number >= 0], codes[number >= 0]
    width = int(number.max(initial=0)) + 1
    keys, place = distinct(of_set * width + number)
    frame = pd.DataFrame({
        "set_id": pd.Series([sets[key // width] for key in keys], dtype="str"),
        name: pd.Series(keys % width, dtype="int64"),
    })  # fmt: skip
    return with_counts(frame, place, codes)


def blocking(latest: pd.DataFrame, n: int = 5, kind: Kind = "claimed") -> pd.DataFrame:
    """The criteria that most wards do not meet.

    Returns:
        At most `n` rows of `share_met` by criterion that at least one ward does not meet:
        set_id, criterion_no, not_met, assessed, share_not_met; most wards first.
    """
    shares = share_met(latest, "criterion", kind=kind)
    blocked = shares[shares["not_met"] > 0].assign(share_not_met=lambda rows: 1 - rows["share"])
    order = ["not_met", "share_not_met", "set_id", "criterion_no"]
    blocked = blocked.sort_values(order, ascending=[False, False, True, True]).head(n)
    columns = ["set_id", "criterion_no", "not_met", "assessed", "share_not_met"]
    return blocked[columns].reset_index(drop=True)


def nearest(latest: pd.DataFrame, most_missing: int = 2, kind: Kind = "claimed") -> pd.DataFrame:
    """The wards that miss few criteria, and which.

    Missing is every criterion that applies and is not met, also one that is not assessed or
    not reported: without it the ward cannot finish. A criterion of the set that the ward has
    no row for counts as not reported, as long as another ward has one.

    Args:
        latest: Result of `latest`.
        most_missing: Wards that miss more are left out, and so are those that miss none.
        kind: Whose results.

    Returns:
        Columns unit_key, set_id, met, applicable, n_missing, missing (tuple of criterion
        numbers); fewest missing first.
    """
    parts = []
    of_set, sets = present(latest["set_id"])
    for place, name in enumerate(sets):
        cells = matrix(latest[of_set == place], kind)
        codes = np.column_stack([cells[number].cat.codes for number in cells.columns])
        met = codes == PLACE["met"]
        missing = ~met & (codes != PLACE["not_applicable"])
        count = missing.sum(axis=1)
        rows = np.flatnonzero((count > 0) & (count <= most_missing))
        numbers = cells.columns.to_numpy(dtype=np.int64)
        which = [tuple(numbers[missing[row]].tolist()) for row in rows]
        done = met.sum(axis=1)[rows]
        part = {"unit_key": cells.index[rows], "set_id": name, "met": done}
        part |= {"applicable": done + count[rows], "n_missing": count[rows], "missing": which}
        parts.append(pd.DataFrame(part))
    columns = ["unit_key", "set_id", "met", "applicable", "n_missing", "missing"]
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts).sort_values(["n_missing", "set_id", "unit_key"])
    return table[columns].reset_index(drop=True)


def missing_kinds(
    latest: pd.DataFrame, units: Iterable[str], kind: Kind = "claimed"
) -> pd.Series[int]:
    """How many ward-criterion pairs stand at each result, over all wards asked about.

    Args:
        latest: Result of `latest`, of one criteria set.
        units: Keys of the wards; a ward without rows has ``no_report`` for every criterion.
        kind: Whose results.

    Returns:
        Counts by each of `RESULTS`; they add up to wards times criteria.

    Raises:
        ValueError: Rows of several criteria sets.
    """
    cells = matrix(latest, kind)
    asked = pd.Index(dict.fromkeys(units), dtype="str")
    inside = cells.index.isin(asked)
    counts = np.zeros(len(RESULTS), dtype=np.int64)
    for number in cells.columns:
        codes = cells[number].cat.codes.to_numpy()[inside]
        counts += np.bincount(codes, minlength=len(RESULTS))
    counts[PLACE["no_report"]] += (len(asked) - int(inside.sum())) * len(cells.columns)
    return pd.Series(counts, index=pd.Index(RESULTS, name="result"), name="pairs")


def _groups(latest: pd.DataFrame, criteria: pd.DataFrame) -> Integers:
    """Group number of each row, -1 where the criteria do not tell it."""
    known = criteria[criteria["criterion_no"].notna() & criteria["group_no"].notna()]
    of_set, sets = present(latest["set_id"])
    number = latest["criterion_no"].to_numpy(dtype=np.int64)
    numbers = known["criterion_no"].to_numpy(dtype=np.int64)
    width = int(max(number.max(initial=0), numbers.max(initial=0))) + 1
    group = np.full((len(sets), width), -1, dtype=np.int64)
    own = pd.Index(sets).get_indexer(pd.Index(known["set_id"].astype(str)))
    chosen = own >= 0
    group[own[chosen], numbers[chosen]] = known["group_no"].to_numpy(dtype=np.int64)[chosen]
    numbered: Integers = group[of_set, number]
    return numbered
