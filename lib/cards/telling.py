"""Sentences with numbers, days and names in them, out of the message catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from string import Formatter
from typing import Any

import pandas as pd

from lib.cards.pieces import Asks, Chip, Day, Look, Name, Number, Piece, Said
from lib.domain.units import PROVINCE_LEVEL, Units
from lib.words import wording
from lib.words.terms import term

_FORMATTER = Formatter()


def _filled(text: str, values: dict[str, Piece], look: Look) -> Said:
    parts: list[Piece] = []
    for words, name, _spec, _conversion in _FORMATTER.parse(text):
        if words:
            parts.append(words)
        if name:
            parts.append(values[name])
    return Said(tuple(parts), look)


def tell(message: str, look: Look = "", **values: Piece) -> Said:
    """A message in the language of the run, with pieces in its gaps."""
    return _filled(wording.translated(message), values, look)


def tell_n(one: str, many: str, n: Number, look: Look = "", **values: Piece) -> Said:
    """A message for a count, which stands in its gap {n}."""
    text = wording.translated_n(one, many, int(n.value or 0))
    return _filled(text, {"n": n, **values}, look)


def join(parts: Iterable[Piece], between: str = ", ") -> Said:
    """Pieces in a row, with something between them."""
    joined: list[Piece] = []
    for part in parts:
        if joined:
            joined.append(between)
        joined.append(part)
    return Said(tuple(joined))


def words(*parts: Piece, look: Look = "") -> Said:
    """Pieces one after the other."""
    return Said(tuple(part for part in parts if part != ""), look)


def _begun(said: Said, change: Callable[[str], str]) -> Said:
    """A sentence whose first words are changed; one that begins with a number stays."""
    first, *rest = said.parts or ("",)
    if isinstance(first, Said):
        return Said((_begun(first, change), *rest), said.look)
    return Said((change(first), *rest), said.look) if isinstance(first, str) else said


def capital(said: Said) -> Said:
    """A sentence that begins with a capital, where it begins with a word."""
    return _begun(said, lambda first: first[:1].upper() + first[1:])


def headed(said: Said) -> Said:
    """A sentence as a title: without the full stop."""
    *parts, last = said.parts
    if isinstance(last, Said):
        return Said((*parts, headed(last)), said.look)
    return Said((*parts, last.removesuffix(".")), said.look) if isinstance(last, str) else said


def of_place(place: Piece, said: Said) -> Said:
    """A sentence said of a place: "TP. Hà Nội: 8 wards ...", going on with a small letter."""

    def small(first: str) -> str:
        is_word = first[1:2].islower()  # not an abbreviation, not a name
        return first[:1].lower() + first[1:] if is_word else first

    return Said((place, ": ", _begun(said, small)))


def count(name: str, value: float | None, label: str = "", asks: Asks | None = None) -> Number:
    """A whole number."""
    return Number(name, value, wording.number(value), label, asks)


def decimal(
    name: str, value: float | None, digits: int, label: str = "", asks: Asks | None = None
) -> Number:
    """A number with decimals."""
    return Number(name, value, wording.number(value, digits), label, asks)


def percent(
    name: str, share: float | None, label: str = "", asks: Asks | None = None, digits: int = 0
) -> Number:
    """A share from 0 to 1, written as percent."""
    return Number(name, share, wording.percent(share, digits), label, asks)


def day(value: date | pd.Timestamp | None, precision: str = "day") -> Day:
    """A date as precisely as it is known."""
    if value is None or pd.isna(value):
        return Day(wording.day(None))
    return Day(wording.day(value, precision), pd.Timestamp(value).date())


def unit(units: Units, key: str, on: date, *, full: bool = True, strong: bool = False) -> Name:
    """A unit by its name on a day, leading to its page; a province to the map."""
    if key not in units:
        return Name(key, strong=strong)
    if units.kind(key) in PROVINCE_LEVEL:
        return Name(units.province_name(key, on), key, "map", strong)
    name = units.full_name(key, on) if full else units.name(key, on)
    page: Any = "map" if units.kind(key) == "district" else "ward"
    return Name(name, key, page, strong)


def chip(code: str, *, only_sign: bool = False) -> Chip:
    """A status, pace label or kind of no value."""
    return Chip(code, term(code).words, only_sign)


def mapped(said: Said, change: Callable[[Piece], Piece]) -> Said:
    """The same sentence with each of its pieces changed."""
    return Said(tuple(change(part) for part in said.parts), said.look)
