"""Closed periods: rows of days that are closed change only when they are reopened with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from lib.errors import Message, Refused
from lib.io.arrivals.table_changes import TableChanges
from lib.io.store.rules import Rules
from lib.io.tables.cells import Numbers

CLOSED = Message(
    "The period until {day} is closed, and rows in it would change: {value}. Give a reason to "
    "reopen it."
)
DAYS = {
    "observations": "as_of",
    "assessments": "as_of",
    "counts": "as_of",
    "indicators": "period_end",
    "milestones": "date",
    "targets": "target_date",
}
"""The date of a row, by table; tables without one belong to no period."""


def closed_rows(changes: Mapping[str, TableChanges], until: date | None) -> dict[str, int]:
    """How many rows of a closed period would be added, changed or removed, by table.

    Args:
        changes: What happens to each table.
        until: Last day of the closed period; None when none is closed.
    """
    if until is None:
        return {}
    rows = {}
    for name, each in changes.items():
        if name not in DAYS:
            continue
        old, new = each.changed
        count = (
            int(_is_closed(each.after, name, each.added, until).sum())
            + int(_is_closed(each.before, name, each.removed, until).sum())
            + int(
                (
                    _is_closed(each.before, name, old, until)
                    | _is_closed(each.after, name, new, until)
                ).sum()
            )
        )
        if count:
            rows[name] = count
    return rows


def _is_closed(
    frame: pd.DataFrame, name: str, places: Numbers, until: date
) -> np.typing.NDArray[np.bool_]:
    days = frame[DAYS[name]].iloc[places]
    return (days <= pd.Timestamp(until)).to_numpy(dtype=bool)


def check_closed(changes: Mapping[str, TableChanges], rules: Rules, reopened: str) -> None:
    """Refuse a change of a closed period without a reason.

    Raises:
        Refused: When rows of it would change and no reason is given.
    """
    closed = closed_rows(changes, rules.closed_until)
    if closed and not reopened.strip():
        raise Refused(closed_message(closed, rules))


def closed_message(closed: Mapping[str, int], rules: Rules) -> Message:
    """What is told of a closed period that would change."""
    value = ", ".join(f"{name} {count}" for name, count in closed.items())
    return CLOSED.filled(day=f"{rules.closed_until}", value=value)
