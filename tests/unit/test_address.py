"""The address of a view: any text is read or refused, what is written comes back."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.situation import data
from lib.view import address
from lib.view.address import Offered

DAY = date(2026, 7, 25)


@lru_cache(maxsize=1)
def offered() -> Offered:
    return Offered(
        data.units(),
        ("public", "demo"),
        ("observations", "targets"),
        frozenset({"policy", "target", "related"}),
    )


@pytest.mark.parametrize("text", ["", "31/12/2022", "2022-13-01", "2022-02-30", "today", "２"])
def test_a_day_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        address.iso_day(text)


def test_a_day_is_read_as_iso() -> None:
    assert address.iso_day("2022-12-31") == date(2022, 12, 31)


@settings(deadline=None)  # the first one reads the files
@given(st.sampled_from(sorted(address.KEYS)), st.text(max_size=50))
def test_any_text_is_either_read_or_refused(name: str, text: str) -> None:
    key = address.KEYS[name]
    try:
        value = key.read(text, offered(), DAY)
    except ValueError:
        return
    assert key.read(key.write(value), offered(), DAY) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lang", "fr"),
        ("lang", "VI"),
        ("asof", "2020-12-31"),
        ("asof", "9999-01-01"),
        ("dataset", "../public"),
        ("dataset", "/etc"),
        ("dataset", "units"),
        ("province", "7"),
        ("province", "79a"),
        ("district", "76"),
        ("status", "famous"),
        ("status", "not_registered"),
        ("metric", "beauty"),
        ("ward", "26776"),
        ("ward", "until2025-99999"),
        ("ward", "../../etc/passwd"),
        ("table", "../units/units"),
    ],
)
def test_a_value_that_does_not_exist_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        address.KEYS[name].read(text, offered(), DAY)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lang", "en"),
        ("asof", "2022-12-31"),
        ("dataset", "public"),
        ("province", "79"),
        ("district", "761"),
        ("wave", "pilot-2021"),
        ("wave", "Đợt 1 (năm 2024)"),
        ("status", "recognised"),
        ("metric", "pace"),
        ("ward", "until2025-26776"),
        ("table", "observations"),
        ("source", "S01,S02"),
        ("source", "Báo cáo 12/2024,S02"),
    ],
)
def test_a_value_that_exists_comes_back_as_it_was_written(name: str, text: str) -> None:
    key = address.KEYS[name]
    assert key.write(key.read(text, offered(), DAY)) == text
