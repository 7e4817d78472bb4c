"""A province over the reform of 2025: which one stands for it on a day of the other division.

Two-digit codes were given to other provinces in the reform (24 was Bắc Giang and is Bắc
Ninh), so a province is always followed by its whole key, never by its code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.domain.names import sort_key
from lib.domain.units import COMMUNE_LEVEL, Units, vintage_at

CERTAINTIES = ("same", "same_name", "main", "merged_into")
"""In force itself; the one of its name; the one most of its wards came from; the larger
province that it became part of."""


@dataclass(frozen=True)
class ProvinceOn:
    """What stands for a province on a day.

    Attributes:
        key: The province of the day.
        certainty: One of `CERTAINTIES`: how it continues the province asked for.
        others: The other provinces of the day on its ground, by name; part of it only
            before the reform.
        keeps_name: Whether the name is the same.
    """

    key: str
    certainty: str
    others: tuple[str, ...]
    keeps_name: bool


def province_on(units: Units, key: str, day: date) -> ProvinceOn | None:
    """The province that stands for one of either vintage on a day.

    Args:
        units: The units.
        key: Whole key of a province of either vintage.
        day: The day that decides the division.

    Returns:
        The province itself when it is in force; after the reform the one it went to; before
        it, of those that went into it, the one of its name, else that of most wards. None
        when the record knows of none.
    """
    if key not in units:
        return None
    if units.exists(key, day):
        return ProvinceOn(key, "same", (), True)
    name = units.bare_name(key)
    here = sorted(
        (each for each in units.provinces_here(key, day) if units.exists(each, day)),
        key=lambda each: sort_key(units.bare_name(each)),
    )
    if not here or key in here:
        return None
    named = [each for each in here if units.bare_name(each) == name]
    if named:
        chosen, certainty = named[0], "same_name"
    elif vintage_at(day) == "from2025":
        chosen, certainty = here[0], "merged_into"
    else:
        chosen = max(here, key=lambda each: (_wards(units, each, day), -here.index(each)))
        certainty = "main"
    others = tuple(each for each in here if each != chosen)
    return ProvinceOn(chosen, certainty, others, chosen in named)


def _wards(units: Units, province: str, day: date) -> tuple[int, int]:
    """Wards and commune-level units of a province: the size by which the main one is told."""
    return (
        len(units.members(day, province=province)),
        len(units.members(day, province=province, kinds=COMMUNE_LEVEL)),
    )
