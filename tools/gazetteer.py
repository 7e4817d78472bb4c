"""Finds the one unit that printed names mean, in the division of a given day."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from lib.domain.names import exact, folded, plain, readings
from tools.csv_tables import read_rows
from tools.titles import level_rank
from tools.unit_states import LAST_DAY_BEFORE, Vintage

State = dict[str, str]
PROVINCE, DISTRICT, COMMUNE = 0, 1, 2


def vintage_on(day: str) -> Vintage:
    """Vintage in force on an ISO day; a text without any date is of the vintage until2025.

    The undated texts of the record all speak of the three-level division.
    """
    return "from2025" if day > LAST_DAY_BEFORE else "until2025"


class Gazetteer:
    """All states of all units, looked up by names.

    A lookup returns a unit key only when exactly one unit fits; otherwise "".
    """

    def __init__(self, units: list[State]) -> None:
        self._by_name: dict[tuple[str, int, str], list[State]] = defaultdict(list)
        for unit in units:
            name = (unit["vintage"], level_rank(unit["kind"]), plain(unit["name"]))
            self._by_name[name].append(unit)

    @classmethod
    def read(cls, folder: Path) -> Gazetteer:
        """The gazetteer of a folder with `units.csv`."""
        return cls(read_rows(folder / "units.csv"))

    def province(self, name: str, day: str) -> str:
        """Key of the province called `name` on an ISO day ("" for undated)."""
        return _only(self._named(name, PROVINCE, day))

    def district(self, province: str, name: str, day: str) -> str:
        """Key of a district by the names of its province and its own."""
        key = self.province(province, day)
        return _only([u for u in self._named(name, DISTRICT, day) if u["province_key"] == key])

    def commune(self, province: str, district: str, name: str, day: str) -> str:
        """Key of a ward, commune or township; `district` may be "" where there is none."""
        above = self.province(province, day)
        within = self.district(province, district, day) if district else ""
        if not above or (district and not within):
            return ""
        found = [
            unit
            for unit in self._named(name, COMMUNE, day)
            if unit["province_key"] == above and (not district or unit["district_key"] == within)
        ]
        return _only(found)

    def scope(self, text: str, day: str) -> str:
        """Key of a printed scope, or 'national'.

        Printed are "national", "Hà Nội", "Nghệ An - Vinh" (province and district; a name
        can have the dash inside), "Hà Nội / Ba Đình / Điện Biên", and remarks in brackets.
        """
        bare = re.sub(r"\s*\([^)]*\)$", "", text)
        if bare == "national":
            return bare
        parts = [part.strip() for part in bare.split(" / ")]
        if len(parts) == 3:
            return self.commune(parts[0], parts[1], parts[2], day)
        found = {self.province(bare, day)}
        for dash in re.finditer(" - ", bare):
            found.add(self.district(bare[: dash.start()], bare[dash.end() :], day))
        found.discard("")
        return found.pop() if len(found) == 1 else ""

    def _named(self, text: str, level: int, day: str) -> list[State]:
        """States of a level that bear a name on a day; exact marks win over folded ones."""
        vintage = vintage_on(day)
        found = {
            (unit["unit_key"], unit["state_no"]): unit
            for kind, name in readings(text)
            for unit in self._by_name[vintage, level, name]
            if kind in {"", folded(unit["kind_vi"])} and _stands(unit, day)
        }
        marked = [unit for unit in found.values() if exact(text).endswith(exact(unit["name"]))]
        return marked or list(found.values())


def _stands(unit: State, day: str) -> bool:
    """Whether a state can hold on a day; an unknown bound or an unknown day excludes nothing."""
    if not day:
        return True
    return unit["valid_from"] <= day <= (unit["valid_to"] or "9999")


def _only(units: list[State]) -> str:
    keys = {unit["unit_key"] for unit in units}
    return keys.pop() if len(keys) == 1 else ""
