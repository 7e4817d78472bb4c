"""Boundary layers in `geo/`: found once, checked once, served by name and content hash.

A layer is one GeoJSON file. Nothing outside this list can be asked for, so a path
from a URL never reaches the file system.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import Unfit
from lib.io.geo.boundaries import checked_layer, features_of, swapped
from lib.io.geo.kept_layers import LARGE_BYTES, Checked, keep_layer, kept_layer
from lib.io.store.folders import Folder
from lib.io.store.kept_files import default_folder
from lib.io.store.on_disk import OnDisk
from lib.io.store.outline_files import OUTLINES, layer_files
from lib.io.tables.json_texts import parsed_json
from lib.io.tables.personal import personal_column
from lib.io.tables.readers import read_bytes

_HEAD = 20_000  # bytes before the features, where a file tells its origin
_POLYGON, _MULTIPOLYGON = 3, 6  # as shapely numbers them
Bounds = tuple[float, float, float, float]
Ring = npt.NDArray[np.float64]
"""Points of a closed line, longitude and latitude, in rows."""


@dataclass(frozen=True)
class Outline:
    """The outline of one unit.

    Attributes:
        key: Unit key.
        name: Its full name.
        kind: Kind of unit, "" for a province.
        rings: Its rings, holes among them, for drawings that fill by the even-odd rule; nobody
            may write into the arrays.
    """

    key: str
    name: str
    kind: str
    rings: tuple[Ring, ...] = field(repr=False)


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
    def origin(self) -> str:
        """Whose outlines they are, as its file says in the member `origin`; "" when it does not."""
        with gzip.open(io.BytesIO(self.packed)) as source:
            head = source.read(_HEAD).decode("utf-8", "replace")
        match = re.search(r'"origin"\s*:\s*("(?:[^"\\]|\\.)*")', head)
        return str(parsed_json(match[1])) if match else ""

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Every outline with the name and kind of its unit; decoded when first asked for."""
        outlines = []
        for feature in parsed_json(gzip.decompress(self.packed))["features"]:
            geometry = feature.get("geometry") or {}
            parts = geometry.get("coordinates", [])
            if geometry.get("type") == "Polygon":
                parts = [parts]
            elif geometry.get("type") != "MultiPolygon":
                continue
            about = feature["properties"]
            rings = [_ring(ring) for part in parts for ring in part]
            outlines.append(
                Outline(
                    about["key"],
                    str(about.get("name") or ""),
                    str(about.get("kind") or ""),
                    tuple(ring for ring in rings if len(ring) > 2),
                )
            )
        return tuple(outlines)

    @cached_property
    def shapes(self) -> Mapping[str, tuple[Ring, ...]]:
        """Rings of each unit by key."""
        return {each.key: each.rings for each in self.outlines}


@dataclass(frozen=True)
class Layers:
    """All layers that could be read, and what was wrong with the others."""

    by_name: Mapping[str, Layer]
    faults: tuple[Fault, ...]

    def get(self, name: str) -> Layer | None:
        """Layer of that name, or None when there is none or it was broken."""
        return self.by_name.get(name)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Whose outlines they are, each named once."""
        return tuple(dict.fromkeys(each.origin for each in self.by_name.values() if each.origin))

    @property
    def keys(self) -> frozenset[str]:
        """Keys of all units that have a shape in some layer."""
        return frozenset().union(*(layer.keys for layer in self.by_name.values()))


def open_outlines(folder: Path, known: Collection[str] | None = None) -> Folder[Layers]:
    """The folder of outlines: snapshots as `read_layers` reads them, changes and versions."""
    return OnDisk(folder, OUTLINES, lambda path: read_layers(path, known=known))


def read_layers(
    folder: Path, *, known: Collection[str] | None = None, cache: Path | None = None
) -> Layers:
    """Read every layer below a folder; what is broken becomes a fault, not an exception.

    Args:
        folder: Folder with `provinces.geojson`, `wards/` and `until2025/`.
        known: Keys of units; None when there is no list to look them up in.
        cache: Where large layers are kept checked; see `lib.io.store.kept_files`.

    Returns:
        Layers without the features that have a fault, and without files that hold no other.
    """
    layers: dict[str, Layer] = {}
    faults: list[Fault] = []
    files = list(layer_files(folder))
    for name, path in files:
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        raw, unread = read_bytes(path, shown)
        if unread:
            faults.append(unread)
            continue
        layer, wrong = read_layer(name, raw, shown, known=known, cache=cache)
        faults += wrong
        if layer:
            layers[name] = layer
    if "provinces" not in dict(files):
        faults.append(Fault(f"{folder.name}/provinces.geojson", 0, "", say.NO_LAYER, say.A_LAYER))
    return Layers(layers, tuple(faults))


def read_layer(
    name: str,
    raw: bytes,
    shown: str,
    *,
    known: Collection[str] | None = None,
    cache: Path | None = None,
) -> tuple[Layer | None, tuple[Fault, ...]]:
    """A layer without its faulty features, and what is wrong with those.

    Args:
        name: As `Layer.name`.
        raw: Bytes of its file.
        shown: How faults name the file.
        known: Keys of units; None when there is no list to look them up in.
        cache: Where large layers are kept checked.

    Returns:
        No layer when there is no feature that could be shown.
    """
    vintage = name.partition("/")[0] if "/" in name else ""
    digest = hashlib.sha256(raw).hexdigest()
    good = _checked(raw, digest, cache or default_folder())
    if (
        good
        and all(key.startswith(vintage) for key in good.keys)
        and (known is None or good.keys <= frozenset(known))
    ):
        return Layer(name, digest[:12], *good), ()
    # Something is wrong: looked at feature by feature, to say what and where.
    checked = checked_layer(shown, raw, known, vintage=vintage)
    if not checked.features:
        return None, checked.faults
    content = json.loads(raw) | {"features": checked.features}
    raw = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    fit = _content(raw)
    if fit is None:
        return None, checked.faults
    return Layer(name, hashlib.sha256(raw).hexdigest()[:12], *fit), checked.faults


def _checked(raw: bytes, digest: str, cache: Path) -> Checked | None:
    """What a good file holds, from what was kept of the same bytes or by checking them."""
    if len(raw) < LARGE_BYTES:
        return _content(raw)
    kept = kept_layer(cache, digest)
    if kept is None:
        kept = _content(raw)
        if kept:
            keep_layer(cache, digest, kept)
    return kept


def _content(raw: bytes) -> Checked | None:
    """What a file holds in which nothing is wrong by itself; None for any other."""
    import shapely  # a start with kept layers does not need it

    try:
        features = features_of(raw)
        properties = [feature["properties"] for feature in features]
        keys = [each["key"] for each in properties]
        names = {str(name) for each in properties for name in each}
        shapes = shapely.get_parts(shapely.from_geojson(raw))
    except (Unfit, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        return None
    boxes = shapely.bounds(shapes)
    good = (
        all(isinstance(key, str) and key for key in keys)
        and len(features) == len(shapes) == len(set(keys))
        and not any(personal_column(name) for name in names)
        and np.isin(shapely.get_type_id(shapes), (_POLYGON, _MULTIPOLYGON)).all()
        and not shapely.is_empty(shapes).any()
        and shapely.is_valid(shapes).all()
        and (np.abs(boxes) <= (180, 90, 180, 90)).all()
        and not any(map(swapped, boxes))
    )
    if not good:
        return None
    wards = np.array([each.get("kind") == "ward" for each in properties])
    whole = boxes[wards] if wards.any() else boxes
    west, south = whole[:, :2].min(axis=0).tolist()
    east, north = whole[:, 2:].max(axis=0).tolist()
    return Checked(gzip.compress(raw, 6, mtime=0), frozenset(keys), (west, south, east, north))


def _ring(points: list[list[float]]) -> Ring:
    """Points without a height, should some have one."""
    if len({len(point) for point in points}) > 1:
        points = [point[:2] for point in points]
    return np.array(points, dtype="float64")[:, :2]


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
