"""How a text file separates its cells and writes its numbers.

The header decides the separator. A decimal comma is believed only where the file itself
shows that it is one: "1,234" alone can be a thousand or a little more than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Table
from lib.io.tables.folding import bare

Mark = Literal["", ".", ",", "both"]

_LOOK, _LINES = 100_000, 10  # letters and lines in which a header is looked for
_DELIMITERS = (",", ";", "\t")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+,\d+|0,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d+)")
_POINT = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|0\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d+)"
    r"(?:[eE][+-]?\d+)?"
)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_WITH_COMMA = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+")


def delimiter(text: str, columns: Iterable[str]) -> str:
    """The mark that parts the header's columns; a comma when none does.

    Args:
        text: The file; only its first lines are looked at, a title may stand above the header.
        columns: What columns of all tables it could be are called.
    """
    # A line that never ends is cut: no header is so long.
    lines = text[:_LOOK].lstrip("\r\n").splitlines()[:_LINES] or [""]
    known = frozenset(map(bare, columns))

    def fit(mark: str) -> tuple[int, int]:
        rows = [line.split(mark) for line in lines]
        return max((sum(bare(cell) in known for cell in cells), len(cells)) for cells in rows)

    return max(_DELIMITERS, key=fit)


def decimal_mark(texts: Iterable[str]) -> Mark:
    """The decimal mark that the numbers of a file show; "both" when they contradict."""
    comma = point = False
    for text in texts:
        comma = comma or bool(_COMMA.fullmatch(text.strip()))
        point = point or bool(_POINT.fullmatch(text.strip()))
    if comma and point:
        return "both"
    return "," if comma else "." if point else ""


def with_points(cells: Cells, table: Table, file: str) -> tuple[Mapping[str, Coded], list[Fault]]:
    """Columns whose numbers have decimal points, and a fault for each that has two readings.

    Args:
        cells: The file.
        table: Its contract; only columns of numbers are touched.
        file: How faults name it.
    """
    names = [field.name for field in table.fields if field.type == "number"]
    columns = {name: cells.columns[name] for name in names if name in cells.columns}
    mark = decimal_mark(text for coded in columns.values() for text in coded.texts)
    if mark == ".":
        # Commas among points are faults of the value, which say what to write.
        return cells.columns, []
    changed = dict(cells.columns)
    faults: list[Fault] = []
    for name, coded in columns.items():
        texts = []
        for code, text in enumerate(coded.texts):
            bare = text.strip()
            unclear = _EITHER.fullmatch(bare) and not (mark == "," and "," in bare)
            if unclear:
                faults += _two_readings(cells, name, code, bare, file)
            is_comma = mark == "," and _WITH_COMMA.fullmatch(bare)
            texts.append(bare.replace(".", "").replace(",", ".") if is_comma else text)
        changed[name] = Coded(coded.codes, texts)
    return changed, faults


def as_written(
    faults: Iterable[Fault], written: Mapping[str, Coded], read: Mapping[str, Coded]
) -> Iterator[Fault]:
    """Faults that quote a number as it stands in the file: “1,5”, not the “1.5” it was read as.

    Args:
        faults: Faults of the columns as they were read.
        written: The columns as they stand in the file.
        read: The columns with decimal points, as `with_points` made them.
    """
    known: dict[str, dict[str, str]] = {}
    for name, coded in read.items():
        if coded is not written.get(name):
            texts = zip(coded.texts, written[name].texts, strict=True)
            known[name] = {_shortest(new): old for new, old in texts if new != old}
    for fault in faults:
        values = dict(fault.found.values)
        old = known.get(fault.column, {}).get(_shortest(str(values.get("value", ""))))
        if old:
            fault = replace(fault, found=fault.found.filled(**(values | {"value": old})))  # noqa: PLW2901
        yield fault


def _shortest(text: str) -> str:
    """A number without zeros that say nothing: 1.50 is 1.5; any other text as it is."""
    return text.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", text) else text


def _two_readings(cells: Cells, name: str, code: int, text: str, file: str) -> list[Fault]:
    found = said(say.TWO_READINGS, value=text)
    whole, fraction = re.sub(r"[.,]", "", text), text.replace(",", ".")
    expected = say.WRITE_EITHER.filled(value=whole, other=fraction + "0")
    rows = cells.rows[cells.columns[name].codes == code]
    return [Fault(file, int(row), name, found, expected) for row in rows]
