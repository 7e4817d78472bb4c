"""Events on the time axis: milestones of the record, and the days on which targets are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.dated_targets import DatedTarget
from lib.domain.rows import records
from lib.domain.statuses import COUNTED

RELATED = "related"
"""Kind of events of related programmes: shown apart, never counted."""


@dataclass(frozen=True)
class Event:
    """One event, or all targets due on one day.

    Attributes:
        key: Row of the milestones table, or ``due:<day>``.
        kind: As in the data; ``related`` for related programmes, ``target`` for due days.
        day: Its day.
        precision: day, month or year.
        scope_key: Place; "" for due days.
        scope_text: Place as printed.
        vi: Event, Vietnamese; "" for due days.
        en: Event, English.
        sources: Sources.
        targets: Targets due; empty for other events.
    """

    key: str
    kind: str
    day: date
    precision: str
    scope_key: str
    scope_text: str
    vi: str
    en: str
    sources: tuple[str, ...]
    targets: tuple[DatedTarget, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether it concerns the whole country."""
        scopes = {each.progress.scope_key for each in self.targets} or {self.scope_key}
        return scopes == {"national"}


def events_of(milestones: pd.DataFrame, targets: Iterable[DatedTarget]) -> list[Event]:
    """Events and due days in their order.

    Args:
        milestones: Rows of the milestones contract with a day.
        targets: Targets; all that are due on one day are one event.
    """
    due = _due(targets)
    days = {each.day for each in due}
    events = [
        Event(
            str(row.milestone_id),
            str(row.kind) if row.programme == COUNTED else RELATED,
            row.date.date(),
            str(row.date_precision),
            str(row.scope_key),
            str(row.scope_text),
            str(row.event_vi),
            str(row.event_en),
            (str(row.source_id),),
        )
        for row in records(milestones)
    ]
    # The record lists some due days as events too; the target says more.
    events = [each for each in events if each.kind != "target" or each.day not in days]
    return sorted([*events, *due], key=lambda each: (each.day, each.key))


def chosen(events: Sequence[Event], kinds: Sequence[str], scope: str) -> list[Event]:
    """Events of some kinds (of all where none of them occurs) and of a scope.

    Args:
        events: Events.
        kinds: Kinds of events.
        scope: ``national``, ``place`` for all others, or "" for both.
    """
    wanted = set(kinds) & {each.kind for each in events}
    return [
        each
        for each in events
        if (not wanted or each.kind in wanted)
        and (not scope or each.is_national == (scope == "national"))
    ]


def _due(targets: Iterable[DatedTarget]) -> list[Event]:
    by_day: dict[date, list[DatedTarget]] = {}
    for each in targets:
        if each.progress.due is not None:
            by_day.setdefault(each.progress.due, []).append(each)
    return [
        Event(
            f"due:{day.isoformat()}", "target", day, goals[0].progress.precision, "", "", "", "",
            tuple(dict.fromkeys(s for each in goals for s in each.sources)), tuple(goals),
        )
        for day, goals in by_day.items()
    ]  # fmt: skip
