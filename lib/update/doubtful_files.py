"""Doubts about workbooks: rows, columns and sheets that are hidden and yet read."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lib.errors import Message
from lib.io.faults import said
from lib.update.doubts import Doubt
from lib.update.prospects import Prospect

HIDDEN_SHEET = Message("the sheet is hidden in the workbook, and its rows are read")
HIDDEN_ROWS = Message("the rows are hidden or filtered out in the workbook, and they are read")
HIDDEN_COLUMN = Message("the column “{value}” is hidden in the workbook, and it is read")


def doubtful_files(prospect: Prospect) -> Iterator[Doubt]:
    """Every hidden part of a workbook that would change something."""
    for name, table in prospect.touched():
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
