"""The list of units as the database knows it, for rights by place."""

from __future__ import annotations

from lib.io.store.datasets import UnitTables
from lib.io.store.owners import owners
from lib.io.store.postgres.connections import transaction


def keep_owners(url: str, tables: UnitTables) -> None:
    """Let the database know the list of units; rows that are there already keep their owner."""
    with transaction(url) as connection, connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ward_atlas.unit_list IN SHARE ROW EXCLUSIVE MODE")
        if cursor.execute("SELECT checksum FROM ward_atlas.unit_list").fetchall() == [
            (tables.checksum,)
        ]:
            return
        cursor.execute("DELETE FROM ward_atlas.unit_list")
        cursor.execute("INSERT INTO ward_atlas.unit_list VALUES (%s)", (tables.checksum,))
        cursor.execute("DELETE FROM ward_atlas.unit_owner")
        with cursor.copy("COPY ward_atlas.unit_owner (unit_key, owner) FROM STDIN") as copy:
            for row in owners(tables).items():
                copy.write_row(row)
