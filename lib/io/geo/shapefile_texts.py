"""Texts of a shapefile whose .cpg names the Vietnamese code page, which GDAL cuts short.

GDAL turns 1258 into UTF-8 in the room that the file gives a text, and the last letters fall
off. Its texts are taken byte by byte instead, and as what the bytes are: some programs write
"1258" beside texts in UTF-8.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import geopandas as gpd

BYTES = "ISO-8859-1"
"""The encoding by which each byte is a letter of its own."""


def names_1258(path: Path) -> bool:
    """Whether a shapefile says that its texts are in code page 1258."""
    beside = path.with_suffix(".cpg")
    if path.suffix != ".shp" or not beside.is_file():
        return False
    return bool(re.search(rb"1258", beside.read_bytes()[:100]))


def as_written(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A table read byte by byte with its columns and texts as they were meant."""
    made = table.rename(columns={name: _meant(str(name)) for name in table.columns})
    for name in made.columns:
        if name != made.geometry.name and not made[name].map(type).ne(str).all():
            made[name] = [_meant(text) if isinstance(text, str) else text for text in made[name]]
    return made


def _meant(text: str) -> str:
    data = text.encode("latin-1", errors="replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return text
