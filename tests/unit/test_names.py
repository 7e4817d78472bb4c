"""How Vietnamese names are compared and sorted."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.domain.names import exact, folded, plain, readings, sort_key


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Hòa", "Hoà"),
        ("Đà Nẵng", "da nang"),
        ("ĐIỆN BIÊN", "điện biên"),
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("  Tân   Chánh Hiệp ", "Tan Chanh Hiep"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same_text(text: str, other: str) -> None:
    assert folded(text) == folded(other)


def test_composed_and_decomposed_letters_are_equal() -> None:
    name = "Quỳnh Lưu, Đắk Lắk"
    loose = unicodedata.normalize("NFD", name)
    assert folded(loose) == folded(name)
    assert exact(loose) == exact(name)
    assert sort_key(loose) == sort_key(name)


@pytest.mark.parametrize("text", ["P.1", "P. 1", "p1", "Phường 1", "phuong 01", "Phường I"])
def test_abbreviated_kinds_and_numbers_read_alike(text: str) -> None:
    assert ("phuong", "1") in readings(text)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Q.12", ("quan", "12")),
        ("Quận 12", ("quan", "12")),
        ("TP. Vinh", ("thanh pho", "vinh")),
        ("TP Huế", ("thanh pho", "hue")),
        ("TX. Điện Bàn", ("thi xa", "dien ban")),
        ("ĐK. Côn Đảo", ("dac khu", "con dao")),
        ("Quán Toan", ("", "quan toan")),
    ],
)
def test_a_written_name_has_the_reading_meant(text: str, reading: tuple[str, str]) -> None:
    assert reading in readings(text)


def test_the_reading_without_a_kind_comes_first() -> None:
    assert readings("quan toan")[0] == ("", "quan toan")


def test_roman_numbers_are_numbers_but_not_at_the_start_of_a_name() -> None:
    assert plain("Hải Châu I") == plain("Hải Châu 1") == "hai chau 1"
    assert plain("I") == "1"
    assert plain("Vị Thanh") == "vi thanh"


def test_marks_distinguish_where_they_matter_and_tone_placement_never_does() -> None:
    assert exact("Hòa") == exact("Hoà")
    assert exact("Hòa") != exact("Hoa")
    assert exact("Thủy") == exact("Thuỷ")


def test_names_sort_as_in_a_vietnamese_list() -> None:
    names = ["Phường 10", "Đà Nẵng", "Phường 2", "Dak Lak", "Ân Thi", "An Giang", "Ba Vì", "Ăn"]
    assert sorted(names, key=sort_key) == [
        "An Giang", "Ăn", "Ân Thi", "Ba Vì", "Dak Lak", "Đà Nẵng", "Phường 2", "Phường 10",
    ]  # fmt: skip


def test_tones_decide_only_between_equal_letters() -> None:
    assert sorted(["Hoá B", "Hóa A", "Hoa C"], key=sort_key) == ["Hóa A", "Hoá B", "Hoa C"]
    assert sorted(["Bạ", "Bà", "Ba", "Bá"], key=sort_key) == ["Ba", "Bà", "Bá", "Bạ"]


@given(st.text(max_size=30))
def test_any_text_has_a_key_and_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert sort_key(text) == sort_key(text)
    assert readings(text)[0] == ("", plain(text))


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    keys = [sort_key(name) for name in sorted(names, key=sort_key)]
    assert all(first <= second for first, second in pairwise(keys))


@pytest.mark.parametrize(
    "text", ["Công an phường Hải An", "CAP Hải An", "CÔNG AN PHƯỜNG HẢI AN", "công an P. Hải An"]
)
def test_the_police_unit_of_a_ward_names_the_ward(text: str) -> None:
    assert ("phuong", "hai an") in readings(text)
