"""Rows of a table that a file would add, change or remove, old beside new.

Rows are the same when their primary keys are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from lib.io.tables.cell_texts import written_column
from lib.io.tables.cells import Numbers
from lib.io.tables.contracts import Table
from lib.io.tables.row_checks import Reading

Mode = Literal["replace", "add"]
"""``replace``: a table becomes what its file holds, and rows it lacks are removed.
``add``: rows are added, those with a known key are changed, none is removed."""
Named = Callable[[Table, pd.DataFrame], Sequence[str]]
"""What each row of a table is about, in words."""


@dataclass(frozen=True)
class TableChanges:
    """What happens to one table.

    Attributes:
        table: Its contract.
        before: Rows as they stand.
        after: Rows as they will stand.
        added: Places in `after` of rows that are new.
        changed: Places in `before` and in `after` of rows that differ.
        removed: Places in `before` of rows that go.
        taken: For each row of `after` its place in the file; -1 for one that only stays.
    """

    table: Table
    before: pd.DataFrame = field(repr=False)
    after: pd.DataFrame = field(repr=False)
    added: Numbers = field(repr=False)
    changed: tuple[Numbers, Numbers] = field(repr=False)
    removed: Numbers = field(repr=False)
    taken: Numbers = field(repr=False)

    @property
    def count(self) -> int:
        """Rows that are added, changed or removed."""
        return len(self.added) + len(self.changed[0]) + len(self.removed)

    def shown(self, limit: int | None = 1_000, named: Named | None = None) -> pd.DataFrame:
        """Changes as a person compares them.

        Args:
            limit: Rows of each kind at most; None for all.
            named: What rows are about, in words; without it the column is empty.

        Returns:
            Columns ``kind`` (removed, changed, added, in that order), ``table``, ``key``,
            ``name``, ``column``, ``old``, ``new``: a row for each cell that differs; an added
            or removed row has a line for each cell that is not empty.
        """
        lines: list[tuple[str, ...]] = []
        pairs = (
            ("removed", self.removed[:limit], None),
            ("changed", self.changed[0][:limit], self.changed[1][:limit]),
            ("added", None, self.added[:limit]),
        )
        for kind, old, new in pairs:
            lines += self._lines(kind, old, new, named)
        columns = ["kind", "table", "key", "name", "column", "old", "new"]
        return pd.DataFrame(lines, columns=columns, dtype="str")

    def _lines(
        self, kind: str, old: Numbers | None, new: Numbers | None, named: Named | None
    ) -> list[tuple[str, ...]]:
        some = new if new is not None else old
        if some is None or not len(some):
            return []
        empty = np.full(len(some), "", dtype=object)
        texts = {
            column.name: (
                empty if old is None else written_column(self.before.iloc[old], column),
                empty if new is None else written_column(self.after.iloc[new], column),
            )
            for column in self.table.fields
        }
        side = 1 if new is not None else 0
        keys = [
            ", ".join(parts)
            for parts in zip(*(texts[name][side] for name in self.table.key), strict=True)
        ]
        rows = self.after.iloc[new] if new is not None else self.before.iloc[some]
        names = list(named(self.table, rows)) if named else [""] * len(some)
        return [
            (kind, self.table.name, key, names[place], name, olds[place], news[place])
            for place, key in enumerate(keys)
            for name, (olds, news) in texts.items()
            if olds[place] != news[place]
        ]


def with_later(table: Table, before: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Rows of a file that may lack columns which came later: what stands there stays."""
    frame = reading.frame
    lacking = [each.name for each in table.fields
               if each.later and each.name not in reading.columns]  # fmt: skip
    if not lacking:
        return frame
    kept = before.set_index(list(table.key))[lacking].astype("str")
    keys = pd.MultiIndex.from_frame(frame[list(table.key)]) if len(table.key) > 1 else None
    later = kept.reindex(frame[table.key[0]] if keys is None else keys).fillna("")
    columns = {
        name: pd.Categorical(later[name], categories=frame[name].cat.categories) for name in lacking
    }
    return frame.assign(**columns)


def table_changes(
    table: Table, before: pd.DataFrame, new: pd.DataFrame, mode: Mode
) -> TableChanges:
    """How the rows of a file change those of a table."""
    old_codes, new_codes = {}, {}
    for column in table.fields:
        old_codes[column.name], new_codes[column.name] = _codes(before, new, column.name)
    place = pd.Index(_together(old_codes, new_codes, table.key, len(before))[0]).get_indexer(
        pd.Index(_together(old_codes, new_codes, table.key, len(before))[1])
    )
    known = np.flatnonzero(place >= 0)
    differs = np.zeros(len(known), dtype=bool)
    for name in table.columns:
        differs |= old_codes[name][place[known]] != new_codes[name][known]
    in_old, in_new = place[known][differs], known[differs]
    added = np.flatnonzero(place < 0)
    if mode == "replace":
        gone = np.ones(len(before), dtype=bool)
        gone[place[known]] = False
        lost = np.flatnonzero(gone)
        return TableChanges(table, before, new, added, (in_old, in_new), lost, np.arange(len(new)))
    take = np.arange(len(before) + len(added))
    take[in_old] = len(before) + in_new
    take[len(before) :] = len(before) + added
    after = pd.DataFrame({name: _joined(before[name], new[name], take) for name in new.columns})
    added = np.arange(len(before), len(after))
    none = np.empty(0, np.int64)
    taken = np.where(take >= len(before), take - len(before), -1)
    return TableChanges(table, before, after, added, (in_old, in_old), none, taken)


def _codes(old: pd.DataFrame, new: pd.DataFrame, name: str) -> tuple[Numbers, Numbers]:
    """Numbers for the cells of a column in two frames; equal cells have the same."""
    if isinstance(old[name].dtype, pd.CategoricalDtype) and isinstance(
        new[name].dtype, pd.CategoricalDtype
    ):
        values: dict[str, int] = {}
        sides = []
        for frame in (old, new):
            of_category = [
                values.setdefault(str(value), len(values)) for value in frame[name].cat.categories
            ]
            sides.append(
                np.array([*of_category, -1], dtype=np.int64)[frame[name].cat.codes.to_numpy()]
            )
        return sides[0], sides[1]
    both = pd.concat([old[name], new[name]], ignore_index=True)
    codes = pd.factorize(both)[0].astype(np.int64)
    precision = f"{name}_precision"
    if precision in old.columns:
        kinds = pd.concat([old[precision], new[precision]], ignore_index=True)
        codes = codes * 8 + pd.factorize(kinds)[0]
    return codes[: len(old)], codes[len(old) :]


def _together(
    old: Mapping[str, Numbers], new: Mapping[str, Numbers], key: tuple[str, ...], count: int
) -> tuple[Numbers, Numbers]:
    """One number for each key of several columns."""
    whole = np.zeros(count + len(new[key[0]]), dtype=np.int64)
    for name in key:
        part = np.concatenate([old[name], new[name]]) + 8  # no code is below -8
        width = int(part.max(initial=0)) + 1
        if int(whole.max(initial=0)) > (2**62) // width:
            whole = np.unique(whole, return_inverse=True)[1].astype(np.int64)
        whole = whole * width + part
    return whole[:count], whole[count:]


def _joined(old: pd.Series[Any], new: pd.Series[Any], take: Numbers) -> Any:
    """Cells of two columns one after the other, then those at the places."""
    if isinstance(new.dtype, pd.CategoricalDtype) and list(old.cat.categories) != list(
        new.cat.categories
    ):
        whole = pd.api.types.union_categoricals([old, new], sort_categories=True)
        return pd.Series(whole).iloc[take].reset_index(drop=True)
    return pd.concat([old, new], ignore_index=True).iloc[take].reset_index(drop=True)
