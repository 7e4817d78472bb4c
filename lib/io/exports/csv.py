"""Tables as CSV, as the package keeps it or for Excel; very large ones as Parquet."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from lib.io.tables.cell_texts import Texts, written_frame
from lib.io.tables.contracts import Table
from lib.io.tables.formulas import neutralised

_TEXTUAL = ("text", "code", "category")
_LARGE = 200_000  # rows from which a table is kept as Parquet


def table_csv(frame: pd.DataFrame, table: Table, *, bom: bool = False) -> bytes:
    """A table as CSV: UTF-8, commas, "." as decimal mark, partial dates as they were written.

    Args:
        frame: Columns by the contract.
        table: The contract; it gives the order of the columns.
        bom: For Excel: with a byte order mark, and texts that look like formulas
            neutralised. Without it the bytes read back as the same frame.
    """
    texts = written_frame(frame, table)
    if bom:
        for field in table.fields:
            if field.name in texts and field.type in _TEXTUAL:
                texts[field.name] = _mapped(texts[field.name])
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(texts)
    writer.writerows(zip(*texts.values(), strict=True))
    return stream.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _mapped(texts: Texts) -> Texts:
    codes, distinct = pd.factorize(texts)
    safe = pd.Series([neutralised(str(text)) for text in distinct], dtype=object)
    return safe.to_numpy()[codes] if len(safe) else texts


def table_parquet(frame: pd.DataFrame, table: Table) -> bytes:
    """A large table as Parquet: every cell as its text in CSV, stored by distinct values."""
    columns = {
        name: pa.array(list(texts), type=pa.string()).dictionary_encode()
        for name, texts in written_frame(frame, table).items()
    }
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns), stream, compression="zstd")
    return stream.getvalue()


def table_file(frame: pd.DataFrame, table: Table) -> tuple[str, bytes]:
    """Name and bytes of a table's file: CSV, or Parquet where a spreadsheet would give up."""
    if len(frame) > _LARGE:
        return f"{table.name}.parquet", table_parquet(frame, table)
    return f"{table.name}.csv", table_csv(frame, table)
