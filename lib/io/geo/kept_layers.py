"""Checked layers kept packed, so that a start does not check half a million positions again.

As in `lib.io.store.parsed_tables`, one is found by the content of its file and the program that
checked it. A kept file is a line of JSON (keys and bounds) and the packed GeoJSON.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from lib.io.store.parsed_tables import program

_KEPT = 150  # layers; older ones are of files that have changed since
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
        head, _, packed = _place(cache, digest).read_bytes().partition(b"\n")
        known = json.loads(head)
        west, south, east, north = map(float, known["bounds"])
        keys = frozenset(map(str, known["keys"]))
        is_whole = len(packed) == known["bytes"]
    except (OSError, ValueError, TypeError, KeyError):
        return None  # not there, cut off or foreign: it is made anew
    return Checked(packed, keys, (west, south, east, north)) if is_whole else None


def keep_layer(cache: Path, digest: str, found: Checked) -> None:
    """Keep what a file holds; without a word when the folder cannot be written."""
    path = _place(cache, digest)
    head = {"bounds": found.bounds, "keys": sorted(found.keys), "bytes": len(found.packed)}
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(head).encode() + b"\n" + found.packed)
        Path(temporary).replace(path)  # only a whole file gets the name that is looked for
        kept = sorted(path.parent.glob("*.layer"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _place(cache: Path, digest: str) -> Path:
    return cache / "layers" / f"{digest[:32]}-{program()[:16]}.layer"
