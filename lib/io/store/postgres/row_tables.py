"""Rows of a dataset in the tables of the database: read as they stood, ended, begun."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from psycopg import sql

from lib.io.store.postgres.connections import Connection
from lib.io.store.postgres.row_files import Rows
from lib.io.tables.contracts import Table


class Lines(NamedTuple):
    """What a change does to a table: whole lines that go, and lines that come."""

    columns: tuple[str, ...]
    gone: Sequence[bytes]
    come: Sequence[bytes]


def read_rows(
    connection: Connection, dataset: str, table: str, columns: Sequence[str], version: int
) -> Rows:
    """Rows of a table as they stood at a version, in the order of the file."""
    query = sql.SQL(
        "COPY (SELECT {columns} FROM {table} WHERE dataset = {dataset} AND since <= {version} "
        "AND (until IS NULL OR until > {version}) ORDER BY place) TO STDOUT (FORMAT csv)"
    ).format(
        columns=names(columns),
        table=table_called(table),
        dataset=sql.Literal(dataset),
        version=sql.Literal(version),
    )
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        body = io.BytesIO()
        for line in copy:  # not joined: two million views of rows at once cost more than the rows
            body.write(line)
        return Rows(tuple(columns), body.getvalue())


def staged(
    connection: Connection, columns: Sequence[str], body: bytes, name: str
) -> sql.Identifier:
    """Lines of CSV as a temporary table of their cells, numbered `n`; its name."""
    table = sql.Identifier(name)
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
    texts = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(each)) for each in columns)
    connection.execute(
        sql.SQL("CREATE TEMP TABLE {} ({}, n bigserial) ON COMMIT DROP").format(table, texts)
    )
    query = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(table, names(columns))
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        copy.write(body)
    connection.execute(sql.SQL("ANALYZE {}").format(table))
    return table


def end_rows(connection: Connection, dataset: str, table: Table, lines: Lines, at: int) -> int:
    """End the rows with the keys of some lines; how many could be ended."""
    if not lines.gone:
        return 0
    gone = staged(connection, lines.columns, b"".join(lines.gone), "gone")
    query = sql.SQL(
        "UPDATE {table} AS kept SET until = %s FROM {gone} AS gone "
        "WHERE kept.dataset = %s AND kept.until IS NULL AND {same}"
    ).format(table=table_called(table.name), gone=gone, same=same_key("kept", "gone", table.key))
    return connection.execute(query, (at, dataset)).rowcount


def begin_rows(
    connection: Connection, dataset: str, table: Table, lines: Lines, at: int, *, anew: bool = False
) -> None:
    """Begin rows; one whose key stood before gets its former place, others the last ones.

    With `anew` all get the last places, in the order of the lines.
    """
    if not lines.come:
        return
    come = staged(connection, lines.columns, b"".join(lines.come), "come")
    scope = scope_column(lines.columns)
    owner: sql.Composable = sql.SQL("NULL::text")
    if scope:
        owner = sql.SQL(
            "(SELECT o.owner FROM ward_atlas.unit_owner AS o WHERE o.unit_key = come.{})"
        ).format(sql.Identifier(scope))
    elif table.name == "sources":
        owner = sql.SQL("former.owner")
    query = sql.SQL(
        "INSERT INTO {table} (dataset, since, owner, place, {columns}) "
        "SELECT %s, %s, {owner}, coalesce(former.place, "
        "nextval({sequence})), {values} FROM {come} AS come "
        "LEFT JOIN (SELECT DISTINCT ON ({key}) {key}, kept.place, kept.owner "
        "FROM {table} AS kept JOIN {come} AS again ON {again} "
        "WHERE kept.dataset = %s AND kept.until IS NOT NULL AND %s ORDER BY {key}, kept.since DESC"
        ") AS former ON {same} ORDER BY come.n"
    ).format(
        table=table_called(table.name),
        sequence=sql.Literal(f"ward_atlas.{table.name}_place_seq"),
        columns=names(lines.columns),
        values=names(lines.columns, "come"),
        key=names(table.key, "kept"),
        owner=owner,
        come=come,
        again=same_key("kept", "again", table.key),
        same=same_key("former", "come", table.key),
    )
    connection.execute(query, (dataset, at, dataset, not anew))


def come_back(connection: Connection, dataset: str, table: Table, lines: Lines, at: int) -> bool:
    """Whether a row that was begun at a version stood before, so that it got its old place."""
    if not lines.come:
        return False
    come = staged(connection, lines.columns, b"".join(lines.come), "come")
    query = sql.SQL(
        "SELECT EXISTS (SELECT FROM {table} AS kept JOIN {come} AS come ON {same} "
        "WHERE kept.dataset = %s AND kept.until IS NOT NULL GROUP BY {key} "
        "HAVING max(kept.until) < %s)"
    ).format(
        table=table_called(table.name),
        come=come,
        same=same_key("kept", "come", table.key),
        key=names(table.key, "kept"),
    )
    row = connection.execute(query, (dataset, at)).fetchone()
    return bool(row and row[0])


def scope_column(columns: Sequence[str]) -> str | None:
    """The column that says which unit a row is about; None where rows are about no unit."""
    return next((name for name in ("unit_key", "scope_key") if name in columns), None)


def table_called(name: str) -> sql.Identifier:
    """A table of the schema."""
    return sql.Identifier("ward_atlas", name)


def names(columns: Sequence[str], of: str = "") -> sql.Composed:
    """Columns as a list, of a table where one is named."""
    parts = [(of, name) if of else (name,) for name in columns]
    return sql.SQL(", ").join(sql.Identifier(*each) for each in parts)


def same_key(one: str, other: str, key: Sequence[str]) -> sql.Composed:
    """The condition that rows of two tables have one key."""
    pairs = [
        sql.SQL("{} = {}").format(sql.Identifier(one, name), sql.Identifier(other, name))
        for name in key
    ]
    return sql.SQL(" AND ").join(pairs)
