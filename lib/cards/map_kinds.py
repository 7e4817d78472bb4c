"""A map as a value: classes and how they look, points, what moves it, several in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.cards.pieces import Number, Piece


@dataclass(frozen=True)
class MapClass:
    """How the units (or points) of one class look, and their words in the legend.

    Attributes:
        label: Words of the legend and, where a unit has no words of its own, of its tooltip.
        fill: Colour, ``#rrggbb``.
        hatch: Pattern over the colour, "" for none (see `lib.draw.hatches`).
        shape: Mark of a point: ``check``, ``diamond``, ``ring``, ``square`` or ``disc``.
        count: Units in it, for the legend; None for none.
        stroke: Border colour.
        size: Diameter of a point, pixels.
        rank: Higher is drawn above.
        ink: Colour of the pattern, "" for the quiet one.
    """

    label: Piece
    fill: str
    hatch: str = ""
    shape: str = "disc"
    count: Number | None = None
    stroke: str = "#8fa1b3"
    size: int = 15
    rank: int = 0
    ink: str = ""


@dataclass(frozen=True)
class MapPoint:
    """A ward drawn as a point: key, degrees, place of its class, words of its tooltip."""

    key: str
    lat: float
    lon: float
    place: int
    name: str
    line: str = ""


@dataclass(frozen=True)
class MapTime:
    """What a map needs to move through time by itself.

    Attributes:
        day: The as-of date it shows at first; `today` is the last one that is no target's.
        metric: What colours it; `metrics` what else could.
        level: What its areas are; `levels` what else, with words and the layer that has them.
        legend: Classes of the day by kind and code: place among all, units, name of the number.
        layers: Layers of a place before the reform and since.
        waves: Rounds that can be made to stand out, with words.
        chosen: What is chosen on it, by key as the address has it: wave, hide, small, beside.
        provinces: Names by code; `words` other words by name.
        pilot: Codes of the cities that stand beside each other when those are asked for.
    """

    day: date
    today: date
    metric: str
    level: str
    metrics: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str, str], ...]
    legend: tuple[tuple[str, int, int, str], ...]
    layers: tuple[str, str]
    waves: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    provinces: tuple[tuple[str, str], ...]
    pilot: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SmallMap:
    """One of several maps under one legend and at one scale.

    Attributes:
        title: Its day or its place.
        told: What is counted in it.
        body: The map; of its own words it has only the labels.
        only: Keys of the areas drawn; empty for all. The largest part of them is looked at.
    """

    title: str
    told: str
    body: MapBody
    only: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SmallMaps:
    """What pictures and slides show in place of one map.

    Attributes:
        maps: The maps.
        areas: Classes of areas in the order of the legend, of all of them.
        marks: Classes of points.
    """

    maps: tuple[SmallMap, ...]
    areas: tuple[MapClass, ...]
    marks: tuple[MapClass, ...]


@dataclass(frozen=True)
class MapBody:
    """A map.

    Attributes:
        view: Identity of the view; the map moves only when it changes.
        bounds: West, south, east, north to move to then.
        outline: Name of the faint background layer; `layer` that of the one with classes.
        classes: All classes.
        values: Class of a unit by its code, with its tooltip words ("" for the class's).
        rest: Class by kind for units without an entry in `values`.
        points: Wards as points.
        labels: Names written on the map: latitude, longitude, text, lighter text.
        chosen: Keys outlined as chosen.
        areas: Classes of areas in the order of the legend.
        marks: Classes of points in the order of the legend.
        areas_told: What the areas are, over their legend.
        marks_told: What the points are, over theirs.
        trouble: Words to show when a layer cannot be loaded.
        within: Keys whose common outline is drawn over the others, and looked at.
        time: How it moves through time; None where it does not.
        small: Several maps that were chosen in its place; the page makes them by itself.
    """

    view: str
    bounds: tuple[float, float, float, float]
    outline: str
    layer: str
    classes: tuple[MapClass, ...]
    values: tuple[tuple[str, int, str], ...]
    rest: tuple[tuple[str, int], ...]
    points: tuple[MapPoint, ...]
    labels: tuple[tuple[float, float, str, str], ...]
    chosen: tuple[str, ...]
    areas: tuple[MapClass, ...]
    marks: tuple[MapClass, ...]
    areas_told: str = ""
    marks_told: str = ""
    trouble: str = ""
    within: tuple[str, ...] = ()
    time: MapTime | None = None
    small: SmallMaps | None = None
