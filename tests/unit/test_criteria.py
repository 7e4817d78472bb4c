"""What pages take from assessments: inspections over sets, sources, wards of a place."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lib.domain.result_codes import Kind
from lib.situation import data
from lib.situation.comparison import compared
from lib.situation.criteria import Criteria
from lib.view.criteria_choice import Choice
from lib.view.filter import Filter
from lib.words import wording

DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _english() -> None:
    wording.use("en")


def test_an_inspection_under_the_earlier_set_takes_no_inspection_of_another_ward_away() -> None:
    seen = data.situation("demo", DAY)
    plain = Criteria(seen, Choice())
    before = plain.inspections
    old, new = plain.sets_in_use
    crosswalk = seen.table("crosswalk")
    alike = crosswalk[crosswalk["relation"].astype(str) == "comparable"].to_dict("records")[0]
    ward = plain.without_own[0]
    # One ward reports under the new set, but was inspected under the earlier one only.
    number = alike["from_criterion"]
    columns = ["unit_key", "set_id", "criterion_no", "as_of", "claimed", "inspected", "source_id"]
    source = str(seen.table("assessments")["source_id"].iloc[0])
    numbers = sorted({int(each) for each in plain.rows["criterion_no"]})
    added = pd.DataFrame(
        [(ward, old, number, pd.Timestamp("2025-08-31"), "met", "met", source)]
        + [
            (ward, new, each, pd.Timestamp("2026-06-30"), "met", "no_report", source)
            for each in numbers
        ],
        columns=columns,
    )
    shown = Criteria(seen, Choice())
    words = {name: "str" for name in columns if name not in {"criterion_no", "as_of"}}
    both = pd.concat([seen.table("assessments").astype(words), added], ignore_index=True)
    shown.table = both.astype(dict.fromkeys(words, "category"))
    assert shown.left_out.empty
    found = shown.inspections
    own = found[found["unit_key"] == ward]
    assert own[["criterion_no", "from_set"]].to_numpy().tolist() == [[alike["to_criterion"], old]]
    others = found[found["unit_key"] != ward]
    assert len(others) == len(before) > 0
    assert others["inspected"].astype(str).value_counts().to_dict() == (
        before["inspected"].astype(str).value_counts().to_dict()
    )


def test_the_column_of_a_former_province_has_its_own_wards_not_those_of_the_larger_one() -> None:
    seen = data.situation("demo", DAY)
    keys = ("until2025-48", "until2025-49", "from2025-48")
    counted = compared(seen, keys).shares.assessed
    one, other, whole = (counted[key] for key in keys)
    assert 0 < one < whole
    assert 0 < other < whole
    for key in keys:
        assert counted[key] <= len(seen.units.within(key, DAY))


@pytest.mark.parametrize("result", ["claimed", "inspected"])
@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 12, 31), DAY])
def test_what_a_ward_has_to_meet_does_not_hang_on_the_filter(day: date, result: Kind) -> None:
    choice = Choice(set_id="DEMO-2024", result=result)
    whole = Criteria(data.situation("demo", day), choice)
    assert [*map(int, whole.cells.columns)] == list(range(1, 21))
    looked_at = 0
    for province in map(str, whole.seen.provinces.index):
        part = Criteria(data.situation("demo", day, Filter(province=province)), choice)
        if part.rows.empty or part.shows_former != whole.shows_former:
            continue
        pd.testing.assert_frame_equal(part.totals, whole.totals.loc[part.totals.index])
        assert set(part.complete) <= set(whole.complete)
        looked_at += len(part.totals)
    assert looked_at == len(whole.totals) > 0


def test_a_ward_is_found_complete_only_when_each_criterion_was_inspected() -> None:
    shown = Criteria(data.situation("demo", date(2024, 3, 31)), Choice(result="inspected"))
    looked_at = shown.inspections.groupby("unit_key", observed=True)["criterion_no"].nunique()
    assert shown.totals["applicable"].max() > looked_at.max()
    assert shown.complete == []
