"""Doubts about the period of an indicator as printed, beside the day on which it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.io.tables.dates import QUARTERS
from lib.io.tables.folding import bare
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

CONTRADICTS = Message("the period is “{value}”, but its end is {day}")

_YEAR = r"(?P<year>20\d\d)"
_FORMS = (
    (re.compile(rf"(?:thang|t|m)?(?P<month>\d{{1,2}}){_YEAR}"), "month"),
    (re.compile(rf"(?:thang|t|m)(?P<month>\d{{1,2}})nam{_YEAR}"), "month"),
    (re.compile(rf"{_YEAR}(?P<month>\d{{2}})"), "month"),
    (re.compile(rf"(?:quy|q|quarter)(?P<quarter>iv|i{{1,3}}|[1-4])(?:nam)?{_YEAR}"), "quarter"),
    (re.compile(rf"{_YEAR}(?:q|quarter)(?P<quarter>[1-4])"), "quarter"),
    (re.compile(rf"(?:6thangdau|6thang|nuadau|sauthangdau)(?:nam)?{_YEAR}"), "first half"),
    (re.compile(rf"(?:6thangcuoi|nuacuoi|sauthangcuoi)(?:nam)?{_YEAR}"), "year"),
    (re.compile(rf"(?P<month>9|3)thang(?:dau)?(?:nam)?{_YEAR}"), "month"),
)


def doubtful_periods(prospect: Prospect) -> Iterator[Doubt]:
    """Every indicator whose printed period ends in another month than is said."""
    for _, table in prospect.touched("indicators"):
        yield from _contradictions(table)


def _contradictions(table: Touched) -> Iterator[Doubt]:
    places = np.flatnonzero(table.mask)
    some = table.after.iloc[places]
    ends = written_column(some, table.changes.table.field("period_end"))
    months = {text: last_month(text) for text in some["period"].astype("str").unique()}
    messages: dict[int, Message] = {}
    for place, text, end in zip(places.tolist(), some["period"], ends, strict=True):
        month = months[str(text)]
        given = f"{end}-12"[:7] if len(end) == 4 else end[:7]
        if month and end and month != given:
            messages[place] = said(CONTRADICTS, value=text, day=end)
    yield from table.doubts_of_rows("period-contradicts", "period_end", messages)


def last_month(period: str) -> str:
    """The month in which a printed period ends, as 2026-10; "" when it does not say.

    A year alone says none: what was counted in it may end in any of its months.
    """
    text = bare(period)
    for form, kind in _FORMS:
        match = form.fullmatch(text)
        if not match:
            continue
        parts = match.groupdict()
        months = {"first half": 6, "year": 12}
        month = int(parts["month"]) if parts.get("month") else months.get(kind, 0)
        if kind == "quarter":
            month = 3 * QUARTERS[str(parts["quarter"])]
        if 1 <= month <= 12:
            return f"{parts['year']}-{month:02d}"
    return ""
