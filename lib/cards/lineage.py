"""Where a unit came from and what it became: graph, legal basis, links."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.card import Card
from lib.cards.pieces import NOTHING, Asks, Name, Number, Said
from lib.cards.shapes import Kin, Lineage
from lib.cards.telling import join, tell, tell_n, words
from lib.cards.ward_phrases import standing, status_chip, status_of
from lib.domain.rows import records
from lib.situation.situation import Situation
from lib.words.terms import N_
from lib.words.wording import _

_CERTAINTY = {
    "registry": N_("from the register of units"),
    "published": N_("from a published resolution"),
    "inferred": N_("inferred"),
}


def lineage(seen: Situation, key: str) -> Card:
    """Predecessors and successors of a unit with what is said of each."""
    before, after = seen.units.predecessors(key), seen.units.successors(key)
    if not len(before) and not len(after):
        remark = tell("No predecessor or successor is on record.")
        return Card("lineage", tell("Boundary history"), _names(seen, key), remarks=(remark,))
    columns = [
        [_kin(seen, row) for row in records(before)],
        [Kin(_name(seen, key), status_chip(seen, key), standing(seen, key, short=True), own=True)],
        [_kin(seen, row, later=True) for row in records(after)],
    ]
    own = 1 if len(before) else 0
    links = [((0, place), (1, 0), _part(row)) for place, row in enumerate(records(before))]
    links += [((own, 0), (own + 1, place), _part(row)) for place, row in enumerate(records(after))]
    heads = [_until(before), _since(before) or _until(after), _since(after)]
    body = Lineage(
        tuple(tuple(column) for column in columns if column),
        tuple(links),
        tuple(head for head, column in zip(heads, columns, strict=True) if column),
    )
    title = passed_on(seen, key) if len(before) else _became(seen, after)
    return Card("lineage", title, _names(seen, key), (body,), (_basis(pd.concat([before, after])),))


def passed_on(seen: Situation, key: str) -> Said:
    """How many of the wards a ward was formed from are recognised; their title stays theirs."""
    return tell(
        "{k} of {n} former units are recognised; the title is not carried over here.",
        k=_predecessors(seen, key, "recognised_before", "recognised"),
        n=formed_from(seen, key),
    )


def formed_from(seen: Situation, key: str) -> Number:
    """How many units a unit was formed from."""
    return _predecessors(seen, key, "predecessors", "")


def _predecessors(seen: Situation, key: str, name: str, status: str) -> Number:
    keys = seen.units.predecessors(key)["key"]
    n = sum(not status or status_of(seen, str(each)) == status for each in keys)
    return telling.count(name, n, _("Former units"), Asks("predecessors", (key, status)))


def _until(steps: pd.DataFrame) -> Said:
    if not len(steps):
        return NOTHING
    return tell("Until {day}", day=telling.day(first_day(steps) - pd.Timedelta(days=1)))


def _since(steps: pd.DataFrame) -> Said:
    return tell("Since {day}", day=telling.day(first_day(steps))) if len(steps) else NOTHING


def first_day(steps: pd.DataFrame) -> pd.Timestamp:
    """Day of the first of several steps."""
    day: pd.Timestamp = steps["effective_on"].min()
    return day


def _became(seen: Situation, after: pd.DataFrame) -> Said:
    day = telling.day(first_day(after))
    if len(after) > 1:
        return tell_n(
            "Split on {day} between {n} unit",
            "Split on {day} between {n} units",
            telling.count("successors", len(after)),
            day=day,
        )
    name = _name(seen, str(after["key"].iloc[0]))
    return tell("Since {day}, part of {name}", day=day, name=name)


def _names(seen: Situation, key: str) -> Said:
    """Names the same unit had at other times; nothing for none."""
    states = seen.units.states
    now = f"{states.kind_vi[states.row(key, seen.day)]} {states.name[states.row(key, seen.day)]}"
    names = [f"{states.kind_vi[row]} {states.name[row]}" for row in range(*states.span[key])]
    others = [Name(name) for name in dict.fromkeys(names) if name != now]
    return tell("Other names for this unit: {names}", names=join(others)) if others else NOTHING


def _name(seen: Situation, key: str) -> Name:
    return Name(seen.units.name(key), key, "ward")


def _part(row: Any) -> str:
    return _("a part") if bool(row.divided) else ""


def _kin(seen: Situation, row: Any, *, later: bool = False) -> Kin:
    key = str(row.key)
    told = standing(seen, key, short=True) if status_of(seen, key) else NOTHING
    if later and row.is_default and row.divided:
        larger = tell("larger part")
        told = words(larger, " · ", told) if told else larger
    return Kin(_name(seen, key), status_chip(seen, key), told)


def _basis(steps: pd.DataFrame) -> Said:
    days = sorted({day for day in steps["effective_on"] if pd.notna(day)})
    laws = sorted({str(law) for law in steps["legal_basis"]} - {""})
    sure = sorted({str(each) for each in steps["certainty"]} - {""})
    when = join([telling.day(day) for day in days]) if days else "–"
    parts = [
        tell("Valid from {day}", day=when),
        tell("legal basis: {law}", law=join([Name(law) for law in laws]))
        if laws
        else tell("no resolution number is on record for this step"),
        *(Name(_(_CERTAINTY[each]) if each in _CERTAINTY else each) for each in sure),
        *((tell("dashed: a part of the unit"),) if steps["divided"].astype(bool).any() else ()),
    ]
    return join(parts, " · ")
