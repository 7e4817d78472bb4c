"""What a count of wards holds, and why every other ward is not in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.absences import no_value_kinds
from lib.domain.units import Units


@dataclass(frozen=True)
class CountedWards:
    """All wards of a place, each in exactly one part.

    Attributes:
        counted: Wards in force that stand on the step.
        left_out: Wards in force that do not, by reason: another status, ``predecessor_only``
            (only a ward it was made of is reported), ``no_report`` or ``not_applicable``.
        ended: Wards that have ended and stand on the step still: counted too, as no unit that
            continues them is reported; they are not in force.
        without_outline: Those of `counted` and `left_out` that no layer has a shape for; it
            overlaps with the reasons.
    """

    counted: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]]
    ended: tuple[str, ...]
    without_outline: tuple[str, ...]


def why_not_counted(
    units: Units,
    statuses: pd.DataFrame,
    across: pd.DataFrame,
    day: date,
    status: str,
    place: str,
    geometry_keys: Collection[str],
    *,
    assessments: pd.DataFrame | None = None,
) -> CountedWards:
    """The wards of a place on a day: those on a step, and the others by reason.

    Args:
        units: The units.
        statuses: Counted statuses of the day (see `succession.standing_at`).
        across: Result of `rollout.across_reform` for the day.
        day: As-of date.
        status: A step of the ladder.
        place: ``national``, or a province or district of either vintage.
        geometry_keys: Units that have a shape.
        assessments: Frame of the assessments contract: a ward without a report of which it
            says that no criterion applies is ``not_applicable``.

    Returns:
        counted and all of left_out together are the wards in force, each once.
    """
    wards = [str(key) for key in _in_force(units, place, day)]
    status_of = dict(zip(statuses.index, statuses["status"].astype(str), strict=True))
    before = across["best_predecessor_status"].reindex(wards).fillna("").astype(str).to_dict()
    silent = [key for key in wards if key not in status_of]
    kinds = no_value_kinds(units, statuses, day, assessments=assessments, keys=silent).to_dict()
    left: dict[str, list[str]] = {}
    for key in wards:
        reason = status_of.get(key, "")
        if not reason:
            exempt = kinds.get(key) == "not_applicable"
            reason = "not_applicable" if exempt else "no_report"
            reason = "predecessor_only" if before[key] else reason
        if reason != status:
            left.setdefault(reason, []).append(key)
    others = {key for keys in left.values() for key in keys}
    ended = [
        key
        for key, told in status_of.items()
        if told == status
        and not units.exists(key, day)
        and (place == "national" or place in units.regions(key))
    ]
    shapes = frozenset(geometry_keys)
    return CountedWards(
        tuple(key for key in wards if key not in others),
        {reason: tuple(keys) for reason, keys in left.items()},
        tuple(ended),
        tuple(key for key in wards if key not in shapes),
    )


def _in_force(units: Units, place: str, day: date) -> pd.Index:
    wards = units.members(day)
    if place == "national":
        return wards
    return wards[[place in units.regions(key) for key in wards]]
