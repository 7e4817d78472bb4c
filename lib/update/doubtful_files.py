"""Doubts about workbooks: what is hidden and yet read, and titles of another month."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from lib.errors import Message
from lib.io.faults import TITLE_ROW, said
from lib.update.closed_periods import DAYS
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

HIDDEN_SHEET = Message("the sheet is hidden in the workbook, and its rows are read")
HIDDEN_ROWS = Message("the rows are hidden or filtered out in the workbook, and they are read")
OTHER_MONTH = Message("“{value}” is above the table, but its rows are of {day}")
HIDDEN_COLUMN = Message("the column “{value}” is hidden in the workbook, and it is read")

_TITLED = ("observations", "assessments", "counts", "indicators")
_MONTH = re.compile(
    r"(?<!\d )(?<!\d)tháng\s+(?P<month>\d{1,2})\s*(?:năm|/|-|\.)\s*(?P<year>20\d\d)", re.IGNORECASE
)


def doubtful_files(prospect: Prospect) -> Iterator[Doubt]:
    """Every hidden part of a workbook that would change something; titles of other months."""
    for name, table in prospect.touched():
        if name in _TITLED:
            yield from _other_month(prospect, table, DAYS[name])
        unseen = prospect.proposal.upload.hidden.get(name)
        if unseen is None:
            continue
        if unseen.is_hidden:
            yield from table.doubts("hidden-sheet", "", table.mask, lambda _: HIDDEN_SHEET)
        rows = np.zeros(len(table.after), dtype=bool)
        places = np.flatnonzero(table.mask)
        rows[places] = np.isin(table.rows(places), list(unseen.rows))
        yield from table.doubts("hidden-rows", "", rows, lambda _: HIDDEN_ROWS)
        for column in unseen.names:
            words = said(HIDDEN_COLUMN, value=column)
            yield from table.doubts(
                "hidden-columns",
                column,
                table.mask,
                lambda _, words=words: words,  # type: ignore[misc]
            )


def _other_month(prospect: Prospect, table: Touched, day: str) -> Iterator[Doubt]:
    """A title above the table that names a month of which no row is; not the line of its date."""
    days = table.after[day][table.mask].dropna()
    rows = {(each.year, each.month) for each in days.unique()}
    for repair in prospect.proposal.upload.repairs:
        if repair.file != table.file or not isinstance(repair.found, Message):
            continue
        title = str(dict(repair.found.values).get("value", ""))
        named = _MONTH.search(title) if repair.found.template == TITLE_ROW.template else None
        if named and rows and (int(named["year"]), int(named["month"])) not in rows:
            year, month = max(rows)
            words = said(OTHER_MONTH, value=title, day=f"{year}-{month:02}")
            name = table.changes.table.name
            yield Doubt("title-differs", name, table.file, day, words, (repair.row,))
