"""An empty dataset to begin with: CSV headers, descriptor, and a workbook that helps to fill.

The workbook has a sheet for each table, with lists to choose from and cells that keep what
is typed (codes and months stay text), an example, and the dictionary.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lib.errors import Message
from lib.io.exports.template_example import EXAMPLE
from lib.io.exports.workbook import write_lines
from lib.io.store.packages import write_package
from lib.io.store.whole_files import write_whole
from lib.io.tables.cell_texts import Texts, written_frame
from lib.io.tables.contracts import Field, Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import About
from lib.io.tables.dictionary import limits
from lib.io.tables.words import NO_WORDS, FileWords

WORKBOOK = "template.xlsx"
_FILLED_ROWS = 20_000  # that have lists and formats
_README = (
    Message("Template"),
    Message(
        "Each table has its sheet; row 1 contains the headings; leave it as it is. The example "
        "shows filled rows, the dictionary what each column means."
    ),
    Message(
        "A new month is a new row with an identifier of its own. A row with an identifier that "
        "is in the dataset changes that row, and what was known before is lost."
    ),
    Message("An empty cell means not stated. A month is written 2025-06, a year 2025, as text."),
    Message(
        "A unit is given by its key (until2025-26776) or by names: Tân Chánh Hiệp, Quận 12, "
        "TP. Hồ Chí Minh."
    ),
    Message("Nothing about a person is ever stored."),
)
_TO_FILL_IN = Message(
    "“{name}” is left empty on purpose: fill it in in every row, with the source of the new report."
)
_README_SHEET, _EXAMPLE_SHEET = Message("README"), Message("example")
_DICTIONARY_SHEET = Message("dictionary")
_DICTIONARY = (
    Message("table"),
    Message("column"),
    Message("heading"),
    Message("type"),
    Message("required"),
    Message("values"),
    Message("meaning"),
)


def template_workbook(
    tables: Sequence[Table] = DATASET_TABLES,
    words: FileWords = NO_WORDS,
    filled: Mapping[str, pd.DataFrame] = MappingProxyType({}),
) -> bytes:
    """The workbook that is filled in and uploaded.

    Args:
        tables: Contracts; a sheet for each.
        words: What columns, tables and codes are called; without any, as in the files.
        filled: Rows that stand in it already, by table.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    formats = {
        "header": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "required": book.add_format({"bold": True, "bottom": 1, "bg_color": "#FFF2CC"}),
        "text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    lines = [line.said(words.translated) for line in _README]
    lines += [line for table in tables for line in _to_fill_in(table, filled, words).values()]
    readme = book.add_worksheet(_README_SHEET.said(words.translated))
    write_lines(readme, lines, formats["wrapped"])
    for table in tables:
        sheet = book.add_worksheet(words.table(table.name)[:31])
        _write_table(sheet, table, formats, words, _to_fill_in(table, filled, words))
        if table.name in filled:
            _write_rows(sheet, table, written_frame(filled[table.name], table), formats, words)
    _write_example(book, tables, formats, words)
    _write_dictionary(book, tables, formats, words)
    book.close()
    return stream.getvalue()


def write_empty_dataset(
    folder: Path,
    *,
    title_vi: str,
    title_en: str,
    version: date,
    synthetic: bool = False,
    words: FileWords = NO_WORDS,
) -> None:
    """Write a dataset without rows and the workbook beside it.

    Args:
        folder: Folder to make; its name is the dataset's.
        title_vi: Title in Vietnamese.
        title_en: Title in English.
        version: Day of its state.
        synthetic: Whether its figures will be made up.
        words: What the workbook calls columns, tables and codes.

    Raises:
        FileExistsError: When there is such a folder already.
        OSError: When it cannot be written.
    """
    folder.mkdir(parents=True)
    for table in DATASET_TABLES:
        write_whole(folder / f"{table.name}.csv", (",".join(table.columns) + "\n").encode())
    write_package(
        folder,
        About(
            name=folder.name,
            title_vi=title_vi,
            title_en=title_en,
            description_vi="Bộ dữ liệu của đơn vị",
            description_en="Dataset of an office",
            synthetic=synthetic,
            version=version.isoformat(),
        ),
        DATASET_TABLES,
    )
    write_whole(folder / WORKBOOK, template_workbook(words=words))


def _to_fill_in(
    table: Table, filled: Mapping[str, pd.DataFrame], words: FileWords
) -> dict[str, str]:
    """What is said of each required column that rows which stand there already leave empty."""
    if table.name not in filled:
        return {}
    return {
        field.name: _TO_FILL_IN.filled(name=words.heading(field)).said(words.translated)
        for field in table.fields
        if field.required and field.name not in filled[table.name]
    }


def _write_table(
    sheet: Worksheet,
    table: Table,
    formats: Mapping[str, Format],
    words: FileWords,
    to_fill_in: Mapping[str, str],
) -> None:
    for place, field in enumerate(table.fields):
        kind = "required" if field.required else "header"
        heading = words.heading(field)
        sheet.write_string(0, place, heading, formats[kind])
        remark = f"{field.name}\n{words.meaning(field)}\n{to_fill_in.get(field.name, '')}".rstrip()
        sheet.write_comment(0, place, remark, {"x_scale": 2})
        width = max(len(heading) + 2, 12)
        sheet.set_column(place, place, width, _format(field, formats))
        rule = _rule(field, table, words)
        if rule:
            sheet.data_validation(1, place, _FILLED_ROWS, place, rule)
    sheet.freeze_panes(1, 0)


def _write_rows(
    sheet: Worksheet,
    table: Table,
    texts: Mapping[str, Texts],
    formats: Mapping[str, Format],
    words: FileWords,
) -> None:
    """Rows below the header, as they would be typed in."""
    for place, field in enumerate(table.fields):
        for row, text in enumerate(texts.get(field.name, ()), start=1):
            if not text:
                continue
            if field.type in ("integer", "number"):
                sheet.write_number(row, place, float(text))
            elif field.type == "date":
                sheet.write_datetime(row, place, date.fromisoformat(text), formats["day"])
            else:
                shown = words.code(table.name, field.name, str(text))
                sheet.write_string(row, place, shown, formats["text"])


def _format(field: Field, formats: Mapping[str, Format]) -> Format | None:
    if field.type in ("integer", "number", "boolean"):
        return None
    # As text a spreadsheet keeps 00019 and 2025-06 as they are typed.
    return formats["day" if field.type == "date" else "text"]


def _rule(field: Field, table: Table, words: FileWords) -> dict[str, object] | None:
    """What a spreadsheet lets into a cell."""
    options = ("true", "false") if field.type == "boolean" else field.one_of
    if options:
        options = tuple(words.code(table.name, field.name, option) for option in options)
        return {"validate": "list", "source": list(options), "ignore_blank": not field.required}
    if field.type == "date":
        return {
            "validate": "date",
            "criteria": ">=",
            "value": date(1945, 9, 2),
            "error_title": field.name,
            "error_message": "2025-12-31",
        }
    if field.type in ("integer", "number"):
        low = field.minimum if field.minimum is not None else -(10**12)
        high = field.maximum if field.maximum is not None else 10**12
        return {
            "validate": "integer" if field.type == "integer" else "decimal",
            "criteria": "between",
            "minimum": int(low) if field.type == "integer" else low,
            "maximum": int(high) if field.type == "integer" else high,
        }
    return None


def _write_example(
    book: Workbook, tables: Sequence[Table], formats: Mapping[str, Format], words: FileWords
) -> None:
    """One sheet with filled rows of each table below its name."""
    sheet = book.add_worksheet(_EXAMPLE_SHEET.said(words.translated))
    sheet.set_column(0, 20, 18)
    row = 0
    for table in tables:
        about = table.vi if words.language == "vi" else table.en
        sheet.write_string(row, 0, f"{words.table(table.name)}: {about}", formats["header"])
        for place, field in enumerate(table.fields):
            sheet.write_string(row + 1, place, words.heading(field), formats["header"])
            for below, example in enumerate(EXAMPLE[table.name]):
                text = words.code(table.name, field.name, example.get(field.name, ""))
                sheet.write_string(row + 2 + below, place, text, formats["text"])
        row += 3 + len(EXAMPLE[table.name])


def _write_dictionary(
    book: Workbook, tables: Sequence[Table], formats: Mapping[str, Format], words: FileWords
) -> None:
    sheet = book.add_worksheet(_DICTIONARY_SHEET.said(words.translated))
    for place, name in enumerate(_DICTIONARY):
        sheet.write_string(0, place, name.said(words.translated), formats["header"])
    lines = [
        (
            table.name,
            field.name,
            words.heading(field),
            field.type,
            "x" if field.required else "",
            _values(table, field, words),
            words.meaning(field),
        )
        for table in tables
        for field in table.fields
    ]
    for row, line in enumerate(lines, start=1):
        for place, text in enumerate(line):
            sheet.write_string(row, place, text)
    sheet.set_column(0, 4, 16)
    sheet.set_column(5, 6, 50)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(_DICTIONARY) - 1)


def _values(table: Table, field: Field, words: FileWords) -> str:
    """What a column's values may be, with what each is called."""
    if not field.one_of:
        return limits(field).replace("`", "").replace("\\|", "|")
    named = ((code, words.code(table.name, field.name, code)) for code in field.one_of)
    return ", ".join(code if word == code else f"{code} = {word}" for code, word in named)
