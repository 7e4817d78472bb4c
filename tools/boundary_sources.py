"""Boundary files of an office as one table of units in longitude and latitude.

Reads GeoParquet, GeoPackage, GeoJSON, shapefiles (also zipped), and folders with one GeoJSON
per unit, in any coordinate system. Every fault is gathered before anything is refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from lib.errors import DataFaults, Fault
from tools.boundary_positions import in_degrees
from tools.unit_names import OWN_COLUMNS, clean, described, registry

CODE_COLUMNS = ("code", "key", "unit_key", "ma", "ma_xa", "maxa", "ma_dvhc")


@dataclass
class Source:
    """What to read and how; collects the faults found on the way.

    Attributes:
        path: File, or folder with one GeoJSON per unit.
        vintage: ``until2025`` or ``from2025``.
        crs: Coordinate system of the source whatever its files say; empty to believe them.
        code_column: Column with unit codes; empty to look for a usual name.
        layer: Layer of a GeoPackage with several; empty for the only one.
        units: The list of units (units.csv); need not exist when the source names its units.
        faults: Filled while reading.
    """

    path: Path
    vintage: str
    crs: str = ""
    code_column: str = ""
    layer: str = ""
    units: Path = Path("data/units/units.csv")
    faults: list[Fault] = field(default_factory=list)

    def fault(self, file: str, row: int, column: str, found: str, expected: str) -> None:
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
    source.halt_on_faults()
    units = pd.concat(frames, ignore_index=True)
    units["code"] = [_code(source, row) for row in units.itertuples()]
    _note_duplicates(source, units)
    units["geometry"] = [_polygons(source, row) for row in units.itertuples()]
    known = registry(source.units, source.vintage)
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
        source.fault(str(source.path), 0, "", "is not there", "path of the boundaries")
        source.halt_on_faults()
    if not source.path.is_dir():
        return [source.path]
    found = sorted(
        path for path in source.path.iterdir() if path.suffix.lower() in {".geojson", ".json"}
    )
    if not found:
        source.fault(str(source.path), 0, "", "no GeoJSON in the folder", "one file per unit")
        source.halt_on_faults()
    return found


def _read(source: Source, path: Path) -> pd.DataFrame | None:
    """One file with columns file, row, written_code, own columns and geometry in degrees."""
    name = path.name
    try:
        if path.suffix.lower() in {".parquet", ".geoparquet"}:
            table = gpd.read_parquet(path)
        else:
            table = gpd.read_file(path, **({"layer": source.layer} if source.layer else {}))
    except (OSError, ValueError, RuntimeError) as error:
        source.fault(name, 0, "", f"cannot be read: {error}", "a file of boundaries")
        return None
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        source.fault(name, 0, "", "no units with geometry", "one feature per unit")
        return None
    shapes = in_degrees(table.geometry, source.crs, name, source.fault)
    codes = _written_codes(source, path, table)
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
            **(own if len(own) == len(OWN_COLUMNS) else {}),
            "geometry": pd.Series(list(shapes), dtype=object),
        }
    )


def _written_codes(source: Source, path: Path, table: gpd.GeoDataFrame) -> list[str] | None:
    columns = {str(column).lower(): column for column in table.columns}
    wanted = (source.code_column.lower(),) if source.code_column else CODE_COLUMNS
    for column in wanted:
        if column in columns:
            return [_as_written(value) for value in table[columns[column]]]
    if source.path.is_dir() and len(table) == 1 and not source.code_column:
        return [path.stem]
    found = ", ".join(str(column) for column in table.columns if column != "geometry") or "none"
    source.fault(
        path.name,
        0,
        source.code_column or CODE_COLUMNS[0],
        f"no column with codes among: {found}",
        "name it with --code-column",
    )
    return None


def _as_written(value: object) -> str:
    """Text of a code cell; 4.0 of a number column is "4"."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _code(source: Source, row: Any) -> str:
    """The five digits of a row's code; "" and a fault when it is not one."""
    code = str(row.written_code)
    for vintage in ("until2025", "from2025"):
        if code.startswith(f"{vintage}-"):
            if vintage != source.vintage:
                break
            code = code.removeprefix(f"{vintage}-")
    if code.isascii() and code.isdigit() and len(code) <= 5:
        return code.zfill(5)  # number columns lose the leading zeros
    expected = f"five digits, or {source.vintage}- and five digits"
    source.fault(row.file, row.row, "code", f'"{row.written_code}" is not a code', expected)
    return ""


def _note_duplicates(source: Source, units: pd.DataFrame) -> None:
    first: dict[str, str] = {}
    for file, row, code in zip(units["file"], units["row"], units["code"], strict=True):
        if code and code in first:
            found = f'"{code}" stands already in {first[code]}'
            source.fault(file, int(row), "code", found, "each code once")
        first.setdefault(code, f"{file} row {row}" if row else file)


def _polygons(source: Source, row: Any) -> Any:
    """Valid polygons of a row; a fault when there are none."""
    shape = row.geometry
    if shape is None or shape.is_empty:
        source.fault(row.file, row.row, "geometry", "empty", "polygon or multipolygon")
        return shape
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        source.fault(row.file, row.row, "geometry", shape.geom_type, "polygon or multipolygon")
        return shape
    if not shape.is_valid:
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
        if shape.is_empty:
            source.fault(row.file, row.row, "geometry", "has no area", "polygon or multipolygon")
    return shape
