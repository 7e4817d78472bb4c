"""Our way: the layer is loaded once by address, each run passes a class per ward."""

from __future__ import annotations

from streamlit_folium import st_folium

from benchmarks.pages import turn
from benchmarks.wards_once import LAYER, SHADES
from lib.cards.map_body import COUNTRY_BOUNDS
from lib.cards.map_kinds import MapBody, MapClass
from lib.draw import leaflet
from lib.server import routes
from lib.situation import data

pressed = turn()
keys = sorted(data.layers().by_name[LAYER].keys)
body = MapBody(
    view="country",
    bounds=COUNTRY_BOUNDS,
    outline="",
    layer=LAYER,
    classes=tuple(MapClass(shade, shade) for shade in SHADES),
    values=tuple(
        (key.split("-")[1], (place + pressed) % len(SHADES), "") for place, key in enumerate(keys)
    ),
    rest=(),
    points=(),
    labels=(),
    chosen=(),
    areas=(),
    marks=(),
)
st_folium(
    leaflet.base_map({name: routes.file_address(name) for name in leaflet.FILES}),
    key="map",
    height=700,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=leaflet.shown(body, routes.layer_address),
)
