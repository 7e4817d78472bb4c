"""Claims and findings criterion by criterion: worked examples, and what holds of any table."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain import assessments as asked
from lib.io.tables.contracts import RESULTS
from lib.io.tables.criteria import ASSESSMENTS
from lib.io.tables.row_checks import empty_frame

DAY = date(2024, 12, 31)
Row = tuple[str, str, int, str, str, str]
A, B, C = "from2025-00001", "from2025-00002", "from2025-00003"


def table(rows: list[Row]) -> pd.DataFrame:
    """Rows of unit, set, criterion, day, claimed, inspected as a reader gives them."""
    if not rows:
        return empty_frame(ASSESSMENTS)
    frame = pd.DataFrame(rows, columns=asked.LATEST_COLUMNS)
    for name in ("unit_key", "set_id"):
        frame[name] = frame[name].astype("category")
    for name in ("claimed", "inspected"):
        frame[name] = pd.Categorical(frame[name], categories=list(RESULTS))
    frame["criterion_no"] = frame["criterion_no"].astype("Int64")
    frame["as_of"] = pd.to_datetime(frame["as_of"]).astype("datetime64[us]")
    return frame.assign(source_id=pd.Categorical(["DEMO-01"] * len(frame)))


SMALL = table([
    (A, "S1", 1, "2023-12-31", "met", "no_report"),
    (A, "S1", 2, "2023-12-31", "not_met", "no_report"),
    (A, "S2", 1, "2024-03-31", "met", "met"),
    (A, "S2", 2, "2024-03-31", "not_met", "no_report"),
    (A, "S2", 2, "2024-06-30", "met", "not_met"),
    (A, "S2", 3, "2024-06-30", "not_applicable", "not_applicable"),
    (B, "S1", 1, "2023-12-31", "not_met", "met"),
    (B, "S1", 2, "2023-12-31", "not_assessed", "no_report"),
    (B, "S1", 3, "2023-12-31", "no_report", "met"),
])  # fmt: skip


def line(frame: pd.DataFrame, key: object, *columns: str) -> list[object]:
    """Cells of the row of one key."""
    cells = frame[list(columns)] if columns else frame
    return list(cells.astype(object).to_numpy()[cells.index.get_loc(key)])


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(frame[list(columns)].astype(object).itertuples(index=False, name=None))


def test_the_latest_row_is_of_the_set_a_ward_was_last_assessed_in() -> None:
    latest = asked.latest(SMALL, DAY)
    assert rows_of(latest, "unit_key", "set_id", "criterion_no", "claimed") == [
        (A, "S2", 1, "met"),
        (A, "S2", 2, "met"),
        (A, "S2", 3, "not_applicable"),
        (B, "S1", 1, "not_met"),
        (B, "S1", 2, "not_assessed"),
        (B, "S1", 3, "no_report"),
    ]


def test_rows_after_the_day_are_not_known_yet() -> None:
    latest = asked.latest(SMALL, date(2024, 6, 29), units=[A])
    assert rows_of(latest, "criterion_no", "claimed") == [(1, "met"), (2, "not_met")]
    assert asked.latest(SMALL, date(2023, 12, 30)).empty


def test_an_earlier_set_can_be_asked_for() -> None:
    latest = asked.latest(SMALL, DAY, set_id="S1", units=[A, "from2025-99999"])
    assert rows_of(latest, "set_id", "criterion_no") == [("S1", 1), ("S1", 2)]


def test_an_inspection_is_found_although_the_ward_has_reported_since() -> None:
    later = pd.concat([SMALL, table([(A, "S2", 2, "2024-09-30", "met", "no_report")])])
    assert "no_report" in set(asked.latest(later, DAY, units=[A])["inspected"])
    latest = asked.latest(later, DAY, units=[A], inspected_only=True)
    assert rows_of(latest, "criterion_no", "inspected") == [
        (1, "met"),
        (2, "not_met"),
        (3, "not_applicable"),
    ]


def test_an_inspection_that_finds_a_criterion_not_applicable_is_a_finding() -> None:
    rows: list[Row] = [
        (A, "S", 1, "2024-03-31", "met", "not_applicable"),
        (A, "S", 2, "2024-03-31", "met", "met"),
        (A, "S", 3, "2024-03-31", "met", "not_assessed"),
    ]
    latest = asked.latest(table(rows), DAY, inspected_only=True)
    assert rows_of(latest, "criterion_no") == [(1,), (2,)]
    cells = asked.matrix(latest, "inspected")
    assert line(cells, A) == ["not_applicable", "met"]
    assert asked.nearest(cells).empty
    assert asked.claimed_against_inspected(latest).overall["other"] == 1


def test_the_matrix_has_a_row_for_each_ward_and_says_where_there_is_no_row() -> None:
    cells = asked.matrix(asked.latest(SMALL, DAY, set_id="S1"))
    assert [*map(int, cells.columns)] == [1, 2, 3]
    assert line(cells, A) == ["met", "not_met", "no_report"]
    assert line(cells, B) == ["not_met", "not_assessed", "no_report"]


def test_numbers_of_two_sets_are_not_put_under_one_heading() -> None:
    with pytest.raises(ValueError, match=r"one criteria set.*'S1', 'S2'"):
        asked.matrix(asked.latest(SMALL, DAY))


def test_what_does_not_apply_or_is_not_known_leaves_the_denominator() -> None:
    rows: list[Row] = [
        (ward, "S", number, "2024-03-31", result, "no_report")
        for number, results in enumerate((("met", "not_met"), RESULTS[2:]), start=1)
        for ward, result in zip((A, B, C), results, strict=False)
    ]
    shares = asked.share_met(asked.matrix(asked.latest(table(rows), DAY)))
    assert rows_of(shares, "criterion_no", "met", "assessed", "no_report") == [
        (1, 1, 2, 1),
        (2, 0, 0, 1),
    ]
    assert shares["share"].iloc[0] == 0.5
    assert pd.isna(shares["share"].iloc[1])


def test_groups_are_the_sums_of_their_criteria_and_one_without_a_group_is_left_out() -> None:
    cells = asked.matrix(asked.latest(SMALL, DAY, set_id="S1"))
    shares = asked.share_met(cells, {1: 4, 2: 4})
    assert rows_of(shares, "group_no", "met", "not_met", "not_assessed", "assessed") == [
        (4, 1, 2, 1, 3)
    ]


def test_a_criterion_that_no_ward_has_a_row_for_is_asked_of_all() -> None:
    cells = asked.matrix(asked.latest(SMALL, DAY, set_id="S1"), criteria=[1, 2, 3, 7])
    assert [*map(int, cells.columns)] == [1, 2, 3, 7]
    assert [line(cells, ward)[3] for ward in (A, B)] == ["no_report", "no_report"]
    assert rows_of(asked.share_met(cells), "criterion_no", "assessed")[-1] == (7, 0)
    missing = asked.nearest(cells, 4).set_index("unit_key")["missing"]
    assert missing[A] == (2, 3, 7)


def test_the_criterion_that_most_wards_do_not_meet_blocks_first() -> None:
    rows: list[Row] = [(ward, "S", 1, "2024-03-31", "met", "no_report") for ward in (A, B, C)]
    rows += [(ward, "S", 2, "2024-03-31", "not_met", "no_report") for ward in (A, B)]
    rows += [(A, "S", 3, "2024-03-31", "not_met", "no_report")]
    rows += [(B, "S", 3, "2024-03-31", "met", "no_report")]
    found = asked.blocking(asked.share_met(asked.matrix(asked.latest(table(rows), DAY))))
    assert rows_of(found, "criterion_no", "not_met", "assessed", "share_not_met") == [
        (2, 2, 2, 1.0),
        (3, 1, 2, 0.5),
    ]


def test_wards_near_the_end_are_named_with_what_they_miss() -> None:
    marks = {A: ("met", "not_met", "met"), B: ("not_met", "not_met", "no_report")}
    marks |= {C: ("met", "not_applicable", "met")}
    rows: list[Row] = [
        (ward, "S", place, "2024-03-31", result, "no_report")
        for ward, results in marks.items()
        for place, result in enumerate(results, start=1)
    ]
    rows += [("from2025-00004", "S", 1, "2024-03-31", "met", "no_report")]
    near = asked.nearest(asked.matrix(asked.latest(table(rows), DAY)))
    columns = ("unit_key", "met", "applicable", "n_missing", "missing")
    assert rows_of(near, *columns) == [
        (A, 2, 3, 1, (2,)),
        ("from2025-00004", 1, 3, 2, (2, 3)),
    ]


def test_claims_are_set_against_findings() -> None:
    pairs = asked.claimed_against_inspected(asked.latest(SMALL, DAY))
    assert pairs.overall == {
        "agree": 2,
        "claimed_more": 1,
        "claimed_less": 1,
        "not_inspected": 1,
        "other": 1,
    }
    first = pairs.by_criterion.set_index(["set_id", "criterion_no"])
    assert first.loc[("S2", 2), "claimed_more"] == 1
    assert first.loc[("S1", 1), "claimed_less"] == 1


CROSSWALK = pd.DataFrame(
    [
        ("S1", 1, "S2", 2, "comparable"),
        ("S1", 2, "S2", 1, "split"),
        ("S1", 2, "S2", 3, "split"),
        ("S1", 3, "S2", None, "dropped"),
        ("S1", None, "S2", 4, "new"),
    ],
    columns=["from_set", "from_criterion", "to_set", "to_criterion", "relation"],
).astype({"from_criterion": "Int64", "to_criterion": "Int64"})


def test_only_the_comparable_part_goes_through_the_crosswalk_and_the_rest_is_told() -> None:
    same, left_out = asked.through_crosswalk(asked.latest(SMALL, DAY), CROSSWALK, "S2")
    columns = ("unit_key", "set_id", "criterion_no", "from_set", "from_criterion", "claimed")
    assert rows_of(same, *columns) == [
        (A, "S2", 2, "S2", 2, "met"),
        (B, "S2", 2, "S1", 1, "not_met"),
    ]
    assert rows_of(left_out, "set_id", "criterion_no", "reason", "rows") == [
        ("S1", 2, "split", 1),
        ("S1", 3, "dropped", 1),
        ("S2", 1, "split", 1),
        ("S2", 3, "split", 1),
        ("S2", 4, "new", 0),
    ]
    assert line(asked.matrix(same), B) == ["not_met"]


def test_the_crosswalk_is_read_backwards_too() -> None:
    newer = asked.latest(SMALL, DAY, set_id="S2")
    same, left_out = asked.through_crosswalk(newer, CROSSWALK, "S1")
    assert rows_of(same, "unit_key", "criterion_no", "from_criterion") == [(A, 1, 2)]
    assert ("S1", 3, "dropped", 0) in rows_of(left_out, "set_id", "criterion_no", "reason", "rows")


def test_nothing_is_left_out_within_one_set() -> None:
    newer = asked.latest(SMALL, DAY, set_id="S2")
    same, left_out = asked.through_crosswalk(newer, CROSSWALK, "S2")
    assert len(same) == 3
    assert left_out.empty


def test_two_criteria_that_became_one_are_not_comparable_one_to_one() -> None:
    merged = CROSSWALK.assign(to_criterion=2, relation="comparable").iloc[:2]
    same, left_out = asked.through_crosswalk(asked.latest(SMALL, DAY), merged, "S2")
    assert same.empty
    assert set(left_out["reason"]) == {"not_one_to_one", "not_in_crosswalk"}


def test_a_ward_without_rows_is_counted_as_not_reported() -> None:
    kinds = asked.missing_kinds(asked.matrix(asked.latest(SMALL, DAY, set_id="S1")), [A, B, C])
    assert kinds.to_dict() == {
        "met": 1,
        "not_met": 2,
        "not_assessed": 1,
        "not_applicable": 0,
        "no_report": 5,
    }


WARDS = st.sampled_from([A, B, C])
DAYS = st.sampled_from(["2023-12-31", "2024-03-31", "2024-06-30"])
RESULT = st.sampled_from(RESULTS)
ROWS = st.lists(
    st.tuples(WARDS, st.sampled_from(["S1", "S2"]), st.integers(1, 5), DAYS, RESULT, RESULT),
    max_size=40,
    unique_by=lambda row: row[:4],
)


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_the_latest_is_what_a_plain_search_finds(rows: list[Row]) -> None:
    newest = {ward: max((row[3], row[1]) for row in rows if row[0] == ward)[1] for ward, *_ in rows}
    expected: dict[tuple[str, str, int], Row] = {}
    for row in sorted(rows, key=lambda row: row[3]):
        if row[1] == newest[row[0]]:
            expected[row[:3]] = row
    latest = asked.latest(table(rows), DAY)
    assert rows_of(latest, "unit_key", "set_id", "criterion_no", "claimed", "inspected") == [
        (*row[:3], *row[4:]) for _, row in sorted(expected.items())
    ]


@given(ROWS, st.sampled_from(["claimed", "inspected"]), st.sets(st.integers(1, 7)))
@settings(max_examples=60, deadline=None)
def test_shares_lie_between_0_and_1_and_counts_add_up(
    rows: list[Row], kind: asked.Kind, criteria: set[int]
) -> None:
    cells = asked.matrix(asked.latest(table(rows), DAY, set_id="S2"), kind, criteria)
    shares = asked.share_met(cells)
    assert set(shares["criterion_no"]) == set(cells.columns)
    assert shares[list(RESULTS)].to_numpy().sum() == cells.size
    assert shares["share"].isna().tolist() == shares["assessed"].eq(0).tolist()
    assert shares["share"].dropna().between(0, 1).all()
    assert (shares["met"] + shares["not_met"]).eq(shares["assessed"]).all()


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_every_pair_is_compared_counted_and_either_carried_or_left_out(rows: list[Row]) -> None:
    newest = asked.latest(table(rows), DAY)
    compared = asked.claimed_against_inspected(newest)
    assert sum(compared.overall.values()) == len(newest)
    same, left_out = asked.through_crosswalk(newest, CROSSWALK, "S2")
    assert len(same) + left_out["rows"].sum() == len(newest)
    cells = asked.matrix(newest[newest["set_id"] == "S1"])
    counts = asked.missing_kinds(cells, [A, B, C])
    assert counts.sum() == 3 * len(cells.columns)
    near = asked.nearest(cells, most_missing=3)
    assert near["missing"].map(len).eq(near["n_missing"]).all()
    assert (near["met"] + near["n_missing"]).eq(near["applicable"]).all()


def test_a_dataset_without_assessments_gives_empty_tables_with_their_columns() -> None:
    nothing = asked.latest(table([]), DAY)
    assert nothing.columns.tolist() == asked.LATEST_COLUMNS
    cells = asked.matrix(nothing)
    assert cells.empty
    shares = asked.share_met(cells)
    assert shares.columns.tolist() == ["criterion_no", *RESULTS, "assessed", "share"]
    assert asked.blocking(shares).columns.tolist() == [
        "criterion_no",
        "not_met",
        "assessed",
        "share_not_met",
    ]
    assert "missing" in asked.nearest(cells)
    assert asked.claimed_against_inspected(nothing).by_criterion.empty
    same, left_out = asked.through_crosswalk(nothing, CROSSWALK, "S2")
    assert (same.empty, left_out.empty) == (True, True)
    assert asked.missing_kinds(cells, [A]).sum() == 0
