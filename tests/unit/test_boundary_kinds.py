"""Boundaries of single units, in parts, with codes in any column, and in other kinds of files."""

from __future__ import annotations

import io
import json
import tempfile
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from lib.io.geo.layers import open_outlines, read_layers
from lib.io.geo.proposals import OutlineProposal, Rest, proposed_outlines
from lib.update.outline_changes import outline_change
from tests.fixtures.outlines import KEYS, as_geojson, boundaries, box, make_geo, unit_list

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{extra}{marks}</Document></kml>"""
MARK = """<Placemark><name>{name}</name><ExtendedData><Data name="Mã đơn vị"><value>{code}</value>
</Data></ExtendedData>{shape}</Placemark>"""


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    return make_geo(tmp_path / "geo")


def asked(
    geo: Path, name: str, data: bytes, *, rest: Rest = "complete", column: str = "", crs: str = ""
) -> OutlineProposal:
    return proposed_outlines(
        name, data, geo, unit_list(), "from2025", crs=crs, origin="Sở Nội vụ", code_column=column,
        rest=rest,
    )  # fmt: skip


def told(proposal: OutlineProposal) -> list[str]:
    return [str(fault) for fault in proposal.faults]


def kinds(proposal: OutlineProposal) -> dict[str, str]:
    return dict(zip(proposal.units["key"], proposal.units["kind"], strict=True))


def widened() -> gpd.GeoDataFrame:
    """The units of province 01, Ngọc Hà (the second) half as wide again."""
    units = boundaries("01")
    units.loc[1, "geometry"] = box(1, 0, 1.5)
    return units


def features(text: bytes) -> dict[str, object]:
    return {each["properties"]["key"]: each for each in json.loads(text)["features"]}


def as_kml(units: gpd.GeoDataFrame, extra: str = "") -> bytes:
    def shape(each: shapely.Polygon) -> str:
        places = " ".join(f"{x},{y},0" for x, y in each.exterior.coords)
        return (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
            f"{places}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        )

    marks = "".join(
        MARK.format(name=f"Đơn vị {code}", code=code, shape=shape(each))
        for code, each in zip(units["code"], units.geometry, strict=True)
    )
    return KML.format(marks=marks, extra=extra).encode()


def as_topology(units: gpd.GeoDataFrame, *layers: str) -> bytes:
    arcs = [list(map(list, each.exterior.coords)) for each in units.geometry]
    drawn = [
        {"type": "Polygon", "arcs": [[place]], "properties": {"code": code}}
        for place, code in enumerate(units["code"])
    ]
    objects = {
        name: {"type": "GeometryCollection", "geometries": drawn} for name in layers or ("x",)
    }
    return json.dumps({"type": "Topology", "objects": objects, "arcs": arcs}).encode()


def as_mapinfo(units: gpd.GeoDataFrame, form: str, *without: str, **changed: bytes) -> bytes:
    """A zip of a MapInfo table; `changed` replaces parts by their ending."""
    stream = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(stream, "w") as target:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            units.to_file(Path(folder, f"don_vi.{form}"), driver="MapInfo File", FORMAT=form)
        for path in sorted(Path(folder).iterdir()):
            if path.suffix not in without:
                target.writestr(path.name, changed.get(path.suffix[1:], path.read_bytes()))
    return stream.getvalue()


# One ward alone


def test_the_outline_of_one_ward_leaves_all_others_as_they_are(geo: Path) -> None:
    before = (geo / "wards/01.geojson").read_bytes()
    alone = as_geojson(boundaries("01").iloc[[0]].assign(geometry=[box(0, 0, 0.9)]))
    assert (
        "3 units that have an outline now are not in the file"
        in told(asked(geo, "one.geojson", alone))[0]
    )
    proposal = asked(geo, "one.geojson", alone, rest="keep")
    assert told(proposal) == []
    assert kinds(proposal) == {KEYS[0]: "changed"} | dict.fromkeys(KEYS[1:4], "same")
    was, now = features(before), features(proposal.files["wards/01.geojson"])
    assert {key: now[key] for key in KEYS[1:4]} == {key: was[key] for key in KEYS[1:4]}
    assert set(proposal.files) == {"wards/01.geojson", "areas.csv"}
    listed = pd.read_csv(io.BytesIO(proposal.files["areas.csv"]))
    assert sorted(listed["key"]) == sorted(KEYS)
    assert outline_change(proposal, unit_list()).doubts == ()


def test_both_origins_are_named_and_a_second_upload_does_not_repeat_its_own(geo: Path) -> None:
    alone = as_geojson(boundaries("01").iloc[[0]].assign(geometry=[box(0, 0, 0.9)]))
    for _ in range(2):
        proposal = asked(geo, "one.geojson", alone, rest="keep")
        open_outlines(geo).apply(proposal.files, who="a", why="b", base=proposal.base)
    layers = read_layers(geo, known=frozenset(unit_list()["unit_key"]))
    assert layers.faults == ()
    assert layers.by_name["from2025/01"].origin == "Bản thử; Phường Ba Đình: Sở Nội vụ"


def test_an_outline_over_kept_neighbours_is_a_warning_that_names_both(geo: Path) -> None:
    wide = as_geojson(boundaries("01").iloc[[0]].assign(geometry=[box(0, 0, 1.5)]))
    change = outline_change(asked(geo, "one.geojson", wide, rest="keep"), unit_list())
    (doubt,) = change.doubts
    assert doubt.code == "outlines-overlap"
    assert str(doubt.found) == "Phường Ba Đình and Phường Ngọc Hà overlap by 0.576 km²"


# Parts of one unit


def in_parts(*shapes: shapely.Polygon, **columns: list[str]) -> bytes:
    """Ba Đình in several rows, then the other units of the province."""
    others = boundaries("01").iloc[1:]
    codes = ["00004"] * len(shapes) + list(others["code"])
    own = gpd.GeoDataFrame(
        {"code": codes, **columns}, geometry=[*shapes, *others.geometry], crs=4326
    )
    return as_geojson(own)


def test_islands_of_one_code_become_one_outline_and_it_is_said(geo: Path) -> None:
    data = in_parts(box(0, 0, 0.4), box(0.5, 0, 0.4))
    proposal = asked(geo, "units.geojson", data)
    assert told(proposal) == []
    drawn = features(proposal.files["wards/01.geojson"])[KEYS[0]]
    assert drawn["geometry"]["type"] == "MultiPolygon"  # type: ignore[index]
    (repair,) = proposal.repairs
    assert (repair.row, str(repair.found), str(repair.became), repair.rows) == (
        2, "“00004”: 2 parts", "one outline of all parts", 2,
    )  # fmt: skip


@pytest.mark.parametrize("second", [box(0.3, 0, 0.5), box(0.4, 0, 0.5)])
def test_parts_that_touch_or_overlap_are_faults(geo: Path, second: shapely.Polygon) -> None:
    twice = asked(geo, "units.geojson", in_parts(box(0, 0, 0.4), second))
    assert told(twice) == [
        "units.geojson: row 3, column code: “00004” is already in row 2, and the two outlines "
        "touch or overlap (each code once; parts of one unit, such as islands, lie apart)"
    ]


def test_parts_under_two_names_are_a_fault(geo: Path) -> None:
    names = ["Ba Đình", "Ngọc Hà", "b", "c", "d"]
    data = in_parts(box(0, 0, 0.4), box(0.5, 0, 0.4), ten=names)
    assert told(asked(geo, "units.geojson", data)) == [
        "units.geojson: row 3, column code: “00004” is already in row 2 under another name: "
        "Ba Đình (each code once)"
    ]


# The column of the codes


def test_the_columns_to_choose_from_are_given_and_the_chosen_one_is_read(geo: Path) -> None:
    data = as_geojson(widened().rename(columns={"code": "Mã ĐVHC"}).assign(ghi_chu="x"))
    refused = asked(geo, "units.geojson", data)
    assert told(refused) == [
        "units.geojson: row 1, column code: no column contains unit codes; the columns are: "
        "Mã ĐVHC, ghi_chu (choose the column with the codes, or name it “code”)"
    ]
    assert refused.columns == ("Mã ĐVHC", "ghi_chu")
    proposal = asked(geo, "units.geojson", data, column="Mã ĐVHC")
    assert told(proposal) == []
    assert proposal.columns == ()
    assert kinds(proposal)[KEYS[1]] == "changed"
    wrong = asked(geo, "units.geojson", data, column="ghi_chu")
    assert "“x” is not the code of a unit" in told(wrong)[0]


# Other kinds of files


@pytest.mark.parametrize(
    ("name", "data", "column"),
    [
        ("units.kml", as_kml(widened()), "Mã đơn vị"),
        ("units.topojson", as_topology(widened()), ""),
        ("units.json", as_topology(widened()), ""),
        ("units.zip", as_mapinfo(widened(), "MIF"), ""),
        ("units.zip", as_mapinfo(widened(), "TAB"), ""),
    ],
)
def test_kml_topojson_and_mapinfo_are_read(geo: Path, name: str, data: bytes, column: str) -> None:
    proposal = asked(geo, name, data, column=column)
    assert told(proposal) == []
    assert kinds(proposal) == {KEYS[1]: "changed"} | dict.fromkeys((KEYS[0], *KEYS[2:4]), "same")
    assert proposal.units.iloc[0]["moved"] == pytest.approx(0.5, abs=0.01)


def test_a_packed_kml_is_read_and_its_own_columns_are_not_offered(geo: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("doc.kml", as_kml(widened()))
    refused = asked(geo, "units.kmz", stream.getvalue())
    assert refused.columns == ("Name", "Mã đơn vị")
    assert told(asked(geo, "units.kmz", stream.getvalue(), column="Mã đơn vị")) == []


_FEW = boundaries("01")
_EXPORT = (
    "(export the layer of the units with their codes as GeoPackage, GeoJSON or a zipped shapefile)"
)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.dwg", b"AC1027", f".dwg is a drawing: its lines belong to no unit and have no codes "
         f"{_EXPORT}"),
        ("a.gdb", b"x", f".gdb is a geodatabase, which is a folder of many files {_EXPORT}"),
        ("a.qgz", b"x", ".qgz only says how a map is drawn; the outlines are in other files "
         f"{_EXPORT}"),
        ("a.pdf", b"%PDF", ".pdf is a picture or a printed page, without outlines of units "
         f"{_EXPORT}"),
        ("a.xyz", b"x", "boundaries cannot be read from a file ending in “.xyz” (GeoJSON, "
         "GeoPackage, KML, TopoJSON, or a .zip with a shapefile or a MapInfo table)"),
        ("a.tab", b"!table", "a MapInfo table consists of several files; this is only one of them "
         "(put .tab, .dat, .map and .id, or .mif and .mid, into one .zip)"),
        ("a.kml", b"<gpx/>", "the content does not match the file ending .kml (export it again "
         "from the GIS program, as GeoPackage or GeoJSON)"),
        ("a.kml", as_kml(_FEW, "<NetworkLink><Link><href>/x.kml</href></Link></NetworkLink>"),
         f"the file takes its content from other files {_EXPORT}"),
        ("a.kml", as_kml(_FEW).replace(b"<kml", b'<!DOCTYPE kml SYSTEM "/etc/passwd"><kml', 1),
         f"the file takes its content from other files {_EXPORT}"),
        ("a.topojson", as_topology(_FEW, "a", "b"), "the file contains several layers: a, b "
         "(export the layer of the units alone)"),
        ("a.topojson", b'{"type": "Topology"}', "the file contains no units with outlines "
         "(a topology with one layer, in which each unit has a code)"),
        ("a.zip", as_mapinfo(_FEW, "TAB", ".map"), "the archive contains no .map (put .tab, .dat, "
         ".map and .id, or .mif and .mid, into one .zip)"),
        ("a.zip", as_mapinfo(_FEW, "TAB", tab=b'Open Table "/etc/x.tab" Hide\nCreate View y'),
         f"the file takes its content from other files {_EXPORT}"),
        ("a.zip", as_mapinfo(_FEW, "MIF", mif=b"no map"), "the content does not match the file "
         "ending .mif (export it again from the GIS program, as GeoPackage or GeoJSON)"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_its_kind(
    geo: Path, name: str, data: bytes, fault: str
) -> None:
    assert told(asked(geo, name, data)) == [f"{name}: {fault}"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.kml", as_kml(_FEW)),
        ("a.topojson", as_topology(_FEW)),
        ("a.zip", as_mapinfo(_FEW, "MIF")),
        ("a.zip", as_mapinfo(_FEW, "TAB")),
    ],
)
def test_points_are_counted_before_gdal_sees_them(name: str, data: bytes) -> None:
    from lib.io.geo.unit_names import registry_of
    from lib.io.geo.uploads import read_upload

    known = registry_of(unit_list(), "from2025")
    read = read_upload(name, data, known, "from2025", points=9)
    assert read.units is None
    assert str(read.faults[0].found) == "the file has more than 9 points"
