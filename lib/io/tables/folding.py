"""Texts as they are compared: without marks, or only without what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Letters and digits of a text in small letters and without marks: "Đợt 1" is "dot1"."""
    parts = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in parts if letter.isalnum() and letter.isascii())


def tidied(text: str) -> str:
    """A text without spaces around it and without format characters, its spaces plain ones.

    Two texts that look the same on a screen are the same afterwards: a no-break space, a
    zero-width space or a byte order mark in it never makes another key.
    """
    if text.isascii():
        return text.strip()
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(each for each in plain if unicodedata.category(each) != "Cf").strip()
