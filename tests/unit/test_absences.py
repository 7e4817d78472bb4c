"""The five ways of having no value."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.domain.absences import no_value_kinds
from lib.domain.statuses import dated, statuses_at
from lib.io.tables.contracts import RESULTS
from tests.unit.small_country import AFTER, BEFORE, small_country
from tests.unit.small_record import SOURCES, observations, said

WARD = "until2025-26776"


def test_no_value_is_one_of_five_different_things() -> None:
    units = small_country()
    rows = [said("from2025-20236", "in_progress", "2025-08-01")]
    rows.append(said("from2025-20551", "in_progress", "2025-08-01", met=3))
    statuses = statuses_at(dated(observations(rows), SOURCES), date(2025, 9, 1))
    kinds = no_value_kinds(units, statuses, date(2025, 9, 1))
    assert kinds["from2025-20236"] == "not_assessed"
    assert kinds["from2025-20551"] == ""
    assert kinds["from2025-31120"] == "no_report"
    assert kinds["from2025-20333"] == "not_applicable"
    assert kinds.value_counts().to_dict() == {
        "no_report": 3, "not_applicable": 2, "not_assessed": 1, "": 1,
    }  # fmt: skip


def test_units_of_the_next_division_do_not_exist_yet_and_those_of_the_last_are_left_out() -> None:
    units = small_country()
    empty = statuses_at(dated(observations([]), SOURCES), BEFORE)
    kinds = no_value_kinds(units, empty, BEFORE, keys=[WARD, "from2025-20236", "nowhere"])
    assert kinds.to_dict() == {WARD: "no_report", "from2025-20236": "not_yet_existing"}
    assert WARD not in no_value_kinds(units, empty, AFTER, keys=[WARD]).index


RESULTS_OF_A_WARD = st.lists(
    st.tuples(
        st.sampled_from(["from2025-20236", "from2025-20551", "from2025-31120"]),
        st.sampled_from(RESULTS),
        st.sampled_from(RESULTS),
        st.sampled_from(["2025-07-01", "2025-09-01"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(RESULTS_OF_A_WARD)
def test_assessments_are_counted_as_a_plain_reading_of_them(rows: list[tuple[str, ...]]) -> None:
    units, day = small_country(), date(2025, 8, 1)
    table = pd.DataFrame(rows, columns=["unit_key", "claimed", "inspected", "as_of"])
    table = table.assign(as_of=pd.to_datetime(table["as_of"]).astype("datetime64[us]"))
    kinds = no_value_kinds(
        units, statuses_at(dated(observations([]), SOURCES), day), day, assessments=table
    )
    for key in ("from2025-20236", "from2025-20551", "from2025-31120"):
        mine = [set(row[1:3]) for row in rows if row[0] == key and row[3] < "2025-08-01"]
        judged = any(each & {"met", "not_met"} for each in mine)
        exempt = bool(mine) and all("not_applicable" in each for each in mine)
        expected = "" if judged else "not_applicable" if exempt else "no_report"
        assert kinds[key] == expected


def test_an_assessment_is_a_value_unless_no_criterion_applies() -> None:
    units = small_country()
    empty = statuses_at(dated(observations([]), SOURCES), AFTER)
    assessments = pd.DataFrame(
        [
            ("from2025-20236", "met", "no_report"),
            ("from2025-20551", "not_applicable", "not_applicable"),
        ],
        columns=["unit_key", "claimed", "inspected"],
    ).assign(as_of=pd.Timestamp("2025-07-01"))
    kinds = no_value_kinds(units, empty, AFTER, assessments=assessments)
    assert (kinds["from2025-20236"], kinds["from2025-20551"]) == ("", "not_applicable")
