"""Results and keys as small integers, so that large tables are counted without their texts."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.io.tables.contracts import RESULTS

Kind = Literal["claimed", "inspected"]
Integers = npt.NDArray[np.int64]

PLACE = {result: place for place, result in enumerate(RESULTS)}
"""Code of each result."""
FINDINGS = ("met", "not_met", "not_applicable")
"""What an inspection can find; the other results say that there was none."""


def coded(column: pd.Series[Any]) -> tuple[Integers, pd.Index]:
    """Codes of a text column (-1 for none) and the texts they stand for, used or not."""
    categories = (
        column if isinstance(column.dtype, pd.CategoricalDtype) else column.astype("category")
    )
    return np.asarray(categories.cat.codes, dtype=np.int64), categories.cat.categories


def present(column: pd.Series[Any]) -> tuple[Integers, list[str]]:
    """Codes of a text column and the texts they stand for, only those there, sorted."""
    codes, names = coded(column)
    used = np.flatnonzero(np.bincount(codes[codes >= 0], minlength=len(names)))
    texts = [str(name) for name in names[used]]
    order = np.array(sorted(range(len(used)), key=texts.__getitem__), dtype=np.int64)
    moved = np.full(len(names) + 1, -1, dtype=np.int64)
    moved[used[order]] = np.arange(len(used))
    return moved[codes], [texts[place] for place in order]


def distinct(keys: Integers) -> tuple[Integers, Integers]:
    """Distinct keys, sorted, and the place of each key among them.

    As `np.unique`, without its sort: for keys from 0 that lie close.
    """
    present = np.flatnonzero(np.bincount(keys))
    place = np.zeros(int(present.max(initial=-1)) + 1, dtype=np.int64)
    place[present] = np.arange(len(present))
    return present, place[keys]


def results(frame: pd.DataFrame, kind: Kind) -> Integers:
    """Code of each row's result; an empty cell is ``no_report``."""
    codes, names = coded(frame[kind])
    moved = np.array([*(PLACE[str(name)] for name in names), PLACE["no_report"]], dtype=np.int64)
    return moved[codes]


def with_counts(frame: pd.DataFrame, place: Integers, codes: Integers) -> pd.DataFrame:
    """A frame with counts of results per row, what is assessed, and the share met.

    Args:
        frame: One row per thing counted.
        place: Row of `frame` that each result belongs to.
        codes: Results, as from `results`.
    """
    cells = np.bincount(place * len(RESULTS) + codes, minlength=len(frame) * len(RESULTS))
    counts = cells.reshape(len(frame), len(RESULTS)).astype(np.int64)
    frame = frame.assign(**{name: counts[:, at] for at, name in enumerate(RESULTS)})
    met, assessed = counts[:, PLACE["met"]], counts[:, [PLACE["met"], PLACE["not_met"]]].sum(axis=1)
    share = np.divide(met, assessed, out=np.zeros(len(frame)), where=assessed > 0)
    return frame.assign(assessed=assessed, share=pd.arrays.FloatingArray(share, mask=assessed == 0))
