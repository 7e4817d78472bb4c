"""Texts that say nothing: written in an old encoding, or with letters lost on the way."""

from __future__ import annotations

import numpy as np

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import fault_of_each
from lib.io.tables.legacy_encodings import legacy_encoding, legacy_finding, lost_letters


def unreadable_cells(cells: Cells, table: Table, file: str) -> list[Fault]:
    """Faults for texts in an old encoding, and for texts whose letters were lost."""
    # Of a column with few allowed values any other one is a fault of its own.
    names = [
        field.name
        for field in table.fields
        if field.type in ("text", "category", "code") and not field.one_of
    ]
    names += [name for name in cells.columns if name not in table.columns]
    columns = {name: cells.columns[name] for name in names if name in cells.columns}
    foreign = {
        name: [text for text in coded.texts if not text.isascii()]
        for name, coded in columns.items()
    }
    legacy = legacy_encoding(text for texts in foreign.values() for text in texts)
    faults: list[Fault] = []
    for name, coded in columns.items():
        if legacy and foreign[name] and legacy_encoding(foreign[name]) == legacy:
            places = np.flatnonzero(
                np.array([not text.isascii() for text in coded.texts])[coded.codes]
            )
            text = coded.texts[coded.codes[places[0]]]
            finding = legacy_finding(legacy, text)
            faults.append(Fault(file, int(cells.rows[places[0]]), name, *finding))
        lost = [code for code, text in enumerate(coded.texts) if lost_letters(text)]
        if lost:

            def fault(place: int, name: str = name, coded: Coded = coded) -> Fault:
                found = said(say.LOST_LETTERS, value=coded.texts[coded.codes[place]])
                return Fault(file, int(cells.rows[place]), name, found, say.SAVE_FROM_ORIGIN)

            faults += fault_of_each(np.flatnonzero(np.isin(coded.codes, lost)), fault)
    if legacy and not faults:  # no column has enough of it alone
        finding = legacy_finding(legacy, " ".join(t for texts in foreign.values() for t in texts))
        faults.append(Fault(file, 0, "", *finding))
    return faults
