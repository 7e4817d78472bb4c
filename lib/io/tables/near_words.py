"""The known word that a written one is nearly: what was probably meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from lib.io.tables.folding import bare

_SHORTEST = 4  # letters; of fewer nearly every word is near


def nearest(text: str, known: Iterable[str], likeness: float = 0.75) -> str:
    """The known word most like a text, marks and case set aside; "" when none is near.

    Two words that differ in a number are two things ("registered 2024", "registered 2025"),
    and one that only differs in marks or case is the same, so neither is near.

    Args:
        text: What was written.
        known: The words it may have been.
        likeness: From 0 to 1, as `difflib` has it.
    """
    asked = bare(text)
    if len(asked) < _SHORTEST:
        return ""
    words = {bare(word): word for word in known}
    words = {word: shown for word, shown in words.items() if _digits(word) == _digits(asked)}
    close = difflib.get_close_matches(asked, words, n=1, cutoff=likeness)
    return words[close[0]] if close and close[0] != asked else ""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
