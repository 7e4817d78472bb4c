"""The peer in Streamlit: everything is made again at each run, as most pages on the web do.

It is spared what is not the point: its tables are read once, Leaflet comes from this server.
"""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.viewers import usual
from lib.cards.map_body import COUNTRY_BOUNDS
from lib.server import routes

st.set_page_config(layout="wide")
names = usual.provinces()
province = st.selectbox("Province", list(names), format_func=names.__getitem__, key="province")
table = usual.latest(province)
for column, (status, wards) in zip(st.columns(4), usual.per_status(table).items(), strict=True):
    column.metric(str(status), wards)
left, right = st.columns(2)
left.plotly_chart(usual.bars(table))
right.plotly_chart(usual.curve(table))
folium.Map.default_js = [("leaflet", routes.file_address("leaflet.js"))]
folium.Map.default_css = [("leaflet_css", routes.file_address("leaflet.css"))]
west, south, east, north = COUNTRY_BOUNDS
drawn = folium.Map(tiles=None, attribution_control=False)
drawn.fit_bounds([[south, west], [north, east]])
folium.GeoJson(
    usual.outlines(province), tooltip=folium.GeoJsonTooltip(["name"], labels=False)
).add_to(drawn)
st_folium(drawn, key="map", height=500, use_container_width=True, returned_objects=[])
st.dataframe(table[["name", "kind", "status", "as_of", "criteria_met"]])
