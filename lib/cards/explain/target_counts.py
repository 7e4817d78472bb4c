"""Counts of targets, events and waves, explained: each named."""

from __future__ import annotations

from collections.abc import Sequence

from lib.cards import target_phrases, telling
from lib.cards.behind import behind
from lib.cards.card import Citation
from lib.cards.events import event_told
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import names
from lib.cards.pieces import Name, Said
from lib.cards.targets import BEHIND
from lib.cards.telling import tell
from lib.domain.rows import records
from lib.situation.dated_events import chosen
from lib.situation.timeline import timeline_of
from lib.words.phrases import wave_name


def _named(
    asked: Question,
    counted: Sequence[Name],
    formula: Said,
    cited: Sequence[Citation] = (),
    others: Group | None = None,
) -> Explanation:
    n = telling.count("counted", len(counted))
    return Explanation(
        value=len(counted),
        counted=Group("counted", tell("Counted: {n}", n=n), tuple(counted)),
        left_out=(others,) if others and others.names else (),
        formula=formula,
        denominator=Said(),
        behind=behind(asked.seen, cited=cited),
    )


def targets(asked: Question) -> Explanation:
    """Targets listed; about: which are due, and ``all`` or ``behind``."""
    due, which = asked.about
    seen = asked.seen
    listed = {
        each: Name(str(target_phrases.target(seen, each.progress)))
        for each in timeline_of(seen).due(due)
    }
    late = [each for each in listed if each.progress.assessment.label in BEHIND]
    counted = list(listed) if which == "all" else late
    others = [name for each, name in listed.items() if each not in counted]
    n = telling.count("others", len(others))
    return _named(
        asked,
        [listed[each] for each in counted],
        tell("Targets listed that are behind, far behind, falling back or overdue")
        if which == "behind"
        else tell("Targets with a date and a number of wards, equal ones of several sources once"),
        [Citation(source) for each in counted for source in each.sources],
        Group("others", tell("{n} not behind or without a pace", n=n), tuple(others)),
    )


def without_target(asked: Question) -> Explanation:
    """Provinces without a target; about: the reason, "" for all."""
    (reason,) = asked.about
    missing = timeline_of(asked.seen).missing
    keys = [key for why, places in missing.items() if reason in ("", why) for key in places]
    words = (
        Said((target_phrases.missing(reason),))
        if reason
        else tell("Provinces for which no target with a date and a number counts")
    )
    return _named(asked, names(asked.seen, keys), words)


def events(asked: Question) -> Explanation:
    """Events shown; about: ``past`` or ``coming``, the scope, and the kinds chosen."""
    when, scope, *kinds = asked.about
    seen = asked.seen
    shown = [
        each
        for each in chosen(timeline_of(seen).events, kinds, scope)
        if (each.day <= seen.day) == (when == "past")
    ]
    words = (
        tell("Events up to {day}", day=telling.day(seen.day))
        if when == "past"
        else tell("Events and due days after {day}", day=telling.day(seen.day))
    )
    told = [
        Name(f"{telling.day(each.day, each.precision)} · {event_told(seen, each)}")
        for each in shown
    ]
    return _named(asked, told, words, [Citation(s) for each in shown for s in each.sources])


def waves(asked: Question) -> Explanation:
    """Waves with a dated report."""
    rows = records(timeline_of(asked.seen).waves)
    told = [Name(wave_name(str(row.wave))) for row in rows]
    return _named(asked, told, tell("Waves with a dated report up to the as-of date"))


RULES: dict[str, Rule] = {
    "targets": targets,
    "without_target": without_target,
    "events": events,
    "waves": waves,
}
