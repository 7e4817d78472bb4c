"""The as-of date on the timeline: what that day changed, and the empty days around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lib.cards import telling
from lib.cards.bodies import Prose
from lib.cards.card import Card
from lib.cards.pieces import Asks, Number, Said
from lib.cards.telling import join, tell, tell_n
from lib.domain import timeline
from lib.domain.units import REFORM
from lib.domain.what_changed import WARD_CHANGES
from lib.situation.changes import changes_since
from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of
from lib.view.view import View


def days(seen: Situation, _view: View) -> Card:
    """What changed on the day, and the empty days around it."""
    line = timeline_of(seen)
    here = line.changes[line.changes["day"].dt.date == seen.day]
    day = telling.day(seen.day)
    title = tell("{day}: no change on this day", day=day)
    told = [*_steps_of_the_day(seen)]
    told += [
        _other(seen, what, int(n))
        for what, n in zip(here["what"], here["n"], strict=True)
        if what not in WARD_CHANGES
    ]
    if told:
        title = telling.words(day, ": ", join(told))
    around = timeline.gap(line.days, seen.day)
    parts = []
    if around.before and around.empty_before:
        parts.append(
            tell_n(
                "{n} day without a change, between {first} and {last}, is skipped",
                "{n} days without a change, between {first} and {last}, are skipped",
                telling.count("empty_days", around.empty_before),
                first=telling.day(around.before),
                last=day,
            )
        )
    parts.append(
        tell("next change: {day}", day=telling.day(around.after))
        if around.after
        else tell("no later change is on record")
    )
    if len(line.days) > 1:
        n = telling.count("days", len(line.days))
        parts.append(tell_n("{n} day with a change overall", "{n} days with changes overall", n))
    nothing = tell("Nothing changes for this place on any day on record; choose another.")
    bodies = () if line.steps else (Prose((nothing,), "empty"),)
    below = telling.capital(join(parts, " · "))
    return Card("walk", title, below, bodies, idle=not told)


def _steps_of_the_day(seen: Situation) -> Iterator[Said]:
    """Changes of status from the day before, as every page counts them."""
    changed = changes_since(seen, seen.day - timedelta(days=1))
    numbers = {
        kind: telling.count(
            f"changed_{kind}",
            len(changed.of(kind)),
            asks=Asks("changed", (kind, changed.start.isoformat())),
        )
        for kind in (*WARD_CHANGES, "former", "ended")
    }
    new = changed.moves[changed.moves["kind"] == "new"]["unit_key"]
    k = telling.count("first_mentioned", int((~new.isin(changed.shown["unit_key"])).sum()))
    if k.value:
        yield tell_n("{n} ward first mentioned", "{n} wards first mentioned", k)
    for kind, n in numbers.items():
        if n.value:
            yield _step(kind, n)


def _step(kind: str, n: Number) -> Said:
    return {
        "registered": tell_n("{n} ward newly registered", "{n} wards newly registered", n),
        "completed": tell_n("{n} ward reported complete", "{n} wards reported complete", n),
        "recognised": tell_n("{n} ward recognised", "{n} wards recognised", n),
        "slipped": tell_n("{n} ward moved down", "{n} wards moved down", n),
        "former": tell_n(
            "{n} change of status of a former ward", "{n} changes of status of former wards", n
        ),
        "ended": tell_n("{n} title ended with its ward", "{n} titles ended with their wards", n),
    }[kind]


def _other(seen: Situation, what: str, n: int) -> Said:
    """What else the day brought, counted."""
    k = telling.count(f"changed_{what}", n)
    return {
        "new_target": tell_n("{n} new target", "{n} new targets", k),
        "undated": tell_n(
            "{n} undated observation counts from here on",
            "{n} undated observations count from here on",
            k,
        ),
        "event": tell_n("{n} event", "{n} events", k),
        "past_due": tell_n("{n} target overdue", "{n} targets overdue", k),
        "reform": tell(
            "the {n} provinces take effect",
            n=telling.count("provinces", len(seen.units.provinces(REFORM))),
        ),
    }[what]
