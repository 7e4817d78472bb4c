"""Doubts about rows whose own words say that what they report has not happened yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from lib.domain.names import folded
from lib.errors import Message
from lib.io.faults import said
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, first_days
from lib.update.row_pairs import records
from lib.update.told_cells import told_cell

IN_ROW = Message("{place}: “{status}”, but the row says “{value}”")
IN_EVENT = Message("the kind of the event is “{status}”, but its text says “{value}”")

_PLANNED = "dự kiến|dự thảo|đề xuất|sẽ|expected|draft|proposed|planned"
_ASKED = (
    "(?<!theo )đề nghị(?! khen| tặng)|chờ (?:xét|công nhận|quyết định|phê duyệt|thẩm định|ký)|"
    "pending|awaiting"
)
_NOT = "chưa(?! (?:rõ|biết|xác định|nêu|ghi|thấy|tìm|cháy))|not yet(?! known)"
_LATER = "công nhận|hoàn thành|đạt|kiểm tra|thẩm định|chấm|đánh giá|triển khai|ra mắt|recogni"
_LISTED = "đăng ký|duyệt|ban hành|quyết định|chính thức|chốt|regist|approved|decided"
_DONE = "hoàn thành|đạt|đủ|xong|complete|met|meet"


def _words(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern for texts with marks, and the same for those that were typed without."""
    return re.compile(pattern), re.compile(_without_marks(pattern))


def _without_marks(pattern: str) -> str:
    return re.sub(r"[^\x00-\x7f]+", lambda match: folded(match[0]), pattern)


_OF_STATUS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "recognised": _words(rf"\b(?:{_PLANNED}|{_ASKED}|{_NOT})\b"),
    "reported_complete": _words(rf"\b(?:{_PLANNED}|{_NOT})\b.*\b(?:{_DONE})"),
    "registered": _words(
        rf"\b(?:{_PLANNED}|{_ASKED})\b(?!.*\b(?:{_LATER}))|"
        rf"\b(?:{_NOT})\b.*\b(?:{_LISTED})|^\W*(?:{_NOT})\W*$"
    ),
}
_BEGINS = _words(rf"\W*(?:{_PLANNED}|{_ASKED}|{_NOT})\b")
_OF_KIND = {
    "recognition": _OF_STATUS["recognised"],
    "pilot_start": _BEGINS,
    "replication": _BEGINS,
    "regulation": _BEGINS,
    "resolution": _BEGINS,
}
_CLAUSE = re.compile(r"[;.,()\n]+")
_MOST = 80  # signs that are quoted


def words_in_remarks(prospect: Prospect) -> Iterator[Doubt]:
    """Every row that reports as done what its remark, number or text calls planned or asked for."""
    for _, table in prospect.touched("observations"):
        yield from _remarks(prospect, table)
    for _, table in prospect.touched("milestones"):
        yield from _events(prospect, table)


def _remarks(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    frame = table.after
    status = frame["status"].astype("str")
    for column in ("note", "decision_no", "wave"):
        texts = frame[column].astype("str")
        if column == "decision_no":  # of one without a digit it is said already
            texts = texts.where(texts.str.contains(r"\d"), "")
        asked = table.mask & status.isin(_OF_STATUS).to_numpy(dtype=bool)
        rows = records(
            frame[["unit_key", "ward_text", "as_of", "status", column]],
            np.flatnonzero(asked & (texts != "").to_numpy(dtype=bool)).tolist(),
        )
        messages = {
            place: said(
                IN_ROW,
                place=prospect.place(row["unit_key"], row["ward_text"], row["as_of"]),
                status=told_cell(table.changes.table, "status", row["status"]),
                value=words,
            )
            for place, row in rows.items()
            if (words := _contradicting(str(row[column]), str(row["status"])))
        }
        yield from table.doubts_of_rows("words-contradict", column, messages)


def _events(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Events of what was done; of one that is to come the words say rightly that it is planned."""
    frame = table.after
    is_over = ~(first_days(frame, "date") > np.datetime64(prospect.today))
    kinds = frame["kind"].astype("str")
    asked = np.flatnonzero(table.mask & is_over & kinds.isin(_OF_KIND).to_numpy(dtype=bool))
    for column in ("event_vi", "event_en"):
        messages = {}
        for place in asked.tolist():
            words = _clause(frame[column].iloc[place], _OF_KIND[kinds.iloc[place]])
            if words:
                kind = told_cell(table.changes.table, "kind", kinds.iloc[place])
                messages[place] = said(IN_EVENT, status=kind, value=words)
        yield from table.doubts_of_rows("words-contradict", column, messages)


@lru_cache(maxsize=20_000)
def _contradicting(text: str, status: str) -> str:
    return _clause(text, _OF_STATUS[status])


def _clause(text: str, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> str:
    """The part of a text in which a pattern is found; "" for none."""
    small = text.lower()
    pattern = patterns[1] if text.isascii() else patterns[0]
    if patterns is _BEGINS:
        return text[:_MOST] if pattern.match(small) else ""
    parts = [part.strip() for part in _CLAUSE.split(text)]
    return next((part[:_MOST] for part in parts if pattern.search(part.lower())), "")
