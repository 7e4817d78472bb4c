"""What wards claim against what inspections find."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.domain.criteria_crosswalks import through_crosswalk
from lib.domain.result_codes import PLACE, distinct, present, results
from lib.io.tables.contracts import RESULTS

OUTCOMES = ("agree", "claimed_more", "claimed_less", "not_inspected", "other")


@dataclass(frozen=True)
class Comparison:
    """Claims against findings, in ward-criterion pairs.

    Attributes:
        by_criterion: Columns set_id, criterion_no and a count for each outcome: agree;
            claimed_more (claimed met, found not met); claimed_less (the other way round);
            not_inspected; other (found something where nothing is claimed, or one of the
            two says that the criterion does not apply).
        overall: The same counts over all criteria.
    """

    by_criterion: pd.DataFrame
    overall: dict[str, int]


def claimed_against_inspected(latest: pd.DataFrame) -> Comparison:
    """How often claims and findings agree, per criterion and overall.

    Args:
        latest: Result of `assessments.latest`; with ``inspected_only`` the newest inspection
            of each criterion is compared even when the ward has reported since.
    """
    outcome = _TABLE[results(latest, "claimed"), results(latest, "inspected")]
    of_set, sets = present(latest["set_id"])
    number = latest["criterion_no"].to_numpy(dtype=np.int64)
    width = int(number.max(initial=0)) + 1
    keys, place = distinct(of_set * width + number)
    cells = np.bincount(place * len(OUTCOMES) + outcome, minlength=len(keys) * len(OUTCOMES))
    counts = cells.reshape(len(keys), len(OUTCOMES)).astype(np.int64)
    frame = pd.DataFrame({
        "set_id": pd.Series([sets[key // width] for key in keys], dtype="str"),
        "criterion_no": pd.Series(keys % width, dtype="int64"),
    })  # fmt: skip
    frame = frame.assign(**{name: counts[:, at] for at, name in enumerate(OUTCOMES)})
    totals = counts.sum(axis=0)
    return Comparison(frame, {name: int(totals[at]) for at, name in enumerate(OUTCOMES)})


def under_one_set(
    own: pd.DataFrame, others: pd.DataFrame, crosswalk: pd.DataFrame, set_id: str
) -> pd.DataFrame:
    """Inspections of one criteria set, and of other sets where that one has none.

    What was inspected under another set never takes away what was inspected under this one:
    each set is read through the crosswalk by itself, so that one ward's inspections do not
    decide what is seen of another's.

    Args:
        own: Result of `assessments.latest` for the set, with ``inspected_only``.
        others: The same of any sets; rows of the set itself are not looked at.
        crosswalk: Frame of the crosswalk contract.
        set_id: The set whose numbers are wanted.

    Returns:
        Columns as of `through_crosswalk`; at most one row per ward and criterion: that of the
        set itself, else the newest.
    """
    rows, _left = through_crosswalk(own, crosswalk, set_id)
    of_set = others["set_id"].astype(str)
    carried = [
        through_crosswalk(others[of_set == name], crosswalk, set_id)[0]
        for name in sorted(set(of_set) - {set_id})
    ]
    if not carried:
        return rows
    older = pd.concat(carried, ignore_index=True)
    older = older.sort_values("as_of", ascending=False, kind="stable")
    every = pd.concat([part for part in (rows, older) if len(part)] or [rows], ignore_index=True)
    return every.drop_duplicates(["unit_key", "criterion_no"], ignore_index=True)


def _outcomes() -> np.typing.NDArray[np.int64]:
    """Outcome of each pair of results, claimed by inspected."""
    table = np.full((len(RESULTS), len(RESULTS)), OUTCOMES.index("other"), dtype=np.int64)
    np.fill_diagonal(table, OUTCOMES.index("agree"))
    table[PLACE["met"], PLACE["not_met"]] = OUTCOMES.index("claimed_more")
    table[PLACE["not_met"], PLACE["met"]] = OUTCOMES.index("claimed_less")
    # Last: two that both say nothing do not agree.
    table[:, [PLACE["not_assessed"], PLACE["no_report"]]] = OUTCOMES.index("not_inspected")
    return table


_TABLE = _outcomes()
