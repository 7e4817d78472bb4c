"""What the map shows for a view: layers, classes, points. No Streamlit here.

Country: 34 provinces and a point for every ward with a report. Province: its wards as
polygons, former wards with a report as points on them. Before the reform no outlines are
public: wards are points over today's outlines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib.domain.statuses import LADDER
from lib.domain.units import Units
from lib.io.layers import Layers
from lib.ui import wording
from lib.ui.maps import COUNTRY_BOUNDS, Bounds, MapClass, MapPoint, MapState
from lib.ui.situation import Situation
from lib.ui.terms import CLASSES_OF_SHARE, NO_VALUE, PACE, STATUS
from lib.ui.wording import _

ISLANDS = ("from2025-20333", "from2025-22736")
"""Hoàng Sa and Trường Sa, labelled on every national map."""

_WITH_REPORTS = "#dbe8f3"
_SHARE_EDGES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Drawing:
    """A map state with its legend: classes of areas and classes of points."""

    state: MapState
    areas: tuple[MapClass, ...]
    points: tuple[MapClass, ...]


class Classes:
    """Collects classes and counts the units in each while a map is put together."""

    def __init__(self) -> None:
        self._classes: list[MapClass] = []
        self._counts: Counter[int] = Counter()

    def add(self, cls: MapClass) -> int:
        """Add a class; returns its place."""
        self._classes.append(cls)
        return len(self._classes) - 1

    def count(self, place: int) -> int:
        """Count one unit into a class; returns the place."""
        self._counts[place] += 1
        return place

    def counted(self, places: Iterable[int]) -> tuple[MapClass, ...]:
        """Classes with their counts, in the order of the places."""
        return tuple(replace(self._classes[p], count=self._counts[p]) for p in places)

    def all(self) -> tuple[MapClass, ...]:
        """All classes by place."""
        return tuple(self._classes)


def island_labels(units: Units) -> list[tuple[float, float, str, str]]:
    """Names of Hoàng Sa and Trường Sa with the province each belongs to."""
    labels = []
    for key in ISLANDS:
        if key in units:
            row = units.at(date.today()).loc[key]
            labels.append(
                (
                    float(row["lat"]),
                    float(row["lon"]),
                    units.bare_name(key),
                    f"({units.province_name(key).removeprefix('TP. ')})",
                )
            )
    return labels


def status_class(code: str) -> MapClass:
    """Class of a status, as area and as point."""
    known = STATUS[code]
    return MapClass(
        known.words, known.fill, shape=known.shape, size=17, rank=100 * LADDER.index(code)
    )


def share_place(share: float) -> int:
    """Class of a share of criteria met: 0 for below 25 % up to 4 for all met."""
    return sum(share >= edge for edge in _SHARE_EDGES[1:])


def share_labels() -> list[str]:
    """Edges of the share classes in words."""
    words = [
        f"{wording.percent(low)} – {_('below {edge}', edge=wording.percent(high))}"
        for low, high in zip(_SHARE_EDGES, _SHARE_EDGES[1:], strict=False)
    ]
    return [*words, _("All criteria met")]


def ward_line(row: pd.Series) -> str:
    """One line on a ward's state: status, criteria met, date."""
    parts = [STATUS[str(row["status"])].words]
    if pd.notna(row["criteria_met"]) and pd.notna(row["criteria_total"]):
        parts.append(f"{int(row['criteria_met'])}/{int(row['criteria_total'])}")
    if pd.notna(row["status_day"]):
        parts.append(wording.day(row["status_day"], str(row["precision"])))
    return " · ".join(parts)


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
    values: dict[str, int | tuple[int, str]] = {}
    today = seen.provinces
    area_places = _province_classes(classes, metric)
    for key, row in today.iterrows():
        place, line = _province_value(row, metric, area_places, seen.pace_label(str(key)))
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


def _province_classes(classes: Classes, metric: str) -> dict[str, int]:
    none = NO_VALUE["no_report"]
    if metric == "pace":
        return {
            code: classes.add(MapClass(known.words, known.fill, hatch=known.hatch))
            for code, known in PACE.items()
        }
    found: dict[str, int] = {}
    if metric == "province_share":
        labels = [
            _("No ward recognised"),
            _("below {edge}", edge=wording.percent(0.05)),
            f"{wording.percent(0.05)} – {_('below {edge}', edge=wording.percent(0.3))}",
            f"{wording.percent(0.3)} – {_('below {edge}', edge=wording.percent(1))}",
            _("All wards recognised"),
        ]
        for place, label in enumerate(labels):
            found[str(place)] = classes.add(MapClass(label, CLASSES_OF_SHARE[place]))
    else:
        found["reports"] = classes.add(MapClass(_("Provinces with reports"), _WITH_REPORTS))
    found["none"] = classes.add(MapClass(none.words, none.fill, hatch=none.hatch))
    return found


def _province_value(
    row: pd.Series, metric: str, places: dict[str, int], pace: str
) -> tuple[int, str]:
    reported = int(row["wards_with_report"])
    total = int(row["wards_total"])
    recognised = int(row["recognised"])
    counted = _(
        "{recognised} recognised of {total} wards; {reported} with reports",
        recognised=wording.number(recognised),
        total=wording.number(total),
        reported=wording.number(reported),
    )
    if metric == "pace":
        return places[pace], f"{PACE[pace].words} · {counted}"
    if not reported:
        return places["none"], f"{NO_VALUE['no_report'].words} · {counted}"
    if metric == "province_share":
        share = recognised / total if total else 0.0
        return places[str(sum(share >= e for e in (1e-9, 0.05, 0.3, 1.0)))], counted
    return places["reports"], counted


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
        row = seen.statuses.loc[key]
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
    values: dict[str, int | tuple[int, str]] = {}
    rest: dict[str, int] = {}
    areas: list[int] = []
    if seen.after_reform or own:
        areas = _ward_areas(seen, classes, values, rest, inside, metric)
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


def _ward_areas(
    seen: Situation,
    classes: Classes,
    values: dict[str, int | tuple[int, str]],
    rest: dict[str, int],
    inside: set[str],
    metric: str,
) -> list[int]:
    """Classes of ward polygons; returns their places in legend order."""
    none = NO_VALUE["no_report"]
    own = {code: classes.add(status_class(code)) for code in reversed(LADDER[1:])}
    shares = {
        i: classes.add(MapClass(label, CLASSES_OF_SHARE[i]))
        for i, label in reversed(list(enumerate(share_labels())))
    }
    not_assessed = classes.add(
        MapClass(NO_VALUE["not_assessed"].words, "#d3d9df", hatch=NO_VALUE["not_assessed"].hatch)
    )
    before = classes.add(MapClass(_("Only former wards reported"), _WITH_REPORTS))
    silent = classes.add(MapClass(none.words, none.fill, hatch=none.hatch))
    outside = classes.add(MapClass(_("Outside the chosen district"), "#ffffff", stroke="#d5dde5"))
    commune = classes.add(
        MapClass(_("Communes, outside the programme"), "#eef1f4", stroke="#c9d2db")
    )
    for key in inside:
        code = key.split("-")[1]
        if key in seen.statuses.index:
            row = seen.statuses.loc[key]
            if metric == "share":
                share = row["share_met"]
                place = not_assessed if pd.isna(share) else shares[share_place(float(share))]
            else:
                place = own[str(row["status"])]
            values[code] = (classes.count(place), ward_line(row))
        elif key in seen.across.index and seen.across.at[key, "best_predecessor_status"]:
            found = seen.across.loc[key]
            values[code] = (
                classes.count(before),
                _(
                    "{k} of {n} former wards recognised",
                    k=wording.number(int(found["n_recognised"])),
                    n=wording.number(int(found["n_predecessors"])),
                ),
            )
        else:
            values[code] = classes.count(silent)
    rest.update({"ward": outside, "commune": commune, "special_zone": commune, "township": commune})
    used = [*(shares.values() if metric == "share" else own.values())]
    return [*used, *([not_assessed] if metric == "share" else []), before, silent]


def _silent_points(
    seen: Situation, classes: Classes, keys: set[str], places: list[int]
) -> list[MapPoint]:
    """Wards without a report, as small grey points (no outlines are public before the reform)."""
    known = NO_VALUE["no_report"]
    place = classes.add(MapClass(known.words, "#dfe5ea", shape="disc", size=8, rank=-100))
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
    rows = [(table if key in table.index else old).loc[key] for key in keys]
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
