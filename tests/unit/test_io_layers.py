"""Boundary layers: a broken file becomes a fault in words, the other layers are still read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lib.io.layers import Layers, read_layers

SQUARE = [[[105.0, 21.0], [106.0, 21.0], [106.0, 22.0], [105.0, 22.0], [105.0, 21.0]]]


def feature(key: object, coordinates: object = SQUARE, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"key": key, "name": "Tên", **properties},
        "geometry": {"type": "Polygon", "coordinates": coordinates},
    }


def collection(*features: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def written(folder: Path, name: str, content: object) -> Path:
    path = folder / f"{name}.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    folder = tmp_path / "geo"
    written(folder, "provinces", collection(feature("from2025-01"), feature("from2025-79")))
    written(folder, "wards/01", collection(feature("from2025-00004", kind="ward")))
    return folder


def only_fault(found: Layers) -> str:
    assert len(found.faults) == 1, found.faults
    return str(found.faults[0])


def test_good_layers_are_read_with_their_keys_bounds_and_bytes(geo: Path) -> None:
    found = read_layers(geo)
    assert found.faults == ()
    assert set(found.by_name) == {"provinces", "from2025/01"}
    provinces = found.by_name["provinces"]
    assert provinces.keys == {"from2025-01", "from2025-79"}
    assert provinces.bounds == (105.0, 21.0, 106.0, 22.0)
    assert gzip.decompress(provinces.packed) == (geo / "provinces.geojson").read_bytes()
    assert found.keys == {"from2025-01", "from2025-79", "from2025-00004"}


def test_the_digest_is_of_the_content(geo: Path) -> None:
    before = read_layers(geo).by_name["provinces"].digest
    assert read_layers(geo).by_name["provinces"].digest == before
    written(geo, "provinces", collection(feature("from2025-01")))
    assert read_layers(geo).by_name["provinces"].digest != before


def test_the_bounds_are_those_of_the_wards_when_there_are_any(geo: Path) -> None:
    far = [[[110.0, 10.0], [111.0, 10.0], [111.0, 11.0], [110.0, 10.0]]]
    content = collection(
        feature("from2025-00004", kind="ward"), feature("from2025-00009", far, kind="commune")
    )
    written(geo, "wards/01", content)
    assert read_layers(geo).by_name["from2025/01"].bounds == (105.0, 21.0, 106.0, 22.0)


def test_own_old_boundaries_are_a_layer_of_their_vintage(geo: Path) -> None:
    written(geo, "until2025/79", collection(feature("until2025-26776", kind="ward")))
    found = read_layers(geo)
    assert found.faults == ()
    assert found.by_name["until2025/79"].keys == {"until2025-26776"}


def nested(depth: int) -> str:
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"key":"a-1"},'
        f'"geometry":{{"type":"Polygon","coordinates":{"[" * depth}{"]" * depth}}}}}]}}'
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"type":"FeatureCollection",\n"features":[', "JSON breaks off at line 2"),
        ("", "JSON breaks off at line 1, column 1"),
        ("<html></html>", "JSON breaks off"),
        ("[]", "no FeatureCollection"),
        ('"text"', "no FeatureCollection"),
        ({"type": "Feature"}, "no FeatureCollection"),
        ({"type": "FeatureCollection"}, "'features' is missing"),
        ({"type": "FeatureCollection", "features": None}, "NoneType"),
        ({"type": "FeatureCollection", "features": [None]}, "NoneType"),
        (collection(), "no feature has a shape"),
        (collection({"type": "Feature", "properties": {}, "geometry": None}), "'key' is missing"),
        (collection({"type": "Feature", "geometry": None}), "'properties' is missing"),
        (collection(feature(26776)), "key is not text"),
        (collection(feature("a-1", [])), "coordinates are not lists of numbers"),
        (collection(feature("a-1", [[[]]])), "coordinates are not lists of numbers"),
        (collection(feature("a-1", "text")), "coordinates are not lists of numbers"),
        (collection(feature("a-1", {"lon": 105.0})), "coordinates are not lists of numbers"),
        (collection(feature("a-1", [[None]])), "a position is not two numbers"),
        (collection(feature("a-1", [[["105", "21"]]])), "a position is not two numbers"),
        (collection(feature("a-1", [[[105.0]]])), "a position is not two numbers"),
        (
            collection(feature("a-1", [[[586000.0, 2325000.0], [586100.0, 2325100.0]]])),
            "feature 0 (a-1): coordinates are not degrees",
        ),
        (collection(feature("a-1", [[[21.0, 105.0]]])), "coordinates are not degrees"),
        ('{"type":"FeatureCollection","features":[{"properties":{"key":"a-1"},'
         '"geometry":{"coordinates":[[[NaN,21.0]]]}}]}', "coordinates are not degrees"),
        ('{"type":"FeatureCollection","features":[{"properties":{"key":"a-1"},'
         '"geometry":{"coordinates":[[[1e999,21.0]]]}}]}', "coordinates are not degrees"),
        ('{"type":"FeatureCollection","features":[{"properties":{"key":"a-1"},'
         '"geometry":{"coordinates":[[[105.0,-91.0]]]}}]}', "coordinates are not degrees"),
        (nested(40), "coordinates are not lists of numbers"),
        (nested(100_000), "nested too deep"),
    ],
)  # fmt: skip
def test_a_broken_layer_is_a_fault_and_the_others_are_read(
    geo: Path, content: object, said: str
) -> None:
    written(geo, "wards/79", content)
    found = read_layers(geo)
    fault = only_fault(found)
    assert fault.startswith("geo/wards/79.geojson: not a usable GeoJSON layer")
    assert said in fault
    assert set(found.by_name) == {"provinces", "from2025/01"}


def test_bytes_that_are_no_text_are_a_fault(geo: Path) -> None:
    (geo / "wards" / "79.geojson").write_bytes(b"\xff\xfe\x00\xd8{}")
    found = read_layers(geo)
    assert only_fault(found).startswith("geo/wards/79.geojson: not a usable GeoJSON layer")
    assert set(found.by_name) == {"provinces", "from2025/01"}


def test_a_folder_where_a_file_should_be_is_a_fault(geo: Path) -> None:
    (geo / "wards" / "79.geojson").mkdir()
    found = read_layers(geo)
    assert only_fault(found).startswith("geo/wards/79.geojson: not a usable GeoJSON layer")


def test_a_feature_without_a_shape_is_left_out_and_the_rest_is_read(geo: Path) -> None:
    nothing = feature("from2025-00008") | {"geometry": None}
    written(geo, "wards/01", collection(nothing, feature("from2025-00004")))
    found = read_layers(geo)
    assert found.faults == ()
    assert found.by_name["from2025/01"].keys == {"from2025-00004"}


def test_a_missing_national_layer_is_named_and_the_wards_are_read(geo: Path) -> None:
    (geo / "provinces.geojson").unlink()
    found = read_layers(geo)
    assert only_fault(found).startswith("geo/provinces.geojson: file is missing")
    assert set(found.by_name) == {"from2025/01"}


def test_a_broken_national_layer_is_one_fault_not_two(geo: Path) -> None:
    written(geo, "provinces", "{")
    found = read_layers(geo)
    assert only_fault(found).startswith("geo/provinces.geojson: not a usable GeoJSON layer")
    assert set(found.by_name) == {"from2025/01"}


def test_a_folder_that_is_not_there_has_no_layers_and_says_so(tmp_path: Path) -> None:
    found = read_layers(tmp_path / "geo")
    assert dict(found.by_name) == {}
    assert only_fault(found).startswith("geo/provinces.geojson: file is missing")
    assert found.get("provinces") is None


def test_the_shipped_layers_are_whole() -> None:
    found = read_layers(Path(__file__).parents[2] / "geo")
    assert found.faults == ()
    assert len(found.by_name["provinces"].keys) == 34
    assert len([name for name in found.by_name if name.startswith("from2025/")]) == 34
