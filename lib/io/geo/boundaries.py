"""GeoJSON of boundaries, looked at feature by feature before anything is drawn or counted.

Other coordinate systems and borders to be mended are the matter of `lib.io.geo`; a layer in
`geo/` has to be right as it stands.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.arrivals.uploads import MOST_BYTES, size_fault
from lib.io.faults import Unfit, said
from lib.io.geo import boundary_faults as geo
from lib.io.tables.json_texts import NoLetter, parsed_json
from lib.io.tables.personal import personal_column

MOST_POINTS = 1_000_000
_CORNERS = 4  # of the smallest closed ring
# A box around Viet Nam with its islands: what lies in it when the axes change places is swapped.
_WEST, _SOUTH, _EAST, _NORTH = 101.0, 6.0, 118.5, 24.0


@dataclass(frozen=True)
class CheckedLayer:
    """What a layer holds.

    Attributes:
        features: Those without a fault, in their order.
        faults: Everything that is wrong, by feature; the row counts features as a table of
            them would show (the first is row 2).
    """

    features: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]


def checked_layer(
    file: str,
    data: bytes,
    known: Collection[str] | None,
    *,
    vintage: str = "",
    limit: int = MOST_BYTES,
    points: int = MOST_POINTS,
) -> CheckedLayer:
    """A GeoJSON layer of units, feature by feature.

    Args:
        file: How faults name the file.
        data: Its bytes.
        known: Keys of units; a feature is named by `properties.key`. None when there is no list.
        vintage: Division that its units belong to; empty for either.
        limit: Bytes that are allowed.
        points: Points that are allowed.
    """
    large = size_fault(file, len(data), limit)
    if large:
        return CheckedLayer((), (large,))
    try:
        features = features_of(data, points)
    except Unfit as unfit:
        return CheckedLayer((), (Fault(file, 0, "", *unfit.finding),))
    fit: list[dict[str, Any]] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, feature in enumerate(features):
        feature_faults = list(_feature_faults(file, number, feature, known, vintage, seen))
        faults += feature_faults
        if not feature_faults:
            fit.append(feature)
    return CheckedLayer(tuple(fit), tuple(faults))


def _feature_faults(
    file: str,
    number: int,
    feature: Any,
    known: Collection[str] | None,
    vintage: str,
    seen: set[str],
) -> Iterator[Fault]:
    row = number + 2
    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    for name in properties:
        kind = personal_column(str(name))
        if kind:
            found = said(say.PERSONAL_COLUMN, value=name, kind=kind)
            yield Fault(file, row, say.quoted(name), found, say.NOTHING_PERSONAL)
    key = properties.get("key")
    if not isinstance(key, str) or not key:
        yield Fault(file, row, "key", say.NO_KEY.filled(count=number + 1), say.GIVE_KEY)
        return
    if key in seen:
        yield Fault(file, row, "key", said(say.DOUBLE_SHAPE, value=key), say.ONE_SHAPE)
    elif vintage and key.startswith(("from2025-", "until2025-")) and not key.startswith(vintage):
        expected = geo.KEYS_OF_DIVISION.filled(value=f"{vintage}-")
        yield Fault(file, row, "key", said(geo.OTHER_DIVISION, value=key), expected)
    elif known is not None and key not in known:
        yield Fault(file, row, "key", said(say.NOT_A_UNIT, value=key), say.A_KNOWN_UNIT)
    seen.add(key)
    try:
        check_shape(key, feature.get("geometry"))
        if _crosses(feature["geometry"]):
            raise Unfit(said(geo.CROSSES, value=key), geo.CORRECT_OR_UPLOAD)
    except Unfit as unfit:
        yield Fault(file, row, "geometry", *unfit.finding)


def json_content(data: bytes, points: int, expected: Message) -> dict[str, Any]:
    """What a JSON text of outlines holds; empty when that is no object.

    Args:
        data: Bytes of the file.
        points: Points that are allowed.
        expected: What is said to be expected of a file that is no JSON.

    Raises:
        Unfit: When it is no JSON, or holds too many points or what is no number.
    """
    # Each point opens a bracket: counted before a parser fills the memory with them.
    if data.count(b"[") > points:
        raise Unfit(say.TOO_MANY_POINTS.filled(count=points), say.FEWER_POINTS)

    def refuse(name: str) -> None:
        del name
        raise Unfit(say.NOT_A_NUMBER_JSON, say.FINITE_NUMBERS)

    try:
        content = parsed_json(data, strictly=True, parse_constant=refuse)
    except Unfit:
        raise
    except RecursionError as error:
        raise Unfit(say.TOO_DEEP, expected) from error
    except json.JSONDecodeError as error:
        found = say.JSON_BREAKS_OFF.filled(row=error.lineno, column=error.colno)
        raise Unfit(found, expected) from error
    except NoLetter as fault:
        found = say.CONTROL_IN_LINE.filled(value=fault.sign, row=fault.line)
        raise Unfit(found, say.NO_CONTROLS) from fault
    except ValueError as error:  # not UTF-8, or a number of thousands of digits
        raise Unfit(say.NOT_JSON, expected) from error
    return content if isinstance(content, dict) else {}


def features_of(
    data: bytes, points: int = MOST_POINTS, expected: Message = say.A_FEATURE_COLLECTION
) -> list[Any]:
    """The features of a GeoJSON FeatureCollection.

    Args:
        data: Bytes of the file.
        points: Points that are allowed.
        expected: What is said to be expected of a file that is none.

    Raises:
        Unfit: When it is none, or holds too many points or what is no number.
    """
    content = json_content(data, points, expected)
    features = content.get("features")
    if not isinstance(features, list) or content.get("type") != "FeatureCollection":
        raise Unfit(say.NO_FEATURES, expected)
    if not features:
        raise Unfit(say.EMPTY_COLLECTION, expected)
    return features


def check_shape(name: str, geometry: Any, *, degrees: bool = True) -> None:
    """Look at the rings of one polygon or multipolygon.

    Args:
        name: What names it in faults.
        geometry: A GeoJSON geometry.
        degrees: Whether its positions have to be longitude and latitude.

    Raises:
        Unfit: When it is none, a ring is not closed, or a position is not where one can be.
    """
    if not isinstance(geometry, dict) or not geometry.get("coordinates"):
        raise Unfit(said(say.NO_SHAPE, value=name), say.A_POLYGON)
    kind, coordinates = geometry.get("type"), geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise Unfit(said(say.NOT_AN_AREA, value=name), say.A_POLYGON)
    try:
        places = _places(name, coordinates if kind == "MultiPolygon" else [coordinates])
    except Unfit:
        raise
    except (TypeError, ValueError, IndexError, OverflowError, KeyError) as error:
        raise Unfit(said(say.NOT_AN_AREA, value=name), say.A_POLYGON) from error
    if not places:
        raise Unfit(said(say.NO_SHAPE, value=name), say.A_POLYGON)
    # 1e999 is written without "Infinity" and reads as infinite all the same.
    if not all(math.isfinite(x + y) for x, y in places):
        raise Unfit(said(geo.NOT_FINITE, value=name), say.FINITE_NUMBERS)
    if not degrees:
        return
    x, y = zip(*places, strict=True)
    if swapped((min(x), min(y), max(x), max(y))):
        raise Unfit(said(say.SWAPPED, value=name), say.LON_FIRST)
    if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in places):
        raise Unfit(said(say.NOT_DEGREES, value=name), say.USE_DEGREES)


def swapped(box: Sequence[float]) -> bool:
    """Whether a box (least x and y, greatest x and y) is in Viet Nam only with swapped axes."""
    west, south, east, north = map(float, box)
    return _SOUTH <= west <= east <= _NORTH and _WEST <= south <= north <= _EAST


def _crosses(geometry: dict[str, Any]) -> bool:
    import shapely  # only a layer that is not plainly good comes here

    return not shapely.is_valid(shapely.from_geojson(json.dumps(geometry)))


def _places(name: str, polygons: Any) -> list[tuple[float, float]]:
    """Positions of all rings; TypeError and the like where there are none."""
    places: list[tuple[float, float]] = []
    for polygon in polygons:
        for ring in polygon:
            if len(ring) < _CORNERS or ring[0] != ring[-1]:
                raise Unfit(said(say.OPEN_RING, value=name), say.CLOSED_RING)
            for x, y, *_ in ring:
                if not (isinstance(x, int | float) and isinstance(y, int | float)):
                    raise TypeError
                places.append((float(x), float(y)))
    return places
