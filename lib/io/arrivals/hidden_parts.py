"""Rows, columns and sheets of a workbook that its author does not see.

A filter hides rows, and a click hides a column or a sheet; whoever sends the file believes
that what is hidden is not in it. The reader of cells takes all of it, so the sheet's own text
is asked which parts are out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lib.io.arrivals.sheet_marks import MOST_COLUMNS

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b(r|min|max|hidden|ht|width)\s*=\s*[\"']([^\"']*)[\"']")
_YES = (b"1", b"true")


class Unseen(NamedTuple):
    """What of a sheet, or of a table in it, is out of sight.

    Attributes:
        is_hidden: The whole sheet.
        rows: Rows, from 1.
        columns: Columns, from 1.
        names: Names of those that belong to the table, once it is known.
    """

    is_hidden: bool = False
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()


def unseen(part: bytes) -> Unseen:
    """What a sheet's own text hides; that the sheet is hidden stands in the workbook's list.

    Args:
        part: The sheet's XML, known to be without a document type.
    """
    rows: set[int] = set()
    columns: set[int] = set()
    number = 0
    for match in _ROW.finditer(part):
        said = _attributes(match[1])
        number = _whole(said, b"r", number + 1)
        if said.get(b"hidden") in _YES or _is_flat(said, b"ht"):
            rows.add(number)
    for match in _COLUMN.finditer(part):
        said = _attributes(match[1])
        if said.get(b"hidden") in _YES or _is_flat(said, b"width"):
            last = min(_whole(said, b"max", 0), MOST_COLUMNS)
            columns.update(range(_whole(said, b"min", 1), last + 1))
    return Unseen(rows=frozenset(rows), columns=frozenset(columns))


def _attributes(tag: bytes) -> Mapping[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(tag))


def _whole(said: Mapping[bytes, bytes], name: bytes, otherwise: int) -> int:
    text = said.get(name, b"")
    return int(text) if text.isdigit() and len(text) < 10 else otherwise


def _is_flat(said: Mapping[bytes, bytes], name: bytes) -> bool:
    """Whether a row was pulled to no height, or a column to no width."""
    return bool(re.fullmatch(rb"0+(\.0*)?", said.get(name, b"")))
