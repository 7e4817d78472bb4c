"""Numerals that somebody typed into a headline instead of naming the number they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lib.cards.pieces import Number
from lib.words import wording

REFERENCE = re.compile(r"\{([\w-]{1,40}\.[\w-]{1,80})\}")
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{4}")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*[\d%])")
_NUMERAL = re.compile(r"(?<![\w.,])(?:\d[\d.,]*\d|\d)(?:\s?%|(?!\w))")


class Typed(NamedTuple):
    """A numeral typed by hand.

    Attributes:
        text: As it is typed.
        names: Numbers of the card that have this value now.
        then: Numbers of the card that had it when the scene was made.
    """

    text: str
    names: tuple[str, ...]
    then: tuple[str, ...]


def typed(
    title: str, numbers: Mapping[str, Number], figures: Mapping[str, float | None]
) -> list[Typed]:
    """Numerals of a headline that name no number; days and years are none.

    Args:
        title: The headline as it is typed.
        numbers: Numbers of the card by name.
        figures: Their values when the scene was made.
    """
    found = []
    for text in numerals(title):
        names = tuple(name for name, number in numbers.items() if _is(text, number.words))
        then = tuple(
            name
            for name, value in figures.items()
            if name in numbers and _is(text, written(value, numbers[name]))
        )
        found.append(Typed(text, names, then))
    return found


def numerals(title: str) -> list[str]:
    """Numerals of a text, each once, outside of references, days and years."""
    text = REFERENCE.sub(" ", title)
    for other in (_DATE, _YEAR):
        text = other.sub(" ", text)
    return list(dict.fromkeys(_NUMERAL.findall(text)))


def named(title: str, card: str, found: list[Typed]) -> str:
    """A headline whose numerals name the first number of the card that has their value."""
    made = title
    for each in found:
        if each.names:
            alone = rf"(?<![\w.{{]){re.escape(each.text)}(?![\w}}]|[.,]\d)"
            made = re.sub(alone, f"{{{card}.{each.names[0]}}}", made)
    return made


def written(value: float | None, like: Number) -> str:
    """A value, written as a number is written now."""
    return wording.percent(value) if like.words.endswith("%") else wording.number(value)


def _is(text: str, words: str) -> bool:
    return text.replace(" ", "") == words.replace(" ", "").replace("\xa0", "")
