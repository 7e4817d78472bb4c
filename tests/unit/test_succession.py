"""A ward that ended is counted until a later unit is reported, never beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from lib.domain import statuses, succession, timeline
from lib.domain.units import Units
from lib.io.store.datasets import read_dataset, read_units

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def units() -> Units:
    tables = read_units(DATA / "units")
    return Units(tables.units, tables.lineage)


def test_in_the_public_record_no_later_unit_stands_for_a_former_ward(units: Units) -> None:
    record = read_dataset(DATA / "public", None)
    dated = statuses.dated(record.tables["observations"], record.tables["sources"])
    assert succession.superseded_on(units, dated).empty


def test_no_place_is_counted_twice_in_the_demonstration(units: Units) -> None:
    demo = read_dataset(DATA / "demo", None)
    dated = statuses.dated(demo.tables["observations"], demo.tables["sources"])
    day = date(2026, 9, 30)
    superseded = succession.superseded_on(units, dated)
    known = statuses.statuses_at(dated, day)
    counted = succession.standing_at(known, superseded, pd.Timestamp(day))
    assert len(counted) < len(known)
    for key in counted.index:
        assert not any(each in known.index for each in units.lineage.descendants(key)), key


def test_the_curve_ends_where_the_count_stands(units: Units) -> None:
    demo = read_dataset(DATA / "demo", None)
    dated = statuses.dated(demo.tables["observations"], demo.tables["sources"])
    day = date(2026, 9, 30)
    superseded = succession.superseded_on(units, dated)
    curve = timeline.held(dated, superseded, day)
    counted = succession.standing_at(
        statuses.statuses_at(dated, day), superseded, pd.Timestamp(day)
    )
    for status in ("recognised", "reported_complete"):
        assert curve[status].iloc[-1] == int((counted["status"] == status).sum())
