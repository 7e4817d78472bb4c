"""Kept versions of the files of a folder: who, when, why, and which objects hold them.

What `lib.io.history` (datasets) and `lib.io.geo.history` (outlines) have in common.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from lib.errors import Refused
from lib.io import faults as say
from lib.io.json_texts import parsed_json
from lib.io.stored import keep_object, kept_object, write_whole

FOLDER = "history"


@dataclass(frozen=True)
class Version:
    """One kept state of a folder.

    Attributes:
        number: 1 is the earliest.
        when: Moment in UTC, ISO.
        who: Account that applied it; empty for a state that was found in the folder.
        why: Reason as it was given.
        checksum: Of the files of that state.
        files: Object of each file by the file's name.
    """

    number: int
    when: str
    who: str
    why: str
    checksum: str
    files: Mapping[str, str]


def versions(folder: Path) -> list[Version]:
    """All kept versions, earliest first; records that are damaged are left out.

    Args:
        folder: Whose files they are; the records stand in its `history/versions`.
    """
    found = []
    for path in sorted((folder / FOLDER / "versions").glob("[0-9]*.json")):
        version = read_record(path)
        if version:
            found.append(version)
    return sorted(found, key=lambda version: version.number)


def record_path(folder: Path, number: int) -> Path:
    """Where the record of a version stands."""
    return folder / FOLDER / "versions" / f"{number:05}.json"


def as_record(version: Version) -> bytes:
    """A version as its record is written."""
    return (json.dumps(asdict(version), ensure_ascii=False, indent=2) + "\n").encode()


def read_record(path: Path) -> Version | None:
    """The version of a record; None when it is not there or damaged."""
    try:
        content = parsed_json(path.read_text(encoding="utf-8"))
        return Version(**content)
    except (OSError, ValueError, TypeError):
        return None


def make_folders(folder: Path) -> None:
    """Make the places of objects and records."""
    for name in ("objects", "versions"):
        (folder / FOLDER / name).mkdir(parents=True, exist_ok=True)


def new_version(
    folder: Path, files: Mapping[str, bytes], checksum: str, *, who: str, why: str
) -> Version:
    """The record of a next version, not written yet; its files are kept as objects."""
    objects = folder / FOLDER / "objects"
    kept = {
        name: keep_object(objects, data, PurePosixPath(name).suffix) for name, data in files.items()
    }
    known = versions(folder)
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    number = known[-1].number + 1 if known else 1
    return Version(number, when, who, why, checksum, kept)


def keep_found(folder: Path, files: Mapping[str, bytes], checksum: str) -> None:
    """Keep the state that was found as a version of its own, unless it is the last one."""
    known = versions(folder)
    if not known or known[-1].checksum != checksum:
        found = new_version(folder, files, checksum, who="", why=say.STATE_FOUND)
        write_whole(record_path(folder, found.number), as_record(found))


def files_of(folder: Path, number: int) -> dict[str, bytes]:
    """The files of a kept version.

    Raises:
        Refused: When there is no such version.
        OSError: When kept files are damaged.
    """
    found = [version for version in versions(folder) if version.number == number]
    if not found:
        raise Refused(say.NO_VERSION.format(count=number))
    objects = folder / FOLDER / "objects"
    return {name: kept_object(objects, kept) for name, kept in found[0].files.items()}


def put_in_place(folder: Path, new: Version, *, but: str = "") -> None:
    """Copy the files of a version to their names, and take away those it does not have.

    Every step can be done again, so it does not matter where it was cut off.

    Args:
        folder: Whose files they are.
        new: The version.
        but: A file left as it is.
    """
    objects = folder / FOLDER / "objects"
    for name, kept in new.files.items():
        data = kept_object(objects, kept)
        if name != but and not _holds(folder / name, data):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, data)
    for before in versions(folder)[-1:]:
        for name, kept in before.files.items():
            # Only what is kept may go; a file that was changed since is somebody's work.
            if name not in new.files and _holds(folder / name, kept_object(objects, kept)):
                (folder / name).unlink()


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
