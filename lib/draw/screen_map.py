"""The map on the screen: its frame, its legend, and what a click on it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from lib.cards.map_kinds import MapBody
from lib.draw import leaflet
from lib.draw.html import Place, tag
from lib.draw.legend import legend
from lib.words.wording import _

_HEIGHT, _TALL = 520, 680


def _coming() -> Markup:
    """What stands in the place of a map until its frame has painted over it."""
    late = _("The map is not here yet. If it does not come, reload the page.")
    words = tag("p", _("Loading the map…")) + tag("p", late, class_="late")
    return tag("div", words, class_="wa-coming", aria_hidden="true")


class MapFrame:
    """How the maps of a page are drawn.

    Args:
        file: Address of one of `leaflet.FILES`.
        layer: Address of a layer of outlines by its name, "" when there is none.
        opens: Takes over what the map answers, before the next run: the `key` of a unit that
            was clicked, or keys of the address with the values chosen on the map.
        film: Address of the history of what the page shows.
    """

    def __init__(
        self,
        file: Callable[[str], str],
        layer: Callable[[str], str],
        opens: Callable[[Mapping[str, object]], None],
        film: Callable[[], str],
    ) -> None:
        self._file = file
        self._layer = layer
        self._opens = opens
        self._film = film
        self._fills = False
        self._beside: DeltaGenerator | None = None

    def fill_the_page(self, legend: DeltaGenerator | None = None) -> None:
        """Draw the map as what its page is about: tall, zoomed by the wheel.

        It moves through time and has its legend, list and time bar in its frame.

        Args:
            legend: Where its legend stands instead; then it stays on its day.
        """
        self._fills = True
        self._beside = legend

    def draw(self, body: MapBody, key: str, at: Place) -> None:
        """Draw a map and its legend.

        Args:
            body: The map.
            key: Key of the component.
            at: Where: its card.
        """
        opens, beside = self._opens, self._beside
        moves = self._fills and beside is None and body.time is not None

        def answered() -> None:
            answer = st.session_state.get(key) or {}
            opens(answer)

        names = (*leaflet.FILES, *(leaflet.MOVING if moves else ()))
        with st.container(key=f"frame_{key}"):  # as tall as the map, also before it is there
            st.html(_coming())
            st_folium(
                # A page that scrolls keeps the wheel for itself.
                leaflet.base_map({name: self._file(name) for name in names}, wheel=self._fills),
                key=key,
                height=_TALL if self._fills else _HEIGHT,
                use_container_width=True,
                returned_objects=[],
                feature_group_to_add=leaflet.shown(
                    body, self._layer, self._film() if moves else ""
                ),
                on_change=answered,
            )
        if not moves:
            with beside or nullcontext():
                st.html(legend(body, at, column=beside is not None))
