"""An uploaded file of boundaries, looked at as bytes before GDAL sees it, then read.

Size, number of points and what an archive unpacks to are counted first. What a file is
called is not believed: GDAL would open whatever it is, and some kinds name other files.
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lib.errors import Fault
from lib.io import faults as words
from lib.io.arrivals.archives import Archive, opened
from lib.io.arrivals.repairs import Repair
from lib.io.arrivals.uploads import MOST_BYTES, size_fault
from lib.io.arrivals.workbooks import ZIP_MAGIC
from lib.io.faults import Unfit, said
from lib.io.geo import boundary_faults as say
from lib.io.geo.boundaries import MOST_POINTS, check_shape, features_of
from lib.io.geo.other_kinds import (
    PARTS,
    PROGRAMS,
    check_kml,
    check_mapinfo,
    check_topology,
    is_topology,
    unread_kind,
)
from lib.io.geo.unit_names import Registry

if TYPE_CHECKING:
    import geopandas as gpd

    from lib.io.geo.sources import Source

KINDS = ("geojson", "json", "topojson", "gpkg", "kml", "kmz", "zip")
_JSON = (".geojson", ".json", ".topojson")
_ZIPS = (".zip", ".kmz")
_MAIN = (".shp", ".tab", ".mif", ".gpkg", ".kml", ".geojson", ".topojson")
"""Files of which an archive has one, with its parts."""
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_MAPINFO = (".tab", ".dat", ".map", ".id", ".ind", ".mif", ".mid")
_SHP_MAGIC = (9994).to_bytes(4, "big")
_GPKG_MAGIC = b"SQLite format 3\0"
_POINT = 16  # bytes of a position in a shapefile or GeoPackage
_STEPS = 50_000_000  # of SQLite; a view without end is stopped


@dataclass(frozen=True)
class Uploaded:
    """What an uploaded file holds.

    Attributes:
        units: Units as `lib.io.geo.sources.read_boundaries` gives them; None with a fault.
        faults: Everything that is wrong.
        repairs: Everything that was mended.
        columns: Columns of which one may hold the codes, when none was found by its name.
    """

    units: gpd.GeoDataFrame | None = None
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Repair, ...] = ()
    columns: tuple[str, ...] = ()


def read_upload(
    name: str,
    data: bytes,
    known: Registry,
    vintage: str,
    crs: str = "",
    *,
    code_column: str = "",
    limit: int = MOST_BYTES,
    points: int = MOST_POINTS,
) -> Uploaded:
    """The units of an uploaded file.

    Args:
        name: Name of the file as the person's machine has it.
        data: Its bytes: GeoJSON, TopoJSON, KML, GeoPackage, a zipped shapefile or MapInfo table.
        known: Units by key; see `lib.io.geo.unit_names.registry_of`.
        vintage: ``from2025`` or ``until2025``.
        crs: Coordinate system that holds whatever the file says; empty to believe the file.
        code_column: Column with the codes; empty to look for a usual name.
        limit: Bytes that are allowed.
        points: Points that are allowed.
    """
    shown = words.quoted(PurePosixPath(name.replace("\\", "/")).name or name)
    large = size_fault(shown, len(data), limit)
    if large:
        return Uploaded(faults=(large,))
    with tempfile.TemporaryDirectory(prefix="ward-atlas-") as folder:
        try:
            path, layer, faults = _put(shown, data, Path(folder), points)
        except Unfit as unfit:
            return Uploaded(faults=(Fault(shown, 0, "", *unfit.finding),))
        if faults:
            return Uploaded(faults=tuple(faults))
        from lib.io.geo.sources import Source  # loads GDAL

        return _read(Source(path, vintage, crs, code_column, layer=layer, known=known, shown=shown))


def _read(source: Source) -> Uploaded:
    from lib.errors import DataFaults
    from lib.io.geo.sources import read_boundaries

    try:
        units = read_boundaries(source)
    except DataFaults as faulty:
        return Uploaded(faults=faulty.faults, columns=tuple(source.columns))
    return Uploaded(units, (), tuple(sorted(source.repairs, key=lambda repair: repair.row)))


def _put(shown: str, data: bytes, folder: Path, points: int) -> tuple[Path, str, list[Fault]]:
    """Where a file was put to be read, its layer, and what is wrong with its shapes."""
    suffix = PurePosixPath(shown).suffix.lower()
    if not data.strip():
        raise Unfit(words.EMPTY_FILE, say.EXPORT_AGAIN)
    if suffix in _SHAPEFILE:
        raise Unfit(say.LONE_SHAPEFILE, say.ZIP_SHAPEFILE)
    if suffix in _MAPINFO:
        raise Unfit(say.LONE_MAPINFO, say.ZIP_MAPINFO)
    if suffix not in {f".{kind}" for kind in KINDS}:
        raise unread_kind(suffix)
    is_zip, is_gpkg = data.startswith(ZIP_MAGIC), data.startswith(_GPKG_MAGIC)
    if is_zip != (suffix in _ZIPS) or is_gpkg != (suffix == ".gpkg"):
        raise Unfit(said(say.NOT_GEO, value=suffix), say.EXPORT_AGAIN)
    if is_zip:
        return _unpacked(shown, opened(data), folder, points)
    if is_gpkg:
        path = folder / "units.gpkg"
        path.write_bytes(data)
        return path, _only_layer(path, points), []
    if suffix == ".kml":
        check_kml(data, points)
        path = folder / "units.kml"
        path.write_bytes(data)
        return path, "", []
    if suffix == ".topojson" or is_topology(data):
        check_topology(data, points)
        path = folder / "units.topojson"
        path.write_bytes(data.removeprefix(b"\xef\xbb\xbf"))
        return path, "", []
    faults = _geojson_faults(shown, data, points)
    path = folder / "units.geojson"
    path.write_bytes(data.removeprefix(b"\xef\xbb\xbf"))
    return path, "", faults


def _geojson_faults(shown: str, data: bytes, points: int) -> list[Fault]:
    """Faults that a reader would only stumble over; what codes and places say comes later."""
    faults = []
    for number, feature in enumerate(features_of(data, points, say.A_COLLECTION)):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(feature, dict):
            found = words.NO_KEY.filled(count=number + 1)
            faults.append(Fault(shown, number + 2, "", found, say.A_COLLECTION))
            continue
        if not geometry or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            continue  # told with its code when it is read
        properties = feature.get("properties") or {}
        named = next((properties[n] for n in ("code", "key") if n in properties), number + 1)
        try:
            check_shape(str(named), geometry, degrees=False)
        except Unfit as unfit:
            faults.append(Fault(shown, number + 2, "geometry", *unfit.finding))
    return faults


def _unpacked(
    shown: str, archive: Archive, folder: Path, points: int
) -> tuple[Path, str, list[Fault]]:
    names = [
        name
        for name in archive.names
        if "__MACOSX" not in name and not PurePosixPath(name).name.startswith(".")
    ]
    main = [n for n in names if PurePosixPath(n).suffix.lower() in _MAIN]
    if not main:
        refused = [n for n in names if PurePosixPath(n).suffix.lower() in PROGRAMS]
        if refused:
            raise unread_kind(PurePosixPath(refused[0]).suffix.lower())
        raise Unfit(said(say.MISSING_PART, value=".shp"), say.ZIP_SHAPEFILE)
    if len(main) > 1:
        listed = ", ".join(PurePosixPath(name).name for name in main)
        raise Unfit(said(say.SEVERAL_FILES, value=listed), say.KEEP_ONE_LAYER)
    chosen = PurePosixPath(main[0])
    kind = chosen.suffix.lower()
    if kind not in PARTS:
        return _put(f"{shown}/{chosen.name}", archive.part(main[0]), folder, points)
    needed, others = PARTS[kind]
    parts = {
        PurePosixPath(name).suffix.lower(): name
        for name in names
        if PurePosixPath(name).with_suffix("") == chosen.with_suffix("")
        and PurePosixPath(name).suffix.lower() in (kind, *needed, *others)
    }
    for suffix in needed:
        if suffix not in parts:
            expected = say.ZIP_SHAPEFILE if kind == ".shp" else say.ZIP_MAPINFO
            raise Unfit(said(say.MISSING_PART, value=suffix), expected)
    for suffix, name in parts.items():
        part = archive.part(name)
        if suffix == ".shp":
            _check_shp(part, points)
        elif kind != ".shp":
            check_mapinfo(suffix, part, points)
        (folder / f"units{suffix}").write_bytes(part)
    return folder / f"units{kind}", "", []


def _check_shp(data: bytes, points: int) -> None:
    """Look at the head of a shapefile, and at how many points it can hold at most."""
    if not data.startswith(_SHP_MAGIC) or len(data) < 100:
        raise Unfit(said(say.NOT_GEO, value=".shp"), say.EXPORT_AGAIN)
    if struct.unpack(">i", data[24:28])[0] * 2 > len(data):
        raise Unfit(words.BAD_ARCHIVE, words.SAVE_AGAIN)
    if len(data) > points * _POINT:
        raise Unfit(words.TOO_MANY_POINTS.filled(count=points), words.FEWER_POINTS)


def _only_layer(path: Path, points: int) -> str:
    """The one layer with outlines in a GeoPackage, once its points are counted."""
    damaged = Unfit(words.CANNOT_READ, say.EXPORT_AGAIN)
    address = f"file:{path.as_posix()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            database.set_progress_handler(lambda: 1, _STEPS)
            layers = database.execute(
                "SELECT c.table_name, g.column_name FROM gpkg_contents c"
                " JOIN gpkg_geometry_columns g USING (table_name)"
                " WHERE c.data_type = 'features'"
            ).fetchall()
            if not layers:
                raise Unfit(say.NO_OUTLINES, say.ONE_PER_UNIT)
            if len(layers) > 1:
                listed = ", ".join(str(name) for name, _ in layers)
                raise Unfit(said(say.SEVERAL_LAYERS, value=listed), say.KEEP_ONE_LAYER)
            name, column = map(str, layers[0])
            table, field = (f'"{each.replace(chr(34), chr(34) * 2)}"' for each in (name, column))
            [(size,)] = database.execute(f"SELECT sum(length({field})) FROM {table}").fetchall()  # noqa: S608 - quoted
    except sqlite3.Error as error:
        raise damaged from error
    if (size or 0) > points * _POINT:
        raise Unfit(words.TOO_MANY_POINTS.filled(count=points), words.FEWER_POINTS)
    return name
