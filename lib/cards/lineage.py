"""Where a unit came from and what it became: graph, legal basis, links."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import successions, telling
from lib.cards.bodies import Item, List
from lib.cards.card import Card
from lib.cards.pieces import NOTHING, Asks, Name, Number, Piece, Said
from lib.cards.shapes import Kin, Lineage
from lib.cards.telling import join, tell, tell_n, words
from lib.cards.ward_phrases import standing, status_chip, status_of
from lib.domain.rows import records, row_by_key
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
        return Card("lineage", tell("Boundary history"), states(seen, key), remarks=(remark,))
    own = Kin(_name(seen, key), status_chip(seen, key), _standing(seen, key), own=True)
    columns = [
        [_kin(seen, str(row.key), str(row.key), key, row) for row in records(before)],
        [own],
        [_kin(seen, str(row.key), key, str(row.key), row) for row in records(after)],
    ]
    place = 1 if len(before) else 0
    links = [((0, nth), (1, 0), _part(row)) for nth, row in enumerate(records(before))]
    links += [((place, 0), (place + 1, nth), _part(row)) for nth, row in enumerate(records(after))]
    heads = [_until(before), _since(before) or _until(after), _since(after)]
    drawn = Lineage(
        tuple(tuple(column) for column in columns if column),
        tuple(links),
        tuple(head for head, column in zip(heads, columns, strict=True) if column),
    )
    return Card(
        "lineage",
        passed_on(seen, key) if len(before) else _became(seen, key, after),
        states(seen, key),
        (drawn, *_shares(seen, key, before, after)),
        (_basis(pd.concat([before, after])),),
    )


def _shares(
    seen: Situation, key: str, before: pd.DataFrame, after: pd.DataFrame
) -> tuple[List, ...]:
    """Shares of area that can be asked: those it gave, and those it got of divided units."""
    head = tell("Shares of area")
    given = (successions.successor_list(seen, key, "ward", head),) if after["divided"].any() else ()
    got = tuple(
        Item(words(_name(seen, str(row.key)), ": ", _got(seen, key, row)))
        for row in records(before[before["divided"].astype(bool)])
    )
    return (*given, *((List(got, tell("Parts of divided units")),) if got else ()))


def _got(seen: Situation, key: str, row: Any) -> Said:
    """What share of a divided unit went to this one, and where the main part went if elsewhere."""
    told = successions.passed(seen, str(row.key), key, row)
    main = seen.units.default_successor(str(row.key))
    if row.is_default or main is None:
        return told
    return words(told, " · ", tell("main successor: {name}", name=_name(seen, main)))


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


def _became(seen: Situation, key: str, after: pd.DataFrame) -> Said:
    if len(after) == 1:
        return words(successions.happened(after), " ", _name(seen, str(after["key"].iloc[0])))
    n = telling.count("successors", len(after))
    day = telling.day(first_day(after))
    if str(after["event"].iloc[0]) == "un_merge":
        return tell_n(
            "Separated again on {day} into {n} unit",
            "Separated again on {day} into {n} units",
            n,
            day=day,
        )
    return tell_n("Split on {day} between {n} unit", "Split on {day} between {n} units", n, day=day)


def states(seen: Situation, key: str) -> Said:
    """How the same unit was named, titled and placed at other times; nothing for always alike."""
    table = seen.units.states
    first, stop = table.span[key]
    told = []
    for row in range(first + 1, stop):
        earlier, later = row_by_key(table.table, row - 1), row_by_key(table.table, row)
        sentence = _changed(seen, earlier, later)
        law = str(later["legal_basis"])
        told.append(words(sentence, *((" (", Name(law), ")") if law else ())))
    return join(told, "; ")


def _changed(seen: Situation, earlier: Any, later: Any) -> Said:
    since = later["valid_from"]
    if pd.isna(since):
        when: Piece = tell("day not known")
    elif str(later["certainty"]) == "inferred":
        when = tell("{day}, inferred", day=telling.day(since))
    else:
        when = telling.day(since)
    before = Name(f"{earlier['kind_vi']} {earlier['name']}")
    match str(later["event"]):
        case "change_of_district":
            district = Name(seen.units.name(str(earlier["district_key"])))
            return tell("in another district since {day}, before {name}", day=when, name=district)
        case "change_of_kind":
            return tell("another kind of unit since {day}, before {name}", day=when, name=before)
        case "change_of_code":
            return tell("listed under another code since {day}", day=when)
        case _:
            return tell("the same unit, renamed on {day}, before {name}", day=when, name=before)


def _name(seen: Situation, key: str) -> Name:
    return Name(seen.units.name(key, seen.day), key, "ward")


def _part(row: Any) -> str:
    return _("a part") if bool(row.divided) else ""


def _kin(seen: Situation, key: str, before: str, after: str, row: Any) -> Kin:
    passed = successions.passed(seen, before, after, row)
    return Kin(_name(seen, key), status_chip(seen, key), _standing(seen, key), passed=passed)


def _standing(seen: Situation, key: str) -> Said:
    """What is known of a status; nothing of a silent ward, whose chip says it."""
    return standing(seen, key, short=True) if status_of(seen, key) else NOTHING


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
