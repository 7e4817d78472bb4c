"""Our way: the layer is loaded once by address, each run passes a class per ward."""

from __future__ import annotations

from streamlit_folium import st_folium

from benchmarks.pages import turn
from benchmarks.wards_once import LAYER, SHADES
from lib.draw import leaflet as maps
from lib.situation import data
from lib.ui.server import routes

pressed = turn()
keys = sorted(data.layers().by_name[LAYER].keys)
state = maps.MapState(
    view="country",
    bounds=maps.COUNTRY_BOUNDS,
    layer=routes.layer_address(LAYER),
    classes=[maps.MapClass(shade, shade) for shade in SHADES],
    values={key.split("-")[1]: (place + pressed) % len(SHADES) for place, key in enumerate(keys)},
)
st_folium(
    maps.base_map({name: routes.file_address(name) for name in maps.FILES}),
    key="map",
    height=700,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=maps.shown(state),
)
