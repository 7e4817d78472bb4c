"""A change written into the database: rows ended and begun, the version, and who may do it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from psycopg import sql

from lib.errors import Message, Refused
from lib.io.store.dataset_files import table_paths
from lib.io.store.layout import Files
from lib.io.store.postgres.beside import tell
from lib.io.store.postgres.connections import Connection
from lib.io.store.postgres.editors import Editor, acting_as
from lib.io.store.postgres.mirrors import as_kept
from lib.io.store.postgres.row_changes import Changes, Clash, Key, keys_of, patched
from lib.io.store.postgres.row_files import body_of, columns_of, file_of, rows_of, with_columns
from lib.io.store.postgres.row_tables import (
    Lines,
    begin_rows,
    come_back,
    end_rows,
    names,
    read_rows,
    same_key,
    scope_column,
    staged,
    table_called,
)
from lib.io.store.versions import Version
from lib.io.store.whole_files import digest
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import DESCRIPTOR

NOT_YOURS = Message(
    "These rows belong to other provinces or to the whole country, so this account may not "
    "change them: {value}. Nothing was changed."
)
NOT_TAKEN = Message("The database did not let all rows be changed; nothing was changed.")
CLASHES = Message(
    "Others changed the same rows since you read them: {value}. Nothing was changed; look at "
    "what they did and send your file again."
)
THEIRS = Message("{name} is now {value} (by {who}, {other} UTC)")
REMOVED = Message("removed")
BOTH = Message("{value}; {other}")
_NAMED = 5  # rows that a message names


def write_rows(
    connection: Connection, dataset: str, changes: Changes, at: int, editor: Editor | None
) -> None:
    """End and begin rows with the rights of an editor.

    Args:
        connection: A transaction that holds the dataset.
        dataset: Its name.
        changes: What happens to its rows.
        at: Number of the version to come.
        editor: Who does it; None where no editors are listed.

    Raises:
        Refused: With the rows that are not the editor's to change.
    """
    _check_own(connection, dataset, changes, editor)
    for table in DATASET_TABLES:
        if table.name in changes:
            lines = changes[table.name]
            with acting_as(connection, editor):
                ended = end_rows(connection, dataset, table, lines, at)
                if ended != len(lines.gone):
                    raise Refused(NOT_TAKEN)
                begin_rows(connection, dataset, table, lines, at)


def files_at(
    connection: Connection, dataset: str, joined: Files, changed: Sequence[str], at: int
) -> dict[str, bytes]:
    """The files of a dataset with the changed tables read from the database.

    Args:
        connection: A transaction that holds the dataset.
        dataset: Its name.
        joined: Descriptor, and the files of the tables that did not change.
        changed: Names of the others.
        at: Number of the version.
    """
    files = dict(joined)
    for name, path in table_paths(files[DESCRIPTOR]).items():
        if name in changed:
            columns = columns_of(files[path], path)
            files[path] = file_of(read_rows(connection, dataset, name, columns, at), path)
    return files


def files_after(
    connection: Connection, dataset: str, now: Files, joined: Files, changes: Changes, at: int
) -> dict[str, bytes]:
    """The files of a dataset after rows were ended and begun, as the database would give them.

    What can be said without reading a whole table again is said so.

    Args:
        connection: A transaction that holds the dataset.
        dataset: Its name.
        now: The files before.
        joined: Descriptor, and the files of the tables that did not change.
        changes: What happened to its rows.
        at: Number of the version to come.
    """
    files, other = dict(joined), []
    paths, later = table_paths(now[DESCRIPTOR]), table_paths(joined[DESCRIPTOR])
    for table in DATASET_TABLES:
        path = later.get(table.name, "")
        before = now.get(paths.get(table.name, ""))
        lines = changes.get(table.name, Lines((), (), ()))
        is_changed = table.name in changes or joined.get(path) != before
        if path not in joined or not is_changed:
            continue
        if before is None or come_back(connection, dataset, table, lines, at):
            other.append(table.name)
            continue
        rows = patched(table, rows_of(before, paths[table.name]), lines)
        files[path] = file_of(with_columns(rows, columns_of(joined[path], path)), path)
    return files_at(connection, dataset, files, other, at)


def write_version(connection: Connection, dataset: str, new: Version, files: Files) -> None:
    """Write the record of a version whose rows are written, and tell everybody."""
    tables = {
        name: {
            "path": path,
            "columns": columns_of(files[path], path),
            "sha256": digest(files[path]),
        }
        for name, path in table_paths(files[DESCRIPTOR]).items()
        if path in files
    }
    connection.execute(
        "INSERT INTO ward_atlas.version (dataset, number, record, tables, descriptor) "
        "VALUES (%s, %s, %s, %s, %s)",
        (dataset, new.number, as_kept(new), json.dumps(tables), files[DESCRIPTOR]),
    )
    connection.execute(
        "UPDATE ward_atlas.dataset SET version = %s WHERE name = %s", (new.number, dataset)
    )
    tell(connection, dataset)


def told_clashes(connection: Connection, dataset: str, clashes: Sequence[Clash]) -> Message:
    """What others made of rows meanwhile: each by name, with who, when, and what it says now."""
    said: list[Message] = []
    for clash in clashes[:_NAMED]:
        table = next(each for each in DATASET_TABLES if each.name == clash.table)
        latest = latest_changes(connection, dataset, table, [clash.key]).get(clash.key)
        who, when = (
            (latest["who"] or "–", latest["when"][:16].replace("T", " ")) if latest else ("–", "–")
        )
        now = ", ".join(f"{name} “{clash.theirs[name]}”" for name in clash.differs if clash.theirs)
        row = f"{clash.table} {', '.join(clash.key)}"
        said.append(THEIRS.filled(name=row, value=now or REMOVED, who=who, other=when))
    more = len(clashes) - _NAMED
    whole = reduce(lambda one, other: BOTH.filled(value=one, other=other), said)
    return CLASHES.filled(value=BOTH.filled(value=whole, other=f"+ {more}") if more > 0 else whole)


def first_named(rows: Sequence[str]) -> str:
    """The first few rows, and how many more there are."""
    more = [f"+ {len(rows) - _NAMED}"] if len(rows) > _NAMED else []
    return "; ".join([*rows[:_NAMED], *more])


def latest_changes(
    connection: Connection, dataset: str, table: Table, keys: Sequence[Key]
) -> dict[Key, Mapping[str, Any]]:
    """The record of the version that last changed each row, by the key of the row."""
    if not keys:
        return {}
    touched = staged(connection, table.key, body_of(keys), "touched")
    query = sql.SQL(
        "SELECT found.*, v.record FROM (SELECT {named}, max(greatest(since, until)) AS number "
        "FROM {table} AS kept JOIN {touched} AS touched USING ({key}) "
        "WHERE kept.dataset = %s GROUP BY {named}) AS found "
        "JOIN ward_atlas.version AS v ON v.dataset = %s AND v.number = found.number"
    ).format(
        named=names(table.key, "kept"),
        table=table_called(table.name),
        touched=touched,
        key=names(table.key),
    )
    rows = connection.execute(query, (dataset, dataset)).fetchall()
    return {tuple(row[:-2]): row[-1] for row in rows}


def foreign_keys(
    connection: Connection, dataset: str, table: Table, lines: Lines, editor: Editor
) -> list[Key]:
    """Keys of rows that a change touches and that are not the editor's."""
    foreign: list[Key] = []
    keys = names(table.key, "touched")
    scope = scope_column(lines.columns)
    own = sql.SQL("owner IS NULL OR owner <> ALL ({})").format(
        sql.Literal(list(editor.provinces or ()))
    )
    if lines.gone:
        touched = staged(connection, lines.columns, b"".join(lines.gone), "touched")
        same = same_key("kept", "touched", table.key)
        query = sql.SQL(
            "SELECT {} FROM {} AS touched JOIN {} AS kept ON {} "
            "WHERE kept.dataset = %s AND kept.until IS NULL AND ({})"
        ).format(keys, touched, table_called(table.name), same, own)
        foreign += connection.execute(query, (dataset,)).fetchall()
    if lines.come and scope:
        touched = staged(connection, lines.columns, b"".join(lines.come), "touched")
        query = sql.SQL(
            "SELECT {} FROM {} AS touched LEFT JOIN ward_atlas.unit_owner ON unit_owner.unit_key "
            "= {} WHERE {}"
        ).format(keys, touched, sql.Identifier("touched", scope), own)
        foreign += connection.execute(query).fetchall()
    elif lines.come and table.name != "sources":
        foreign += keys_of(table, lines.columns, lines.come)
    return sorted(set(foreign))


def _check_own(
    connection: Connection, dataset: str, changes: Changes, editor: Editor | None
) -> None:
    if editor is None or editor.provinces is None:
        return
    foreign = [
        f"{table.name} {', '.join(key)}"
        for table in DATASET_TABLES
        if table.name in changes
        for key in foreign_keys(connection, dataset, table, changes[table.name], editor)
    ]
    if foreign:
        raise Refused(NOT_YOURS.filled(value=first_named(foreign)))
