"""The units that somebody asked to compare: which of them can stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.domain.units import COMMUNE_LEVEL, PROVINCE_LEVEL, Units, vintage_at

MOST = 5
"""Columns that can be read side by side."""

PILOTS = (
    "until2025-00019",
    "until2025-26776",
    "until2025-20236",
    "until2025-31120",
    "until2025-11296",
)
"""The pilot wards of 2021: Điện Biên, Tân Chánh Hiệp, Hải Châu 1, An Hòa, Quán Toan."""


def pilot_cities(units: Units) -> tuple[str, ...]:
    """Keys of the cities of today that the pilot wards lie in, in their order."""
    cities = {units.current_province(key) for key in PILOTS}
    return tuple(sorted(key for key in cities if key))


@dataclass(frozen=True)
class Selection:
    """What was asked for, sorted out.

    Attributes:
        keys: Units to compare, of one level, in the order asked.
        cities: Whether they are provinces and cities rather than wards.
        repeated: Units asked for more than once; each is kept once.
        unknown: What is no unit, with the units it may mean.
        elsewhen: Units kept that are not in force on the day, with those that stand for them.
        other_level: Units left out because they are of another level than the first.
        too_many: Units left out beyond `MOST`.
    """

    keys: tuple[str, ...]
    cities: bool
    repeated: tuple[str, ...]
    unknown: Mapping[str, tuple[str, ...]]
    elsewhen: Mapping[str, tuple[str, ...]]
    other_level: tuple[str, ...]
    too_many: tuple[str, ...]


def selection(units: Units, asked: Sequence[str], day: date) -> Selection:
    """Sort out what was asked for.

    Args:
        units: The units.
        asked: Unit keys as written in an address; anything can stand there.
        day: As-of date.
    """
    units_asked = [text for text in asked if text in units]
    distinct = list(dict.fromkeys(units_asked))
    repeated = tuple(dict.fromkeys(key for key in distinct if units_asked.count(key) > 1))
    unknown = {text: candidates(units, text, day) for text in asked if text not in units}
    comparable = [key for key in distinct if units.kind(key) in (*COMMUNE_LEVEL, *PROVINCE_LEVEL)]
    cities = bool(comparable) and units.kind(comparable[0]) in PROVINCE_LEVEL
    level = PROVINCE_LEVEL if cities else COMMUNE_LEVEL
    mine = [key for key in comparable if units.kind(key) in level]
    return Selection(
        keys=tuple(mine[:MOST]),
        cities=cities,
        repeated=repeated,
        unknown=unknown,
        elsewhen={
            key: tuple(units.as_of_key(key, day))
            for key in mine[:MOST]
            if not units.exists(key, day)
        },
        other_level=tuple(key for key in distinct if key not in mine),
        too_many=tuple(mine[MOST:]),
    )


def candidates(units: Units, text: str, day: date) -> tuple[str, ...]:
    """Units that a wrong key may mean: those of its code, and what stands for them on the day.

    Args:
        units: The units.
        text: What was written, say ``26776`` or ``from2025-26776``.
        day: As-of date; units in force then stand first.
    """
    code = text.strip().rpartition("-")[2]
    now = vintage_at(day)
    other = "until2025" if now == "from2025" else "from2025"
    keys: dict[str, None] = {}
    for key in (f"{now}-{code}", f"{other}-{code}"):
        if key in units:
            keys[key] = None
            keys |= dict.fromkeys(units.as_of_key(key, day))
    return tuple(sorted(keys, key=lambda key: not units.exists(key, day)))
