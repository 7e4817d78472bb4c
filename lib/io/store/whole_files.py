"""Files that are whole or not there: written beside, brought to the disk, then renamed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

PART = ".part"


def digest(data: bytes) -> str:
    """SHA-256 of bytes, in hex digits."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Put a file in its place; whoever opens it sees the old or the new content, whole.

    Args:
        path: Its place.
        data: Its content.
        mode: Who may read and write it, where the system knows that.

    Raises:
        OSError: When it cannot be written; the old file stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + PART)
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        beside.replace(path)
    except (OSError, KeyboardInterrupt):
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can do that."""
    with contextlib.suppress(OSError):  # not on Windows
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def keep_object(folder: Path, data: bytes, suffix: str) -> str:
    """Keep bytes under the name of their content; that name.

    What is there already under that name and whole is not written again.
    """
    name = digest(data) + suffix
    try:
        kept_object(folder, name)
    except OSError:
        write_whole(folder / name, data)
    return name


def kept_object(folder: Path, name: str) -> bytes:
    """Bytes kept under a name.

    Raises:
        OSError: When they are not there, or are not what they were.
    """
    data = (folder / name).read_bytes()
    if digest(data) != name[:64]:
        raise OSError(f"{name[:12]} in the history is damaged")
    return data
