"""Cells whose text says the same without what nobody sees, or in the product's own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

import numpy as np

from lib.io import faults as say
from lib.io.arrivals.repairs import NAME_COLUMNS, Repair
from lib.io.faults import said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Field, Table
from lib.io.tables.folding import bare, tidied
from lib.io.tables.words import FileWords

# Texts by which rows are put together or counted; the prose of the others stays as it is.
_GROUPING = frozenset({"wave", "decision_no", "unit", "indicator_vi", "indicator_en",
                       "scope_text", *NAME_COLUMNS})  # fmt: skip


def tidied_cells(cells: Cells, table: Table, file: str) -> tuple[Cells, list[Repair]]:
    """Keys, codes, numbers and days without spaces around them or characters nobody sees.

    Args:
        cells: The file.
        table: Its contract.
        file: How repairs name it.

    Returns:
        The cells, and a repair for each text that was another.
    """
    named = {*table.key, *(reference.column for reference in table.references)}

    def change(field: Field) -> Callable[[str], str] | None:
        is_prose = field.type == "text" and not field.pattern and field.name not in named
        return None if is_prose and field.name not in _GROUPING else tidied

    fields = {field.name: field for field in table.fields}
    extra = {name: Field(name, "text", "", "") for name in cells.columns if name not in fields}
    return _changed(cells, {**fields, **extra}, change, file, lambda _field, _text: False)


def coded_cells(
    cells: Cells, table: Table, file: str, words: FileWords
) -> tuple[Cells, list[Repair]]:
    """Words of statuses, results and other codes as their codes, with or without marks.

    Args:
        cells: The file.
        table: Its contract.
        file: How repairs name it.
        words: What the codes are called.

    Returns:
        The cells, and a repair for each text that is not one of the product's own words.
    """
    fields = {field.name: field for field in table.fields}

    def change(field: Field) -> Callable[[str], str] | None:
        called = words.of_column(table.name, field.name)
        if not called and not field.one_of:
            return None
        meant = {bare(code): code for code in field.one_of}
        for code, texts in called.items():
            for text in texts:
                meant.setdefault(bare(text), code)
        known = {*field.one_of, *called}
        return lambda text: text if text in known else meant.get(bare(text), text)

    def is_own(field: Field, text: str) -> bool:
        called = words.of_column(table.name, field.name)
        return any(text in texts for texts in called.values())

    return _changed(cells, fields, change, file, is_own)


def _changed(
    cells: Cells,
    fields: Mapping[str, Field],
    change: Callable[[Field], Callable[[str], str] | None],
    file: str,
    is_own: Callable[[Field, str], bool],
) -> tuple[Cells, list[Repair]]:
    """The cells with the texts of some columns changed, and a repair for each that was."""
    columns = dict(cells.columns)
    repairs: list[Repair] = []
    for name, coded in cells.columns.items():
        becomes = change(fields[name]) if name in fields else None
        if becomes is None:
            continue
        texts = [becomes(text) for text in coded.texts]
        differ = [
            code
            for code, (old, new) in enumerate(zip(coded.texts, texts, strict=True))
            if old != new
        ]
        if not differ:
            continue
        columns[name] = Coded(coded.codes, texts)
        for code in differ:
            places = np.flatnonzero(coded.codes == code)
            old = coded.texts[code]
            is_same = unicodedata.normalize("NFC", old) == texts[code]
            if len(places) and old.strip() and not is_same and not is_own(fields[name], old):
                row = int(cells.rows[places[0]])
                found = said(say.WRITTEN, value=old)
                became = say.quoted(texts[code])
                repairs.append(Repair(file, row, name, found, became, len(places)))
    repairs.sort(key=lambda repair: repair.row)
    return Cells(columns, cells.rows, cells.faults), repairs
