"""Sentences made of data: waves, remarks, days as precise as the record has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from lib.ui import data, phrases, wording


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    wording.use("vi")


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("pilot-2021", "Thí điểm 2021", "Pilot 2021"),
        ("replication-2023", "Nhân rộng 2023", "Roll-out 2023"),
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
    assert phrases.note("since June [excerpt only]") == "since June [chỉ đọc trích đoạn]"
    assert phrases.note("plain") == "plain"


def test_a_report_of_a_month_stays_a_month() -> None:
    wording.use("vi")
    seen = data.situation("public", date(2026, 7, 25))
    assert phrases.report_day(seen, pd.Timestamp(2023, 6, 30)) == "6/2023"  # Điện Biên, S02
    assert phrases.report_day(seen, pd.Timestamp(2022, 9, 20)) == "20/09/2022"
    assert phrases.report_day(seen, pd.NaT) == "–"
