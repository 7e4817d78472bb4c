"""Rows that follow each other and do not fit together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from lib.update.doubts import Touched


def odd_pairs(
    table: Touched, ordered: pd.DataFrame, same: Sequence[str], odd: pd.Series[bool]
) -> dict[int, tuple[int, int]]:
    """Later and earlier row of each odd pair, by the one of them that the file touches."""
    together = np.ones(len(ordered), dtype=bool)
    for name in same:
        texts = ordered[name].astype("str")
        together &= (texts == texts.shift()).to_numpy(dtype=bool)
    places = ordered["place"].to_numpy()
    pairs: dict[int, tuple[int, int]] = {}
    for number in np.flatnonzero(together & odd.fillna(False).to_numpy(dtype=bool)):
        later, earlier = int(places[number]), int(places[number - 1])
        if table.mask[later] or table.mask[earlier]:
            pairs[later if table.mask[later] else earlier] = later, earlier
    return pairs


def records(frame: pd.DataFrame, places: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The rows at these places, each as its cells by column; far faster than one by one."""
    chosen = sorted(set(places))
    cells = {str(name): frame[name].iloc[chosen].tolist() for name in frame}
    return {
        place: {name: column[number] for name, column in cells.items()}
        for number, place in enumerate(chosen)
    }
