"""Texts in an encoding of old Vietnamese fonts, or with letters lost on the way.

TCVN3 (ABC) and VNI look like Western text to every program; they are recognised by what
they would say if they were read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from lib.io import faults as say
from lib.io.faults import Finding, said
from lib.io.tables.syllables import is_syllable

FEW = 2  # words that a guess needs
_MOST_WORDS = 4_000

# Where ABC fonts keep the letters, in the order of the letters below.
_TCVN3 = (
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóôøõö÷ùúûüýþ¡¢£¤¥¦§",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụứừửữựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_TCVN3_LETTERS = str.maketrans({**dict(zip(*_TCVN3, strict=True)), "\xad": "ư"})
# VNI writes a mark behind its letter; these stand alone.
_VNI_ALONE = str.maketrans("ñÑôÔöÖìÌíÍæÆóÓòÒîÎ", "đĐơƠưƯìÌíÍỉỈĩĨịỊỵỴ")
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + _GRAVE, "á": _CIRCUMFLEX + _ACUTE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT, "ê": _BREVE, "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_PAIR = re.compile(f"([AaEeOoUuYyôÔöÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")
_OUTSIDE = re.compile(r"[^\x00-\x7f]")
_WORDS = re.compile(r"[A-Za-z\u0080-\u1eff\u2010-\u2122\u0300-\u0323]+")
_LOST_INSIDE = re.compile(r"[^\W\d_]\?{1,3}[^\W\d_]")
_LOST_MARK = re.compile(r"(?<=[^\W\d_])\?|\?(?=[^\W\d_])")
_ADDRESS = re.compile(r"\w+://\S*|www\.\S*")


def legacy_encoding(texts: Iterable[str], also: Iterable[str] = ()) -> str:
    """The old encoding that makes the texts Vietnamese when nothing else does.

    Args:
        texts: Texts as a program that knows only Western letters sees them.
        also: The same texts read in another way that is allowed.

    Returns:
        ``TCVN3``, ``VNI``, ``twice`` (UTF-8 read as Western and saved again) or "".
    """
    joined = "\n".join(text for text in texts if not text.isascii())
    strange = [word for word in _foreign(joined) if not is_syllable(_composed(word))]
    best, name = 0, ""
    for candidate, reading in _READINGS.items():
        # A single letter says nothing: almost each is a syllable in some encoding.
        right = sum(len(word) > 1 and is_syllable(reading(word)) for word in strange)
        if right > best and right >= FEW and right >= 0.6 * len(strange):
            best, name = right, candidate
    return name if best > max([vietnamese_words(text)[0] for text in also], default=0) else ""


def legacy_finding(name: str, text: str) -> Finding:
    """What is told of a text in an old encoding: a few of its words as they were meant."""
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    meant = " ".join(_READINGS[name](word) for word in words[:3])
    template = {"TCVN3": say.TCVN3_TEXT, "VNI": say.VNI_TEXT}.get(name, say.TWICE_ENCODED)
    expected = say.SAVE_FROM_ORIGIN if name == "twice" else say.TO_UNICODE
    return Finding(said(template, value=meant), expected)


def lost_letters(text: str) -> bool:
    """Whether letters were replaced when a program saved what it could not: "Ph??ng".

    One question mark between two letters may be a question without a space behind it.
    """
    if "\ufffd" in text:
        return True
    if text.count("?") < 2:
        return False
    text = _ADDRESS.sub("", text)
    return bool(_LOST_INSIDE.search(text)) and len(_LOST_MARK.findall(text)) > 1


def _foreign(text: str) -> list[str]:
    """Distinct words with letters outside ASCII."""
    words = {word for word in _WORDS.findall(text) if _OUTSIDE.search(word)}
    return sorted(words)[:_MOST_WORDS]


def vietnamese_words(text: str) -> tuple[int, int]:
    """How many of those words are syllables as they stand, and of how many."""
    words = _foreign(text)
    return sum(is_syllable(_composed(word)) for word in words), len(words)


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def from_tcvn3(text: str) -> str:
    """What an ABC font shows for a text."""
    return text.translate(_TCVN3_LETTERS)


def from_vni(text: str) -> str:
    """What a VNI font shows for a text."""

    def joined(match: re.Match[str]) -> str:
        letter = match[1].translate(_VNI_ALONE)
        return letter + _VNI_MARKS[match[2].lower()]

    marked = _VNI_PAIR.sub(lambda match: "\x00" + joined(match) + "\x01", text)
    # What was joined is finished; only the letters between are translated.
    parts = re.split("(\x00[^\x01]*\x01)", marked)
    whole = "".join(
        part.strip("\x00\x01") if part.startswith("\x00") else part.translate(_VNI_ALONE)
        for part in parts
    )
    return unicodedata.normalize("NFC", whole)


def _from_twice(text: str) -> str:
    for western in ("cp1252", "latin-1"):
        try:
            return text.encode(western).decode()
        except UnicodeError:
            continue
    return text


_READINGS: dict[str, Callable[[str], str]] = {
    "TCVN3": from_tcvn3,
    "VNI": from_vni,
    "twice": _from_twice,
}
