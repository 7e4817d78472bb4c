"""An office's GeoJSON of boundaries, checked before any program of geometry sees it.

What needs geometry (other coordinate systems, rings that cross themselves) is done by
`tools.build_boundaries`; here stands what keeps a file from being handed to it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator
from typing import Any

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import Finding, Unfit, said
from lib.io.personal import personal_column
from lib.io.uploads import MOST_BYTES, size_fault

MOST_POINTS = 1_000_000
_CORNERS = 4  # of the smallest closed ring
# A box around Viet Nam with its islands: what lies in it when the axes change places is swapped.
_WEST, _SOUTH, _EAST, _NORTH = 101.0, 6.0, 118.5, 24.0


def geojson_faults(
    file: str,
    data: bytes,
    known: Collection[str],
    *,
    limit: int = MOST_BYTES,
    points: int = MOST_POINTS,
) -> list[Fault]:
    """Everything that is wrong with a GeoJSON layer of units.

    Args:
        file: How faults name the file.
        data: Its bytes.
        known: Keys of units; a feature is named by `properties.key`.
        limit: Bytes that are allowed.
        points: Points that are allowed.

    Returns:
        Faults by feature; the row counts features as a table of them would show (the first
        is row 2).
    """
    large = size_fault(file, len(data), limit)
    if large:
        return [large]
    try:
        features = _features(data, points)
    except Unfit as unfit:
        return [Fault(file, 0, "", *unfit.finding)]
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, feature in enumerate(features):
        row = number + 2
        properties = feature.get("properties") if isinstance(feature, dict) else None
        properties = properties if isinstance(properties, dict) else {}
        for name in properties:
            kind = personal_column(str(name))
            if kind:
                found = said(say.PERSONAL_COLUMN, value=name, kind=kind)
                faults.append(Fault(file, row, say.quoted(name), found, say.NOTHING_PERSONAL))
        key = properties.get("key")
        if not isinstance(key, str) or not key:
            found = say.NO_KEY.format(count=number + 1)
            faults.append(Fault(file, row, "key", found, say.A_FEATURE_COLLECTION))
            continue
        if key in seen:
            faults.append(Fault(file, row, "key", said(say.DOUBLE_SHAPE, value=key), say.ONE_SHAPE))
        elif key not in known:
            found = said(say.NOT_A_UNIT, value=key)
            faults.append(Fault(file, row, "key", found, say.A_KNOWN_UNIT))
        seen.add(key)
        try:
            _check_shape(key, feature.get("geometry"))
        except Unfit as unfit:
            faults.append(Fault(file, row, "geometry", *unfit.finding))
    return faults


def _features(data: bytes, points: int) -> list[Any]:
    # Each point opens a bracket: counted before a parser fills the memory with them.
    if data.count(b"[") > points:
        raise Unfit(Finding(say.TOO_MANY_POINTS.format(count=points), say.FEWER_POINTS))

    def refuse(name: str) -> None:
        del name
        raise Unfit(Finding(say.NOT_A_NUMBER_JSON, say.FINITE_NUMBERS))

    try:
        content = json.loads(data, parse_constant=refuse)
    except Unfit:
        raise
    except RecursionError as error:
        raise Unfit(Finding(say.TOO_DEEP, say.A_FEATURE_COLLECTION)) from error
    except ValueError as error:
        raise Unfit(Finding(say.NOT_JSON, say.A_FEATURE_COLLECTION)) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise Unfit(Finding(say.NO_FEATURES, say.A_FEATURE_COLLECTION))
    if not features:
        raise Unfit(Finding(say.NO_FEATURES, say.A_FEATURE_COLLECTION))
    return features


def _check_shape(key: str, geometry: Any) -> None:
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        raise Unfit(Finding(said(say.NO_SHAPE, value=key), say.A_POLYGON))
    kind, coordinates = geometry.get("type"), geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise Unfit(Finding(said(say.NOT_AN_AREA, value=key), say.A_POLYGON))
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    places: list[tuple[float, float]] = []
    try:
        for ring in _rings(polygons):
            if len(ring) < _CORNERS or ring[0] != ring[-1]:
                raise Unfit(Finding(said(say.OPEN_RING, value=key), say.CLOSED_RING))
            places += [(float(point[0]), float(point[1])) for point in ring]
    except (TypeError, ValueError, IndexError, OverflowError, KeyError) as error:
        if isinstance(error, Unfit):
            raise
        raise Unfit(Finding(said(say.NOT_AN_AREA, value=key), say.A_POLYGON)) from error
    if not places:
        raise Unfit(Finding(said(say.NO_SHAPE, value=key), say.A_POLYGON))
    if all(_SOUTH <= x <= _NORTH and _WEST <= y <= _EAST for x, y in places):
        raise Unfit(Finding(said(say.SWAPPED, value=key), say.LON_FIRST))
    # 1e999 is written without "Infinity" and reads as infinite all the same.
    if not all(math.isfinite(x + y) and abs(x) <= 180 and abs(y) <= 90 for x, y in places):
        raise Unfit(Finding(said(say.NOT_DEGREES, value=key), say.USE_DEGREES))


def _rings(polygons: Any) -> Iterator[Any]:
    for polygon in polygons:
        yield from polygon
