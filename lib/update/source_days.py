"""Doubts about days beside the day on which their source was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.io.tables.dates import EPOCH, EPOCH_1904
from lib.io.tables.rules import shown_cell
from lib.update.closed_periods import DAYS
from lib.update.doubtful_codes import is_planned
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, first_days, published_days
from lib.update.told_cells import told_cell

AFTER_SOURCE = Message("“{value}” is after {day}, when the source {other} was published")
LONG_BEFORE = Message(
    "“{value}” is more than a year before {day}, when the source {other} was published"
)
OF_1904 = Message(
    "the {count} rows dated {day} may mean {meant}: the workbook counts its days from 1904"
)
SWAPPED = Message("the {count} rows dated {day} may mean {meant}: day and month swapped")
OTHER_YEAR = Message("the {count} rows dated {day} may mean {meant}: another year")

_FIGURES = ("counts", "indicators", "milestones")
_REPORTS = (*_FIGURES, "observations", "assessments")
_YEAR = np.timedelta64(366, "D")
_AHEAD = np.timedelta64(7, "D")  # what begins next week is told the week before
_SOON = pd.Timedelta(62, "D")  # within which a report is published
_SEVERAL = 5  # rows that show a common cause


def doubtful_days(prospect: Prospect) -> Iterator[Doubt]:
    """Every day that does not fit its source, and days that all went wrong alike."""
    for name, table in prospect.touched(*_FIGURES):
        yield from _far(prospect, table, DAYS[name])
    for name, table in prospect.touched(*_REPORTS):
        yield from _shifted(prospect, table, DAYS[name])


def _far(prospect: Prospect, table: Touched, day: str) -> Iterator[Doubt]:
    frame, today = table.after, np.datetime64(prospect.today)
    known = published_days(prospect, frame)
    begins, ends = first_days(frame, day), frame[day].to_numpy()
    late = (begins - known > _AHEAD) & (begins <= today)  # of days to come it is said already
    early = known - ends > _YEAR
    if table.changes.table.name == "milestones":
        late &= ~is_planned(frame)
        early &= False  # a chronicle is written long after
    places = np.flatnonzero((late | early) & table.mask)
    texts = written_column(frame.iloc[places], table.changes.table.field(day))
    contract = table.changes.table
    said_of = {
        place: told_cell(contract, day, text)
        for place, text in zip(places.tolist(), texts, strict=True)
    }
    for where, words in ((late, AFTER_SOURCE), (early, LONG_BEFORE)):
        yield from table.doubts(
            "date-far-from-source",
            day,
            where,
            lambda place, words=words: said(  # type: ignore[misc]
                words,
                value=said_of[place],
                day=str(known[place]),
                other=frame["source_id"].iloc[place],
            ),
        )


def _shifted(prospect: Prospect, table: Touched, day: str) -> Iterator[Doubt]:
    """One day of many rows that a well-known slip explains, and nothing else does."""
    frame = table.after
    asked = table.mask & frame[day].notna().to_numpy(dtype=bool)
    some = pd.DataFrame(
        {
            "place": np.flatnonzero(asked),
            "day": frame[day].to_numpy()[asked],
            "published": published_days(prospect, frame)[asked].astype("datetime64[ns]"),
        }
    ).dropna()
    for _, group in some.groupby(["day", "published"]):
        written, out = group["day"].iloc[0], group["published"].iloc[0]
        if len(group) < _SEVERAL or _fits(written, out):
            continue
        for words, meant in _SLIPS:
            other = meant(written, out)
            if other is not None and _fits(other, out):
                message = said(
                    words, count=len(group), day=shown_cell(written), meant=shown_cell(other)
                )
                same = dict.fromkeys(group["place"].tolist(), message)
                yield from table.doubts_of_rows("dates-shifted", day, same)
                break


def _fits(day: pd.Timestamp, published: pd.Timestamp) -> bool:
    return bool(pd.Timedelta(0) <= published - day <= _SOON)


def _of_1904(day: pd.Timestamp, _published: pd.Timestamp) -> pd.Timestamp:
    return day + (EPOCH_1904 - EPOCH)


def _swapped(day: pd.Timestamp, _published: pd.Timestamp) -> pd.Timestamp | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _of_other_year(day: pd.Timestamp, published: pd.Timestamp) -> pd.Timestamp | None:
    years = (published.year, published.year - 1)
    moved = (day + pd.DateOffset(years=year - day.year) for year in years)
    return next((each for each in moved if _fits(each, published)), None)


Slip = Callable[[pd.Timestamp, pd.Timestamp], pd.Timestamp | None]
_SLIPS: tuple[tuple[Message, Slip], ...] = (
    (OF_1904, _of_1904),
    (SWAPPED, _swapped),
    (OTHER_YEAR, _of_other_year),
)
