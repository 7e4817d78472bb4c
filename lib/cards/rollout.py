"""Recognitions over time against the targets: one chart, small on the overview, large beside it.

Both pages draw the same counts and the same goals, each with its own title.
"""

from __future__ import annotations

from datetime import date, timedelta

from lib.cards import target_phrases, telling
from lib.cards.behind import behind
from lib.cards.bodies import Prose
from lib.cards.card import Behind, Card, Citation
from lib.cards.charts import Break, Goal, Lines, Outlook, Series
from lib.cards.counts import existing, holding, recognised_of_choice
from lib.cards.pieces import Asks, Number, Piece, Said
from lib.cards.telling import tell, tell_n
from lib.domain.dated_targets import DatedTarget
from lib.domain.statuses import LADDER
from lib.domain.units import REFORM
from lib.situation.situation import Situation
from lib.situation.timeline import Timeline, timeline_of
from lib.view.view import EARLIEST, View
from lib.words.wording import _

_LAST_DAY = date(2031, 3, 31)
Span = tuple[date, date]


def span_of(day: date, code: str) -> Span:
    """First and last day of a chosen period."""
    if code == "past":
        return EARLIEST, max(day, date(2021, 12, 31)) + timedelta(days=20)
    if code == "near":
        return day - timedelta(days=365), day + timedelta(days=365)
    return EARLIEST, _LAST_DAY


def curve(seen: Situation, _view: View) -> Card:
    """The chart of the overview: up to the last target."""
    line = timeline_of(seen)
    last = max([seen.day, *(each.progress.due or seen.day for each in line.goals)])
    return Card(
        "curve",
        _curve_title(line),
        tell("Solid: recognised. Dotted: reported complete, not added. Dashed: target."),
        (_counts_over_time(line, (EARLIEST, last)),),
        (*(() if seen.is_selective else target_phrases.missed(line)), *_remarks(line)),
        _behind(line),
    )


def progress(seen: Situation, view: View) -> Card:
    """The chart of the timeline: period and scale as chosen, the recent pace carried on."""
    line = timeline_of(seen)
    lines = _counts_over_time(
        line, span_of(seen.day, view.span), to_goals=view.scale != "counts", large=True
    )
    nothing = not lines.goals and not any(n for each in lines.series for _day, n in each.steps)
    words = tell("No ward is recognised or reports completion yet; choose a later date.")
    title = tell(
        "{n} recognised; {m} reported complete, not added",
        n=holding(seen, "recognised"),
        m=holding(seen, "reported_complete"),
    )
    return Card(
        "progress",
        _curve_title(line) if seen.narrowed.status else title,
        tell("Number of wards at each status on each day; the straight dashed line is the target."),
        (Prose((words,), "empty") if nothing else lines,),
        (*_remarks(line), *_without_forecast(line)),
        _behind(line),
    )


def _curve_title(line: Timeline) -> Said:
    seen = line.seen
    n = holding(seen, "recognised")
    own = seen.goals(seen.scope)
    if of_choice := recognised_of_choice(seen):
        return of_choice
    if own and line.main:
        aim = line.main.progress
        short = max((aim.goal or 0) - int(n.value or 0), 0)
        gap = telling.count("gap", short, _("Short of the target"), Asks("gap", (aim.target_id,)))
        return tell_n(
            "{n} ward recognised on record, {gap} short of the {year} target",
            "{n} wards recognised on record, {gap} short of the {year} target",
            n,
            gap=gap,
            year=telling.day(aim.due, "year"),
        )
    if seen.progress(seen.scope):
        return tell_n(
            "{n} ward recognised on record; the targets are those of the former provinces",
            "{n} wards recognised on record; the targets are those of the former provinces",
            n,
        )
    return tell_n(
        "{n} ward recognised on record; no target number of wards is known",
        "{n} wards recognised on record; no target number of wards is known",
        n,
    )


def _counts_over_time(
    line: Timeline, span: Span, *, to_goals: bool = True, large: bool = False
) -> Lines:
    seen = line.seen
    after = (Break(REFORM, _("new administrative division")),) if seen.after_reform else ()
    return Lines(
        _series(seen),
        tuple(_goal(line, each) for each in line.goals),
        _outlook(line) if large else None,
        after,
        seen.day,
        *span,
        to_goals=to_goals,
        unit=_("wards"),
        large=large,
    )


def _series(seen: Situation) -> tuple[Series, ...]:
    """Recognised wards that exist, titles of ended ones above them, and what wards report."""
    titles, held = seen.titles, seen.held
    ended = titles["waiting"]
    steps = {
        kind: tuple(zip((day.date() for day in table["day"]), map(float, table[part]), strict=True))
        for kind, table, part in (
            ("solid", titles, "in_force"),
            ("band", titles, "waiting"),
            ("dotted", held, "reported_complete"),
        )
    }
    named = _("Recognised, wards that exist") if ended.any() else _("Recognised")
    in_force = seen.counts["recognised"] - len(seen.ended_titles)
    series = [
        Series(
            named,
            "recognised",
            steps["solid"],
            telling.count("in_force", in_force, named, Asks("recognised_in_force")),
        )
    ]
    if ended.any():
        series.append(
            Series(_("Recognised, former wards"), "recognised", steps["band"], _ended(seen), "band")
        )
    reported = telling.count(
        "reported", seen.counts["reported_complete"], asks=Asks("holding", ("reported_complete",))
    )
    series.append(
        Series(_("Reported complete"), "reported_complete", steps["dotted"], reported, "dotted")
    )
    return tuple(series)


def _ended(seen: Situation) -> Number:
    return telling.count(
        "ended", len(seen.ended_titles), _("Recognised, former wards"), Asks("ended_titles")
    )


def _goal(line: Timeline, each: DatedTarget) -> Goal:
    aim = each.progress
    told: dict[str, Piece] = {"due": target_phrases.due(aim), "n": target_phrases.goal(aim)}
    rebased = aim.goal_basis == "rebased" and aim.published_goal is not None
    label = (
        tell("target {due}: {n}, re-based", "", **told)
        if rebased
        else tell("target {due}: {n}", "", **told)
    )
    if line.main_is_of_a_part and each is line.main:  # the others are of the same place
        label = telling.words(telling.unit(line.seen.units, aim.scope_key, line.day), ", ", label)
    due = aim.due or line.day
    return Goal(label, min(aim.base.day, due), aim.base.value, due, float(aim.goal or 0))


def _outlook(line: Timeline) -> Outlook | None:
    led, main = line.forecast, line.main
    if led is None or main is None:
        return None
    label = tell("{n} expected ({low}–{high})", "", **expected_counts(main))
    return Outlook(label, main.progress.now.value, led.due, led.expected, led.low, led.high)


def expected_counts(each: DatedTarget) -> dict[str, Number]:
    """Wards expected on the due day at the recent pace, with the ends of the interval."""
    led, name = each.forecast, each.progress.target_id
    values = (led.expected, led.low, led.high) if led else (None, None, None)
    labels = (_("Forecast"), _("Lower end of the forecast"), _("Upper end of the forecast"))
    return {
        end: telling.count(
            f"{'expected' if end == 'n' else end}_{name}",
            value,
            label,
            Asks("expected", (name, end)),
        )
        for end, value, label in zip(("n", "low", "high"), values, labels, strict=True)
    }


def _remarks(line: Timeline) -> tuple[Said, ...]:
    """What the counts are made of, and what is not on the curve."""
    seen, told = line.seen, list[Said]()
    if seen.ended_titles:
        told.append(
            tell(
                "{n} recognised = {existing} that exist + {ended} former, whose successor no "
                "source mentions yet.",
                n=holding(seen, "recognised"),
                existing=_series(seen)[0].now,
                ended=_ended(seen),
            )
        )
    undated = telling.count("undated", line.undated, asks=Asks("undated_titles"))
    if undated.value:
        told.append(
            tell_n(
                "{n} recognition has no date: it counts only at the end of the curve.",
                "{n} recognitions have no date: they count only at the end of the curve.",
                undated,
            )
        )
    ended = telling.count("ended_with_ward", int(seen.titles["ended"].iloc[-1]),
                          _("Titles that ended with their ward"), Asks("titles_ended"))  # fmt: skip
    if ended.value:
        told.append(
            tell_n(
                "{n} title ended with its ward when a ward made of it was first reported: titles "
                "are not carried over here.",
                "{n} titles ended with their wards when wards made of them were first reported: "
                "titles are not carried over here.",
                ended,
            )
        )
    aims = [each.progress for each in line.goals]
    if aims and aims[-1].goal_basis == "rebased" and aims[-1].published_goal is not None:
        told.append(
            tell(
                "The target counts the wards that existed before the reform; there are now {n}.",
                n=existing(seen),
            )
        )
    return tuple(told)


def _without_forecast(line: Timeline) -> tuple[Said, ...]:
    """What lies after the day, and why there is no band."""
    seen, told = line.seen, []
    if line.later:
        told.append(
            tell_n(
                "{n} observation is after the as-of date and does not count yet.",
                "{n} observations are after the as-of date and do not count yet.",
                telling.count("later", line.later),
            )
        )
    if seen.is_selective:
        told.append(
            tell(
                "Targets apply to all wards of the place; with a wave or status chosen there "
                "is no forecast."
            )
        )
    elif line.main and line.main.date_note == "window_too_short":
        told.append(telling.capital(telling.words(target_phrases.expected(line.main))))
    elif line.main and line.forecast is None:
        told.append(tell("No target falls after the as-of date, so there is no forecast."))
    return tuple(told)


def _behind(line: Timeline) -> Behind:
    seen = line.seen
    keys = seen.statuses.index[seen.statuses["status"].isin(LADDER[-2:])]
    cited = [
        Citation(source, str(target_phrases.target(seen, each.progress)))
        for each in line.goals
        for source in each.sources
    ]
    return behind(seen, [str(key) for key in keys], cited)
