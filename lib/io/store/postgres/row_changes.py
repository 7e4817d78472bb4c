"""What differs between two states of a dataset, in whole rows, and what others changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from lib.io.store.dataset_files import table_paths
from lib.io.store.layout import Files
from lib.io.store.postgres.row_files import NONE, Rows, cells_of, lines_of, rows_of, with_columns
from lib.io.store.postgres.row_tables import Lines
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR

RELIED_ON = ("sources", "criteria_sets", "criteria", "crosswalk")
"""Tables whose rows those of other tables rely on."""
Key = tuple[str, ...]
Changes = Mapping[str, Lines]
"""By the name of the table; tables that stay as they are are left out."""


class Clash(NamedTuple):
    """A row that two changes made different things of.

    Attributes:
        table: Name of the table.
        key: Key of the row.
        theirs: Its cells by column as the other change left them; empty where it took it away.
        differs: Columns in which both differ.
    """

    table: str
    key: Key
    theirs: Mapping[str, str]
    differs: tuple[str, ...]


def row_changes(before: Files, after: Files) -> dict[str, Lines]:
    """What happens to the rows of each table from one state to another."""
    changes = {}
    for table in DATASET_TABLES:
        if before.get(_path(before, table)) != after.get(_path(after, table)):
            lines = _between(table, _rows(before, table), _rows(after, table))
            if lines.gone or lines.come:
                changes[table.name] = lines
    return changes


def keys_of(table: Table, columns: tuple[str, ...], lines: Sequence[bytes]) -> list[Key]:
    """Keys of the rows in some lines."""
    places = [columns.index(name) for name in table.key]
    return [tuple(cells[place] for place in places) for cells in cells_of(lines)]


def merged(mine: Changes, theirs: Changes) -> tuple[dict[str, Lines], list[Clash]]:
    """A change as it is to be made after another one, and the rows where both clash.

    What both did alike is left out.
    """
    by_table: dict[str, Lines] = {}
    clashes: list[Clash] = []
    for table in DATASET_TABLES:
        own, other = mine.get(table.name), theirs.get(table.name)
        if own is None or other is None:
            by_table |= {table.name: own} if own else {}
            continue
        lines, odd = _merged(table, own, other)
        clashes += odd
        if lines.gone or lines.come:
            by_table[table.name] = lines
    return by_table, clashes


def may_break(*changes: Changes) -> bool:
    """Whether changes that are right each for itself may not be so together.

    Only where criteria change at all, whose numbers are counted, or where a source goes or
    another one stands in its place: a key is never doubled, since that is a clash, and a new
    source takes nothing away from other rows.
    """
    return any(
        name in each and (name != "sources" or each[name].gone)
        for each in changes
        for name in RELIED_ON
    )


def patched(table: Table, rows: Rows, lines: Lines) -> Rows:
    """Rows after a change: a changed one in its place, new ones at the end.

    As the database has them, unless a row comes back that stood before: it gets its old place.
    """
    kept, lines = lines_of(rows, table.columns), _alike(table, lines)
    come = _by_key(table, table.columns, lines.come)
    gone = _by_key(table, table.columns, lines.gone)
    other = {line: come.pop(key, b"") for key, line in gone.items()}
    body = b"".join([*(other.get(line, line) for line in kept), *come.values()])
    return with_columns(Rows(table.columns, body), rows.columns)


def only(table: Table, lines: Lines, keys: frozenset[Key]) -> Lines:
    """The lines whose rows have one of the keys."""

    def kept(some: Sequence[bytes]) -> list[bytes]:
        line_keys = keys_of(table, lines.columns, some)
        return [line for line, key in zip(some, line_keys, strict=True) if key in keys]

    return Lines(lines.columns, kept(lines.gone), kept(lines.come))


def _merged(table: Table, mine: Lines, theirs: Lines) -> tuple[Lines, list[Clash]]:
    mine, theirs = _alike(table, mine), _alike(table, theirs)
    columns = mine.columns
    own_gone, own_come = (_by_key(table, columns, part) for part in (mine.gone, mine.come))
    gone, come = (_by_key(table, columns, part) for part in (theirs.gone, theirs.come))
    both = (own_gone.keys() | own_come.keys()) & (gone.keys() | come.keys())
    clashes = []
    for key in sorted(both):
        ours, other = own_come.get(key, b""), come.get(key, b"")
        if ours != other:
            cells = [(cells_of([line]) or [[""] * len(columns)])[0] for line in (ours, other)]
            pairs = zip(columns, *cells, strict=True)
            differs = tuple(name for name, own, their in pairs if own != their)
            named = dict(zip(columns, cells[1], strict=True)) if other else {}
            clashes.append(Clash(table.name, key, named, differs))
        own_gone.pop(key, None)
        own_come.pop(key, None)
    return Lines(columns, list(own_gone.values()), list(own_come.values())), clashes


def _by_key(table: Table, columns: tuple[str, ...], lines: Sequence[bytes]) -> dict[Key, bytes]:
    return dict(zip(keys_of(table, columns, lines), lines, strict=True))


def _alike(table: Table, lines: Lines) -> Lines:
    """The same with all columns of the contract."""
    gone, come = (
        lines_of(Rows(lines.columns, b"".join(part)), table.columns)
        for part in (lines.gone, lines.come)
    )
    return Lines(table.columns, gone, come)


def _between(table: Table, before: Rows, after: Rows) -> Lines:
    columns = after.columns or before.columns
    if before.columns and after.columns and before.columns != after.columns:
        columns = table.columns  # a later column came or went
    old, new = lines_of(before, columns), lines_of(after, columns)
    old_lines, new_lines = frozenset(old), frozenset(new)
    return Lines(
        columns,
        [line for line in old if line not in new_lines],
        [line for line in new if line not in old_lines],
    )


def _path(files: Files, table: Table) -> str:
    return _paths(files.get(DESCRIPTOR, b"")).get(table.name, "")


def _rows(files: Files, table: Table) -> Rows:
    path = _path(files, table)
    return rows_of(files[path], path) if path in files else NONE


@lru_cache(maxsize=4)
def _paths(descriptor: bytes) -> Mapping[str, str]:
    return table_paths(descriptor)
