"""An empty dataset to begin with: CSV headers, descriptor, and a workbook that helps to fill.

The workbook has a sheet for each table, with lists to choose from and cells that keep what
is typed (codes and months stay text), an example, and the dictionary.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lib.io.exports.template_example import EXAMPLE
from lib.io.exports.workbook import write_lines
from lib.io.store.packages import write_package
from lib.io.store.whole_files import write_whole
from lib.io.tables.contracts import Field, Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import About
from lib.io.tables.dictionary import limits

WORKBOOK = "template.xlsx"
_FILLED_ROWS = 20_000  # that have lists and formats
_README = (
    "Bảng mẫu · Template",
    "Mỗi bảng một trang; dòng 1 là tên cột, giữ nguyên. Xem ví dụ ở trang example, ý nghĩa cột "
    "ở trang dictionary.",
    "A sheet for each table; row 1 holds the column names, leave it. The sheet example shows "
    "filled rows, the sheet dictionary what each column means.",
    "Ô trống nghĩa là nguồn không nêu. Tháng viết 2025-06, năm viết 2025 (dạng văn bản).",
    "An empty cell means not stated. A month is written 2025-06, a year 2025, as text.",
    "Đơn vị: ghi mã (until2025-26776) hoặc tên: Tân Chánh Hiệp, Quận 12, TP. Hồ Chí Minh.",
    "A unit is given by its key (until2025-26776) or by names: ward, district, province.",
    "Không ghi bất kỳ thông tin cá nhân nào. Nothing about a person is ever stored.",
)


def template_workbook(tables: Sequence[Table] = DATASET_TABLES) -> bytes:
    """The workbook that is filled in and uploaded.

    Args:
        tables: Contracts; a sheet for each.
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
    write_lines(book.add_worksheet("README"), _README, formats["wrapped"])
    for table in tables:
        _write_table(book.add_worksheet(table.name), table, formats)
    _write_example(book, tables, formats)
    _write_dictionary(book.add_worksheet("dictionary"), tables, formats)
    book.close()
    return stream.getvalue()


def write_empty_dataset(
    folder: Path, *, title_vi: str, title_en: str, version: date, synthetic: bool = False
) -> None:
    """Write a dataset without rows and the workbook beside it.

    Args:
        folder: Folder to make; its name is the dataset's.
        title_vi: Title in Vietnamese.
        title_en: Title in English.
        version: Day of its state.
        synthetic: Whether its figures will be made up.

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
    write_whole(folder / WORKBOOK, template_workbook())


def _write_table(sheet: Worksheet, table: Table, formats: Mapping[str, Format]) -> None:
    for place, field in enumerate(table.fields):
        kind = "required" if field.required else "header"
        sheet.write_string(0, place, field.name, formats[kind])
        sheet.write_comment(0, place, f"{field.vi}\n{field.en}", {"x_scale": 2})
        width = max(len(field.name) + 2, 12)
        sheet.set_column(place, place, width, _format(field, formats))
        rule = _rule(field)
        if rule:
            sheet.data_validation(1, place, _FILLED_ROWS, place, rule)
    sheet.freeze_panes(1, 0)


def _format(field: Field, formats: Mapping[str, Format]) -> Format | None:
    if field.type in ("integer", "number", "boolean"):
        return None
    # As text a spreadsheet keeps 00019 and 2025-06 as they are typed.
    return formats["day" if field.type == "date" else "text"]


def _rule(field: Field) -> dict[str, object] | None:
    """What a spreadsheet lets into a cell."""
    options = ("true", "false") if field.type == "boolean" else field.one_of
    if options:
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


def _write_example(book: Workbook, tables: Sequence[Table], formats: Mapping[str, Format]) -> None:
    """One sheet with filled rows of each table below its name."""
    sheet = book.add_worksheet("example")
    sheet.set_column(0, 20, 18)
    row = 0
    for table in tables:
        sheet.write_string(row, 0, f"{table.name}: {table.vi} · {table.en}", formats["header"])
        for place, name in enumerate(table.columns):
            sheet.write_string(row + 1, place, name, formats["header"])
            for below, example in enumerate(EXAMPLE[table.name]):
                sheet.write_string(row + 2 + below, place, example.get(name, ""), formats["text"])
        row += 3 + len(EXAMPLE[table.name])


def _write_dictionary(
    sheet: Worksheet, tables: Sequence[Table], formats: Mapping[str, Format]
) -> None:
    columns = ("table", "column", "type", "required", "values", "vi", "en")
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, formats["header"])
    row = 1
    for table in tables:
        for field in table.fields:
            values = limits(field).replace("`", "").replace("\\|", "|")
            line = (table.name, field.name, field.type, "x" if field.required else "", values,
                    field.vi, field.en)  # fmt: skip
            for place, text in enumerate(line):
                sheet.write_string(row, place, text)
            row += 1
    sheet.set_column(0, 3, 16)
    sheet.set_column(4, 6, 50)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row - 1, len(columns) - 1)
