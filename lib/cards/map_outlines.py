"""What is drawn over the map's classes: a former district, and where the parts of a ward went."""

from __future__ import annotations

import pandas as pd

from lib.domain.units import vintage_of
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.wording import _

Label = tuple[float, float, str, str]
"""Latitude, longitude, text, lighter text."""


def district_units(seen: Situation) -> tuple[str, ...]:
    """Units of today that lie in the former district chosen; their common outline is drawn."""
    if not seen.district or not seen.after_reform:
        return ()
    return tuple(map(str, seen.members(kinds=None)))


def kin_labels(seen: Situation, ward: str) -> tuple[Label, ...]:
    """The other side of a chosen ward's reform, each where it lies, with its share of area.

    Of a former ward the units it went into, of a ward of today the former ones it was made of;
    on a map of today.
    """
    if not ward or not seen.after_reform or not seen.province:
        return ()
    former = vintage_of(ward) == "until2025"
    steps = seen.units.successors(ward) if former else seen.units.predecessors(ward)
    own = seen.units.bare_name(ward)
    labels = []
    for key, share in zip(steps["key"].astype(str), steps["share_of_area"], strict=True):
        where = seen.position(key)
        part = "" if pd.isna(share) else wording.percent(float(share))
        if where is None or (former and not (part and seen.units.exists(key, seen.day))):
            continue
        if former:
            labels.append((*where, _("{share} of {name}", share=part, name=own), ""))
        else:
            labels.append((*where, seen.units.bare_name(key), f"({part})" if part else ""))
    return tuple(labels)
