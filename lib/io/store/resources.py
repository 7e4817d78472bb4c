"""The table files that a descriptor lists: known, inside the folder, and there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.contracts import Table
from lib.io.tables.descriptors import DESCRIPTOR
from lib.io.tables.readers import SUFFIXES


def listed_files(
    folder: Path, shown: str, listed: Sequence[object], tables: Sequence[Table]
) -> tuple[dict[str, Path], tuple[str, ...], list[Fault]]:
    """Files of the listed tables, names of the tables without a usable one, and the faults.

    Args:
        folder: Folder of the package.
        shown: How faults name it.
        listed: The descriptor's `resources` as JSON has them.
        tables: The contracts; a table that is not optional must be listed.
    """
    file = f"{shown}/{DESCRIPTOR}"
    names = tuple(table.name for table in tables)
    files: dict[str, Path] = {}
    seen: set[str] = set()
    faults: list[Fault] = []
    for entry in listed:
        name = entry.get("name") if isinstance(entry, dict) else None
        path = entry.get("path") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not isinstance(path, str):
            expected = say.PROPERTY.filled(kind=say.NAME_AND_PATH)
            faults.append(Fault(file, 0, "resources", say.BAD_PROPERTY, expected))
        elif name not in names:
            found = said(say.UNKNOWN_RESOURCE, value=name)
            expected = say.KNOWN_RESOURCES.filled(value=", ".join(names))
            faults.append(Fault(file, 0, "resources", found, expected))
        elif name in seen:
            found = said(say.DOUBLE_RESOURCE, value=name)
            faults.append(Fault(file, 0, "resources", found, say.KEEP_ONE))
        else:
            seen.add(name)
            wrong = _path_fault(folder, path, shown)
            if wrong:
                faults.append(wrong)
            else:
                files[name] = folder / path
    faults += _unlisted(folder, shown, seen, tables)
    needed = {table.name for table in tables if not table.optional}
    broken = tuple(name for name in names if name not in files and name in seen | needed)
    return files, broken, faults


def _path_fault(folder: Path, path: str, shown: str) -> Fault | None:
    """What is wrong with the path of a resource; None when it is a table inside the folder."""
    file = f"{shown}/{DESCRIPTOR}"
    pure = PurePosixPath(path)
    # Backslash and colon would be a way out on Windows, or an address of the web.
    outside = pure.is_absolute() or ".." in pure.parts or re.search(r"[\\:\x00-\x1f]", path)
    try:
        if outside or not (folder / path).resolve().is_relative_to(folder.resolve()):
            return Fault(file, 0, "resources", said(say.BAD_PATH, value=path), say.INSIDE)
        if pure.suffix not in SUFFIXES:
            found = said(say.WRONG_SUFFIX, value=path)
            return Fault(file, 0, "resources", found, say.TABLE_SUFFIX)
        if not (folder / path).is_file():
            return Fault(f"{shown}/{say.quoted(path)}", 0, "", say.NO_FILE, say.ADD_FILE)
    except (OSError, RuntimeError, ValueError):  # too long a name, a link to itself
        return Fault(file, 0, "resources", said(say.BAD_PATH, value=path), say.INSIDE)
    return None


def _unlisted(folder: Path, shown: str, seen: set[str], tables: Sequence[Table]) -> list[Fault]:
    """Files of tables that nobody would read, and tables that are needed and not listed."""
    faults = []
    for table in tables:
        if table.name in seen:
            continue
        there = [suffix for suffix in SUFFIXES if (folder / (table.name + suffix)).is_file()]
        if there:
            file = f"{shown}/{table.name}{there[0]}"
            faults.append(Fault(file, 0, "", say.NOT_LISTED, say.LIST_IT))
        elif not table.optional:
            file = f"{shown}/{table.name}.csv"
            faults.append(Fault(file, 0, "", say.NO_FILE, say.ADD_TABLE))
    return faults
