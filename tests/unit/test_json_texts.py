"""JSON with half a letter is refused where it is read, not where it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lib.io.faults import Unfit
from lib.io.geo.boundaries import features_of
from lib.io.store.datasets import dataset_folders
from lib.io.store.packages import read_package
from lib.io.tables.json_texts import is_whole, parsed_json

HALVES = (rb'{"a": "x\ud800"}', rb'{"a\uDFFF": 1}', rb'["\udc00\ud800"]', b'["\xed\xa0\x80"]')


@pytest.mark.parametrize("data", HALVES)
def test_half_a_letter_is_no_text(data: bytes) -> None:
    with pytest.raises(ValueError):
        parsed_json(data)


def test_whole_letters_are_read_however_they_are_spelled() -> None:
    assert parsed_json(rb'["\ud83d\ude00"]') == ["\U0001f600"]
    assert parsed_json('["ữ"]'.encode("utf-16")) == ["ữ"]
    assert parsed_json('\ufeff["ữ"]'.encode()) == ["ữ"]
    assert parsed_json(r'["\\ud800"]') == [r"\ud800"]


def test_a_descriptor_with_half_a_letter_is_a_fault_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(r'{"title": "\ud800"}', encoding="utf-8")
    package = read_package(tmp_path, shown_as="mine")
    assert [fault.file for fault in package.faults] == ["mine/datapackage.json"]
    assert package.title_vi == ""


def test_outlines_with_half_a_letter_are_refused() -> None:
    feature = {"type": "Feature", "properties": {"name": "\ud800"}, "geometry": None}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]})
    with pytest.raises(Unfit):
        features_of(content.encode())


@pytest.mark.parametrize(("spelled", "sign"), [(r"\u0000", "U+0000"), ("\x7f", "U+007F")])
def test_a_control_character_in_a_file_handed_in_is_a_fault_with_its_line(
    spelled: str, sign: str, tmp_path: Path
) -> None:
    text = '{"title_en": "\\\\u0000 is no such sign",\n "title": "x' + spelled + '"}'
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    [fault] = read_package(tmp_path, shown_as="mine").faults
    assert (fault.file, fault.row) == ("mine/datapackage.json", 2)
    assert f"line 2 contains the control character {sign}" in str(fault)
    feature = '{"type": "Feature", "properties": {"name": "x' + spelled + '"}, "geometry": null}'
    content = '{"type": "FeatureCollection",\n"features": [\n' + feature + "]}"
    with pytest.raises(Unfit) as raised:
        features_of(content.encode())
    assert f"line 3 contains the control character {sign}" in str(raised.value)


def test_a_folder_that_cannot_be_named_is_no_dataset(tmp_path: Path) -> None:
    for name in ("mine", "x\udcff"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "datapackage.json").write_text("{}", encoding="utf-8")
    assert list(dataset_folders([tmp_path])) == ["mine"]
    assert is_whole("mine\u202e")
    assert not is_whole("mine\x07")


def test_what_no_slide_or_drawing_can_hold_is_left_out() -> None:
    content = {"x\x00\x1b": ["\uffff\ufffey", {"a": "\b\f\x7fz\n\t"}], "n": 1}
    for ascii_only in (True, False):
        data = json.dumps(content, ensure_ascii=ascii_only).encode()
        assert parsed_json(data) == {"x": ["y", {"a": "z\n\t"}], "n": 1}
    for sign in map(chr, [*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF]):
        assert parsed_json(json.dumps(sign)) == "", ascii(sign)
