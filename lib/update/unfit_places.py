"""Doubts about places that cannot be what is meant: of no ward, of two places, of none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.domain.names import folded
from lib.domain.statuses import COUNTED
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.references import NATIONAL
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

NO_CARRIER = Message("{place} is not of a kind that carries the title in this dataset")
BESIDE_NATIONAL = Message("“{value}” is given beside the key of the whole country")
WITHOUT_KEY = Message("“{value}” is no known place: the row is kept and counted nowhere")

_SCOPED = ("targets", "counts", "indicators", "milestones")
_NATION = ("", "national", "ca nuoc", "toan quoc", "viet nam", "whole country", "nationwide")


def unfit_places(prospect: Prospect) -> Iterator[Doubt]:
    """Every new row about a unit without the title, two places at once, or no known one."""
    for _name, table in prospect.touched("observations"):
        yield from _without_title(prospect, table)
    for _name, table in prospect.touched(*_SCOPED):
        keys = table.after["scope_key"].astype("str")
        texts = table.after["scope_text"].astype("str")
        known = texts.map(lambda text: folded(text).strip() in _NATION).astype(bool)
        for where, words in (
            ((keys == NATIONAL) & ~known, BESIDE_NATIONAL),
            ((keys == "") & ~known, WITHOUT_KEY),
        ):
            messages = {
                int(place): said(words, value=texts.iloc[place])
                for place in np.flatnonzero(where.to_numpy(dtype=bool) & table.mask)
            }
            yield from table.doubts_of_rows("place-unfit", "scope_key", messages)


def _without_title(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    units, frame = prospect.units, table.after
    counted = (frame["programme"].astype("str") == COUNTED).to_numpy(dtype=bool)
    messages = {}
    for place in np.flatnonzero(counted & table.mask):
        key, when = str(frame["unit_key"].iloc[place]), frame["as_of"].iloc[place]
        day = None if pd.isna(when) else when.date()
        if key in units and units.kind(key, day) not in units.carriers:
            messages[int(place)] = said(NO_CARRIER, place=prospect.place(key, "", when))
    yield from table.doubts_of_rows("place-unfit", "unit_key", messages)
