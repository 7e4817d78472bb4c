"""What the map shows for a view: layers, classes, points. No Streamlit here.

Country: 34 provinces and a point for every ward with a report. Province: its wards as
polygons, former wards with a report as points on them. Before the reform no outlines are
public: wards are points over today's outlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.statuses import LADDER
from lib.domain.units import Units
from lib.ui.map_classes import (
    Classes,
    Values,
    filtered_class,
    province_classes,
    province_value,
    share_labels,
    share_place,
    status_class,
    ward_areas,
    ward_line,
)
from lib.ui.maps import COUNTRY_BOUNDS, Bounds, MapClass, MapPoint, MapState
from lib.ui.rows import record, rows_by_key
from lib.ui.situation import Situation
from lib.ui.terms import CLASSES_OF_SHARE, NO_VALUE
from lib.ui.wording import _

ISLANDS = ("from2025-20333", "from2025-22736")
"""Hoàng Sa and Trường Sa, labelled on every national map."""


_POINT_SIZE, _POINT_SIZE_MANY, _MANY_POINTS = 17, 11, 150


@dataclass(frozen=True)
class Drawing:
    """A map state with its legend: classes of areas and classes of points."""

    state: MapState
    areas: tuple[MapClass, ...]
    points: tuple[MapClass, ...]


def island_labels(units: Units) -> list[tuple[float, float, str, str]]:
    """Names of Hoàng Sa and Trường Sa with the province each belongs to."""
    labels = []
    for key in ISLANDS:
        if key in units:
            row = record(units.at(date.today()), key)
            labels.append(
                (
                    float(row["lat"]),
                    float(row["lon"]),
                    units.bare_name(key),
                    f"({units.province_name(key).removeprefix('TP. ')})",
                )
            )
    return labels


def draw(
    seen: Situation,
    address: Callable[[str], str],
    *,
    ward: str = "",
    metric: str = "status",
) -> Drawing:
    """The map of a situation: of the country, or of the province it is narrowed to.

    Args:
        seen: Statuses and totals at the as-of date, in the place chosen.
        address: Address of a layer by name, "" when there is none.
        ward: Unit marked as chosen, or "".
        metric: One of status, share, province_share, pace.
    """
    if seen.province:
        return _province(seen, address, ward, metric)
    return _country(seen, address, metric)


def _country(seen: Situation, address: Callable[[str], str], metric: str) -> Drawing:
    classes = Classes()
    values: Values = {}
    rest: dict[str, int] = {}
    areas: list[int] = []
    provinces: list[MapPoint] = []
    if seen.after_reform or metric in ("province_share", "pace"):
        places = province_classes(classes, metric, selective=seen.is_selective)
        areas = list(places.values())
    for key, row in seen.selected_provinces.iterrows() if areas else ():
        place, line = province_value(row, metric, places, seen.pace_label(str(key)))
        classes.count(place)
        if seen.after_reform:
            values[str(key).split("-")[1]] = (place, line)
            continue
        # Its outline is not public, and the code may mean another province today.
        where = seen.position(str(key))
        if where:
            name = seen.units.province_name(str(key), seen.day)
            provinces.append(MapPoint(str(key), *where, place, name, line))
    if not seen.after_reform:
        rest["other"] = classes.add(MapClass(_("Today's outline"), "#fbfcfd", stroke="#ccd6e0"))
    by_ward = metric in ("status", "share")
    points: list[MapPoint] = []
    point_places: list[int] = []
    if by_ward:
        points, point_places = _points(seen, classes, list(seen.statuses.index), metric)
    shown = [place for place in areas if classes.number(place) or metric != "pace"]
    state = MapState(
        view="country",
        bounds=COUNTRY_BOUNDS,
        layer=address("provinces"),
        classes=classes.all(),
        values=values,
        rest=rest,
        points=[*provinces, *points],
        labels=island_labels(seen.units),
        trouble=_("The outlines could not be loaded; points are shown without them."),
    )
    return Drawing(state, classes.counted(shown), classes.counted(point_places))


def _points(
    seen: Situation, classes: Classes, keys: Sequence[str], metric: str
) -> tuple[list[MapPoint], list[int]]:
    """Wards with a report as points, and the places of their classes in legend order."""
    by_share = metric == "share"
    size = _POINT_SIZE if len(keys) < _MANY_POINTS else _POINT_SIZE_MANY
    places: dict[str, int]
    if by_share:
        places = {
            str(i): classes.add(
                MapClass(label, CLASSES_OF_SHARE[i], shape="disc", size=size - 1, rank=100 * i)
            )
            for i, label in reversed(list(enumerate(share_labels())))
        }
        known = NO_VALUE["not_assessed"]
        places["none"] = classes.add(MapClass(known.words, known.fill, shape="square", size=13))
    else:
        places = {code: classes.add(status_class(code, size)) for code in reversed(LADDER)}
    points = []
    rows = rows_by_key(seen.statuses, keys)
    for key in keys:
        row = rows[key]
        if by_share:
            share = row["share_met"]
            place = places["none" if pd.isna(share) else str(share_place(float(share)))]
        else:
            place = places[str(row["status"])]
        classes.count(place)
        where = seen.position(key)
        if where is None:
            continue
        points.append(
            MapPoint(key, *where, place, seen.units.full_name(key, seen.day), ward_line(row))
        )
    # The lowest step is in the legend only where a source says so, and of a chosen status
    # the others are not.
    always = {*places} - {LADDER[0]} if not seen.narrowed.status else set()
    shown = [at for code, at in places.items() if code in always or classes.number(at)]
    return points, shown


def _province(
    seen: Situation,
    address: Callable[[str], str],
    ward: str,
    metric: str,
) -> Drawing:
    units, layers = seen.units, seen.layers
    province, district = seen.province, seen.district
    classes = Classes()
    own = seen.own_outlines
    background = units.current_province(province) or province
    name = own.name if own else f"from2025/{background.split('-')[1]}"
    inside = set(seen.members())
    layer = own or layers.get(name)
    shaped = layer.keys if layer and (own or seen.after_reform) else frozenset()
    # A ward with an outline shows its status there; the others are points.
    reported = [key for key in seen.statuses.index if key not in shaped]
    values: Values = {}
    rest: dict[str, int] = {}
    areas: list[int] = []
    if seen.after_reform or own:
        others = ("commune", "special_zone", "township")
        communes = seen.members(kinds=others)
        areas = ward_areas(seen, classes, values, rest, inside, communes, metric)
    else:
        rest["other"] = classes.add(MapClass(_("Today's outline"), "#fbfcfd", stroke="#ccd6e0"))
    points, point_places = _points(seen, classes, reported, metric)
    points_only = not seen.after_reform and not own
    if points_only:
        points = _silent_points(seen, classes, inside - set(reported), point_places) + points
    chosen = [ward] if ward else []
    if ward and seen.after_reform:
        chosen = units.as_of_key(ward, seen.day)
    state = MapState(
        view=f"{province}/{district}",
        bounds=_bounds(
            layer.bounds if layer else None, seen, inside if district or points_only else ()
        ),
        outline=address("provinces"),
        layer=address(name),
        classes=classes.all(),
        values=values,
        rest=rest,
        points=points,
        labels=[label for label in island_labels(units) if _lies_near(label, units, background)],
        chosen=chosen,
        trouble=_("The outlines could not be loaded; points are shown without them."),
    )
    return Drawing(state, classes.counted(areas), classes.counted(point_places))


def _silent_points(
    seen: Situation, classes: Classes, keys: set[str], places: list[int]
) -> list[MapPoint]:
    """Wards without a report, as small grey points (no outlines are public before the reform)."""
    known = NO_VALUE["no_report"]
    place = classes.add(MapClass(known.words, "#ccd5dd", shape="disc", size=7, rank=-100))
    left_out = classes.add(filtered_class(7))
    if keys & seen.left_out:
        places.append(left_out)
    places.append(place)
    points = []
    for key in sorted(keys):
        cls = classes.count(left_out if key in seen.left_out else place)
        where = seen.position(key)
        if where:
            name = seen.units.full_name(key, seen.day)
            points.append(MapPoint(key, *where, cls, name))
    return points


def _bounds(bounds: Bounds | None, seen: Situation, keys: Iterable[str]) -> Bounds:
    """Where to look: around the given units when they have positions, else at the layer."""
    spots = [spot for spot in map(seen.position, keys) if spot]
    if not spots:
        return bounds or COUNTRY_BOUNDS
    lats, lons = zip(*spots, strict=True)
    margin = 0.02
    return min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin


def _lies_near(label: tuple[float, float, str, str], units: Units, province: str) -> bool:
    return label[3] == f"({units.province_name(province).removeprefix('TP. ')})"
