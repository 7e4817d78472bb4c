"""Which wards and criteria are weakest, and the same criteria seen in two sets."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain import assessments as asked
from lib.domain import rankings
from lib.io.tables.contracts import RESULTS
from lib.io.tables.criteria import ASSESSMENTS
from lib.io.tables.row_checks import empty_frame
from tests.unit.small_country import small_country

DAY = date(2024, 12, 31)
A, B, C, D = (f"until2025-{code}" for code in ("26776", "26779", "26740", "20551"))


def table(rows: list[tuple[str, str, int, str, str, str]]) -> pd.DataFrame:
    """Rows of unit, set, criterion, day, claimed, source as a reader gives them."""
    names = ["unit_key", "set_id", "criterion_no", "as_of", "claimed", "source_id"]
    frame = pd.DataFrame(rows, columns=names)
    for name in ("unit_key", "set_id", "source_id"):
        frame[name] = frame[name].astype("category")
    frame["claimed"] = pd.Categorical(frame["claimed"], categories=list(RESULTS))
    frame["inspected"] = pd.Categorical(["no_report"] * len(frame), categories=list(RESULTS))
    frame["criterion_no"] = frame["criterion_no"].astype("Int64")
    frame["as_of"] = pd.to_datetime(frame["as_of"]).astype("datetime64[us]")
    return frame


def of_ward(key: str, day: str, results: str, set_id: str = "S1") -> list[tuple[str, ...]]:
    """One row per letter: + met, - not met, ? not assessed, x not applicable, . no report."""
    words = dict(zip("+-?x.", RESULTS, strict=True))
    return [
        (key, set_id, place, day, words[sign], f"Q{day[:4]}")  # type: ignore[misc]
        for place, sign in enumerate(results, start=1)
    ]


def small() -> pd.DataFrame:
    rows = [
        *of_ward(A, "2023-12-31", "++-"),
        *of_ward(B, "2023-12-31", "+x?"),
        *of_ward(C, "2023-12-31", "..."),
        *of_ward(D, "2024-06-30", "+++"),
    ]
    return table(rows)  # type: ignore[arg-type]


def test_what_has_no_result_is_missing_and_what_does_not_apply_is_not() -> None:
    totals = rankings.ward_totals(asked.matrix(asked.latest(small(), DAY)))
    found = totals[["met", "applicable", "missing", "assessed"]].to_dict("index")
    assert found[A] == {"met": 2, "applicable": 3, "missing": 1, "assessed": 3}
    assert found[B] == {"met": 1, "applicable": 2, "missing": 1, "assessed": 1}
    assert found[C] == {"met": 0, "applicable": 3, "missing": 3, "assessed": 0}
    assert totals["share"].isna().to_dict() == {A: False, B: False, C: True, D: False}


def test_a_ward_without_a_result_is_neither_weakest_nor_strongest() -> None:
    totals = rankings.ward_totals(asked.matrix(asked.latest(small(), DAY)))
    names = {A: ((2,),), B: ((1,),), C: ((0,),), D: ((3,),)}
    assert rankings.ward_order(totals, names, "weakest") == [B, A, D, C]
    assert rankings.ward_order(totals, names, "strongest") == [D, A, B, C]
    assert rankings.ward_order(totals, names, "name") == [C, B, A, D]


def test_criteria_stay_in_their_groups_whatever_the_order() -> None:
    shares = asked.share_met(asked.matrix(asked.latest(small(), DAY)))
    groups = {1: 1, 2: 2, 3: 2}
    by_number = rankings.criterion_order(shares, groups, weakest_first=False)
    assert by_number == [(1, [1]), (2, [2, 3])]
    # Criterion 3 is met by one of two, 2 by two of two, 1 by three of three.
    weakest = rankings.criterion_order(shares, groups, weakest_first=True)
    assert weakest == [(2, [3, 2]), (1, [1])]


def test_a_criterion_without_a_group_stands_last() -> None:
    shares = asked.share_met(asked.matrix(asked.latest(small(), DAY)))
    order = rankings.criterion_order(shares, {1: 1, 2: 1}, weakest_first=False)
    assert order == [(1, [1, 2]), (0, [3])]


CROSSWALK = pd.DataFrame(
    {
        "from_set": ["S1", "S1", "S1", "S1"],
        "from_criterion": [1, 2, 3, None],
        "to_set": ["S2", "S2", "S2", "S2"],
        "to_criterion": [2, 1, None, 3],
        "relation": ["comparable", "comparable", "dropped", "new"],
        "source_id": ["X"] * 4,
    }
).astype({"from_criterion": "Int64", "to_criterion": "Int64"})


def test_only_criteria_of_the_same_meaning_are_compared_between_sets() -> None:
    rows = [
        *of_ward(A, "2023-12-31", "+--"),
        *of_ward(B, "2023-12-31", "--+"),
        *of_ward(A, "2024-06-30", "+++", "S2"),
    ]
    shares = rankings.shares_by_set(
        table(rows),  # type: ignore[arg-type]
        CROSSWALK,
        DAY,
        ["S1", "S2"],
        "S2",
        [A, B],
    )
    shown = {
        (row["set_id"], row["criterion_no"]): (row["met"], row["assessed"], row["wards"])
        for row in shares.to_dict("records")
    }
    # Criterion 1 of the new set is criterion 2 of the old one, and the other way round.
    assert shown == {
        ("S1", 1): (0, 2, 2),
        ("S1", 2): (1, 2, 2),
        ("S2", 1): (1, 1, 1),
        ("S2", 2): (1, 1, 1),
    }


def test_sets_without_results_are_left_out_of_the_comparison() -> None:
    shares = rankings.shares_by_set(small(), CROSSWALK, DAY, ["S1", "S2"], "S1", [A])
    assert set(shares["set_id"]) == {"S1"}
    nothing = rankings.shares_by_set(small(), CROSSWALK, DAY, ["S1"], "S1", [])
    assert nothing.empty


def test_sets_come_in_the_order_they_were_first_used() -> None:
    rows = [*of_ward(A, "2024-03-31", "+", "A2024"), *of_ward(A, "2021-06-30", "+", "Z2021")]
    both = table(rows)  # type: ignore[arg-type]
    assert rankings.sets_until(both, DAY) == ["Z2021", "A2024"]
    assert rankings.sets_until(both, date(2022, 1, 1)) == ["Z2021"]
    assert rankings.sets_until(empty_frame(ASSESSMENTS), DAY) == []


def test_wards_that_have_ended_are_told_from_those_in_force() -> None:
    units = small_country()
    after = date(2025, 12, 31)
    assert sorted(rankings.former_assessed(units, small(), after)) == sorted([A, B, C, D])
    assert rankings.former_assessed(units, small(), DAY) == []
    unknown = table(of_ward("until2025-99999", "2023-12-31", "+"))  # type: ignore[arg-type]
    assert rankings.former_assessed(units, unknown, after) == []
    # D was assessed only in 2024.
    assert D not in rankings.former_assessed(units, small(), date(2023, 12, 31))


def test_the_sources_are_those_of_the_rows_shown_and_no_others() -> None:
    frame = small()
    older = table(of_ward(A, "2022-12-31", "---"))  # type: ignore[arg-type]
    frame = pd.concat([frame.astype({"unit_key": "str", "source_id": "str"}), older])
    for name in ("unit_key", "set_id", "source_id"):
        frame[name] = frame[name].astype("category")
    frame = frame.reset_index(drop=True)
    sources = rankings.sources_behind(frame, asked.latest(frame, DAY))
    assert sources[["source_id", "wards"]].to_numpy().tolist() == [["Q2024", 1], ["Q2023", 3]]
