"""Wards and cities side by side, and the chronicle of one: worked examples."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain import chronicles, statuses
from lib.domain.assessments import latest
from lib.domain.city_comparison import shares_side_by_side
from lib.domain.comparison import indicators_compared, side_by_side
from lib.domain.inspections import under_one_set
from lib.io.tables.criteria import CROSSWALK
from lib.io.tables.dataset import INDICATORS, MILESTONES
from lib.io.tables.row_checks import empty_frame
from tests.unit.small_record import SOURCES, observations, said
from tests.unit.test_assessments import A, B, C, table

DAY = date(2024, 12, 31)
NO_CROSSWALK = empty_frame(CROSSWALK)
NO_EVENTS = empty_frame(MILESTONES)
OLD_AND_NEW = pd.DataFrame(
    {
        "from_set": ["OLD", "OLD"],
        "from_criterion": pd.array([1, 2], dtype="Int64"),
        "to_set": ["NEW", "NEW"],
        "to_criterion": pd.array([7, None], dtype="Int64"),
        "relation": ["comparable", "dropped"],
    }
)

ONE_SET = table([
    (A, "S", 1, "2024-03-31", "met", "met"),
    (A, "S", 2, "2024-03-31", "met", "no_report"),
    (A, "S", 3, "2024-03-31", "met", "not_met"),
    (A, "S", 3, "2024-06-30", "met", "no_report"),
    (A, "S", 4, "2024-03-31", "not_applicable", "no_report"),
    (B, "S", 1, "2024-03-31", "not_met", "no_report"),
    (B, "S", 2, "2024-03-31", "met", "met"),
    (B, "S", 3, "2024-03-31", "not_met", "no_report"),
    (B, "S", 4, "2024-03-31", "met", "no_report"),
])  # fmt: skip


def test_a_cell_tells_the_claim_from_the_finding() -> None:
    compared = side_by_side(ONE_SET, NO_CROSSWALK, [A, B], DAY)
    assert compared.cells[A].tolist() == ["verified", "claimed", "contradicted", "not_applicable"]
    assert compared.cells[B].tolist() == ["not_met", "verified", "not_met", "claimed"]


def test_only_met_against_not_met_is_a_difference() -> None:
    compared = side_by_side(ONE_SET, NO_CROSSWALK, [A, B], DAY)
    # 2: met by both, one inspected. 3: neither is found. 4: does not apply to one.
    assert compared.differs.tolist() == [True, False, False, False]


def test_a_criterion_that_does_not_apply_leaves_the_denominator() -> None:
    compared = side_by_side(ONE_SET, NO_CROSSWALK, [A, B], DAY)
    assert compared.met(A) == (2, 3)
    assert compared.met(B) == (2, 4)
    assert compared.verified(A) == 1


def test_a_ward_without_assessments_is_a_column_of_no_report() -> None:
    compared = side_by_side(ONE_SET, NO_CROSSWALK, [A, C], DAY)
    assert compared.cells[C].tolist() == ["no_report"] * 4
    assert not compared.assessed(C)
    assert not compared.differs.any()


def test_before_any_assessment_there_is_no_set() -> None:
    compared = side_by_side(ONE_SET, NO_CROSSWALK, [A, B], date(2021, 1, 1))
    assert compared.set_id == ""
    assert compared.cells.empty


def test_two_sets_are_compared_through_the_crosswalk_and_the_rest_is_told() -> None:
    rows = table([
        (A, "OLD", 1, "2023-12-31", "met", "no_report"),
        (A, "OLD", 2, "2023-12-31", "met", "no_report"),
        (B, "NEW", 7, "2024-06-30", "not_met", "no_report"),
        (B, "NEW", 8, "2024-06-30", "met", "no_report"),
    ])  # fmt: skip
    compared = side_by_side(rows, OLD_AND_NEW, [A, B], DAY)
    assert compared.set_id == "NEW"
    assert compared.cells.index.tolist() == [7]
    assert compared.cells.iloc[0].tolist() == ["claimed", "not_met"]
    assert bool(compared.differs.loc[7])
    left = set(zip(compared.left_out["set_id"], compared.left_out["criterion_no"], strict=True))
    assert left == {("OLD", 2), ("NEW", 8)}


def test_a_ward_has_the_same_inspections_alone_and_beside_one_inspected_under_another_set() -> None:
    rows = table([
        (A, "OLD", 1, "2023-12-31", "met", "met"),
        (A, "OLD", 2, "2023-12-31", "met", "met"),
        (A, "NEW", 7, "2024-03-31", "met", "no_report"),
        (A, "NEW", 8, "2024-03-31", "met", "no_report"),
        (B, "NEW", 7, "2024-06-30", "met", "not_met"),
        (B, "NEW", 8, "2024-06-30", "met", "met"),
    ])  # fmt: skip
    alone = side_by_side(rows, OLD_AND_NEW, [B], DAY)
    compared = side_by_side(rows, OLD_AND_NEW, [A, B], DAY)
    assert alone.left_out.empty
    assert compared.left_out.empty
    assert compared.cells[B].tolist() == alone.cells[B].tolist() == ["contradicted", "verified"]
    # 7 was inspected under the number 1; 8 has no counterpart that could have been.
    assert compared.cells[A].tolist() == ["verified", "claimed"]


def test_an_inspection_under_the_set_shown_outweighs_one_carried_over() -> None:
    rows = table([
        (A, "OLD", 1, "2024-09-30", "met", "met"),
        (A, "OLD", 2, "2024-09-30", "met", "met"),
        (A, "NEW", 7, "2024-03-31", "met", "not_met"),
    ])  # fmt: skip
    converted = under_one_set(
        latest(rows, DAY, set_id="NEW", inspected_only=True),
        latest(rows, DAY, inspected_only=True),
        OLD_AND_NEW,
        "NEW",
    )
    assert converted[["criterion_no", "inspected"]].to_numpy().tolist() == [[7, "not_met"]]


def test_cities_are_compared_by_the_share_of_their_assessed_wards() -> None:
    rows = table([
        (A, "S", 1, "2024-03-31", "met", "no_report"),
        (B, "S", 1, "2024-03-31", "not_met", "no_report"),
        (C, "S", 1, "2024-03-31", "met", "no_report"),
        (A, "S", 2, "2024-03-31", "not_applicable", "no_report"),
        (C, "S", 2, "2024-03-31", "met", "no_report"),
    ])  # fmt: skip
    shares = shares_side_by_side(rows, NO_CROSSWALK, {"one": [A, B], "two": [C], "none": []}, DAY)
    assert shares.shares["one"].fillna(-1).tolist() == [0.5, -1]
    assert shares.shares["two"].tolist() == [1.0, 1.0]
    assert shares.shares["none"].isna().all()
    assert shares.assessed == {"one": 2, "two": 1, "none": 0}
    assert shares.differs.tolist() == [True, False]


def indicator(scope: str, name: str, end: str, value: float) -> dict[str, object]:
    return {
        "indicator_id": f"{scope}{name}{end}", "scope_key": scope, "scope_text": "",
        "period": end, "period_end": pd.Timestamp(end) if end else pd.NaT,
        "period_end_precision": "day" if end else "", "indicator_vi": name, "indicator_en": name,
        "value": value, "unit": "percent", "comparison_base": "", "source_id": "S1",
    }  # fmt: skip


def test_changes_are_over_the_longest_period_that_all_have() -> None:
    rows = pd.DataFrame([
        indicator(A, "on time", "2022-12-31", 70.0),
        indicator(A, "on time", "2023-12-31", 80.0),
        indicator(A, "on time", "2024-06-30", 85.0),
        indicator(A, "on time", "2024-12-31", 99.0),
        indicator(B, "on time", "2023-12-31", 60.0),
        indicator(B, "on time", "2024-06-30", 66.0),
        indicator(B, "alone", "", 5.0),
    ])  # fmt: skip
    first, second = indicators_compared(rows, {A: [A], B: [B], C: [C]}, DAY)
    assert first.name_en == "on time"
    values = {key: (each.value, each.change) for key, each in first.values.items()}
    assert values == {A: (85.0, 5.0), B: (66.0, 6.0)}
    assert first.values[A].since == pd.Timestamp("2023-12-31")
    assert second.values[B].value == 5.0
    assert not second.values[B].common
    assert second.values[B].change is None


def test_an_indicator_of_after_the_day_is_not_looked_at() -> None:
    rows = pd.DataFrame([indicator(A, "on time", "2025-06-30", 70.0)])
    assert indicators_compared(rows, {A: [A]}, DAY) == []
    assert indicators_compared(empty_frame(INDICATORS), {A: [A]}, DAY) == []


def ladder(rows: list[dict[str, object]], status: str) -> dict[str, tuple[str, str]]:
    dated = statuses.dated(observations(rows), SOURCES)
    steps = chronicles.ladder_steps(dated, A, status, DAY)
    return {
        step.status: (
            step.place,
            "" if pd.isna(step.mentioned) else step.mentioned.date().isoformat(),
        )
        for step in steps
    }


def test_the_ladder_tells_what_is_reached_passed_and_ahead() -> None:
    steps = ladder([
        said(A, "registered", "2022-06-30"),
        said(A, "reported_complete", "2023-06-30", met=22),
        said(A, "reported_complete", "2023-12-31", met=22),
    ], "reported_complete")  # fmt: skip
    assert steps == {
        "recognised": ("ahead", ""),
        "reported_complete": ("current", "2023-06-30"),
        "in_progress": ("passed", ""),
        "registered": ("passed", "2022-06-30"),
    }


def starts(rows: list[dict[str, object]], status: str) -> dict[str, tuple[str, str]]:
    dated = statuses.dated(observations(rows), SOURCES)
    return {
        step.status: (str(step.start), step.start_precision)
        for step in chronicles.ladder_steps(dated, A, status, DAY)
        if step.start is not None
    }


def test_a_step_begins_only_where_a_source_says_so() -> None:
    # Registered in 2021, first mentioned in September 2022, as in progress: since when is not said.
    pilot = [said(A, "in_progress", "2022-09-05", met=21, registered_year=2021)]
    assert starts(pilot, "in_progress") == {"registered": ("2021-12-31", "year")}
    place, mentioned = ladder(pilot, "in_progress")["in_progress"]
    assert (place, mentioned) == ("current", "2022-09-05")
    assert starts([said(A, "registered", "2022-06-30")], "registered") == {}
    assert starts([said(A, "recognised", "2022-06-30")], "recognised") == {}
    titled = [said(A, "recognised", "2022-06-30", recognised_on="2022-05-01")]
    assert starts(titled, "recognised") == {"recognised": ("2022-05-01", "day")}
    again = [
        *titled,
        said(A, "in_progress", "2023-06-30"),
        said(A, "recognised", "2024-06-30", recognised_on="2024-05-02"),
    ]
    assert starts(again[:2], "in_progress") == {"recognised": ("2022-05-01", "day")}
    assert starts(again, "recognised") == {"recognised": ("2024-05-02", "day")}


def test_a_title_that_was_lost_is_told_as_lost() -> None:
    steps = ladder([
        said(A, "recognised", "2022-06-30"),
        said(A, "in_progress", "2024-06-30"),
    ], "in_progress")  # fmt: skip
    assert steps["recognised"] == ("lost", "2022-06-30")
    assert steps["reported_complete"] == ("ahead", "")


def test_an_event_is_a_change_and_a_repeated_report_is_none() -> None:
    rows = [
        said(A, "in_progress", "2022-06-30", met=18),
        said(A, "in_progress", "2022-09-30", met=18),
        said(A, "in_progress", "2022-12-31", met=20),
        said(A, "reported_complete", "2023-06-30", met=22),
        said(A, "in_progress", "2024-06-30", met=21),
        said(A, "recognised", "2025-06-30"),
    ]
    dated = statuses.dated(observations(rows), SOURCES)
    events = chronicles.ward_events(dated, NO_EVENTS, A, DAY)
    assert [(event.kind, event.met, event.fell) for event in events] == [
        ("in_progress", 18, False),
        ("criteria", 20, False),
        ("reported_complete", 22, False),
        ("in_progress", 21, True),
    ]


def test_counts_that_cannot_be_are_left_out_of_the_line() -> None:
    rows = [
        said(A, "in_progress", "2022-06-30", met=11),
        said(A, "in_progress", "2022-09-30", met=23, total=22),
        said(A, "in_progress", "2022-12-31"),
        said(A, "in_progress", "2023-06-30", met=20, total=20),
    ]
    dated = statuses.dated(observations(rows), SOURCES)
    counts = chronicles.stated_counts(dated, A, DAY)
    assert counts["share"].tolist() == [0.5, 1.0]
    assert counts["total"].tolist() == [22.0, 20.0]
