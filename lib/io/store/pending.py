"""Changes that wait for a second person, kept whole, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath

from lib.errors import Message, Refused
from lib.io.store.folders import Provinces
from lib.io.store.locks import locked
from lib.io.store.versions import FOLDER, moment
from lib.io.store.whole_files import keep_object, kept_object, write_whole
from lib.io.tables.json_texts import parsed_json

NOT_PENDING = Message("There is no change {count} that waits for approval.")
WAITING, APPROVED, DECLINED = "waiting", "approved", "declined"


@dataclass(frozen=True)
class Pending:
    """One change that a second person decides.

    Attributes:
        number: 1 is the earliest.
        when: Moment in UTC, ISO.
        who: Account that proposes it.
        why: Reason.
        base: Checksum of the state that it was made for.
        files: Object of each new file by the file's name.
        back_to: Version to go back to; 0 for new files.
        confirmed: Warnings that `who` saw and confirmed.
        reopened: Why a closed period is changed; empty when it is not.
        state: ``waiting``, ``approved`` or ``declined``.
        decided_by: Account that decided.
        decided_when: Moment in UTC, ISO.
        decided_why: Reason of the decision.
        within: Provinces that `who` was bound to; None when to none.
    """

    number: int
    when: str
    who: str
    why: str
    base: str
    files: Mapping[str, str]
    back_to: int = 0
    confirmed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    reopened: str = ""
    state: str = WAITING
    decided_by: str = ""
    decided_when: str = ""
    decided_why: str = ""
    within: Provinces = None


def pending(folder: Path) -> list[Pending]:
    """All that was ever proposed, earliest first; damaged records are left out."""
    kept = map(_read, (folder / FOLDER / "pending").glob("[0-9]*.json"))
    return sorted(filter(None, kept), key=lambda each: each.number)


def keep_pending(folder: Path, contents: Mapping[str, bytes], new: Pending) -> Pending:
    """Keep a change until it is decided; with its number and its files.

    Raises:
        OSError: When the disk does not take it.
    """
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    with locked(folder / FOLDER / "lock", new.who, new.within):
        objects = folder / FOLDER / "objects"
        files = {
            name: keep_object(objects, data, PurePosixPath(name).suffix)
            for name, data in contents.items()
        }
        known = pending(folder)
        number = known[-1].number + 1 if known else 1
        kept = replace(new, number=number, when=moment(), files=files)
        _write(folder, kept)
    return kept


def contents_of(folder: Path, each: Pending) -> dict[str, bytes]:
    """The new files of a change.

    Raises:
        OSError: When they are damaged or not there.
    """
    objects = folder / FOLDER / "objects"
    return {name: kept_object(objects, kept) for name, kept in each.files.items()}


def decide(folder: Path, number: int, state: str, *, who: str, why: str) -> Pending:
    """Write down what became of a change.

    Raises:
        Refused: When there is none of that number that waits.
        OSError: When the disk does not take it.
    """
    with locked(folder / FOLDER / "lock"):
        decided = replace(
            waiting_one(folder, number),
            state=state,
            decided_by=who,
            decided_when=moment(),
            decided_why=why,
        )
        _write(folder, decided)
    return decided


def waiting_one(folder: Path, number: int) -> Pending:
    """The change of a number that waits.

    Raises:
        Refused: When there is none.
    """
    for each in pending(folder):
        if each.number == number and each.state == WAITING:
            return each
    raise Refused(NOT_PENDING.filled(count=number))


def _write(folder: Path, each: Pending) -> None:
    text = json.dumps(asdict(each), ensure_ascii=False, indent=2) + "\n"
    write_whole(folder / FOLDER / "pending" / f"{each.number:05}.json", text.encode())


def _read(path: Path) -> Pending | None:
    try:
        kept = Pending(**parsed_json(path.read_text(encoding="utf-8")))
        return kept if kept.within is None else replace(kept, within=tuple(kept.within))
    except (OSError, ValueError, TypeError):
        return None
