"""Outlines in frames of one scale: true sizes, nothing beyond the frame."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.situation.frames import (
    Backdrop,
    Frame,
    Line,
    Place,
    backdrop,
    is_inside,
    place_of,
    span_of,
)

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


def size(lines: tuple[Line, ...]) -> list[float]:
    points = np.array(lines[0])
    return list(points.max(axis=0) - points.min(axis=0))


def test_squares_far_apart_keep_their_sizes() -> None:
    one, two = square(106.0, 10.8, 1.0), square(105.8, 21.0, 2.0)
    span = span_of([place_of((one,)), place_of((two,))])
    for side, ring in ((1.0, one), (2.0, two)):
        assert size(Frame(place_of((ring,)), span).own) == pytest.approx([side] * 2, abs=span / 240)


def test_the_span_fits_the_largest_and_never_falls_below_its_least() -> None:
    large = place_of((square(106.0, 10.8, 30.0),))
    assert span_of([large, Place(105.0, 21.0)]) == pytest.approx(1.3 * 40, rel=0.01)
    assert span_of([Place(105.0, 21.0)]) == 4.0
    assert span_of([]) == 4.0


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0.2, 200))
def test_neighbours_are_cut_at_the_frame(east: float, north: float, side: float) -> None:
    ring = square(105.8 + east * KM, 21.0 + north * KM, side)
    for line in Frame(Place(105.8, 21.0), 20.0).around(backdrop({"n": (ring,)})):
        drawn = np.array(line)
        assert np.isfinite(drawn).all()
        assert (np.abs(drawn) <= (10.5, 8.0)).all()


def test_a_neighbour_that_holds_the_whole_frame_fills_it() -> None:
    around = backdrop({"land": (square(105.8, 21.0, 500.0),)})
    (line,) = Frame(Place(105.8, 21.0), 20.0).around(around)
    land = np.array(line)
    assert (land.min(axis=0) < (-10, -7.5)).all()
    assert (land.max(axis=0) > (10, 7.5)).all()


def test_a_backdrop_gives_only_what_reaches_into_the_frame() -> None:
    near, far = square(105.8, 21.0, 1.0), square(110.0, 15.0, 1.0)
    inside = backdrop({"near": (near,), "far": (far,)}).within(105.7, 20.9, 105.9, 21.1)
    assert len(inside) == 1
    assert inside[0] is near
    assert Frame(Place(105.8, 21.0), 4.0).around(Backdrop()) == ()


def test_a_place_is_inside_an_outline_but_not_in_its_hole_nor_beside_it() -> None:
    rings = (square(106.0, 10.0, 4.0), square(106.0, 10.0, 1.0))
    east = 1 / 111.32 / math.cos(math.radians(10.0))
    assert is_inside((106.0 + east, 10.0), rings)
    assert not is_inside((106.0, 10.0), rings)
    assert not is_inside((106.0 + 3 * east, 10.0), rings)
    assert Frame(place_of(rings), 8.0).spot(106.0 + east, 10.0) == pytest.approx((1.0, 0.0))
