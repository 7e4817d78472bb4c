"""Where briefings stand: a folder each in `briefings/` of a dataset, with a history of its own.

They are no part of the data: the dataset's checksum does not cover them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from lib.io import faults as say
from lib.io.store.folders import Folder
from lib.io.store.layout import Files, Layout
from lib.io.store.on_disk import OnDisk

FOLDER = "briefings"
FILE = "briefing.json"
TEMPLATE = "template.pptx"
MOST_BYTES = 5_000_000


def _files(folder: Path) -> dict[str, bytes]:
    path = folder / FILE
    return {FILE: path.read_bytes()} if path.is_file() else {}


def _checksum(files: Files) -> str:
    return hashlib.sha256(files.get(FILE, b"")).hexdigest()[:12]


_BRIEFING = Layout(_files, _checksum, lambda _before, new: dict(new), say.BRIEFING_CHANGED)


def open_briefing(dataset: Path, name: str) -> Folder[bytes | None]:
    """The folder of one briefing; its snapshot is the file's bytes, None where it is gone.

    Args:
        dataset: The dataset's folder.
        name: Name of the briefing, checked by the caller to be no path.
    """
    return OnDisk(dataset / FOLDER / name, _BRIEFING, lambda path: _files(path).get(FILE))


def briefing_names(dataset: Path) -> list[str]:
    """Names of the briefings that are kept, in order."""
    return sorted(path.parent.name for path in (dataset / FOLDER).glob(f"*/{FILE}"))


def office_template(dataset: Path) -> bytes | None:
    """An office's own slides to write on, `template.pptx` beside the dataset; None without."""
    path = dataset / TEMPLATE
    return path.read_bytes() if path.is_file() else None
