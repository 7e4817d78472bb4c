"""Two other maps of the same wards: a static page, and a page in Dash.

``python -m benchmarks.map_peers PORT GEO`` serves the one in Dash on a loopback address. Both
move every ward to its next shade when their button is pressed, as the naive page does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from string import Template

from dash import Dash, Input, Output, html
from dash_leaflet import GeoJSON, Map
from xstatic.pkg import leaflet

from benchmarks.wards_once import SHADES
from lib.cards.map_body import COUNTRY_BOUNDS

_WEST, _SOUTH, _EAST, _NORTH = COUNTRY_BOUNDS
_BOUNDS = [[_SOUTH, _WEST], [_NORTH, _EAST]]
_LOOK = {"fillOpacity": 1, "color": "#8fa1b3", "weight": 0.7}

_STATIC = Template("""<!doctype html><meta charset="utf-8"><title>Wards</title>
<style>$css html, body, #map { height: 100%; margin: 0; }</style>
<button id="next" style="position:fixed;z-index:999;right:0">Next shades</button>
<div id="map"></div>
<script>$script</script>
<script>
const shades = $shades, look = $look;
const map = L.map("map", { attributionControl: false, preferCanvas: $canvas }).fitBounds($bounds);
let turn = 0;
const layers = [];
const shade = (place) => shades[(place + turn) % shades.length];
L.geoJSON($wards, {
  onEachFeature: (feature, layer) => layers.push(layer),
}).addTo(map);
const paint = () => layers.forEach((layer, i) => layer.setStyle({ ...look, fillColor: shade(i) }));
paint();
next.onclick = () => { turn += 1; paint(); };
</script>""")

# The style of a ward, as Dash wants it: a function in a script of the page.
_SHADE = """window.dashExtensions = { default: { shade: (feature, context) => ({
  ...$look, fillColor: $shades[(feature.properties.place + context.hideout.turn) % 5] }) } };"""


def write_static_page(geo: Path, to: Path, *, canvas: bool) -> str:
    """Write the static page; its address as a file.

    Args:
        geo: Folder that `wards_once.write_layer` wrote.
        to: Folder of the page.
        canvas: Whether the wards are drawn on a canvas, not as elements.
    """
    base = Path(leaflet.BASE_DIR)
    page = to / f"static-{canvas}.html"
    text = _STATIC.substitute(
        css=(base / "leaflet.css").read_text(encoding="utf-8"),
        script=(base / "leaflet.js").read_text(encoding="utf-8"),
        shades=json.dumps(SHADES),
        look=json.dumps(_LOOK),
        canvas=json.dumps(canvas),
        bounds=json.dumps(_BOUNDS),
        wards=(geo / "wards" / "all.geojson").read_text(encoding="utf-8"),
    )
    page.write_text(text, encoding="utf-8")
    return page.as_uri()


def dash_page(geo: Path) -> Dash:
    """The page in Dash: the wards are sent once, each press sends what the style depends on."""
    wards = json.loads((geo / "wards" / "all.geojson").read_bytes())
    for place, feature in enumerate(wards["features"]):
        feature["properties"] = {"place": place}
    assets = geo / "assets"
    assets.mkdir(exist_ok=True)
    script = Template(_SHADE).substitute(look=json.dumps(_LOOK), shades=json.dumps(SHADES))
    (assets / "shade.js").write_text(script, encoding="utf-8")
    made = Dash(__name__, serve_locally=True, assets_folder=str(assets))
    layer = GeoJSON(
        data=wards,
        id="wards",
        hideout={"turn": 0},
        style={"variable": "dashExtensions.default.shade"},
    )
    shown = Map([layer], bounds=_BOUNDS, style={"height": "90vh"}, attributionControl=False)
    made.layout = html.Div([html.Button("Next shades", id="next"), shown])

    def pressed(times: int | None) -> dict[str, int]:
        return {"turn": times or 0}

    made.callback(Output("wards", "hideout"), Input("next", "n_clicks"))(pressed)
    return made


if __name__ == "__main__":
    dash_page(Path(sys.argv[2])).run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
