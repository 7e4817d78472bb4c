"""Doubts about the day that a report of wards speaks of, beside its source and beside today."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Days, Prospect, first_days, published_days
from lib.update.source_days import AFTER_SOURCE
from lib.update.told_cells import told_cell

NO_DAY = Message("no day is given; it counts from {day}, when its source {source} was published")
NO_DAY_AT_ALL = Message("no day is given, neither here nor for its source {source}")
NOT_OVER = Message("“{value}” means {day}, which is after today; it counts only from then")

_A_REPORT = 10  # rows of one day that make it a report


def report_days(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about days of observations and assessments."""
    for name, table in prospect.touched("observations", "assessments"):
        published = published_days(prospect, table.after)
        for column in ("as_of", "recognised_on") if name == "observations" else ("as_of",):
            yield from _after_source(prospect, table, column, published)
        if name == "observations":
            yield from _no_day(table, published)
    for _, table in prospect.touched("observations", "assessments", "counts"):
        yield from _not_over(prospect, table)


def _after_source(
    prospect: Prospect, table: Touched, column: str, published: Days
) -> Iterator[Doubt]:
    """What happened after the source that tells of it was published; of days to come it is said."""
    frame = table.after
    begins = first_days(frame, column)
    where = (begins > published) & (begins <= np.datetime64(prospect.today)) & table.mask
    places = np.flatnonzero(where)
    texts = written_column(frame.iloc[places], table.changes.table.field(column))
    sources = frame["source_id"].iloc[places].tolist()
    messages = {
        int(place): said(
            AFTER_SOURCE,
            value=told_cell(table.changes.table, column, text),
            day=str(published[place]),
            other=source,
        )
        for place, text, source in zip(places, texts, sources, strict=True)
    }
    yield from table.doubts_of_rows("date-far-from-source", column, messages)


def _no_day(table: Touched, published: Days) -> Iterator[Doubt]:
    """Rows without a day where others have one: of the ward, of the file; and whole reports."""
    frame = table.after
    empty = frame["as_of"].isna().to_numpy(dtype=bool)
    asked = empty & frame["recognised_on"].isna().to_numpy(dtype=bool) & table.mask
    has_dated = set(frame["unit_key"][~empty]) - {""}
    if asked.sum() < _A_REPORT and (~empty & table.mask).sum() < _A_REPORT:
        asked &= frame["unit_key"].isin(has_dated).to_numpy(dtype=bool)

    def say(place: int) -> Message:
        source, day = frame["source_id"].iloc[place], published[place]
        if np.isnat(day):
            return said(NO_DAY_AT_ALL, source=source)
        return said(NO_DAY, day=str(day), source=source)

    yield from table.doubts("date-missing", "as_of", asked, say)


def _not_over(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """A year or month that is not over stands for its last day; till then the row counts nothing.

    A month's report is often handed in on its last days, with the month for its day: nothing
    would show, and nobody would know why.
    """
    frame, today = table.after, np.datetime64(prospect.today)
    ends: Days = frame["as_of"].to_numpy().astype("datetime64[D]")
    where = (ends > today) & ~(first_days(frame, "as_of") > today) & table.mask
    places = np.flatnonzero(where)
    texts = written_column(frame.iloc[places], table.changes.table.field("as_of"))
    messages = {
        int(place): said(
            NOT_OVER, value=told_cell(table.changes.table, "as_of", text), day=str(ends[place])
        )
        for place, text in zip(places, texts, strict=True)
    }
    yield from table.doubts_of_rows("date-in-future", "as_of", messages)
