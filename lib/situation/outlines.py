"""Which outline a unit has on the day, and what is drawn around it."""

from __future__ import annotations

from dataclasses import dataclass

from lib import clock
from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.io.geo.layers import Layer, Ring
from lib.situation.cache import kept_beside
from lib.situation.country import unfiltered
from lib.situation.frames import (
    Backdrop,
    Frame,
    Line,
    Place,
    Spot,
    backdrop,
    is_inside,
    place_of,
    span_of,
)
from lib.situation.situation import Situation


@dataclass(frozen=True)
class Framed:
    """What is drawn in the frame of a unit, in kilometres from its middle.

    Attributes:
        own: Its outline; empty where none is public.
        neighbours: Borders around it.
        land: Larger units behind.
        today: Outline of the unit of today that a unit without one lay in; empty for none.
        point: Where a unit without an outline lay; None when its place as listed is outside of
            the unit that it went into.
    """

    own: tuple[Line, ...]
    neighbours: tuple[Line, ...]
    land: tuple[Line, ...]
    today: tuple[Line, ...] = ()
    point: Spot | None = (0.0, 0.0)


@kept_beside(32, beside=unfiltered)
def framed(seen: Situation, keys: tuple[str, ...]) -> tuple[dict[str, Framed], float]:
    """Frames of units at one scale, without those whose place is not known; and their width."""
    places = {key: place for key in keys if (place := _place(seen, key))}
    span = span_of(places.values())
    return {key: _framed(seen, key, Frame(place, span)) for key, place in places.items()}, span


def present_unit(seen: Situation, key: str) -> str:
    """The unit of today whose outline a unit without one lay in; "" when none is known."""
    where = seen.position(key)
    units = seen.units
    day = max(seen.day, clock.today())
    if where is None or has_outline(seen, key):
        return ""
    if units.kind(key) in PROVINCE_LEVEL:
        units_now = [units.current_province(key) or ""]
    else:
        units_now = units.as_of_key(key, day)
    drawn = [each for each in units_now if each in units and has_outline(seen, each)]
    at = (where[1], where[0])
    inside = [each for each in drawn if is_inside(at, _shape(seen, each))]
    return next(iter([*inside, *drawn]), "")


def has_outline(seen: Situation, key: str) -> bool:
    """Whether an outline of the unit is public."""
    return _layer(seen, key) is not None


def _framed(seen: Situation, key: str, frame: Frame) -> Framed:
    around, land = _around(seen, key), seen.layers.get("provinces")
    has, where = has_outline(seen, key), seen.position(key)
    return Framed(
        frame.own if has else (),
        frame.around(_backdrop(seen, None if around is land else around)),
        frame.around(_backdrop(seen, land)),
        () if has else frame.own,
        None if has else _point(frame, where),
    )


def _point(frame: Frame, where: tuple[float, float] | None) -> Spot | None:
    if where is None:
        return None
    at = (where[1], where[0])
    outside = frame.place.rings and not is_inside(at, frame.place.rings)
    return None if outside else frame.spot(*at)


def _layer(seen: Situation, key: str) -> Layer | None:
    units = seen.units
    if units.kind(key) in PROVINCE_LEVEL:
        layer = seen.layers.get("provinces")
    else:
        province = units.province_of(key, seen.day).partition("-")[2]
        layer = seen.layers.get(f"{vintage_of(key)}/{province}")
    return layer if layer and key in layer.keys else None


def _around(seen: Situation, key: str) -> Layer | None:
    """The layer drawn light around a unit: its own, else that of the province of today."""
    own = _layer(seen, key)
    if own or seen.units.kind(key) in PROVINCE_LEVEL:
        return own or seen.layers.get("provinces")
    today = seen.units.current_province(key) or ""
    return seen.layers.get(f"from2025/{today.partition('-')[2]}")


def _place(seen: Situation, key: str) -> Place | None:
    layer = _layer(seen, key)
    if layer:
        return place_of(layer.shapes[key])
    if present := present_unit(seen, key):
        return place_of(_shape(seen, present))
    where = seen.position(key)
    return Place(where[1], where[0]) if where else None


def _shape(seen: Situation, key: str) -> tuple[Ring, ...]:
    layer = _layer(seen, key)
    return layer.shapes[key] if layer else ()


@kept_beside(8, beside=unfiltered)
def _backdrop(_seen: Situation, layer: Layer | None) -> Backdrop:
    return backdrop(layer.shapes) if layer else Backdrop()
