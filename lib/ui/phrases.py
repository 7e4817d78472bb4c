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


def target(seen: Situation, row: Any) -> str:
    """See `lib.cards.phrases.target`."""
    return str(phrases.target(seen, row))


def milestone(seen: Situation, row: Any) -> str:
    """See `lib.cards.phrases.milestone`."""
    return str(phrases.milestone(seen, row))
