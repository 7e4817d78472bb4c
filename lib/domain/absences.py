"""Why a unit has no value: five different things, never one grey."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd

from lib.domain.result_codes import PLACE, coded, results
from lib.domain.units import COMMUNE_LEVEL, Units

NO_VALUE_KINDS = ("no_report", "not_assessed", "not_applicable", "not_yet_existing", "no_geometry")


def no_value_kinds(
    units: Units,
    statuses: pd.DataFrame,
    day: date,
    *,
    assessments: pd.DataFrame | None = None,
    keys: Iterable[str] | None = None,
) -> pd.Series:
    """Why each unit has no count of criteria met on a day; "" for one that has a value.

    - ``not_yet_existing``: it comes into force after the day.
    - ``not_applicable``: the title is for wards and the unit is none (and nothing was
      reported of it), or every criterion assessed does not apply to it.
    - ``no_report``: a ward of which no source says anything up to the day.
    - ``not_assessed``: a status is reported, but no count of criteria.

    Args:
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.
        assessments: Frame of the assessments contract, if the dataset has one.
        keys: The units asked about; by default the commune-level units in force and those
            that are to come. A unit that has ended before the day is left out.

    Returns:
        Series of kinds by unit key.
    """
    asked = list(keys) if keys is not None else _existing_or_coming(units, day)
    counted = set(statuses.index[statuses["criteria_met"].notna()])
    reported = set(statuses.index)
    assessed, exempt = _assessed(assessments, day)
    kinds: dict[str, str] = {}
    for key in asked:
        if key not in units:
            continue
        if units.exists(key, day):
            if key in exempt:
                kinds[key] = "not_applicable"
            elif key in counted or key in assessed:
                kinds[key] = ""
            elif key in reported:
                kinds[key] = "not_assessed"
            else:
                kinds[key] = (
                    "no_report" if units.kind(key, day) in units.carriers else "not_applicable"
                )
        elif units.states.begins_after(key, day):
            kinds[key] = "not_yet_existing"
    return pd.Series(kinds, dtype="str", name="no_value").rename_axis("unit_key")


def _existing_or_coming(units: Units, day: date) -> list[str]:
    coming = [
        key
        for key in units.states.span
        if units.states.begins_after(key, day) and units.kind(key) in COMMUNE_LEVEL
    ]
    return [*units.at(day).index, *coming]


def _assessed(assessments: pd.DataFrame | None, day: date) -> tuple[set[str], set[str]]:
    """Units with a criterion assessed up to a day, and those to which none applies."""
    if assessments is None or assessments.empty:
        return set(), set()
    unit, names = coded(assessments["unit_key"])
    days = assessments["as_of"].to_numpy(dtype="datetime64[us]")
    counted = (days <= np.datetime64(day)) & (unit >= 0)
    unit = unit[counted]
    claimed = results(assessments, "claimed")[counted]
    inspected = results(assessments, "inspected")[counted]
    judged = (claimed <= PLACE["not_met"]) | (inspected <= PLACE["not_met"])
    exempt = (claimed == PLACE["not_applicable"]) | (inspected == PLACE["not_applicable"])
    size = len(names)
    rows = np.bincount(unit, minlength=size)
    with_value = np.bincount(unit[judged], minlength=size) > 0
    only_exempt = (np.bincount(unit[exempt & ~judged], minlength=size) == rows) & (rows > 0)
    return set(names[with_value].astype(str)), set(names[only_exempt].astype(str))
