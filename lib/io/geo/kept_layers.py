"""Checked layers kept packed, so that a start does not check half a million positions again.

A kept file is a line of JSON (keys and bounds) and the packed GeoJSON; see
`lib.io.store.kept_files`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from lib.io.store.kept_files import keep, kept_path

_KEPT = 150
LARGE_BYTES = 50_000  # smaller files are checked faster than they would be looked up


class Checked(NamedTuple):
    """What a layer's file holds, once it is found good: see `lib.io.geo.layers.Layer`."""

    packed: bytes
    keys: frozenset[str]
    bounds: tuple[float, float, float, float]


def kept_layer(cache: Path, digest: str) -> Checked | None:
    """What was kept for a file's content; None when there is nothing that can be used.

    Args:
        cache: Folder of what is kept.
        digest: SHA-256 of the file, in hex digits.
    """
    try:
        head, _, packed = _path(cache, digest).read_bytes().partition(b"\n")
        known = json.loads(head)
        west, south, east, north = map(float, known["bounds"])
        keys = frozenset(map(str, known["keys"]))
        is_whole = len(packed) == known["bytes"]
    except (OSError, ValueError, TypeError, KeyError):
        return None  # not there, cut off or foreign: it is made anew
    return Checked(packed, keys, (west, south, east, north)) if is_whole else None


def keep_layer(cache: Path, digest: str, layer: Checked) -> None:
    """Keep what a file holds."""
    head = {"bounds": layer.bounds, "keys": sorted(layer.keys), "bytes": len(layer.packed)}
    keep(_path(cache, digest), json.dumps(head).encode() + b"\n" + layer.packed, _KEPT)


def _path(cache: Path, digest: str) -> Path:
    return kept_path(cache, "layers", "geo.layer", digest)
