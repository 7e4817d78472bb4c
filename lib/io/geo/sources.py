"""Boundary files of an office as one table of units in longitude and latitude.

Reads GeoParquet, GeoPackage, GeoJSON, shapefiles (also zipped), and folders with one GeoJSON
per unit, in any coordinate system. Every fault is gathered before anything is refused.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from lib.errors import DataFaults, Fault, Message
from lib.io import faults as words
from lib.io.arrivals.repairs import Repair
from lib.io.faults import said
from lib.io.geo import boundary_faults as say
from lib.io.geo.other_kinds import KML_OWN, kml_names
from lib.io.geo.parts import joined
from lib.io.geo.positions import in_degrees
from lib.io.geo.shapefile_texts import BYTES, as_written, names_1258
from lib.io.geo.unit_names import OWN_COLUMNS, Registry, clean, described, registry
from lib.io.tables.personal import personal_column

log = logging.getLogger("ward_atlas.boundaries")
CODE_COLUMNS = ("code", "key", "unit_key", "ma", "ma_xa", "maxa", "ma_dvhc")
_CLEAR = 0.01  # share of an area that mending its border may change


@dataclass
class Source:
    """What to read and how; collects the faults and repairs found on the way.

    Attributes:
        path: File, or folder with one GeoJSON per unit.
        vintage: ``until2025`` or ``from2025``.
        crs: Coordinate system of the source whatever its files say; empty to believe them.
        code_column: Column with unit codes; empty to look for a usual name.
        layer: Layer of a GeoPackage with several; empty for the only one.
        units: The list of units (units.csv); need not exist when the source names its units.
        known: The list of units when it is read already; then it alone names units.
        shown: How faults name the file; empty for its own name.
        faults: Filled while reading.
        repairs: Filled while reading.
        columns: Filled when no column of codes was found: those that one may be among.
    """

    path: Path
    vintage: str
    crs: str = ""
    code_column: str = ""
    layer: str = ""
    units: Path = Path("data/units/units.csv")
    known: Registry | None = None
    shown: str = ""
    faults: list[Fault] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    def fault(self, file: str, row: int, column: str, found: Message, expected: Message) -> None:
        """Note one fault."""
        self.faults.append(Fault(file, row, column, found, expected))

    def halt_on_faults(self) -> None:
        """Raise `DataFaults` when any fault was noted."""
        if self.faults:
            raise DataFaults(self.faults)


def read_boundaries(source: Source) -> gpd.GeoDataFrame:
    """The units of a source.

    Returns:
        One row per unit, sorted by key: ``key``, ``name`` (with its kind), ``kind``,
        ``province_key``, ``province``, ``file``, ``row`` and valid polygons in EPSG:4326.

    Raises:
        DataFaults: With everything found wrong in files, codes, geometries and positions.
    """
    frames = [frame for path in _files(source) if (frame := _read(source, path)) is not None]
    if not frames:
        source.halt_on_faults()
    units = pd.concat(frames, ignore_index=True)
    known = registry(source.units, source.vintage) if source.known is None else source.known
    provinces = {str(each["province_key"])[-2:] for each in known.values()}
    units["code"] = [_code(source, row, provinces) for row in units.itertuples()]
    units["geometry"] = [_polygons(source, row) for row in units.itertuples()]
    units = joined(units, source.fault, source.repairs)
    if source.known is not None:
        units = units.drop(columns=[name for name in OWN_COLUMNS if name in units])
    names = [described(row, source.vintage, known, source.fault) for row in _records(units)]
    source.halt_on_faults()
    table = gpd.GeoDataFrame(
        pd.concat([pd.DataFrame(names), units[["file", "row"]]], axis=1),
        geometry=list(units["geometry"]),
        crs=4326,
    )
    return table.sort_values("key", ignore_index=True)


def _records(units: pd.DataFrame) -> list[dict[str, Any]]:
    wanted = ["file", "row", "code", *(name for name in OWN_COLUMNS if name in units)]
    return [
        {str(name): value for name, value in record.items()}
        for record in units[wanted].to_dict("records")
    ]


def _files(source: Source) -> list[Path]:
    if not source.path.exists():
        source.fault(str(source.path), 0, "", say.NO_SUCH_FILE, say.PATH_OF_SOURCE)
        source.halt_on_faults()
    if not source.path.is_dir():
        return [source.path]
    files = sorted(
        path for path in source.path.iterdir() if path.suffix.lower() in {".geojson", ".json"}
    )
    if not files:
        source.fault(str(source.path), 0, "", say.NO_GEOJSON, say.ONE_PER_UNIT)
        source.halt_on_faults()
    return files


def _read(source: Source, path: Path) -> pd.DataFrame | None:
    """One file with columns file, row, written_code, own columns and geometry in degrees."""
    name = source.shown or path.name
    try:
        with _quiet():
            if path.suffix.lower() in {".parquet", ".geoparquet"}:
                table = gpd.read_parquet(path)
            else:
                options = {"layer": source.layer} if source.layer else {}
                is_1258 = names_1258(path)
                table = gpd.read_file(path, **options, **({"encoding": BYTES} if is_1258 else {}))
                table = as_written(table) if is_1258 else table
                if path.suffix.lower() == ".kml":
                    table = table.rename(columns=kml_names(path.read_bytes()))
                if path.suffix.lower() == ".topojson" and table.crs is None:
                    table = table.set_crs(4326)  # as the format has it
    except (OSError, ValueError, RuntimeError, shapely.errors.ShapelyError) as error:
        log.warning("%s cannot be read: %s", name, error)
        source.fault(name, 0, "", words.CANNOT_READ, say.EXPORT_AGAIN)
        return None
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        source.fault(name, 0, "", say.NO_OUTLINES, say.ONE_PER_UNIT)
        return None
    _note_personal(source, name, table)
    codes = _written_codes(source, path, table)
    labels = [code or str(place + 1) for place, code in enumerate(codes or [""] * len(table))]

    def turned(place: int) -> None:
        found = said(say.WAS_SWAPPED, value=labels[place])
        source.repairs.append(Repair(name, place + 2, "geometry", found, say.NOW_TURNED, 1))

    shapes = in_degrees(table.geometry, labels, source.crs, name, source.fault, turned)
    if shapes is None or codes is None:
        return None
    lower = {str(column).lower(): column for column in table.columns}
    own = {column: table[lower[column]].tolist() for column in OWN_COLUMNS if column in lower}
    whole_file = source.path.is_dir() and len(table) == 1
    return pd.DataFrame(
        {
            "file": name,
            # The first feature stands below the header, as in the table a GIS shows.
            "row": [0] if whole_file else [number + 2 for number in range(len(table))],
            "written_code": codes,
            "written_name": _texts(table, lower, "name", "ten"),
            **(own if len(own) == len(OWN_COLUMNS) else {}),
            "geometry": pd.Series(list(shapes), dtype=object),
        }
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """GDAL warns of what is looked at here anyway."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def _note_personal(source: Source, name: str, table: gpd.GeoDataFrame) -> None:
    for column in table.columns:
        kind = personal_column(str(column))
        if kind:
            found = said(words.PERSONAL_COLUMN, value=column, kind=kind)
            source.fault(name, 1, words.quoted(column), found, words.NOTHING_PERSONAL)


def _written_codes(source: Source, path: Path, table: gpd.GeoDataFrame) -> list[str] | None:
    columns = {str(column).lower(): column for column in table.columns}
    wanted = (source.code_column.lower(),) if source.code_column else CODE_COLUMNS
    for column in wanted:
        if column in columns:
            return [_as_written(value) for value in table[columns[column]]]
    if source.path.is_dir() and len(table) == 1 and not source.code_column:
        return [path.stem]
    own = KML_OWN if path.suffix.lower() == ".kml" else frozenset()
    names = [str(name) for name in table.columns if name != table.geometry.name]
    source.columns = [name for name in names if name.lower() not in own]
    headings = ", ".join(source.columns) or "–"
    column = source.code_column or CODE_COLUMNS[0]
    shown = source.shown or path.name
    source.fault(shown, 1, column, said(say.NO_CODES, value=headings), say.NAME_CODE_COLUMN)
    return None


def _texts(table: gpd.GeoDataFrame, columns: dict[str, Any], *names: str) -> list[str]:
    """Texts of the first column that is called one of `names`; empty ones without it."""
    column = next((columns[name] for name in names if name in columns), None)
    return [""] * len(table) if column is None else [_as_written(each) for each in table[column]]


def _as_written(value: object) -> str:
    """Text of a code cell; 4.0 of a number column is "4"."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _code(source: Source, row: Any, provinces: set[str]) -> str:
    """The five digits of a row's code; "" and a fault when it is not one."""
    written = code = str(row.written_code)
    expected = say.FORM_OF_CODE.filled(value=source.vintage)
    for vintage in ("until2025", "from2025"):
        if code.startswith(f"{vintage}-"):
            if vintage != source.vintage:
                found = said(say.CODE_OF_OTHER_TIME, value=written)
                source.fault(row.file, row.row, "code", found, say.CHOOSE_DIVISION)
                return ""
            code = code.removeprefix(f"{vintage}-")
    # "04" as text is Cao Bằng; 4 of a number column has lost its zeros and is 00004.
    if len(code) == 2 and (code.startswith("0") or code != written) and code in provinces:
        found = said(say.CODE_OF_PROVINCE, value=written)
        source.fault(row.file, row.row, "code", found, say.CODE_OF_WARD)
        return ""
    if not code:
        source.fault(row.file, row.row, "code", words.EMPTY_CELL, expected)
        return ""
    if code.isascii() and code.isdigit() and len(code) <= 5:
        full = code.zfill(5)  # number columns lose the leading zeros
        if full != code:
            became = f"{source.vintage}-{full}"
            source.repairs.append(Repair(row.file, row.row, "code", written, became, 1))
        return full
    source.fault(row.file, row.row, "code", said(say.NOT_A_CODE, value=written), expected)
    return ""


def _polygons(source: Source, row: Any) -> Any:
    """Valid polygons of a row; a fault when there are none, or when it is not clear which."""
    shape, code = row.geometry, row.code or row.written_code

    def fault(found: Message, expected: Message) -> Any:
        source.fault(row.file, row.row, "geometry", found, expected)
        return shape

    if shape is None or shape.is_empty:
        return fault(said(say.NO_OUTLINE, value=code), say.AN_AREA)
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return fault(said(say.NO_AREA_KIND, value=code, other=shape.geom_type), say.AN_AREA)
    if shape.is_valid:
        return shape
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if mended.is_empty:
        return fault(said(say.NO_AREA, value=code), say.AN_AREA)
    # A ring that crosses itself counts its loops against each other: where that matters,
    # nobody can say which of the areas is meant.
    parts = shapely.get_parts(shape)
    whole = shapely.make_valid(parts, method="structure", keep_collapsed=False)
    change = abs(shapely.area(parts).sum() / shapely.area(whole).sum() - 1)
    if change > _CLEAR:
        return fault(said(say.UNCLEAR_AREA, value=code), say.CORNERS_IN_ORDER)
    became = say.NOW_MENDED.filled(share=f"{100 * change:.2f}")
    crossing = said(say.WAS_CROSSING, value=code)
    source.repairs.append(Repair(row.file, row.row, "geometry", crossing, became, 1))
    return mended
