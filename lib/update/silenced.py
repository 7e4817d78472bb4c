"""Warnings that are silenced for good: which row, by whom, when, and why.

They stand beside the versions (`history/silenced.json`), outside the checksum of the data: a
silenced warning changes no figure. What is silenced is one sentence about one row; when the
row says something else, it is asked again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lib.errors import Message, Refused
from lib.io.store.locks import locked
from lib.io.store.versions import FOLDER, moment
from lib.io.store.whole_files import write_whole
from lib.io.tables.json_texts import parsed_json
from lib.update.doubts import Doubt

NO_REASON = Message("Give a reason: a warning is silenced for good only with one.")
DAMAGED = Message("The list of silenced warnings is damaged ({value}); correct or remove it.")


@dataclass(frozen=True)
class Silenced:
    """One sentence about one row that is not asked any more.

    Attributes:
        code: Kind of the warning.
        table: Table.
        key: Key of the row.
        found: The sentence, in English.
        who: Account.
        when: Moment in UTC, ISO.
        why: Reason.
    """

    code: str
    table: str
    key: str
    found: str
    who: str
    when: str
    why: str

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What is silenced."""
        return self.code, self.table, self.key, self.found


def silenced(folder: Path) -> list[Silenced]:
    """All that is silenced in a dataset; a damaged list silences nothing."""
    try:
        return _read(folder)
    except Refused:
        return []


def silence(folder: Path, doubts: Iterable[Doubt], *, who: str, why: str) -> list[Silenced]:
    """Ask no more about the rows of these doubts; those that are about no row stay.

    Raises:
        Refused: Without a reason, or when the list is damaged.
        OSError: When the disk does not take it.
    """
    if not why.strip():
        raise Refused(NO_REASON)
    when = moment()
    new = [
        Silenced(doubt.code, doubt.table, key, str(doubt.found), who, when, why.strip())
        for doubt in doubts
        for key in doubt.keys
    ]
    return _changed(folder, new, gone=(), who=who)


def revoke(folder: Path, which: Iterable[Silenced], who: str | None = None) -> list[Silenced]:
    """Ask again.

    Raises:
        Refused: When the list is damaged.
        OSError: When the disk does not take it.
    """
    return _changed(folder, (), gone=[each.identity for each in which], who=who)


def waiting(doubts: Iterable[Doubt], quiet: Sequence[Silenced]) -> list[Doubt]:
    """The doubts that are to be confirmed: without the rows that are silenced."""
    known = {each.identity for each in quiet}
    not_silenced = []
    for doubt in doubts:
        left = [
            (row, key)
            for row, key in zip(doubt.rows, doubt.keys, strict=True)
            if (doubt.code, doubt.table, key, str(doubt.found)) not in known
        ]
        if left or not doubt.rows:
            rows, keys = tuple(row for row, _ in left), tuple(key for _, key in left)
            not_silenced.append(replace(doubt, rows=rows, keys=keys))
    return not_silenced


def _changed(
    folder: Path,
    new: Sequence[Silenced],
    gone: Sequence[tuple[str, str, str, str]],
    who: str | None,
) -> list[Silenced]:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    with locked(folder / FOLDER / "lock", who):
        kept = {each.identity: each for each in (*_read(folder), *new)}
        for identity in gone:
            kept.pop(identity, None)
        text = json.dumps([asdict(each) for each in kept.values()], ensure_ascii=False, indent=1)
        write_whole(_path(folder), (text + "\n").encode())
    return list(kept.values())


def _read(folder: Path) -> list[Silenced]:
    try:
        content = parsed_json(_path(folder).read_bytes())
        return [Silenced(**each) for each in content]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise Refused(DAMAGED.filled(value=f"{FOLDER}/{_path(folder).name}")) from error


def _path(folder: Path) -> Path:
    return folder / FOLDER / "silenced.json"
