"""Row checks: text cells become the frame of a contract, and every fault is gathered.

The checks run on distinct texts before conversion, not on the finished frame: a fault
can then quote what was written and say what to write instead, and a column of a million
rows with three values costs three checks.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import Finding, Unfit, said
from lib.io.tables.cell_types import boolean, checked_text, clean, integer, number
from lib.io.tables.cells import BLOCK, Cells, Coded, Codes, Numbers, nothing, taken
from lib.io.tables.contracts import Field, Table
from lib.io.tables.dates import full_date, partial_date
from lib.io.tables.fault_lists import MOST_FAULTS, fault_of_each, first_of
from lib.io.tables.folding import tidied
from lib.io.tables.personal import personal_cells
from lib.io.tables.rules import broken_rules
from lib.io.tables.unreadable import unreadable_cells

_MOST_KEYS = 50_000_000  # that are ticked off, a byte each

_EMPTY: dict[str, Any] = {
    "text": "",
    "code": "",
    "category": "",
    "integer": None,
    "number": float("nan"),
    "boolean": False,
    "date": np.datetime64("NaT"),
    "partial_date": np.datetime64("NaT"),
}


@dataclass(frozen=True)
class Reading:
    """A table as read.

    Attributes:
        frame: Columns by the type table of `lib.io.tables.contracts`; unfit cells are empty.
        rows: Row of each record in the file as a spreadsheet shows it.
        columns: Columns of the contract that the file has.
        faults: Everything that is wrong, by row.
    """

    frame: pd.DataFrame
    rows: Numbers
    columns: frozenset[str]
    faults: tuple[Fault, ...]


def checked(cells: Cells, table: Table, file: str) -> Reading:
    """The frame of a table's cells with every fault of file, cell, row and key.

    References to other tables are checked in `lib.io.tables.references`, where those are known.
    """
    faults = list(cells.faults)
    faults += personal_cells(cells, table, file)
    faults += unreadable_cells(cells, table, file)
    columns: dict[str, Any] = {}
    key: list[tuple[Codes, list[Any]]] = []
    for field in table.fields:
        coded = cells.columns.get(field.name)
        if coded is None:
            blank = Coded(np.zeros(len(cells.rows), dtype=np.int32), [""])
            columns |= _columns(field, blank.codes, *_values(field, blank.texts)[:2])
            continue
        values, precisions, findings = _values(field, coded.texts)
        if field.name in table.key:
            findings += _untidy(coded.texts, {code for code, _ in findings})
        columns |= _columns(field, coded.codes, values, precisions)
        faults += _located(file, field.name, coded.codes, cells.rows, findings)
        if field.name in table.key:
            key.append((coded.codes, values))
    frame = pd.DataFrame(columns, copy=False)
    if len(key) == len(table.key) and not _are_single(key):
        faults += _repeated_keys(frame, cells.rows, table, file)
    faults += broken_rules(frame, cells.rows, table, file)
    faults.sort(key=lambda fault: fault.row)
    return Reading(frame, cells.rows, frozenset(cells.columns), tuple(faults))


def empty_frame(table: Table) -> pd.DataFrame:
    """A frame without rows that has every column of a table, in its type."""
    return checked(nothing(), table, "").frame


def _values(
    field: Field, texts: list[str]
) -> tuple[list[Any], list[str], list[tuple[int, Finding]]]:
    """Values of distinct texts, the precision of each, and what is wrong with which of them."""
    values: list[Any] = []
    precisions: list[str] = []
    findings: list[tuple[int, Finding]] = []
    for code, text in enumerate(texts):
        value, precision = _EMPTY[field.type], ""
        try:
            if text.strip() or (text and not field.required and field.type == "text"):
                value, precision = _value(field, text)
            elif field.required:
                raise Unfit(say.EMPTY_CELL, say.REQUIRED)
        except Unfit as unfit:
            findings.append((code, unfit.finding))
        values.append(value)
        precisions.append(precision)
    return values, precisions, findings


def _untidy(texts: list[str], faulty: set[int]) -> list[tuple[int, Finding]]:
    """Keys with something in them that nobody sees: they would stand beside the same key."""
    return [
        (code, Finding(said(say.UNTIDY, value=text), say.WRITE.filled(value=tidied(text))))
        for code, text in enumerate(texts)
        if text.strip()
        and code not in faulty
        and tidied(text) != unicodedata.normalize("NFC", text)
    ]


def _value(field: Field, text: str) -> tuple[Any, str]:
    text = clean(text)
    match field.type:
        case "integer":
            return integer(field, text), ""
        case "number":
            return number(field, text), ""
        case "boolean":
            return boolean(text), ""
        case "date":
            return np.datetime64(full_date(text).last_day), "day"
        case "partial_date":
            period = partial_date(text)
            return np.datetime64(period.last_day), period.precision
        case _:
            return checked_text(field, text), ""


def _columns(
    field: Field, codes: Codes, values: list[Any], precisions: list[str]
) -> dict[str, Any]:
    """The column of a field, and the column of its precision for a partial date."""
    match field.type:
        case "text" | "code":
            return {field.name: _texts(values, codes)}
        case "category":
            return {field.name: _categories(field, values, codes)}
        case "integer":
            missing = np.array([value is None for value in values], dtype=bool)
            numbers = np.array([value or 0 for value in values], dtype=np.int64)
            whole = pd.arrays.IntegerArray(taken(numbers, codes), taken(missing, codes))
            return {field.name: whole}
        case "number":
            return {field.name: taken(np.array(values, dtype=np.float64), codes)}
        case "boolean":
            return {field.name: taken(np.array(values, dtype=bool), codes)}
        case "date":
            return {field.name: taken(np.array(values, dtype="datetime64[us]"), codes)}
        case "partial_date":
            return {
                field.name: taken(np.array(values, dtype="datetime64[us]"), codes),
                f"{field.name}_precision": _texts(precisions, codes),
            }


def _texts(values: list[str], codes: Codes) -> pd.Series[str]:
    texts = pa.array(values, pa.large_string()).take(pa.array(codes))
    return pd.Series(pd.array(texts, dtype="str"))


def _categories(field: Field, values: list[str], codes: Codes) -> pd.Categorical:
    """Categories are the allowed values in their order, else the values found, sorted."""
    known = list(field.one_of) if field.one_of else sorted({value for value in values if value})
    if not field.required:
        known.append("")
    place = {value: code for code, value in enumerate(known)}
    kind = np.min_scalar_type(-max(len(known), 1))  # as small as pandas would make it
    moved = np.array([place.get(value, -1) for value in values], dtype=kind)
    return pd.Categorical.from_codes(taken(moved, codes), categories=pd.Index(known, dtype="str"))


def _located(
    file: str, column: str, codes: Codes, rows: Numbers, findings: list[tuple[int, Finding]]
) -> Iterator[Fault]:
    """A fault for each cell that holds one of the unfit texts."""
    if not findings:
        return
    by_code = dict(findings)

    def fault(place: int) -> Fault:
        finding = by_code[int(codes[place])]
        return Fault(file, int(rows[place]), column, finding.found, finding.expected)

    yield from fault_of_each(np.flatnonzero(np.isin(codes, list(by_code))), fault)


def _are_single(key: list[tuple[Codes, list[Any]]]) -> bool:
    """Whether it is certain that no two records have the same key; one with a gap has none.

    The values of a key are numbered and made one number, which is ticked off: a million
    records are told apart without comparing what they hold.

    Args:
        key: Codes and distinct values of each column of the key.
    """
    columns: list[tuple[Codes, Numbers, int]] = []
    for codes, values in key:
        known: dict[Any, int] = {}
        places = [-1 if _is_gap(each) else known.setdefault(each, len(known)) for each in values]
        columns.append((codes, np.array(places, dtype=np.int64), len(known)))
    if math.prod(size for *_, size in columns) > _MOST_KEYS:
        return False
    seen = np.zeros(math.prod(size for *_, size in columns), dtype=bool)
    whole = 0
    for start in range(0, len(key[0][0]), BLOCK):
        keys = np.zeros(len(key[0][0][start : start + BLOCK]), dtype=np.int64)
        gap = np.zeros(len(keys), dtype=bool)
        for codes, numbers, size in columns:
            part = numbers[codes[start : start + BLOCK]]
            gap |= part < 0
            keys = keys * size + part
        seen[keys[~gap]] = True
        whole += int(np.count_nonzero(~gap))
    return int(np.count_nonzero(seen)) == whole


def _is_gap(value: Any) -> bool:
    return value is None or value == "" or value != value  # noqa: PLR0124  (NaN and NaT)


def _repeated_keys(frame: pd.DataFrame, rows: Numbers, table: Table, file: str) -> Iterator[Fault]:
    """A fault for each row whose key stands in an earlier row; keys with a gap are left out."""
    key = frame[list(table.key)]
    whole = ~(key.isna() | (key == "")).to_numpy().any(axis=1)
    places = np.flatnonzero(key.duplicated().to_numpy() & whole)
    if not len(places):
        return
    asked = key.iloc[places[:MOST_FAULTS]]
    # Where a key stands first is only looked for in rows that have one of the keys to be told.
    same = np.ones(len(key), dtype=bool)
    for name in table.key:
        same &= key[name].isin(asked[name].unique()).to_numpy()
    first: dict[tuple[object, ...], int] = {}
    some = np.flatnonzero(same & whole)
    for place, values in zip(some, key.iloc[some].itertuples(index=False), strict=True):
        first.setdefault(tuple(values), int(rows[place]))
    column = table.key[0] if len(table.key) == 1 else ""
    once = say.ONCE.filled(value=" + ".join(table.key))

    def fault(row: int, values: tuple[object, ...]) -> Fault:
        shown = ", ".join(
            f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
            for value in values
        )
        found = said(say.DOUBLE_KEY, value=shown, row=first[values])
        return Fault(file, row, column, found, once)

    repeats = zip(rows[places], asked.itertuples(index=False, name=None), strict=False)
    yield from first_of((fault(int(row), values) for row, values in repeats), len(places))
