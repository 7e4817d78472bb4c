"""Large tables kept parsed, as Arrow files: see `lib.io.store.kept_files`.

Unlike Parquet, Arrow gives back categories in their order, also those that no row holds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc

from lib.io.store.kept_files import default_folder, keep, kept_path
from lib.io.tables.contracts import Table
from lib.io.tables.readers import parsed_rows
from lib.io.tables.row_checks import Reading, empty_frame

_KEPT = 24
LARGE_BYTES = {".csv": 500_000, ".parquet": 20_000}
"""By suffix; smaller files parse faster than they would be looked up."""
LARGE_ROWS = 4_000


def table_rows(
    data: bytes, suffix: str, table: Table, file: str, *, cache: Path | None = None
) -> Reading:
    """A table from its file's bytes, or from what was kept of the same bytes.

    Args:
        data: The bytes.
        suffix: ``.csv`` or ``.parquet``.
        table: The contract.
        file: How faults name the file.
        cache: Folder of all that is kept.
    """
    if len(data) < LARGE_BYTES[suffix]:
        return parsed_rows(data, suffix, table, file)
    digest = hashlib.sha256(data).hexdigest() + suffix
    folder = cache or default_folder()
    frame = kept_frame(folder, digest, table)
    if frame is not None:
        return Reading(frame, np.arange(2, len(frame) + 2), frozenset(table.columns), ())
    reading = parsed_rows(data, suffix, table, file)
    # Only what is good and has no gap between its rows can be found again by content alone.
    whole = len(reading.rows) and reading.rows[-1] == len(reading.rows) + 1
    if len(reading.frame) >= LARGE_ROWS and not reading.faults and whole:
        keep_frame(folder, digest, table, reading.frame)
    return reading


def kept_frame(cache: Path, digest: str, table: Table) -> pd.DataFrame | None:
    """The frame kept for a file's content; None when there is none that can be used."""
    try:
        with pyarrow.ipc.open_file(_path(cache, digest, table)) as source:
            frame = source.read_all().to_pandas()
    except (OSError, ValueError, TypeError, KeyError, pa.ArrowException):
        return None  # not there, cut off or foreign: it is made anew
    return frame if _types(frame) == _types(empty_frame(table)) else None


def keep_frame(cache: Path, digest: str, table: Table, frame: pd.DataFrame) -> None:
    """Keep a checked frame."""
    whole = pa.Table.from_pandas(frame, preserve_index=False)
    options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
    stream = pa.BufferOutputStream()
    with pyarrow.ipc.new_file(stream, whole.schema, options=options) as target:
        target.write_table(whole)
    keep(_path(cache, digest, table), stream.getvalue(), _KEPT)


def _path(cache: Path, digest: str, table: Table) -> Path:
    return kept_path(cache, "tables", f"{table.name}.arrow", digest, repr(table))


def _types(frame: pd.DataFrame) -> dict[str, str]:
    """Types by column, all categories alike: those without a list in the contract differ."""
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}
