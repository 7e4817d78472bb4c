"""Boundary layers in `geo/`: found once, checked once, served by name and content hash.

A layer is one GeoJSON file. Nothing outside this list can be asked for, so a path
from a URL never reaches the file system.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said

Bounds = tuple[float, float, float, float]
Ring = npt.NDArray[np.float64]
"""Points of a closed line, longitude and latitude, in rows."""


@dataclass(frozen=True)
class Layer:
    """One checked layer.

    Attributes:
        name: ``provinces``, ``from2025/79`` or ``until2025/79``.
        digest: Start of the SHA-256 of its bytes; part of its address.
        packed: The GeoJSON, gzip-compressed.
        keys: Unit keys that have a shape in it.
        bounds: West, south, east, north in degrees, over the wards of the layer
            (over everything where it has none).
    """

    name: str
    digest: str
    packed: bytes = field(repr=False)
    keys: frozenset[str] = field(repr=False)
    bounds: Bounds

    @cached_property
    def shapes(self) -> Mapping[str, tuple[Ring, ...]]:
        """Rings of each unit by key, holes among them; decoded when first asked for.

        For drawings that fill by the even-odd rule; nobody may write into the arrays.
        """
        found: dict[str, tuple[Ring, ...]] = {}
        for feature in json.loads(gzip.decompress(self.packed))["features"]:
            geometry = feature.get("geometry") or {}
            parts = geometry.get("coordinates", [])
            if geometry.get("type") == "Polygon":
                parts = [parts]
            elif geometry.get("type") != "MultiPolygon":
                continue
            rings = [_ring(ring) for part in parts for ring in part]
            found[feature["properties"]["key"]] = tuple(ring for ring in rings if len(ring) > 2)
        return found


@dataclass(frozen=True)
class Layers:
    """All layers that could be read, and what was wrong with the others."""

    by_name: Mapping[str, Layer]
    faults: tuple[Fault, ...]

    def get(self, name: str) -> Layer | None:
        """Layer of that name, or None when there is none or it was broken."""
        return self.by_name.get(name)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of all units that have a shape in some layer."""
        return frozenset().union(*(layer.keys for layer in self.by_name.values()))


def read_layers(folder: Path) -> Layers:
    """Read every layer below a folder; a broken file becomes a fault, not an exception."""
    layers: dict[str, Layer] = {}
    faults: list[Fault] = []
    found = list(_layer_files(folder))
    for name, path in found:
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        try:
            raw = path.read_bytes()
            layers[name] = _layer(name, raw)
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
            wrong = say.NOT_A_LAYER.format(reason=_reason(error))
            faults.append(Fault(shown, 0, "", wrong, say.A_LAYER))
    if "provinces" not in dict(found):
        faults.append(Fault(f"{folder.name}/provinces.geojson", 0, "", say.NO_LAYER, say.A_LAYER))
    return Layers(layers, tuple(faults))


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return said(say.NO_MEMBER, value=error.args[0])
    if isinstance(error, json.JSONDecodeError):
        return say.JSON_BREAKS_OFF.format(row=error.lineno, column=error.colno)
    if isinstance(error, RecursionError):
        return say.NESTED_TOO_DEEP
    return str(error) or type(error).__name__


def _layer_files(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from ((path.stem, path) for path in sorted(folder.glob("provinces.geojson")))
    for vintage, below in (("from2025", "wards"), ("until2025", "until2025")):
        for path in sorted((folder / below).glob("*.geojson")):
            yield f"{vintage}/{path.stem}", path


def _layer(name: str, raw: bytes) -> Layer:
    content = json.loads(raw)
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise ValueError(say.NO_COLLECTION)
    keys: set[str] = set()
    everything: list[Bounds] = []
    wards: list[Bounds] = []
    for place, feature in enumerate(content["features"]):
        key = feature["properties"]["key"]
        geometry = feature.get("geometry")
        if not isinstance(key, str):
            raise ValueError(said(say.KEY_NOT_TEXT, count=place))
        if not geometry:
            continue
        box = _box(geometry["coordinates"])
        if not all(map(math.isfinite, box)) or abs(box[0]) > 180 or abs(box[3]) > 90:
            raise ValueError(said(say.FAR_FEATURE, count=place, value=key))
        keys.add(key)
        everything.append(box)
        if feature["properties"].get("kind") == "ward":
            wards.append(box)
    if not keys:
        raise ValueError(say.NO_SHAPES)
    return Layer(
        name,
        hashlib.sha256(raw).hexdigest()[:12],
        gzip.compress(raw, 6, mtime=0),
        frozenset(keys),
        _around(wards or everything),
    )


def _ring(points: list[list[float]]) -> Ring:
    """Points without a height, should some have one."""
    if len({len(point) for point in points}) > 1:
        points = [point[:2] for point in points]
    return np.array(points, dtype="float64")[:, :2]


def _box(coordinates: Any) -> Bounds:
    stack = [coordinates]
    west = south = math.inf
    east = north = -math.inf
    while stack:
        item = stack.pop()
        if not isinstance(item, list) or not item:  # a text would hold itself without end
            raise ValueError(say.NOT_COORDINATES)
        if isinstance(item[0], list):
            stack.extend(item)
            continue
        if len(item) < 2 or not all(isinstance(number, int | float) for number in item[:2]):
            raise ValueError(say.NOT_A_POSITION)
        west, east = min(west, item[0]), max(east, item[0])
        south, north = min(south, item[1]), max(north, item[1])
    return west, south, east, north


def _around(boxes: list[Bounds]) -> Bounds:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def joined_layer(layer: Layer, values: Mapping[str, Mapping[str, object]]) -> bytes:
    """A layer as GeoJSON with values joined to the properties of its shapes.

    Args:
        layer: The layer.
        values: Properties to add, by unit key.
    """
    content = json.loads(gzip.decompress(layer.packed))
    for feature in content["features"]:
        feature["properties"] |= values.get(feature["properties"]["key"], {})
    return json.dumps(content, ensure_ascii=False, default=int, allow_nan=False).encode()
