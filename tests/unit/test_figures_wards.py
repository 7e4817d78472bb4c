"""Drawings of wards: one scale, nothing beyond the frame, and text that stays text."""

from __future__ import annotations

import math
import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cards.pieces import Course, Share
from lib.draw.cell_pictures import course, share
from lib.ui.figures_lineage import Kin, lineage_graph
from lib.ui.figures_outlines import Backdrop, Place, backdrop, outline_map, place_of, span_of
from lib.words import wording

KM = 1 / 110.57
"""Degrees of latitude in a kilometre."""


def square(lon: float, lat: float, side_km: float) -> np.ndarray:
    half = side_km / 2
    east = half / 111.32 / math.cos(math.radians(lat))
    return np.array([
        [lon - east, lat - half * KM], [lon + east, lat - half * KM],
        [lon + east, lat + half * KM], [lon - east, lat + half * KM],
        [lon - east, lat - half * KM],
    ])  # fmt: skip


def drawing(image: str) -> str:
    """The SVG inside an image."""
    found = re.search(r'src="data:image/svg\+xml,([^"]*)"', image)
    assert found
    return unquote(found[1])


def paths(svg: str) -> list[str]:
    return re.findall(r'<path d="([^"]*)"', svg)


def points(path: str) -> np.ndarray:
    return np.array(re.findall(r"(-?[\d.]+),(-?[\d.]+)", path), dtype="float64")


def drawn_alone(rings: tuple[np.ndarray, ...], span: float) -> np.ndarray:
    image = outline_map(
        place_of(rings), span, land=Backdrop(), neighbours=Backdrop(), words="x",
        width=200, height=150,
    )  # fmt: skip
    return points(paths(drawing(image))[2])


def test_a_square_of_two_km_is_twice_as_wide_as_one_of_one_km() -> None:
    one, two = square(106.0, 10.8, 1.0), square(105.8, 21.0, 2.0)
    span = span_of([place_of((one,)), place_of((two,))], 200, 150)
    widths = [np.ptp(drawn_alone((ring,), span)[:, 0]) for ring in (one, two)]
    heights = [np.ptp(drawn_alone((ring,), span)[:, 1]) for ring in (one, two)]
    assert widths[1] == pytest.approx(2 * widths[0], abs=1.5)
    assert widths == pytest.approx(heights, abs=1.5)
    assert widths[1] == pytest.approx(2.0 * 200 / span, abs=1.5)


def test_the_span_fits_the_largest_and_never_falls_below_its_least() -> None:
    large = place_of((square(106.0, 10.8, 30.0),))
    assert span_of([large, Place(105.0, 21.0)], 200, 150) == pytest.approx(1.3 * 40, rel=0.01)
    assert span_of([Place(105.0, 21.0)], 200, 150) == 4.0
    assert span_of([], 200, 150) == 4.0


def test_a_place_without_an_outline_is_a_point_in_the_middle() -> None:
    image = outline_map(
        Place(105.8, 21.0), 4.0, land=Backdrop(), neighbours=Backdrop(), words="x",
        width=200, height=150,
    )  # fmt: skip
    assert '<circle cx="100" cy="75"' in drawing(image)


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0.2, 200))
def test_neighbours_are_cut_at_the_frame(east: float, north: float, side: float) -> None:
    ring = square(105.8 + east * KM, 21.0 + north * KM, side)
    image = outline_map(
        Place(105.8, 21.0), 20.0, land=Backdrop(), neighbours=backdrop({"n": (ring,)}),
        words="x", width=200, height=150,
    )  # fmt: skip
    drawn = points(paths(drawing(image))[1])
    assert np.isfinite(drawn).all()
    if len(drawn):
        assert drawn.min() >= -5
        assert drawn[:, 0].max() <= 205
        assert drawn[:, 1].max() <= 155


def test_a_neighbour_that_holds_the_whole_frame_fills_it() -> None:
    image = outline_map(
        Place(105.8, 21.0), 20.0, land=backdrop({"land": (square(105.8, 21.0, 500.0),)}),
        neighbours=Backdrop(), words="x", width=200, height=150,
    )  # fmt: skip
    land = points(paths(drawing(image))[0])
    assert (land.min(axis=0) < 0).all()
    assert (land.max(axis=0) > (200, 150)).all()


def test_a_backdrop_gives_only_what_reaches_into_the_frame() -> None:
    near, far = square(105.8, 21.0, 1.0), square(110.0, 15.0, 1.0)
    found = backdrop({"near": (near,), "far": (far,)}).within(105.7, 20.9, 105.9, 21.1)
    assert len(found) == 1
    assert found[0] is near


def test_a_share_stands_where_it_belongs_on_the_track() -> None:
    for value, at in ((0.0, 6.0), (0.5, 60.0), (1.0, 114.0)):
        assert f'<circle cx="{at:.1f}"' in drawing(share(Share(value, "x", kind="dot")))


def test_a_share_is_a_bar_of_its_length_and_never_longer_than_the_scale() -> None:
    for value, width in ((0.0, "0.00"), (0.25, "25.00"), (1.5, "100.00")):
        assert f"width:{width}%" in share(Share(value, '<b>"', "recognised"))
    assert "<b>" not in share(Share(0.5, '<b>"'))


def test_the_line_breaks_where_the_criteria_set_changes() -> None:
    steps = (
        (date(2022, 1, 1), 0.5, 22.0),
        (date(2023, 1, 1), 1.0, 22.0),
        (date(2024, 1, 1), 0.8, 20.0),
    )
    image = course(Course(steps, date(2021, 1, 1), date(2025, 1, 1), "x"))
    line = next(path for path in paths(drawing(image)) if "V" in path)
    assert line.count("M") == 3
    assert line.count("V") == 1
    assert drawing(image).count("<circle") == 3
    # A quarter, a half, three quarters of the way from 2021 to 2025, on 208 pixels.
    starts = [float(text) for text in re.findall(r"M([\d.]+)", line)]
    assert starts == pytest.approx([4 + 208 * part for part in (0.25, 0.5, 0.75)], abs=0.3)


def test_no_steps_draw_an_empty_axis() -> None:
    svg = drawing(course(Course((), date(2021, 1, 1), date(2021, 1, 1), "x")))
    assert "<circle" not in svg
    assert "nan" not in svg


def kin(name: str, **others: bool) -> Kin:
    return Kin(name, "below", "#0072B2", "✓", **others)


def test_every_unit_of_the_lineage_has_a_box_and_every_step_a_line() -> None:
    image = lineage_graph(
        [kin("A"), kin("B", part=True)], kin("W"), [kin("S", main=True)],
        ("before", "now", "after"), "x",
    )  # fmt: skip
    svg = drawing(image)
    for name in "ABWS":
        assert f">{name}</text>" in svg
    lines = [path for path in paths(svg) if "C" in path]
    assert len(lines) == 3
    assert svg.count("stroke-dasharray") == 1
    assert ">before<" in svg


def test_a_lineage_without_successors_has_two_columns() -> None:
    svg = drawing(lineage_graph([kin("A")], kin("W"), [], ("before", "now", "after"), "x"))
    assert ">after<" not in svg
    assert len([path for path in paths(svg) if "C" in path]) == 1


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", '"><script>', "a & b' onload='"])
def test_a_name_stays_text_in_the_drawing_and_in_the_page(name: str) -> None:
    image = lineage_graph([kin(name)], kin(name), [], ("", "", ""), name)
    assert len(re.findall(r"<", image)) == 1
    assert unescape(re.findall(r'alt="([^"]*)"', image)[0]) == name
    svg = drawing(image)
    assert "<img" not in svg
    assert "<script" not in svg


def test_numbers_of_the_scale_follow_the_language() -> None:
    wording.use("vi")
    image = outline_map(Place(105.8, 21.0), 2.0, land=Backdrop(), neighbours=Backdrop(), words="x")
    assert "0,5 km" in drawing(image)
