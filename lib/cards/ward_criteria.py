"""Criteria of one ward, each by itself or their number only, and its indicators."""

from __future__ import annotations

from datetime import date

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.bodies import Body, Column, Columns, Item, List, Table
from lib.cards.card import Card, Citation
from lib.cards.pieces import NOTHING, Asks, Name, Said, ShareLine, ShareStep
from lib.cards.telling import tell, tell_n, words
from lib.cards.ward_phrases import (
    citations,
    indicator_name,
    measure_told,
    number_name,
    stated_count,
)
from lib.domain import chronicles
from lib.domain.comparison import SideBySide, indicators_compared, side_by_side
from lib.domain.rows import records
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.criteria_names import CriteriaNames
from lib.words.wording import _

START = date(2021, 1, 1)
"""Left end of every time axis of one ward."""


def total(seen: Situation, key: str) -> Card | None:
    """How many criteria are met, where no source says which."""
    if assessed(seen, key).set_id:
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
    criteria = assessed(seen, key)
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
            met=telling.count("met", met, asks=Asks("criteria_of_ward", (key, "met"))),
            total=telling.count("total", of, asks=Asks("criteria_of_ward", (key, "total"))),
            verified=telling.count(
                "verified", criteria.verified(key), asks=Asks("criteria_of_ward", (key, "verified"))
            ),
        )
    return _card(seen, key, title, NOTHING, Columns(lists))


def _card(seen: Situation, key: str, title: Said, below: Said, *further: Body) -> Card:
    line = share_line(seen, key)
    bodies: tuple[Body, ...] = (line, *further) if line.steps else further
    return Card("criteria", title, below, bodies, behind=behind(seen, cited=citations(seen, [key])))


def assessed(seen: Situation, key: str) -> SideBySide:
    """Criteria of the ward one by one."""
    tables = seen.table("assessments"), seen.table("crosswalk")
    return seen.keep.get(("criteria_of", key), lambda: side_by_side(*tables, [key], seen.day))


def share_line(seen: Situation, key: str) -> ShareLine:
    """Share of criteria met over time, as stated."""
    steps = tuple(
        ShareStep(row.day.date(), float(row.share), float(row.total))
        for row in records(chronicles.stated_counts(seen.dated, key, seen.day))
    )
    name = seen.units.name(key, seen.day)
    return ShareLine(
        steps, START, seen.day, _("Share of criteria met over time: {name}", name=name)
    )


def indicators(seen: Situation, key: str) -> Card:
    """Indicators with value, day and change."""
    told = indicators_compared(seen.table("indicators"), {key: [key]}, seen.day)
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
        tell_n("{n} indicator", "{n} indicators", telling.count("indicators", len(told))),
        tell("With the change between reported periods."),
        (Table((Column("name", ""), Column("value", "")), rows),),
        behind=behind(seen, cited=cited),
    )
