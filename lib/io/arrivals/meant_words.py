"""Headings and codes that are not known: what was probably meant, and what there is to choose.

A reader knows "Đang thực hiện", not `in_progress`: what is allowed is told in the reader's
words, the code in brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.arrivals.headings import columns_called
from lib.io.faults import said
from lib.io.tables.cells import Cells
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import fault_of_each
from lib.io.tables.near_words import nearest
from lib.io.tables.words import FileWords

# Columns whose codes are not a closed list: a new one may come, a misspelt one may not.
_OPEN = {"counts": ("metric",), "milestones": ("kind",)}
_MOST_CODES = 2_000  # of a column; more of them are no slips
_MISSPELT = 0.9  # so like a known code that nothing else can be meant


def with_meanings(faults: Iterable[Fault], table: Table, words: FileWords) -> list[Fault]:
    """The faults of a table, what is expected told in the reader's words.

    Args:
        faults: Its faults.
        table: Its contract.
        words: What codes are called; without words the faults stay as they are.
    """
    if not words.codes:
        return list(faults)
    known: dict[tuple[str, Message, Message], Message] = {}
    meant_faults = []
    for fault in faults:
        asked = (fault.column, fault.found, fault.expected)
        if asked not in known:
            known[asked] = _expected(fault, table, words)
        meant_faults.append(replace(fault, expected=known[asked]))
    return meant_faults


def misspelt_codes(
    cells: Cells, table: Table, file: str, words: FileWords, kept: pd.DataFrame | None
) -> Iterator[Fault]:
    """A fault for each code of an open list that is nearly one of those that are known.

    Args:
        cells: The file.
        table: Its contract.
        file: How faults name it.
        words: What codes are called.
        kept: The table as it stands in the dataset: its codes are known, too.
    """
    for name in _OPEN.get(table.name, ()):
        known, coded = words.codes_called(table.name, name), cells.columns.get(name)
        if coded is None or not known:
            continue
        known |= {code: code for code in (() if kept is None else kept[name].astype("str"))}
        for code, text in enumerate(coded.texts[:_MOST_CODES]):
            near = known.get(nearest(text, known, _MISSPELT), "") if text not in known else ""
            if near:
                found = said(say.NOT_KNOWN, value=text)
                meant = said(say.DID_YOU_MEAN, value=shown_code(words, table.name, name, near))
                yield from fault_of_each(
                    cells.rows[np.flatnonzero(coded.codes == code)],
                    lambda row, name=name, found=found, meant=meant: Fault(  # type: ignore[misc]
                        file, row, name, found, meant
                    ),
                )


def shown_code(words: FileWords, table: str, column: str, code: str) -> str:
    """A code as the reader knows it: Đang thực hiện (in_progress)."""
    called = words.code(table, column, code)
    return code if called == code else f"{called} ({code})"


def _expected(fault: Fault, table: Table, words: FileWords) -> Message:
    expected = fault.expected
    if expected.template == say.ONE_OF.template and fault.column in table.columns:
        allowed = table.field(fault.column).one_of
        if not allowed:
            return expected
        near = _near_code(str(dict(fault.found.values)["value"]), table, fault.column, words)
        if near:
            return said(say.DID_YOU_MEAN, value=near)
        shown = (shown_code(words, table.name, fault.column, code) for code in allowed)
        return say.ONE_OF.filled(value="; ".join(shown))
    if fault.found.template == say.UNKNOWN_COLUMN.template:
        near = nearest(str(dict(fault.found.values)["value"]), columns_called(table))
        if near:
            return said(say.DID_YOU_MEAN, value=_heading(table, columns_called(table)[near], words))
    if expected.template in (say.REMOVE_COLUMN.template, say.ADD_COLUMN.template):
        listed = "; ".join(_heading(table, name, words) for name in table.columns)
        return expected.filled(value=listed)
    return expected


def _near_code(text: str, table: Table, column: str, words: FileWords) -> str:
    codes = words.codes_called(table.name, column)
    near = nearest(text, codes)
    return shown_code(words, table.name, column, codes[near]) if near else ""


def _heading(table: Table, name: str, words: FileWords) -> str:
    if name not in table.columns:
        return name
    called = words.heading(table.field(name))
    return name if called == name else f"{called} ({name})"
