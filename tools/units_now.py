"""Units of the vintage from2025: state of 1 July 2025 and state of 2026-07-25.

The register has the first, the outlines have the second and are authoritative. Where the
kind in the titles differs, a unit has two states. The day of such a change is not known:
it is dated by the first list that has it. Three things are no changes: tone placement
(Hoà, Hòa); a type column of the register that contradicts the register's own title (the
title counts); one code that the register writes differently (Ba Chẽ).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from shapely.geometry.base import BaseGeometry

from tools.commune_shapes import LISTED_ON, SCHEMATIC, Outline, point_inside
from tools.register import Register, Registered
from tools.titles import Level, Title, read_title
from tools.unit_states import FIRST_DAY_SINCE, UnitState

LAST_DAY_OF_FIRST_LIST = "2026-07-24"


def current_codes(register: Register, outlines: Mapping[str, Outline]) -> dict[str, str]:
    """Code of each current commune by its path in the register.

    The register's code where the outlines have it too, else the code of the one outline
    left over with the same title and province.

    Raises:
        ValueError: A commune has no outline or two.
    """
    listed = {unit.code for unit in register.communes_now.values()}
    left = {
        (outline.province, read_title(outline.title, "commune").name): code
        for code, outline in outlines.items()
        if code not in listed
    }
    codes = {}
    for path, unit in register.communes_now.items():
        name = read_title(unit.title, "commune").name
        codes[path] = unit.code if unit.code in outlines else left.get((unit.province, name), "")
    if sorted(codes.values()) != sorted(outlines):
        raise ValueError("the register and the outlines do not list the same communes")
    return codes


def units_now(
    register: Register, outlines: Mapping[str, Outline], shapes: Mapping[str, BaseGeometry]
) -> tuple[list[UnitState], list[str]]:
    """All states of the vintage from2025, and the codes whose position was moved inside."""
    states = _provinces(register, outlines, shapes)
    moved = []
    codes = current_codes(register, outlines)
    for path, unit in register.communes_now.items():
        outline = outlines[codes[path]]
        lat, lon, kept = point_inside(outline.shape, unit.lat, unit.lon)
        if not kept:
            moved.append(outline.code)
        notes = []
        if outline.code != unit.code:
            notes.append(f"the register of 2025-07-01 writes the code {unit.code}")
        if outline.code in SCHEMATIC:
            notes.append("outline is schematic, no area measured from it")
        base = _state("commune", unit, outline.code, outline.title)
        base = replace(base, lat=lat, lon=lon, area_km2=outline.area_km2, note="; ".join(notes))
        states += _dated(base, read_title(unit.title, "commune"))
    return states, sorted(moved)


def _provinces(
    register: Register, outlines: Mapping[str, Outline], shapes: Mapping[str, BaseGeometry]
) -> list[UnitState]:
    titles = {outline.province: outline.province_title for outline in outlines.values()}
    states = []
    for unit in register.provinces_now.values():
        lat, lon, _ = point_inside(shapes[unit.code], unit.lat, unit.lon)
        area = sum(
            outline.area_km2 or 0.0
            for _, outline in sorted(outlines.items())
            if outline.province == unit.code
        )
        base = _state("province", unit, unit.code, titles[unit.code])
        base = replace(base, lat=lat, lon=lon, area_km2=area)
        states += _dated(base, read_title(unit.title, "province"))
    return states


def _state(level: Level, unit: Registered, code: str, title: str) -> UnitState:
    read = read_title(title, level)
    return UnitState(
        "from2025",
        code,
        read.kind,
        read.kind_vi,
        read.name,
        unit.province,
        valid_from=FIRST_DAY_SINCE,
    )


def _dated(now: UnitState, first: Title) -> list[UnitState]:
    """One state, or two when the title of 2025-07-01 was another one."""
    if (now.kind, now.name) == (first.kind, first.name):
        return [now]
    if now.name != first.name:
        raise ValueError(f"{now.code}: {first.name} became {now.name}; say how, in this module")
    change = (
        f"raised from {first.kind_vi.lower()} between {FIRST_DAY_SINCE} and {LISTED_ON}; "
        "day not known, dated by the first list that has it"
    )
    if now.kind not in {"ward", "municipality"}:
        raise ValueError(f"{now.code}: {first.kind_vi} became {now.kind_vi}; say how")
    before = replace(
        now,
        kind=first.kind,
        kind_vi=first.kind_vi,
        valid_to=LAST_DAY_OF_FIRST_LIST,
        note=f"last day inferred: raised to {now.kind_vi.lower()} by {LISTED_ON}",
    )
    return [
        before,
        replace(
            now,
            state_no=2,
            valid_from=LISTED_ON,
            event="change_of_kind",
            certainty="inferred",
            note=change,
        ),
    ]
