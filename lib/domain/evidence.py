"""What the figures rest on: sources that disagree, and what each source supports."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

REASONS = ("read_whole", "later_published", "lower")

_COLUMNS = [
    "conflict", "table", "scope_key", "scope_text", "metric", "day", "precision", "row_id",
    "value", "source_id", "read_depth", "published_on", "counted", "reason",
]  # fmt: skip
_GROUP = ["table", "programme", "scope", "metric", "day"]


def conflicts(counts: pd.DataFrame, targets: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Figures of one scope, metric and date that differ, with the one that counts.

    Counted is the figure whose source was read whole, else the later published one, else
    the lower one. Figures without a date are compared with none.

    Args:
        counts: Frame of the counts contract.
        targets: Frame of the targets contract; the date is the due date.
        sources: Frame of the sources contract.

    Returns:
        One row per figure: conflict (number of the group, from 0), table, scope_key,
        scope_text, metric, day, precision (of the figure's own date), row_id, value,
        source_id, read_depth, published_on, counted (one value per conflict counts; every
        row that gives it is marked), reason (one of `REASONS`, why that value counts).
    """
    rows = pd.concat(
        [
            _figures(counts, "counts", "count_id", "as_of"),
            _figures(targets, "targets", "target_id", "target_date"),
        ],
        ignore_index=True,
    )
    rows = rows[rows["value"].notna() & rows["day"].notna()]
    differing = rows.groupby(_GROUP)["value"].transform("nunique") > 1
    rows = _with_sources(rows[differing.astype(bool)], sources)
    parts = [
        _judged(group.assign(conflict=number))
        for number, (_, group) in enumerate(rows.groupby(_GROUP, sort=True))
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)


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


def _figures(table: pd.DataFrame, name: str, row_id: str, day: str) -> pd.DataFrame:
    key = table["scope_key"].astype(str)
    return pd.DataFrame(
        {
            "table": name,
            "programme": table["programme"].astype(str),
            # A scope that is not resolved is still the same scope when printed the same.
            "scope": key.where(key != "", table["scope_text"].astype(str)),
            "scope_key": key,
            "scope_text": table["scope_text"].astype(str),
            "metric": table["metric"].astype(str),
            "day": pd.to_datetime(table[day]),
            "precision": table[f"{day}_precision"].astype(str),
            "row_id": table[row_id].astype(str),
            "value": table["value"].astype("float64"),
            "source_id": table["source_id"].astype(str),
        }
    )


def _with_sources(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    known = sources.drop_duplicates("source_id").set_index("source_id")
    told = known[["read_depth", "published_on"]].reindex(rows["source_id"])
    return rows.assign(
        read_depth=told["read_depth"].astype(object).fillna("").astype(str).to_numpy(),
        published_on=pd.to_datetime(told["published_on"]).to_numpy(),
    )


def _judged(group: pd.DataFrame) -> pd.DataFrame:
    """The rows of one conflict with the value that counts, the counted one first."""
    reason = ""
    candidates = group
    whole = candidates[candidates["read_depth"] == "full"]
    if len(whole):
        candidates, reason = whole, "read_whole"
    if candidates["value"].nunique() > 1:
        newest = candidates["published_on"] == candidates["published_on"].max()
        if newest.any():
            candidates, reason = candidates[newest], "later_published"
    if candidates["value"].nunique() > 1:
        reason = "lower"
    counted = group["value"] == candidates["value"].min()
    judged = group.assign(counted=counted, reason=reason)
    return judged.sort_values(["counted", "row_id"], ascending=[False, True])[_COLUMNS]
