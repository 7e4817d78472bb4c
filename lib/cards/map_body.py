"""What a map draws: classes, units in them, points, labels, and where it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from lib import clock
from lib.cards import map_classes, telling
from lib.cards.counts import holding
from lib.cards.map_kinds import MapBody, MapClass, MapPoint
from lib.cards.map_outlines import district_units, kin_labels
from lib.cards.map_sizes import point_size
from lib.cards.pieces import Asks, Number
from lib.cards.strengths import strength_told
from lib.domain.rows import row_by_key
from lib.situation.classes_on_map import (
    COMMUNE,
    Groups,
    background,
    is_drawn_as_areas,
    layer_name,
    level_shown,
    mapped,
)
from lib.situation.counted import PREDECESSOR_ONLY
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.terms import PACE, STATUS
from lib.words.wording import _

Bounds = tuple[float, float, float, float]
COUNTRY_BOUNDS: Bounds = (102.0, 6.5, 117.6, 23.5)
"""West, south, east, north: the mainland with Hoàng Sa and Trường Sa."""
ISLANDS = ("from2025-20333", "from2025-22736")
"""Hoàng Sa and Trường Sa, labelled on every national map."""
_MARGIN = 0.02  # degrees around points


def map_body(seen: Situation, metric: str, ward: str, level: str = "province") -> MapBody:
    """The map of a situation: of the country, or of the province it is narrowed to."""
    level = level_shown(seen, metric, level)
    groups = mapped(seen, metric, level)
    size = point_size(len(seen.statuses))
    of_provinces = level == "province"
    areas = tuple(
        replace(
            map_classes.area(code, of_provinces=of_provinces, selective=seen.is_selective),
            count=_number(seen, _kind("areas", seen, level), metric, code, keys),
        )
        for code, keys in groups.areas.items()
    )
    marks = tuple(
        replace(
            map_classes.mark(code, size),
            count=_number(seen, _kind("marks", seen, level), metric, code, keys),
        )
        for code, keys in groups.marks.items()
    )
    classes, rest = _all_classes(seen, areas, marks, groups.areas, level)
    values: list[tuple[str, int, str]] = []
    points: list[MapPoint] = []
    on_layer = seen.after_reform or bool(seen.province)
    for place, (code, keys) in enumerate(groups.areas.items()):
        for key in keys if code != COMMUNE else ():
            line = (
                _province_line(seen, key, metric)
                if of_provinces
                else _ward_line(seen, key, code)
                if seen.province
                else ""  # of hundreds; the map's film has them
            )
            if on_layer:
                values.append((key.partition("-")[2], place, line))
            elif where := seen.position(key):
                # Its outline is not public, and the code may mean another province today.
                name = seen.units.province_name(key, seen.day)
                points.append(MapPoint(key, *where, place, name, line))
    for place, keys in enumerate(groups.marks.values(), len(areas)):
        points += _points(seen, place, keys)
    return MapBody(
        view=f"{seen.province}/{seen.district}" if seen.province else "country",
        bounds=_bounds(seen),
        outline="" if of_provinces else "provinces",
        layer=layer_name(seen, level),
        classes=classes,
        values=tuple(values),
        rest=rest,
        points=tuple(points),
        labels=(*_island_labels(seen), *kin_labels(seen, ward)),
        within=district_units(seen),
        chosen=_chosen(seen, ward) if seen.province else (),
        areas=areas,
        marks=marks if any(groups.marks.values()) else (),
        areas_told=_areas_told(seen, level),
        marks_told=_marks_told(seen, level),
        trouble=_("The outlines could not be loaded; points are shown without them."),
    )


def _kind(kind: str, seen: Situation, level: str) -> str:
    """What a legend counts; the level where it is not the usual one."""
    return kind if seen.province or level == "province" else f"{kind}:{level}"


def _number(seen: Situation, kind: str, metric: str, code: str, keys: tuple[str, ...]) -> Number:
    """How many units are in a class; wards with a status as every other card counts them."""
    if kind == "marks" and not seen.province and code in STATUS:
        return holding(seen, code)
    of_provinces = not seen.province and ":" not in kind
    label = map_classes.label(code, of_provinces=of_provinces, selective=seen.is_selective)
    asks = Asks("on_map", (kind, metric, code))
    return telling.count(f"{kind.partition(':')[0]}_{code}", len(keys), str(label), asks)


def _all_classes(
    seen: Situation,
    areas: tuple[MapClass, ...],
    marks: tuple[MapClass, ...],
    groups: Groups,
    level: str,
) -> tuple[tuple[MapClass, ...], tuple[tuple[str, int], ...]]:
    """All classes by place, and those of units that no group names, by kind."""
    others = len(areas) + len(marks)
    if level == "unit" and is_drawn_as_areas(seen):
        commune = list(groups).index(COMMUNE)
        units = seen.units
        rest = (
            *((kind, others) for kind in units.carriers),
            *((kind, commune) for kind in units.others),
        )
        return (*areas, *marks, map_classes.outside()), rest
    if seen.after_reform:
        return (*areas, *marks), ()
    return (*areas, *marks, map_classes.today()), (("other", others),)


def _points(seen: Situation, place: int, keys: Iterable[str]) -> list[MapPoint]:
    points = []
    for key in keys:
        where = seen.position(key)
        if where:
            line = ward_line(row_by_key(seen.statuses, key)) if key in seen.statuses.index else ""
            points.append(MapPoint(key, *where, place, seen.units.full_name(key, seen.day), line))
    return points


def _chosen(seen: Situation, ward: str) -> tuple[str, ...]:
    if ward and seen.after_reform:
        return tuple(seen.units.as_of_key(ward, seen.day))
    return (ward,) if ward else ()


def _bounds(seen: Situation) -> Bounds:
    """Where to look: around a district or points, else at the layer."""
    if not seen.province:
        return COUNTRY_BOUNDS
    if seen.district or not is_drawn_as_areas(seen):
        spots = [spot for spot in map(seen.position, map(str, seen.members())) if spot]
        if spots:
            lats, lons = zip(*spots, strict=True)
            west, east = min(lons) - _MARGIN, max(lons) + _MARGIN
            return west, min(lats) - _MARGIN, east, max(lats) + _MARGIN
    layer = seen.layers.get(layer_name(seen))
    return layer.bounds if layer else COUNTRY_BOUNDS


def _island_labels(seen: Situation) -> tuple[tuple[float, float, str, str], ...]:
    """Names of Hoàng Sa and Trường Sa with the province each belongs to; near a province, its."""
    units = seen.units
    labels = []
    for key in ISLANDS:
        if key in units and (not seen.province or units.province_of(key) == background(seen)):
            row = row_by_key(units.at(clock.today()), key)
            province = units.province_name(key).removeprefix("TP. ")
            at = float(row["lat"]), float(row["lon"])
            labels.append((*at, units.bare_name(key), f"({province})"))
    return tuple(labels)


def _marks_told(seen: Situation, level: str) -> str:
    if level == "province":
        return _("Points: wards with a report")
    return _("Points: former wards with a report") if seen.after_reform else _("Points: wards")


def _areas_told(seen: Situation, level: str) -> str:
    if level != "province":
        return _("Shaded: today's wards") if seen.after_reform else _("Shaded: wards")
    return _("Shaded: provinces") if seen.after_reform else _("Large points: provinces")


def ward_line(row: pd.Series) -> str:
    """One line on a ward's state: status, criteria met, date."""
    parts = [STATUS[str(row["status"])].words]
    if told := strength_told(str(row["strength"]), str(row["decision_no"])):
        parts.append(str(told))
    if pd.notna(row["criteria_met"]) and pd.notna(row["criteria_total"]):
        met, total = (int(row[name]) for name in ("criteria_met", "criteria_total"))
        parts.append(f"{wording.number(met)}/{wording.number(total)}")
    if pd.notna(row["status_day"]):
        parts.append(wording.day(row["status_day"], str(row["precision"])))
    return " · ".join(parts)


def _ward_line(seen: Situation, key: str, code: str) -> str:
    """One line on a ward with an outline; "" for the words of its class."""
    if key in seen.statuses.index:
        return ward_line(row_by_key(seen.statuses, key))
    if code != PREDECESSOR_ONLY:
        return ""
    before = row_by_key(seen.statuses_over_reform, key)
    return _(
        "{k} of {n} former wards recognised",
        k=wording.number(int(before["n_recognised"])),
        n=wording.number(int(before["n_predecessors"])),
    )


def _province_line(seen: Situation, key: str, metric: str) -> str:
    """One line on a province: its pace where that colours the map, and its counts."""
    row = row_by_key(seen.selected_provinces, key)
    counted = _(
        "{recognised} of {total} wards recognised; {reported} with reports",
        recognised=wording.number(int(row["recognised"])),
        total=wording.number(int(row["wards_total"])),
        reported=wording.number(int(row["wards_with_report"])),
    )
    return f"{PACE[seen.pace_label(key)].words} · {counted}" if metric == "pace" else counted
