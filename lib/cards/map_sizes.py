"""How large points are drawn: many of them smaller."""

from __future__ import annotations

_SIZE, _SIZE_OF_MANY, _MANY = 17, 11, 150


def point_size(points: int) -> int:
    """Diameter in pixels where so many points are on a map."""
    return _SIZE if points < _MANY else _SIZE_OF_MANY
