"""Sentences made of data: waves, remarks, days as precise as the record has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest
from babel.messages.pofile import read_po

from lib.cards import phrases as told
from lib.cards.pieces import Name
from lib.cards.telling import of_place, words
from lib.situation import data
from lib.words import phrases, wording


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    wording.use("vi")


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("pilot-2021", "Thí điểm 2021", "Pilot 2021"),
        ("replication-2023", "Nhân rộng 2023", "Rollout 2023"),
        ("2024", "2024", "2024"),
        ("pilot-later", "Pilot-later", "Pilot-later"),
        ("", "", ""),
    ],
)
def test_a_wave_is_said_in_words_where_its_code_is_a_usual_one(code: str, vi: str, en: str) -> None:
    wording.use("vi")
    assert phrases.wave_name(code) == vi
    wording.use("en")
    assert phrases.wave_name(code) == en


def test_the_mark_of_an_excerpt_is_said_in_the_language_of_the_reader() -> None:
    wording.use("vi")
    assert phrases.note("since June [excerpt only]") == "since June [mới đọc trích đoạn]"
    assert phrases.note("plain") == "plain"


def test_a_report_of_a_month_stays_a_month() -> None:
    wording.use("vi")
    seen = data.situation("public", date(2026, 7, 25))
    assert str(told.report_day(seen, pd.Timestamp(2023, 6, 30))) == "6/2023"  # Điện Biên, S02
    assert str(told.report_day(seen, pd.Timestamp(2022, 9, 20))) == "20/09/2022"
    assert str(told.report_day(seen, pd.NaT)) == "–"


def test_every_remark_of_the_public_record_is_said_in_vietnamese() -> None:
    wording.use("vi")
    tables = data.dataset("public").value.tables
    columns = [("observations", "note"), ("targets", "note"), ("sources", "note"),
               ("criteria_sets", "note"), ("indicators", "period")]  # fmt: skip
    told = {str(text) for name, column in columns for text in tables[name][column] if text}
    assert len(told) > 80
    told |= {str(text) for text in data.unit_tables().value.lineage["main_basis"] if text}
    for text in told:
        said = phrases.note(text)
        left = re.search(r"\b(the|of|and|only|from|not|undated|percent|year|text|wards)\b", said)
        assert left is None, f"{text!r} is said as {said!r}"
    wording.use("en")
    assert phrases.note("undated; secondary site") == "undated; secondary site"


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_no_translated_remark_is_left_over_from_an_earlier_record(language: str) -> None:
    folder = data.ROOT / "data"
    files = [*(folder / "public").glob("*.csv"), folder / "units" / "lineage.csv"]
    record = " ".join(path.read_text(encoding="utf-8") for path in files).replace('""', '"')
    with (data.ROOT / "locale" / language / "LC_MESSAGES" / "record.po").open("rb") as source:
        known = [str(message.id) for message in read_po(source) if message.id]
    assert known
    assert [text for text in known if text not in record] == []


def test_a_sentence_after_a_place_begins_small_unless_capitals_are_its_own() -> None:
    assert str(of_place(Name("TP. Huế"), words("No ward fits"))) == "TP. Huế: no ward fits"
    assert str(of_place(Name("TP. Huế"), words("Đạt đủ tiêu chí"))) == "TP. Huế: đạt đủ tiêu chí"
    assert (
        str(of_place(Name("TP. Huế"), words("3 wards have a report")))
        == "TP. Huế: 3 wards have a report"
    )
    assert str(of_place(Name("TP. Huế"), words("TP. Hà Nội"))) == "TP. Huế: TP. Hà Nội"
