"""A province carried over the reform: by lineage, never by its code."""

from __future__ import annotations

from datetime import date

from lib.domain.units import Units, vintage_at, vintage_of


def province_on(units: Units, key: str, day: date) -> str:
    """The province that stands for one on a day.

    Args:
        units: Units of both vintages.
        key: A province of either vintage.
        day: The day.

    Returns:
        The province itself within its vintage; after the reform the one that it went into;
        before it the one of the same name, else the first that went into it; "" for none.
    """
    if vintage_of(key) == vintage_at(day):
        return key if units.exists(key, day) else ""
    if vintage_at(day) == "from2025":
        return units.current_province(key) or ""
    here = units.provinces_here(key, day)
    same = [each for each in here if units.bare_name(each) == units.bare_name(key)]
    return next(iter([*same, *here]), "")
