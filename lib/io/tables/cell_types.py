"""One cell's text, and what it means by its contract.

A column is converted by its distinct texts, so these functions are plain Python on one
text at a time: they see the value as it was written and can say what to write instead.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata

from lib.errors import Message
from lib.io import faults as say
from lib.io.faults import Unfit, said
from lib.io.tables.contracts import KEY_PATTERN, SCOPE_PATTERN, Field
from lib.io.tables.dates import EPOCH
from lib.io.tables.json_texts import NO_LETTERS

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_DIGITS_OF_WARD = 5  # a province has two, a district three
_FORMS = {KEY_PATTERN: say.FORM_OF_KEY, SCOPE_PATTERN: say.FORM_OF_SCOPE}


def clean(text: str) -> str:
    """Text in NFC, its lines ending in a line feed alone.

    Raises:
        Unfit: When it holds a control character.
    """
    if text.isprintable():
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    match = NO_LETTERS.search(text)
    if match:
        code = f"U+{ord(match[0]):04X}"
        raise Unfit(said(say.CONTROL, value=code), say.NO_CONTROLS)
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def checked_text(field: Field, text: str) -> str:
    """A text, code or category that keeps its contract.

    Raises:
        Unfit: When it is none of the allowed values or does not have the right form.
    """
    if field.one_of and text not in field.one_of:
        near = [value for value in field.one_of if value.casefold() == text.strip().casefold()]
        if near:
            raise Unfit(said(say.NOT_ALLOWED, value=text), say.WRITE.filled(value=near[0]))
        allowed = say.ONE_OF.filled(value=", ".join(field.one_of))
        raise Unfit(said(say.NOT_ALLOWED, value=text), allowed)
    if field.pattern and not re.fullmatch(field.pattern, text):
        form = _FORMS.get(field.pattern) or say.FORM.filled(value=field.pattern)
        raise Unfit(said(say.WRONG_FORM, value=text), form)
    if field.of_wards and len(text.partition("-")[2]) < _DIGITS_OF_WARD:
        raise Unfit(said(say.NOT_A_WARD, value=text), say.FORM_OF_KEY)
    return text


def integer(field: Field, text: str) -> int:
    """A whole number within its limits; Unfit otherwise."""
    if not _INTEGER.fullmatch(text):
        meant = re.sub(r"[\s.,](?=[0-9]{3}(?:\D|$))", "", text.strip())
        meant = re.sub(r"[.,]0+$", "", meant).removeprefix("+")
        meant = re.sub(r"^(-?)0+(?=[0-9])", r"\1", meant)
        hint = say.WRITE.filled(value=meant) if _INTEGER.fullmatch(meant) else None
        hint = hint or _number_within(text, _INTEGER) or say.A_WHOLE_NUMBER
        raise Unfit(said(say.NOT_INTEGER, value=text), hint)
    value = int(text)
    _within(field, value, text)
    return value


def number(field: Field, text: str) -> float:
    """A finite number within its limits; Unfit otherwise."""
    if not _NUMBER.fullmatch(text):
        meant = _number_meant(text)
        hint = say.WRITE.filled(value=meant) if _NUMBER.fullmatch(meant) else None
        hint = hint or _number_within(text, _NUMBER) or say.A_NUMBER
        raise Unfit(said(say.NOT_NUMBER, value=text), hint)
    value = float(text)
    if not math.isfinite(value):
        raise Unfit(said(say.NOT_NUMBER, value=text), say.A_NUMBER)
    _within(field, value, text)
    return value


def _number_meant(text: str) -> str:
    """A guess at a number written in another way.

    With a decimal comma, thousands marks, a percent sign, a typographic minus sign, or in the
    brackets of something negative.
    """
    text = re.sub(r"\s", "", text).replace("\u2212", "-").removesuffix("%").removeprefix("+")
    text = re.sub(r"^\((.+)\)$", r"-\1", text)  # as bookkeepers write what is less than nothing
    if text.rfind(",") > text.rfind("."):
        return text.replace(".", "").replace(",", ".", 1)
    return text.replace(",", "")


def _number_within(text: str, form: re.Pattern[str]) -> Message | None:
    """What is said of "about 15", "≥ 20" or "20 wards", and of a number that became a day."""
    if re.fullmatch(r"1900-\d\d-\d\d", text):
        number = _number_as_day(text)
        return None if number is None else say.DATE_FORMAT.filled(value=number)
    numbers = re.findall(r"\d+(?:[.,]\d+)?", text)
    if len(numbers) != 1 or re.search(r"\d[A-Za-z]", text):
        return None
    less = re.match(r"\s*(?:giảm|↓|▼|-)|.*\d\s*-\s*$", text, re.IGNORECASE)
    meant = ("-" if less else "") + numbers[0].replace(",", ".")
    return say.NUMBER_ALONE.filled(value=meant) if form.fullmatch(meant) else None


def _number_as_day(text: str) -> int | None:
    """The number that Excel shows as a day of 1900; None where it shows none as such.

    Its year 1900 has a 29 February: days before are one less than the days since `EPOCH`.
    """
    if text == "1900-02-29":
        return 60
    try:
        number = (datetime.date.fromisoformat(text) - EPOCH).days
    except ValueError:
        return None
    return number - (number <= 60)


def _within(field: Field, value: float, text: str) -> None:
    if field.minimum is not None and value < field.minimum:
        raise Unfit(said(say.TOO_SMALL, value=text), say.AT_LEAST.filled(value=field.minimum))
    if field.maximum is not None and value > field.maximum:
        raise Unfit(said(say.TOO_LARGE, value=text), say.AT_MOST.filled(value=field.maximum))


def boolean(text: str) -> bool:
    """True for ``true``, False for ``false``; Unfit otherwise."""
    if text not in ("true", "false"):
        lower = text.strip().lower()
        meant = {"1": "true", "0": "false"}.get(lower, lower)
        hint = say.WRITE.filled(value=meant) if meant in ("true", "false") else say.TRUE_OR_FALSE
        raise Unfit(said(say.NOT_BOOLEAN, value=text), hint)
    return text == "true"
