"""What differs between the units compared, in sentences; the weightiest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from lib.cards import compare_cities, phrases, telling
from lib.cards.bodies import Item, List
from lib.cards.card import Card
from lib.cards.compare_phrases import (
    Names,
    chosen,
    criterion_name,
    differing,
    names_of,
    short_name,
    sources,
)
from lib.cards.compare_wards import criteria_met
from lib.cards.pieces import NOTHING, Name, Number, Said
from lib.cards.telling import join, tell, tell_n
from lib.cards.ward_phrases import number_name, status_of, told_of, unit_words
from lib.domain.chronicles import Step
from lib.domain.comparison import Indicator
from lib.domain.statuses import LADDER
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording
from lib.words.terms import NO_VALUE, STATUS

_NAMED = 3
_TOLD_INDICATORS = 2
_LONG = 183  # days between two newest reports that are worth a word
_LARGER = 1.5


def differs(seen: Situation, view: View) -> Card | None:
    """The differences in words; nothing for a single unit, or where nothing is known of any."""
    comparison = chosen(seen, view)
    if comparison is None or len(comparison.keys) < 2:
        return None
    names = {key: short_name(seen, key, comparison.keys) for key in comparison.keys}
    told = [
        *(compare_cities.differences if comparison.cities else _of_wards)(seen, comparison, names),
        *_measures(names, comparison.indicators),
    ]
    if not any(told):
        return None
    first, *others = [sentence for sentence in told if sentence]
    bodies = (List(tuple(map(Item, others))),) if others else ()
    return Card("differs", telling.headed(first), bodies=bodies, behind=sources(seen, comparison))


def _of_wards(seen: Situation, comparison: Compared, names: Names) -> list[Said]:
    """Status, dates, criteria, size."""
    return [
        _statuses(seen, names),
        _recognitions(comparison, names),
        _counts(seen, comparison, names),
        _criteria(seen, comparison),
        _sizes(seen, names),
        _report_days(seen, names),
    ]


def _statuses(seen: Situation, names: Names) -> Said:
    groups: dict[str, list[Name]] = {}
    for key, name in names.items():
        groups.setdefault(status_of(seen, key), []).append(name)
    if len(groups) == 1:
        words = _status_words(next(iter(groups)))
        return tell("All have the same status: {status}.", status=words.lower())
    parts = [
        telling.words(_status_words(step), ": ", join(groups[step]))
        for step in (*reversed(LADDER), "")
        if step in groups
    ]
    return telling.words(join(parts, "; "), ".")


def _status_words(status: str) -> str:
    return STATUS[status].words if status else NO_VALUE["no_report"].words


def _recognitions(comparison: Compared, names: Names) -> Said:
    """Who was recognised first and last, where the days are told exactly enough to say so."""
    held = {
        key: step
        for key, steps in comparison.steps.items()
        for step in steps
        if step.status == "recognised" and step.place == "current" and step.start
    }
    if len(held) < 2:
        return NOTHING
    first = min(held.values(), key=_start)
    last = max(held.values(), key=_start)
    a = telling.day(first.start, first.start_precision)
    b = telling.day(last.start, last.start_precision)
    if {step.start_precision for step in held.values()} == {"day"} and a == b:
        return tell("All dated recognitions are from the same day: {day}.", day=a)
    if not _start(first) < _begins(last):
        return NOTHING
    early = join(names[key] for key, step in held.items() if step.start == first.start)
    late = join(names[key] for key, step in held.items() if step.start == last.start)
    if {first.start_precision, last.start_precision} != {"day"}:
        return tell(
            "Recognised first: {early} ({a}); last: {late} ({b}).",
            early=early,
            a=a,
            late=late,
            b=b,
        )
    months = round((_start(last) - _start(first)).days / 30.44)
    return tell_n(
        "Recognised first: {early} ({a}); last: {late} ({b}), {n} month later.",
        "Recognised first: {early} ({a}); last: {late} ({b}), {n} months later.",
        telling.count("months", months),
        early=early,
        a=a,
        late=late,
        b=b,
    )


def _start(step: Step) -> date:
    return step.start or date.max


def _begins(step: Step) -> date:
    """First day that a start may mean: a month or a year is kept by its last one."""
    start = _start(step)
    if step.start_precision == "year":
        return start.replace(month=1, day=1)
    return start.replace(day=1) if step.start_precision == "month" else start


def _counts(seen: Situation, comparison: Compared, names: Names) -> Said:
    """Criteria met of all."""
    counts = {key: criteria_met(seen, comparison, key) for key in names}
    stated = {key: count for key, count in counts.items() if count}
    if not stated:
        return tell("No number of criteria met is published for any of them.")
    if len(stated) == len(names) and len({str(each) for each in stated.values()}) == 1:
        return tell(
            "All have the same number of criteria met: {count}.",
            count=next(iter(stated.values())),
        )
    parts = [telling.words(names[key], " ", count) for key, count in stated.items()]
    silent = [name for key, name in names.items() if key not in stated]
    if silent:
        parts.append(tell("no number for {names}", names=join(silent)))
    return tell("Criteria met: {list}.", list=join(parts, "; "))


def _criteria(seen: Situation, comparison: Compared) -> Said:
    if not comparison.criteria.set_id:
        return NOTHING
    numbers = comparison.differing
    if not numbers:
        return tell("There is no criterion that one meets and another does not.")
    names = names_of(seen, comparison.criteria.set_id)
    told = tell_n(
        "{n} criterion of {all} is met by some and not by others: {list}",
        "{n} criteria of {all} are met by some and not by others: {list}",
        differing(comparison),
        all=telling.count("criteria", len(comparison.criteria.cells)),
        list=join((criterion_name(names, number) for number in numbers[:_NAMED]), "; "),
    )
    more = len(numbers) - _NAMED
    end = tell(" and {n} more.", n=telling.count("more", more)) if more > 0 else "."
    return telling.words(told, end)


def _measures(names: Names, indicators: Sequence[Indicator]) -> list[Said]:
    """The indicators that lie farthest apart, of those that two or more have for one day."""
    spreads = []
    for place, indicator in enumerate(indicators):
        values = {key: each.value for key, each in indicator.values.items() if each.common}
        if len(values) < 2:
            continue
        low = min(values, key=lambda key: values[key])
        high = max(values, key=lambda key: values[key])
        size = max(abs(value) for value in values.values())
        if size and values[high] > values[low]:
            spreads.append(((values[high] - values[low]) / size, place, indicator, low, high))
    spreads.sort(key=lambda spread: -spread[0])
    return [
        tell(
            "{indicator} ({unit}): from {low} ({a}) to {high} ({b}).",
            indicator=Name(wording.in_language(indicator.name_vi, indicator.name_en)),
            unit=Name(unit_words(indicator.unit)),
            low=_measured(indicator, place, low),
            a=names[low],
            high=_measured(indicator, place, high),
            b=names[high],
        )
        for _size, place, indicator, low, high in spreads[:_TOLD_INDICATORS]
    ]


def _measured(indicator: Indicator, place: int, key: str) -> Number:
    value = indicator.values[key].value
    return telling.decimal(number_name("value", place, key), value, 0 if value.is_integer() else 1)


def _sizes(seen: Situation, names: Names) -> Said:
    states = seen.units.states
    every = {key: float(states.table["area_km2"].iloc[states.row(key, seen.day)]) for key in names}
    areas = {key: area for key, area in every.items() if area > 0}
    if len(areas) < 2:
        return NOTHING
    small, large = min(areas, key=lambda k: areas[k]), max(areas, key=lambda k: areas[k])
    if areas[large] < _LARGER * areas[small]:
        return NOTHING
    return tell(
        "{large} covers {a} km², {times} times as much as {small} ({b} km²).",
        large=names[large],
        a=telling.decimal("area_large", areas[large], 1),
        times=telling.decimal("times", areas[large] / areas[small], 1),
        small=names[small],
        b=telling.decimal("area_small", areas[small], 1),
    )


def _report_days(seen: Situation, names: Names) -> Said:
    every = {key: told_of(seen, key, "last_report") for key in names}
    days = {key: day for key, day in every.items() if pd.notna(day)}
    if len(days) < 2:
        return NOTHING
    old, new = min(days, key=lambda k: days[k]), max(days, key=lambda k: days[k])
    if (days[new] - days[old]).days < _LONG:
        return NOTHING
    return tell(
        "The figures are from different dates: the newest report on {old} is from {a}, on "
        "{new} from {b}.",
        old=names[old],
        a=phrases.report_day(seen, days[old]),
        new=names[new],
        b=phrases.report_day(seen, days[new]),
    )
