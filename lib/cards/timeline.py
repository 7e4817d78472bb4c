"""The timeline: its sentence, and the pace in figures."""

from __future__ import annotations

from lib.cards import phrases, rollout, telling
from lib.cards import target_phrases as targets
from lib.cards.behind import behind
from lib.cards.bodies import Column, Table
from lib.cards.card import Card, Citation
from lib.cards.counts import holding, recognised_of_choice
from lib.cards.pieces import Asks, Number, Piece, Said
from lib.cards.strengths import numbered
from lib.cards.telling import join, of_place, tell, tell_n
from lib.domain.dated_targets import DatedTarget
from lib.situation.situation import Situation
from lib.situation.timeline import Timeline, timeline_of
from lib.view.view import View
from lib.words.wording import _


def headline(seen: Situation, _view: View) -> Card:
    """Where the recent pace leads, against the target."""
    line = timeline_of(seen)
    main = None if seen.is_selective or not len(seen.statuses) else line.main
    title = _without_target(line) if main is None else _against_target(line, main)
    below = tell(
        "As of {day}. Only recognised wards count towards a target.", day=telling.day(seen.day)
    )
    if holding(seen, "recognised").value:
        rests = tell(
            "{k} of the recognitions on record here rest on a numbered decision.", k=numbered(seen)
        )
        below = telling.words(below, " ", rests)
    if main is not None:
        missed = [telling.words(each, ".") for each in targets.missed(line, main)]
        below = join((*missed, below), " ")
        both = targets.both_sides(main)
        title = telling.words(title, "; ", both) if both else title
    if seen.scope != "national":
        # The figures are those of the target's own scope: a former province may have set it.
        scope = main.progress.scope_key if main is not None else seen.scope
        title = of_place(phrases.scope(seen, scope), title)
    return Card("headline", title, below)


def _without_target(line: Timeline) -> Said:
    seen = line.seen
    n = holding(seen, "recognised")
    if not len(seen.statuses):
        return tell("No ward had a published report by this date")
    if of_choice := recognised_of_choice(seen):
        return of_choice
    return tell_n(
        "{n} ward recognised; no target with a date and a number of wards is known",
        "{n} wards recognised; no target with a date and a number of wards is known",
        n,
    )


def _against_target(line: Timeline, main: DatedTarget) -> Said:
    n = targets.recognised(line, main.progress)
    told: dict[str, Piece] = {
        "goal": targets.goal_wards(main.progress),
        "due": targets.due(main.progress),
    }
    if main.date_note == "reached":
        return tell_n(
            "The target is reached: {n} ward recognised; it was {goal} by {due}",
            "The target is reached: {n} wards recognised; it was {goal} by {due}",
            n,
            "",
            **told,
        )
    if main.progress.assessment.label == "overdue":
        return tell_n(
            "{n} ward recognised; the target by {due} was missed: {goal}",
            "{n} wards recognised; the target by {due} was missed: {goal}",
            n,
            "",
            **told,
        )
    if line.forecast is None:
        return tell_n(
            "{n} ward recognised; the target by {due} is {goal}",
            "{n} wards recognised; the target by {due} is {goal}",
            n,
            "",
            **told,
        )
    if not line.forecast.rate.events:
        return tell(
            "No recognition is on record from {since} on; the target by {due} is {goal}",
            "",
            since=telling.day(line.forecast.rate.window.first),
            **told,
        )
    return tell(
        "At the recent pace, {n} wards would be recognised by {due}; the target is {goal}",
        "",
        n=rollout.expected_counts(main)["n"],
        **told,
    )


def outlook(seen: Situation, _view: View) -> Card:
    """The pace in figures: required, recent, expected on the due day."""
    line = timeline_of(seen)
    main = line.main
    if main is None:
        return Card(
            "outlook",
            tell("No forecast: no target with a date and a number of wards is known"),
            tell("Choose a place with a target from the table below."),
        )
    remarks = [tell("Ranges are {level} sure: they allow for chance in the number of "
                    "recognitions of that period.",
                    level=telling.percent("level", 0.8))]  # fmt: skip
    if seen.is_selective:
        words = tell("For all wards of the place, whatever wave or status is chosen.", "strong")
        remarks.append(words)
    columns = (Column("what", ""), Column("value", ""))
    cited = [Citation(source, str(targets.target(seen, main.progress))) for source in main.sources]
    return Card(
        "outlook",
        _pace_title(line, main),
        targets.target(seen, main.progress),
        (Table(columns, tuple(_rows(line, main))),),
        tuple(remarks),
        behind(seen, cited=cited),
    )


def _pace_title(line: Timeline, main: DatedTarget) -> Said:
    pace = main.progress.assessment.required_pace
    if main.date_note == "reached":
        return tell("The target is reached")
    if pace is None:
        return tell("The target was missed on {due}", due=telling.day(main.progress.due))
    digits = 0 if pace >= 10 else 1  # whole wards, except where a few are asked
    return tell("Required: {n} wards a year", n=targets.required_pace(main.progress, digits))


def _rows(line: Timeline, main: DatedTarget) -> list[tuple[Piece, Piece | None]]:
    aim, led = main.progress, main.forecast
    name = aim.target_id
    rows: list[tuple[Piece, Piece | None]] = [
        (
            tell("Missed: {due}", due=targets.due(each.progress)),
            tell(
                "{n} of {goal}",
                n=targets.recognised(line, each.progress),
                goal=targets.goal_wards(each.progress),
            ),
        )
        for each in line.missed
        if each is not main
    ]
    label = targets.label(main) or targets.pace_note(main)
    chips = join((label, *map(telling.chip, aim.assessment.flags)), " ")
    rows.append((tell("Pace to target"), chips))
    if main.outlook:
        rows.append((tell("Outlook"), telling.chip(main.outlook)))
    ratio = telling.decimal(
        f"ratio_{name}", aim.assessment.pace_ratio, 2, _("Pace ratio"),
        None if aim.assessment.pace_ratio is None else Asks("pace_ratio", (name,)),
    )  # fmt: skip
    rows.append((tell("Pace ratio"), ratio))
    if led is not None:
        rows.append(
            (
                tell("Recent pace"),
                tell(
                    "{n} a year ({low}–{high}), from {events} recognised from {since} on",
                    "",
                    **_rate(main),
                    since=telling.day(led.rate.window.first),
                ),
            )
        )
    if line.forecast is not None:
        band = tell("{n} ({low}–{high})", "strong", **rollout.expected_counts(main))
        rows.append((tell("Forecast for {due}", due=targets.due(aim)), band))
    rows.append((tell("Forecast date"), targets.expected_range(main)))
    if led is not None and led.completion and main.date_note != "reached":
        years = (led.completion - line.day).days / 365.25
        left = telling.decimal(
            f"years_{name}", years, 1, _("Years to reach the target at the recent pace"),
            Asks("years_left", (name,)),
        )  # fmt: skip
        rows.append((tell("Years to reach the target at the recent pace"), left))
    rows += [
        (tell("Target as published"), _of(main, "published")),
        (tell("Target re-based"), _of(main, "rebased")),
    ]
    return rows


def _rate(each: DatedTarget) -> dict[str, Number]:
    """The recent pace with the ends of its interval and its events."""
    led, name = each.forecast, each.progress.target_id
    if led is None:
        return {}
    rate = led.rate
    made = {
        end: telling.decimal(
            f"rate_{end}_{name}", value, 1, label, Asks("recent_pace", (name, end))
        )
        for end, value, label in (
            ("n", rate.per_year, _("Recent pace")),
            ("low", rate.low, _("Lower end of the recent pace")),
            ("high", rate.high, _("Upper end of the recent pace")),
        )
    }
    label = _("Recognised in the period")
    events = telling.count(f"events_{name}", rate.events, label, Asks("recent_events", (name,)))
    return {**made, "events": events}


def _of(each: DatedTarget, basis: str) -> Piece | None:
    """A goal of its wards: "75 / 249"; None where the goal is not known."""
    aim = each.progress
    goal, wards = (
        (aim.published_goal, aim.published_denominator)
        if basis == "published"
        else (aim.rebased_goal, aim.rebased_denominator)
    )
    name = f"{basis}_{aim.target_id}"
    labels = {"published": _("Target as published"), "rebased": _("Target re-based")}
    if goal is None:
        return None
    number = telling.count(name, goal, labels[basis], Asks(f"{basis}_goal", (aim.target_id,)))
    return telling.words(number, " / ", telling.count(f"{name}_of", wards)) if wards else number
