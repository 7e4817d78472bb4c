"""Doubts about days beside the day on which their source was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_codes import is_planned
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, first_days
from lib.update.row_pairs import at_places

AFTER_SOURCE = Message("“{value}” is after {day}, when the source {other} was published")
LONG_BEFORE = Message(
    "“{value}” is more than a year before {day}, when the source {other} was published"
)
OF_1904 = Message(
    "the {count} rows dated {value} may mean {other}: the workbook counts its days from 1904"
)
SWAPPED = Message("the {count} rows dated {value} may mean {other}: day and month swapped")
OTHER_YEAR = Message("the {count} rows dated {value} may mean {other}: another year")

_DAYS = {"counts": "as_of", "indicators": "period_end", "milestones": "date"}
_REPORTS = {"observations": "as_of", "assessments": "as_of", **_DAYS}
_YEAR = np.timedelta64(366, "D")
_AHEAD = np.timedelta64(7, "D")  # what begins next week is told the week before
_SOON = pd.Timedelta(62, "D")  # within which a report is published
_SEVERAL = 5  # rows that show a common cause
_EPOCHS = pd.Timedelta(1462, "D")  # between the first days of Excel's two calendars


def doubtful_days(prospect: Prospect) -> Iterator[Doubt]:
    """Every day that does not fit its source, and days that all went wrong alike."""
    published = prospect.table("sources").drop_duplicates("source_id").set_index("source_id")
    for name, table in prospect.touched(*_DAYS):
        yield from _far(
            table, _DAYS[name], published["published_on"], np.datetime64(prospect.today)
        )
    for name, table in prospect.touched(*_REPORTS):
        yield from _shifted(table, _REPORTS[name], published["published_on"])


def _far(
    table: Touched, day: str, published: pd.Series[pd.Timestamp], today: np.datetime64
) -> Iterator[Doubt]:
    frame = table.after
    known = published.reindex(frame["source_id"]).to_numpy()
    begins, ends = first_days(frame, day), frame[day].to_numpy()
    late = (begins - known > _AHEAD) & (begins <= today)  # of days to come it is said already
    early = known - ends > _YEAR
    if table.changes.table.name == "milestones":
        late &= ~is_planned(frame)
        early &= False  # a chronicle is written long after
    places = np.flatnonzero((late | early) & table.mask)
    texts = written_column(frame.iloc[places], table.changes.table.field(day))
    said_of = dict(zip(places.tolist(), texts, strict=True))
    for where, words in ((late, AFTER_SOURCE), (early, LONG_BEFORE)):
        yield from table.doubts(
            "date-far-from-source",
            day,
            where,
            lambda place, words=words: said(  # type: ignore[misc]
                words,
                value=said_of[place],
                day=shown_cell(pd.Timestamp(str(known[place]))),
                other=frame["source_id"].iloc[place],
            ),
        )


def _shifted(table: Touched, day: str, published: pd.Series[pd.Timestamp]) -> Iterator[Doubt]:
    """One day of many rows that a well-known slip explains, and nothing else does."""
    frame = table.after
    asked = table.mask & frame[day].notna().to_numpy(dtype=bool)
    some = pd.DataFrame(
        {
            "place": np.flatnonzero(asked),
            "day": frame[day].to_numpy()[asked],
            "published": published.reindex(frame["source_id"].astype("str")).to_numpy()[asked],
        }
    ).dropna()
    for _, group in some.groupby(["day", "published"]):
        written, out = group["day"].iloc[0], group["published"].iloc[0]
        if len(group) < _SEVERAL or _fits(written, out):
            continue
        for words, meant in _SLIPS:
            other = meant(written, out)
            if other is not None and _fits(other, out):
                found = said(
                    words, count=len(group), value=shown_cell(written), other=shown_cell(other)
                )
                yield from table.doubts(
                    "dates-shifted",
                    day,
                    at_places(table, group["place"].tolist()),
                    lambda _, found=found: found,  # type: ignore[misc]
                )
                break


def _fits(day: pd.Timestamp, published: pd.Timestamp) -> bool:
    return bool(pd.Timedelta(0) <= published - day <= _SOON)


def _of_1904(day: pd.Timestamp, _published: pd.Timestamp) -> pd.Timestamp:
    return day + _EPOCHS


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
