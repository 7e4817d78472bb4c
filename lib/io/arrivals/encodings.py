"""Bytes of an office's file as text: which encoding it is, and what to do when it is none.

UTF-8, UTF-16 and Windows-1258 are read; those of old Vietnamese fonts are refused by name.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from lib.errors import Message
from lib.io import faults as say
from lib.io.faults import Unfit
from lib.io.tables.legacy_encodings import FEW, legacy_encoding, legacy_finding, vietnamese_words

_SAMPLE = 2_000_000  # letters that decide; a file does not change its encoding half way


class Decoded(NamedTuple):
    """A file's text and the encoding it was in."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """The text of a file in NFC where it was Windows-1258, else as it was written.

    Args:
        data: The whole file.

    Raises:
        Unfit: When the encoding is TCVN3, VNI or not known; the finding says what to do.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return Decoded(_strict(data[3:], "utf-8"), "utf-8-sig")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return Decoded(_strict(data[2:], encoding, say.BAD_UTF16), encoding)
    encoding = _unmarked_utf16(data)
    if encoding:
        return Decoded(_strict(data, encoding, say.BAD_UTF16), encoding)
    if b"\0" in data:
        raise Unfit(say.NUL_BYTES, say.SAVE_TEXT)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _strict(data: bytes, encoding: str, cannot: Message = say.UNKNOWN_ENCODING) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unfit(cannot, say.SAVE_TEXT) from None
    if "\0" in text:
        raise Unfit(say.NUL_BYTES, say.SAVE_TEXT)
    return text


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a byte order mark: the header's ASCII letters leave every other byte 0."""
    sample = data[:200]
    if len(sample) < 8 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.9 * half and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.9 * half and not odd else ""


def _one_byte(data: bytes) -> Decoded:
    """Text of an encoding with one byte a letter."""
    nearly = data.decode(errors="replace")
    letters = sum(not letter.isascii() for letter in nearly[:_SAMPLE])
    if nearly[:_SAMPLE].count("\ufffd") < 0.5 * letters:
        # UTF-8 with broken letters among good ones: the reader of cells says in which row.
        return Decoded(nearly, "utf-8")
    western = data[:_SAMPLE].decode("latin-1")
    try:
        windows = data.decode("cp1258")
    except UnicodeDecodeError:
        windows = ""
    name = legacy_encoding([western], also=[windows[:_SAMPLE]] if windows else [])
    if name:
        raise Unfit(*legacy_finding(name, western))
    right, all_words = vietnamese_words(windows[:_SAMPLE])
    if windows and right >= FEW and right >= 0.6 * all_words:
        return Decoded(unicodedata.normalize("NFC", windows), "windows-1258")
    raise Unfit(say.UNKNOWN_ENCODING, say.SAVE_TEXT)
