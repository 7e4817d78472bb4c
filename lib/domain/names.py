"""How Vietnamese names are compared and sorted.

Two spellings are the same name when they differ only in case, marks, tone
placement (Hòa, Hoà), spacing, or an abbreviated kind (P., Q., TP., TX.).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KINDS = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "đk": "đặc khu",
    "p": "phường",
    "q": "quận",
    "h": "huyện",
    "t": "tỉnh",
    "x": "xã",
}
_OFFICE = re.compile(r"\s*(?:(?i:công an|cong an)|CA(?=[PX]\s))(?P<kind>[PX]?)\s+")
"""The police unit of a ward, by which offices name the ward: "Công an phường A", "CAP A"."""
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7",
          "viii": "8", "ix": "9", "x": "10", "xi": "11", "xii": "12"}  # fmt: skip
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_BASES = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Text in the form used for searching: lower case, no marks, single spaces."""
    text = unicodedata.normalize("NFKC", text).lower().replace("đ", "d")
    text = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return " ".join(re.sub(r"[^\w.]+", " ", text).split())


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name without its kind, folded, numbers as numbers: "Phường I" is kept, "I" gives "1"."""
    words = folded(name.replace(".", " ")).split()
    words = [
        _ROMAN.get(word, word) if place or len(words) == 1 else word
        for place, word in enumerate(words)
    ]
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


@lru_cache(maxsize=200_000)
def readings(text: str) -> tuple[tuple[str, str], ...]:
    """What a written name can mean: pairs of folded kind ("" when none) and plain name.

    "P.1", "Phường 01" and "phuong I" all contain ``("phuong", "1")``. A text without
    marks can be read in two ways ("quan toan": the ward Quán Toan, or the quận Toan),
    so the reading without a kind always comes first.
    """
    text = _OFFICE.sub(lambda pairs: _KINDS.get(pairs["kind"].lower()[-1:], "") + " ", text)
    pairs = [("", plain(text))]
    written = unicodedata.normalize("NFC", text).strip().lower()
    for short, long in _KINDS.items():
        rest = _rest_after(written, short, long)
        if rest:
            pairs.append((folded(long), plain(rest)))
    return tuple(pairs)


def _rest_after(written: str, short: str, long: str) -> str:
    """What follows the kind, or "" when the text does not begin with it."""
    abbreviated = re.match(rf"(?:{short}|{folded(short)})(?:\s*\.\s*|\s+|(?=\d))", written)
    if abbreviated:
        return written[abbreviated.end() :]
    for form in {long, folded(long)}:
        if written.startswith(form + " "):
            return written[len(form) :].strip()
    return ""


def exact(text: str) -> str:
    """The name with its marks, in one tone placement and lower case; for ranking above `bare`."""
    composed = unicodedata.normalize("NFC", text).lower()
    return " ".join(_tone_last(word) for word in composed.split())


def _tone_last(word: str) -> str:
    """The word with its tone mark moved to the end, so that hòa and hoà are equal."""
    letters: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = letter
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


@lru_cache(maxsize=200_000)
def sort_key(text: str) -> tuple[tuple[int, ...], ...]:
    """Key for Vietnamese order: 29 letters, then tones, with numbers as numbers.

    Đà Nẵng sorts after Dak Lak, Phường 2 before Phường 10.
    """
    parts: list[tuple[int, ...]] = []
    tones: list[int] = []
    for piece in re.findall(r"\d+|\D", unicodedata.normalize("NFC", text).lower()):
        if piece.isdecimal():
            parts.append((1, int(piece)))
            continue
        tone = 0
        base = ""
        for mark in unicodedata.normalize("NFD", piece):
            if mark in _TONES:
                tone = _TONES[mark]
            else:
                base += mark
        base = unicodedata.normalize("NFC", base)
        rank = _BASES.find(base)
        parts.append((2, rank) if rank >= 0 else (0, ord(base[0]) if base else 0))
        tones.append(tone)
    return (*parts, (-1,), tuple(tones))
