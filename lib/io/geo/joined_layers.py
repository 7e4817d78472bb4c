"""The layers of all provinces as one: every ward of today, or every unit, for the whole country.

Made of the layers of the provinces when first asked for, coarser than those: at the scale of a
country a bend of a hundred metres is not seen.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from lib.io.geo.layers import Layer, Layers, Outline
from lib.io.store.kept_files import default_folder, keep, kept_path

JOINED = {"from2025/all-wards": True, "from2025/all-units": False}
"""Whether each holds wards alone."""
_TOLERANCE, _COARSE = 0.001, 0.004
"""Degrees: for the edges of wards, and for those between other units."""
_KEPT = 4
_MADE_AS = "3"  # part of the digest: another way of joining gives other bytes


def joined_name(level: str) -> str:
    """Name of the joined layer of a level, ``ward`` or ``unit``."""
    return f"from2025/all-{level}s"


def joined_digest(layers: Layers) -> str:
    """What the joined layers are made of, as a digest; nothing is joined for it."""
    made_of = [f"{each.name} {each.digest}" for each in _parts(layers)]
    return hashlib.sha256(" ".join([_MADE_AS, *made_of]).encode()).hexdigest()[:12]


def joined_layer(layers: Layers, name: str, cache: Path | None = None) -> bytes:
    """A joined layer as GeoJSON, gzip-compressed.

    Args:
        layers: Those of the provinces.
        name: One of `JOINED`.
        cache: Where it is kept; see `lib.io.store.kept_files`.
    """
    path = kept_path(cache or default_folder(), "joined", "all.layer", joined_digest(layers), name)
    try:
        return path.read_bytes()
    except OSError:
        made = _joined(layers, name)
        keep(path, made, _KEPT)
        return made


def joined_outlines(layers: Layers, name: str) -> tuple[Outline, ...]:
    """The outlines of a joined layer, for pictures and slides."""
    return _outlines(joined_layer(layers, name))


@lru_cache(maxsize=2)
def _outlines(packed: bytes) -> tuple[Outline, ...]:
    return Layer("", "", packed, frozenset(), (0.0, 0.0, 0.0, 0.0)).outlines


def _joined(layers: Layers, name: str) -> bytes:
    import shapely  # only who looks at all wards at once needs it

    of_wards = JOINED[name]
    parts = _parts(layers)
    raw = [gzip.decompress(layer.packed) for layer in parts]
    about = [
        each["properties"] | {"province": layer.name.partition("/")[2]}
        for layer, text in zip(parts, raw, strict=True)
        for each in json.loads(text)["features"]
    ]
    shapes = np.concatenate([shapely.get_parts(shapely.from_geojson(text)) for text in raw])
    wards = np.array([each.get("kind") == "ward" for each in about], dtype=bool)
    shapes = shapely.coverage_simplify(shapes, _TOLERANCE)
    shapes[~wards] = shapely.coverage_simplify(shapes[~wards], _COARSE, simplify_boundary=False)
    wanted = wards.copy() if of_wards else np.ones(len(about), dtype=bool)
    wanted &= ~shapely.is_empty(shapes)
    # Four decimals are about ten metres.
    rounded = shapely.transform(shapes[wanted], lambda points: np.round(points, 4))
    features = (
        f'{{"type":"Feature","properties":{_compact(each)},"geometry":{shape}}}'
        for each, shape in zip(np.array(about)[wanted], shapely.to_geojson(rounded), strict=True)
    )
    text = f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'
    return gzip.compress(text.encode(), 6, mtime=0)


def _compact(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _parts(layers: Layers) -> list[Layer]:
    return [layers.by_name[name] for name in sorted(layers.by_name) if name.startswith("from2025/")]
