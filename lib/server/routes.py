"""Files that pages and the map's frame load: Leaflet, our scripts, boundary layers.

Every address carries the hash of its content and may be kept by the browser for
good. Names are looked up in lists made at start; no path from outside is opened.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from xstatic.pkg import leaflet

import lib.draw
from lib.draw.leaflet import MOVING
from lib.io.geo.joined_layers import JOINED, joined_digest, joined_layer
from lib.server import films
from lib.server.data_addresses import DATA_ADDRESSES
from lib.server.health import HEALTH
from lib.situation.data import layers

_PREFIX = "/atlas"
_FOREVER = "public, max-age=31536000, immutable"
_HERE = Path(__file__).parent
_UI = _HERE.parent / "ui"
_DRAW = Path(lib.draw.__file__).parent
_OWN = (
    *(
        _DRAW / name
        for name in (
            "ward_map.js",
            "map_keys.js",
            "ward_map.css",
            *MOVING,
            "pointing.js",
            "pictures.js",
            "printing.js",
        )
    ),
    _HERE / "atlas.svg",
    _HERE / "arrival.js",
    _HERE / "connection.js",
    _HERE / "own_words.js",
    _UI / "frame" / "style.css",
    *sorted((_UI / "guide").glob("*.webp")),
)


@lru_cache(maxsize=1)
def _files() -> dict[str, bytes]:
    """Content of all files by the last part of their address."""
    folder = Path(leaflet.BASE_DIR)
    names = ["leaflet.js", "leaflet.css", *(f"images/{p.name}" for p in folder.glob("images/*"))]
    files = {name: (folder / name).read_bytes() for name in names}
    files |= {path.name: path.read_bytes() for path in _OWN}
    # The page's own face, as Streamlit ships it: names on the map look like the page.
    (face,) = Path(streamlit.__file__).parent.glob("static/static/media/SourceSansVF-Upright*")
    address = f"../../../static/media/{face.name}"  # seen from the style sheet's
    files["ward_map.css"] = files["ward_map.css"].replace(b"source-sans.woff2", address.encode())
    return files


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    return hashlib.sha256(_files()[name]).hexdigest()[:12]


def file_address(name: str) -> str:
    """Address of one of the fixed files; KeyError for an unknown name."""
    return f"{_PREFIX}/file/{_digest(name)}/{name}"


def layer_address(name: str) -> str:
    """Address of a boundary layer, or "" when there is no such layer."""
    if name in JOINED:
        return f"{_PREFIX}/geo/{joined_digest(layers())}/{name}.geojson"
    layer = layers().get(name)
    return f"{_PREFIX}/geo/{layer.digest}/{layer.name}.geojson" if layer else ""


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    content = _files().get(name)
    if content is None or request.path_params["digest"] != _digest(name):
        return PlainTextResponse("not found", 404)  # of an earlier version: not to be kept
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(
        gzip.compress(content, 6, mtime=0),
        headers={"Content-Encoding": "gzip", "Cache-Control": _FOREVER},
        media_type=kind,
    )


def _geo(request: Request) -> Response:
    name, digest = request.path_params["name"], request.path_params["digest"]
    layer = layers().get(name)
    if name in JOINED and digest == joined_digest(layers()):
        packed = joined_layer(layers(), name)
    elif layer is not None and layer.digest == digest:
        packed = layer.packed
    else:
        return PlainTextResponse("not found", 404)
    return Response(
        packed,
        headers={"Content-Encoding": "gzip", "Cache-Control": _FOREVER},
        media_type="application/geo+json",
    )


ROUTES = [
    Route(_PREFIX + "/file/{digest}/{name:path}", _file),
    Route(_PREFIX + "/geo/{digest}/{name:path}.geojson", _geo),
    *DATA_ADDRESSES,
    *films.ROUTES,
    *HEALTH,
]
