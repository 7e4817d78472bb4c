"""Units by what is left of their code: zeros lost, or a number in scientific notation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

_BARE = re.compile(r"(\d{1,5})(?:[.,]0+)?")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?0*(\d{1,2})")
_WITH_VINTAGE = re.compile(r"(until2025|from2025)\s*-\s*(\d{1,5})(?:[.,]0+)?")
_MOST_NAMED = 8  # units in one fault
_SHORT_CITY = re.compile(r"^tp\.? ?(?=\w)")
_COMMUNES = frozenset({"ward", "commune", "township", "special_zone"})


@dataclass(frozen=True)
class UnitCodes:
    """Units by vintage and number of their code.

    Attributes:
        keys: All keys.
        by_number: Keys by vintage and number; of several levels where numbers agree.
        communes: Keys of wards, communes, townships and special zones.
        names: Keys of provinces and districts by vintage and name in small letters, with
            and without the kind.
        called: Everything that a unit was ever called, without its kind, by key.
        places: Names with kind, district and province by key, as of the unit's last state.
        around: Districts and provinces that a unit or what it came from ever lay in, by key;
            itself for one.
        followed: The units of today that an ended one became, by key.
    """

    keys: frozenset[str]
    by_number: dict[tuple[str, int], tuple[str, ...]]
    communes: frozenset[str]
    names: dict[tuple[str, str], tuple[str, ...]]
    called: dict[str, frozenset[str]]
    places: dict[str, str]
    around: dict[str, frozenset[str]]
    followed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """A unit as a person names it: "Phường Hưng Đạo, Thành phố Hải Phòng"; the key if none."""
        return self.places.get(key, key)

    def successors(self, key: str) -> str:
        """What an ended unit became, by name and key; empty where nothing is known of it."""
        return _listed([f"{self.place(each)} ({each})" for each in self.followed.get(key, ())])

    def fitting(self, text: str, vintages: Sequence[str], *, any_level: bool) -> list[str] | None:
        """Keys of the units whose code the text can have been.

        Args:
            text: What stands in the cell.
            vintages: Vintages that the row's day allows.
            any_level: Provinces and districts may be meant too.

        Returns:
            The keys in order; empty when no unit fits; None when the text is no code.
        """
        text = text.strip()
        named = _WITH_VINTAGE.fullmatch(text)
        if named:
            vintages, text = (named[1],), named[2]
        numbers = _numbers(text)
        if numbers is None:
            return None
        keys = [
            key
            for vintage in vintages
            for number in numbers
            for key in self.by_number.get((vintage, number), ())
            if any_level or key in self.communes
        ]
        # Zeros in front are lost, never added: what is written longer is not a shorter code.
        written = len(text) if text.isdigit() else 0
        keys = [key for key in keys if len(key.partition("-")[2]) >= written]
        whole = [key for key in keys if len(key.partition("-")[2]) == written]
        return sorted(whole if written >= 3 and whole else keys)

    def regions(self, text: str, vintages: Sequence[str]) -> list[str]:
        """Provinces and districts of a name, compared in small letters and with its marks.

        A district is also found behind its province, as in "Nghệ An - Vinh"; the name of a
        province may have such a dash inside.
        """
        name = _SHORT_CITY.sub("thành phố ", " ".join(text.lower().split()))
        keys = [key for vintage in vintages for key in self.names.get((vintage, name), ())]
        for dash in re.finditer(" - ", name):
            above = set(self.regions(name[: dash.start()], vintages))
            below = self.regions(name[dash.end() :], vintages)
            keys += [key for key in below if above & (self.around[key] - {key})]
        return sorted(set(keys))


def _listed(places: Sequence[str]) -> str:
    more = f" … ({len(places)})" if len(places) > _MOST_NAMED else ""
    return "; ".join(places[:_MOST_NAMED]) + more


def _numbers(text: str) -> list[int] | None:
    """Numbers that a text can stand for; None when it is no number."""
    bare = _BARE.fullmatch(text)
    if bare:
        return [int(bare[1])]
    match = _SCIENTIFIC.fullmatch(text)
    if not match:
        return None
    digits, power = len(match[2] or ""), int(match[3])
    if power > 4:
        return []
    # 2.68E+04 is what a spreadsheet shows for every number from 26750 to 26849.
    step = 10 ** (power - digits) if power > digits else 1
    middle = round(float(f"{match[1]}.{match[2] or '0'}") * 10**power)
    around = range(max(0, middle - step), middle + step + 1)
    shown = f"{float(f'{match[1]}.{match[2] or 0}e{power}'):.{digits}e}"
    return [number for number in around if f"{number:.{digits}e}" == shown]


def unit_codes(units: pd.DataFrame, lineage: pd.DataFrame | None = None) -> UnitCodes:
    """The index of a list of units (`data/units/units.csv`), and of what came from which."""
    by_number: dict[tuple[str, int], list[str]] = {}
    names: dict[tuple[str, str], list[str]] = {}
    communes = set()
    columns = (units[name].astype("str") for name in ("unit_key", "kind", "kind_vi", "name"))
    for key, kind, kind_vi, name in zip(*columns, strict=True):
        vintage, _, code = key.partition("-")
        if code.isdigit():
            same = by_number.setdefault((vintage, int(code)), [])
            if key not in same:
                same.append(key)
        if kind in _COMMUNES:
            communes.add(key)
            continue
        for written in {name.lower(), f"{kind_vi} {name}".lower()}:
            called = names.setdefault((vintage, written), [])
            if key not in called:
                called.append(key)
    every, places, around = _described(units)
    followed = {} if lineage is None else followers(lineage)
    for key, later in followed.items():
        # A ward of today is also named by the district or province that it lay in before.
        for each in communes.intersection(later) if key in communes else ():
            around[each] |= around[key] - {key}
    return UnitCodes(
        frozenset(units["unit_key"].astype("str")),
        {place: tuple(keys) for place, keys in by_number.items()},
        frozenset(communes),
        {place: tuple(keys) for place, keys in names.items()},
        every,
        places,
        around,
        followed,
    )


def followers(lineage: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The last units that each ended one became, over all steps of the table `lineage`."""
    steps: dict[str, list[str]] = {}
    main = lineage.sort_values("is_default", ascending=False, kind="stable")
    for earlier, later in zip(main["predecessor_key"], main["successor_key"], strict=True):
        steps.setdefault(str(earlier), []).append(str(later))
    successors = {}
    for key in steps:
        seen, waiting = {key}, [key]
        last: list[str] = []
        while waiting:
            for each in steps.get(waiting.pop(0), ()):
                if each not in seen:
                    seen.add(each)
                    (waiting if each in steps else last).append(each)
        successors[key] = tuple(last)
    return successors


def _described(
    units: pd.DataFrame,
) -> tuple[dict[str, frozenset[str]], dict[str, str], dict[str, frozenset[str]]]:
    """What each unit was called, its last name with what it lies in, and all it ever lay in."""
    last: dict[str, str] = {}
    called: dict[str, set[str]] = {}
    around: dict[str, set[str]] = {}
    inside: dict[str, tuple[str, str]] = {}
    columns = ("unit_key", "kind_vi", "name", "district_key", "province_key")
    for key, kind_vi, name, district, province in zip(
        *(units.sort_values("state_no")[column].astype("str") for column in columns), strict=True
    ):
        last[key] = f"{kind_vi} {name}"
        called.setdefault(key, set()).add(name)
        around.setdefault(key, {key}).update({district, province} - {""})
        inside[key] = (district, province)
    places = {}
    for key, regions in inside.items():
        names = [last[region] for region in regions if region in last and region != key]
        places[key] = ", ".join([last[key], *names])
    return (
        {key: frozenset(names) for key, names in called.items()},
        places,
        {key: frozenset(keys) for key, keys in around.items()},
    )
