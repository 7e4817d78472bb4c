"""Boundary layers: a broken file becomes a fault in words, the other layers are still read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lib.io.geo.layers import Layers, read_layers

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


def only_fault(layers: Layers) -> str:
    assert len(layers.faults) == 1, layers.faults
    return str(layers.faults[0])


def test_good_layers_are_read_with_their_keys_bounds_and_bytes(geo: Path) -> None:
    layers = read_layers(geo)
    assert layers.faults == ()
    assert set(layers.by_name) == {"provinces", "from2025/01"}
    provinces = layers.by_name["provinces"]
    assert provinces.keys == {"from2025-01", "from2025-79"}
    assert provinces.bounds == (105.0, 21.0, 106.0, 22.0)
    assert gzip.decompress(provinces.packed) == (geo / "provinces.geojson").read_bytes()
    assert layers.keys == {"from2025-01", "from2025-79", "from2025-00004"}


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
    layers = read_layers(geo)
    assert layers.faults == ()
    assert layers.by_name["until2025/79"].keys == {"until2025-26776"}


def metres(x: float, y: float) -> list[list[list[float]]]:
    return [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]]


BOW_TIE = [[[105.0, 21.0], [106.0, 22.0], [106.0, 21.0], [105.0, 22.0], [105.0, 21.0]]]


def nested(depth: int) -> str:
    return (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"key":"a-1"},'
        f'"geometry":{{"type":"Polygon","coordinates":{"[" * depth}{"]" * depth}}}}}]}}'
    )


NOT_GOOD = [
    (
        '{"type":"FeatureCollection",\n"features":[',
        "the JSON ends unexpectedly at line 2, column 13",
    ),
    ("", "the JSON ends unexpectedly at line 1, column 1"),
    ("<html></html>", "the JSON ends unexpectedly"),
    ("[]", "not a GeoJSON FeatureCollection"),
    ('"text"', "not a GeoJSON FeatureCollection"),
    ({"type": "Feature"}, "not a GeoJSON FeatureCollection"),
    ({"type": "FeatureCollection"}, "not a GeoJSON FeatureCollection"),
    ({"type": "FeatureCollection", "features": None}, "not a GeoJSON FeatureCollection"),
    ({"type": "FeatureCollection", "features": [None]}, "row 2, column key: feature 1 has no key"),
    (collection(), "the FeatureCollection has no features"),
    (collection({"type": "Feature", "properties": {}, "geometry": None}), "feature 1 has no key"),
    (collection({"type": "Feature", "geometry": None}), "feature 1 has no key"),
    (collection(feature(26776)), "feature 1 has no key, or one that is not text"),
    (collection(feature("a-1", [])), "row 2, column geometry: a-1 has no outline"),
    (collection(feature("a-1", [[[]]])), "a ring of a-1 has fewer than four points"),
    (collection(feature("a-1", "text")), "a ring of a-1"),
    (collection(feature("a-1", {"lon": 105.0})), "a ring of a-1"),
    (collection(feature("a-1", [[None] * 4])), "the shape of a-1 is not a polygon"),
    (collection(feature("a-1", [[["105", "21"]] * 4])), "the shape of a-1 is not a polygon"),
    (collection(feature("a-1", [[[105.0]] * 4])), "the shape of a-1 is not a polygon"),
    (collection(feature("a-1", [[[105.0, 21.0], [106.0, 21.0]]])), "a ring of a-1"),
    (collection(feature("a-1", metres(586_000, 2_325_000))), "positions of a-1 are not degrees"),
    (collection(feature("a-1", metres(21.0, 105.0))), "latitude and longitude of a-1 are swapped"),
    (collection(feature("a-1", metres(105.0, -91.0))), "positions of a-1 are not degrees"),
    (collection(feature("a-1", BOW_TIE)), "the border of a-1 crosses itself"),
    (collection(feature("from2025-00004")), "belongs to the other boundary period"),
    (
        json.dumps(collection(feature("a-1"))).replace("106.0", "NaN"),
        "the file contains NaN or Infinity",
    ),
    (json.dumps(collection(feature("a-1"))).replace("106.0", "1e999"), "of “a-1” is not a number"),
    (nested(40), "a ring of a-1 has fewer than four points"),
    (nested(100_000), "the file is nested too deeply"),
]


@pytest.mark.parametrize(("content", "said"), NOT_GOOD)
def test_a_broken_layer_is_a_fault_and_the_others_are_read(
    geo: Path, content: object, said: str
) -> None:
    written(geo, "until2025/79", content)
    layers = read_layers(geo)
    fault = only_fault(layers)
    assert fault.startswith("geo/until2025/79.geojson: ")
    assert said in fault
    assert set(layers.by_name) == {"provinces", "from2025/01"}


def test_bytes_that_are_no_text_are_a_fault(geo: Path) -> None:
    (geo / "wards" / "79.geojson").write_bytes(b"\xc3({}")
    layers = read_layers(geo)
    assert only_fault(layers).startswith("geo/wards/79.geojson: the file is not JSON")
    assert set(layers.by_name) == {"provinces", "from2025/01"}


def test_a_folder_where_a_file_should_be_is_a_fault(geo: Path) -> None:
    (geo / "wards" / "79.geojson").mkdir()
    layers = read_layers(geo)
    assert only_fault(layers).startswith("geo/wards/79.geojson: the file cannot be read")


def test_features_with_a_fault_are_told_and_left_out_and_the_rest_is_read(geo: Path) -> None:
    nothing = feature("from2025-00008") | {"geometry": None}
    good = feature("from2025-00004", kind="ward")
    content = collection(nothing, good, feature("from2025-00070", BOW_TIE), good)
    written(geo, "wards/01", content | {"origin": "Sở Nội vụ"})
    layers = read_layers(geo)
    assert [(fault.row, fault.column) for fault in layers.faults] == [
        (2, "geometry"), (4, "geometry"), (5, "key"),
    ]  # fmt: skip
    layer = layers.by_name["from2025/01"]
    assert layer.keys == {"from2025-00004"}
    assert list(layer.shapes) == ["from2025-00004"]
    assert layer.origin == "Sở Nội vụ"


def test_a_unit_that_is_not_in_the_list_is_told_and_left_out(geo: Path) -> None:
    written(geo, "wards/01", collection(feature("from2025-00004"), feature("from2025-99999")))
    known = {"from2025-01", "from2025-79", "from2025-00004"}
    layers = read_layers(geo, known=known)
    assert only_fault(layers).startswith(
        "geo/wards/01.geojson: row 3, column key: “from2025-99999” is not in the list of units"
    )
    assert layers.by_name["from2025/01"].keys == {"from2025-00004"}


def test_a_missing_national_layer_is_named_and_the_wards_are_read(geo: Path) -> None:
    (geo / "provinces.geojson").unlink()
    layers = read_layers(geo)
    assert only_fault(layers).startswith("geo/provinces.geojson: file is missing")
    assert set(layers.by_name) == {"from2025/01"}


def test_a_broken_national_layer_is_one_fault_not_two(geo: Path) -> None:
    written(geo, "provinces", "{")
    layers = read_layers(geo)
    assert only_fault(layers).startswith("geo/provinces.geojson: the JSON ends unexpectedly")
    assert set(layers.by_name) == {"from2025/01"}


def test_a_folder_that_is_not_there_has_no_layers_and_says_so(tmp_path: Path) -> None:
    layers = read_layers(tmp_path / "geo")
    assert dict(layers.by_name) == {}
    assert only_fault(layers).startswith("geo/provinces.geojson: file is missing")
    assert layers.get("provinces") is None


def test_the_shipped_layers_are_whole() -> None:
    layers = read_layers(Path(__file__).parents[2] / "geo")
    assert layers.faults == ()
    assert len(layers.by_name["provinces"].keys) == 34
    assert len([name for name in layers.by_name if name.startswith("from2025/")]) == 34
