"""What an upload of boundaries would change: units with a new outline, old area beside new.

Nothing is written here; `open_outlines` applies what was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from lib.errors import DataFaults, Fault, Message
from lib.io.arrivals.repairs import Repair
from lib.io.arrivals.uploads import Tell
from lib.io.faults import said
from lib.io.geo import boundary_faults as say
from lib.io.geo.geojson import read_areas
from lib.io.geo.layers import Layer, Ring, open_outlines, read_layer
from lib.io.geo.unit_names import Registry, registry_of
from lib.io.geo.uploads import read_upload
from lib.io.store.outline_files import layer_name, layer_path

if TYPE_CHECKING:
    import geopandas as gpd

Rest = Literal["complete", "keep", "drop"]
_MEETS = 0.3  # share of the smaller outline that has to lie in the other
_SAME = 0.001  # share of an outline that may lie elsewhere: less than the eye sees


@dataclass(frozen=True)
class OutlineProposal:
    """New files of `geo/`, ready to be applied when there is no fault.

    Attributes:
        name: Name of the uploaded file.
        vintage: ``from2025`` or ``until2025``.
        base: State of the folder it was made from; applying compares it.
        files: New bytes by path.
        units: A row for each unit whose outline is new, changed, the same or lost, the
            largest change first: ``key``, ``name``, ``province``, ``province_key``, ``kind``
            (those four words), ``old_km2``, ``new_km2``, ``moved`` (share of the old outline
            that lies in only one of the two).
        old: Present layers of the provinces, by province key.
        new: Layers as they would be, by province key.
        faults: Everything that keeps it from being applied.
        repairs: What was mended.
        remarks: What is worth knowing.
        source: The units as the file draws them, as `lib.io.geo.sources.read_boundaries` gives
            them; None when it could not be read.
        columns: Columns of which one may hold the codes, when none was found by its name.
    """

    name: str
    vintage: str
    base: str
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    units: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    old: Mapping[str, Layer] = field(default_factory=dict, repr=False)
    new: Mapping[str, Layer] = field(default_factory=dict, repr=False)
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Repair, ...] = ()
    remarks: tuple[Message, ...] = ()
    source: gpd.GeoDataFrame | None = field(default=None, repr=False)
    columns: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Units whose outline would not be what it is."""
        return 0 if self.units.empty else int((self.units["kind"] != "same").sum())


def proposed_outlines(
    name: str,
    data: bytes,
    folder: Path,
    units: pd.DataFrame,
    vintage: str,
    *,
    crs: str = "",
    origin: str = "",
    code_column: str = "",
    rest: Rest = "complete",
    tell: Tell | None = None,
) -> OutlineProposal:
    """What `geo/` would be after an upload.

    Args:
        name: Name of the uploaded file.
        data: Its bytes.
        folder: Folder of the present outlines; only read.
        units: The list of units, rows of `lib.io.tables.units.UNITS`.
        vintage: ``from2025`` or ``until2025``.
        crs: Coordinate system of the file whatever it says; empty to believe it.
        origin: Whose boundaries, of which day, under which terms; named in every file.
        code_column: Column with the codes; empty to look for a usual name.
        rest: What becomes of units of the same provinces that the file lacks: ``complete``
            when there must be none, ``keep`` when they keep their outlines as they are,
            ``drop`` when they lose them.
        tell: Told how far the work is; it may raise to cancel.
    """
    from lib.io.geo.builds import Detail, built_files, missing_units  # loads GDAL

    said_so = tell or (lambda share: None)
    base = open_outlines(folder).checksum()
    known = registry_of(units, vintage)
    said_so(0.1)
    read = read_upload(name, data, known, vintage, crs, code_column=code_column)
    table, repairs = read.units, read.repairs
    if table is None:
        return OutlineProposal(name, vintage, base, faults=read.faults, columns=read.columns)
    said_so(0.4)
    lost = missing_units(table, folder) if rest == "complete" else []
    provinces = sorted(set(table["province_key"]))
    old = _present(folder, provinces)
    wrong = [*lost, *_elsewhere(table, old)]
    if wrong:
        return OutlineProposal(name, vintage, base, faults=tuple(sorted(wrong)), repairs=repairs)
    try:
        texts, remarks = built_files(
            table, folder, vintage, Detail(), origin, beside=rest == "keep"
        )
    except DataFaults as faulty:
        return OutlineProposal(name, vintage, base, faults=faulty.faults, repairs=repairs)
    said_so(0.8)
    files = {path: text.encode() for path, text in texts.items()}
    new: dict[str, Layer] = {}
    for province in provinces:
        path = layer_path(province)
        layer, bad = read_layer(layer_name(province), files[path], path, known=known.keys())
        wrong += bad
        if layer:
            new[province] = layer
    lines = _lines(known, old, new, folder, texts)
    said_so(1)
    return OutlineProposal(
        name, vintage, base, files, lines, old, new, tuple(wrong), repairs, tuple(remarks), table
    )


def _present(folder: Path, provinces: list[str]) -> dict[str, Layer]:
    """The layers of provinces as they stand; one that cannot be read is as if not there."""
    layers = {}
    for province in provinces:
        path = folder / layer_path(province)
        if path.is_file():
            layer, _ = read_layer(layer_name(province), path.read_bytes(), path.name)
            if layer:
                layers[province] = layer
    return layers


def _elsewhere(table: gpd.GeoDataFrame, old: Mapping[str, Layer]) -> list[Fault]:
    """Faults of units whose new outline hardly meets the present one: a wrong code or system."""
    faults = []
    for row in table.itertuples(index=False):
        layer = old.get(str(row.province_key))
        rings = layer.shapes.get(str(row.key)) if layer else None
        if not rings:
            continue
        present = area_of(rings)
        smaller = min(present.area, row.geometry.area)
        if present.intersection(row.geometry).area < _MEETS * smaller:
            found = said(say.ELSEWHERE, value=f"{row.key} {row.name}")
            faults.append(Fault(row.file, row.row, "geometry", found, say.CHECK_SYSTEM))
    return faults


def area_of(rings: tuple[Ring, ...]) -> Any:
    """One shape of the rings of a unit, holes cut out by the even-odd rule."""
    import shapely

    lines = shapely.multilinestrings([shapely.linestrings(ring) for ring in rings])
    return shapely.make_valid(shapely.build_area(lines))


def _lines(
    known: Registry,
    old: Mapping[str, Layer],
    new: Mapping[str, Layer],
    folder: Path,
    texts: Mapping[str, str],
) -> pd.DataFrame:
    path = next(path for path in texts if path.endswith("areas.csv"))
    before = read_areas(folder / path)
    after = dict(line.split(",") for line in texts[path].splitlines()[1:])
    rows = []
    for province in old.keys() | new.keys():
        was = _drawn(old.get(province))
        now = _drawn(new.get(province))
        for key in was.keys() | now.keys():
            moved = _moved(was.get(key), now.get(key))
            unit = known.get(key, {})
            rows.append(
                {
                    "key": key,
                    "name": unit.get("name", key),
                    "province": unit.get("province", ""),
                    "province_key": province,
                    "kind": _kind(moved, is_new=key not in was, is_lost=key not in now),
                    "old_km2": _km2(before.get(key), was.get(key)),
                    "new_km2": _km2(after.get(key), now.get(key)),
                    "moved": moved,
                }
            )
    table = pd.DataFrame(rows)
    by = table.assign(last=table["kind"].eq("same"), most=-table["moved"].fillna(np.inf))
    order = by.sort_values(["last", "most", "key"]).index
    return table.loc[order].reset_index(drop=True)


def _drawn(layer: Layer | None) -> dict[str, Any]:
    return {key: area_of(rings) for key, rings in layer.shapes.items()} if layer else {}


def _moved(was: Any, now: Any) -> float:
    """Share of the old outline that lies in only one of the two; NaN without both."""
    if was is None or now is None:
        return float("nan")
    return float(was.symmetric_difference(now).area / was.area)


def _kind(moved: float, *, is_new: bool, is_lost: bool) -> str:
    if is_new or is_lost:
        return "new" if is_new else "lost"
    return "changed" if moved > _SAME else "same"


def _km2(written: str | None, shape: Any) -> float:
    """Area as the source has it, else as the outline does; NaN without an outline."""
    from lib.io.geo.outlines import area_km2

    if shape is None:
        return float("nan")
    return float(written or area_km2(np.array([shape]))[0])
