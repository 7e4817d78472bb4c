"""What passed from a unit to a later one: what happened, share of area, main successor."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.bodies import Item, List
from lib.cards.pieces import NOTHING, Asks, Name, Number, Said
from lib.cards.telling import join, tell, tell_n, words
from lib.cards.ward_phrases import number_name
from lib.domain.lineage import FULL_SHARES, TIE
from lib.domain.rows import records
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

SMALL = 0.01
"""A share below this is written as less than one percent."""
GOES_ON = ("rename", "change_of_code", "change_of_kind", "unchanged")
"""Events after which it is still the same unit."""
MAIN = {
    "": N_("larger part"),
    "certain": N_("larger part, certain"),
    "high": N_("larger part, high certainty"),
    "medium-high": N_("larger part, fairly certain"),
    "medium": N_("larger part, medium certainty"),
    "computed": N_("larger part, from outlines"),
    "tie": N_("a tie, as in the register"),
    "registry": N_("as in the register"),
}
"""How the main successor of a divided unit is known (see `MAIN_CERTAINTIES`)."""


def share_of(before: str, after: str, value: float, label: str) -> Number:
    """The share of a unit's area that lies in a later one.

    Args:
        before: The earlier unit.
        after: The later unit.
        value: The share, 0 to 1.
        label: Both in words.
    """
    name = number_name("share", before, after)
    text = wording.percent(value) if value >= SMALL else f"< {wording.percent(SMALL)}"
    return Number(name, value, text, label, Asks("share_of_area", (before, after)))


def share(seen: Situation, before: str, after: str) -> Number | None:
    """The share of a unit's area that went to a later one; None when it is not known."""
    steps = seen.units.successors(before)
    values = steps.loc[steps["key"] == after, "share_of_area"]
    if values.isna().all():
        return None
    label = f"{seen.units.name(before, seen.day)} → {seen.units.name(after, seen.day)}"
    return share_of(before, after, float(values.iloc[0]), label)


def passed(seen: Situation, before: str, after: str, row: Any) -> Said:
    """Of a divided unit, what share a successor took and whether it is the main one.

    Args:
        seen: The situation.
        before: The earlier unit.
        after: The later unit.
        row: The step between them (see `Lineage.successors`).

    Returns:
        Nothing where the whole unit went there.
    """
    if not row.divided:
        return NOTHING
    part = share(seen, before, after)
    size = tell("{share} of the area", share=part) if part else tell("share of area not known")
    if not row.is_default:
        return size
    return words(size, " · ", _(MAIN[str(row.main_certainty)]))


def happened(after: pd.DataFrame) -> Said:
    """What became of a unit, to stand over its successors."""
    row = next(records(after))
    day = telling.day(after["effective_on"].min())
    match str(row.event):
        case "split" | "part":
            return tell("Split on {day} between", day=day)
        case "un_merge":
            return tell("Separated again on {day} into", day=day)
        case "merge":
            return tell("Since {day}, part of", day=day)
        case "rename":
            return tell("Renamed on {day}; since then", day=day)
        case "change_of_kind":
            return tell("Another kind of unit since {day}", day=day)
        case "change_of_code":
            return tell("Listed under another code since {day}", day=day)
        case _:
            return tell("Not changed in the rearrangement of {day}; since then", day=day)


def came_about(seen: Situation, before: pd.DataFrame, n: Number) -> Said:
    """How a unit came about, to stand over its predecessors.

    Args:
        seen: The situation.
        before: Its predecessors.
        n: How many they are.
    """
    row = next(records(before))
    day = telling.day(before["effective_on"].min())
    if len(before) == 1 and row.event in GOES_ON:
        name = Name(seen.units.name(str(row.key)))
        match str(row.event):
            case "rename":
                return tell("Renamed on {day}, before {name}", day=day, name=name)
            case "unchanged":
                return tell("Not changed in the rearrangement of {day}", day=day)
            case "change_of_code":
                return tell("Listed under another code until {day}", day=day)
            case _:
                return tell("Another kind of unit until {day}: {name}", day=day, name=name)
    if row.event == "un_merge":
        return tell("Separated again on {day}", day=day)
    return tell_n(
        "Formed from {n} former unit on {day}", "Formed from {n} former units on {day}", n, day=day
    )


def add_up(seen: Situation, key: str) -> Said:
    """How shares of a divided unit were computed, and what they leave open; else nothing."""
    after = seen.units.successors(key)
    if not after["divided"].any():
        return NOTHING
    total = seen.units.lineage.shares_sum(key)
    if total is None:
        return tell("No share of area is known; the main successor is the one of the register.")
    told = [tell("Shares are computed from old outlines laid over today's.")]
    low, high = FULL_SHARES
    if not low <= total <= high:
        total_share = telling.percent(number_name("shares", key), total)
        told.append(
            tell(
                "They add up to {sum}, because the outlines do not meet everywhere.",
                sum=total_share,
            )
        )
    if "tie" in set(after["main_certainty"]):
        points = telling.count("tie_points", round(100 * TIE))
        told.append(
            tell(
                "The largest shares are within {n} percentage points of each other, so the "
                "register decides which successor is the main one.",
                n=points,
            )
        )
    return join(told, " ")


def successor_list(seen: Situation, key: str, page: Any, head: Said = NOTHING) -> List:
    """What became of a unit: each successor with its share, main one first."""
    after = seen.units.successors(key)
    items = tuple(
        Item(_named(seen, key, row, Name(seen.units.full_name(str(row.key)), str(row.key), page)))
        for row in records(after)
    )
    return List(items, head or happened(after), further=add_up(seen, key))


def _named(seen: Situation, key: str, row: Any, name: Name) -> Said:
    told = passed(seen, key, str(row.key), row)
    return words(name, *((": ", told) if told else ()))


def instead(seen: Situation, key: str) -> Said:
    """The units that stand for one on the day, of a divided one each with its share."""
    steps = {str(row.key): row for row in records(seen.units.successors(key))}
    told = (
        _named(seen, key, steps[each], name) if each in steps else name
        for each in seen.units.as_of_key(key, seen.day)
        for name in [Name(seen.units.name(each, seen.day), each, "ward")]
    )
    return join(told, "; " if is_divided(seen, key) else ", ")


def is_divided(seen: Situation, key: str) -> bool:
    """Whether a unit went into several."""
    return bool(seen.units.successors(key)["divided"].any())


def goes_on(seen: Situation, key: str) -> bool:
    """Whether a former unit is still there, under another key."""
    after = seen.units.successors(key)
    return len(after) == 1 and str(after["event"].iloc[0]) in GOES_ON
