"""KML, TopoJSON and MapInfo tables, looked at as bytes before GDAL reads them; and kinds refused.

Each of them can name other files or grow without end; what does is refused here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from lib.errors import Message
from lib.io import faults as words
from lib.io.faults import Unfit, said
from lib.io.geo import boundary_faults as say
from lib.io.geo.boundaries import json_content

PARTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    ".shp": ((".shx", ".dbf"), (".prj", ".cpg")),
    ".tab": ((".dat", ".map", ".id"), (".ind",)),
    ".mif": ((".mid",), ()),
}
"""Files that a kind needs beside its main one, and those it may have."""
PROGRAMS = {
    ".dwg": say.DRAWING,
    ".dxf": say.DRAWING,
    ".dgn": say.DRAWING,
    ".gdb": say.GEODATABASE,
    ".mdb": say.GEODATABASE,
    ".mxd": say.MAP_DOCUMENT,
    ".aprx": say.MAP_DOCUMENT,
    ".qgz": say.MAP_DOCUMENT,
    ".qgs": say.MAP_DOCUMENT,
    ".wor": say.MAP_DOCUMENT,
    ".pdf": say.PICTURE,
    ".png": say.PICTURE,
    ".jpg": say.PICTURE,
    ".jpeg": say.PICTURE,
    ".tif": say.PICTURE,
    ".tiff": say.PICTURE,
    ".ecw": say.PICTURE,
}
"""What a file is that holds no table of units, by its ending."""
KML_OWN = frozenset(
    {"id", "description", "timestamp", "begin", "end", "altitudemode", "tessellate"}
    | {"extrude", "visibility", "draworder", "icon", "snippet"}
)
"""Columns that GDAL makes of every KML file, in small letters."""
_KML = re.compile(rb"<(?:\w+:)?kml[\s>]")
_NAMED = re.compile(rb"<(?:\w+:)?(?:Data|SimpleField|SimpleData)\s[^>]*?name=[\"']([^\"'<]+)[\"']")
_ELSEWHERE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<(?:\w+:)?NetworkLink[\s>]", re.IGNORECASE)
_MIF = re.compile(rb"\s*version\s+\d+", re.IGNORECASE)
_NATIVE = re.compile(rb"^\s*type\s+native\b", re.IGNORECASE | re.MULTILINE)
_OTHER_TABLES = re.compile(rb"open\s+table|create\s+view|isseamless\"\s*=\s*\"true", re.IGNORECASE)
_PEEK = 4_096
_MAP_POINT = 8  # bytes of a position in a MapInfo .map


def unread_kind(suffix: str) -> Unfit:
    """Why a file of this ending is not read, naming the kind, and what to export instead."""
    if suffix in PROGRAMS:
        found: Message = said(PROGRAMS[suffix], value=suffix)
        return Unfit(found, say.EXPORT_UNITS)
    return Unfit(said(say.UNKNOWN_GEO, value=suffix), say.GEO_KINDS)


def check_kml(data: bytes, points: int) -> None:
    """Refuse what is no KML, names other files, or has more points than allowed."""
    if not _KML.search(data[:_PEEK]):
        raise Unfit(said(say.NOT_GEO, value=".kml"), say.EXPORT_AGAIN)
    if _ELSEWHERE.search(data):
        raise Unfit(say.NAMES_OTHERS, say.EXPORT_UNITS)
    # A position has a comma or two.
    if data.count(b",") > 2 * points:
        raise Unfit(words.TOO_MANY_POINTS.filled(count=points), words.FEWER_POINTS)


def kml_names(data: bytes) -> dict[str, str]:
    """Names of a KML file's own columns by what GDAL makes of them: only plain letters stay."""
    names = {html.unescape(name.decode("utf-8", "replace")) for name in _NAMED.findall(data)}
    return {re.sub(rb"[^A-Za-z0-9_]", b"_", name.encode()).decode(): name for name in sorted(names)}


def check_topology(data: bytes, points: int) -> None:
    """Refuse a topology without arcs, or with another number of layers than one."""
    content = json_content(data, points, say.A_TOPOLOGY)
    objects: Any = content.get("objects")
    if not isinstance(objects, dict) or not isinstance(content.get("arcs"), list) or not objects:
        raise Unfit(say.NO_OUTLINES, say.A_TOPOLOGY)
    if len(objects) > 1:
        raise Unfit(said(say.SEVERAL_LAYERS, value=", ".join(objects)), say.KEEP_ONE_LAYER)


def is_topology(data: bytes) -> bool:
    """Whether a JSON text says of itself that it is a TopoJSON topology."""
    return re.search(rb'"type"\s*:\s*"Topology"', data) is not None


def check_mapinfo(suffix: str, data: bytes, points: int) -> None:
    """Refuse a part of a MapInfo table that is none, names other tables, or has too many points.

    Args:
        suffix: ``.tab``, ``.mif``, ``.map`` or another part.
        data: Its bytes.
        points: Points that are allowed.
    """
    if suffix == ".tab":
        if not _NATIVE.search(data) or _OTHER_TABLES.search(data):
            raise Unfit(say.NAMES_OTHERS, say.EXPORT_UNITS)
    elif suffix == ".mif" and not _MIF.match(data):
        raise Unfit(said(say.NOT_GEO, value=".mif"), say.EXPORT_AGAIN)
    many = {".mif": data.count(b"\n"), ".map": len(data) // _MAP_POINT}.get(suffix, 0)
    if many > points:
        raise Unfit(words.TOO_MANY_POINTS.filled(count=points), words.FEWER_POINTS)
