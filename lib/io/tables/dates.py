"""Written dates: days, months and years, and what was probably meant by those written otherwise."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from lib.errors import Message
from lib.io import faults as say
from lib.io.faults import Unfit, said
from lib.io.tables.folding import bare

PARTIAL_DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
EPOCH = datetime.date(1899, 12, 30)
EPOCH_1904 = datetime.date(1904, 1, 1)  # of workbooks that were begun on a Mac
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEARS = (1900, 2200)


class Period(NamedTuple):
    """The last day of a written day, month or year, and which of the three it was."""

    last_day: datetime.date
    precision: str


def full_date(text: str) -> Period:
    """The day written as 2025-06-30; Unfit otherwise."""
    return _period(text, partial=False)


def partial_date(text: str) -> Period:
    """The last day of what is written as 2025-06-30, 2025-06 or 2025; Unfit otherwise."""
    return _period(text, partial=True)


def _period(text: str, *, partial: bool) -> Period:
    if re.fullmatch(PARTIAL_DATE_PATTERN, text) and (partial or len(text) == 10):
        period = _ending(text)
        if period:
            return period
        if len(text) == 10 and _ending(text[:7]) and text[8:] > "28":
            days = calendar.monthrange(int(text[:4]), int(text[5:7]))[1]
            hint = say.DAYS_OF_MONTH.filled(value=text[:7], days=days)
            raise Unfit(said(say.NOT_DATE, value=text), hint)
    meant = _date_meant(text, partial=partial) or (_in_words(text) if partial else "")
    guess = say.WRITE.filled(value=meant) if meant else _month_ends(text) or excel_day(text)
    fallback = say.A_PARTIAL_DATE if partial else say.A_FULL_DATE
    raise Unfit(said(say.NOT_DATE, value=text), guess or fallback)


def _in_words(text: str) -> str:
    """A guess at a month, quarter or year in words: "cuối năm 2028" is 2028. "" for none."""
    plain = re.sub(r"[^0-9a-z]", "", bare(text))
    year = re.fullmatch(r"(?:het|cuoi|trong)?nam(20\d\d)", plain)
    if year:
        return year[1]
    month = re.fullmatch(r"(?:het|cuoi|trong)?thang(\d{1,2})(?:nam)?(20\d\d)", plain)
    if month and 1 <= int(month[1]) <= 12:
        return f"{month[2]}-{int(month[1]):02d}"
    quarter = re.fullmatch(r"(?:het|cuoi|trong)?(?:quy|q)(iv|i{1,3}|[1-4])(?:nam)?(20\d\d)", plain)
    if quarter:
        return f"{quarter[2]}-{3 * QUARTERS[quarter[1]]:02d}"
    return ""


def _month_ends(text: str) -> Message | None:
    """What is said of 31/02/2025: how many days its month has. None for anything else."""
    match = re.fullmatch(r"\s*(29|30|31)[-/.](\d{1,2})[-/.](\d{4})\s*", text)
    month = f"{match[3]}-{match[2].zfill(2)}" if match else ""
    if not match or not _ending(month):
        return None
    days = calendar.monthrange(int(match[3]), int(match[2]))[1]
    return say.DAYS_OF_MONTH.filled(value=month, days=days)


def excel_day(text: str, epoch: datetime.date = EPOCH) -> Message | None:
    """What is said of 45838, Excel's number of a day of this century. None for anything else.

    Args:
        text: The number as written.
        epoch: The day that the workbook counts from.
    """
    if not re.fullmatch(r"[34]\d{4}|5[0-4]\d{3}", text.strip()):
        return None
    day = epoch + datetime.timedelta(days=int(text))
    return say.EXCEL_DAY.filled(value=day.isoformat())


def _ending(text: str) -> Period | None:
    """The period of a well-formed text; None when there is no such day or month."""
    parts = [int(part) for part in text.split("-")]
    if not _YEARS[0] <= parts[0] <= _YEARS[1]:
        return None  # a slip of the pen ("2921"); and the frames hold no day after 2262
    try:
        if len(parts) == 3:
            return Period(datetime.date(*parts), "day")
        month = parts[1] if len(parts) == 2 else 12
        day = calendar.monthrange(parts[0], month)[1]
        return Period(datetime.date(parts[0], month, day), "month" if len(parts) == 2 else "year")
    except ValueError:  # calendar.IllegalMonthError is one
        return None


def _date_meant(text: str, *, partial: bool) -> str:
    """A guess at a date written another way; day before month, as in Viet Nam. "" for none."""
    text = re.sub(r"[T\s]+\d\d?:\d\d(:\d\d(\.\d+)?)?$", "", text.strip())
    numbers = re.split(r"\s*[-/.]\s*", text)
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in numbers):
        return ""
    if len(numbers) == 3 and all(len(part) <= 2 for part in numbers):
        numbers[2] = f"20{numbers[2].zfill(2)}"  # 15/10/26, as telephones write it
    year_first = len(numbers[0]) == 4
    orders = [numbers] if year_first else [numbers[::-1]]
    if len(numbers) == 3 and not year_first:
        orders.append([numbers[2], numbers[0], numbers[1]])
    for order in orders:
        written = "-".join([order[0], *(part.zfill(2) for part in order[1:])])
        fits = re.fullmatch(PARTIAL_DATE_PATTERN, written) and (partial or len(written) == 10)
        if fits and _ending(written):
            return written
    return ""
