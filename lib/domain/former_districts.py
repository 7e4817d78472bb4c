"""Former districts overlap: a ward of today can have predecessors in several of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lib.domain.units import Units, vintage_at


@dataclass(frozen=True)
class DistrictOverlap:
    """What rows by district add up to, against the units they count.

    Attributes:
        units: Units that lie in at least one district.
        counted: What the rows add up to: each unit once for every district it lies in.
    """

    units: int
    counted: int

    @property
    def twice(self) -> int:
        """By how many the rows add up to more than the units."""
        return self.counted - self.units


def district_overlap(
    units: Units, province: str, day: date, keys: Iterable[str] | None = None
) -> DistrictOverlap:
    """How many units of a province are counted in more than one district.

    Args:
        units: The units.
        province: Province of either vintage.
        day: As-of date. Before the reform every unit lies in one district.
        keys: Units that the rows count, say the recognised ones; by default the wards in
            force.

    Returns:
        The overlap of the districts of `rollout.by_district` for these units.
    """
    districts = frozenset(units.districts(province, day).index.astype(str))
    asked = units.members(day, province=province) if keys is None else keys
    before = vintage_at(day) == "until2025"
    homes = [
        len(({units.district_of(key, day)} if before else units.regions(key)) & districts)
        for key in set(map(str, asked))
        if key in units
    ]
    return DistrictOverlap(sum(n > 0 for n in homes), sum(homes))
