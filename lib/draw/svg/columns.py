"""How wide the columns of a table are: as their words need, within the width there is."""

from __future__ import annotations

from collections.abc import Sequence

_SHORT = 110.0  # pixels
_MANY_LINES = 5  # of a cell: above that every column gives room to the long one


def widths(narrowest: Sequence[float], widest: Sequence[float], room: float) -> list[float]:
    """Width of each column.

    Args:
        narrowest: What each needs so that no word is broken, with its padding.
        widest: What each would fill without a line break, with its padding.
        room: Width of all together.

    Returns:
        Widths that add up to `room` when the words fit into it; a table that is wider than
        `room` keeps what its words need.
    """
    if sum(widest) <= room:
        spare = (room - sum(widest)) / max(len(widest), 1)
        return [each + spare for each in widest]
    spare = room - sum(narrowest)
    if spare <= 0:
        return list(narrowest)
    wanted = [high - low for low, high in zip(narrowest, widest, strict=True)]
    # A long column takes most of what is left, yet not so that a short one breaks its lines.
    low, high = 0.0, max(wanted)
    for _step in range(40):
        cap = (low + high) / 2
        if sum(min(each, cap) for each in wanted) > spare:
            high = cap
        else:
            low = cap
    found = [base + min(each, low) for base, each in zip(narrowest, wanted, strict=True)]
    if max(high / width for high, width in zip(widest, found, strict=True)) > _MANY_LINES:
        return _as_many_lines_each(narrowest, widest, room)
    return found


def _as_many_lines_each(
    narrowest: Sequence[float], widest: Sequence[float], room: float
) -> list[float]:
    """Widths in which the longest cell of each column breaks into about as many lines.

    Short columns do not break where that leaves enough for the long ones.
    """
    unbroken = [max(low, min(high, _SHORT)) for low, high in zip(narrowest, widest, strict=True)]
    if sum(unbroken) < 0.7 * room:
        narrowest = unbroken
    low, high = 0.0, 1.0
    for _step in range(40):
        part = (low + high) / 2
        tried = [max(least, part * most) for least, most in zip(narrowest, widest, strict=True)]
        if sum(tried) > room:
            high = part
        else:
            low = part
    return [max(least, low * most) for least, most in zip(narrowest, widest, strict=True)]
