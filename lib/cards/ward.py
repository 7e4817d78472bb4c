"""One ward: heading, ladder, lineage, events, reports; its card on the map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from lib.cards import lineage as lines
from lib.cards import outlines, successions, telling, ward_criteria, ward_reports
from lib.cards.behind import behind, observed
from lib.cards.bodies import Item, Ladder, List, Prose, Step
from lib.cards.card import Card, Citation
from lib.cards.pieces import NOTHING, Name, Piece, Said
from lib.cards.telling import join, tell, tell_n, words
from lib.cards.ward_phrases import (
    dated_count,
    decision_told,
    event_told,
    number_name,
    place_of,
    standing,
    status_chip,
    status_day,
    status_of,
    step_told,
    told_of,
)
from lib.domain.chronicles import Step as Taken
from lib.domain.rows import records
from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.io.tables.contracts import CARRIERS
from lib.situation.comparison import compared
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.terms import KINDS
from lib.words.wording import _

_Make = Callable[[Situation, View], Card | None]


def has_page(seen: Situation, key: str) -> bool:
    """Whether a unit is of commune level, so that it has a page."""
    return bool(key) and seen.units.kind(key) not in (*PROVINCE_LEVEL, "district")


def _of_the_ward(make: Callable[[Situation, str], Card | None]) -> _Make:
    """The card of the ward that is looked at; None when none is."""

    @wraps(make)
    def card(seen: Situation, view: View) -> Card | None:
        return make(seen, view.ward) if has_page(seen, view.ward) else None

    return card


@_of_the_ward
def headline(seen: Situation, key: str) -> Card:
    """Name, place and status; a note on a unit that does not exist or is no ward."""
    name, place = _name_and_place(seen, key)
    since = join(
        [part for part in (status_day(seen, key), decision_told(seen, key)) if part], " · "
    )
    # Of a silent ward the day says all that its chip would.
    status = (status_chip(seen, key), " ") if status_of(seen, key) else ()
    below = words(place, " · ", *status, since)
    note = _existence(seen, key)
    bodies = (Prose((note,), "note"),) if note else ()
    return Card("headline", Said((name,)), below, bodies)


def _name_and_place(seen: Situation, key: str) -> tuple[Name, Name]:
    return Name(seen.units.name(key, seen.day)), place_of(seen, key)


def _existence(seen: Situation, key: str) -> Said:
    """A line for a unit that does not exist on the day, or is no ward."""
    units, day = seen.units, telling.day(seen.day)
    if units.exists(key, seen.day):
        return NOTHING if units.kind(key, seen.day) in units.carriers else _no_ward(seen)
    if units.states.begins_after(key, seen.day):
        told = tell("This unit did not exist yet on {day}.", day=day)
    elif successions.goes_on(seen, key):
        told = tell("This unit goes on; it is shown here as it was listed before.")
    else:
        told = tell("This unit no longer exists; it is shown as it last was.")
    instead = successions.instead(seen, key)
    if not instead:
        return told
    return words(told, " ", tell("On {day}: {names}.", day=day, names=instead))


def _no_ward(seen: Situation) -> Said:
    if seen.units.carriers == CARRIERS:
        return tell("This is a commune or special zone; the programme covers wards only.")
    kinds = ", ".join(_(KINDS[kind]) for kind in seen.units.carriers)
    return tell("This unit is outside the programme of this dataset, which covers: {kinds}.",
                kinds=kinds)  # fmt: skip


@_of_the_ward
def ladder(seen: Situation, key: str) -> Card:
    """The steps of the ladder with their days."""
    status = status_of(seen, key)
    steps = compared(seen, (key,)).steps[key]
    told = tuple(
        Step(step.status, step.place, _step(seen, key, step) if status else Said(("–",), "dim"))
        for step in steps
    )
    return Card(
        "ladder",
        _standing(seen, key),
        bodies=(Ladder((Name(seen.units.name(key, seen.day)),), (told,)),),
        behind=behind(seen, cited=observed(seen, [key])),
    )


def _standing(seen: Situation, key: str) -> Said:
    """The status and since when, or that none is known."""
    since = status_day(seen, key)
    if not status_of(seen, key):
        return telling.capital(since)
    return tell("{status}, {since}", status=status_chip(seen, key).words, since=since)


def _step(seen: Situation, key: str, step: Taken) -> Said:
    """A step; of the one it stands on also criteria, decision and conflict."""
    told = step_told(step)
    if step.place != "current":
        return told
    parts = [
        dated_count(seen, key, status_day(seen, key)),
        decision_told(seen, key),
        _conflict(seen, key),
    ]
    extra = join([part for part in parts if part], " · ")
    return words(told, Said(extra.parts, "line")) if extra else told


def _conflict(seen: Situation, key: str) -> Said:
    differ = tell("sources differ; the lower figure counts")
    return differ if told_of(seen, key, "conflict") else NOTHING


@_of_the_ward
def events(seen: Situation, key: str) -> Card:
    """Dated changes of status and criteria, and milestones."""
    happened = compared(seen, (key,)).events[key]
    if not happened:
        return Card("events", tell("No dated event on record by this date"))
    items = tuple(
        Item(
            event_told(event, number_name("event", place)), telling.day(event.day, event.precision)
        )
        for place, event in enumerate(happened)
    )
    return Card(
        "events",
        tell_n(
            "{n} dated event is on record",
            "{n} dated events are on record",
            telling.count("events", len(happened)),
        ),
        tell("Where no source gives the day of a step, the day it was first reported."),
        (List(items),),
        behind=behind(seen, cited=[Citation(event.source_id) for event in happened]),
    )


location = _of_the_ward(outlines.location)
lineage = _of_the_ward(lines.lineage)
indicators = _of_the_ward(ward_criteria.indicators)
criteria_total = _of_the_ward(ward_criteria.total)
criteria = _of_the_ward(ward_criteria.each)
observations = _of_the_ward(ward_reports.observations)
sources = _of_the_ward(ward_reports.sources)


def map_card(seen: Situation, view: View) -> Card | None:
    """What is said of the ward chosen on the map, in a few lines; never an inherited title."""
    key = view.ward
    if not key:
        return None
    name, place = _name_and_place(seen, key)
    before = seen.units.predecessors(key)["key"].astype(str)
    return Card(
        "ward",
        words(name, " ", Said((place,), "dim")),
        bodies=(Prose((_own(seen, key),)), *_kin(seen, key)),
        behind=behind(seen, cited=observed(seen, [key, *before])),
    )


def _own(seen: Situation, key: str) -> Said:
    if status_of(seen, key):
        parts = [
            standing(seen, key),
            _conflict(seen, key),
        ]
        return words(status_chip(seen, key), " ", join([part for part in parts if part], " · "))
    day = telling.day(seen.day)
    if not seen.units.exists(key, seen.day):
        if vintage_of(key) == "until2025" and not seen.units.states.begins_after(key, seen.day):
            if successions.goes_on(seen, key):
                return tell(
                    "This unit goes on under another key; no report was published under this one."
                )
            last = date.fromordinal(seen.units.states.ends_on(key))
            return tell(
                "This unit existed until {day}; it had no published report.",
                day=telling.day(last),
            )
        return tell("This unit did not exist yet on {day}.", day=day)
    if seen.units.kind(key, seen.day) not in seen.units.carriers:
        return _no_ward(seen)
    silent = tell("no published report of its own by {day}", day=day)
    return words(telling.chip("no_report"), " ", silent)


def _kin(seen: Situation, key: str) -> tuple[List, ...]:
    """Predecessors of a ward with their status, or successors of a former one."""
    before, after = seen.units.predecessors(key), seen.units.successors(key)
    if len(before):
        head = successions.came_about(seen, before, lines.formed_from(seen, key))
        items = tuple(Item(_predecessor(seen, key, row)) for row in records(before))
        return (List(items, head, further=lines.passed_on(seen, key)),)
    return (successions.successor_list(seen, key, "map"),) if len(after) else ()


def _predecessor(seen: Situation, after: str, row: Any) -> Said:
    key = str(row.key)
    reported = bool(status_of(seen, key))
    name = Name(seen.units.full_name(key).rsplit(", ", 1)[0], key, "map", strong=reported)
    part = successions.passed(seen, key, after, row)
    told: list[Piece] = [name, *((" (", part, ")") if part else ())]
    told += [" ", status_chip(seen, key)]
    return words(*told, *((" ", standing(seen, key)) if reported else ()))
