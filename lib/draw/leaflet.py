"""Maps: an empty Leaflet map that never changes, and a small state passed at each rerun.

The map's script is constant, so the component is not mounted again; the state names
layers by address (fetched once by the browser) and gives one class per unit. A recolouring
of 697 wards sends a few KB instead of 2 MB of shapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

Bounds = tuple[float, float, float, float]
COUNTRY_BOUNDS: Bounds = (102.0, 6.5, 117.6, 23.5)
"""West, south, east, north: the mainland with Hoàng Sa and Trường Sa."""


FILES = ("leaflet.js", "leaflet.css", "ward_map.js", "ward_map.css")
"""Files the map's frame loads, all from this server."""


@dataclass(frozen=True)
class MapClass:
    """How the units (or points) of one class look, and their words in the legend.

    Attributes:
        label: Words of the legend and, where a unit has no words of its own, of its tooltip.
        fill: Colour, ``#rrggbb``.
        hatch: "", ``hatch``, ``cross`` or ``dots``: pattern instead of the colour.
        shape: Mark of a point: ``check``, ``diamond``, ``ring``, ``square`` or ``disc``.
        count: Units in it, for the legend.
        stroke: Border colour.
        size: Diameter of a point, pixels.
        rank: Higher is drawn above.
    """

    label: str
    fill: str
    hatch: str = ""
    shape: str = "disc"
    count: int | None = None
    stroke: str = "#8fa1b3"
    size: int = 15
    rank: int = 0


@dataclass(frozen=True)
class MapPoint:
    """A ward drawn as a point: key, degrees, place of its class, words of its tooltip.

    Without a `line` the tooltip says the label of the class.
    """

    key: str
    lat: float
    lon: float
    place: int
    name: str
    line: str = ""


@dataclass(frozen=True)
class MapState:
    """Everything the map shows.

    Attributes:
        view: Identity of the view; the map moves only when it changes.
        bounds: Where it moves then.
        outline: Address of the faint background layer.
        layer: Address of the layer that carries classes.
        classes: The legend.
        values: Class of a unit by its code, alone or with its tooltip words.
        rest: Class by kind for units without an entry in `values`.
        points: Wards as points.
        labels: Names written on the map: latitude, longitude, text, lighter text.
        chosen: Keys outlined as chosen.
        trouble: Words to show when a layer cannot be loaded.
    """

    view: str
    bounds: Bounds
    outline: str = ""
    layer: str = ""
    classes: Sequence[MapClass] = ()
    values: Mapping[str, int | tuple[int, str]] = field(default_factory=dict)
    rest: Mapping[str, int] = field(default_factory=dict)
    points: Sequence[MapPoint] = ()
    labels: Sequence[tuple[float, float, str, str]] = ()
    chosen: Sequence[str] = ()
    trouble: str = ""

    def script(self) -> str:
        """The call that shows this state, safe inside a script whatever the names contain."""
        content: dict[str, Any] = {
            "view": self.view,
            "bounds": self.bounds,
            "outline": self.outline,
            "layer": self.layer,
            "classes": [
                {k: v for k, v in asdict(cls).items() if v not in ("", None)}
                for cls in self.classes
            ],
            "values": self.values,
            "rest": self.rest,
            "points": [
                (p.key, round(p.lat, 5), round(p.lon, 5), p.place, p.name, p.line)
                for p in self.points
            ],
            "labels": self.labels,
            "chosen": self.chosen,
            "trouble": self.trouble,
        }
        return f"window.wardMap.show({script_json(content)});"


def script_json(content: object) -> str:
    """JSON that stays data wherever the map component puts it: in HTML, a template, a script."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # These letters can only stand inside strings here, where \u escapes mean the same.
    for letter in "<>&'`$\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    # Template marks, in JSON they too stand only inside strings; looking ahead finds all of "{{{".
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)


class _Start(MacroElement):
    """Makes the map object of `ward_map.js` and its style sheet."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.wardMap = new WardMap({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


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
    """The empty map. `files` gives the addresses of `FILES`.

    Args:
        files: Address by file name, for every name in `FILES`.
        wheel: Whether the mouse wheel zooms; not on pages that scroll.
    """
    LocalMap.default_js = [
        ("leaflet", files["leaflet.js"]),
        ("ward_map", files["ward_map.js"]),
    ]
    LocalMap.default_css = [
        ("leaflet_css", files["leaflet.css"]),
        ("ward_map_css", files["ward_map.css"]),
    ]
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
    made.add_child(_Start())  # type: ignore[no-untyped-call]
    return made


def shown(state: MapState) -> folium.FeatureGroup:
    """The state as the feature group that the map component passes on."""
    group = folium.FeatureGroup(name="state")
    group.add_child(_Show(state.script()))
    return group
