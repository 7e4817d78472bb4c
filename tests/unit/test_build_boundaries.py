"""The boundary tool on small made-up sources: same outlines from any format, every fault told."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from lib.io.geo.outlines import area_km2, country_outlines, in_degrees, on_grid, simplified
from tools.build_boundaries import main, put_in_place

# Six squares of about 1 km in two rows: four units of province 01, two of 33.
ROWS = [
    ("00004", "Ba\u00a0Đình", "Phường", "01", "Thành phố Hà Nội", 0, 0),
    ("00008", "Phường  Ngọc Hà", "Phường", "01", "Thành phố Hà Nội", 1, 0),
    ("00376", "xã Sóc Sơn", "Xã", "01", "Thành phố Hà Nội", 0, 1),
    ("00382", "Đa Phúc", "Xã", "01", "Thành phố Hà Nội", 1, 1),
    ("11953", "Phố Hiến", "Phường", "33", "Tỉnh Hưng Yên", 2, 0),
    ("11980", "Sơn Nam", "Phường", "33", "Tỉnh Hưng Yên", 2, 1),
]


def square(x: float, y: float, size: float = 0.01) -> BaseGeometry:
    return shapely.box(105.8 + 0.01 * x, 21 + 0.01 * y, 105.8 + 0.01 * x + size, 21.01 + 0.01 * y)


@pytest.fixture
def units() -> gpd.GeoDataFrame:
    columns = ["code", "name", "kind", "province_code", "province"]
    return gpd.GeoDataFrame(
        [row[:5] for row in ROWS],
        columns=columns,
        geometry=[square(*row[5:]) for row in ROWS],
        crs=4326,
    )


Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the tool on a source; gives what it told of faults, "" when it went well."""

    def call(source: Path, *options: str) -> str:
        given = [str(source), "--out", str(tmp_path / "geo"), *options]
        if "--units" not in options:
            given += ["--units", str(tmp_path / "none.csv")]
        code = main(given)
        told = capsys.readouterr().err
        assert code == (1 if told else 0)
        return told

    return call


def plain(name: str) -> str:
    return " ".join(name.split()).removeprefix("xã ").removeprefix("Phường ")


def features(path: Path) -> dict[str, dict[str, Any]]:
    listed = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["key"]: feature for feature in listed}


def shape(feature: dict[str, Any]) -> BaseGeometry:
    return shapely.geometry.shape(feature["geometry"])


def as_parquet(units: gpd.GeoDataFrame, folder: Path) -> Path:
    units.to_parquet(folder / "units.parquet")
    return folder / "units.parquet"


def as_folder(units: gpd.GeoDataFrame, folder: Path) -> Path:
    (folder / "per_unit").mkdir()
    for place in range(len(units)):
        one = units.iloc[[place]]
        one.drop(columns="code").to_file(folder / "per_unit" / f"{one['code'].iloc[0]}.geojson")
    return folder / "per_unit"


def as_geopackage(units: gpd.GeoDataFrame, folder: Path) -> Path:
    units.to_crs(3405).to_file(folder / "units.gpkg")
    return folder / "units.gpkg"


def shapefile(units: gpd.GeoDataFrame, folder: Path, crs: int) -> Path:
    (folder / "shp").mkdir()
    renamed = units.rename(columns={"province_code": "province_c"})
    renamed.to_crs(crs).to_file(folder / "shp" / "units.shp", encoding="utf-8")
    return folder / "shp" / "units.shp"


def as_zipped_shapefile(units: gpd.GeoDataFrame, folder: Path) -> Path:
    """Provincial zone 105°45' of VN-2000; no usable names, as shapefiles cut column names."""
    written = shapefile(units, folder, 9210)
    with zipfile.ZipFile(folder / "units.zip", "w") as packed:
        for path in written.parent.iterdir():
            packed.write(path, path.name)
    return folder / "units.zip"


def as_shapefile_without_epsg(units: gpd.GeoDataFrame, folder: Path) -> Path:
    """A zone of VN-2000 that no EPSG code names, described only in the .prj."""
    written = shapefile(units, folder, 9210)
    own = written.with_suffix(".prj").read_text()
    assert '"Central_Meridian",105.75' in own
    moved = own.replace("VN-2000_TM-3_105-45", "So_do_rieng").replace(
        '"False_Easting",500000.0', '"False_Easting",700000.0'
    )
    table = gpd.read_file(written)
    table.geometry = table.translate(xoff=200_000)
    table.to_file(written, encoding="utf-8")
    written.with_suffix(".prj").write_text(moved)
    assert gpd.read_file(written).crs.to_epsg() is None
    return written


def unit_list(folder: Path, rows: list[tuple[Any, ...]] = ROWS, vintage: str = "from2025") -> Path:
    kinds = {"Phường": "ward", "Xã": "commune", "Thị trấn": "township"}
    lines = ["unit_key,state_no,vintage,code,kind,kind_vi,name,province_key"]
    for code, title in (("01", "Hà Nội"), ("33", "Hưng Yên")):
        kind, kind_vi = ("municipality", "Thành phố") if code == "01" else ("province", "Tỉnh")
        lines.append(
            f"{vintage}-{code},1,{vintage},{code},{kind},{kind_vi},{title},{vintage}-{code}"
        )
    for code, name, kind, province, *_ in rows:
        bare = plain(name)
        start = f"{vintage}-{code},"
        end = f"{vintage},{code},{kinds[kind]},{kind},"
        lines.append(f"{start}1,{end}Tên cũ,{vintage}-{province}")
        lines.append(f"{start}2,{end}{bare},{vintage}-{province}")
    path = folder / "units.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "written",
    [as_parquet, as_folder, as_geopackage, as_zipped_shapefile, as_shapefile_without_epsg],
)
def test_every_format_and_coordinate_system_gives_the_same_outlines_within_a_metre(
    units: gpd.GeoDataFrame,
    tmp_path: Path,
    run: Run,
    written: Callable[[gpd.GeoDataFrame, Path], Path],
) -> None:
    source = written(units, tmp_path)
    assert run(source, "--units", str(unit_list(tmp_path))) == ""
    found = features(tmp_path / "geo/wards/01.geojson") | features(
        tmp_path / "geo/wards/33.geojson"
    )
    assert list(found) == [f"from2025-{row[0]}" for row in ROWS]
    for code, name, kind, province, _, x, y in ROWS:
        feature = found[f"from2025-{code}"]
        assert feature["properties"] == {
            "key": f"from2025-{code}",
            "name": f"{kind} {plain(name)}",
            "kind": "ward" if kind == "Phường" else "commune",
            "province_key": f"from2025-{province}",
        }
        # Metres of VN-2000 zone 48N, where a degree is not the same length both ways.
        pair = gpd.GeoSeries([shape(feature), square(x, y)], crs=4326).to_crs(3405)
        assert pair.iloc[0].hausdorff_distance(pair.iloc[1]) < 1
    provinces = features(tmp_path / "geo/provinces.geojson")
    assert [feature["properties"]["name"] for feature in provinces.values()] == [
        "Thành phố Hà Nội",
        "Tỉnh Hưng Yên",
    ]


def test_the_same_units_in_another_order_give_the_same_bytes(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "geo"
    assert run(as_parquet(units, tmp_path)) == ""
    first = {path: path.read_bytes() for path in out.rglob("*.*")}
    assert run(as_parquet(units.iloc[::-1], tmp_path)) == ""
    assert {path: path.read_bytes() for path in out.rglob("*.*")} == first
    assert len(first) == 4


def test_old_boundaries_go_to_their_own_folder_with_old_keys(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    units.loc[2, ["name", "kind"]] = ["Sóc Sơn", "Thị trấn"]
    assert run(as_parquet(units, tmp_path), "--vintage", "until2025") == ""
    found = features(tmp_path / "geo/until2025/01.geojson")
    assert found["until2025-00376"]["properties"] == {
        "key": "until2025-00376",
        "name": "Thị trấn Sóc Sơn",
        "kind": "township",
        "province_key": "until2025-01",
    }
    written = {path.name for path in (tmp_path / "geo").rglob("*.*")}
    assert written == {"01.geojson", "33.geojson", "areas.csv"}


def test_a_source_with_one_province_leaves_the_others_alone(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "geo"
    assert run(as_parquet(units, tmp_path)) == ""
    before = {path.name: path.read_bytes() for path in out.rglob("*.*")}
    moved = units[units["province_code"] == "33"].copy()
    moved.geometry = moved.translate(xoff=0.5)
    assert run(as_parquet(moved, tmp_path), "--origin", "Sở Nội vụ") == ""
    after = {path.name: path.read_bytes() for path in out.rglob("*.*")}
    assert after["01.geojson"] == before["01.geojson"]
    assert after["provinces.geojson"] == before["provinces.geojson"]
    assert json.loads(after["33.geojson"])["origin"] == "Sở Nội vụ"
    keys = [line.split(b",")[0] for line in after["areas.csv"].splitlines()[1:]]
    assert keys == [f"from2025-{row[0]}".encode() for row in ROWS]


def test_units_are_only_given_up_when_asked(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    assert run(as_parquet(units, tmp_path)) == ""
    fewer = as_parquet(units.iloc[1:], tmp_path)
    assert "from2025-00004" in run(fewer)
    assert "from2025-00004" in features(tmp_path / "geo/wards/01.geojson")
    assert run(fewer, "--drop-missing") == ""
    assert "from2025-00004" not in features(tmp_path / "geo/wards/01.geojson")
    assert "from2025-00004" not in (tmp_path / "geo/areas.csv").read_text()


def test_codes_that_lost_their_zeros_or_carry_their_vintage_are_understood(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    units["ma_rieng"] = ["4", "8", "376", "from2025-00382", "11953", "11980"]
    source = as_parquet(units.drop(columns="code"), tmp_path)
    assert run(source, "--code-column", "ma_rieng") == ""
    assert list(features(tmp_path / "geo/wards/01.geojson")) == [
        f"from2025-{row[0]}" for row in ROWS[:4]
    ]


def _duplicate(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "code"] = "00004"


def _unknown_code(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "code"] = "99999"


def _bad_code(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "code"] = "Ba Đình"


def _old_key(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "code"] = "until2025-00008"


def _empty(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "geometry"] = shapely.Polygon()


def _no_geometry(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "geometry"] = None


def _points(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "geometry"] = shapely.Point(105.8, 21)


def _bow_tie(units: gpd.GeoDataFrame) -> None:
    west, south, east, north = units.geometry[1].bounds
    corners = [(west, south), (east, north), (east, south), (west, north)]
    units.loc[1, "geometry"] = shapely.Polygon(corners)


def _abroad(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "geometry"] = shapely.box(2, 48, 2.1, 48.1)


def _covered(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "geometry"] = units.geometry[0]


def _strange_kind(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "kind"] = "Quận"


def _strange_province(units: gpd.GeoDataFrame) -> None:
    units.loc[1, "province_code"] = "HN"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_duplicate, "row 3, column code: “00004” is already in row 2"),
        (_unknown_code, "row 3, column code: “99999” is not in that period's list of units"),
        (_bad_code, "row 3, column code: “Ba Đình” is not the code of a unit"),
        (_old_key, "row 3, column code: “until2025-00008” belongs to the boundaries of another"),
        (_empty, "row 3, column geometry: “00008” has no outline"),
        (_no_geometry, "row 3, column geometry: “00008” has no outline"),
        (_points, "row 3, column geometry: the outline of “00008” is of type Point"),
        (_bow_tie, "row 3, column geometry: the border of “00008” crosses itself, so its area"),
        (_abroad, "row 3, column geometry: the outline of “00008” is outside Viet Nam"),
        (_covered, "is covered by its neighbours"),
        (_strange_kind, "row 3, column kind: “Quận” is not a kind"),
        (_strange_province, "row 3, column province_code: “HN”"),
    ],
)
def test_each_fault_is_told_with_its_place_and_nothing_is_written(
    units: gpd.GeoDataFrame,
    tmp_path: Path,
    run: Run,
    spoil: Callable[[gpd.GeoDataFrame], None],
    told: str,
) -> None:
    spoil(units)
    assert told in run(as_parquet(units, tmp_path), "--units", str(unit_list(tmp_path)))
    assert not (tmp_path / "geo").exists()


@pytest.mark.parametrize("crs", [4326, 3405])
def test_swapped_axes_are_turned_and_listed(
    units: gpd.GeoDataFrame,
    tmp_path: Path,
    run: Run,
    capsys: pytest.CaptureFixture[str],
    crs: int,
) -> None:
    moved = units.to_crs(crs)
    turned = shapely.transform(moved.geometry[1], lambda points: points[:, ::-1])
    moved.loc[1, "geometry"] = turned
    source = as_parquet(moved, tmp_path)
    assert main([str(source), "--out", str(tmp_path / "geo"), "--units", "none.csv"]) == 0
    assert "row 3, geometry: “00008”: latitude before longitude" in capsys.readouterr().out
    parts = shape(features(tmp_path / "geo/wards/01.geojson")["from2025-00008"])
    assert parts.hausdorff_distance(square(1, 0)) < 0.00001


def test_a_small_loop_in_a_border_is_mended_and_listed(
    units: gpd.GeoDataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    west, south, east, north = units.geometry[1].bounds
    loop = [(east + 0.0002, north), (east, north + 0.0002)]
    corners = [(west, south), (east, south), (east, north), *loop, (east, north), (west, north)]
    units.loc[1, "geometry"] = shapely.Polygon([*corners[:3], loop[1], loop[0], *corners[5:]])
    assert not units.geometry[1].is_valid
    source = as_parquet(units, tmp_path)
    assert main([str(source), "--out", str(tmp_path / "geo"), "--units", "none.csv"]) == 0
    assert "row 3, geometry: “00008”: the border touches" in capsys.readouterr().out


def test_the_code_of_a_province_is_not_taken_for_that_of_a_ward(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    units.loc[0, "code"] = "01"
    told = run(as_parquet(units, tmp_path), "--units", str(unit_list(tmp_path)))
    assert "row 2, column code: “01” is the code of a province" in told


def test_a_column_about_persons_is_refused(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    units["Người phụ trách"] = "x"
    assert "the column “Người phụ trách” contains personal data" in run(as_parquet(units, tmp_path))


def test_all_faults_are_told_at_once(units: gpd.GeoDataFrame, tmp_path: Path, run: Run) -> None:
    _duplicate(units)
    units.loc[2, "kind"] = "Quận"
    units.loc[3, "geometry"] = None
    told = run(as_parquet(units, tmp_path))
    assert "3 faults, nothing written" in told
    assert [f"row {row}," in told for row in (3, 4, 5)] == [True, True, True]


def test_a_source_without_coordinate_system_asks_for_one_and_takes_it(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    source = shapefile(units, tmp_path, 3405)
    source.with_suffix(".prj").unlink()
    names = ("--units", str(unit_list(tmp_path)))
    assert "does not name its coordinate system (choose it: VN-2000" in run(source, *names)
    assert run(source, *names, "--crs", "EPSG:3405") == ""
    parts = shape(features(tmp_path / "geo/wards/01.geojson")["from2025-00004"])
    assert parts.hausdorff_distance(square(0, 0)) < 0.00001


def test_a_coordinate_system_without_datum_is_refused_rather_than_guessed(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    local = "+proj=tmerc +lat_0=0 +lon_0=105.5 +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m"
    units.to_crs(local).to_parquet(tmp_path / "units.parquet")
    assert "does not say its datum" in run(tmp_path / "units.parquet")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--crs", "EPSG:1"), "the coordinate system “EPSG:1” is not known"),
        (("--code-column", "ma"), "no column contains unit codes; the columns are: code, name"),
    ],
)
def test_options_that_do_not_fit_are_told(
    units: gpd.GeoDataFrame,
    tmp_path: Path,
    run: Run,
    options: tuple[str, ...],
    told: str,
) -> None:
    assert told in run(as_parquet(units, tmp_path), *options)


def test_sources_that_cannot_be_read_are_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.geojson").write_text("{")
    assert "gone.gpkg: there is no such file" in run(tmp_path / "gone.gpkg")
    assert "no GeoJSON is in the folder" in run(tmp_path / "empty")
    assert "broken.geojson: the file cannot be read" in run(tmp_path / "broken.geojson")


def test_a_source_without_names_needs_the_list_of_units(
    units: gpd.GeoDataFrame, tmp_path: Path, run: Run
) -> None:
    bare = as_parquet(units[["code", "geometry"]], tmp_path)
    assert "lacks a name, kind or province" in run(bare)
    assert run(bare, "--units", str(unit_list(tmp_path))) == ""


def test_small_overlaps_and_enclosed_gaps_between_neighbours_are_mended() -> None:
    below = shapely.box(105.8, 20.99, 105.83, 21)
    above = shapely.box(105.8, 21.01, 105.83, 21.02)
    overlapping, short = square(0, 0, 0.01005), square(1, 0, 0.0099)
    loose = np.array([overlapping, short, square(2, 0), below, above])
    assert not shapely.coverage_is_valid(loose)
    mended = in_degrees(on_grid(loose))
    assert shapely.coverage_is_valid(mended)
    assert shapely.coverage_union_all(mended).equals(shapely.box(105.8, 20.99, 105.83, 21.02))


def wavy_neighbours() -> NDArray[Any]:
    """Ward | commune | commune, whose borders are finely waved lines."""
    y = np.linspace(21, 21.1, 2001)
    lines = [
        np.column_stack([105.8 + x + 0.0008 * np.sin(y * 3000 + x), y]) for x in (0, 0.1, 0.2, 0.3)
    ]
    return np.array([shapely.Polygon([*left, *right[::-1]]) for left, right in pairwise(lines)])


def test_borders_of_wards_keep_more_detail_and_stay_shared() -> None:
    cells = on_grid(wavy_neighbours())
    shapes = simplified(cells, np.array([True, False, False]), 0.0001, 0.002)
    assert shapely.coverage_is_valid(in_degrees(shapes))
    ward, near, far = shapes
    kept = shapely.get_num_coordinates(shapely.intersection(ward, near))
    coarse = shapely.get_num_coordinates(shapely.intersection(near, far))
    assert kept > 3 * coarse


def test_tolerance_zero_leaves_the_source_as_it_is() -> None:
    source = wavy_neighbours()
    shapes = in_degrees(simplified(on_grid(source, gap=0), np.array([True] * 3), 0, 0))
    assert np.abs(area_km2(shapes) / area_km2(source) - 1).max() < 1e-3
    assert shapely.hausdorff_distance(shapes, source).max() < 0.00001


def test_kept_archipelagos_survive_where_other_specks_vanish() -> None:
    speck = shapely.box(107.5, 20.5, 107.501, 20.501)
    atoll = shapely.box(112, 16, 112.001, 16.001)
    mainland = shapely.multipolygons([square(0, 0), speck])
    names, shapes = country_outlines(
        on_grid(np.array([mainland, square(1, 0), atoll])),
        np.array(["a", "b", "a"]),
        np.array([False, False, True]),
        tolerance=0.002,
        kept_tolerance=0.002,
        smallest_km2=0.3,
    )
    assert names == ["a", "b"]
    drawn = in_degrees(shapes)
    assert drawn[0].intersects(atoll)
    assert not drawn[0].intersects(speck)


def test_a_failed_write_leaves_the_present_files(tmp_path: Path) -> None:
    put_in_place(tmp_path, {"a.txt": "old", "b.txt": "old"})
    with pytest.raises(UnicodeEncodeError):
        put_in_place(tmp_path, {"a.txt": "new", "b.txt": "\ud800"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.txt": "old",
        "b.txt": "old",
    }
