"""What is told of a unit's boundary history: events, shares of area, main successor."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lib.cards import compare, ward
from lib.cards.bodies import List, Table
from lib.cards.card import Card, numbers, pieces
from lib.cards.lineage import lineage
from lib.cards.pieces import Day, Name
from lib.cards.shapes import Lineage
from lib.cards.successions import MAIN, share_of, successor_list
from lib.domain.lineage import FULL_SHARES
from lib.domain.units import Units
from lib.io.tables.units import DIVIDING, MAIN_CERTAINTIES
from lib.situation.situation import Situation
from lib.words import wording
from tests.fixtures.looking import Looking
from tests.unit.small_country import AFTER, lineage_table, small_country, units_table

DAY = "2026-11-25"
DIVIDED, SHORT, TIED, UNKNOWN = (
    "until2025-00019",  # Điện Biên
    "until2025-13357",  # Hoàng Đông: outlines miss 14 %
    "until2025-00022",  # Đội Cấn
    "until2025-00091",  # Phú Thượng: no overlay
)


def said(card: Card | None) -> str:
    """All that a reader sees of a card."""
    return "".join(map(str, pieces(card)))


def shares(card: Card | None) -> dict[str, float]:
    assert card is not None
    return {
        number.asks.about[1]: float(number.value or 0)
        for number in numbers(card).values()
        if number.asks and number.asks.rule == "share_of_area"
    }


def test_every_card_of_a_divided_ward_has_its_shares_and_its_certainty() -> None:
    expected = {
        "from2025-00004": 0.867, "from2025-00070": 0.051, "from2025-00190": 0.058,
        "from2025-00226": 0.024,
    }  # fmt: skip
    looking = Looking("public", DAY, "en", ward=DIVIDED, compare=(DIVIDED, "until2025-11296"))
    for make in (ward.headline, ward.lineage, ward.map_card, compare.ladder):
        card = looking.card(make)
        assert shares(card) == expected, card.name
        assert "larger part, high certainty" in said(card), card.name
    drawn = next(each for each in looking.card(ward.lineage).bodies if isinstance(each, Lineage))
    assert [str(kin.passed)[:3] for kin in drawn.generations[1]] == ["87%", "5% ", "6% ", "2% "]


def test_a_comparison_without_a_divided_ward_has_no_such_row() -> None:
    card = Looking("public", DAY, "en", compare=("until2025-11296", "from2025-00004")).card(
        compare.ladder
    )
    table = next(each for each in card.bodies if isinstance(each, Table))
    assert [str(row[0]) for row in table.rows] == ["Wave", "Newest report"]


def test_every_divided_unit_is_told_with_shares_or_that_they_are_not_known() -> None:
    looking = Looking("public", DAY, "en")
    seen, units = looking.seen, looking.seen.units
    table = units.lineage._table
    divided = sorted(set(table.loc[table["event"].isin(DIVIDING), "predecessor_key"]))
    assert len(divided) == 471
    for key in divided[::5]:
        card = lineage(seen, key)
        text = said(card)
        total = units.lineage.shares_sum(key)
        after = units.successors(key)
        assert str(after["key"].iloc[0]) == units.default_successor(key)
        words = MAIN[str(after["main_certainty"].iloc[0])]
        assert words in text
        if total is None:
            assert not shares(card)
            assert "No share of area is known" in text
            continue
        assert sum(shares(card).values()) == pytest.approx(total)
        low, high = FULL_SHARES
        assert ("They add up to" in text) == (not low <= total <= high), key
        assert ("percentage points" in text) == ("tie" in set(after["main_certainty"])), key


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (SHORT, "They add up to 86%, because the outlines do not meet everywhere."),
        (TIED, "a tie, as in the register"),
        (UNKNOWN, "share of area not known · as in the register"),
        ("until2025-06079", "< 1% of the area"),
        ("until2025-20236", "the same unit, renamed on 1 Jan 2025, inferred, before Phường Hải"),
        ("until2025-20236", "Since 1 Jul 2025, part of Phường Hải Châu"),
        ("until2025-04603", "Renamed on 1 Jul 2025; since then Xã Tà Xi Láng"),
        ("until2025-19909", "Not changed in the rearrangement of 1 Jul 2025"),
        ("until2025-14845", "Another kind of unit since 1 Jul 2025 Xã Mường Lát"),
        ("from2025-26248", "another kind of unit since 25 Jul 2026, inferred, before Xã Trảng"),
        ("until2025-16735", "in another district since 1 Dec 2024, before Thị xã Cửa Lò (Nghị"),
        (DIVIDED, "legal basis: Nghị quyết 1656/NQ-UBTVQH15"),
    ],
)
def test_each_event_is_told_as_what_it_was(key: str, told: str) -> None:
    wording.use("en")
    looking = Looking("public", DAY, "en")
    assert told in said(lineage(looking.seen, key))


def test_a_ward_that_goes_on_is_not_called_abolished() -> None:
    for key, goes_on in (("until2025-19909", True), (SHORT, False)):
        looking = Looking("public", DAY, "en", ward=key)
        assert ("goes on" in said(looking.card(ward.headline))) is goes_on
        assert ("existed until" in said(looking.card(ward.map_card))) is not goes_on


def test_a_renamed_ward_is_named_as_it_was_on_the_day() -> None:
    for day, name in (("2022-09-05", "Phường Hải Châu I"), ("2025-01-01", "Phường Hải Châu")):
        looking = Looking("public", day, "en", ward="until2025-20236")
        assert str(looking.card(ward.headline).title) == name
        drawn = looking.card(ward.lineage).bodies[0]
        assert isinstance(drawn, Lineage)
        assert str(drawn.generations[0][0].unit) == name


def test_of_a_part_the_ward_of_today_says_where_the_main_part_went() -> None:
    card = Looking("public", DAY, "en", ward="from2025-00004").card(ward.lineage)
    parts = next(each for each in card.bodies if isinstance(each, List))
    told = [str(item.told) for item in parts.items]
    assert "Phường Đội Cấn: 52% of the area · main successor: Phường Ngọc Hà" in told
    assert len(told) == 8  # of ten former wards two went there whole


def test_a_share_explains_how_it_was_computed_and_what_else_there_is() -> None:
    looking = Looking("public", DAY, "en", ward=DIVIDED)
    number = numbers(looking.card(ward.lineage))["share_until2025-00019_from2025-00004"]
    explained = looking.explained(number)
    assert explained.value == number.value == 0.867
    assert "Main successor: Phường Ba Đình; larger part, high certainty (overlay and press)." in (
        str(explained.formula)
    )
    assert str(explained.denominator) == "All shares add up to 100%."
    assert len(explained.left_out[0].names) == 3


def test_a_small_share_is_not_written_as_none() -> None:
    wording.use("en")
    written = [str(share_of("a", "b", value, "")) for value in (0.0, 0.009, 0.01, 0.014, 0.5)]
    assert written == ["< 1%", "< 1%", "1%", "1%", "50%"]


@pytest.mark.parametrize("certainty", MAIN_CERTAINTIES)
def test_every_certainty_has_words(certainty: str) -> None:
    assert MAIN[certainty]


def test_a_merger_taken_back_is_told_as_that() -> None:
    steps = lineage_table()
    back = steps.iloc[:2].assign(
        predecessor_key="from2025-26773",
        successor_key=["from2025-20551", "from2025-31120"],
        event="un_merge",
        share_of_area=[0.7, 0.3],
        effective_on=pd.Timestamp("2026-03-01"),
        legal_basis="Nghị quyết 1/2026",
    )
    country = Units(units_table(), pd.concat([steps, back], ignore_index=True))
    wording.use("en")
    looking = Looking("public", DAY, "en")
    seen = Situation(looking.seen.dataset, country, AFTER, looking.seen.layers)
    card = lineage(seen, "from2025-26773")
    assert {"70%", "30%"} <= {str(number) for number in numbers(card).values()}
    assert "Nghị quyết 1/2026" in said(card)
    assert Day("1 Mar 2026", date(2026, 3, 1)) in list(pieces(card))
    back_to = successor_list(seen, "from2025-26773", "map")
    assert str(back_to.head) == "Separated again on 1 Mar 2026 into"


def test_names_of_successors_lead_to_them() -> None:
    card = Looking("public", DAY, "en", ward=DIVIDED).card(ward.map_card)
    keys = [each.key for each in pieces(card) if isinstance(each, Name) and each.page == "map"]
    assert keys == ["from2025-00004", "from2025-00070", "from2025-00190", "from2025-00226"]


def test_the_small_country_knows_what_its_parts_add_up_to() -> None:
    country = small_country()
    assert country.lineage.shares_sum("until2025-26776") == pytest.approx(1)
    assert country.lineage.shares_sum("until2025-26779") is None
    assert country.successors("until2025-31120")["divided"].tolist() == [False]
