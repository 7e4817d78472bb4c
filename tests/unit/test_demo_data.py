"""The demonstration is made up, says so, agrees with itself, and holds every hard case."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from lib.domain import assessments as asked
from lib.domain.absences import no_value_kinds
from lib.domain.statuses import conflicts_at, dated, statuses_at
from lib.domain.units import Units
from lib.domain.what_changed import what_changed
from lib.io.check import checked_folder
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units
from tools.demo_calendar import DECISIONS, NEWEST, QUARTERS
from tools.demo_criteria import NEW, OLD
from tools.demo_programme import WITHOUT_TARGETS
from tools.demo_sources import PRESS
from tools.demo_wards import LATE, PILOTS, SLIPPING, STOPPED
from tools.make_demo import make_demo

DATA = Path(__file__).resolve().parents[2] / "data"
DEMO = DATA / "demo"
REFORM = date(2025, 7, 1)


@pytest.fixture(scope="module")
def listed() -> UnitTables:
    return read_units(DATA / "units")


@pytest.fixture(scope="module")
def units(listed: UnitTables) -> Units:
    return Units(listed.units, listed.lineage)


@pytest.fixture(scope="module")
def demo(listed: UnitTables) -> Dataset:
    return read_dataset(DEMO, listed)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("made") / "demo"
    make_demo(DATA / "units", folder)
    return folder


@pytest.fixture(scope="module")
def assessments(demo: Dataset) -> pd.DataFrame:
    return demo.tables["assessments"]


@pytest.fixture(scope="module")
def observed(demo: Dataset) -> pd.DataFrame:
    return dated(demo.tables["observations"], demo.tables["sources"])


@pytest.fixture(scope="module")
def statuses(observed: pd.DataFrame) -> pd.DataFrame:
    return statuses_at(observed, NEWEST)


@pytest.fixture(scope="module")
def home(units: Units, statuses: pd.DataFrame) -> dict[str, str]:
    """Province of today of each ward that is spoken of."""
    return {key: units.current_province(key) or "" for key in statuses.index}


def test_the_committed_files_have_no_fault_and_are_small() -> None:
    assert checked_folder(DEMO)[0] == []
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 15_000_000


def test_the_tool_writes_the_committed_files_again(
    made: Path, listed: UnitTables, demo: Dataset
) -> None:
    for path in sorted(DEMO.glob("*.csv")):
        assert (made / path.name).read_bytes() == path.read_bytes(), path.name
    # Another version of the Parquet library may pack the same table otherwise.
    again = read_dataset(made, listed)
    pd.testing.assert_frame_equal(again.tables["assessments"], demo.tables["assessments"])


def test_two_runs_write_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make_demo(DATA / "units", tmp_path)
    one, two = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in (made, tmp_path)
    )
    assert one == two
    assert "assessments.parquet" in one


def test_it_says_everywhere_that_it_is_made_up(demo: Dataset) -> None:
    assert demo.synthetic
    assert (demo.title_vi, demo.title_en) == ("Số liệu minh họa", "Demonstration data")
    sources = demo.tables["sources"]
    assert sources["publisher"].str.startswith("Minh họa").all()
    assert set(sources["url"]) == {""}
    assert set(demo.tables["criteria"]["certainty"].astype(str)) == {"placeholder"}
    decisions = demo.tables["observations"]["decision_no"]
    assert decisions[decisions != ""].str.startswith("DEMO-").all()


def test_the_sets_have_the_promised_size_and_a_whole_crosswalk(demo: Dataset) -> None:
    criteria = demo.tables["criteria"]
    for set_id, number in ((OLD, 22), (NEW, 20)):
        mine = criteria[criteria["set_id"] == set_id]
        assert mine["criterion_no"].tolist() == list(range(1, number + 1))
        assert mine["group_no"].nunique() == 7
        assert mine["group_no"].is_monotonic_increasing
    crosswalk = demo.tables["crosswalk"]
    relations = Counter(crosswalk["relation"].astype(str))
    assert relations == {"comparable": 14, "split": 4, "dropped": 6, "new": 2}
    assert set(crosswalk["from_criterion"].dropna()) == set(range(1, 23))
    assert set(crosswalk["to_criterion"].dropna()) == set(range(1, 21))


def test_comparable_criteria_bear_the_same_name_in_both_sets(demo: Dataset) -> None:
    criteria = demo.tables["criteria"]
    places = zip(criteria["set_id"], criteria["criterion_no"], strict=True)
    name = dict(zip(places, criteria["criterion_name_vi"], strict=True))
    crosswalk = demo.tables["crosswalk"]
    same = crosswalk[crosswalk["relation"] == "comparable"]
    for earlier, later in zip(same["from_criterion"], same["to_criterion"], strict=True):
        assert name[OLD, earlier] == name[NEW, later]


def test_every_assessment_is_of_a_ward_in_force_on_the_last_day_of_a_quarter(
    assessments: pd.DataFrame, units: Units
) -> None:
    assert set(assessments["as_of"].dt.date) == set(QUARTERS)
    pairs = assessments[["unit_key", "as_of"]].drop_duplicates()
    for key, day in pairs.itertuples(index=False):
        assert units.exists(key, day.date())
        assert units.kind(key, day.date()) == "ward"
    older = assessments["as_of"] < pd.Timestamp("2024-01-01")
    assert set(assessments.loc[older, "set_id"].astype(str)) == {OLD}
    assert set(assessments.loc[~older, "set_id"].astype(str)) == {NEW}


def test_observed_wards_are_in_force_and_former_ones_lead_to_today(
    demo: Dataset, units: Units
) -> None:
    observations = demo.tables["observations"]
    for key, day in observations[["unit_key", "as_of"]].itertuples(index=False):
        assert units.exists(key, day.date())
    former = {key for key in observations["unit_key"] if key.startswith("until2025")}
    assert 600 <= len(former) <= 800
    for key in former:
        assert units.as_of_key(key, NEWEST)
    divided = {key for key in former if len(units.lineage.successors(key)) > 1}
    assert len(divided) > 50


def test_counts_of_observations_are_those_of_the_assessments(
    demo: Dataset, assessments: pd.DataFrame
) -> None:
    observations = demo.tables["observations"]
    counted = observations[
        observations["criteria_met"].notna() & (observations["source_id"] != PRESS)
    ]
    assert len(counted) > 4000
    for day, rows in counted.groupby(counted["as_of"].dt.strftime("%Y-%m-%d")):
        newest = asked.latest(assessments, date.fromisoformat(str(day)), units=rows["unit_key"])
        of_ward = newest["claimed"].groupby(newest["unit_key"].astype(str)).value_counts()
        counts = of_ward.unstack(fill_value=0).loc[list(rows["unit_key"])]
        applicable = counts["met"] + counts["not_met"] + counts["not_assessed"]
        assert counts["met"].tolist() == rows["criteria_met"].tolist()
        assert applicable.tolist() == rows["criteria_total"].tolist()


def test_complete_means_every_criterion_that_applies(demo: Dataset) -> None:
    observations = demo.tables["observations"]
    complete = observations[observations["status"] == "reported_complete"]
    assert complete["criteria_met"].eq(complete["criteria_total"]).all()
    recognised = observations[observations["recognised_on"].notna()]
    assert set(recognised["recognised_on"].dt.date) == {day for day, _ in DECISIONS}
    assert (recognised["decision_no"] != "").all()


def test_waves_grow_from_five_pilots_to_640_wards(demo: Dataset, statuses: pd.DataFrame) -> None:
    pilots = statuses[statuses["wave"] == "pilot-2021"]
    assert {key for key in pilots.index if key.startswith("until")} == set(PILOTS)
    current = statuses[statuses.index.str.startswith("from2025")]
    waves = current["wave"].value_counts()
    assert waves["pilot-2021"] == 5
    assert waves[["pilot-2021", "pilot-2023"]].sum() == pytest.approx(60, abs=5)
    assert len(current) == pytest.approx(640, abs=5)


def test_every_status_of_the_ladder_and_every_result_is_there(
    statuses: pd.DataFrame, observed: pd.DataFrame, assessments: pd.DataFrame
) -> None:
    assert observed["status"].nunique() == 5
    current = statuses[statuses.index.str.startswith("from2025")]["status"].value_counts()
    assert (current[["registered", "in_progress", "reported_complete", "recognised"]] > 20).all()
    for kind in ("claimed", "inspected"):
        assert assessments[kind].value_counts().gt(50).all()


def test_inspections_sometimes_find_less_and_seldom_more(assessments: pd.DataFrame) -> None:
    judged = asked.latest(assessments, NEWEST, inspected_only=True)
    found = asked.claimed_against_inspected(judged).overall
    assert found["agree"] > 10 * found["claimed_more"] > 10 * found["claimed_less"] > 0


def test_wards_have_no_value_for_different_reasons(
    demo: Dataset, units: Units, statuses: pd.DataFrame
) -> None:
    kinds = no_value_kinds(
        units,
        statuses,
        NEWEST,
        assessments=demo.tables["assessments"],
        keys=units.members(NEWEST),
    ).value_counts()
    assert kinds["no_report"] > 40
    assert kinds["not_assessed"] == 12
    assert kinds["not_applicable"] == 2
    before = no_value_kinds(units, statuses, date(2025, 6, 30), keys=units.members(NEWEST))
    assert set(before) == {"not_yet_existing"}


def test_some_provinces_report_late_and_one_has_stopped(
    statuses: pd.DataFrame, home: dict[str, str]
) -> None:
    last = statuses["last_report"].groupby(pd.Series(home)).max()
    for province, lag in LATE.items():
        assert last[province].date() == QUARTERS[-1 - lag]
    assert last[STOPPED] < pd.Timestamp(NEWEST) - pd.DateOffset(months=18)
    others = last.drop([*LATE, STOPPED])
    assert others.eq(pd.Timestamp(NEWEST)).all()
    assert len(last) == 34


def test_one_city_falls_back(
    observed: pd.DataFrame, units: Units, demo: Dataset, home: dict[str, str]
) -> None:
    def titles(day: date) -> int:
        held = statuses_at(observed, day)
        held = held[(held["status"] == "recognised") & held.index.str.startswith("from2025")]
        return sum(home[key] == SLIPPING for key in held.index)

    assert titles(NEWEST) < titles(date(2025, 12, 31)) / 2
    changes = what_changed(observed, demo.tables["targets"], date(2025, 12, 31), NEWEST)
    slipped = changes[(changes["kind"] == "slipped") & (changes["previous"] == "recognised")]
    places = Counter(home[key] for key in slipped["unit_key"])
    assert places.most_common(1)[0][0] == SLIPPING


def test_two_sources_disagree_on_one_day_of_which_one_is_not_settled(
    observed: pd.DataFrame,
) -> None:
    conflicts = conflicts_at(observed, NEWEST)
    assert conflicts["unit_key"].nunique() == 2
    assert conflicts.groupby("unit_key").size().tolist() == [2, 2]
    counted = conflicts[conflicts["counted"]]
    assert set(counted["status"]) == {"in_progress"}
    assert sorted(counted["current"]) == [False, True]


def test_targets_are_of_the_nation_and_of_most_provinces(demo: Dataset, units: Units) -> None:
    targets = demo.tables["targets"]
    assert targets["denominator"].notna().all()
    due = targets.groupby("scope_key")["target_date"].agg(
        lambda days: sorted(each.year for each in days)
    )
    assert due["national"] == [2025, 2030]
    for key in units.provinces(NEWEST).index:
        assert due.get(key, []) == ([] if key in WITHOUT_TARGETS else [2025, 2030])


def test_milestones_speak_of_units_of_their_day(demo: Dataset, units: Units) -> None:
    milestones = demo.tables["milestones"]
    assert 35 <= len(milestones) <= 45
    for key, day in milestones[["scope_key", "date"]].itertuples(index=False):
        assert key == "national" or units.exists(key, day.date())
    granted = milestones[milestones["kind"] == "recognition"]
    assert granted["date"].dt.date.tolist() == [day for day, _ in DECISIONS]


def test_indicators_can_be_compared_over_two_periods(demo: Dataset) -> None:
    indicators = demo.tables["indicators"]
    assert indicators["period_end"].nunique() == 2
    measures = indicators.groupby("indicator_en")
    assert measures.ngroups == 4
    assert measures["unit"].nunique().eq(1).all()
    shares = indicators[indicators["indicator_en"].isin(["Files returned on time",
                                                         "Residents satisfied"])]  # fmt: skip
    assert shares["value"].between(0, 100).all()
