"""What new boundaries would change: areas as a table, one unit now and then side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from lib.cards.pieces import Name
from lib.cards.shapes import Outline
from lib.draw.outlines import drawing
from lib.io.geo.layers import Layer, Ring
from lib.io.geo.proposals import OutlineProposal
from lib.situation.frames import Frame, Place, backdrop, place_of, span_of
from lib.ui.frame.choice_list import choose
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

_KINDS = {
    "new": N_("new"),
    "changed": N_("changed"),
    "lost": N_("loses its outline"),
    "same": N_("unchanged"),
}


def areas(units: pd.DataFrame) -> None:
    """Old and new area of each unit, the largest change first."""
    shown = pd.DataFrame(
        {
            "unit": units["name"],
            "province": units["province"],
            "kind": [_(_KINDS[kind]) for kind in units["kind"]],
            "old": units["old_km2"],
            "new": units["new_km2"],
            "moved": 100 * units["moved"],
            "key": units["key"],
        }
    )
    if units["province_key"].nunique() == 1:
        shown = shown.drop(columns="province")
    # A style keeps the numbers numbers: they sort as such and read as the language writes them.
    written: dict[Any, Any] = {"old": _two, "new": _two, "moved": _one}
    st.dataframe(
        shown.style.format(written),
        hide_index=True,
        height=340,
        column_config={
            "unit": _("Unit"),
            "province": _("City, province"),
            "kind": _("Change"),
            "old": _("Current area, km²"),
            "new": _("New area, km²"),
            "moved": st.column_config.Column(
                _("Difference, %"),
                help=_(
                    "Area that is in only one of the two outlines, as a share of the current one."
                ),
            ),
            "key": _("Key"),
        },
    )


def _one(value: float) -> str:
    return wording.number(value, 1)


def _two(value: float) -> str:
    return wording.number(value, 2)


def side_by_side(proposal: OutlineProposal) -> None:
    """The outline of one unit now and then, among its neighbours and to one scale."""
    units = proposal.units[proposal.units["kind"] != "same"]
    if units.empty:
        return
    names = dict(zip(units["key"], units["name"], strict=True))
    if st.session_state.get("outline_of") not in names:
        st.session_state["outline_of"] = next(iter(names))
    key = choose(_("Inspect one unit"), names, "outline_of")
    province = str(units.set_index("key").loc[key, "province_key"])
    both = (proposal.old.get(province), proposal.new.get(province))
    rings = [_rings(layer, str(key)) for layer in both]
    middle = place_of(rings[0] or rings[1])
    places = [Place(middle.lon, middle.lat, each) for each in rings]
    span = span_of(places)
    titles = (_("Now"), _("New"))
    for column, title, place, layer in zip(st.columns(2), titles, places, both, strict=True):
        with column:
            frame = Frame(place, span)
            around = frame.around(backdrop(layer.shapes)) if layer else ()
            drawn = drawing(Outline(Name(f"{names[key]} ({title})"), frame.own, around), span)
            without = "" if place.rings else f" · {_('no outline, a point')}"
            st.html(f'<p class="wa-sub">{title}{without}</p>{drawn}')


def _rings(layer: Layer | None, key: str) -> tuple[Ring, ...]:
    return layer.shapes.get(key, ()) if layer else ()
