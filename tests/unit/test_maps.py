"""The map's state: data whatever the names contain, a base that never changes, small."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, _get_header, _get_html, _get_map_string

from lib.cards import map_classes
from lib.cards.bodies import BarPart
from lib.cards.map import whole as the_map
from lib.cards.map_body import COUNTRY_BOUNDS
from lib.cards.map_kinds import MapBody, MapClass, MapPoint
from lib.cards.pieces import Said
from lib.domain.units import Units
from lib.draw import hatches, html, leaflet
from lib.draw.leaflet import script_json
from lib.io.geo.layers import read_layers
from lib.io.store.datasets import read_dataset, read_units
from lib.situation.classes_on_map import COMMUNE, SHARES
from lib.situation.counted import FILTERED, PREDECESSOR_ONLY
from lib.situation.situation import Situation
from lib.view.filter import Filter
from lib.view.view import View
from lib.words import wording
from lib.words.terms import PACE, STATUS

ROOT = Path(__file__).parents[2]
FILES = {name: f"/atlas/{name}" for name in leaflet.FILES}
LIMIT = 25_000
"""Bytes a change of the map may send."""

NASTY = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "`${alert(1)}`",
    "{{7*7}}",
    "{{{7*7}}}",
    "{% raw %}{# x #}",
    "'\"\\",
    "a\u2028b\u2029c",
    "[x](javascript:alert(1))",
]
hostile_text = (
    st.text() | st.text(alphabet="{%#}<>&'`$\"\\/\u2028\u2029ax") | st.sampled_from(NASTY)
)


def body(view: str, bounds: tuple[float, float, float, float], **others: Any) -> MapBody:
    """A map with nothing on it but what is given."""
    names = ("classes", "values", "rest", "points", "labels", "chosen", "areas", "marks")
    empty: dict[str, Any] = dict.fromkeys(names, ())
    return MapBody(view, bounds, **{"outline": "", "layer": "", **empty, **others})


def address(name: str) -> str:
    return f"/atlas/geo/0123/{name}"


def script(shown: MapBody) -> str:
    return leaflet.script(shown, address)


def component_scripts(shown: MapBody) -> tuple[str, str, str]:
    """What streamlit-folium sends: the base map's script, its head and body, the state's script."""
    made = leaflet.base_map(FILES)
    made.get_root().render()
    frame = _get_html(made) + _get_header(made)
    base = _get_map_string(made)
    group = leaflet.shown(shown, address)
    return base, frame, _get_feature_group_string(group, map=made)


@given(
    st.recursive(
        hostile_text | st.integers(), lambda x: st.lists(x) | st.dictionaries(hostile_text, x)
    )
)
def test_any_content_comes_back_from_the_script_as_it_was(content: object) -> None:
    assert json.loads(script_json(content)) == content


@given(hostile_text)
def test_no_text_leaves_its_string_whatever_reads_the_script(text: str) -> None:
    written = script_json([text])
    for sign in ("<", ">", "&", "'", "`", "$", "\u2028", "\u2029", "{{", "{%", "{#"):
        assert sign not in written


def test_a_number_that_is_none_is_refused_instead_of_breaking_the_script() -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json({"lat": float("nan")})


@pytest.mark.parametrize("text", NASTY)
def test_the_component_passes_names_on_as_the_same_text(text: str) -> None:
    shown = body(
        text,
        (0, 0, 1, 1),
        classes=(MapClass(Said((text,)), "#fff"),),
        values=(("00001", 0, text),),
        points=(MapPoint("until2025-00001", 1.0, 2.0, 0, text, text),),
        labels=((1.0, 2.0, text, text),),
        trouble=text,
    )
    call = component_scripts(shown)[2]
    start = call.index("window.wardMap.show(") + len("window.wardMap.show(")
    sent, _end = json.JSONDecoder().raw_decode(call[start:])
    assert sent["points"][0][4:] == [text, text]
    assert sent["labels"][0][2:] == [text, text]
    assert sent["values"]["00001"] == [0, text]
    assert sent["classes"][0]["label"] == text
    assert (sent["view"], sent["trouble"]) == (text, text)


def test_the_base_map_is_the_same_whatever_the_state() -> None:
    def constant(shown: MapBody) -> tuple[str, str]:
        base, frame, _ = component_scripts(shown)
        return base, frame

    first = constant(body("country", (0, 0, 1, 1)))
    look = {"classes": (MapClass("x", "#000000"),), "values": (("1", 0, ""),)}
    second = constant(body("from2025-79", (5, 5, 6, 6), **look))
    # Names that folium makes up are the only difference, and the component replaces the map's.
    assert [_without_ids(text) for text in first] == [_without_ids(text) for text in second]


def _without_ids(text: str) -> str:
    return re.sub(r"_[0-9a-f]{32}", "_id", text)


def test_the_base_map_names_no_other_host() -> None:
    base, frame, group = component_scripts(body("country", (0, 0, 1, 1)))
    made = leaflet.base_map(FILES)
    addresses = [link for _name, link in (*made.default_js, *made.default_css)]
    scripts = [name for name in leaflet.FILES if name.endswith(".js")]
    styles = [name for name in leaflet.FILES if name.endswith(".css")]
    assert addresses == [f"/atlas/{name}" for name in (*scripts, *styles)]
    assert isinstance(made, folium.Map)
    for text in (base, frame, group):
        assert "http://" not in text
        assert "https://" not in text


@pytest.fixture(scope="module")
def units() -> Units:
    tables = read_units(ROOT / "data" / "units")
    return Units(tables.units, tables.lineage)


@pytest.fixture(scope="module")
def seen_at(units: Units) -> Callable[[date, str], Situation]:
    dataset = read_dataset(ROOT / "data" / "public", None)
    layers = read_layers(ROOT / "geo")
    return lambda day, province: Situation(dataset, units, day, layers, Filter(province))


def drawn(seen: Situation, metric: str) -> MapBody:
    (shown,) = the_map(seen, View(page="map", metric=metric)).bodies
    assert isinstance(shown, MapBody)
    return shown


def test_a_recolouring_of_every_ward_is_small(units: Units) -> None:
    wards = units.members(date(2026, 7, 25))
    assert len(wards) == 697
    values = tuple((key.split("-")[1], place % 5, "") for place, key in enumerate(wards))
    shown = body("country", COUNTRY_BOUNDS, layer="all", values=values)
    assert len(script(shown).encode()) < LIMIT


@pytest.mark.parametrize(
    ("day", "province"),
    [
        (date(2026, 7, 25), ""),
        (date(2026, 7, 25), "from2025-79"),
        (date(2024, 6, 1), ""),
        (date(2024, 6, 1), "until2025-79"),  # most points of all: every ward of the city
    ],
)
@pytest.mark.parametrize("metric", ["status", "share", "province_share", "pace"])
def test_the_largest_views_of_the_public_record_are_small(
    seen_at: Callable[[date, str], Situation], day: date, province: str, metric: str
) -> None:
    wording.use("vi")
    shown = drawn(seen_at(day, province), metric)
    assert shown.classes
    assert len(script(shown).encode()) < LIMIT


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2026, 7, 25)])
@pytest.mark.parametrize("metric", ["status", "share", "province_share", "pace"])
def test_every_national_map_labels_hoang_sa_and_truong_sa(
    seen_at: Callable[[date, str], Situation], day: date, metric: str, language: str
) -> None:
    wording.use(language)
    labels = drawn(seen_at(day, ""), metric).labels
    assert [label[2:] for label in labels] == [
        ("Hoàng Sa", "(Đà Nẵng)"),
        ("Trường Sa", "(Khánh Hòa)"),
    ]
    for (lat, lon, *_), south, north in zip(labels, (15.5, 7.0), (17.5, 12.5), strict=True):
        assert south < lat < north
        assert 110 < lon < 117.6


def test_the_map_and_the_legend_draw_the_same_patterns() -> None:
    base = component_scripts(body("country", (0, 0, 1, 1)))[0]
    for name, line in hatches.PATHS.items():
        assert f'"{name}":{{"d":"{line}"' in base
        assert quote(line) in hatches.swatch("#ffffff", name)
    parts = html.bar([BarPart(0.2, code) for code in STATUS])
    for status in STATUS.values():
        assert not status.hatch or quote(hatches.PATHS[status.hatch]) in parts


def _light(colour: str) -> float:
    """Relative luminance, as the rules of accessibility define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    bent = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), bent, strict=True))


@pytest.mark.parametrize(
    "codes",
    [
        [*STATUS, "no_report", PREDECESSOR_ONLY, FILTERED, COMMUNE],
        [*PACE],
        [*SHARES, "no_report", PREDECESSOR_ONLY, COMMUNE],
    ],
)
def test_neighbouring_areas_differ_without_their_colour(codes: list[str]) -> None:
    looks = [map_classes.area(code) for code in codes] + [map_classes.outside()]
    for one, other in itertools.combinations(looks, 2):
        light, dark = sorted((_light(one.fill), _light(other.fill)), reverse=True)
        contrast = (light + 0.05) / (dark + 0.05)
        assert one.hatch != other.hatch or contrast >= 3, (one.label, other.label)
    for look in looks:
        if look.ink and look.stroke != "#d5dde5":  # the pattern itself is seen
            light, dark = sorted((_light(look.fill), _light(look.ink)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 1.7, look.label
