"""Whose targets are shown with a place: its own, and those of provinces that went into it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from lib.domain.statuses import COUNTED
from lib.domain.units import PROVINCE_LEVEL, Units


def targets_for(units: Units, targets: pd.DataFrame, scope: str, day: date) -> pd.DataFrame:
    """Counted targets of a scope: its own, and those of provinces that went into it."""
    keys = targets["scope_key"].astype(str)
    counted = targets["programme"].astype(str) == COUNTED
    return targets[counted & keys.isin(target_scopes(units, keys.unique(), scope, day))]


def target_scopes(units: Units, keys: Iterable[str], scope: str, day: date) -> set[str]:
    """Those of some scopes whose targets are shown with a scope (see `targets_for`)."""
    wanted = {scope}
    if scope in units and units.kind(scope) in PROVINCE_LEVEL:
        wanted |= set(units.provinces_here(scope, day))
        wanted |= {
            key
            for key in keys
            if key in units
            and units.kind(key) in PROVINCE_LEVEL
            and units.current_province(key) == scope
        }
    return wanted
