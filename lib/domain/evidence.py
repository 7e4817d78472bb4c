"""What each source supports, and remarks of the tables that speak of a contradiction."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


def support(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """How many rows of each table rest on each source.

    Args:
        tables: Tables of a dataset by name; those without a source column, and the table of
            sources itself, are passed over.

    Returns:
        Columns source_id, table, rows; sorted by source and table.
    """
    parts = []
    for name, table in tables.items():
        if name == "sources" or "source_id" not in table:
            continue
        used = table["source_id"].astype(str)
        rows = used[used != ""].value_counts().rename_axis("source_id").reset_index(name="rows")
        parts.append(rows.assign(table=name)[["source_id", "table", "rows"]])
    if not parts:
        return pd.DataFrame(columns=["source_id", "table", "rows"])
    return pd.concat(parts).sort_values(["source_id", "table"]).reset_index(drop=True)


def remarks(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows whose own note says that they contradict another: beyond what `conflicts` compares.

    Returns:
        Columns table, scope_key, scope_text, note, source_id, in the order of the tables.
    """
    columns = ["table", "scope_key", "scope_text", "note", "source_id"]
    parts = [
        table[table["note"].astype(str).str.contains("CONFLICT", regex=False)].assign(table=name)
        for name, table in tables.items()
        if {"note", "scope_key", "source_id"} <= set(table.columns)
    ]
    return (
        pd.concat(parts)[columns].reset_index(drop=True) if parts else pd.DataFrame(columns=columns)
    )
