"""Sources that disagree, and what each source supports."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain import evidence
from lib.domain.contradicting_figures import REASONS, conflicts
from lib.domain.evidence import support
from tests.unit.small_record import counts, sources, target, targets

SOURCES = sources(
    [
        ("WHOLE", "2023-06-11", "full"),
        ("WHOLE_LATER", "2023-09", "full"),
        ("PART_EARLY", "2022-05", "excerpt only"),
        ("PART_LATE", "2023-11", "excerpt only"),
        ("UNDATED", "", "excerpt only"),
    ]
)
HANOI = "until2025-01"


def judged(*rows: tuple[float, str]) -> pd.DataFrame:
    plan = targets(
        [target(HANOI, "2023", "count_of_wards", value, source_id=source) for value, source in rows]
    )
    return conflicts(counts([]), plan, SOURCES)


def counted(table: pd.DataFrame) -> tuple[float, str]:
    row = table[table["counted"]].iloc[0]
    return row["value"], row["reason"]


def test_the_source_read_whole_counts_though_another_is_later_and_higher() -> None:
    assert counted(judged((13, "WHOLE"), (15, "PART_LATE"))) == (13, "read_whole")


def test_else_the_later_published_counts() -> None:
    assert counted(judged((249, "PART_EARLY"), (75, "PART_LATE"))) == (75, "later_published")
    assert counted(judged((13, "WHOLE"), (15, "WHOLE_LATER"))) == (15, "later_published")
    assert counted(judged((13, "UNDATED"), (15, "PART_EARLY"))) == (15, "later_published")


def test_else_the_lower_counts() -> None:
    assert counted(judged((15, "PART_LATE"), (13, "PART_LATE"))) == (13, "lower")
    assert counted(judged((15, "UNDATED"), (13, "UNDATED"))) == (13, "lower")
    assert counted(judged((15, "NOT LISTED"), (13, "NOT LISTED"))) == (13, "lower")


def test_all_figures_of_a_conflict_are_shown_the_counted_one_first() -> None:
    table = judged((15, "PART_LATE"), (13, "WHOLE"), (13, "PART_EARLY"))
    assert list(table["counted"]) == [True, True, False]
    assert set(table["conflict"]) == {0}


def test_equal_figures_and_other_scopes_metrics_or_dates_are_no_conflict() -> None:
    assert judged((13, "WHOLE"), (13, "PART_LATE")).empty
    plan = targets(
        [
            target(HANOI, "2023", "count_of_wards", 13),
            target("until2025-79", "2023", "count_of_wards", 19),
            target(HANOI, "2023", "share_of_wards", 30),
            target(HANOI, "2024", "count_of_wards", 20),
            target(HANOI, "2023", "count_of_wards", 99, programme="related"),
            target(HANOI, "2023", "count_of_wards", None),
            target(HANOI, "", "count_of_wards", 1),
            target(HANOI, "", "count_of_wards", 2),
        ]
    )
    told = counts(
        [
            (HANOI, "2023-06", "wards_piloting", 13, "WHOLE"),
            (HANOI, "2023-11-10", "wards_piloting", 15, "PART_LATE"),
        ]
    )
    assert conflicts(told, plan, SOURCES).empty


def test_a_month_and_its_last_day_are_the_same_date() -> None:
    told = counts(
        [
            (HANOI, "2023-06", "wards_piloting", 13, "WHOLE"),
            (HANOI, "2023-06-30", "wards_piloting", 15, "PART_LATE"),
        ]
    )
    table = conflicts(told, targets([]), SOURCES)
    assert list(table["precision"]) == ["month", "day"]
    assert set(table["table"]) == {"counts"}


def test_a_scope_that_is_not_resolved_is_compared_by_its_words() -> None:
    plan = targets(
        [
            target("", "2023", "count_of_wards", 1, scope_text="Cửa Lò"),
            target("", "2023", "count_of_wards", 2, scope_text="Cửa Lò"),
            target("", "2023", "count_of_wards", 3, scope_text="Vinh"),
        ]
    )
    assert list(conflicts(counts([]), plan, SOURCES)["value"]) == [1, 2]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([HANOI, "national", ""]),
            st.sampled_from(["2023", "2023-12", "2024-01-05", ""]),
            st.integers(0, 3),
            st.sampled_from([*SOURCES["source_id"], "NOT LISTED"]),
        ),
        max_size=10,
    )
)
def test_every_conflict_has_differing_values_and_one_that_counts(
    rows: list[tuple[str, str, int, str]],
) -> None:
    plan = targets(
        [
            target(scope, due, "count_of_wards", value, source_id=source)
            for scope, due, value, source in rows
        ]
    )
    table = conflicts(counts([]), plan, SOURCES)
    for _, group in table.groupby("conflict"):
        assert group["value"].nunique() > 1
        assert group.loc[group["counted"], "value"].nunique() == 1
        assert set(group["reason"]) <= set(REASONS)


def test_support_counts_rows_by_source_and_table() -> None:
    plan = targets([target(HANOI, "2023", "count_of_wards", 13, source_id="WHOLE")] * 2)
    told = counts([(HANOI, "2023-06", "wards_piloting", 13, "WHOLE")])
    table = support({"targets": plan, "counts": told, "sources": SOURCES, "empty": plan.iloc[:0]})
    assert list(table.itertuples(index=False, name=None)) == [
        ("WHOLE", "counts", 1), ("WHOLE", "targets", 2),
    ]  # fmt: skip
    assert support({}).empty


def test_rows_that_note_a_contradiction_themselves_are_listed() -> None:
    table = pd.DataFrame(
        {
            "scope_key": ["national", "until2025-01"],
            "scope_text": ["national", "Hà Nội"],
            "note": ["percent", "CONFLICT with 15"],
            "source_id": ["S1", "S2"],
        }
    )
    remarks = evidence.remarks({"targets": table, "sources": table[["source_id"]]})
    assert remarks[["table", "source_id"]].to_numpy().tolist() == [["targets", "S2"]]
    assert evidence.remarks({}).empty
