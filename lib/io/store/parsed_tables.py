"""Large tables kept parsed, so that a start does not check their rows again.

They are kept as Arrow files: unlike Parquet these give back categories in their order,
also those that no row holds.

A kept frame is found by the content of its file, the contract and the program that
parsed it. When one of them changes it is simply not found, and made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.ipc

from lib.io.tables.contracts import Table
from lib.io.tables.row_checks import empty_frame

_KEPT = 24  # frames; older ones are of files that have changed since
LARGE_BYTES = {".csv": 500_000, ".parquet": 20_000}
"""By suffix; smaller files parse faster than they would be looked up."""
LARGE_ROWS = 4_000


def default_folder() -> Path:
    """`$XDG_CACHE_HOME/ward-atlas` where that is set, else `.cache` of the project."""
    home = os.environ.get("XDG_CACHE_HOME")
    return Path(home) / "ward-atlas" if home else Path(__file__).parents[3] / ".cache"


def kept_frame(cache: Path, digest: str, table: Table) -> pd.DataFrame | None:
    """The frame kept for a file's content; None when there is none that can be used."""
    path = _place(cache, digest, table)
    try:
        with pyarrow.ipc.open_file(path) as source:
            frame = source.read_all().to_pandas()
    except (OSError, ValueError, TypeError, KeyError, pa.ArrowException):
        return None  # not there, cut off or foreign: it is made anew
    return frame if _types(frame) == _types(empty_frame(table)) else None


def keep_frame(cache: Path, digest: str, table: Table, frame: pd.DataFrame) -> None:
    """Keep a checked frame; without a word when the folder cannot be written."""
    path = _place(cache, digest, table)
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
        # Only a whole file gets the name that is looked for.
        whole = pa.Table.from_pandas(frame, preserve_index=False)
        options = pyarrow.ipc.IpcWriteOptions(compression="lz4")
        with pyarrow.ipc.new_file(temporary, whole.schema, options=options) as target:
            target.write_table(whole)
        Path(temporary).replace(path)
        _drop_old(path.parent)
    except (OSError, pa.ArrowException):
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _drop_old(folder: Path) -> None:
    kept = sorted(folder.glob("*.arrow"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)


def _place(cache: Path, digest: str, table: Table) -> Path:
    key = hashlib.sha256(f"{digest} {table!r} {program()}".encode()).hexdigest()
    return cache / "tables" / f"{table.name}-{key[:32]}.arrow"


@lru_cache(maxsize=1)
def program() -> str:
    """Digest of all modules of lib.io and of pandas: other code may parse otherwise."""
    whole = hashlib.sha256(pd.__version__.encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _types(frame: pd.DataFrame) -> dict[str, str]:
    """Types by column, all categories alike: those without a list in the contract differ."""
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}
