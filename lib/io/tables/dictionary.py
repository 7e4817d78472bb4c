"""The data dictionary, printed from the contracts so that it cannot go stale.

``python -m lib.io.tables.dictionary`` writes it into `data/README.md`.
"""

from __future__ import annotations

import html
from pathlib import Path

from lib.io.tables.contracts import Field, Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.units import UNITS_TABLES

DICTIONARY = Path(__file__).parents[3] / "data" / "README.md"
_OPENING = """\
# Từ điển dữ liệu · Data dictionary

Made from the table contracts by `python -m lib.io.tables.dictionary`; edit those, not this file.
Tệp này được sinh từ quy ước bảng bằng lệnh trên; hãy sửa quy ước, không sửa tệp này.

A dataset is a folder with `datapackage.json` and its tables; `units` is the list of units that
all datasets share. Check a folder with `python -m lib.io.check data/<dataset>`.
Mỗi bộ dữ liệu là một thư mục gồm `datapackage.json` và các bảng; `units` là danh mục đơn vị
dùng chung. Kiểm tra thư mục bằng `python -m lib.io.check data/<dataset>`.

- Files are CSV: UTF-8, commas, decimal point, one header row; large tables may be Parquet.
  Tệp CSV: UTF-8, dấu phẩy phân cách, dấu chấm thập phân, một dòng tiêu đề; bảng lớn có thể
  dùng Parquet.
- An empty cell means not stated. Never fill one by guess.
  Ô trống nghĩa là nguồn không nêu. Không điền theo phỏng đoán.
- Nothing about a person is ever stored. Không lưu bất kỳ thông tin cá nhân nào.

| type | in the file | trong tệp |
|---|---|---|
| text | any text, NFC | văn bản bất kỳ, chuẩn NFC |
| code | digits kept as written: `00019` | chữ số giữ nguyên: `00019` |
| category | text of few distinct values | văn bản có ít giá trị khác nhau |
| integer | `1234` | số nguyên |
| number | `12.5` | số, dấu chấm thập phân |
| boolean | `true` / `false` | `true` (đúng) / `false` (sai) |
| date | `2025-06-30` | ngày đầy đủ |
| partial_date | `2025`, `2025-06` or `2025-06-30`; a month or year stands for its last day | \
`2025`, `2025-06` hoặc `2025-06-30`; tháng, năm tính là ngày cuối |
"""


def data_dictionary() -> str:
    """Markdown with every table and column, in both languages."""
    parts = [_OPENING]
    for heading, tables in (
        ("Bộ dữ liệu · Dataset: `data/<dataset>/`", DATASET_TABLES),
        ("Đơn vị hành chính · Units: `data/units/`", UNITS_TABLES),
    ):
        parts.append(f"\n## {heading}\n")
        parts += [_table(table) for table in tables]
    return "".join(parts)


def _table(table: Table) -> str:
    key = " + ".join(f"`{name}`" for name in table.key)
    lines = [
        "",
        f"### {table.name}",
        "",
        f"{_cell(table.vi)} · {_cell(table.en)}",
        "",
        f"- Khóa · key: {key}",
    ]
    lines += [
        f"- `{reference.column}` → `{reference.table}.{reference.target}`"
        for reference in table.references
    ]
    if table.optional:
        lines.append("- Không bắt buộc · optional")
    lines += ["", "| column | type | required | values | vi | en |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{field.name}` | {field.type} | {'✓' if field.required else ''} "
        f"| {limits(field)} | {_cell(field.vi)} | {_cell(field.en)} |"
        for field in table.fields
    ]
    return "\n".join(lines) + "\n"


def limits(field: Field) -> str:
    """What a column's values may be, in Markdown; "" when the type says it all."""
    parts = [f"`{value}`" for value in field.one_of]
    if field.pattern:
        # In a table of Markdown a bar ends the cell, even inside code.
        parts.append("`" + field.pattern.replace("|", "\\|") + "`")
    if field.minimum is not None:
        parts.append(f"≥ {field.minimum:g}")
    if field.maximum is not None:
        parts.append(f"≤ {field.maximum:g}")
    return ", ".join(parts)


def _cell(text: str) -> str:
    return html.escape(text, quote=False).replace("|", "\\|")


if __name__ == "__main__":
    DICTIONARY.write_text(data_dictionary(), encoding="utf-8", newline="\n")
