"""Doubts about events whose own text names another day than their row."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.update.doubtful_codes import is_planned
from lib.update.doubts import Doubt
from lib.update.prospects import Prospect, first_days

OTHER_DAY = Message("the text of the event says “{value}”, but its date is {day}")

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_NAMES = "|".join(_MONTHS)
_FIRST = r"(?:(?P<first>\d{1,2})\s*(?:-|–|và|va|and|,)\s*)?"
_DAY, _MONTH, _YEAR = (
    rf"(?<![\d/]){_FIRST}(?P<day>\d{{1,2}})",
    r"(?P<month>\d{1,2})",
    r"(?P<year>20\d\d)",
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_DAY} th[áa]ng {_MONTH}(?: n[ăa]m |\s*[/-]\s*){_YEAR}(?!\d)",
        rf"{_DAY} (?P<name>{_NAMES}),? {_YEAR}",
        rf"(?P<name>{_NAMES}) (?P<day>\d{{1,2}}),? {_YEAR}",
        rf"ng[àa]y {_DAY}\s*[/-]\s*{_MONTH}(?![\d/-])",
        rf"th[áa]ng {_MONTH}(?: n[ăa]m |\s*[/-]\s*){_YEAR}(?!\d)",
        rf"(?P<name>{_NAMES}) {_YEAR}",
        rf"(?<![\d/.-]){_MONTH}/{_YEAR}(?!\d)",
        rf"(?<![\d-]){_YEAR}-(?P<month>\d\d)(?![\d-])",
    )
)
_ANOTHER = re.compile(  # until when, since when, by which paper
    r"(?:\b(?:đến|tới|trước|sau|từ|hết|hạn|den|toi|truoc|tu|han|until|to|by|before|after|since|from|"
    r"through)\b\W*(?:ngày|hết|cuối|đầu|tháng|ngay|het|cuoi|dau|thang|the end of)?\W*$)|"
    r"\b(?:theo|thực hiện|căn cứ|thuc hien|can cu|under|implement\w*|pursuant)\b"
)

Period = tuple[date, date]


def dates_in_events(prospect: Prospect) -> Iterator[Doubt]:
    """Every event that names days or months, none of which its date can be."""
    for _, table in prospect.touched("milestones"):
        frame = table.after
        begins, ends = first_days(frame, "date"), frame["date"].to_numpy()
        asked = table.mask & frame["date"].notna().to_numpy(dtype=bool) & ~is_planned(frame)
        places = np.flatnonzero(asked)
        written = written_column(frame.iloc[places], table.changes.table.field("date"))
        for column in ("event_vi", "event_en"):
            messages: dict[int, Message] = {}
            for place, day in zip(places.tolist(), written, strict=True):
                own = begins[place].item(), ends[place].astype("datetime64[D]").item()
                other = _other_day(str(frame[column].iloc[place]), own)
                if other:
                    messages[place] = said(OTHER_DAY, value=other, day=day)
            yield from table.doubts_of_rows("date-contradicts", column, messages)


def _other_day(text: str, own: Period) -> str:
    """The first day of its own that a text names, when none it names overlaps a period."""
    rest, named = text.lower(), ""
    for form in _FORMS:
        for match in form.finditer(rest):
            period = _period(match.groupdict(), own[0].year)
            if period is None:
                continue
            if period[0] <= own[1] and own[0] <= period[1]:
                return ""
            clause = re.split(r"[;(]", rest[: match.start()])[-1]
            if not named and not _ANOTHER.search(clause):
                named = text[match.start() : match.end()]
        rest = form.sub(lambda match: "_" * len(match[0]), rest)  # not read once more
    return named


def _period(parts: dict[str, str | None], year: int) -> Period | None:
    """First and last day of what was matched; None when there is no such day."""
    month = _MONTHS.get(parts.get("name") or "") or int(parts.get("month") or 0)
    year = int(parts.get("year") or year)
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if not parts.get("day"):
        return date(year, month, 1), date(year, month, length)
    last = int(parts["day"] or 0)
    first = int(parts.get("first") or last)
    return (
        (date(year, month, first), date(year, month, last))
        if 1 <= first <= last <= length
        else None
    )
