"""Outlines of wards and cities on a page: the layer, what lies around, one scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.io.geo.layers import Layer
from lib.situation.comparison import picked
from lib.situation.situation import Situation
from lib.ui import blocks, figures_outlines, ward_words
from lib.ui.figures_outlines import Backdrop, Place
from lib.view.view import View
from lib.words import wording
from lib.words.terms import NO_VALUE, STATUS
from lib.words.wording import _

WIDTH, HEIGHT = 240, 180
_FAR_ISLANDS = {"from2025-48": "Hoàng Sa", "from2025-56": "Trường Sa"}
"""Island units that lie beyond the frame of their province; they are named below it."""


def outlines(seen: Situation, keys: Sequence[str]) -> dict[str, str]:
    """One map for each unit, all at the same scale; "" where nothing is known of its place."""
    places = {key: _place(seen, key) for key in keys}
    known = [place for place in places.values() if place]
    span = figures_outlines.span_of(known, WIDTH, HEIGHT)
    return {
        key: _map(seen, key, place, round(span, 3)) if place else ""
        for key, place in places.items()
    }


def side_by_side(seen: Situation, view: View) -> None:
    """The units compared, all at the same scale; until outlines are a body of a card."""
    keys = picked(seen, view.compare).keys
    drawn = outlines(seen, keys)
    cells = "".join(
        f"<td>{drawn[key] or escape(_('location not known'))}"
        f'<div class="wa-sub">{escape(outline_words(seen, key))}</div></td>'
        for key in keys
    )
    label = f'{escape(_("Outline"))}<div class="wa-sub">{escape(_("generalised"))}</div>'
    with st.container(key="card_maps"):
        blocks.card_title(_("All at the same scale"))
        st.html(
            f'<div class="wa-aside"><table class="wa-side" style="--n:{len(keys)}">'
            f'<tr><th scope="row">{label}</th>{cells}</tr></table></div>'
        )


def outline_words(seen: Situation, key: str) -> str:
    """What is to be said under a map: the area, or why there is no outline."""
    if seen.units.kind(key) in PROVINCE_LEVEL:
        islands = _FAR_ISLANDS.get(key)
        if islands:
            return _("includes special zone {name}, outside this frame", name=islands)
        return (
            "" if _layer(seen, key) else _("no outline from that time is public; shown as a point")
        )
    known = area(seen, key)
    return known or _("no outline from that time is public; shown as a point on today's wards")


def area(seen: Situation, key: str) -> str:
    """Area in words; "" when not known."""
    size = float(seen.units.states.table["area_km2"].iloc[seen.units.states.row(key, seen.day)])
    return _("{n} km²", n=wording.number(size, 1)) if size > 0 else ""


def _layer(seen: Situation, key: str) -> Layer | None:
    """The layer that has the outline of a unit; None when none has."""
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
        return figures_outlines.place_of(layer.shapes[key])
    where = seen.position(key)
    return Place(where[1], where[0]) if where else None


def _map(seen: Situation, key: str, place: Place, span: float) -> str:
    status = ward_words.status_of(seen, key)
    fill = STATUS[status].fill if status else NO_VALUE["no_report"].fill
    if seen.units.kind(key) in PROVINCE_LEVEL:
        fill = "#4f7ba6"
    words = _("Outline of {name}", name=seen.units.full_name(key, seen.day))
    around, land = _around(seen, key), seen.layers.get("provinces")
    return _drawn(key, place.lon, place.lat, span, fill, words, around, land)


@lru_cache(maxsize=40)
def _backdrop(layer: Layer | None) -> Backdrop:
    return figures_outlines.backdrop(layer.shapes) if layer else Backdrop()


@lru_cache(maxsize=256)
def _drawn(
    key: str,
    lon: float,
    lat: float,
    span: float,
    fill: str,
    words: str,
    around: Layer | None,
    land: Layer | None,
) -> str:
    # The layers are part of what is remembered: new files make a new drawing.
    own = around.shapes.get(key, ()) if around else ()
    return figures_outlines.outline_map(
        Place(lon, lat, own),
        span,
        land=_backdrop(land),
        neighbours=_backdrop(None if around is land else around),
        words=words,
        fill=fill,
        width=WIDTH,
        height=HEIGHT,
    )
