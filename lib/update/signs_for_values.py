"""Doubts about signs that stand for a value: "as above", a tick, a dash in a number's place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from lib.errors import Message
from lib.io.faults import said
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect
from lib.update.row_pairs import at_places

AS_ABOVE = Message("“{value}” is kept as it is, not as the value above it")
NO_NUMBER = Message("“{value}” is no number of a decision")

_AS_ABOVE = re.compile(r"[\W_]*(nt|như trên|ditto|)[\W_]*", re.IGNORECASE)
_READ = ("province_text", "district_text", "ward_text", "wave", "decision_no", "scope_text")


def signs_for_values(prospect: Prospect) -> Iterator[Doubt]:
    """Every new cell with a sign in the place of a name, a wave or a decision's number."""
    for _, table in prospect.touched():
        for column in _READ:
            if column in table.changes.table.columns:
                yield from _signs(table, column)


def _signs(table: Touched, column: str) -> Iterator[Doubt]:
    texts = table.after[column].astype("str")
    odd = {}
    for text in texts[table.mask].unique():
        if text.strip() and _AS_ABOVE.fullmatch(text):
            odd[text] = AS_ABOVE
        elif text and column == "decision_no" and not any(map(str.isdigit, text)):
            odd[text] = NO_NUMBER
    found = {
        int(place): said(odd[texts.iloc[place]], value=texts.iloc[place])
        for place in np.flatnonzero(texts.isin(odd).to_numpy(dtype=bool) & table.mask)
    }
    yield from table.doubts("sign-for-value", column, at_places(table, found), found.__getitem__)
