"""Doubts about numbers of decisions in which a letter stands for a digit, or a digit for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.errors import Message
from lib.io.faults import said
from lib.update.doubts import Doubt
from lib.update.prospects import Prospect

LETTER = Message("“{value}” has a letter where a digit belongs; did you mean “{other}”?")
DIGIT = Message("“{value}” has a digit where a letter belongs")

_COLUMNS = ("decision_no", "legal_basis")
_LETTER = re.compile(  # "12O/QĐ", "l5/QĐ", "VO5"
    r"(?<=\d)[OoIl|]+(?![^\W\d_])|(?<![^\W\d_])[OoIl|]+(?=\d)|(?<=[VAC])O(?=\d\b)"
)
_DIGIT = re.compile(  # "Q0-UBND", "B1A"; the V05 of a department has two digits
    r"(?<=[^\W\d_])0(?!\d)|(?<!\d)0(?=[^\W\d_])|(?<=[A-ZĐ])1(?=[A-ZĐ])"
)
_DIGITS = str.maketrans("OoIl|", "00111")


def mixed_numbers(prospect: Prospect) -> Iterator[Doubt]:
    """Every new number of a decision in which a letter and a digit were taken for each other."""
    for _, table in prospect.touched():
        for column in _COLUMNS:
            yield from table.doubts_of_texts("number-mixed", column, _told)


def _told(text: str) -> Message | None:
    digits = _LETTER.sub(lambda match: match[0].translate(_DIGITS), text)
    if digits != text:
        return said(LETTER, value=text, other=digits)
    return said(DIGIT, value=text) if _DIGIT.search(text) else None
