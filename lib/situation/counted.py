"""Which wards a count counts, and why each of the others is left out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lib.situation.situation import Situation

FILTERED = "filtered"
PREDECESSOR_ONLY = "predecessor_only"
ENDED = "ended"


@dataclass(frozen=True)
class Counted:
    """Wards counted and left out.

    Attributes:
        keys: Wards counted, in force ones first.
        ended: Those of them that have ended, and that no later ward stands for yet.
        left_out: Wards in force that are not counted, by reason: a status, a kind of no value,
            `FILTERED`, `PREDECESSOR_ONLY`.
    """

    keys: tuple[str, ...]
    ended: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]


def codes(seen: Situation) -> pd.Series[str]:
    """What counts for each ward of the place: its status, or why it has none.

    Args:
        seen: The situation; its wave and status leave wards out.

    Returns:
        A code by unit key: first the wards in force, then those that have ended and still count.
    """
    in_force = [str(key) for key in seen.members()]
    status = seen.statuses["status"].astype(str)
    before = (
        seen.statuses_over_reform["best_predecessor_status"]
        .reindex(in_force)
        .fillna("")
        .astype(str)
    )
    by_key = {
        key: status[key]
        if key in status.index
        else FILTERED
        if key in seen.left_out
        else PREDECESSOR_ONLY
        if before[key]
        else "no_report"
        for key in in_force
    }
    by_key |= {str(key): code for key, code in status.items() if key not in by_key}
    return pd.Series(by_key, dtype="str")


def with_status(seen: Situation, status: str) -> Counted:
    """Wards that hold a status on the day, and why the others do not count.

    Args:
        seen: The situation.
        status: A status; "" for any.
    """
    every = codes(seen)
    in_force = len(seen.members())
    holds = every.isin(seen.statuses["status"].astype(str).unique() if not status else [status])
    ended = every.index[in_force:][holds.to_numpy()[in_force:]]
    others = every.iloc[:in_force][~holds.to_numpy()[:in_force]]
    return Counted(
        tuple(every.index[holds.to_numpy()]),
        tuple(ended),
        {str(code): tuple(rows.index) for code, rows in others.groupby(others)},
    )
