"""Events and waves on one time axis, and what a click on one of them opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.cards import phrases, telling
from lib.cards.behind import behind
from lib.cards.bodies import Body, Prose
from lib.cards.card import Card, Citation
from lib.cards.charts import Dot, Dots, Lane
from lib.cards.explain.panel import source_list
from lib.cards.pieces import Asks, Name, Said
from lib.cards.rollout import span_of
from lib.cards.target_phrases import target
from lib.cards.telling import join, tell, tell_n
from lib.domain.rows import records
from lib.situation.dated_events import Event, chosen
from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of
from lib.view.view import View
from lib.words import wording
from lib.words.event_kinds import kind_order, kind_words
from lib.words.phrases import wave
from lib.words.wording import _

_SHOWN_TARGETS = 3


def events(seen: Situation, view: View) -> Card:
    """Milestones and waves on one axis; a click opens the sources."""
    line = timeline_of(seen)
    shown = chosen(line.events, view.kind, view.scope)
    past = sum(each.day <= seen.day for each in shown)
    about = (view.scope, *view.kind)
    title = tell(
        "Events up to this date: {n}; waves: {m}; dates to come: {k}",
        n=telling.count("past", past, _("Events"), Asks("events", ("past", *about))),
        m=telling.count("waves", len(line.waves), _("Waves"), Asks("waves")),
        k=telling.count(
            "coming", len(shown) - past, _("Dates to come"), Asks("events", ("coming", *about))
        ),
    )
    below = telling.words(
        tell("Click a mark or bar for its sources; drag to zoom, double-click to reset.", "screen"),
        " ",
        tell("Hollow marks are after the as-of date."),
    )
    undated = telling.count("undated", line.undated_events)
    remark = tell_n(
        "{n} event has no date and is not shown on the axis; see the data page.",
        "{n} events have no date and are not shown on the axis; see the data page.",
        undated,
    )
    cited = [
        Citation(source, str(event_told(seen, each))) for each in shown for source in each.sources
    ]
    first, last = span_of(seen.day, view.span)
    body: Body = Dots((*_bars(seen), *_lanes(seen, shown)), first, last, seen.day)
    if not shown and line.waves.empty:
        words = tell("No event matches. Choose another kind, scope or later date.")
        body = Prose((words,), "empty")
    return Card(
        "events",
        title,
        below,
        (body,),
        (remark,) if undated.value else (),
        behind(seen, cited=cited),
        alt=_("Events and waves on a time axis"),
    )


def opened(seen: Situation, view: View, key: str) -> Card:
    """The sources of what was clicked; what to do where nothing was."""
    line = timeline_of(seen)
    for each in chosen(line.events, view.kind, view.scope):
        if each.key == key:
            told = event_told(seen, each)
            cited = [Citation(source, str(told)) for source in each.sources]
            title = telling.words(
                telling.day(each.day, each.precision), " · ", kind_words(each.kind)
            )
            return Card("opened", title, told, (source_list(seen, cited),))
    for row in records(line.waves):
        if _wave_key(row) == key:
            cited = [Citation(source) for source in row.sources]
            return Card("opened", _wave_told(row), bodies=(source_list(seen, cited),))
    words = tell("Click an event in the chart to see its sources here.")
    return Card("opened", Said(), bodies=(Prose((words,), "empty"),))


def event_told(seen: Situation, event: Event) -> Said:
    """An event in words, with its place."""
    if event.targets:
        n = telling.count(f"due_{event.day:%Y%m%d}", len(event.targets))
        some = [target(seen, each.progress) for each in event.targets[:_SHOWN_TARGETS]]
        rest = len(event.targets) - len(some)
        if rest > 0:
            left = telling.count(f"more_{event.day:%Y%m%d}", rest)
            some.append(tell("and {n} more", n=left))
        head = tell_n("{n} target due", "{n} targets due", n)
        return telling.words(head, ": ", join(some, "; "))
    words = Name(wording.in_language(event.vi, event.en))
    return telling.words(phrases.scope(seen, event.scope_key, event.scope_text), ": ", words)


def _wave_key(row: Any) -> str:
    return f"wave:{row.wave}"


def _bars(seen: Situation) -> list[Lane]:
    return [
        Lane(
            tell("Wave {name}", name=Name(wave(str(row.wave)))),
            span=(row.first.date(), row.last.date()),
            words=_wave_told(row),
            key=_wave_key(row),
        )
        for row in records(timeline_of(seen).waves)
    ]


def _wave_told(row: Any) -> Said:
    return tell_n(
        "{name}: {n} ward, reports from {first} to {last}",
        "{name}: {n} wards, reports from {first} to {last}",
        telling.count(f"wards_{row.wave}", int(row.wards)),
        name=tell("Wave {name}", name=Name(wave(str(row.wave)))),
        first=telling.day(row.first),
        last=telling.day(row.last),
    )


def _lanes(seen: Situation, shown: Sequence[Event]) -> list[Lane]:
    kinds = sorted({each.kind for each in shown}, key=kind_order)
    return [
        Lane(
            Said((kind_words(kind),)),
            tuple(
                Dot(
                    each.day,
                    telling.words(
                        telling.day(each.day, each.precision), " · ", event_told(seen, each)
                    ),
                    kind,
                    hollow=each.day > seen.day,
                    key=each.key,
                )
                for each in sorted(shown, key=lambda one: one.day)
                if each.kind == kind
            ),
        )
        for kind in kinds
    ]
