"""Maps: an empty Leaflet map that never changes, and a small state passed at each rerun.

The map's script is constant, so the component is not mounted again; the state names
layers by address (fetched once by the browser) and gives one class per unit. A recolouring
of 697 wards sends a few KB instead of 2 MB of shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from lib.cards.map_kinds import MapBody, MapClass, MapTime
from lib.draw import hatches
from lib.words import wording
from lib.words.wording import _

FILES = ("leaflet.js", "leaflet.css", "ward_map.js", "map_keys.js", "ward_map.css")
"""Files the map's frame loads, all from this server."""
MOVING = (
    "map_film.js", "map_shapes.js", "map_names.js", "map_aside.js", "map_list.js", "map_panel.js",
    "map_told.js", "map_time.js", "time_bar.js", "map_walk.js", "map_many.js", "map_inset.js",
    "map_time.css",
)  # fmt: skip
"""Those that a map besides loads which moves through time."""


def script(body: MapBody, address: Callable[[str], str], film: str = "") -> str:
    """The call that shows a map, safe inside a script whatever the names contain.

    Args:
        body: The map.
        address: Address of a layer by its name; "" when there is none.
        film: Address of its history; "" where it does not move through time.
    """
    content: dict[str, Any] = {
        "view": body.view,
        "bounds": body.bounds,
        "outline": address(body.outline) if body.outline else "",
        "layer": address(body.layer) if body.layer else "",
        "classes": [look(cls) for cls in body.classes],
        "values": {code: (place, line) if line else place for code, place, line in body.values},
        "rest": dict(body.rest),
        "points": [
            (p.key, round(p.lat, 5), round(p.lon, 5), p.place, p.name, p.line) for p in body.points
        ],
        "labels": body.labels,
        "chosen": body.chosen,
        "within": body.within,
        "trouble": body.trouble,
        "keys": {
            "about": _("Map: arrow keys go from place to place, Enter opens one."),
            "closer": _("Zoom in"),
            "farther": _("Zoom out"),
        },
    }
    if body.time and film:
        content["time"] = _time(body.time, address, film)
    return f"window.wardMap.show({script_json(content)});"


def _time(time: MapTime, address: Callable[[str], str], film: str) -> dict[str, Any]:
    return {
        "film": film,
        "day": time.day.isoformat(),
        "today": time.today.isoformat(),
        "metric": time.metric,
        "level": time.level,
        "metrics": time.metrics,
        "levels": [(code, words, address(layer)) for code, words, layer in time.levels],
        "legend": time.legend,
        "waves": time.waves,
        **dict(time.chosen),
        "layers": [address(layer) for layer in time.layers],
        "words": dict(time.words),
        "provinces": dict(time.provinces),
        "pilot": time.pilot,
        "lang": wording.language(),
    }


def look(cls: MapClass) -> dict[str, Any]:
    """How a class looks, as the map's script reads it."""
    names = ("fill", "hatch", "ink", "shape", "stroke", "size", "rank")
    look = {name: getattr(cls, name) for name in names}
    return {"label": str(cls.label), **{name: value for name, value in look.items() if value != ""}}


def script_json(content: object) -> str:
    """JSON that stays data wherever the map component puts it: in HTML, a template, a script."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # These letters can only stand inside strings here, where \u escapes mean the same.
    for letter in "<>&'`$\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    # Template marks, in JSON they too stand only inside strings; looking ahead finds all of "{{{".
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)


class _Start(MacroElement):
    """Makes the map object of `ward_map.js`."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.wardMap = new WardMap({{ this._parent.get_name() }}, {{ this.hatches }});
        {% endmacro %}
        """
    )
    hatches = script_json(hatches.drawn())


class _Show(MacroElement):
    """Passes one state to the map."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.call }}{% endmacro %}")

    def __init__(self, call: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.call = call


class LocalMap(folium.Map):
    """A folium map whose script and style files come from this server alone."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  (folium's own protocol)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def base_map(files: Mapping[str, str], *, wheel: bool = True) -> folium.Map:
    """The empty map.

    Args:
        files: Address by file name, for every name in `FILES`, and in `MOVING` where the map
            moves through time.
        wheel: Whether the mouse wheel zooms; not on pages that scroll.
    """
    made = LocalMap(
        location=[16.0, 107.5],
        zoom_start=5,
        tiles=None,
        attribution_control=False,
        zoom_control=True,
        zoomSnap=0.25,
        zoomDelta=0.5,
        wheelPxPerZoomLevel=90,
        minZoom=4,
        maxZoom=16,
        scrollWheelZoom=wheel,
    )
    for ending in ("js", "css"):
        addresses = [
            (name.replace(".", "_"), files[name])
            for name in (*FILES, *MOVING)
            if name in files and name.endswith(f".{ending}")
        ]
        setattr(made, f"default_{ending}", addresses)  # not the class's: pages load different files
    made.add_child(_Start())  # type: ignore[no-untyped-call]
    return made


def shown(body: MapBody, address: Callable[[str], str], film: str = "") -> folium.FeatureGroup:
    """A map's state as the feature group that the component passes on; see `script`."""
    group = folium.FeatureGroup(name="state")
    group.add_child(_Show(script(body, address, film)))
    return group
