"""Which files make the outlines: the country, and the units of each province in both divisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from lib.io import faults as say
from lib.io.store.layout import Files, Layout

PROVINCES = "provinces.geojson"
_OF_VINTAGE = {"from2025": "wards", "until2025": "until2025"}  # folder by division
_AREAS = ("areas.csv", "until2025/areas.csv")


def layer_path(province_key: str) -> str:
    """Path below `geo/` of the file with the units of a province."""
    vintage, code = province_key.split("-", 1)
    return f"{_OF_VINTAGE[vintage]}/{code}.geojson"


def layer_name(province_key: str) -> str:
    """Name of the layer with the units of a province: ``from2025/79``."""
    return province_key.replace("-", "/", 1)


def layer_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and file of each layer that is there: ``provinces``, ``from2025/79``."""
    yield from ((path.stem, path) for path in folder.glob(PROVINCES))
    for vintage, below in _OF_VINTAGE.items():
        for path in sorted((folder / below).glob("*.geojson")):
            yield f"{vintage}/{path.stem}", path


def _files(folder: Path) -> dict[str, bytes]:
    paths = [*(path for _, path in layer_files(folder)), *(folder / name for name in _AREAS)]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()
    }


def _checksum(files: Files) -> str:
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()[:12]


OUTLINES = Layout(_files, _checksum, lambda before, new: {**before, **new}, say.OUTLINES_CHANGED)
