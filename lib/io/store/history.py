"""Versions of a dataset: apply a new one whole, keep every earlier one, go back to any.

`<dataset>/history/objects` holds the files of all versions by their content, and
`<dataset>/history/versions` a record for each: who, when, why, which files.

A change takes effect by one rename. Its files are kept as objects first; then
`datapackage.json` is replaced by one that names those objects, and from that moment a
reader finds the new version, before it the old one. What follows only tidies up: the
tables are copied to their own names, and the descriptor names those. When the process
dies on the way, `recover` does the rest; readers do not have to wait for it.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from lib.errors import Refused
from lib.io import faults as say
from lib.io.arrivals.uploads import Tell
from lib.io.store.descriptor_paths import described, moved, table_paths
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
from lib.io.store.whole_files import PART, keep_names, kept_object, write_whole
from lib.io.tables.descriptors import DESCRIPTOR

__all__ = ["Version", "apply", "recover", "restore", "state", "versions"]


def state(folder: Path) -> str:
    """Checksum of the files of a dataset as they stand, the same as `Dataset.checksum`."""
    return _checksum(_files(folder))


def apply(
    folder: Path,
    contents: Mapping[str, bytes],
    *,
    who: str,
    why: str,
    base: str,
    tell: Tell | None = None,
) -> Version:
    """Make the contents the current state of their tables.

    Args:
        folder: Folder of the dataset.
        contents: New bytes by file name (``targets.csv``); other tables stay.
        who: Account that does it.
        why: Reason.
        base: Checksum of the state that the change was made for.
        tell: Told how far the work is; when it raises, nothing has changed.

    Returns:
        The new version.

    Raises:
        Refused: When the dataset is not in that state any more.
        OSError: When the disk does not take it. Before the change takes effect the old
            state stays; after it `recover` finishes it.
    """
    make_folders(folder)
    with locked(folder / FOLDER / "lock"):
        before = _ready(folder, base)
        if tell:
            tell(0.1)
        paths = table_paths(before[DESCRIPTOR])
        paths |= {PurePosixPath(name).stem: name for name in contents}
        stay = {path: before[path] for path in paths.values() if path in before}
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        descriptor = described(before[DESCRIPTOR], paths, today)
        files = {DESCRIPTOR: descriptor, **stay, **contents}
        return _install(folder, files, who=who, why=why, tell=tell)


def restore(
    folder: Path, number: int, *, who: str, why: str, base: str, tell: Tell | None = None
) -> Version:
    """Go back to a version; that is a new version too, so it can be undone in turn.

    Args:
        folder: Folder of the dataset.
        number: Number of the version to go back to.
        who: Account that does it.
        why: Reason.
        base: Checksum of the state that is on screen.
        tell: Told how far the work is; when it raises, nothing has changed.

    Raises:
        Refused: When the dataset is not in that state any more, or the version is not there.
        OSError: When kept files are damaged, or the disk does not take it.
    """
    make_folders(folder)
    with locked(folder / FOLDER / "lock"):
        _ready(folder, base)
        files = files_of(folder, number)
        return _install(folder, files, who=who, why=why, tell=tell)


def recover(folder: Path) -> bool:
    """Finish a change that was cut off after it took effect; whether there was one.

    Safe to call at any time and by anybody: without a cut-off change nothing is touched.
    """
    history = folder / FOLDER
    if not history.is_dir() or not (_is_interim(folder) or (history / "next.json").exists()):
        return False
    try:
        with locked(history / "lock"):
            return _recover(folder)
    except OSError:  # a folder that cannot be written: it is whole as it is
        return False


def _ready(folder: Path, base: str) -> dict[str, bytes]:
    """The current files, kept as a version; Refused when they are not those of `base`."""
    _recover(folder)
    files = _files(folder)
    checksum = _checksum(files)
    if checksum != base:
        raise Refused(say.NOT_SAME_STATE)
    keep_found(folder, files, checksum)
    return files


def _install(
    folder: Path, files: dict[str, bytes], *, who: str, why: str, tell: Tell | None
) -> Version:
    """Keep the files, let them take effect, and put them in their places."""
    new = new_version(folder, files, _checksum(files), who=who, why=why)
    if tell:
        tell(0.8)
    write_whole(folder / FOLDER / "next.json", as_record(new))
    write_whole(folder / DESCRIPTOR, _interim(new, files[DESCRIPTOR]))
    _finish(folder, new)
    if tell:
        with contextlib.suppress(Exception):  # too late to cancel
            tell(1)
    return new


def _recover(folder: Path) -> bool:
    waiting = read_record(folder / FOLDER / "next.json")
    if waiting and (_is_interim(folder) or state(folder) == waiting.checksum):
        _finish(folder, waiting)
        return True
    (folder / FOLDER / "next.json").unlink(missing_ok=True)  # it never took effect
    (folder / (DESCRIPTOR + PART)).unlink(missing_ok=True)
    for left in (folder / FOLDER).rglob(f"*{PART}"):
        left.unlink(missing_ok=True)
    return False


def _finish(folder: Path, new: Version) -> None:
    """Copy the tables of a version to their own names; the descriptor then names those.

    Every step can be done again, so it does not matter where it was cut off.
    """
    put_in_place(folder, new, but=DESCRIPTOR)
    descriptor = kept_object(folder / FOLDER / "objects", new.files[DESCRIPTOR])
    write_whole(folder / DESCRIPTOR, descriptor)
    (folder / FOLDER / "next.json").replace(record_path(folder, new.number))
    keep_names(folder / FOLDER)


def _files(folder: Path) -> dict[str, bytes]:
    """Descriptor and tables of a dataset by their paths in its folder."""
    descriptor = (folder / DESCRIPTOR).read_bytes()
    files = {DESCRIPTOR: descriptor}
    for path in table_paths(descriptor).values():
        whole = (folder / path).resolve()
        if whole.is_relative_to(folder.resolve()) and whole.is_file():
            files[path] = whole.read_bytes()
    return files


def _checksum(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256(hashlib.sha256(files[DESCRIPTOR]).digest())
    for path in table_paths(files[DESCRIPTOR]).values():
        if path in files:
            whole.update(hashlib.sha256(files[path]).digest())
    return whole.hexdigest()[:12]


def _interim(new: Version, descriptor: bytes) -> bytes:
    """The descriptor of a version with its tables where they are kept."""
    return moved(descriptor, {n: f"{FOLDER}/objects/{kept}" for n, kept in new.files.items()})


def _is_interim(folder: Path) -> bool:
    try:
        paths = table_paths((folder / DESCRIPTOR).read_bytes())
    except OSError:
        return False
    return any(path.startswith(f"{FOLDER}/") for path in paths.values())
