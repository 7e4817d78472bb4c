"""Rules of wording that a program can check, held by every Vietnamese message."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parents[2] / "locale" / "vi" / "LC_MESSAGES" / "messages.po"

RULES = {
    "percent stands without a space": r"[\d}] %",
    "no space before an ellipsis in words": r"\w [.]{3}|\w …(?=$|\s*$)",
    "three points are one sign": r"\.\.\.",
    "ranges have an en dash without spaces": r"\d [–-] \d|\} – \{",
    "ratios have no spaces": r"\d / \d",
    "tone marks stand as in hòa, hủy, tùy": (r"(?i)\b(?:(?:h|kh|t)o[àáảãạ]|(?:h|t)u[ỳýỷỹỵ])\b"),
    "our sources are silent, the unit is not": r"(?i)chưa có báo cáo|chưa báo cáo|chưa công bố\b",
    "a target is chỉ tiêu": r"(?i)\bmục tiêu\b",
    "the programme is of police": r"\bPhường kiểu mẫu\b",
    "no judgement of units": r"(?i)thụt lùi|yếu kém",
    "nobody is addressed": r"(?i)\bbạn\b|\bchúng (?:tôi|ta)\b",
    "units are sorted anew, not merged": r"(?i)sáp nhập",
    "the inspected are not appraised": r"(?i)thẩm định",
    "the public record is no file": r"(?i)hồ sơ công khai",
    "days have both zeros": r"(?<![\d/])(?:\d/\d{1,2}|\d{1,2}/\d)/\d{4}",
    "places and all are said as officials say them": r"(?i)\b(?:mọi|nơi|kia)\b|\bcó gì\b|\bở đâu\b",
    "files for recognition and official documents are others": (
        r"(?i)\bhồ sơ\b(?! \(nguồn)|\bdạng văn bản\b|\bđối tượng\b(?! bản đồ)"
    ),
    "a scene is a trang trình chiếu": r"(?i)\btrang chiếu\b|\b(?:không|một|các) cảnh\b(?! báo)",
    "a dataset is a bộ dữ liệu": r"(?i)\bbộ số liệu\b",
    "what is forecast is not planned": r"(?i)dự kiến đạt",
    "an indicator is no target": r"(?i)\{n\} chỉ tiêu có số liệu|\bsố chỉ tiêu có\b",
    "a version is a phiên bản": r"\(bản \{|\bbản dữ liệu\b(?<!phiên bản dữ liệu)",
    "no capitals to shout": r"\b(?!DOCTYPE)[A-ZĐÀ-Ỹ]{5,}\b(?!\.)",
}
"""What no message has, by what is broken with it."""


def messages() -> dict[str, str]:
    """Vietnamese messages by the English ones."""
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="vi")
    found = {}
    for message in catalogue:
        said = message.string if isinstance(message.string, str) else " ".join(message.string or ())
        if message.id and said:
            found[str(message.id)] = said
    return found


ENGLISH = r"(?i)\b(?:stands?|lies|holds?|speaks? of|takes? away|in force|wards of today|nobody)\b"
"""What no native would write."""


@pytest.mark.parametrize("rule", RULES)
def test_no_message_breaks_a_rule_of_the_language(rule: str) -> None:
    broken = [said for said in messages().values() if re.search(RULES[rule], said)]
    assert broken == []


def test_english_says_what_is_done_and_nothing_stands_or_lies() -> None:
    assert [said for said in messages() if re.search(ENGLISH, said)] == []


def test_messages_are_composed_letters() -> None:
    said = messages()
    assert len(said) > 1500
    assert [each for each in said.values() if each != unicodedata.normalize("NFC", each)] == []


def test_the_rules_find_what_they_are_for() -> None:
    bad = {
        "percent stands without a space": "80 %",
        "ranges have an en dash without spaces": "2021 – 2030",
        "our sources are silent, the unit is not": "chưa có báo cáo",
        "tone marks stand as in hòa, hủy, tùy": "huỷ bỏ",
        "days have both zeros": "từ 1/7/2025",
        "places and all are said as officials say them": "Mọi lỗi ở nơi này",
        "files for recognition and official documents are others": "Hồ sơ phường",
        "a scene is a trang trình chiếu": "không cảnh nào",
        "a version is a phiên bản": "bản dữ liệu {checksum}",
    }
    assert re.search(ENGLISH, "wards in force on that day")
    assert all(re.search(RULES[rule], text) for rule, text in bad.items())
