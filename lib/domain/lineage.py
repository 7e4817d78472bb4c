"""Which unit came from which: the lineage table as a graph that can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from lib.io.tables.units import DIVIDING

COLUMNS = (
    "event",
    "divided",
    "share_of_area",
    "is_default",
    "main_certainty",
    "main_basis",
    "effective_on",
    "legal_basis",
    "certainty",
    "note",
)
FULL_SHARES = (0.97, 1.02)
"""Shares of one unit are computed from old outlines and may add up to anything in here."""
TIE = 0.1
"""Largest shares of one unit that differ by no more do not tell which successor is the main one."""


class Lineage:
    """Predecessors and successors of units, by one step or by all of them. Never changes.

    Args:
        table: Frame of the lineage contract, one row per pair of units.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        # The main successor stands first, so that "the first" is a sensible choice everywhere.
        self._table = table.sort_values(
            ["is_default", "predecessor_key", "successor_key"], ascending=[False, True, True]
        ).reset_index(drop=True)
        self._table["divided"] = self._table["event"].isin(DIVIDING)
        self._earlier = self._table["predecessor_key"].astype(str).tolist()
        self._later = self._table["successor_key"].astype(str).tolist()
        self._is_default = self._table["is_default"].astype(bool).tolist()
        self._forward: dict[str, list[int]] = {}
        self._backward: dict[str, list[int]] = {}
        for row, (earlier, later) in enumerate(zip(self._earlier, self._later, strict=True)):
            self._forward.setdefault(earlier, []).append(row)
            self._backward.setdefault(later, []).append(row)
        self._descendants: dict[str, tuple[str, ...]] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}

    def predecessor_keys(self, key: str) -> tuple[str, ...]:
        """Direct predecessors, those it is the main successor of first."""
        return tuple(self._earlier[row] for row in self._backward.get(key, ()))

    def default_successor(self, key: str) -> str | None:
        """The main successor; None when there is none or the main one is not known."""
        rows = self._forward.get(key, [])
        if rows and (self._is_default[rows[0]] or len(rows) == 1):
            return self._later[rows[0]]
        return None

    def successors(self, key: str) -> pd.DataFrame:
        """Direct successors with what is known of each step (columns key, `COLUMNS`)."""
        return self._steps(self._forward.get(key, []), "successor_key")

    def predecessors(self, key: str) -> pd.DataFrame:
        """Direct predecessors with what is known of each step (columns key, `COLUMNS`)."""
        return self._steps(self._backward.get(key, []), "predecessor_key")

    def descendants(self, key: str) -> tuple[str, ...]:
        """Every later unit, nearest first, each once; a circle in the table ends it."""
        if key not in self._descendants:
            self._descendants[key] = tuple(_walk(key, self._forward, self._later))
        return self._descendants[key]

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Every earlier unit, nearest first, each once; a circle in the table ends it."""
        if key not in self._ancestors:
            self._ancestors[key] = tuple(_walk(key, self._backward, self._earlier))
        return self._ancestors[key]

    def main_line(self, key: str) -> tuple[str, ...]:
        """The main successor, its main successor, and so on."""
        line: list[str] = []
        seen = {key}
        following = self.default_successor(key)
        while following is not None and following not in seen:
            line.append(following)
            seen.add(following)
            following = self.default_successor(following)
        return tuple(line)

    def shares_sum(self, key: str) -> float | None:
        """What the shares of a divided unit add up to; None where one of them is not known."""
        shares = self.successors(key)["share_of_area"]
        return None if shares.empty or shares.isna().any() else float(shares.sum())

    def _steps(self, rows: list[int], column: str) -> pd.DataFrame:
        return (
            self._table.iloc[rows][[column, *COLUMNS]]
            .rename(columns={column: "key"})
            .reset_index(drop=True)
        )


def _walk(start: str, rows_of: Mapping[str, list[int]], reached: list[str]) -> Iterator[str]:
    seen = {start}
    waiting = [start]
    while waiting:
        following: list[str] = []
        for key in waiting:
            for row in rows_of.get(key, ()):
                if reached[row] not in seen:
                    seen.add(reached[row])
                    following.append(reached[row])
                    yield reached[row]
        waiting = following
