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
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from lib.errors import Refused
from lib.io import faults as say
from lib.io.listings import described, moved, table_paths
from lib.io.locks import locked
from lib.io.packages import DESCRIPTOR
from lib.io.stored import PART, keep_names, keep_object, kept_object, write_whole
from lib.io.uploads import Tell

FOLDER = "history"


@dataclass(frozen=True)
class Version:
    """One kept state of a dataset.

    Attributes:
        number: 1 is the earliest.
        when: Moment in UTC, ISO.
        who: Account that applied it; empty for a state that was found in the folder.
        why: Reason as it was given.
        checksum: As `Dataset.checksum` of that state.
        files: Object of each file by the file's name.
    """

    number: int
    when: str
    who: str
    why: str
    checksum: str
    files: Mapping[str, str]


def versions(folder: Path) -> list[Version]:
    """All kept versions of a dataset, earliest first; records that are damaged are left out."""
    found = []
    for path in sorted((folder / FOLDER / "versions").glob("[0-9]*.json")):
        version = _record(path)
        if version:
            found.append(version)
    return sorted(found, key=lambda version: version.number)


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
    _make(folder)
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
    _make(folder)
    with locked(folder / FOLDER / "lock"):
        _ready(folder, base)
        found = [version for version in versions(folder) if version.number == number]
        if not found:
            raise Refused(say.NO_VERSION.format(count=number))
        objects = folder / FOLDER / "objects"
        files = {name: kept_object(objects, kept) for name, kept in found[0].files.items()}
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


def _make(folder: Path) -> None:
    for name in ("objects", "versions"):
        (folder / FOLDER / name).mkdir(parents=True, exist_ok=True)


def _ready(folder: Path, base: str) -> dict[str, bytes]:
    """The current files, kept as a version; Refused when they are not those of `base`."""
    _recover(folder)
    files = _files(folder)
    checksum = _checksum(files)
    if checksum != base:
        raise Refused(say.NOT_SAME_STATE)
    known = versions(folder)
    if not known or known[-1].checksum != checksum:
        record = _version(folder, files, "", say.STATE_FOUND)
        write_whole(_place(folder, record.number), _json(record))
    return files


def _install(
    folder: Path, files: dict[str, bytes], *, who: str, why: str, tell: Tell | None
) -> Version:
    """Keep the files, let them take effect, and put them in their places."""
    new = _version(folder, files, who, why)
    if tell:
        tell(0.8)
    write_whole(folder / FOLDER / "next.json", _json(new))
    write_whole(folder / DESCRIPTOR, _interim(new, files[DESCRIPTOR]))
    _finish(folder, new)
    if tell:
        with contextlib.suppress(Exception):  # too late to cancel
            tell(1)
    return new


def _recover(folder: Path) -> bool:
    waiting = _record(folder / FOLDER / "next.json")
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
    objects = folder / FOLDER / "objects"
    for name, kept in new.files.items():
        data = kept_object(objects, kept)
        if name != DESCRIPTOR and not _holds(folder / name, data):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, data)
    for before in versions(folder)[-1:]:
        for name, kept in before.files.items():
            # Only what is kept may go; a file that was changed since is somebody's work.
            if name not in new.files and _holds(folder / name, kept_object(objects, kept)):
                (folder / name).unlink()
    write_whole(folder / DESCRIPTOR, kept_object(objects, new.files[DESCRIPTOR]))
    (folder / FOLDER / "next.json").replace(_place(folder, new.number))
    keep_names(folder / FOLDER)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _version(folder: Path, files: Mapping[str, bytes], who: str, why: str) -> Version:
    """A record of files, which are kept as objects first."""
    objects = folder / FOLDER / "objects"
    kept = {
        name: keep_object(objects, data, PurePosixPath(name).suffix) for name, data in files.items()
    }
    known = versions(folder)
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    number = known[-1].number + 1 if known else 1
    return Version(number, when, who, why, _checksum(files), kept)


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


def _place(folder: Path, number: int) -> Path:
    return folder / FOLDER / "versions" / f"{number:05}.json"


def _json(version: Version) -> bytes:
    return (json.dumps(asdict(version), ensure_ascii=False, indent=2) + "\n").encode()


def _record(path: Path) -> Version | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Version(**content)
    except (OSError, ValueError, TypeError):
        return None
