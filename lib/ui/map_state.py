"""What the map shows for a view: layers, classes, points. No Streamlit here.

Country: 34 provinces and a point for every ward with a report. Province: its wards as
polygons, former wards with a report as points on them. Before the reform no outlines are
public: wards are points over today's outlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.statuses import LADDER
from lib.domain.units import Units
from lib.io.layers import Layers
from lib.ui.map_classes import (
    Classes,
    Values,
    province_classes,
    province_value,
    share_labels,
    share_place,
    status_class,
    ward_areas,
    ward_line,
)
from lib.ui.maps import COUNTRY_BOUNDS, Bounds, MapClass, MapPoint, MapState
from lib.ui.rows import record
from lib.ui.situation import Situation
from lib.ui.terms import CLASSES_OF_SHARE, NO_VALUE
from lib.ui.wording import _

ISLANDS = ("from2025-20333", "from2025-22736")
"""Hoàng Sa and Trường Sa, labelled on every national map."""


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
    layers: Layers,
    address: Callable[[str], str],
    *,
    province: str = "",
    district: str = "",
    ward: str = "",
    metric: str = "status",
) -> Drawing:
    """The map of a view.

    Args:
        seen: Statuses and totals at the as-of date.
        layers: Boundary layers that exist.
        address: Address of a layer by name, "" when there is none.
        province: Province opened, or "" for the country.
        district: District (former, after the reform) that narrows it, or "".
        ward: Unit marked as chosen, or "".
        metric: One of status, share, province_share, pace.
    """
    if province:
        return _province(seen, layers, address, province, district, ward, metric)
    return _country(seen, address, ward, metric)


def _country(seen: Situation, address: Callable[[str], str], ward: str, metric: str) -> Drawing:
    classes = Classes()
    values: Values = {}
    today = seen.provinces
    area_places = province_classes(classes, metric)
    for key, row in today.iterrows():
        place, line = province_value(row, metric, area_places, seen.pace_label(str(key)))
        values[str(key).split("-")[1]] = (classes.count(place), line)
    points, point_places = _points(seen, classes, seen.statuses.index, metric)
    state = MapState(
        view="country",
        bounds=COUNTRY_BOUNDS,
        layer=address("provinces"),
        classes=classes.all(),
        values=values,
        points=points,
        labels=island_labels(seen.units),
        trouble=_("The outlines could not be loaded; points are shown without them."),
    )
    return Drawing(state, classes.counted(area_places.values()), classes.counted(point_places))


def _points(
    seen: Situation, classes: Classes, keys: Iterable[str], metric: str
) -> tuple[list[MapPoint], list[int]]:
    """Wards with a report as points, and the places of their classes in legend order."""
    by_share = metric == "share"
    places: dict[str, int]
    if by_share:
        places = {
            str(i): classes.add(
                MapClass(label, CLASSES_OF_SHARE[i], shape="disc", size=16, rank=100 * i)
            )
            for i, label in reversed(list(enumerate(share_labels())))
        }
        known = NO_VALUE["not_assessed"]
        places["none"] = classes.add(MapClass(known.words, known.fill, shape="square", size=13))
    else:
        places = {code: classes.add(status_class(code)) for code in reversed(LADDER[1:])}
    points = []
    unlocated = 0
    for key in keys:
        row = record(seen.statuses, key)
        if by_share:
            share = row["share_met"]
            place = places["none" if pd.isna(share) else str(share_place(float(share)))]
        else:
            place = places[str(row["status"])]
        classes.count(place)
        where = seen.position(key)
        if where is None:
            unlocated += 1
            continue
        points.append(
            MapPoint(key, *where, place, seen.units.full_name(key, seen.day), ward_line(row))
        )
    return points, list(places.values())


def _province(
    seen: Situation,
    layers: Layers,
    address: Callable[[str], str],
    province: str,
    district: str,
    ward: str,
    metric: str,
) -> Drawing:
    units = seen.units
    classes = Classes()
    own = layers.get(f"until2025/{province.split('-')[1]}") if not seen.after_reform else None
    background = units.current_province(province) or province
    name = own.name if own else f"from2025/{background.split('-')[1]}"
    inside = set(units.members(seen.day, province=province, district=district or None))
    reported = [key for key in seen.statuses.index if _is_in(units, key, province, district)]
    values: Values = {}
    rest: dict[str, int] = {}
    areas: list[int] = []
    if seen.after_reform or own:
        others = ("commune", "special_zone", "township")
        communes = units.members(
            seen.day, province=province, district=district or None, kinds=others
        )
        areas = ward_areas(seen, classes, values, rest, inside, communes, metric)
    else:
        rest["other"] = classes.add(MapClass(_("Outline of today"), "#fbfcfd", stroke="#ccd6e0"))
    points, point_places = _points(seen, classes, reported, metric)
    if not seen.after_reform and not own:
        points = _silent_points(seen, classes, inside - set(reported), point_places) + points
    chosen = [ward] if ward else []
    if ward and seen.after_reform:
        chosen = units.as_of_key(ward, seen.day)
    layer = own or layers.get(name)
    state = MapState(
        view=f"{province}/{district}",
        bounds=_bounds(layer.bounds if layer else None, units, inside if district else ()),
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
    places.append(place)
    points = []
    for key in sorted(keys):
        classes.count(place)
        where = seen.position(key)
        if where:
            name = seen.units.full_name(key, seen.day)
            points.append(MapPoint(key, *where, place, name, known.words))
    return points


def _is_in(units: Units, key: str, province: str, district: str) -> bool:
    regions = units.regions(key)
    return province in regions and (not district or district in regions)


def _bounds(bounds: Bounds | None, units: Units, keys: Iterable[str]) -> Bounds:
    """Where to look: around the units of a district when there are any, else the layer."""
    table = units.at(date.today())
    old = units.at(date(2025, 6, 30))
    rows = [record(table if key in table.index else old, key) for key in keys]
    spots = [(float(r["lon"]), float(r["lat"])) for r in rows if pd.notna(r["lat"])]
    if not spots:
        return bounds or COUNTRY_BOUNDS
    margin = 0.02
    return (
        min(x for x, _y in spots) - margin,
        min(y for _x, y in spots) - margin,
        max(x for x, _y in spots) + margin,
        max(y for _x, y in spots) + margin,
    )


def _lies_near(label: tuple[float, float, str, str], units: Units, province: str) -> bool:
    return label[3] == f"({units.province_name(province).removeprefix('TP. ')})"
