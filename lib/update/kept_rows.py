"""Doubts about kept rows that a file would let say something else."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.io.tables.contracts import Field
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect
from lib.update.told_cells import told_cell

WOULD_SAY = Message("“{value}” instead of “{other}” in a kept row")
WOULD_DIFFER = Message("differs from what is kept")

_MOST_QUOTED = 1_000  # cells of a column; of more it is only said that they differ
_WORDS = ("_text", "_vi", "_en")
_LINES = ("note", "title", "publisher", "url", "retrieved_from", "language", "legal_basis")


def doubtful_kept_rows(prospect: Prospect) -> Iterator[Doubt]:
    """Every cell of a kept row that would change and that is counted, dated or joined by."""
    for _, table in prospect.touched():
        if len(table.changes.changed[0]):
            for field in table.changes.table.fields:
                if field.name not in _LINES and not field.name.endswith(_WORDS):
                    yield from _cells(table, field)


def _cells(table: Touched, field: Field) -> Iterator[Doubt]:
    old, new = table.changes.changed
    before = written_column(table.changes.before.iloc[old], field)
    after = written_column(table.after.iloc[new], field)
    odd = np.flatnonzero(before != after)
    pairs = {int(new[each]): (str(after[each]), str(before[each])) for each in odd[:_MOST_QUOTED]}

    def told(text: str) -> Message | str:
        return told_cell(table.changes.table, field.name, text)

    def say(place: int) -> Message:
        if len(odd) > _MOST_QUOTED:
            return WOULD_DIFFER
        value, other = pairs[place]
        return said(WOULD_SAY, value=told(value) or "–", other=told(other) or "–")

    yield from table.doubts("kept-row-differs", field.name, table.at(new[odd]), say)
