"""Warnings of outlines: shifted alike, overlapping, of another area; confirmed and kept."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from lib.errors import Refused
from lib.io.geo.layers import open_outlines
from lib.io.geo.proposals import proposed_outlines
from lib.update.doubts import KINDS
from lib.update.outline_changes import (
    OUTLINE_KINDS,
    OutlineChange,
    apply_outlines,
    outline_change,
)
from tests.fixtures.outlines import KEYS, as_geojson, boundaries, box, make_geo, unit_list


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    return make_geo(tmp_path / "geo")


def change(geo: Path, table: gpd.GeoDataFrame, **areas: float) -> OutlineChange:
    units = unit_list()
    listed = units["unit_key"].map({f"from2025-{key[1:]}": km2 for key, km2 in areas.items()})
    units = units.assign(area_km2=pd.to_numeric(listed))
    proposal = proposed_outlines(
        "units.geojson", as_geojson(table), geo, units, "from2025", origin="Sở"
    )
    assert proposal.faults == ()
    return outline_change(proposal, units)


def told(made: OutlineChange) -> list[tuple[str, tuple[int, ...], str]]:
    return [(doubt.code, doubt.rows, str(doubt.found)) for doubt in made.doubts]


def shifted(*places: int) -> gpd.GeoDataFrame:
    """The units of province 01, some of them 0.002 degrees further east."""
    table = boundaries("01")
    for place in places:
        table.loc[place, "geometry"] = table.geometry[place].__class__(
            [(x + 0.002, y) for x, y in table.geometry[place].exterior.coords]
        )
    return table


def test_the_outlines_of_now_are_not_doubted(geo: Path) -> None:
    assert told(change(geo, boundaries("01"), _00004=1.1557)) == []


def test_outlines_that_all_moved_alike_are_doubted(geo: Path) -> None:
    assert told(change(geo, shifted(0, 1, 2, 3))) == [
        (
            "outlines-shifted",
            (),
            "4 of 4 outlines lie 208 m further east and 0 m further north than now",
        )
    ]


def test_one_outline_that_moved_is_no_common_shift(geo: Path) -> None:
    codes = [code for code, _, _ in told(change(geo, shifted(0)))]
    assert codes == ["outlines-overlap"]


def test_an_overlap_is_named_by_its_pair_and_area(geo: Path) -> None:
    table = boundaries("01")
    table.loc[1, "geometry"] = box(0.9, 0, 1.1)
    [(code, rows, words)] = told(change(geo, table))
    assert (code, rows) == ("outlines-overlap", (2, 3))
    assert words == "Phường Ba Đình and Phường Ngọc Hà overlap by 0.115 km²"


def test_a_sliver_is_no_overlap(geo: Path) -> None:
    table = boundaries("01")
    table.loc[1, "geometry"] = box(0.998, 0, 1.002)
    assert told(change(geo, table)) == []


def test_an_area_that_is_not_the_listed_one_is_doubted(geo: Path) -> None:
    assert told(change(geo, boundaries("01"), _00004=2.5, _00008=1.2)) == [
        ("area-differs", (2,), "Phường Ba Đình: 1.15 km² drawn, 2.50 km² in the list of units")
    ]


def test_outlines_are_applied_once_their_warnings_are_confirmed(geo: Path) -> None:
    made = change(geo, shifted(0, 1, 2, 3))
    before = open_outlines(geo).checksum()
    with pytest.raises(Refused, match="outlines-shifted"):
        apply_outlines(made, geo, who="an", why="thử", confirmed=())
    assert open_outlines(geo).checksum() == before
    apply_outlines(made, geo, who="an", why="thử", confirmed=["outlines-shifted"])
    assert list(open_outlines(geo).versions()[-1].confirmed) == ["outlines-shifted"]
    assert KEYS[0] in open_outlines(geo).snapshot().by_name["from2025/01"].keys


def test_the_kinds_of_outlines_are_kinds() -> None:
    assert KINDS.keys() > OUTLINE_KINDS
