"""A file as text: each column by its distinct texts, and the text of each record.

Large tables repeat few texts (1,750,000 assessments, 10,000 wards), so conversion and
checks work on distinct texts and cost next to nothing for the rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lib.errors import Fault
from lib.io.tables.cell_texts import number_text

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Value = TypeVar("Value", bound=np.generic)

BLOCK = 65_536  # records worked on at once, so that what stands in between fits the cache


class Coded(NamedTuple):
    """A column: `texts` are distinct, `codes` says for each record which of them it holds."""

    codes: Codes
    texts: list[str]


@dataclass(frozen=True)
class Cells:
    """What stands in a file, before any of it is understood.

    Attributes:
        columns: Columns by name; only those that the table's contract has.
        rows: Row of each record as a spreadsheet shows it (the header is row 1).
        faults: What is wrong with the file itself, its header and the width of its rows.
    """

    columns: Mapping[str, Coded]
    rows: Numbers
    faults: tuple[Fault, ...] = ()


def nothing(faults: tuple[Fault, ...] = ()) -> Cells:
    """A file that could not be read, or holds no records."""
    return Cells({}, np.empty(0, dtype=np.int64), faults)


def without_blank(columns: Mapping[str, Coded], rows: Numbers) -> tuple[dict[str, Coded], Numbers]:
    """Columns and rows without the records whose every cell is empty.

    Spreadsheets leave such rows behind where cells were cleared; they say nothing.
    """
    if not columns:
        return {}, rows
    blank = np.ones(len(rows), dtype=bool)
    for coded in columns.values():
        if not blank.any():
            break
        empty = [code for code, text in enumerate(coded.texts) if not text]
        blank &= np.isin(coded.codes, empty)
    if not blank.any():
        return dict(columns), rows
    kept = ~blank
    return {name: Coded(coded.codes[kept], coded.texts) for name, coded in columns.items()}, rows[
        kept
    ]


def coded(array: pa.ChunkedArray) -> Coded:
    """A column of Arrow as text; numbers, dates and booleans as a CSV file would write them."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    whole = array.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # no chunk at all
        return Coded(np.empty(0, dtype=np.int32), [])
    texts = ["" if value is None else _written(value) for value in whole.dictionary.to_pylist()]
    indices = whole.indices
    if indices.null_count:
        indices = indices.fill_null(len(texts))
        texts.append("")
    return Coded(indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), texts)


def taken(values: npt.NDArray[Value], codes: Codes) -> npt.NDArray[Value]:
    """The value of each record: ``values[codes]`` by Arrow, which does not widen the codes."""
    taken_values: npt.NDArray[Value] = (
        pa.array(values).take(pa.array(codes)).to_numpy(zero_copy_only=False)
    )
    return taken_values


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    return number_text(value) if isinstance(value, float) else str(value)


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    made = ""
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(65 + rest) + made
    return made
