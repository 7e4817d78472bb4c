"""The map on the screen: its frame, its legend, and what a click on it gives back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from lib.cards.charts import MapBody
from lib.draw import html, leaflet
from lib.draw.html import Place

_HEIGHT, _TALL = 520, 640


class MapFrame:
    """How the maps of a page are drawn.

    Args:
        file: Address of one of `leaflet.FILES`.
        layer: Address of a layer of outlines by its name, "" when there is none.
        opens: Takes over the key of a unit that was clicked, before the next run.
    """

    def __init__(
        self, file: Callable[[str], str], layer: Callable[[str], str], opens: Callable[[str], None]
    ) -> None:
        self._file = file
        self._layer = layer
        self._opens = opens
        self._beside: DeltaGenerator | None = None

    def fill_the_page(self, legend: DeltaGenerator) -> None:
        """Draw the map as what its page is about: tall, zoomed by the wheel.

        Args:
            legend: Where its legend stands, instead of below it.
        """
        self._beside = legend

    def draw(self, body: MapBody, key: str, at: Place) -> None:
        """Draw a map and its legend.

        Args:
            body: The map.
            key: Key of the component.
            at: Where: its card.
        """
        beside, opens = self._beside, self._opens

        def clicked() -> None:
            answer = st.session_state.get(key) or {}
            if answer.get("key"):
                opens(str(answer["key"]))

        files = {name: self._file(name) for name in leaflet.FILES}
        st_folium(
            # A page that scrolls keeps the wheel for itself.
            leaflet.base_map(files, wheel=beside is not None),
            key=key,
            height=_TALL if beside else _HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=leaflet.shown(body, self._layer),
            on_change=clicked,
        )
        with beside or nullcontext():
            st.html(html.legend(body, at, column=beside is not None))
