"""Encodings: three are read, two are refused by name, and lost letters are seen."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from lib.io.arrivals.encodings import decoded
from lib.io.faults import Unfit
from lib.io.tables.legacy_encodings import from_tcvn3, from_vni, legacy_encoding, lost_letters
from lib.io.tables.syllables import is_syllable
from tests.fixtures.legacy_text import tcvn3, vni, windows_1258

_UNITS = Path(__file__).parents[2] / "data" / "units" / "units.csv"
TEXT = "name,note\nĐiện Biên,Phường kiểu mẫu\nHải Châu,Quận Ngũ Hành Sơn\nỶ La,Tuyên Quang\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (windows_1258(TEXT), "windows-1258"),
    ],
)
def test_a_text_is_the_same_in_every_encoding_that_is_read(data: bytes, encoding: str) -> None:
    assert decoded(data) == (TEXT, encoding)


def test_utf16_without_a_mark_is_known_by_its_zeros() -> None:
    text = "name,note\n" + "x" * 200 + ",Điện Biên\n"
    assert decoded(text.encode("utf-16-le")) == (text, "utf-16-le")
    assert decoded(text.encode("utf-16-be")) == (text, "utf-16-be")


@pytest.mark.parametrize(("old", "name"), [(tcvn3, "TCVN3"), (vni, "VNI")])
def test_an_old_encoding_is_refused_by_name_with_what_it_says(old: object, name: str) -> None:
    assert callable(old)
    with pytest.raises(Unfit) as refused:
        decoded(old(TEXT))
    assert f"old encoding {name}" in str(refused.value.finding.found)
    assert "Điện Biên Phường" in str(refused.value.finding.found)
    assert "Unicode" in str(refused.value.finding.expected)


def _names() -> list[str]:
    with _UNITS.open(encoding="utf-8", newline="") as source:
        return [row["name"] for row in csv.DictReader(source)]


def test_every_ward_of_viet_nam_is_recognised_in_the_old_encodings() -> None:
    names = _names()
    for start in range(0, len(names), 400):
        text = "\n".join(name.lower() for name in names[start : start + 400])
        assert legacy_encoding([tcvn3(text).decode("latin-1")]) == "TCVN3"
        assert legacy_encoding([vni(text).decode("latin-1")]) == "VNI"
        assert legacy_encoding([text]) == ""
        assert decoded(windows_1258(text)).text == text


def test_what_an_old_font_shows_is_read_letter_by_letter() -> None:
    for name in _names()[:3000]:
        lower = unicodedata.normalize("NFC", name).lower()
        assert from_tcvn3(tcvn3(lower).decode("latin-1")) == lower
        assert from_vni(vni(name).decode("latin-1")) == unicodedata.normalize("NFC", name)


def test_western_words_are_not_taken_for_an_old_encoding() -> None:
    assert legacy_encoding(["Café résumé naïve São Paulo Köln Ångström"]) == ""
    with pytest.raises(Unfit) as refused:
        decoded("Ðåñïóáëèêà,Ìîñêâà\n".encode("latin-1"))
    assert str(refused.value.finding.found) == "the encoding of the text is not known"


def test_a_broken_letter_among_good_ones_is_left_to_the_reader_that_knows_the_row() -> None:
    assert decoded(TEXT.encode() + b"\xff\n").encoding == "utf-8"


@pytest.mark.parametrize("text", ["Ph??ng", "?i?n Bi?n", "Ph\ufffdng"])
def test_letters_that_were_lost_are_seen(text: str) -> None:
    assert lost_letters(text)


@pytest.mark.parametrize(
    "text", ["Đạt chưa?", "https://x.vn/a?b=c", "a ? b", "(?)", "có?không", ""]
)
def test_a_question_mark_is_not_a_lost_letter(text: str) -> None:
    assert not lost_letters(text)


def test_syllables_have_one_tone_and_a_rhyme_of_the_language() -> None:
    assert all(is_syllable(word) for word in ("Phường", "nghiêng", "quýt", "Đắk", "khuya", "ỷ"))
    assert not any(is_syllable(word) for word in ("Phêng", "Haø", "résumé", "Néi"))
