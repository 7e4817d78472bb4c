"""Briefings of a dataset: listed, read, saved, removed; each with a history of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from lib.briefing.briefing import NAME, Briefing
from lib.briefing.briefing_text import read_briefing, written
from lib.briefing.templates import as_it_stands
from lib.errors import Fault, Message, Refused
from lib.io import faults as say
from lib.io.store.briefing_files import FILE, FOLDER, briefing_names, open_briefing
from lib.io.store.folders import Folder
from lib.io.store.versions import Version
from lib.io.tables.system_errors import reason
from lib.situation import data

NOT_YOURS = Message(
    "Another account saved this briefing first, and yours can change only its own. Copy it and "
    "save the copy. Nothing was changed."
)


class Kept(NamedTuple):
    """A briefing as it is saved.

    Attributes:
        briefing: The briefing; None when its file cannot be used.
        faults: What is wrong with the file.
        base: Checksum of the file, to save over it.
    """

    briefing: Briefing | None
    faults: tuple[Fault, ...]
    base: str


def names(dataset: str) -> list[str]:
    """Names of the briefings that are kept with a dataset."""
    folders = briefing_names(data.datasets()[dataset]) if dataset in data.datasets() else []
    return [name for name in folders if re.fullmatch(NAME, name)]


def removed(dataset: str) -> list[str]:
    """Names of briefings that were removed, and of which versions are kept."""
    if dataset not in data.datasets():
        return []
    there = (data.datasets()[dataset] / FOLDER).glob("*/history/versions")
    taken = {path.parent.parent.name for path in there} - set(names(dataset))
    return sorted(name for name in taken if re.fullmatch(NAME, name))


def last_day(dataset: str, before: date) -> date | None:
    """The as-of date of the latest briefing that is kept, before a day; None when there is none."""
    briefings = (read_kept(dataset, name).briefing for name in names(dataset))
    days = [each.as_of for each in briefings if each and each.as_of < before]
    return max(days, default=None)


def bring_back(
    dataset: str, name: str, *, who: str, why: str, only_own: bool = False
) -> Version | None:
    """A removed briefing as it was last; None when no version of it can be read.

    `only_own` as in `save`.

    Raises:
        Refused, OSError: As `save`.
    """
    stored = folder(dataset, name)
    check_own(stored, who, only_own=only_own)
    whole = [each for each in stored.versions() if each.files]
    if not whole:
        return None
    return stored.undo(whole[-1].number, who=who, why=why, base=stored.checksum())


def folder(dataset: str, name: str) -> Folder[bytes | None]:
    """Where a briefing is kept; KeyError for an unknown dataset, ValueError for no name."""
    if not re.fullmatch(NAME, name):
        raise ValueError(name)
    return open_briefing(data.datasets()[dataset], name)


def read_kept(dataset: str, name: str) -> Kept:
    """A briefing as it is saved."""
    stored = folder(dataset, name)
    base = stored.checksum()
    file = f"{FOLDER}/{name}/{FILE}"
    try:
        content = stored.snapshot()
    except OSError as error:
        return Kept(None, (Fault(file, 0, "", say.CANNOT_READ, reason(error)),), base)
    if content is None:
        return Kept(None, (Fault(file, 0, "", say.NO_FILE, say.A_FOLDER),), base)
    read = read_briefing(content, file)
    briefing = read.briefing.but(name=name) if read.briefing else None
    if briefing and briefing.dataset not in data.datasets():  # it came along with a renamed folder
        briefing = briefing.but(dataset=dataset)
    return Kept(briefing, read.faults, base)


def free_name(dataset: str, name: str) -> str:
    """A name like this one that no briefing of the dataset has."""
    taken = set(names(dataset))
    if name not in taken:
        return name
    return next(each for n in range(2, 10_000) if (each := f"{name[:54]}-{n}") not in taken)


def check_own(stored: Folder[bytes | None], who: str, *, only_own: bool) -> None:
    """Refuse what is done to a briefing that another account saved first.

    Args:
        stored: Where the briefing is kept.
        who: Account that does it.
        only_own: Whether it may do so only to its own.

    Raises:
        Refused: When it may not.
    """
    kept = [each for each in stored.versions() if each.files]
    if only_own and kept and kept[0].who != who:
        raise Refused(NOT_YOURS)


def save(briefing: Briefing, *, who: str, why: str, base: str, only_own: bool = False) -> Version:
    """Save a briefing with its dataset; scenes without numbers get those of its data.

    Args:
        briefing: The briefing.
        who: Account that does it.
        why: Reason.
        base: Checksum of the file that it was made from; that of no file for a new one.
        only_own: Whether `who` may change only briefings that it saved first, as an editor of
            a province: one may tell of the whole country.

    Raises:
        Refused: When somebody else saved it meanwhile, or first where that counts.
        OSError: As `lib.io.store.folders.Folder.apply` raises it.
    """
    stored = folder(briefing.dataset, briefing.name)
    check_own(stored, who, only_own=only_own)
    whole = with_figures(briefing)
    return stored.apply({FILE: written(whole)}, who=who, why=why, base=base)


def with_figures(briefing: Briefing) -> Briefing:
    """A briefing whose scenes have the numbers of its data, as far as they can be opened."""
    scenes = tuple(
        each if each.figures else replace(as_it_stands(each, briefing) or each, note=each.note)
        for each in briefing.scenes
    )
    return briefing.but(scenes=scenes)


def remove(
    dataset: str, name: str, *, who: str, why: str, base: str, only_own: bool = False
) -> Version:
    """Take a briefing away; its versions stay, so that it can be brought back.

    `only_own` as in `save`.

    Raises:
        Refused, OSError: As `save`.
    """
    stored = folder(dataset, name)
    check_own(stored, who, only_own=only_own)
    return stored.apply({}, who=who, why=why, base=base)


def file_of(briefing: Briefing) -> bytes:
    """A briefing as a file to take away."""
    return written(with_figures(briefing))
