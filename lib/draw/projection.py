"""Degrees as pixels of a field: where a map is looked at, and how large."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from lib.draw.sheet import Shape

_TALLEST = 1.08  # height of the map over its width, at most
_FLATTEST = 0.5


class Projection:
    """Degrees to pixels: parallels and meridians straight, true at the middle of the field.

    Args:
        bounds: West, south, east, north that must be in sight.
        width: Of the field, pixels.
        height: Of the field; by default what the bounds need, within limits.
        scale: Pixels to a degree of latitude; by default what fills the field.
    """

    def __init__(
        self,
        bounds: tuple[float, float, float, float],
        width: float,
        height: float | None = None,
        scale: float | None = None,
    ) -> None:
        west, south, east, north = bounds
        self._squeeze = math.cos(math.radians((south + north) / 2))
        wide, high = max((east - west) * self._squeeze, 1e-6), max(north - south, 1e-6)
        self.width = width
        self.height = height or width * min(max(high / wide, _FLATTEST), _TALLEST)
        inset = 0.96
        self.scale = scale or inset * min(self.width / wide, self.height / high)
        self._east, self._north = (west + east) / 2, (south + north) / 2

    def points(self, degrees: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Longitudes and latitudes in rows as pixels from the upper left."""
        middle = np.array([self._east, self._north])
        factors = np.array([self.scale * self._squeeze, -self.scale])
        spots: npt.NDArray[Any] = (degrees - middle) * factors + np.array(
            [self.width / 2, self.height / 2]
        )
        return spots

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """One place as pixels."""
        x, y = self.points(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def path(self, shape: Shape) -> str:
        """An outline as a path; "" when it lies outside the field."""
        made = ""
        for ring in shape.rings:
            spots = self.points(ring)
            low, high = spots.min(axis=0), spots.max(axis=0)
            if high[0] < 0 or high[1] < 0 or low[0] > self.width or low[1] > self.height:
                continue
            if (high - low).max() < 0.4:
                continue
            made += _ring(spots)
        return made


def _ring(spots: npt.NDArray[Any]) -> str:
    """A closed line in tenths of a pixel, without points that fall on the one before."""
    tenths = np.rint(spots * 10).astype(int)
    keep = np.ones(len(tenths), dtype=bool)
    keep[1:] = (np.diff(np.rint(spots * 2.5), axis=0) != 0).any(axis=1)
    kept = tenths[keep].tolist()
    return "M" + "L".join(f"{x / 10:g},{y / 10:g}" for x, y in kept) + "Z"
