"""Writes rows as CSV by a table contract: same rows, same bytes, nothing outside the contract."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from lib.io.tables.contracts import Field, Table

_SHAPES = {
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "boolean": r"true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "partial_date": r"\d{4}(-\d\d){0,2}",
}


def write_table(path: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> int:
    """Write `rows` to `path` in UTF-8 with LF, columns in the order of the contract.

    Args:
        path: File to write; its folder exists.
        table: Contract of the file.
        rows: One mapping of column name to text per row; a missing column is empty.

    Returns:
        Number of rows written.

    Raises:
        ValueError: A value breaks the contract or a key is there twice; all faults listed.
    """
    faults: list[str] = []
    ready: list[dict[str, str]] = []
    keys: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=2):
        faults += [f"row {number}: no column {name}" for name in set(row) - set(table.columns)]
        values = {name: clean(row.get(name, "")) for name in table.columns}
        for field in table.fields:
            fault = _fault(field, values[field.name])
            if fault:
                faults.append(f"row {number}, column {field.name}: {fault}")
        key = tuple(values[name] for name in table.key)
        if key in keys:
            faults.append(f"row {number}: key {key} is there twice")
        keys.add(key)
        ready.append(values)
    if faults:
        raise ValueError(f"{path.name}:\n" + "\n".join(faults))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(ready)
    return len(ready)


def read_rows(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file as text, cleaned; an empty cell is an empty text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {name: clean(value or "") for name, value in row.items()}
            for row in csv.DictReader(file)
        ]


def clean(text: str) -> str:
    """Text in NFC with every kind of space, non-breaking ones too, as one plain space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _fault(field: Field, value: str) -> str:
    """What is wrong with a value, "" when nothing is."""
    if not value:
        return "empty" if field.required else ""
    shape = field.pattern or _SHAPES.get(field.type, "")
    if shape and not re.fullmatch(shape, value):
        return f"{value!r} is not {shape}"
    if field.one_of and value not in field.one_of:
        return f"{value!r} is not one of {field.one_of}"
    if field.minimum is not None and float(value) < field.minimum:
        return f"{value} is below {field.minimum}"
    if field.maximum is not None and float(value) > field.maximum:
        return f"{value} is above {field.maximum}"
    return ""
