"""Which of two contradicting figures counts: the one rule, for tables and for single values.

Counted is the figure whose source was read whole, else the later published one, else the
lower one; the others are shown beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

REASONS = ("read_whole", "later_published", "lower")

_COLUMNS = [
    "conflict", "table", "scope_key", "scope_text", "metric", "day", "precision", "row_id",
    "value", "source_id", "read_depth", "published_on", "counted", "reason",
]  # fmt: skip
_GROUP = ["table", "programme", "scope", "metric", "day"]


@dataclass(frozen=True)
class Figure:
    """One figure among those that contradict each other.

    Attributes:
        value: The figure; those of one comparison are in one unit.
        read_whole: Whether its source was read whole.
        published_on: Day its source was published; None when not known.
    """

    value: float
    read_whole: bool
    published_on: date | None


def counted_figure(figures: Sequence[Figure]) -> tuple[float, str]:
    """The value that counts, and why.

    Args:
        figures: At least one figure.

    Returns:
        The value, and the one of `REASONS` that decided; "" when all agree.
    """
    values = {each.value for each in figures}
    if len(values) == 1:
        return values.pop(), ""
    left, reason = list(figures), ""
    whole = [each for each in left if each.read_whole]
    if whole:
        left, reason = whole, "read_whole"
    days = [each.published_on for each in left if each.published_on is not None]
    if days and len({each.value for each in left}) > 1:
        left = [each for each in left if each.published_on == max(days)]
        reason = "later_published"
    if len({each.value for each in left}) > 1:
        reason = "lower"
    return min(each.value for each in left), reason


def overruled(conflicts: pd.DataFrame) -> frozenset[str]:
    """Targets that another source of the same scope, metric and date outweighs.

    Args:
        conflicts: Result of `conflicts`.
    """
    lost = conflicts[(conflicts["table"] == "targets") & ~conflicts["counted"].astype(bool)]
    return frozenset(lost["row_id"].astype(str))


def conflicts(counts: pd.DataFrame, targets: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Figures of one scope, metric and date that differ, with the one that counts.

    Figures without a date are compared with none.

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
    by_source = sources.drop_duplicates("source_id").set_index("source_id")
    of_rows = by_source[["read_depth", "published_on"]].reindex(rows["source_id"])
    return rows.assign(
        read_depth=of_rows["read_depth"].astype(object).fillna("").astype(str).to_numpy(),
        published_on=pd.to_datetime(of_rows["published_on"]).to_numpy(),
    )


def _judged(group: pd.DataFrame) -> pd.DataFrame:
    """The rows of one conflict with the value that counts, the counted one first."""
    figures = [
        Figure(float(value), str(depth) == "full", None if pd.isna(day) else day.date())
        for value, depth, day in zip(
            group["value"], group["read_depth"], group["published_on"], strict=True
        )
    ]
    value, reason = counted_figure(figures)
    judged = group.assign(counted=group["value"] == value, reason=reason)
    return judged.sort_values(["counted", "row_id"], ascending=[False, True])[_COLUMNS]
