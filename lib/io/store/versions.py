"""Kept versions of the files of a folder: who, when, why, and which objects hold them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from lib.errors import Message, Refused
from lib.io import faults as say
from lib.io.store.whole_files import keep_object, kept_object, write_whole
from lib.io.tables.json_texts import parsed_json

FOLDER = "history"
Confirmed = Mapping[str, Sequence[str]]
NOTHING: Confirmed = MappingProxyType({})


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
        confirmed: Warnings that `who` saw and confirmed: one line each, by the code of their
            kind. Records from before there were any have none.
        reopened: Why rows of a closed period were changed; empty when none were.
        approved: Who approved it and why; empty where one person was enough.
    """

    number: int
    when: str
    who: str
    why: str
    checksum: str
    files: Mapping[str, str]
    confirmed: Confirmed = field(default_factory=dict)
    reopened: str = ""
    approved: str = ""

    @property
    def reason(self) -> Message | str:
        """Why, as it is shown: without an account it is a word of the program."""
        return self.why if self.who else say.STATE_FOUND


def versions(folder: Path) -> list[Version]:
    """All kept versions, earliest first; records that are damaged are left out.

    Args:
        folder: Whose files they are; the records stand in its `history/versions`.
    """
    kept = map(read_record, (folder / FOLDER / "versions").glob("[0-9]*.json"))
    return sorted(filter(None, kept), key=lambda version: version.number)


def record_path(folder: Path, number: int) -> Path:
    """Where the record of a version stands."""
    return folder / FOLDER / "versions" / f"{number:05}.json"


def as_record(version: Version) -> bytes:
    """A version as its record is written."""
    return (json.dumps(asdict(version), ensure_ascii=False, indent=2) + "\n").encode()


def read_record(path: Path) -> Version | None:
    """The version of a record; None when it is not there or damaged."""
    try:
        version = Version(**parsed_json(path.read_text(encoding="utf-8")))
        datetime.datetime.fromisoformat(version.when)
        texts = (version.who, version.why, version.checksum, version.reopened, version.approved)
        fits = (
            isinstance(version.number, int)
            and isinstance(version.files, dict)
            and all(isinstance(each, str) for each in texts)
        )
        return version if fits else None
    except (OSError, ValueError, TypeError):
        return None


def new_version(
    folder: Path,
    files: Mapping[str, bytes],
    checksum: str,
    *,
    who: str,
    why: str,
    confirmed: Confirmed = NOTHING,
    reopened: str = "",
    approved: str = "",
) -> Version:
    """The record of a next version, not written yet; its files are kept as objects."""
    objects = folder / FOLDER / "objects"
    kept = {
        name: keep_object(objects, data, PurePosixPath(name).suffix) for name, data in files.items()
    }
    known = versions(folder)
    number = known[-1].number + 1 if known else 1
    return Version(number, moment(), who, why, checksum, kept, dict(confirmed), reopened, approved)


def keep_present(folder: Path, files: Mapping[str, bytes], checksum: str) -> None:
    """Keep the state that was found as a version of its own, unless it is the last one."""
    known = versions(folder)
    if not known or known[-1].checksum != checksum:
        present = new_version(folder, files, checksum, who="", why=str(say.STATE_FOUND))
        write_whole(record_path(folder, present.number), as_record(present))


def found_version(number: int, checksum: str) -> Version:
    """A record of a state that was found, without its files."""
    return Version(number, moment(), "", str(say.STATE_FOUND), checksum, {})


def moment() -> str:
    """Now in UTC, as records have it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def files_of(folder: Path, number: int) -> dict[str, bytes]:
    """The files of a kept version.

    Raises:
        Refused: When there is no such version.
        OSError: When kept files are damaged.
    """
    for version in versions(folder):
        if version.number == number:
            return {name: object_of(folder, version, name) for name in version.files}
    raise Refused(say.NO_VERSION.filled(count=number))


def object_of(folder: Path, version: Version, name: str) -> bytes:
    """The bytes of a file of a version.

    Raises:
        OSError: When they are damaged or not there.
    """
    return kept_object(folder / FOLDER / "objects", version.files[name])
