"""An uploaded file of boundaries: read in any system, compared with the outlines of now."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from lib.io.geo.layers import open_outlines, read_layers
from lib.io.geo.proposals import OutlineProposal, proposed_outlines
from tests.fixtures.outlines import (
    KEYS,
    as_geojson,
    as_geopackage,
    as_zipped_shapefile,
    boundaries,
    box,
    make_geo,
    unit_list,
)

ROOT = Path(__file__).parents[2]
Write = Callable[[gpd.GeoDataFrame], bytes]


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    return make_geo(tmp_path / "geo")


def widened() -> gpd.GeoDataFrame:
    """The units of province 01, Ngọc Hà (the second) half as wide again."""
    units = boundaries("01")
    units.loc[1, "geometry"] = box(1, 0, 1.5)
    return units


def asked(
    geo: Path, data: bytes, name: str = "units.geojson", *, crs: str = "", drop: bool = False
) -> OutlineProposal:
    return proposed_outlines(
        name,
        data,
        geo,
        unit_list(),
        "from2025",
        crs=crs,
        origin="Sở Nội vụ",
        rest="drop" if drop else "complete",
    )


def told(proposal: OutlineProposal) -> list[str]:
    return [str(fault) for fault in proposal.faults]


def changes(proposal: OutlineProposal) -> dict[str, str]:
    units = proposal.units
    return {
        str(key): str(kind)
        for key, kind in zip(units["key"], units["kind"], strict=True)
        if kind != "same"
    }


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("units.geojson", as_geojson),
        ("units.json", lambda units: str(units.to_crs(3406).to_json()).encode()),  # names its own
        ("units.gpkg", lambda units: as_geopackage(units.to_crs(3405))),
        ("units.zip", lambda units: as_zipped_shapefile(units.to_crs(9210))),
        ("units.zip", lambda units: as_zipped_shapefile(units.to_crs(3857))),
    ],
)
def test_any_format_and_system_shows_the_same_unit_with_its_old_and_new_area(
    geo: Path, name: str, write: Write
) -> None:
    proposal = asked(geo, write(widened()), name)
    assert told(proposal) == []
    assert changes(proposal) == {KEYS[1]: "changed"}
    first = proposal.units.iloc[0]
    assert first["name"] == "Phường Ngọc Hà"
    assert first["new_km2"] / first["old_km2"] == pytest.approx(1.5, abs=0.001)
    assert first["moved"] == pytest.approx(0.5, abs=0.01)
    assert set(proposal.files) == {"wards/01.geojson", "areas.csv"}
    assert "the map of provinces stays as it is" in str(proposal.remarks[0])


@pytest.mark.parametrize(
    ("crs", "code"), [("EPSG:3405", 3405), ("EPSG:5897", 5897), ("EPSG:3857", 3857)]
)
def test_a_system_that_is_told_holds_where_the_file_says_none(
    geo: Path, crs: str, code: int
) -> None:
    bare = as_geojson(widened().to_crs(code))
    assert "is outside Viet Nam" in told(asked(geo, bare))[0]
    assert changes(asked(geo, bare, crs=crs)) == {KEYS[1]: "changed"}
    without = as_zipped_shapefile(widened().to_crs(code), ".prj")
    assert "does not name its coordinate system" in told(asked(geo, without, "units.zip"))[0]
    assert changes(asked(geo, without, "units.zip", crs=crs)) == {KEYS[1]: "changed"}


def test_a_neighbouring_zone_is_noticed_because_the_units_would_lie_elsewhere(geo: Path) -> None:
    bare = as_geojson(boundaries("01").to_crs(9210))  # meridian 105°45', told is 105°30'
    faults = told(asked(geo, bare, crs="EPSG:9209"))
    assert len(faults) == 4
    assert "hardly overlaps its current one (choose the coordinate system" in faults[0]


def test_codes_of_two_units_that_changed_places_are_noticed(geo: Path) -> None:
    units = boundaries("01")
    units["code"] = units["code"].tolist()[::-1]
    assert all("hardly overlaps" in fault for fault in told(asked(geo, as_geojson(units))))


def test_repairs_are_listed_and_nothing_else_is_changed(geo: Path) -> None:
    units = boundaries("01")
    units["code"] = [4, 8, 376, 382]  # a spreadsheet took the zeros
    turned = shapely.transform(units.geometry[3], lambda points: points[:, ::-1])
    units.loc[3, "geometry"] = turned
    proposal = asked(geo, as_geojson(units))
    assert told(proposal) == []
    found = [(repair.row, repair.column, str(repair.became)) for repair in proposal.repairs]
    assert (2, "code", KEYS[0]) in found
    assert (5, "geometry", "the two have been swapped") in found
    assert changes(proposal) == {}


def test_a_province_must_be_whole_unless_units_are_given_up(geo: Path) -> None:
    part = as_geojson(boundaries("01").iloc[1:])
    [fault] = told(asked(geo, part))
    assert fault.startswith("geo/wards/01.geojson: 1 units that have an outline now are not")
    assert KEYS[0] in fault
    proposal = asked(geo, part, drop=True)
    assert told(proposal) == []
    assert changes(proposal) == {KEYS[0]: "lost"}


def test_every_fault_is_told_at_once_and_names_the_uploaded_file(geo: Path) -> None:
    units = boundaries("01")
    units["code"] = ["99999", "00008", "00008", ""]
    units.loc[1, "geometry"] = None
    proposal = asked(geo, as_geojson(units), "C:\\ranh giới\\units.geojson")
    assert [(f.file, f.row, f.column) for f in proposal.faults] == [
        ("units.geojson", 2, "code"),
        ("units.geojson", 3, "geometry"),
        ("units.geojson", 4, "code"),
        ("units.geojson", 5, "code"),
    ]
    assert not proposal.files


def test_names_come_from_the_list_of_units_and_not_from_the_file(geo: Path) -> None:
    units = widened().assign(name="x", kind="Phường", province_code="33", province="y")
    proposal = asked(geo, as_geojson(units))
    assert set(proposal.files) == {"wards/01.geojson", "areas.csv"}
    assert "Phường Ngọc Hà" in proposal.files["wards/01.geojson"].decode()


def test_what_is_applied_is_what_the_app_reads(geo: Path) -> None:
    proposal = asked(geo, as_geojson(widened()))
    open_outlines(geo).apply(proposal.files, who="a", why="b", base=proposal.base)
    layers = read_layers(geo, known=frozenset(unit_list()["unit_key"]))
    assert layers.faults == ()
    layer = layers.by_name["from2025/01"]
    assert layer.origin == "Sở Nội vụ"
    assert layer.shapes[KEYS[1]][0].max(axis=0).tolist() == [105.825, 21.01]
    assert changes(asked(geo, as_geojson(widened()))) == {}


def test_the_limit_of_points_is_looked_at_before_gdal_sees_a_geopackage(geo: Path) -> None:
    from lib.io.geo.unit_names import registry_of
    from lib.io.geo.uploads import read_upload

    known = registry_of(unit_list(), "from2025")
    data = as_geopackage(widened())
    read = read_upload("units.gpkg", data, known, "from2025", points=20)
    assert read.units is None
    assert str(read.faults[0].found) == "the file has more than 20 points"
    read = read_upload("units.gpkg", data, known, "from2025", limit=99)
    assert read.units is None
    assert "MB" in str(read.faults[0].found)


def test_a_start_of_the_app_does_not_load_gdal() -> None:
    script = (
        "import sys, lib.io.geo.layers, lib.io.geo.proposals;"
        "print({'geopandas', 'pyogrio', 'pyproj', 'shapely'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
