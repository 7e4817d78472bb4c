"""Paces and forecasts of a target, explained: the formula with its numbers put in."""

from __future__ import annotations

import math
from datetime import date

from lib.cards import telling
from lib.cards.explain.explanation import Explanation, Question, Rule
from lib.cards.explain.recognition_counts import recent_events
from lib.cards.explain.target_goals import asked_target, readings, worked_out
from lib.cards.pieces import Number, Said
from lib.cards.telling import tell
from lib.domain.forecast import LEVEL, Rate, garwood_interval
from lib.domain.recent_window import DAYS_PER_YEAR


def _days(name: str, first: date, last: date) -> Number:
    return telling.count(name, (last - first).days)


def _year() -> Number:
    return telling.decimal("year", DAYS_PER_YEAR, 2)


def required_pace(asked: Question) -> Explanation:
    """Wards a year needed until the due day; about: the target."""
    aim = asked_target(asked).progress
    now, goal = readings(asked)
    days = _days("days", asked.seen.day, aim.due or date.max)
    short = max((goal.value or 0) - (now.value or 0), 0)
    pace = short / (days.value or 1) * DAYS_PER_YEAR if short else 0.0
    words = tell(
        "({goal} to recognise − {now} recognised) / {days} days × {year} days = {n} a year",
        goal=goal, now=now, days=days, year=_year(), n=telling.decimal("n", pace, 2),
    )  # fmt: skip
    return worked_out(asked, pace, words)


def pace_ratio(asked: Question) -> Explanation:
    """Pace so far over the pace that the target asks for; about: the target."""
    aim = asked_target(asked).progress
    now, goal = readings(asked)
    base = telling.count("base", aim.base.value)
    passed = _days("passed", aim.base.day, asked.seen.day)
    planned = _days("planned", aim.base.day, aim.due or date.max)
    ratio = (((now.value or 0) - aim.base.value) / (passed.value or 1)) / (
        ((goal.value or 0) - aim.base.value) / (planned.value or 1)
    )
    words = tell(
        "(({now} − {base}) / {passed} days) / (({goal} − {base}) / {planned} days) = {n}, "
        "measured from {day}",
        now=now, base=base, passed=passed, goal=goal, planned=planned,
        n=telling.decimal("n", ratio, 3), day=telling.day(aim.base.day),
    )  # fmt: skip
    return worked_out(asked, ratio, words)


def _rate(asked: Question, end: str) -> tuple[float, Said]:
    """Recognitions a year, or an end of its interval, with its formula."""
    led = asked_target(asked).forecast
    if led is None:
        return math.nan, Said()
    rate: Rate = led.rate
    events = int(recent_events(_about(asked)).value or 0)
    low, high = garwood_interval(events)
    count = {"n": float(events), "low": low, "high": high}[end]
    window = rate.window
    value = count / window.years
    told = {
        "n": telling.count("events", events),
        "low": telling.decimal("events", low, 2),
        "high": telling.decimal("events", high, 2),
    }[end]
    words = tell(
        "{events} / {years} years ({first} to {last}) = {n} a year",
        events=told,
        years=telling.decimal("years", window.years, 2),
        first=telling.day(window.first),
        last=telling.day(window.last),
        n=telling.decimal("rate", value, 2),
    )
    if end != "n":
        words = telling.words(
            words,
            "; ",
            tell(
                "{events} is an end of the exact {level} Poisson interval (Garwood) of {k} events",
                events=told,
                level=telling.percent("level", LEVEL),
                k=telling.count("k", events),
            ),
        )
    return value, words


def _about(asked: Question) -> Question:
    return Question(asked.number, asked.about[:1], asked.seen, asked.look)


def recent_pace(asked: Question) -> Explanation:
    """The recent pace or an end of its interval; about: the target, ``n``, ``low``, ``high``."""
    value, words = _rate(asked, asked.about[1])
    return worked_out(asked, value, words)


def expected(asked: Question) -> Explanation:
    """Wards expected on the due day; about: the target, ``n``, ``low`` or ``high``."""
    each = asked_target(asked)
    rate, words = _rate(asked, asked.about[1])
    now, goal = readings(asked)
    due = each.progress.due or asked.seen.day
    years = max((due - asked.seen.day).days, 0) / DAYS_PER_YEAR
    count = (now.value or 0) + rate * years
    aim = each.progress
    wards = aim.rebased_denominator if aim.goal_basis == "rebased" else aim.published_denominator
    most = max(wards or 0, goal.value or 0, now.value or 0)
    formula = tell(
        "{now} recognised + {rate} a year × {years} years = {n}",
        now=now,
        rate=telling.decimal("rate", rate, 2),
        years=telling.decimal("ahead", years, 2),
        n=telling.decimal("n", count, 1),
    )
    if count > most:
        cut = tell("no more than the {most} wards there are", most=telling.count("most", most))
        formula = telling.words(formula, "; ", cut)
    return worked_out(asked, min(count, most), telling.words(formula, "; ", words))


def years_left(asked: Question) -> Explanation:
    """Years until the goal is reached at the recent pace; about: the target."""
    rate, words = _rate(asked, "n")
    now, goal = readings(asked)
    days = math.ceil(round(((goal.value or 0) - (now.value or 0)) / rate * DAYS_PER_YEAR, 6))
    formula = tell(
        "({goal} to recognise − {now} recognised) / {rate} a year = {n} years",
        goal=goal,
        now=now,
        rate=telling.decimal("rate", rate, 2),
        n=telling.decimal("n", days / DAYS_PER_YEAR, 2),
    )
    return worked_out(asked, days / DAYS_PER_YEAR, telling.words(formula, "; ", words))


RULES: dict[str, Rule] = {
    "required_pace": required_pace,
    "pace_ratio": pace_ratio,
    "recent_pace": recent_pace,
    "expected": expected,
    "years_left": years_left,
}
