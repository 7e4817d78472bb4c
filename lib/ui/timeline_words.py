"""Words of the timeline: kinds of events, what changed, why something cannot be said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.domain.dated_targets import DatedTarget
from lib.situation.situation import Situation
from lib.situation.timeline import RELATED, Event
from lib.ui import phrases
from lib.words import wording
from lib.words.terms import N_, PACE
from lib.words.wording import _, ngettext


@dataclass(frozen=True)
class EventKind:
    """Looks of one kind of event: words, Plotly symbol, colour."""

    message: str
    symbol: str
    colour: str = "#33628f"


KINDS = {
    "plan": EventKind(N_("Plan"), "circle"),
    "regulation": EventKind(N_("Regulation"), "square"),
    "resolution": EventKind(N_("Resolution"), "hexagon"),
    "workshop": EventKind(N_("Workshop"), "pentagon"),
    "conference": EventKind(N_("Conference"), "triangle-up"),
    "pilot_start": EventKind(N_("Pilot start"), "triangle-right"),
    "replication": EventKind(N_("Rollout"), "cross"),
    "review": EventKind(N_("Review, inspection"), "diamond-tall"),
    "recognition": EventKind(N_("Recognition"), "star", "#0072B2"),
    "target": EventKind(N_("Target due"), "diamond", "#8C2D04"),
    RELATED: EventKind(N_("Related programmes"), "x", "#6c7a88"),
}

_PACE_NOTES = {
    "before_base": N_("no pace yet: the programme had not started there"),
    "due_before_base": N_("no pace: the target is due before the starting date"),
    "no_change_asked": N_("no pace: the target requires no change"),
}

_PACE_SHORT = {
    "before_base": N_("not started"),
    "due_before_base": N_("due before the start"),
    "no_change_asked": N_("no change required"),
}

_DATE_NOTES = {
    "reached": N_("reached"),
    "window_too_short": N_("no recent pace: less than six months since the reform"),
    "no_recent": N_("not before 2040 (none recently)"),
    "after_horizon": N_("not before 2040"),
}

_MISSING = {
    "not_yet_published": N_("its target was not yet known on the as-of date"),
    "no_number": N_("its targets give no number of wards or no date"),
    "smaller_only": N_("only a district or ward there has a target"),
    "related_only": N_("only a related programme has a target there"),
    "no_row": N_("no source in the record states a target"),
}


def kind_look(code: str) -> EventKind:
    """Looks of a kind; its code in words for one that is not known."""
    return KINDS.get(code) or EventKind(code.replace("_", " "), "circle")


def kind_words(code: str) -> str:
    """A kind of event in words."""
    return _(KINDS[code].message) if code in KINDS else kind_look(code).message


def pace_note(found: DatedTarget) -> str:
    """Why there is no pace ratio; "" when there is one."""
    return _(_PACE_NOTES[found.pace_note]) if found.pace_note else ""


def label(code: str) -> str:
    """A pace label with its sign, or in few words why there is none."""
    if code in _PACE_SHORT:
        return _(_PACE_SHORT[code])
    return f"{PACE[code].icon} {PACE[code].words}" if code in PACE else code


def expected(found: DatedTarget) -> str:
    """Expected day of completion, or what stands in its place."""
    if found.date_note or found.forecast is None:
        return _(_DATE_NOTES[found.date_note])
    return wording.day(found.forecast.completion)


def expected_range(found: DatedTarget) -> str:
    """The same, with the days on which the ends of the interval of the rate would reach it."""
    words, led = expected(found), found.forecast
    if led is None or not led.rate.events or led.completion_early in (None, led.completion):
        return words
    early = wording.day(led.completion_early)
    if led.completion_late is None:
        return _("{day} ({early} at the earliest)", day=words, early=early)
    late = wording.day(led.completion_late)
    return _("{day} (between {early} and {late})", day=words, early=early, late=late)


def missing(reason: str) -> str:
    """Why a province has no target."""
    return _(_MISSING[reason])


def target(seen: Situation, found: DatedTarget) -> str:
    """A target in words: "Hưng Yên: 50 % of the wards (13 wards)"."""
    progress = found.progress
    place = phrases.scope(seen, progress.scope_key)
    wards = ngettext("{n} ward", "{n} wards", progress.goal or 0)
    if progress.metric == "share_of_wards" and progress.value is not None:
        return f"{place}: {wording.percent(progress.value / 100)} ({wards})"
    return f"{place}: {wards}"


def event(seen: Situation, found: Event) -> str:
    """An event in words, with its place."""
    if found.targets:
        first = "; ".join(target(seen, each) for each in found.targets[:3])
        rest = len(found.targets) - 3
        more = "; " + _("and {n} more", n=wording.number(rest)) if rest > 0 else ""
        head = ngettext("{n} target due", "{n} targets due", len(found.targets))
        return f"{head}: {first}{more}"
    words = wording.in_language(found.vi, found.en)
    return f"{phrases.scope(seen, found.scope_key, found.scope_text)}: {words}"


def change(what: str, n: int) -> str:
    """What changed on a day, counted."""
    return {
        "registered": ngettext("{n} ward newly registered", "{n} wards newly registered", n),
        "completed": ngettext("{n} ward reported complete", "{n} wards reported complete", n),
        "recognised": ngettext("{n} ward recognised", "{n} wards recognised", n),
        "slipped": ngettext("{n} ward moved down", "{n} wards moved down", n),
        "new_target": ngettext("{n} new target", "{n} new targets", n),
        "undated": ngettext(
            "{n} undated observation counts from here on",
            "{n} undated observations count from here on",
            n,
        ),
        "event": ngettext("{n} event", "{n} events", n),
        "past_due": ngettext("{n} target overdue", "{n} targets overdue", n),
        "reform": _("the 34 provinces take effect"),
    }[what]


def empty_range(first: date, last: date, n: int) -> str:
    """A range of days without a change."""
    return ngettext(
        "{n} day without a change, between {first} and {last}, is skipped",
        "{n} days without a change, between {first} and {last}, are skipped",
        n,
        first=wording.day(first),
        last=wording.day(last),
    )
