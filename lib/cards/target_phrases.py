"""Phrases about targets: what is asked for, how far it is, when it would be reached."""

from __future__ import annotations

from lib.cards import phrases, telling
from lib.cards.counts import holding
from lib.cards.pieces import Asks, Chip, Day, Number, Piece, Said
from lib.cards.telling import tell, tell_n
from lib.domain.counting_target import own_scopes
from lib.domain.dated_targets import DatedTarget
from lib.domain.forecast import HORIZON
from lib.domain.outlook import disagrees
from lib.domain.progress import TargetProgress
from lib.situation.situation import Situation
from lib.situation.timeline import Timeline
from lib.words.terms import N_
from lib.words.wording import _

_PACE_NOTES = {
    "before_base": N_("no pace yet: the programme had not started there"),
    "due_before_base": N_("no pace: the target is due before the starting date"),
    "no_change_asked": N_("no pace: the target requires no change"),
}

_DATE_NOTES = {
    "reached": N_("reached"),
    "window_too_short": N_("no recent pace: less than six months since the reform"),
    "no_recent": N_("not before {day} (none recently)"),
    "after_horizon": N_("not before {day}"),
}

_MISSING = {
    "not_yet_published": N_("its target was not yet known on the as-of date"),
    "no_number": N_("its targets give no number of wards or no date"),
    "smaller_only": N_("only a district or ward there has a target"),
    "related_only": N_("only a related programme has a target there"),
    "no_row": N_("no source in the record states a target"),
}


def goal(progress: TargetProgress) -> Number:
    """The wards that a target asks for."""
    name = progress.target_id
    return telling.count(
        f"goal_{name}", progress.goal, _("Wards to be recognised"), Asks("goal", (name,))
    )


def goal_wards(progress: TargetProgress) -> Said:
    """The same in words; a re-based one says so, with the published number beside it."""
    n = goal(progress)
    if progress.goal_basis != "rebased" or progress.published_goal is None:
        return tell_n("{n} ward", "{n} wards", n)
    published = telling.count(
        f"published_{progress.target_id}",
        progress.published_goal,
        _("Target as published"),
        Asks("published_goal", (progress.target_id,)),
    )
    if progress.is_estimate:
        return tell_n(
            "{n} ward, re-based by estimate (as published: {published})",
            "{n} wards, re-based by estimate (as published: {published})",
            n,
            published=published,
        )
    return tell_n(
        "{n} ward, re-based (as published: {published})",
        "{n} wards, re-based (as published: {published})",
        n,
        published=published,
    )


def due(progress: TargetProgress) -> Day:
    """The day a target is due, as precisely as it is stated."""
    return telling.day(progress.due, progress.precision)


def recognised(line: Timeline, progress: TargetProgress) -> Number:
    """Wards recognised in the scope of a target: the place's own number where it is its own."""
    seen, scope = line.seen, progress.scope_key
    if not seen.is_selective and scope in own_scopes(seen.units, seen.scope):
        return holding(seen, "recognised")
    return telling.count(
        f"now_{progress.target_id}",
        progress.now.value,
        _("Recognised"),
        Asks("recognised_of_target", (progress.target_id,)),
    )


def required_pace(progress: TargetProgress, digits: int = 1) -> Number:
    """Wards a year that are needed from now on."""
    name = progress.target_id
    return telling.decimal(
        f"required_{name}",
        progress.assessment.required_pace,
        digits,
        _("Required pace"),
        Asks("required_pace", (name,)) if progress.assessment.required_pace is not None else None,
    )


def target(seen: Situation, progress: TargetProgress) -> Said:
    """A target in words: "Hưng Yên: 50% = 13 wards"."""
    place = phrases.scope(seen, progress.scope_key)
    wards = goal_wards(progress)
    if progress.metric == "share_of_wards" and progress.value is not None:
        share = telling.percent(f"share_{progress.target_id}", progress.value / 100)
        return telling.words(place, ": ", share, " = ", wards)
    return telling.words(place, ": ", wards)


def missed(line: Timeline, but: DatedTarget | None = None) -> tuple[Said, ...]:
    """A sentence for each target of the place that is past due and not reached."""
    return tuple(
        tell(
            "Missed: {goal} by {due}; {n} recognised",
            goal=goal_wards(each.progress),
            due=due(each.progress),
            n=recognised(line, each.progress),
        )
        for each in line.missed
        if each is not but
    )


def label(each: DatedTarget) -> Chip | None:
    """The pace label of a target, or None where no pace can be taken."""
    code = each.progress.assessment.label
    return telling.chip(code) if code else None


def pace_note(each: DatedTarget) -> Said:
    """Why there is no pace ratio."""
    return tell(_PACE_NOTES[each.pace_note])


def both_sides(each: DatedTarget) -> Said:
    """Label and outlook where they point in different directions, else nothing."""
    told = each.progress.assessment.label
    if not disagrees(told, each.outlook):
        return Said()
    if each.outlook == "in_time":
        return tell("behind the straight line to the target, yet in time at the recent pace")
    return tell("on the straight line to the target, yet late at the recent pace")


def expected(each: DatedTarget) -> Day | Said:
    """Expected day of completion, or what stands in its place."""
    if each.date_note or each.forecast is None:
        return tell(_DATE_NOTES[each.date_note], day=telling.day(HORIZON, "year"))
    return telling.day(each.forecast.completion)


def expected_range(each: DatedTarget) -> Piece:
    """The same, with the days on which the ends of the interval of the rate would reach it."""
    day, led = expected(each), each.forecast
    if led is None or not led.rate.events or led.completion_early in (None, led.completion):
        return day
    early = telling.day(led.completion_early)
    if led.completion_late is None:
        return tell("{day} ({early} at the earliest)", day=day, early=early)
    late = telling.day(led.completion_late)
    return tell("{day} (between {early} and {late})", day=day, early=early, late=late)


def missing(reason: str) -> str:
    """Why a province has no target."""
    return _(_MISSING[reason])
