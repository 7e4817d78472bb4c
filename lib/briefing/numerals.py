"""Numerals that somebody typed into a headline instead of naming the number they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from lib.cards.card import pieces
from lib.cards.pieces import Number, Said
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
    by_hand = []
    for text in numerals(title):
        names = tuple(name for name, number in numbers.items() if _is(text, number.words))
        then = tuple(
            name
            for name, value in figures.items()
            if name in numbers and _is(text, written(value, numbers[name]))
        )
        by_hand.append(Typed(text, names, then))
    return by_hand


def numerals(title: str) -> list[str]:
    """Numerals of a text, each once, outside of references, days and years."""
    text = REFERENCE.sub(" ", title)
    for other in (_DATE, _YEAR):
        text = other.sub(" ", text)
    return list(dict.fromkeys(_NUMERAL.findall(text)))


def named(title: str, card: str, numerals: list[Typed]) -> str:
    """A headline whose numerals name the first number of the card that has their value."""
    made = title
    for each in numerals:
        if each.names:
            alone = rf"(?<![\w.{{]){re.escape(each.text)}(?![\w}}]|[.,]\d)"
            made = re.sub(alone, f"{{{card}.{each.names[0]}}}", made)
    return made


def sentence_with(name: str, value: object) -> str:
    """The first sentence of a card, or of a part of it, that tells a number; "" for none."""
    if isinstance(value, Said):
        told = (each for each in pieces(value) if isinstance(each, Number))
        return str(value) if any(each.name == name for each in told) else ""
    parts: Iterable[object] = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        parts = (getattr(value, field.name) for field in fields(value))
    return next((sentence for part in parts if (sentence := sentence_with(name, part))), "")


def written(value: float | None, like: Number) -> str:
    """A value, written as a number is written now: as percent, with as many digits."""
    write = wording.percent if like.words.endswith("%") else wording.number
    whole = value is None or float(value).is_integer()
    known = (n for n in range(4) if like.value is not None and write(like.value, n) == like.words)
    return write(value, next(known, 0 if whole else 2))


def _is(text: str, words: str) -> bool:
    return text.replace(" ", "") == words.replace(" ", "").replace("\xa0", "")
