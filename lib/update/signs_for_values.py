"""Doubts about signs that stand for a value: "as above", a tick, a dash in a number's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from lib.errors import Message
from lib.io.faults import said
from lib.update.doubts import Doubt
from lib.update.prospects import Prospect

AS_ABOVE = Message("“{value}” is kept as it is, not as the value above it")
NO_NUMBER = Message("“{value}” is no number of a decision")

_AS_ABOVE = re.compile(r"[\W_]*(nt|như trên|ditto|)[\W_]*", re.IGNORECASE)
_READ = ("province_text", "district_text", "ward_text", "wave", "decision_no", "scope_text")


def signs_for_values(prospect: Prospect) -> Iterator[Doubt]:
    """Every new cell with a sign in the place of a name, a wave or a decision's number."""
    for _, table in prospect.touched():
        for column in _READ:
            yield from table.doubts_of_texts("sign-for-value", column, partial(_told, column))


def _told(column: str, text: str) -> Message | None:
    if text.strip() and _AS_ABOVE.fullmatch(text):
        return said(AS_ABOVE, value=text)
    if text and column == "decision_no" and not any(map(str.isdigit, text)):
        return said(NO_NUMBER, value=text)
    return None
