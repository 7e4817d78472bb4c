"""The table in a text file: its encoding, its separator, its header, its cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from lib.io import faults as say
from lib.io.arrivals.delimiters import delimiter
from lib.io.arrivals.encodings import decoded
from lib.io.arrivals.headers import (
    Arrival,
    Arrived,
    about_header,
    not_a_header,
    table_of,
    unknown_table,
)
from lib.io.arrivals.headings import (
    HEADER_WITHIN,
    head,
    header_place,
    headings,
    names_of,
    narrowed,
    titles,
    widened,
)
from lib.io.arrivals.repairs import Repair
from lib.io.faults import Unfit, said
from lib.io.tables.cells import Cells, Coded
from lib.io.tables.contracts import Table
from lib.io.tables.formulas import plain_again
from lib.io.tables.personal import personal_header
from lib.io.tables.readers import csv_cells
from lib.io.tables.words import FileWords

_OTHER_MARKS = ("|", "^", ":")
_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?[ ;,\t]*\r?\n', re.IGNORECASE)
_LOOK = 200_000  # letters in which the header is looked for


def text_tables(shown: str, data: bytes, tables: Sequence[Table], words: FileWords) -> Arrived:
    """The table in a file of text.

    Args:
        shown: How faults name the file.
        data: Its bytes.
        tables: Contracts that it may hold.
        words: What tables are called.

    Raises:
        Unfit: When the text cannot be read.
    """
    text, encoding = decoded(data)
    repairs: list[Repair] = []
    line = _SEPARATOR_LINE.match(text)
    if line:
        # A spreadsheet takes the line away and calls the next one row 1; so do faults here.
        found = said(say.SEPARATOR_LINE, value=line[0].strip())
        repairs.append(Repair(shown, 1, "", found, say.LEFT_OUT, 1))
        text = text[line.end() :]
    mark = line[1] if line else delimiter(text, headings(tables))
    records, starts = _first_records(text, mark)
    place = header_place(records, tables) if records else 0
    header = records[place] if records else []
    for other in _OTHER_MARKS:
        if len(header) == 1 and header[0].count(other) > 1:
            raise Unfit(said(say.WRONG_SEPARATOR, value=other), say.SEPARATE_BY_COMMAS)
    stem = PurePosixPath(shown).stem
    table = table_of(stem, header, tables, words)
    if table is None:
        faults = personal_header(header, place + 1, shown, None)
        return Arrived([], [*faults, unknown_table(shown, stem, tables)], [])
    understood = head(shown, place, _as_wide_as_rows(records, place, table), table)
    if not set(understood.names) & set(table.columns) and any(header):
        personal = personal_header(header, place + 1, shown, None)
        return Arrived([], [*personal, not_a_header(shown, place + 1, table)], [])
    if line or place or understood.names != header:
        text = _written(understood.names, mark) + text[starts[place + 1] :]
        data = text.encode()
    elif not encoding.startswith("utf-8"):
        data = text.encode()
    del text
    wide = widened(table, understood)
    cells = _below(csv_cells(data, wide, shown, mark), place)
    if encoding == "utf-8-sig":
        cells = _without_apostrophes(cells, table)
    cells = narrowed(cells, understood, table, shown)
    cells = about_header(cells, understood.named, place + 1, shown, wide)
    repairs += [*titles(shown, records, place), *understood.repairs]
    return Arrived([Arrival(shown, table, cells, repairs=tuple(repairs))], [], [])


def _first_records(text: str, mark: str) -> tuple[list[list[str]], list[int]]:
    """The first records of a text, and where each begins and the last one ends."""
    stream = io.StringIO(text[:_LOOK], newline="")
    records: list[list[str]] = []
    starts = [0]
    try:
        for record in csv.reader(stream, delimiter=mark):
            records.append(record)
            starts.append(stream.tell())
            if len(records) > HEADER_WITHIN:
                break
    except csv.Error:  # the reader of cells says where
        pass
    return records, starts


def _as_wide_as_rows(records: list[list[str]], place: int, table: Table) -> list[str]:
    """The header; with one empty heading more where the rows end in a separator."""
    header = records[place] if records else []
    below = next((row for row in records[place + 1 :] if any(row)), [])
    is_whole = set(table.columns) <= set(names_of(table, header))
    ends = is_whole and len(below) == len(header) + 1 and not below[-1]
    return [*header, ""] if ends else header


def _written(names: Sequence[str], mark: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark, lineterminator="\n").writerow(names)
    return stream.getvalue()


def _below(cells: Cells, place: int) -> Cells:
    """Cells and faults numbered with the lines above the header."""
    if not place:
        return cells
    faults = (replace(f, row=f.row + place if f.row else 0) for f in cells.faults)
    return Cells(cells.columns, cells.rows + place, tuple(faults))


def _without_apostrophes(cells: Cells, table: Table) -> Cells:
    """Cells as they were before they were made safe for Excel (`neutralised`)."""
    textual = {field.name for field in table.fields if field.type in ("text", "code", "category")}
    columns = {
        name: Coded(coded.codes, [plain_again(text) for text in coded.texts])
        if name in textual
        else coded
        for name, coded in cells.columns.items()
    }
    return Cells(columns, cells.rows, cells.faults)
