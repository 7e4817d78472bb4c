"""Units of the vintage until2025 and their earlier states.

The register has the state of June 2025. What the compiled record of changes before the
reform adds: communes whose district, province or name was another one earlier. A district
that was gone by June 2025 has no code in the register; it gets one of ours ("x01").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from shapely.geometry.base import BaseGeometry

from tools.commune_shapes import SCHEMATIC, Outline, km_outside
from tools.register import Register, Registered, before_of
from tools.resolutions import DATED_BY_THE_PRESS
from tools.titles import Level, Title, read_title
from tools.unit_states import LAST_DAY_BEFORE, UnitState

FAR_KM = 2.0
MADE_CODE = "x{:02d}"


def units_before(
    register: Register,
    changes: list[dict[str, str]],
    shapes: dict[str, BaseGeometry],
    placed: dict[str, tuple[float, float]],
) -> list[UnitState]:
    """All states of the vintage until2025.

    Args:
        register: The register of June 2025.
        changes: Rows of the record of changes before the reform.
        shapes: Outline of each current province, by its code.
        placed: Latitude and longitude that replace those of the register, by code
            (see `island_positions` and `positions_of_heirs`).

    Raises:
        ValueError: A change does not fit exactly one commune of the register.
    """
    states = _listed(register, _far_notes(register, shapes))
    for code, (lat, lon) in placed.items():
        note = "position of the successor; that of the register lies elsewhere"
        states[code] = [replace(states[code][0], lat=lat, lon=lon, note=note)]
    note = ""
    for change in changes:
        note = note if change["note"] == "as above" else change["note"]
        _apply(states, _dated(change | {"note": note}))
    return [state for several in states.values() for state in several]


def island_positions(
    register: Register, codes: dict[str, str], now: list[UnitState]
) -> dict[str, tuple[float, float]]:
    """Positions for former units of Hoàng Sa and Trường Sa, by code: those of today's zones.

    The register puts the districts and their communes on the mainland coast, where no map
    may draw them.

    Args:
        register: The register.
        codes: Code of each current commune by path.
        now: States of the current units.
    """
    points = {
        state.code: (state.lat, state.lon)
        for state in now
        if state.code in SCHEMATIC and state.lat is not None and state.lon is not None
    }
    found = {}
    for step in register.commune_successions:
        point = points.get(codes[step.after])
        if point:
            unit = before_of(register, step.before)
            found[unit.code] = point
            if unit.district:
                found[unit.district] = point
    return found


def positions_of_heirs(
    register: Register,
    codes: dict[str, str],
    now: list[UnitState],
    outlines: Mapping[str, Outline],
) -> dict[str, tuple[float, float]]:
    """Positions for former communes, by code, of which the register knows no place of their own.

    It then has that of their district, which need not lie where they were. They get the one of
    their main successor, unless the district's lies in a successor's outline.

    Args:
        register: The register.
        codes: Code of each current commune by path.
        now: States of the current units.
        outlines: Outlines of current communes, by code.
    """
    points = {
        state.code: (state.lat, state.lon)
        for state in now
        if state.lat is not None and state.lon is not None
    }
    districts = {each.code: (each.lat, each.lon) for each in register.districts_before.values()}
    heirs: dict[str, list[str]] = {}
    for step in sorted(register.commune_successions, key=lambda each: not each.is_default):
        heirs.setdefault(step.before, []).append(codes[step.after])
    return {
        unit.code: points[heirs[path][0]]
        for path, unit in register.communes_before.items()
        if districts.get(unit.district) == (unit.lat, unit.lon)
        and all(km_outside(outlines[heir].shape, unit.lat, unit.lon) for heir in heirs[path])
    }


def _listed(register: Register, notes: dict[str, str]) -> dict[str, list[UnitState]]:
    states: dict[str, list[UnitState]] = {}
    levels: tuple[tuple[Level, dict[str, Registered]], ...] = (
        ("province", register.provinces_before),
        ("district", register.districts_before),
        ("commune", register.communes_before),
    )
    for level, units in levels:
        for unit in units.values():
            title = read_title(unit.title, level)
            states[unit.code] = [_state(unit, title, notes.get(unit.code, ""))]
    return states


def _state(unit: Registered, title: Title, note: str) -> UnitState:
    return UnitState(
        "until2025",
        unit.code,
        title.kind,
        title.kind_vi,
        title.name,
        unit.province,
        unit.district,
        lat=unit.lat,
        lon=unit.lon,
        valid_to=LAST_DAY_BEFORE,
        note=note,
    )


def _far_notes(register: Register, shapes: dict[str, BaseGeometry]) -> dict[str, str]:
    """A remark for each commune whose position is far outside its province's successor."""
    successor = {
        register.provinces_before[step.before].code: register.provinces_now[step.after].code
        for step in register.province_successions
    }
    notes = {}
    for unit in register.communes_before.values():
        distance = km_outside(shapes[successor[unit.province]], unit.lat, unit.lon)
        if distance > FAR_KM:
            notes[unit.code] = (
                f"position of the register lies about {distance:.0f} km outside the province"
            )
    return notes


def _dated(change: dict[str, str]) -> dict[str, str]:
    """A change with the day that the press gives, where the compiled record has none."""
    known = DATED_BY_THE_PRESS.get((change["province_after"], change["ward_after"]))
    if not known or change["effective_on"]:
        return change
    day, note = known
    return change | {"effective_on": day, "note": note}


def _apply(states: dict[str, list[UnitState]], change: dict[str, str]) -> None:
    """Put the state before a change in front of the commune's state of June 2025."""
    now = _find(states, change)
    effective = change["effective_on"]
    last_day = _day_before(effective)
    province = states[now.province]
    if change["province_before"] != change["province_after"] and len(province) == 1:
        _put_before(
            province,
            replace(province[0], kind="province", kind_vi="Tỉnh", name=change["province_before"]),
            change,
            "became a municipality under the name of its city",
            "change_of_kind",
        )
    district = now.district
    moved = change["district_before"] != change["district_after"]
    if moved:
        district = _former_district(states, change, now.province, last_day)
        if change["province_before"] != change["province_after"]:
            # The record says the new district was created together with the municipality.
            states[now.district] = [
                replace(states[now.district][0], valid_from=effective, certainty="published")
            ]
    former = replace(now, district=district, name=_former_name(change))
    event = "change_of_district" if moved and former.name == now.name else "rename"
    _put_before(states[now.code], former, change, change["note"], event)


def _find(states: dict[str, list[UnitState]], change: dict[str, str]) -> UnitState:
    """The commune of June 2025 that a change ends in."""
    district = read_title(change["district_after"], "district")
    found = [
        several[-1]
        for several in states.values()
        if several[-1].name == change["ward_after"]
        and several[-1].kind == "ward"
        and states[several[-1].province][-1].name == change["province_after"]
        and states[several[-1].district][-1].name == district.name
        and states[several[-1].district][-1].kind_vi == district.kind_vi
    ]
    if len(found) != 1:
        raise ValueError(f"{change['ward_after']}: {len(found)} communes fit, not one")
    return found[0]


def _former_name(change: dict[str, str]) -> str:
    """Name before; "Hải Châu 1" is titled Hải Châu I, as its own note says."""
    name = change["ward_before"]
    stem, _, number = name.rpartition(" ")
    roman = f"{stem} {'I' * int(number)}" if number in {"1", "2", "3"} else ""
    return roman if roman and roman in change["note"] else name


def _put_before(
    several: list[UnitState], former: UnitState, change: dict[str, str], why: str, event: str
) -> None:
    """Make `former` state 1 of a unit and its listed state 2, with the event between them."""
    effective = change["effective_on"]
    now = several[-1]
    several[:] = [
        replace(
            former,
            state_no=1,
            valid_to=_day_before(effective),
            certainty=change["certainty"],
            note=why,
        ),
        replace(
            now,
            state_no=2,
            valid_from=effective,
            event=event,
            legal_basis=change["legal_basis"],
            certainty=change["certainty"] if effective else now.certainty,
            note=now.note if effective else "first day of this state not known",
        ),
    ]


def _former_district(
    states: dict[str, list[UnitState]], change: dict[str, str], province: str, last_day: str
) -> str:
    """Code of the district before a change; made here when the register has none."""
    title = read_title(change["district_before"], "district")
    for code, several in states.items():
        unit = several[-1]
        written = ("district", title.kind_vi, title.name, province)
        if (unit.kind, unit.kind_vi, unit.name, unit.province) == written:
            return code
    code = MADE_CODE.format(1 + sum(code.startswith("x") for code in states))
    states[code] = [
        UnitState(
            "until2025",
            code,
            title.kind,
            title.kind_vi,
            title.name,
            province,
            valid_to=last_day,
            certainty=change["certainty"],
            note=f"no longer a district in June 2025 ({change['legal_basis']}); "
            "the code is made here, the register has none",
        )
    ]
    return code


def _day_before(day: str) -> str:
    return str(date.fromisoformat(day) - timedelta(days=1)) if day else ""
