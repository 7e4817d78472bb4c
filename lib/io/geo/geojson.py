"""GeoJSON files of outlines as text with stable bytes, and what stands in the present ones."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def feature_collection(features: Iterable[tuple[Mapping[str, str], Any]], origin: str) -> str:
    """Compact RFC 7946 text, features sorted by their key.

    Args:
        features: Pairs of properties (with ``key``) and a shape in longitude and latitude.
        origin: Where the boundaries come from; stands in the file as the member ``origin``.
    """
    import shapely  # what only looks at paths and areas does not need it

    listed = sorted(features, key=lambda feature: feature[0]["key"])
    shapes = [shape for _, shape in listed]
    content = {
        "type": "FeatureCollection",
        "bbox": [float(edge) for edge in shapely.total_bounds(shapes)],
        "origin": origin,
        "features": [
            {
                "type": "Feature",
                "properties": dict(properties),
                "geometry": shapely.geometry.mapping(shape),
            }
            for properties, shape in listed
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def keys_in(path: Path) -> set[str]:
    """Keys of the features of a GeoJSON file; empty when there is no such file."""
    if not path.exists():
        return set()
    content = json.loads(path.read_text(encoding="utf-8"))
    return {feature["properties"]["key"] for feature in content["features"]}


def others_in(path: Path, keys: set[str]) -> tuple[str, list[tuple[dict[str, str], Any]]]:
    """Origin of a file, and properties and shapes of its units but those of `keys`."""
    import shapely

    if not path.exists():
        return "", []
    content = json.loads(path.read_text(encoding="utf-8"))
    others = [
        (feature["properties"], shapely.from_geojson(json.dumps(feature["geometry"])))
        for feature in content["features"]
        if feature["properties"]["key"] not in keys
    ]
    return str(content.get("origin", "")), others


def read_areas(path: Path) -> dict[str, str]:
    """Key to source area in km2, as written; empty when there is no such file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["source_area_km2"] for row in csv.DictReader(file)}


def areas_table(areas: Mapping[str, str]) -> str:
    """CSV text of key and source area in km2, sorted by key."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("key", "source_area_km2"))
    writer.writerows(sorted(areas.items()))
    return text.getvalue()
