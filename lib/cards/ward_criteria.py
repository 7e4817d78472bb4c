"""Criteria of one ward, each by itself or their number only, and its indicators."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.behind import behind, observed
from lib.cards.bodies import Body, Column, Columns, Item, List, Prose, Table
from lib.cards.card import Card, Citation
from lib.cards.pieces import NOTHING, Asks, Name, Said
from lib.cards.telling import tell, tell_n, words
from lib.cards.ward_phrases import (
    course,
    indicator_name,
    measure_told,
    number_name,
    share_axis,
    stated_count,
)
from lib.situation.comparison import compared
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.criteria_names import CriteriaNames


def total(seen: Situation, key: str) -> Card | None:
    """How many criteria are met, where no source says which."""
    if compared(seen, (key,)).criteria.set_id:
        return None
    count, day = stated_count(seen, key)
    if not count:
        title = tell("No number of criteria met is published for this ward")
        return _card(seen, key, title, NOTHING)
    title = tell("{count} criteria met, as reported", count=count)
    below = words(day, ". ", tell("This dataset does not say which ones."))
    return _card(seen, key, title, below)


def each(seen: Situation, key: str) -> Card | None:
    """Every criterion with its result: a long list, in columns."""
    criteria = compared(seen, (key,)).criteria
    if not criteria.set_id:
        return None
    names = CriteriaNames(seen.table("criteria"), criteria.set_id)
    groups: dict[int, list[Item]] = {}
    for number, cell in criteria.cells[key].items():
        no = int(str(number))
        told = words(Name(names.numbered(no)), " ", telling.chip(str(cell)))
        groups.setdefault(names.groups.get(no, 0), []).append(Item(told))
    lists = tuple(
        List(tuple(items), Said((Name(f"{group}. {names.group(group)}"),)) if group else NOTHING)
        for group, items in groups.items()
    )
    if not criteria.assessed(key):
        title = tell("No number of criteria met is published for this ward")
    else:
        met, of = criteria.met(key)
        title = tell(
            "{met} of {total} criteria self-reported as met, {verified} confirmed by inspection",
            met=telling.count("met", met, asks=Asks("compared_met", (key, "met", key))),
            total=telling.count("total", of),
            verified=telling.count(
                "verified",
                criteria.verified(key),
                asks=Asks("compared_met", (key, "verified", key)),
            ),
        )
    return _card(seen, key, title, NOTHING, Columns(lists))


def _card(seen: Situation, key: str, title: Said, below: Said, *further: Body) -> Card:
    stated = compared(seen, (key,)).counts[key]
    head = words(tell("Share of criteria met"), " ", share_axis(), look="dim")
    over_time = Said((head, course(seen, key, stated)))
    bodies: tuple[Body, ...] = (*((Prose((over_time,)),) if len(stated) else ()), *further)
    return Card("criteria", title, below, bodies, behind=behind(seen, cited=observed(seen, [key])))


def indicators(seen: Situation, key: str) -> Card:
    """Indicators with value, day and change."""
    told = compared(seen, (key,)).indicators
    if not told:
        return Card("indicators", tell("No indicator is published for this ward"))
    rows = tuple(
        (
            indicator_name(each),
            measure_told(each.values[key], number_name("indicator", place), each.unit),
        )
        for place, each in enumerate(told)
    )
    cited = [
        Citation(each.values[key].source_id, wording.in_language(each.name_vi, each.name_en))
        for each in told
    ]
    return Card(
        "indicators",
        tell_n(
            "{n} indicator is published for this ward",
            "{n} indicators are published for this ward",
            telling.count("indicators", len(told)),
        ),
        tell("With the change between reported periods."),
        (Table((Column("name", ""), Column("value", "")), rows),),
        behind=behind(seen, cited=cited),
    )
