"""The map's films, served by name with a digest: made when first asked for, kept with the data.

The digest in an address tells what a film is made of (the files, today, the program), so that
one is known to be outdated without being made; what an address may ask for is looked up in the
same lists as the address of a page.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lib import clock
from lib.cards.film import Film, Report, film, marks_drawn, places
from lib.cards.map_kinds import MapClass
from lib.domain.units import REFORM
from lib.draw.leaflet import look
from lib.situation import data
from lib.situation.cache import kept_beside
from lib.situation.map_history import filter_on
from lib.situation.offers import offered
from lib.situation.situation import Situation
from lib.view import address
from lib.view.view import EARLIEST, View, view_of
from lib.words import wording

PREFIX = "/atlas/film"
_KEYS = ("lang", "dataset", "province", "district", "wave", "status", "metric", "level")
_FOREVER = "public, max-age=31536000, immutable"


def film_address(view: View) -> str:
    """Address of the film of a view of the map page, its day left out."""
    texts = address.parameters_of(view.but(asof=clock.today(), ward=""), offered(), "map")
    asked = {name: texts[name] for name in _KEYS if name in texts}
    if view.province:
        asked["province"] = view.province  # its code alone may mean another one on other days
    return f"{PREFIX}/{_digest(view.dataset)}/film.json?{urlencode(asked)}"


def _digest(dataset: str) -> str:
    checksum = data.dataset(dataset).value.checksum if dataset in data.datasets() else ""
    layers = " ".join(layer.digest for layer in data.layers().by_name.values())
    made_of = (
        checksum, data.unit_tables().value.checksum, layers, clock.today(), _program(),
    )  # fmt: skip
    return hashlib.sha256(" ".join(map(str, made_of)).encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _program() -> str:
    """The program that makes films, as a digest."""
    digest = hashlib.sha256()
    for folder in ("situation", "cards", "words", "domain"):
        for path in sorted((data.ROOT / "lib" / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    for path in sorted((data.ROOT / "locale").rglob("*.po")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _answer(request: Request) -> Response:
    texts = {name: request.query_params[name] for name in request.query_params}
    province = texts.pop("province", "")
    part = request.path_params["part"]
    values, refused = address.read(texts, "map", offered())
    units = data.units()
    known = part in _PARTS and (not province or province in units)
    if refused or not known or request.path_params["digest"] != _digest(values["dataset"]):
        return PlainTextResponse("not found", 404)
    view = view_of("map", values | {"province": province, "asof": clock.today()})
    narrowed = filter_on(units, view.narrowed, clock.today())
    today = data.situation(view.dataset, clock.today(), narrowed)
    return Response(
        packed(today, view.lang, view.metric, view.level, part),
        headers={"Content-Encoding": "gzip", "Cache-Control": _FOREVER},
        media_type="application/json",
    )


@kept_beside(8)
def packed(today: Situation, lang: str, metric: str, level: str, part: str) -> bytes:
    """A part of a film (``film``, ``places``) as JSON, gzip-compressed."""
    with wording.spoken(lang):
        content = _PARTS[part](today, metric, level)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), 9, mtime=0)


def _content(today: Situation, metric: str, level: str) -> dict[str, object]:
    return content_of(film(today, metric, level))


def _places(today: Situation, metric: str, level: str) -> dict[str, object]:
    positions = places(today, marks_drawn(today, metric, level))
    return {
        key: [round(lat, 4), round(lon, 4), name] for key, (lat, lon, name) in positions.items()
    }


_PARTS = {"film": _content, "places": _places}


def content_of(made: Film) -> dict[str, object]:
    """A film as the browser reads it: days count from the first one, repeated texts are listed."""
    history = made.history
    first = history.first.toordinal()
    day_of = {day: place for place, day in enumerate(history.days)}
    codes = _Listed()
    tracks = {
        kind: {
            key: [number for day, code in steps for number in (day_of[day], codes[code])]
            for key, steps in sorted(getattr(history, kind).items())
        }
        for kind in ("areas", "marks")
    }
    texts = _Listed()
    reports = {
        key: [number for each in by_day for number in _report(each, first, codes, texts)]
        for key, by_day in sorted(made.reports.items())
    }
    return {
        "first": EARLIEST.isoformat(),
        "last": history.last.toordinal() - first,
        "reform": REFORM.toordinal() - first,
        "days": [day - first for day in history.days],
        **tracks,
        "reports": reports,
        "codes": codes.texts,
        "texts": texts.texts,
        "classes": {"areas": _looks(made.areas), "marks": _looks(made.marks)},
        "headline": made.headline,
        "valueless": made.valueless,
        "aims": {
            key: [[aim.due - first, aim.goal, aim.wards] for aim in aims]
            for key, aims in made.aims.items()
        },
    }


class _Listed:
    """Texts by their place in a list, each put there when first used."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self._place.setdefault(text, len(self._place))

    @property
    def texts(self) -> list[str]:
        return list(self._place)


def _report(each: Report, first: int, codes: _Listed, texts: _Listed) -> tuple[int, ...]:
    text = " ".join(each.told).strip()
    since = max(each.since - first, 0)
    return since, codes[each.status], texts[each.score], texts[text], texts[each.wave]


def _looks(classes: Mapping[str, MapClass]) -> dict[str, object]:
    return {code: look(cls) for code, cls in classes.items()}


ROUTES = [Route(PREFIX + "/{digest}/{part}.json", _answer)]
