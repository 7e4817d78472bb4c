"""What a change does, row by row: removals first, each row with the name of its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from lib.domain.units import Units
from lib.io.arrivals.table_changes import TableChanges
from lib.io.tables.contracts import Table
from lib.io.tables.formulas import neutralised
from lib.words.file_words import column_words, file_words
from lib.words.terms import N_, TABLES
from lib.words.wording import _

KINDS = ("removed", "changed", "added")
_CALLED = {"added": N_("added"), "changed": N_("changed"), "removed": N_("removed")}
_NAMED = ("title", "event_vi", "indicator_vi", "criterion_name_vi", "legal_basis")


class Counts(NamedTuple):
    """Rows of a table that are added, changed and removed."""

    added: int
    changed: int
    removed: int


def counts(changes: Mapping[str, TableChanges]) -> Mapping[str, Counts]:
    """Rows that are added, changed and removed, by table."""
    return {
        name: Counts(len(each.added), len(each.changed[0]), len(each.removed))
        for name, each in changes.items()
    }


def difference(
    changes: Mapping[str, TableChanges], units: Units, limit: int | None = None
) -> pd.DataFrame:
    """Each cell that differs, old beside new.

    Args:
        changes: What happens to each table.
        units: The list of units, for names.
        limit: Rows of each kind and table at most; None for all.

    Returns:
        Columns kind, table, key, name, column, old, new; removals of all tables first.
    """
    tables = [
        each.shown(limit, lambda table, rows: names(table, rows, units))
        for each in changes.values()
    ]
    if not tables:
        return pd.DataFrame(columns=["kind", "table", "key", "name", "column", "old", "new"])
    whole = pd.concat(tables, ignore_index=True)
    order = whole["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    return whole.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def shown_difference(lines: pd.DataFrame, units: Units) -> pd.DataFrame:
    """A difference in the reader's words: kinds of change, tables, columns, codes, units.

    Args:
        lines: As `difference` gives it.
        units: The list of units.
    """
    said = lines.copy()
    words = file_words()
    columns = list(zip(lines["table"], lines["column"], strict=True))
    for side in ("old", "new"):
        said[side] = [
            units.full_name(text) if text in units else words.code(table, column, text)
            for (table, column), text in zip(columns, lines[side], strict=True)
        ]
    said["kind"] = lines["kind"].map(lambda kind: _(_CALLED[kind]))
    said["column"] = [column_words(column, table) for table, column in columns]
    said["table"] = lines["table"].map(lambda table: _(TABLES[table]))
    return said


def difference_csv(changes: Mapping[str, TableChanges], units: Units) -> bytes:
    """The whole difference for a spreadsheet; what files hold is never a formula in it."""
    return safe_csv(difference(changes, units))


def safe_csv(whole: pd.DataFrame) -> bytes:
    """A table of texts for a spreadsheet; none of them is a formula in it."""
    whole = whole.copy()
    for column in whole:
        codes, texts = pd.factorize(whole[column])
        safe = pd.Series([neutralised(str(text)) for text in texts], dtype=object)
        whole[column] = safe.to_numpy()[codes] if len(safe) else whole[column]
    return whole.to_csv(index=False).encode("utf-8-sig")


def names(table: Table, rows: pd.DataFrame, units: Units) -> list[str]:
    """What each row is about: its place, else its title."""
    columns = set(table.columns)
    if "unit_key" in columns or "scope_key" in columns:
        key = "unit_key" if "unit_key" in columns else "scope_key"
        written = "ward_text" if "ward_text" in columns else "scope_text"
        texts = rows[written] if written in columns else rows[key]
        distinct = rows[key].astype("str").unique()
        named = {unit: units.full_name(unit) for unit in distinct if unit in units}
        return [
            named[unit] if unit in units else text
            for unit, text in zip(rows[key].astype("str"), texts.astype("str"), strict=True)
        ]
    title = next((name for name in _NAMED if name in columns), "")
    return rows[title].astype("str").tolist() if title else [""] * len(rows)
