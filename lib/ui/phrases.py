"""Phrases as plain text, for the parts of the screen that are not cards yet."""

from __future__ import annotations

from typing import Any

from lib.cards import phrases
from lib.situation.situation import Situation
from lib.words.phrases import metric, no_value, note, wave, wave_name

__all__ = [
    "metric", "milestone", "no_value", "note", "report_day", "scope", "target", "wave",
    "wave_name",
]  # fmt: skip


def report_day(seen: Situation, moment: Any) -> str:
    """See `lib.cards.phrases.report_day`."""
    return str(phrases.report_day(seen, moment))


def scope(seen: Situation, key: str, printed: str = "") -> str:
    """See `lib.cards.phrases.scope`."""
    return str(phrases.scope(seen, key, printed))


def placed(place: str, sentence: str) -> str:
    """A sentence after the place it is about, which takes its capital: "Huế: no ward fits".

    Args:
        place: Name of the place; "" leaves the sentence as it is.
        sentence: One of the catalogue's own, which begin with a word or a number, not a name.
    """
    if not place:
        return sentence
    is_word = sentence[1:2].islower() or sentence[1:2] == " "  # "TP." keeps its capitals
    return f"{place}: {sentence[:1].lower() + sentence[1:] if is_word else sentence}"


def target(seen: Situation, row: Any) -> str:
    """See `lib.cards.phrases.target`."""
    return str(phrases.target(seen, row))


def milestone(seen: Situation, row: Any) -> str:
    """See `lib.cards.phrases.milestone`."""
    return str(phrases.milestone(seen, row))
