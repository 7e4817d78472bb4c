"""The peer: a GeoDataFrame drawn into a new map at each run, as most pages on the web do.

It is spared what is not the point: its file is read once, Leaflet comes from this
server, and only clicks would make it run again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import folium
import geopandas
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.pages import turn
from benchmarks.wards_once import SHADES
from lib.cards.map_body import COUNTRY_BOUNDS
from lib.server import routes


@st.cache_resource
def wards() -> Any:
    """The wards, read once for all sessions."""
    return geopandas.read_file(Path(os.environ["WARD_ATLAS_GEO"]) / "wards" / "all.geojson")


pressed = turn()
table = wards().assign(shade=lambda frame: [SHADES[(i + pressed) % 5] for i in range(len(frame))])
folium.Map.default_js = [("leaflet", routes.file_address("leaflet.js"))]
folium.Map.default_css = [("leaflet_css", routes.file_address("leaflet.css"))]
west, south, east, north = COUNTRY_BOUNDS
drawn = folium.Map(tiles=None, attribution_control=False)
drawn.fit_bounds([[south, west], [north, east]])
folium.GeoJson(
    table[["name", "shade", "geometry"]],
    style_function=lambda feature: {
        "fillColor": feature["properties"]["shade"],
        "fillOpacity": 1,
        "color": "#8fa1b3",
        "weight": 0.7,
    },
    tooltip=folium.GeoJsonTooltip(["name"], labels=False),
).add_to(drawn)
st_folium(
    drawn, key="map", height=700, use_container_width=True, returned_objects=["last_object_clicked"]
)
