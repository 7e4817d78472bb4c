"""The committed outlines in geo/ keep what maps and their readers rely on."""

from __future__ import annotations

import csv
import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from lib.io.geo.outlines import area_km2

GEO = Path(__file__).parents[2] / "geo"
FILES = sorted(path.relative_to(GEO).as_posix() for path in GEO.rglob("*.geojson"))
WARD_FILES = [name for name in FILES if name.startswith("wards/")]
HOANG_SA, TRUONG_SA = "from2025-20333", "from2025-22736"
KINDS = {"ward": "Phường ", "commune": "Xã ", "special_zone": "Đặc khu "}


@cache
def content(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((GEO / name).read_text(encoding="utf-8"))
    return parsed


@cache
def shapes(name: str) -> NDArray[Any]:
    return np.array([shapely.geometry.shape(f["geometry"]) for f in content(name)["features"]])


@cache
def units() -> dict[str, tuple[dict[str, str], Any]]:
    """Key to properties and shape, over all ward files."""
    return {
        feature["properties"]["key"]: (feature["properties"], shape)
        for name in WARD_FILES
        for feature, shape in zip(content(name)["features"], shapes(name), strict=True)
    }


def source_areas() -> dict[str, float]:
    with (GEO / "areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: float(row["source_area_km2"]) for row in csv.DictReader(file)}


def test_there_are_34_provinces_and_a_ward_file_for_each() -> None:
    keys = [feature["properties"]["key"] for feature in content("provinces.geojson")["features"]]
    assert len(keys) == len(set(keys)) == 34
    assert [f"wards/{key.removeprefix('from2025-')}.geojson" for key in keys] == WARD_FILES


def test_every_unit_of_the_state_is_there_once() -> None:
    counted = sum(len(content(name)["features"]) for name in WARD_FILES)
    kinds = [properties["kind"] for properties, _ in units().values()]
    assert counted == len(units())
    assert {kind: kinds.count(kind) for kind in KINDS} == {
        "ward": 697,
        "commune": 2611,
        "special_zone": 13,
    }
    assert set(source_areas()) == set(units())


def test_no_file_is_over_its_budget() -> None:
    sizes = {path: path.stat().st_size for path in GEO.rglob("*") if path.is_file()}
    assert max(sizes.values()) <= 1_000_000
    assert (GEO / "provinces.geojson").stat().st_size <= 700_000
    assert sum(sizes.values()) <= 12_000_000


@pytest.mark.parametrize("name", FILES)
def test_outlines_are_valid_and_share_their_edges(name: str) -> None:
    assert shapely.is_valid(shapes(name)).all()
    assert not shapely.is_empty(shapes(name)).any()
    assert shapely.coverage_is_valid(shapes(name))


@pytest.mark.parametrize("name", FILES)
def test_files_are_compact_rfc_7946_with_five_decimals(name: str) -> None:
    text = (GEO / name).read_text(encoding="utf-8")
    assert re.search(r"\.\d{6}", text) is None
    assert text == json.dumps(content(name), ensure_ascii=False, separators=(",", ":")) + "\n"
    assert "crs" not in content(name)
    assert content(name)["bbox"] == list(shapely.total_bounds(shapes(name)))
    assert "Copyright (c) 2021 Thang Le Quoc" in content(name)["origin"]
    keys = [feature["properties"]["key"] for feature in content(name)["features"]]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", FILES)
def test_exterior_rings_turn_counter_clockwise_and_holes_clockwise(name: str) -> None:
    parts = shapely.get_parts(shapes(name))
    assert shapely.is_ccw(shapely.get_exterior_ring(parts)).all()
    assert not any(ring.is_ccw for part in parts for ring in part.interiors)


def test_properties_are_clean_and_agree_with_their_file() -> None:
    for name in WARD_FILES:
        for feature in content(name)["features"]:
            properties = feature["properties"]
            assert list(properties) == ["key", "name", "kind", "province_key"]
            assert re.fullmatch(r"from2025-\d{5}", properties["key"])
            assert properties["province_key"] == f"from2025-{Path(name).stem}"
            assert properties["name"].startswith(KINDS[properties["kind"]])
            assert properties["name"] == " ".join(properties["name"].split())
    assert units()["from2025-00004"][0]["name"] == "Phường Ba Đình"


def test_areas_of_wards_and_special_zones_stay_within_three_percent_of_the_source() -> None:
    source = source_areas()
    keys = sorted(source)
    drawn = area_km2(np.array([units()[key][1] for key in keys]))
    off = {key: abs(area / source[key] - 1) for key, area in zip(keys, drawn.tolist(), strict=True)}
    large = {key for key, share in off.items() if not share <= 0.03}
    # Cốc San overlaps Bát Xát in the source; the overlap can go to one of them only.
    assert large == {"from2025-02746"}


@pytest.mark.parametrize(
    ("key", "province", "islands", "inside"),
    [
        (HOANG_SA, "48", 40, (111.0, 15.5, 113.0, 17.5)),
        (TRUONG_SA, "56", 100, (109.0, 6.5, 118.0, 12.0)),
    ],
)
def test_hoang_sa_and_truong_sa_are_in_both_layers(
    key: str, province: str, islands: int, inside: tuple[float, float, float, float]
) -> None:
    properties, unit = units()[key]
    assert properties["province_key"] == f"from2025-{province}"
    assert len(shapely.get_parts(unit)) >= islands
    place = [f["properties"]["key"] for f in content("provinces.geojson")["features"]].index(
        f"from2025-{province}"
    )
    whole = shapes("provinces.geojson")[place]
    sea = shapely.box(*inside)
    drawn = [part for part in shapely.get_parts(whole) if sea.contains(part)]
    assert len(drawn) >= islands
    area = float(area_km2(np.array([shapely.multipolygons(drawn)]))[0])
    assert math.isclose(area, source_areas()[key], rel_tol=0.05)


def test_the_readme_names_each_file_with_its_size_and_the_licence() -> None:
    readme = (GEO / "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| `([\w/.]+)` \| (\d+) kB \|", readme))
    assert named == {
        name: f"{(GEO / name).stat().st_size / 1000:.0f}" for name in [*FILES, "areas.csv"]
    }
    assert "thanglequoc/vietnamese-provinces-database, MIT licence" in readme
