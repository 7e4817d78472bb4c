"""Targets of every city and province in one table, and the places without one."""

from __future__ import annotations

from lib.cards import phrases, telling
from lib.cards import target_phrases as told
from lib.cards.behind import behind
from lib.cards.bodies import Body, Column, Item, List, Prose, Table
from lib.cards.card import Card, Citation
from lib.cards.pieces import Asks, Day, Name, Number, Piece, Said
from lib.cards.telling import join, tell, tell_n
from lib.domain.dated_targets import DatedTarget
from lib.domain.forecast import HORIZON
from lib.situation.situation import Situation
from lib.situation.timeline import Timeline, timeline_of
from lib.view.view import View
from lib.words.terms import N_
from lib.words.wording import _

BEHIND = ("off_track", "regressing", "overdue", "lagging")
"""Labels of targets that are behind."""

_PACE_SHORT = {
    "before_base": N_("not started"),
    "due_before_base": N_("due before the start"),
    "no_change_asked": N_("no change required"),
}


def targets(seen: Situation, view: View) -> Card:
    """One row for each target: where the place stands, its pace, its label and flags."""
    line = timeline_of(seen)
    listed = line.due(view.due)
    late = sum(each.progress.assessment.label in BEHIND for each in listed)
    title = tell_n(
        "{n} of {total} targets is behind pace or overdue",
        "{n} of {total} targets are behind pace or overdue",
        telling.count("behind", late, asks=Asks("targets", (view.due, "behind"))),
        total=telling.count("listed", len(listed), asks=Asks("targets", (view.due, "all"))),
    )
    body: Body = Table(_columns(), tuple(_row(line, each) for each in listed), sortable=True)
    if not listed:
        title = tell("No target with a date and a number of wards is known")
        words = tell("Choose another place or a later date, or see the reasons below.")
        body = Prose((words,), "empty")
    notes = dict.fromkeys(note for each in listed for note in _notes(each))
    signs = telling.words(_("Notes"), ": ", join(map(telling.chip, notes), " "))
    cited = [
        Citation(source, str(told.target(seen, each.progress)))
        for each in listed
        for source in each.sources
    ]
    return Card(
        "targets",
        title,
        telling.words(
            tell("Click a heading to sort, a number to see what is counted.", "screen"),
            " ",
            tell("Notes appear beside the label and never change it. Pace is in wards per year."),
        ),
        (body,),
        (*((signs,) if notes else ()), *_remarks(line)),
        behind(seen, cited=cited),
    )


def _columns() -> tuple[Column, ...]:
    reported = _("Reported complete: shown beside the recognised, never added to them")
    ratio = _("Pace ratio: pace so far over the pace required; 1 is on pace")
    recent = _("Recent pace: recognitions a year over 24 months, or since the reform")
    return (
        Column("place", _("City, province"), width=152),
        Column("now", _("Recognised"), "", "number", 104),
        Column("claimed", _("Reported"), reported, "number", 92, detail=True),
        Column("stated", _("Target"), _("Target as stated by its source"), "text", 66),
        Column("goal", _("Wards"), _("Wards to be recognised"), "number", 60, detail=True),
        Column("due", _("Due"), "", "day", 80),
        Column(
            "published",
            _("As published"),
            _("Target out of the wards as published by its source"),
            "text",
            88,
            detail=True,
        ),
        Column(
            "rebased",
            _("Adjusted"),
            _("The same share of the wards that exist on the as-of date"),
            "text",
            88,
        ),
        Column("ratio", _("Ratio"), ratio, "number", 56, detail=True),
        Column("label", _("Label"), "", "chip", 146),
        Column("notes", _("Notes"), "", "chip", 82, detail=True),
        Column("recent", _("Recent"), recent, "number", 62, detail=True),
        Column(
            "required",
            _("Required"),
            _("Required pace: wards per year until the due date"),
            "number",
            70,
        ),
        Column(
            "expected",
            _("Forecast"),
            _("Date the target would be reached at the recent pace"),
            "day",
            116,
        ),
        Column("source", _("Source"), "", "link", 78, detail=True),
    )


def _row(line: Timeline, each: DatedTarget) -> tuple[Piece | None, ...]:
    aim = each.progress
    name = aim.target_id
    assessed = aim.assessment
    stated: Piece = telling.count(f"stated_{name}", aim.value)
    if aim.metric == "share_of_wards" and aim.value is not None:
        stated = telling.percent(f"stated_{name}", aim.value / 100)
    label = told.label(each) or Said((_(_PACE_SHORT[each.pace_note]),))
    sources = ",".join(each.sources)

    place = phrases.scope(line.seen, aim.scope_key)

    def label_of(words: str) -> str:
        return f"{words} · {place}"

    def asks(rule: str, value: float | None, *more: str) -> Asks | None:
        return None if value is None else Asks(rule, (name, *more))

    published = telling.count(
        f"published_{name}",
        aim.published_goal,
        label_of(_("As published")),
        asks("published_goal", aim.published_goal),
    )
    rebased = telling.count(
        f"rebased_{name}",
        aim.rebased_goal,
        label_of(_("Adjusted")),
        asks("rebased_goal", aim.rebased_goal),
    )
    return (
        place,
        telling.count(
            f"now_{name}",
            aim.now.value,
            label_of(_("Recognised")),
            asks("recognised_of_target", aim.now.value),
        ),
        telling.count(
            f"claimed_{name}",
            aim.reported_complete,
            label_of(_("Reported")),
            asks("reported_of_target", aim.reported_complete),
        ),
        stated,
        telling.count(f"goal_{name}", aim.goal, label_of(_("Wards")), asks("goal", aim.goal)),
        told.due(aim),
        _of(published, aim.published_denominator),
        _of(rebased, aim.rebased_denominator),
        telling.decimal(
            f"ratio_{name}",
            assessed.pace_ratio,
            2,
            label_of(_("Ratio")),
            asks("pace_ratio", assessed.pace_ratio),
        ),
        label,
        Said(tuple(telling.chip(note, only_sign=True) for note in _notes(each))),
        telling.decimal(
            f"recent_{name}",
            aim.recent_pace,
            1,
            label_of(_("Recent")),
            asks("recent_pace", aim.recent_pace, "n"),
        ),
        telling.decimal(
            f"required_{name}",
            assessed.required_pace,
            1,
            label_of(_("Required")),
            asks("required_pace", assessed.required_pace),
        ),
        _expected(line, each),
        Name(sources, sources, "sources"),
    )


def _notes(each: DatedTarget) -> tuple[str, ...]:
    """What stands beside the label and is never folded into it: outlook and flags."""
    return (*((each.outlook,) if each.outlook else ()), *each.progress.assessment.flags)


def _of(goal: Number, wards: int | None) -> Said | None:
    """A goal of its wards: "75 / 249"; None where one of them is not known."""
    if goal.value is None or not wards:
        return None
    return telling.words(goal, " / ", telling.count(f"{goal.name}_of", wards))


def _expected(line: Timeline, each: DatedTarget) -> Day | None:
    """Expected day; one reached sorts as today, one that is not in sight as the horizon."""
    if each.date_note == "reached":
        return Day(str(told.expected(each)), line.day)
    if each.forecast is None:
        return None
    if each.forecast.completion is None:
        return Day(str(tell("not before {day}", day=telling.day(HORIZON, "year"))), HORIZON)
    return telling.day(each.forecast.completion)


def _remarks(line: Timeline) -> list[Said]:
    seen, made = line.seen, []
    if seen.overruled:
        made.append(
            tell_n(
                "{n} target is overruled by another source and left out; see the sources page.",
                "{n} targets are overruled by other sources and left out; see the sources page.",
                telling.count("overruled", len(seen.overruled)),
            )
        )
    if line.not_yet_published:
        made.append(
            tell_n(
                "{n} target was not yet known on the as-of date, or no source says since when.",
                "{n} targets were not yet known on the as-of date, or no source says since when.",
                telling.count("not_yet_published", line.not_yet_published),
            )
        )
    return made


def without_target(seen: Situation, _view: View) -> Card | None:
    """Provinces that have no target, by the reason."""
    line = timeline_of(seen)
    if not line.missing:
        return None
    n = telling.count(
        "without", sum(map(len, line.missing.values())), asks=Asks("without_target", ("",))
    )
    items = tuple(
        Item(
            telling.words(
                Said((told.missing(reason),), "strong"),
                ": ",
                join(telling.unit(seen.units, key, seen.day) for key in keys),
            ),
            number=telling.count(
                f"without_{reason}",
                len(keys),
                told.missing(reason),
                Asks("without_target", (reason,)),
            ),
        )
        for reason, keys in line.missing.items()
    )
    return Card(
        "without",
        tell_n(
            "{n} province has no known target to measure against",
            "{n} provinces have no known target to measure against",
            n,
        ),
        bodies=(List(items),),
    )
