"""Which wards take part in the demonstration, when each joins, and until when it reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

import numpy as np

from lib.domain.units import Units
from tools.demo_calendar import LAST, NEWEST, QUARTERS, REFORM, quarter

SEED = 20210601
PILOTS = (
    "until2025-00019",  # Điện Biên, Hà Nội
    "until2025-26776",  # Tân Chánh Hiệp, TP. Hồ Chí Minh
    "until2025-20236",  # Hải Châu, Đà Nẵng
    "until2025-31120",  # An Hòa, Cần Thơ
    "until2025-11296",  # Quán Toan, Hải Phòng
)
PILOT_WAVE = "pilot-2021"
WAVES = (("pilot-2023", 60), ("2024", 200), ("2025", 400), ("2026", 647))
"""Waves after the pilot, and how many of today's wards have joined after each, seven of them
in the province that has stopped to report."""

STOPPED = "from2025-14"  # Sơn La
STOPPED_AFTER = quarter(2024, 4)
LATE = {"from2025-38": 2, "from2025-91": 2, "from2025-56": 3}
"""Provinces whose reports come late, and by how many quarters."""

SLIPPING = "from2025-46"  # Huế
WITHOUT_COUNTS, EXEMPT = 12, 2
_MOST_FORMER = 5  # wards of before that take part, for each ward of today


@dataclass(frozen=True)
class Member:
    """A ward that takes part, in one division; quarters are places in the calendar.

    Attributes:
        key: Unit key.
        province: Key of its province of today.
        first: Quarter of its first assessment, a survey when before `joined`.
        joined: Quarter it registers in.
        last: Last quarter it reports.
        wave: Wave it belongs to.
        before: Members of the former division that it continues.
        without_counts: Only its registration is known.
        exempt: None of the criteria applies to it.
    """

    key: str
    province: str
    first: int
    joined: int
    last: int
    wave: str
    before: tuple[str, ...] = ()
    without_counts: bool = False
    exempt: bool = False

    @property
    def year(self) -> int:
        """Year of registration: that of the wave."""
        return int(self.wave[-4:])


def stream(*words: str) -> np.random.Generator:
    """Random numbers of their own for each purpose and unit.

    A unit that is added to the list changes nothing for the others.
    """
    return np.random.Generator(np.random.PCG64([SEED, *(crc32(word.encode()) for word in words)]))


def draw(*words: str) -> float:
    """One number from 0 to 1 for a purpose and unit."""
    return float(stream(*words).random())


def former_members(units: Units) -> list[Member]:
    """Wards of the division before the reform, by key; each leads to a ward of today."""
    members: dict[str, Member] = {}
    for key in PILOTS:
        home = units.current_province(key) or ""
        members[key] = Member(key, home, 0, 0, REFORM - 1, PILOT_WAVE)
    for key, wave in _wave_of_today(units).items():
        start = _start(key, wave)
        if start >= REFORM or not start:
            continue
        for place, earlier in enumerate(_predecessors(units, key)):
            joined = start + (0 if place == 0 else int(4 * draw("later", earlier)))
            known = members.get(earlier)
            if joined >= REFORM or (known and known.joined <= joined):
                continue
            first = max(joined - int(6 * draw("survey", earlier)), quarter(2023, 1))
            province = units.current_province(earlier) or ""
            last = STOPPED_AFTER if province == STOPPED else REFORM - 1
            if joined <= last:
                members[earlier] = Member(
                    earlier,
                    province,
                    first,
                    joined,
                    last,
                    _wave_in(joined, wave if not place else ""),
                )
    return [members[key] for key in sorted(members)]


def current_members(units: Units, former: Iterable[Member]) -> list[Member]:
    """Wards of today that take part, by key."""
    earlier = {member.key: member for member in former}
    members = []
    for key, wave in sorted(_wave_of_today(units).items()):
        province = units.province_of(key, NEWEST)
        if province == STOPPED:
            continue
        before = tuple(each for each in units.lineage.predecessor_keys(key) if each in earlier)
        begun = _first_quarter(units, key)
        last = LAST - LATE.get(province, 0)
        start = _start(key, wave)
        joined = min(max(start, begun), last)
        first = max(begun, joined - int(3 * draw("survey", key)))
        members.append(Member(key, province, first, joined, last, wave, before))
    return list(_with_gaps(members))


def _with_gaps(members: list[Member]) -> Iterator[Member]:
    """The members; of the last to join some report no counts, and two are exempt."""
    late = [each for each in members if each.wave == WAVES[-1][0] and each.last == LAST]
    drawn = sorted(late, key=lambda each: draw("gap", each.key))
    chosen = {each.key: place for place, each in enumerate(drawn[: WITHOUT_COUNTS + EXEMPT])}
    for each in members:
        place = chosen.get(each.key, len(chosen))
        silent = place < WITHOUT_COUNTS
        yield replace(each, without_counts=silent, exempt=not silent and place < len(chosen))


def _wave_of_today(units: Units) -> dict[str, str]:
    """Wave of each ward of today that takes part, in the order of joining."""
    today = units.at(NEWEST)
    wards = today[today["kind"].astype(str) == "ward"]
    provinces = dict(zip(wards.index, wards["province_key"].astype(str), strict=True))
    waves = {}
    for pilot in PILOTS:
        heir = units.default_successor(pilot)
        if heir is not None and heir in provinces:
            waves[heir] = PILOT_WAVE
    new = {key for key in provinces if _first_quarter(units, key) > REFORM}
    order = sorted(provinces, key=lambda key: draw("order", key))
    # Every province has a ward in the first wave after the pilot.
    leading = {provinces[key]: key for key in reversed(order) if key not in new}
    order.sort(key=lambda key: (leading.get(provinces[key]) != key, key in new))
    waiting = [key for key in order if key not in waves]
    for wave, number in WAVES:
        chosen = waiting[: number - len(waves)]
        if wave == WAVES[-1][0] and new:
            # Half of the wards raised from communes join at once, the others do not report.
            joining = sorted(new)[: len(new) // 2]
            chosen = [*chosen[: -len(joining)], *joining]
        waves |= dict.fromkeys(chosen, wave)
        waiting = [key for key in waiting if key not in waves]
    return waves


def _start(key: str, wave: str) -> int:
    """Quarter in which a ward, or the first of those it continues, registers."""
    if wave == PILOT_WAVE:
        return REFORM if key.startswith("from2025") else 0
    spread = draw("start", key)
    match wave:
        case "pilot-2023":
            return quarter(2023, 1) + int(2 * spread)
        case "2024":
            return quarter(2024, 1) + int(3 * spread)
        case "2025":
            return quarter(2025, 1) if spread < 0.5 else quarter(2025, 3) + int(4 * spread) % 2
        case _:
            return quarter(2026, 1) + int(2.4 * spread)


def _wave_in(joined: int, stated: str) -> str:
    """Wave of a ward of before: the stated one, else the one of its year."""
    year = QUARTERS[joined].year
    return stated or ("replication-2023" if year == 2023 else str(year))


def _first_quarter(units: Units, key: str) -> int:
    """First quarter since the reform on whose last day the unit is a ward."""
    return next(
        place
        for place in range(REFORM, LAST + 1)
        if units.exists(key, QUARTERS[place]) and units.kind(key, QUARTERS[place]) == "ward"
    )


def _predecessors(units: Units, key: str) -> list[str]:
    """Wards of before that a ward of today continues, its main ones first."""
    last_day: date = QUARTERS[REFORM - 1]
    wards = [
        each
        for each in units.lineage.predecessor_keys(key)
        if units.exists(each, last_day)
        and units.kind(each, last_day) == "ward"
        and each not in PILOTS
    ]
    wards.sort(key=lambda each: units.default_successor(each) != key)
    return wards[:_MOST_FORMER]
