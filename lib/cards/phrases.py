"""Phrases about the data with its names, numbers and days: scopes, targets, milestones."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.pieces import Day, Name, Number, Piece, Said
from lib.cards.telling import tell, tell_n
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.wording import _


def report_day(seen: Situation, moment: Any) -> Day:
    """The day of a newest report as precisely as the record has it: 6/2023, not 30/06/2023."""
    if moment is None or pd.isna(moment):
        return telling.day(None)
    told = seen.dated
    precisions = {
        *told.loc[told["as_of"] == moment, "as_of_precision"].astype(str),
        *told.loc[told["day"] == moment, "day_precision"].astype(str),
    }
    exact = not precisions or "day" in precisions
    return telling.day(moment, "day" if exact else sorted(precisions)[0])


def scope(seen: Situation, key: str, printed: str = "") -> Name:
    """A scope in words: the country, or the unit as it is called; as printed when unknown.

    A unit that the reform merged or ended is marked as former after it.
    """
    if key == "national":
        return Name(_("Whole country"))
    if key not in seen.units:
        return Name(printed)
    unit = telling.unit(seen.units, key, seen.day)
    if not _is_former(seen, key):
        return unit
    return Name(_("{name} (former)", name=unit.words), key, unit.page)


def _is_former(seen: Situation, key: str) -> bool:
    if not seen.after_reform or vintage_of(key) != "until2025":
        return False
    if seen.units.kind(key) not in PROVINCE_LEVEL:
        return True
    now = seen.units.current_province(key)
    return not now or len(seen.units.provinces_here(now, LAST_OLD_DAY)) > 1


def target(seen: Situation, row: Any) -> Said:
    """A target in words: "Hưng Yên: 50% of the wards"."""
    place = scope(seen, str(row.scope_key), str(row.scope_text))
    number = _value(row)
    if number is None:
        return tell("{place}: wards, number not given by the source", place=place)
    if str(row.metric) == "share_of_wards":
        return tell("{place}: {n} of the wards", place=place, n=number)
    if str(row.metric) == "wards_per_district":
        return tell_n(
            "{place}: at least {n} ward in each district",
            "{place}: at least {n} wards in each district",
            number,
            place=place,
        )
    return tell("{place}: {n} wards", place=place, n=number)


def _value(row: Any) -> Number | None:
    """What a target asks for, as its source says it."""
    if pd.isna(row.value):
        return None
    # A coming event has no identifier of its own as a target; its row has `id`.
    name = f"target_{getattr(row, 'target_id', None) or row.id}"
    if str(row.metric) == "share_of_wards":
        return telling.percent(name, row.value / 100)
    return telling.count(name, row.value)


def milestone(seen: Situation, row: Any) -> Said:
    """A coming event or due target in words."""
    if str(row.kind) == "target" and not row.event_vi:
        return target(seen, row)
    place = scope(seen, str(row.scope_key), str(row.scope_text))
    text: Piece = Name(wording.in_language(row.event_vi, row.event_en))
    return Said((place, ": ", text))
