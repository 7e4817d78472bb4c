"""Names of downloads that say what is in them: place, wave, status, day, words."""

from __future__ import annotations

import re

from lib.domain.names import folded
from lib.situation.situation import Situation

_MOST_LETTERS = 120  # some systems and mail programs cut longer names


def file_stem(seen: Situation, table: str, *, narrowed: bool, text: str = "") -> str:
    """Name of a download without its ending: demo-observations-ha-noi-recognised-2026-11-25.

    Args:
        seen: The situation; its filter and its day.
        table: Name of the table.
        narrowed: Whether the filter narrows the rows; then they are also of no later day.
        text: Words that the rows contain.
    """
    parts = [seen.dataset.name, table]
    if narrowed:
        chosen = seen.narrowed
        places = (key for key in (seen.province, seen.district) if key)
        parts += [seen.units.bare_name(key, seen.day) for key in places]
        parts += [chosen.wave, chosen.status, seen.day.isoformat()]
    parts.append(text)
    slugs = (re.sub(r"[^a-z0-9_]+", "-", folded(part)).strip("-") for part in parts)
    return "-".join(filter(None, slugs))[:_MOST_LETTERS].rstrip("-")
