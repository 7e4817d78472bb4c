"""Counts of wards, explained: named wards, the others by reason, what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.explain.explanation import Change, Explanation, Group, Question, Rule
from lib.cards.pieces import Name, Said
from lib.cards.telling import tell, tell_n
from lib.domain.names import sort_key
from lib.domain.status_changes import a_year_before
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import REFORM
from lib.situation.counted import FILTERED, PREDECESSOR_ONLY, Counted, with_status
from lib.situation.situation import Situation
from lib.view.view import EARLIEST
from lib.words.phrases import no_value
from lib.words.terms import N_, NO_VALUE, STATUS, STRENGTH
from lib.words.wording import _

_REASONS = {
    FILTERED: N_("left out by the filter"),
    PREDECESSOR_ONLY: N_("only a ward it was made of is reported"),
}


def names(seen: Situation, keys: Iterable[str]) -> tuple[Name, ...]:
    """Units as links, in Vietnamese order of their names."""
    made = [telling.unit(seen.units, key, seen.day) for key in keys]
    return tuple(sorted(made, key=lambda name: sort_key(name.words)))


def reason(code: str) -> str:
    """Why a ward is not counted, in words."""
    if code in STATUS:
        return STATUS[code].words
    return NO_VALUE[code].words if code in NO_VALUE else _(_REASONS[code])


def groups(seen: Situation, left_out: dict[str, tuple[str, ...]]) -> tuple[Group, ...]:
    """Wards left out by reason: statuses from the highest, then kinds of no value."""
    order = [*reversed(STATUS), FILTERED, PREDECESSOR_ONLY, *NO_VALUE]
    return tuple(
        Group(
            code,
            tell(
                "{n} {reason}",
                n=telling.count(f"out_{code}", len(left_out[code])),
                reason=reason(code),
            ),
            names(seen, left_out[code]),
        )
        for code in sorted(left_out, key=order.index)
    )


def change(asked: Question, now: Counted, then: Counted, before: Situation) -> Change:
    """What changed in a count since an earlier day; ended wards are a line of their own."""
    seen = asked.seen
    came = [key for key in now.keys if key not in then.keys]
    gone = [key for key in then.keys if key not in now.keys]
    ended = [key for key in gone if not seen.units.exists(key, seen.day)]
    left = [key for key in gone if key not in ended]
    told = tell(
        "Since {day}: +{came}, −{left}; {ended} ended with their ward",
        day=telling.day(before.day),
        came=telling.count("came", len(came)),
        left=telling.count("left", len(left)),
        ended=telling.count("ended", len(ended)),
    )
    return Change(before.day, told, names(seen, came), names(seen, left), names(seen, ended))


def by_strength(seen: Situation, keys: Iterable[str]) -> tuple[Group, ...]:
    """Recognised wards by how their recognition is known; those that hold no title in none."""
    strengths = seen.statuses_ever["strength"].reindex(list(keys)).fillna("")
    groups = [(code, list(strengths.index[strengths == code])) for code in STRENGTH]
    return tuple(
        Group(
            code,
            tell(
                "{n} {reason}",
                n=telling.count(f"known_{code}", len(mine)),
                reason=_(STRENGTH[code]),
            ),
            names(seen, mine),
        )
        for code, mine in groups
        if mine
    )


def holding(asked: Question) -> Explanation:
    """Wards that hold a status; about: the status, "" for any."""
    (status,) = asked.about
    seen = asked.seen
    now = with_status(seen, status)
    before = asked.on(max(a_year_before(seen.day), EARLIEST))
    n = telling.count("counted", len(now.keys))
    word = STATUS[status].words if status else _("a status that a source states")
    formula = tell_n(
        "{n} = wards whose newest report up to {day} says “{status}”",
        "{n} = wards whose newest report up to {day} says “{status}”",
        n,
        day=telling.day(seen.day),
        status=word,
    )
    if now.ended:
        formula = telling.words(
            formula,
            "; ",
            tell_n(
                "{n} of them ended in the reform and no later ward is reported yet",
                "{n} of them ended in the reform and no later ward is reported yet",
                telling.count("of_ended", len(now.ended)),
            ),
        )
    return Explanation(
        value=len(now.keys),
        counted=Group(status or "report", tell("Counted: {n}", n=n), names(seen, now.keys)),
        left_out=groups(seen, now.left_out),
        formula=formula,
        denominator=in_force_words(seen),
        change=change(asked, now, with_status(before, status), before),
        behind=behind(seen, now.keys),
        parts=by_strength(seen, now.keys) if status == "recognised" else (),
    )


def holding_in(asked: Question) -> Explanation:
    """Wards of one province or district that hold a status; about: its key and the status."""
    scope, status = asked.about
    return holding(replace(asked.inside(scope), about=(status,)))


def in_force_words(seen: Situation) -> Said:
    """How many wards exist, and by which division."""
    n = telling.count("in_force", seen.wards_in_force)
    if seen.after_reform:
        return tell_n(
            "Of {n} ward that exists on {day} (boundaries since {reform})",
            "Of {n} wards that exist on {day} (boundaries since {reform})",
            n,
            day=telling.day(seen.day),
            reform=telling.day(REFORM),
        )
    return tell_n(
        "Of {n} ward on the list of {reform}; for earlier days the number is near, not exact",
        "Of {n} wards on the list of {reform}; for earlier days the number is near, not exact",
        n,
        reform=telling.day(LAST_OLD_DAY),
    )


def existing(asked: Question) -> Explanation:
    """Wards that exist on the day in the place chosen."""
    seen = asked.seen
    keys = [str(key) for key in seen.members()]
    n = telling.count("counted", len(keys))
    before = asked.on(max(a_year_before(seen.day), EARLIEST))
    then = [str(key) for key in before.members()]
    return Explanation(
        value=len(keys),
        counted=Group("in_force", tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=(),
        formula=in_force_words(seen),
        denominator=Said(),
        change=change(asked, Counted(tuple(keys), (), {}), Counted(tuple(then), (), {}), before),
        behind=behind(seen),
    )


def without_value(asked: Question) -> Explanation:
    """Units without a value, of one kind; about: the kind."""
    (kind,) = asked.about
    seen = asked.seen
    keys = seen.unknown_units[kind]
    n = telling.count("counted", len(keys))
    return Explanation(
        value=len(keys),
        counted=Group(kind, tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=(),
        formula=Said((no_value(kind),)),
        denominator=in_force_words(seen),
        behind=behind(seen),
    )


RULES: dict[str, Rule] = {
    "holding": holding,
    "holding_in": holding_in,
    "existing": existing,
    "no_value": without_value,
}
