"""Search: what a person writes finds the unit meant, old names included."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.search import SearchIndex
from tests.unit.small_country import AFTER, BEFORE, small_country

INDEX = SearchIndex(small_country())


def keys(text: str, day: date = BEFORE, limit: int = 8) -> list[str]:
    return [hit.key for hit in INDEX.find(text, day=day, limit=limit)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Tân Chánh Hiệp", "until2025-26776"),
        ("tan chanh hiep", "until2025-26776"),
        ("P. Tân Chánh Hiệp", "until2025-26776"),
        ("phuong tan chanh", "until2025-26776"),
        ("Tân Chán", "until2025-26776"),
        ("chánh hiệp", "until2025-26776"),
        ("Q.12", "until2025-761"),
        ("quan 12", "until2025-761"),
        ("12", "until2025-761"),
        ("TP. Hồ Chí Minh", "until2025-79"),
        ("tphcm", "until2025-79"),
        ("TP.HCM", "until2025-79"),
        ("hcm", "until2025-79"),
        ("TX. Điện Bàn", "until2025-507"),
        ("dien ban", "until2025-507"),
        ("hai chau 1", "until2025-20236"),
        ("Hải Châu I", "until2025-20236"),
        ("phường hải châu", "until2025-20236"),
        ("iep thanh", "until2025-26779"),
    ],
)
def test_a_written_name_finds_its_unit_first(text: str, key: str) -> None:
    assert keys(text)[0] == key


def test_old_and_new_tone_placement_are_equal() -> None:
    assert keys("Phường An Hoà")[0] == keys("Phường An Hòa")[0] == "until2025-31120"


def test_wards_rank_above_communes_of_the_same_name() -> None:
    assert keys("an hoa")[:2] == ["until2025-31120", "until2025-31121"]


def test_what_it_lies_in_narrows_the_hits() -> None:
    assert keys("an hoa, can tho") == ["until2025-31120"]
    assert keys("an hoa, Điện Bàn") == ["until2025-31121"]
    assert keys("an hoa, ninh kieu, can tho") == ["until2025-31120"]
    assert keys("an hoa, can tho, hcm") == []
    assert keys("tan chanh hiep, q.12") == ["until2025-26776"]


def test_what_it_lies_in_needs_no_comma() -> None:
    assert keys("an hoa quang nam")[0] == "until2025-31121"
    assert keys("tan chanh hiep quan 12")[0] == "until2025-26776"


def test_a_unit_is_found_by_the_province_it_belongs_to_today() -> None:
    assert keys("dien an, da nang", AFTER) == ["until2025-20551"]


def test_exact_marks_go_before_folded_hits() -> None:
    first = INDEX.find("Điện", day=BEFORE)[0]
    assert first.matched.startswith("Điện")
    assert INDEX.find("Diện", day=BEFORE)[0].score < first.score


def test_an_old_name_offers_its_successors_and_says_why() -> None:
    hit = INDEX.find("Tân Chánh Hiệp", day=AFTER)[0]
    assert hit.key == "until2025-26776"
    assert hit.reason == "old_name"
    assert hit.instead == ("from2025-26773", "from2025-26776")


def test_an_earlier_name_of_the_same_ward_is_called_so() -> None:
    now = date(2025, 3, 1)
    hit = INDEX.find("Hải Châu I", day=now)[0]
    assert (hit.key, hit.reason, hit.matched) == (
        "until2025-20236", "earlier_name", "Hải Châu I",
    )  # fmt: skip
    assert hit.label == "Phường Hải Châu, Quận Hải Châu, TP. Đà Nẵng"
    assert INDEX.find("Hải Châu I", day=date(2022, 9, 5))[0].reason == "name"


def test_a_name_of_the_future_offers_its_predecessors() -> None:
    hit = INDEX.find("Trung Mỹ Tây", day=BEFORE)[0]
    assert hit.reason == "new_name"
    assert set(hit.instead) == {"until2025-26776", "until2025-26779"}


def test_a_province_that_kept_its_name_is_found_once() -> None:
    assert keys("da nang", AFTER).count("from2025-48") == 1
    assert "until2025-48" not in keys("da nang", AFTER)
    assert "until2025-49" in keys("quang nam", AFTER)


def test_no_more_hits_than_asked_for_come_back_best_first() -> None:
    hits = INDEX.find("h", day=BEFORE, limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_an_answerable_query(text: str) -> None:
    hits = INDEX.find(text, day=AFTER)
    assert len({hit.key for hit in hits}) == len(hits) <= 8
    assert all(hit.key in INDEX.units for hit in hits)


def test_three_names_resolve_to_the_unit_of_the_day() -> None:
    assert INDEX.resolve("TP. Hồ Chí Minh", "Quận 12", "Tân Chánh Hiệp", BEFORE) == [
        "until2025-26776"
    ]
    assert INDEX.resolve("tphcm", "q12", "p. tan chanh hiep", AFTER) == ["until2025-26776"]
    assert INDEX.resolve("Đà Nẵng", "Hải Châu", "Hải Châu 1", date(2022, 9, 5)) == [
        "until2025-20236"
    ]
    assert INDEX.resolve("Cần Thơ", "", "An Hoà", BEFORE) == ["until2025-31120"]


def test_exact_marks_decide_between_candidates_and_doubt_returns_them_all() -> None:
    assert INDEX.resolve("", "", "An Hòa", BEFORE) == ["until2025-31120", "until2025-31121"]
    assert INDEX.resolve("", "", "Xã An Hòa", BEFORE) == ["until2025-31121"]


def test_names_that_fit_nothing_resolve_to_nothing() -> None:
    assert INDEX.resolve("Cần Thơ", "Quận 12", "An Hòa", BEFORE) == []
    assert INDEX.resolve("Atlantis", "", "An Hòa", BEFORE) == []
    assert INDEX.resolve("", "", "", BEFORE) == []
    # A district is not a ward.
    assert INDEX.resolve("Quảng Nam", "", "Điện Bàn", BEFORE) != ["until2025-507"]
