"""Recognitions that a curve or a target counts, explained: named wards, and what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import by_strength, in_force_words, names
from lib.cards.pieces import Said
from lib.cards.telling import tell
from lib.domain.progress import in_scope
from lib.domain.timeline import counted_steps
from lib.situation.counted import with_status
from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of
from lib.words.terms import STRENGTH
from lib.words.wording import _


def of_target(seen: Situation, target_id: str, status: str = "recognised") -> pd.DataFrame:
    """Wards with a status in the scope of a target, whatever wave or status is chosen."""
    scope = timeline_of(seen).targets[target_id].progress.scope_key
    held = in_scope(seen.units, seen.statuses_standing, scope)
    return held[held["status"] == status]


def listed(
    asked: Question,
    keys: Sequence[Any],
    formula: Said,
    others: Sequence[Group] = (),
    status: str = "recognised",
) -> Explanation:
    """An explanation that names the wards counted, all of one status."""
    seen = asked.seen
    wards = [str(key) for key in keys]
    n = telling.count("counted", len(wards))
    return Explanation(
        value=len(wards),
        counted=Group(status, tell("Counted: {n}", n=n), names(seen, wards)),
        left_out=tuple(each for each in others if each.names),
        formula=formula,
        denominator=in_force_words(seen),
        behind=behind(seen, wards),
        parts=by_strength(seen, wards),
    )


def recognised_in_force(asked: Question) -> Explanation:
    """Recognised wards that exist on the day; those that have ended are named beside them."""
    held, ended = with_status(asked.seen, "recognised").keys, asked.seen.ended_titles
    others = Group("ended", tell("former wards, counted apart"), names(asked.seen, ended))
    formula = tell("Recognised wards that exist on {day}", day=telling.day(asked.seen.day))
    return listed(asked, [key for key in held if key not in ended], formula, (others,))


def ended_titles(asked: Question) -> Explanation:
    """Titles of wards that have ended, and that no later ward stands for yet."""
    seen = asked.seen
    keys = [key for key in with_status(seen, "recognised").keys
            if not seen.units.exists(key, seen.day)]  # fmt: skip
    words = tell(
        "Recognised wards that no longer exist on {day}, while no source mentions a ward "
        "made of them",
        day=telling.day(seen.day),
    )
    return listed(asked, keys, words)


def titles_ended(asked: Question) -> Explanation:
    """Titles that ended with their ward, because a ward made of it is reported."""
    seen = asked.seen
    steps = counted_steps(seen.dated_here, seen.superseded, seen.day)
    over = steps[(steps["before"] == "recognised") & (steps["status"] == "")]
    words = tell("Recognised wards that have ended, and of which a later ward is reported")
    return listed(asked, list(over["unit_key"]), words)


def undated_titles(asked: Question) -> Explanation:
    """Recognised wards whose recognition has no day."""
    held = asked.seen.statuses
    keys = held.index[(held["status"] == "recognised") & held["recognised_on"].isna()]
    return listed(asked, list(keys), tell("Recognised wards for which no source gives a day"))


def of_strength(asked: Question) -> Explanation:
    """Recognised wards whose recognition is known in one way; about: the strength."""
    (strength,) = asked.about
    held = asked.seen.statuses
    mine = held["strength"] == strength
    others = held.index[(held["status"] == "recognised") & ~mine]
    words = tell(
        "Recognised wards by how the recognition is known: {strength}",
        strength=_(STRENGTH[strength]),
    )
    return listed(asked, list(held.index[mine]), words, by_strength(asked.seen, others))


def recognised_of_target(asked: Question) -> Explanation:
    """Wards recognised in the scope of a target; about: the target."""
    (target_id,) = asked.about
    held = of_target(asked.seen, target_id)
    return listed(asked, list(held.index), tell("Recognised wards in the area of the target"))


def reported_of_target(asked: Question) -> Explanation:
    """Wards in the scope of a target that report all criteria met; about: the target."""
    (target_id,) = asked.about
    held = of_target(asked.seen, target_id, "reported_complete")
    formula = tell("Wards in the area of the target that report all criteria met themselves")
    return listed(asked, list(held.index), formula, status="reported_complete")


def recent_events(asked: Question) -> Explanation:
    """First recognitions in the recent period; about: the target."""
    (target_id,) = asked.about
    led = timeline_of(asked.seen).targets[target_id].forecast
    held = of_target(asked.seen, target_id)
    first: date = led.rate.window.first if led else date.max
    days = held["first_recognised_on"]
    within = (days >= pd.Timestamp(first)) & (days <= pd.Timestamp(asked.seen.day))
    before = Group(
        "before", tell("recognised before or undated"), names(asked.seen, held.index[~within])
    )
    formula = tell(
        "First recognitions from {first} to {last} of wards that count on {last}",
        first=telling.day(first),
        last=telling.day(asked.seen.day),
    )
    return listed(asked, list(held.index[within]), formula, (before,))


RULES: dict[str, Rule] = {
    "recognised_in_force": recognised_in_force,
    "ended_titles": ended_titles,
    "titles_ended": titles_ended,
    "undated_titles": undated_titles,
    "of_strength": of_strength,
    "recognised_of_target": recognised_of_target,
    "reported_of_target": reported_of_target,
    "recent_events": recent_events,
}
