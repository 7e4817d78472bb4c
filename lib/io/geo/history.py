"""Versions of the outlines in `geo/`: apply new files whole, keep every earlier state, go back.

Kept as `lib.io.store.history` keeps datasets. Outlines have no descriptor to switch, so a change
takes effect by the rename that puts `history/next.json` in its place: from then on `recover`
finishes it, whoever comes next, and before it nothing but the history has been written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from lib.errors import Refused
from lib.io.geo import words as say
from lib.io.store.locks import locked
from lib.io.store.versions import (
    FOLDER,
    Version,
    as_record,
    files_of,
    keep_found,
    make_folders,
    new_version,
    put_in_place,
    read_record,
    record_path,
    versions,
)
from lib.io.store.whole_files import PART, keep_names, write_whole

__all__ = ["Version", "apply", "recover", "restore", "state", "versions"]
_PATTERNS = (
    "provinces.geojson",
    "areas.csv",
    "wards/*.geojson",
    "until2025/*.geojson",
    "until2025/areas.csv",
)


def state(folder: Path) -> str:
    """Checksum of the outlines as they stand."""
    return _checksum(_files(folder))


def apply(folder: Path, contents: Mapping[str, bytes], *, who: str, why: str, base: str) -> Version:
    """Make the contents the current state of their files; the others stay.

    Args:
        folder: Folder of the outlines.
        contents: New bytes by path (``wards/79.geojson``).
        who: Account that does it.
        why: Reason.
        base: Checksum of the state that the change was made for.

    Raises:
        Refused: When the outlines are not in that state any more.
        OSError: When the disk does not take it; then the old state stays, or `recover`
            finishes the new one.
    """
    make_folders(folder)
    with locked(folder / FOLDER / "lock"):
        before = _ready(folder, base)
        return _install(folder, before | dict(contents), who=who, why=why)


def restore(folder: Path, number: int, *, who: str, why: str, base: str) -> Version:
    """Go back to a version; that is a new version too, so it can be undone in turn.

    Args:
        folder: Folder of the outlines.
        number: Number of the version to go back to.
        who: Account that does it.
        why: Reason.
        base: Checksum of the state that is on screen.

    Raises:
        Refused: When the outlines are not in that state any more, or the version is not there.
        OSError: When kept files are damaged, or the disk does not take it.
    """
    make_folders(folder)
    with locked(folder / FOLDER / "lock"):
        _ready(folder, base)
        files = files_of(folder, number)
        return _install(folder, files, who=who, why=why)


def recover(folder: Path) -> bool:
    """Finish a change that was cut off after it took effect; whether there was one."""
    if not (folder / FOLDER / "next.json").exists():
        return False
    try:
        with locked(folder / FOLDER / "lock"):
            return _recover(folder)
    except OSError:  # a folder that cannot be written
        return False


def _ready(folder: Path, base: str) -> dict[str, bytes]:
    """The current files, kept as a version; Refused when they are not those of `base`."""
    _recover(folder)
    files = _files(folder)
    checksum = _checksum(files)
    if checksum != base:
        raise Refused(say.OUTLINES_CHANGED)
    keep_found(folder, files, checksum)
    return files


def _install(folder: Path, files: Mapping[str, bytes], *, who: str, why: str) -> Version:
    new = new_version(folder, files, _checksum(files), who=who, why=why)
    write_whole(folder / FOLDER / "next.json", as_record(new))
    _finish(folder, new)
    return new


def _recover(folder: Path) -> bool:
    waiting = read_record(folder / FOLDER / "next.json")
    if waiting:
        _finish(folder, waiting)
        return True
    for left in (folder / FOLDER).rglob(f"*{PART}"):
        left.unlink(missing_ok=True)
    return False


def _finish(folder: Path, new: Version) -> None:
    """Put the files of a version in their places; every step can be done again."""
    put_in_place(folder, new)
    (folder / FOLDER / "next.json").replace(record_path(folder, new.number))
    keep_names(folder / FOLDER)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for pattern in _PATTERNS
        for path in sorted(folder.glob(pattern))
        if path.is_file()
    }


def _checksum(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()[:12]
