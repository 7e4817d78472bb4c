"""Which outline a unit has on the day, and what is drawn around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.io.geo.layers import Layer
from lib.situation.frames import Backdrop, Frame, Line, Place, backdrop, place_of, span_of
from lib.situation.situation import Situation


@dataclass(frozen=True)
class Framed:
    """What is drawn in the frame of a unit, in kilometres from its middle."""

    own: tuple[Line, ...]
    neighbours: tuple[Line, ...]
    land: tuple[Line, ...]


def framed(seen: Situation, keys: Sequence[str]) -> tuple[dict[str, Framed], float]:
    """Frames of units at one scale, without those whose place is not known; and their width."""
    places = {key: place for key in keys if (place := _place(seen, key))}
    span = span_of(places.values())
    return {key: _framed(seen, key, Frame(place, span)) for key, place in places.items()}, span


def has_outline(seen: Situation, key: str) -> bool:
    """Whether an outline of the unit is public."""
    return _layer(seen, key) is not None


def _framed(seen: Situation, key: str, frame: Frame) -> Framed:
    around, land = _around(seen, key), seen.layers.get("provinces")
    return Framed(
        frame.own,
        frame.around(_backdrop(seen, None if around is land else around)),
        frame.around(_backdrop(seen, land)),
    )


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
    where = seen.position(key)
    return Place(where[1], where[0]) if where else None


def _backdrop(seen: Situation, layer: Layer | None) -> Backdrop:
    if layer is None:
        return Backdrop()
    return seen.keep.get(("backdrop", layer.name), lambda: backdrop(layer.shapes))
