"""One cell's text, and what it means by its contract.

A column is converted by its distinct texts, so these functions are plain Python on one
text at a time: they see the value as it was written and can say what to write instead.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
import unicodedata
from typing import NamedTuple

from lib.io import faults as say
from lib.io.faults import Finding, Unfit, said
from lib.io.tables.contracts import KEY_PATTERN, SCOPE_PATTERN, Field

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_FORMS = {KEY_PATTERN: say.FORM_OF_KEY, SCOPE_PATTERN: say.FORM_OF_SCOPE}
PARTIAL_DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


class Period(NamedTuple):
    """The last day of a written day, month or year, and which of the three it was."""

    last_day: datetime.date
    precision: str


def clean(text: str) -> str:
    """Text in NFC, its lines ending in a line feed alone.

    Raises:
        Unfit: When it holds a control character.
    """
    if text.isprintable():
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    found = CONTROL.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise Unfit(Finding(said(say.CONTROL, value=code), say.NO_CONTROLS))
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def checked_text(field: Field, text: str) -> str:
    """A text, code or category that keeps its contract.

    Raises:
        Unfit: When it is none of the allowed values or does not have the right form.
    """
    if field.one_of and text not in field.one_of:
        near = [value for value in field.one_of if value.casefold() == text.strip().casefold()]
        if near:
            raise Unfit(Finding(said(say.NOT_ALLOWED, value=text), say.WRITE.format(value=near[0])))
        allowed = say.ONE_OF.format(value=", ".join(field.one_of))
        raise Unfit(Finding(said(say.NOT_ALLOWED, value=text), allowed))
    if field.pattern and not re.fullmatch(field.pattern, text):
        form = _FORMS.get(field.pattern) or say.FORM.format(value=field.pattern)
        raise Unfit(Finding(said(say.WRONG_FORM, value=text), form))
    return text


def integer(field: Field, text: str) -> int:
    """A whole number within its limits; Unfit otherwise."""
    if not _INTEGER.fullmatch(text):
        meant = re.sub(r"[\s.,](?=[0-9]{3}(?:\D|$))", "", text.strip())
        meant = re.sub(r"[.,]0+$", "", meant).removeprefix("+")
        meant = re.sub(r"^(-?)0+(?=[0-9])", r"\1", meant)
        hint = say.WRITE.format(value=meant) if _INTEGER.fullmatch(meant) else say.A_WHOLE_NUMBER
        raise Unfit(Finding(said(say.NOT_INTEGER, value=text), hint))
    value = int(text)
    _within(field, value, text)
    return value


def number(field: Field, text: str) -> float:
    """A finite number within its limits; Unfit otherwise."""
    if not _NUMBER.fullmatch(text):
        meant = _number_meant(text)
        hint = say.WRITE.format(value=meant) if _NUMBER.fullmatch(meant) else say.A_NUMBER
        raise Unfit(Finding(said(say.NOT_NUMBER, value=text), hint))
    value = float(text)
    if not math.isfinite(value):
        raise Unfit(Finding(said(say.NOT_NUMBER, value=text), say.A_NUMBER))
    _within(field, value, text)
    return value


def _number_meant(text: str) -> str:
    """A guess at a number written with a decimal comma, thousands marks or a percent sign."""
    text = re.sub(r"\s", "", text).removesuffix("%").removeprefix("+")
    if text.rfind(",") > text.rfind("."):
        return text.replace(".", "").replace(",", ".", 1)
    return text.replace(",", "")


def _within(field: Field, value: float, text: str) -> None:
    if field.minimum is not None and value < field.minimum:
        raise Unfit(
            Finding(said(say.TOO_SMALL, value=text), say.AT_LEAST.format(value=field.minimum))
        )
    if field.maximum is not None and value > field.maximum:
        raise Unfit(
            Finding(said(say.TOO_LARGE, value=text), say.AT_MOST.format(value=field.maximum))
        )


def boolean(text: str) -> bool:
    """True for ``true``, False for ``false``; Unfit otherwise."""
    if text not in ("true", "false"):
        lower = text.strip().lower()
        meant = {"1": "true", "0": "false"}.get(lower, lower)
        hint = say.WRITE.format(value=meant) if meant in ("true", "false") else say.TRUE_OR_FALSE
        raise Unfit(Finding(said(say.NOT_BOOLEAN, value=text), hint))
    return text == "true"


def full_date(text: str) -> Period:
    """The day written as 2025-06-30; Unfit otherwise."""
    return _period(text, partial=False)


def partial_date(text: str) -> Period:
    """The last day of what is written as 2025-06-30, 2025-06 or 2025; Unfit otherwise."""
    return _period(text, partial=True)


_YEARS = (1900, 2200)


def _period(text: str, *, partial: bool) -> Period:
    if re.fullmatch(PARTIAL_DATE_PATTERN, text) and (partial or len(text) == 10):
        period = _ending(text)
        if period:
            return period
        if len(text) == 10 and _ending(text[:7]) and text[8:] > "28":
            days = calendar.monthrange(int(text[:4]), int(text[5:7]))[1]
            hint = say.DAYS_OF_MONTH.format(value=text[:7], days=days)
            raise Unfit(Finding(said(say.NOT_DATE, value=text), hint))
    meant = _date_meant(text, partial=partial)
    hint = say.WRITE.format(value=meant) if meant else _month_ends(text) or _excel_day(text)
    fallback = say.A_PARTIAL_DATE if partial else say.A_FULL_DATE
    raise Unfit(Finding(said(say.NOT_DATE, value=text), hint or fallback))


def _month_ends(text: str) -> str:
    """What is said of 31/02/2025: how many days its month has. "" for anything else."""
    found = re.fullmatch(r"\s*(29|30|31)[-/.](\d{1,2})[-/.](\d{4})\s*", text)
    month = f"{found[3]}-{found[2].zfill(2)}" if found else ""
    if not found or not _ending(month):
        return ""
    days = calendar.monthrange(int(found[3]), int(found[2]))[1]
    return say.DAYS_OF_MONTH.format(value=month, days=days)


def _excel_day(text: str) -> str:
    """What is said of 45838, Excel's number of a day of this century. "" for anything else."""
    if not re.fullmatch(r"[34]\d{4}|5[0-4]\d{3}", text.strip()):
        return ""
    day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text))
    return say.EXCEL_DAY.format(value=day.isoformat())


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
    text = re.sub(r"[T\s]+00:00(:00(\.0+)?)?$", "", text.strip())
    numbers = re.split(r"\s*[-/.]\s*", text)
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in numbers):
        return ""
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
