"""What a unit lies in, now and before: provinces and districts over the reform of 2025."""

from __future__ import annotations

from collections import Counter
from datetime import date

from lib.domain.lineage import Lineage
from lib.domain.states import COMMUNE_LEVEL, States, vintage_at, vintage_of
from lib.io.tables import contracts

LAST_OLD_DAY = contracts.LAST_OLD_DAY


class Territories:
    """Provinces and districts of all units, followed through their lineage.

    Args:
        states: The states of all units.
        lineage: Which unit came from which.
    """

    def __init__(self, states: States, lineage: Lineage) -> None:
        self._states = states
        self._lineage = lineage
        self._regions: dict[str, frozenset[str]] = {}
        self._next_province = self._province_successors()
        self._districts = self._districts_by_successor()
        self._reach: dict[str, list[str]] = {}
        for key, (_, stop) in states.span.items():
            if vintage_of(key) == "from2025" and states.kind[stop - 1] in COMMUNE_LEVEL:
                for region in self.regions(key):
                    self._reach.setdefault(region, []).append(key)

    def regions(self, key: str) -> frozenset[str]:
        """Every province and district a unit belongs or belonged to, through its predecessors.

        Holds the province of today that a former unit went to by its main line. A district
        that a unit had left before the reform counts only when the district had ended.
        """
        if key not in self._regions:
            regions = self._own_regions(key)
            for earlier in self._lineage.ancestors(key):
                regions |= self._own_regions(earlier)
            regions.add(self.current_province(key) or "")
            self._regions[key] = frozenset(regions - {""})
        return self._regions[key]

    def current_units(self, region: str) -> list[str]:
        """Commune-level units of the division of today that have the region among theirs."""
        return self._reach.get(region, [])

    def former_districts(self, province: str) -> set[str]:
        """Former districts of which at least one successor lies in a province of today."""
        return self._districts.get(province, set())

    def provinces_here(self, province: str, day: date) -> tuple[str, ...]:
        """A province of either vintage as the province or provinces of the day's vintage."""
        if vintage_of(province) == vintage_at(day):
            return (province,)
        if vintage_at(day) == "from2025":
            later = self._next_province.get(province)
            return (later,) if later else ()
        return tuple(old for old, new in self._next_province.items() if new == province)

    def current_province(self, key: str) -> str | None:
        """Province of today for any unit; None when the record does not say."""
        if key not in self._states.span:
            return None
        for each in (key, *reversed(self._lineage.main_line(key))):
            if vintage_of(each) == "from2025" and each in self._states.span:
                return self._province(each)
        return self._next_province.get(self._province(key))

    def _province(self, key: str) -> str:
        return self._states.province[self._states.row(key)]

    def _own_regions(self, key: str) -> set[str]:
        states = self._states
        if key not in states.span:
            return set()
        first, stop = states.span[key]
        regions = {states.province[stop - 1], states.district[stop - 1]}
        if states.kind[stop - 1] not in COMMUNE_LEVEL:
            regions.add(key)
        for row in range(first, stop - 1):
            regions |= {
                region
                for region in (states.province[row], states.district[row])
                if not states.exists(region, LAST_OLD_DAY)
            }
        return regions

    def _province_successors(self) -> dict[str, str]:
        """Province of today for each former one: as stated, else where most of its units went."""
        went: dict[str, Counter[str]] = {}
        stated: dict[str, str] = {}
        for key in self._states.span:
            line = self._lineage.main_line(key) if vintage_of(key) == "until2025" else ()
            last = line[-1] if line else ""
            if last not in self._states.span or vintage_of(last) != "from2025":
                continue
            province = self._province(key)
            if key == province:
                stated[key] = last
            else:
                went.setdefault(province, Counter())[self._province(last)] += 1
        return {old: count.most_common(1)[0][0] for old, count in sorted(went.items())} | stated

    def _districts_by_successor(self) -> dict[str, set[str]]:
        districts: dict[str, set[str]] = {}
        for row in self._states.rows_at(LAST_OLD_DAY):
            key = self._states.keys[row]
            # A district of islands has no communes: its own successor tells where it went.
            district = key if self._states.kind[row] == "district" else self._states.district[row]
            for later in self._lineage.descendants(key) if district else ():
                if vintage_of(later) == "from2025" and later in self._states.span:
                    districts.setdefault(self._province(later), set()).add(district)
        return districts
