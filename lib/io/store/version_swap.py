"""The swap of versions: a new one takes effect by one rename, and a cut-off one is finished.

The files of the new version are kept as objects first. Where readers follow a pointer
(`datapackage.json`), it is replaced by one that names those objects, and from that moment
a reader finds the new version, before it the old one. Where there is none (outlines), the
rename that puts `history/next.json` in its place is that moment. What follows only tidies
up: the files are copied to their own names, and the pointer names those. When the process
dies on the way, `recover` does the rest; readers of a pointer do not have to wait for it.
"""

from __future__ import annotations

from pathlib import Path

from lib.io.store.layout import Layout
from lib.io.store.versions import (
    FOLDER,
    Version,
    as_record,
    object_of,
    read_record,
    record_path,
    versions,
)
from lib.io.store.whole_files import PART, keep_names, write_whole


class Unfinished(OSError):
    """A change took effect, and the disk did not take what tidies up; `recover` does that."""

    def __init__(self, version: Version, error: OSError) -> None:
        super().__init__(error.errno, error.strerror)
        self.version = version


def swap(folder: Path, layout: Layout, new: Version) -> None:
    """Let a version take effect whose files are kept already, and put them in their places.

    Raises:
        Unfinished: When the version took effect and what tidies up failed.
        OSError: When the disk does not take it; nothing was changed then.
    """
    write_whole(_next(folder), as_record(new))
    if layout.pointer:
        name, _, moved = layout.pointer
        objects = {path: f"{FOLDER}/objects/{kept}" for path, kept in new.files.items()}
        write_whole(folder / name, moved(object_of(folder, new, name), objects))
    try:
        _finish(folder, layout, new)
    except OSError as error:
        raise Unfinished(new, error) from error


def is_waiting(folder: Path, layout: Layout) -> bool:
    """Whether a change may have been cut off."""
    there = (folder / FOLDER).is_dir()
    return there and (_next(folder).exists() or _leads_to_objects(folder, layout))


def recover(folder: Path, layout: Layout) -> bool:
    """Finish a cut-off change that took effect, clear away one that did not; whether it did.

    Only for the holder of the lock.
    """
    waiting = read_record(_next(folder))
    if waiting and (
        layout.pointer is None
        or _leads_to_objects(folder, layout)
        or layout.checksum(layout.files(folder)) == waiting.checksum
    ):
        _finish(folder, layout, waiting)
        return True
    left = [_next(folder), *(folder / FOLDER).rglob(f"*{PART}")]
    if layout.pointer:
        left.append(folder / (layout.pointer.name + PART))
    for path in left:
        path.unlink(missing_ok=True)
    return False


def _finish(folder: Path, layout: Layout, new: Version) -> None:
    """Copy the files of a version to their own names; the pointer then names those.

    Every step can be done again, so it does not matter where it was cut off.
    """
    pointer = layout.pointer.name if layout.pointer else ""
    for name in new.files:
        data = object_of(folder, new, name)
        if name != pointer and not _holds(folder / name, data):
            write_whole(folder / name, data)
    for before in versions(folder)[-1:]:
        for name in before.files:
            # Only what is kept may go; a file that was changed since is somebody's work.
            if name not in new.files and _holds(folder / name, object_of(folder, before, name)):
                (folder / name).unlink()
    if pointer:
        write_whole(folder / pointer, object_of(folder, new, pointer))
    _next(folder).replace(record_path(folder, new.number))
    keep_names(folder / FOLDER)


def _next(folder: Path) -> Path:
    return folder / FOLDER / "next.json"


def _leads_to_objects(folder: Path, layout: Layout) -> bool:
    try:
        pointer = layout.pointer
        paths = pointer.paths((folder / pointer.name).read_bytes()) if pointer else {}
    except OSError:
        return False
    return any(path.startswith(f"{FOLDER}/") for path in paths.values())


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
