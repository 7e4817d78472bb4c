"""Merged cells of a sheet: only the first one holds the value that all of them show."""

from __future__ import annotations

from collections.abc import Sequence

from lib.io import faults as say
from lib.io.arrivals.repairs import Repair
from lib.io.arrivals.workbooks import Sheet
from lib.io.faults import Finding, said
from lib.io.tables.cells import column_letters

_Found = tuple[int, int, Finding]


def filled_down(
    sheet: Sheet, place: int, file: str, names: Sequence[str]
) -> tuple[list[list[str]], list[Repair], list[_Found]]:
    """The rows below a header with the value of merged cells in each of their rows.

    Args:
        sheet: The sheet.
        place: Place of its header.
        file: How faults and repairs name it.
        names: Its columns.

    Returns:
        The rows, what was filled down, and the cells merged over several columns, of which
        nobody can say which of the columns is meant.
    """
    below = sheet.cells[place + 1 :]
    repairs: list[Repair] = []
    across: list[_Found] = []
    for (top, left), (bottom, right) in sheet.merged:
        first, last = top - place - 2, min(bottom - place - 2, len(below) - 1)
        if first < 0 or first >= len(below) or left > len(names):
            continue
        value = below[first][left - 1]
        area = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        if not value.strip():
            continue
        if right > left:
            across.append((top, left, Finding(said(say.MERGED_ACROSS, value=area), say.UNMERGE)))
            continue
        for row in below[first + 1 : last + 1]:
            row[left - 1] = value
        repairs.append(
            Repair(file, top, names[left - 1], said(say.FILLED_DOWN, value=area),
                   said(say.IN_EACH_ROW, value=value), last - first)
        )  # fmt: skip
    return below, repairs, across
