"""What a change brings that does not show yet: rows of a day to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from lib import clock
from lib.io.arrivals.table_changes import TableChanges
from lib.update.closed_periods import DAYS
from lib.words import wording
from lib.words.wording import ngettext


def days_ahead(changes: Mapping[str, TableChanges], today: date) -> tuple[int, date | None]:
    """Rows that are added or changed and are of a day to come; the first such day.

    Args:
        changes: What happens to each table.
        today: The day it is.
    """
    count, first = 0, None
    for name, each in changes.items():
        if DAYS.get(name) != "as_of":
            continue
        places = np.concatenate([each.added, each.changed[1]])
        days = each.after["as_of"].iloc[places]
        late = days[days > pd.Timestamp(today)]
        if len(late):
            count += len(late)
            earliest = late.min().date()
            first = earliest if first is None else min(first, earliest)
    return count, first


def told_ahead(changes: Mapping[str, TableChanges]) -> str:
    """One sentence on rows that do not show yet; "" where all do."""
    count, first = days_ahead(changes, clock.today())
    if first is None:
        return ""
    return ngettext(
        "{n} row is dated ahead and will show from {day}.",
        "{n} rows are dated ahead and will show from {day} on.",
        count,
        day=wording.day(first),
    )
