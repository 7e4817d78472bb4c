"""Rows of tables, typed as what they are to a page: anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd


def records(table: pd.DataFrame) -> Iterator[Any]:
    """Rows as named tuples; pandas' own type for them knows no columns."""
    return iter(table.itertuples())


def rows_by_key(table: pd.DataFrame, keys: Iterable[str]) -> dict[str, Any]:
    """The rows of many keys as dictionaries, at once: `row_by_key` takes as long for each."""
    return {str(key): row for key, row in table.loc[list(keys)].to_dict("index").items()}


def row_by_key(table: pd.DataFrame, key: object) -> Any:
    """The row of a key; KeyError when there is none."""
    return table.loc[key]  # type: ignore[call-overload]
