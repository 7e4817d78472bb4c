"""What is told of a ward: status, steps, criteria, events, measures."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.pieces import NOTHING, Asks, Chip, Course, Day, Name, Number, Said
from lib.cards.strengths import strength_told
from lib.cards.telling import tell
from lib.domain.chronicles import Event, Step, ladder_steps
from lib.domain.comparison import Indicator, Measure
from lib.domain.rows import row_by_key
from lib.domain.statuses import score_of_report
from lib.situation.cache import kept_beside
from lib.situation.country import unfiltered
from lib.situation.situation import Situation
from lib.view.view import EARLIEST
from lib.words import wording
from lib.words.terms import N_, STATUS
from lib.words.wording import _

_UNITS = {
    "percent": N_("percent"),
    "minutes": N_("minutes"),
    "cases": N_("cases"),
    "groups": N_("teams"),
    "points": N_("points"),
    "models": N_("models"),
    "boards": N_("signs"),
    "cameras": N_("cameras"),
    "embassies": N_("embassies"),
    "streets": N_("streets"),
    "enterprises": N_("enterprises"),
    "inspections": N_("inspections"),
    "households (nearly)": N_("households (just under)"),
    "km2 (approx.)": N_("km² (approx.)"),
    "km2 (nearly)": N_("km² (just under)"),
    "persons (approx.)": N_("people (approx.)"),
    "persons (nearly)": N_("people (just under)"),
    "persons (over)": N_("people (more than)"),
    "files (nearly)": N_("files (just under)"),
}
_BASES = {
    "previous year": N_("previous year"),
    "same period a year before": N_("same period last year"),
    "base period not stated": N_("base period not stated"),
}


def place_of(seen: Situation, key: str) -> Name:
    """Where a unit lies: its full name without its own."""
    own = f"{seen.units.name(key, seen.day)}, "
    return Name(seen.units.full_name(key, seen.day).removeprefix(own))


def told_of(seen: Situation, key: str, column: str) -> Any:
    """A column of the latest report of a unit; None without a report."""
    return row_by_key(seen.statuses_ever, key)[column] if key in seen.statuses_ever.index else None


def status_of(seen: Situation, key: str) -> str:
    """Status of a unit on the day; "" without a report."""
    return str(told_of(seen, key, "status") or "")


def status_chip(seen: Situation, key: str) -> Chip:
    """The status, or that there is no report."""
    return telling.chip(status_of(seen, key) or "no_report")


def status_day(seen: Situation, key: str) -> Said:
    """Since when it stands on its step where a source says it, else when it was first said."""
    status = status_of(seen, key)
    if not status:
        return tell("no published report by {day}", day=telling.day(seen.day))
    steps = ladder_steps(seen.dated, key, status, seen.day)
    now = next((step for step in steps if step.place == "current"), None)
    if now is not None and now.start is not None:
        return tell("since {day}", day=telling.day(now.start, now.start_precision))
    if now is None or pd.isna(now.mentioned):
        return tell("undated")
    return tell("first reported {day}", day=telling.day(now.mentioned, now.precision))


def met_of_total(name: str, met: Any, total: Any, asks: Asks | None = None) -> Said:
    """Criteria met of all, "21/22"; nothing where one of them is not stated.

    Args:
        name: Name of the two numbers in their card, the second with ``_total`` behind it.
        met: Criteria met.
        total: Of how many.
        asks: What the first number counts.
    """
    if pd.isna(met) or pd.isna(total):
        return NOTHING
    first = telling.count(name, int(met), asks=asks)
    return Said((first, "/", telling.count(f"{name}_total", int(total))))


def criteria_count(seen: Situation, key: str) -> Said:
    """Criteria met of all as the report of the status states them; nothing when it does not."""
    score = (
        score_of_report(row_by_key(seen.statuses_ever, key))
        if key in seen.statuses_ever.index
        else None
    )
    return met_of_total(f"met_{key}", *score, Asks("stated_criteria", (key,))) if score else NOTHING


def stated_count(seen: Situation, key: str) -> tuple[Said, Day | Said]:
    """Criteria met of all as last stated, and for which day; nothing when none is stated."""
    row = row_by_key(seen.statuses_ever, key) if key in seen.statuses_ever.index else None
    if row is None:
        return NOTHING, NOTHING
    asks = Asks("stated_criteria", (key,))
    count = met_of_total(f"met_{key}", row["criteria_met"], row["criteria_total"], asks)
    return count, report_day(seen, key, row["criteria_day"])


def dated_count(seen: Situation, key: str, beside: Said = NOTHING, *, short: bool = False) -> Said:
    """Criteria met of all as last stated, with its own day; nothing when none is stated.

    Args:
        seen: The situation.
        key: The ward.
        beside: What stands beside it; its day is not said again where it is the same.
        short: Without the word for criteria.
    """
    count, day = stated_count(seen, key)
    if not count:
        return NOTHING
    if day in beside.parts:
        return count if short else tell("{count} criteria", count=count)
    if short:
        return telling.words(count, " (", day, ")")
    return tell("{count} criteria ({day})", count=count, day=day)


def report_day(seen: Situation, key: str, moment: Any) -> Day | Said:
    """The day of a report of a ward as precisely as the record has it."""
    if moment is None or pd.isna(moment):
        return tell("undated")
    return telling.day(moment, _precisions(seen)[key, moment])


@kept_beside(1, beside=unfiltered)
def _precisions(seen: Situation) -> dict[tuple[str, pd.Timestamp], str]:
    told = seen.dated
    days = zip(told["unit_key"], told["day"], told["day_precision"].astype(str), strict=True)
    spoken = zip(told["unit_key"], told["as_of"], told["as_of_precision"].astype(str), strict=True)
    return {(key, day): precision for key, day, precision in (*spoken, *days)}


def standing(seen: Situation, key: str, *, short: bool = False) -> Said:
    """Since when a ward has its status, its criteria met, and what a recognition rests on."""
    since = status_day(seen, key)
    parts = [since, dated_count(seen, key, since, short=short), decision_told(seen, key)]
    return telling.join([part for part in parts if part], " · ")


def decision_told(seen: Situation, key: str) -> Said:
    """What the recognition of a ward rests on; nothing where it is not recognised."""
    number = str(told_of(seen, key, "decision_no") or "")
    return strength_told(str(told_of(seen, key, "strength") or ""), number)


def report_told(row: Any) -> Said:
    """What one report says: status, criteria met of all, day."""
    count = met_of_total("met", row.criteria_met, row.criteria_total)
    day = telling.day(row.day, str(row.day_precision)) if pd.notna(row.day) else tell("undated")
    return telling.words(
        STATUS[str(row.status)].words, *((" ", count) if count else ()), " (", day, ")"
    )


def step_told(step: Step) -> Said:
    """A step of the ladder: sign, date, and what is not known of it.

    The day it is first mentioned is no beginning, and is told as what it is.
    """
    if step.place == "ahead":
        return tell("not reached", "dim")
    if not step.reported:
        return tell("no source mentions it", "dim")
    day: Day | Said = tell("undated")
    if step.start is not None:
        day = telling.day(step.start, step.start_precision)
    elif pd.notna(step.mentioned):
        day = tell("first reported {day}", day=telling.day(step.mentioned, step.precision))
    sign = telling.chip(step.status, only_sign=True)
    if step.place == "lost":
        lost = telling.words("↓ ", tell("no longer held"), look="fell")
        return Said((sign, " ", Said((day,), "struck"), " ", lost))
    return Said((sign, " ", Said((day,), "strong") if step.place == "current" else day))


def event_told(event: Event, name: str) -> Said:
    """An event in a line: sign, what happened; its day stands beside it.

    Args:
        event: The event.
        name: Name of its count of criteria in the card.
    """
    if event.kind == "milestone":
        return Said((Name(wording.in_language(event.text_vi, event.text_en)),))
    count = NOTHING if event.met is None else _of(event, name)
    if event.kind == "criteria":
        return telling.words(tell("criteria met:"), " ", count)
    fell = Said((" ↓",), "fell") if event.fell else NOTHING
    return telling.words(telling.chip(event.kind), *((" ", count) if count else ()), fell)


def _of(event: Event, name: str) -> Said:
    total = telling.count(f"{name}_total", event.total)
    return Said((telling.count(name, event.met), "/", total))


def course(seen: Situation, key: str, counts: pd.DataFrame) -> Course:
    """How the share of criteria met came about.

    Args:
        seen: The situation.
        key: The ward.
        counts: Result of `chronicles.stated_counts`.
    """
    steps = tuple(
        (day.date(), share, total)
        for day, share, total in counts[["day", "share", "total"]].itertuples(index=False)
    )
    words = _("Share of criteria met over time: {name}", name=seen.units.name(key, seen.day))
    return Course(steps, EARLIEST, seen.day, words)


def share_axis() -> Said:
    """The ends of the axis of every course, 0–100%."""
    return telling.words(telling.count("axis_from", 0), "–", telling.percent("axis_to", 1))


def unit_words(unit: str) -> str:
    """A unit of measure in words; as printed when it is not a known one."""
    return _(_UNITS[unit]) if unit in _UNITS else unit


def indicator_name(indicator: Indicator) -> Said:
    """Name with its unit and what it is compared with."""
    base = _(_BASES[indicator.base]) if indicator.base in _BASES else indicator.base
    about = [Name(unit_words(indicator.unit))]
    against = tell("against {base}", base=Name(base)) if base else NOTHING
    line = telling.words(*about, *((", ", against) if base else ()), look="line")
    return telling.words(Name(wording.in_language(indicator.name_vi, indicator.name_en)), line)


def measure_told(measure: Measure | None, name: str, unit: str = "") -> Said:
    """A value with its day, and its change since the start of the common period.

    Args:
        measure: The value; None where none is published.
        name: Name of the value in its card.
        unit: Its unit; percent is written with its sign.
    """
    if measure is None:
        return Said((telling.chip("no_report"),), "dim")
    share = unit == "percent"
    digits = 0 if float(measure.value).is_integer() else 1
    value = (
        telling.percent(name, measure.value / 100, digits=digits)
        if share
        else telling.decimal(name, measure.value, digits)
    )
    when: Day | Name = (
        telling.day(measure.end, measure.precision)
        if pd.notna(measure.end)
        else Name(wording.remark(measure.period))
    )
    parts: list[Number | Said | str] = [Said((value,), "strong")]
    if measure.change is not None:
        sign = "▲ +" if measure.change > 0 else "▼ " if measure.change < 0 else "= "
        number = telling.decimal(f"{name}_change", round(measure.change, 1), 1)
        since = tell("since {day}", day=telling.day(measure.since, measure.precision))
        points = (" ", tell("percentage points")) if share else ()
        parts += [" ", Said((sign, number, *points, " ", since), "dim")]
    own = () if measure.common else (" · ", tell("own period"))
    return telling.words(*parts, Said((when, *own), "line"))


def number_name(*parts: object) -> str:
    """A name for a number out of keys of the data: letters, digits and hyphens only."""
    return re.sub(r"[^\w-]+", "-", "_".join(map(str, parts)), flags=re.ASCII)[:80].strip("-_")
