"""The target that counts for one place and one due date: the same on every page.

A published number of wards outranks one computed from a share, and a share of a published
total outranks one of the wards that exist; among equals the rule for contradicting figures
decides. Targets of the place itself come before those of the one province it continues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from lib.domain.contradicting_figures import Figure, counted_figure
from lib.domain.progress import TargetProgress
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import PROVINCE_LEVEL, Units

ROLES = ("missed", "next", "later", "last", "met")
"""Past due and not reached; due next; in between; due last of several; past due and reached."""

COUNTING_REASONS = (
    "only", "own_scope", "number", "published_total", "read_whole", "later_published", "lower",
    "agree",
)  # fmt: skip
"""Why a target counts: the last rule that was needed to tell it from the others."""


@dataclass(frozen=True)
class CountingTarget:
    """The target that counts for one place and one due date.

    Attributes:
        progress: Where the place stands to it; its `goal` is the one that counts.
        role: One of `ROLES`.
        reason: One of `COUNTING_REASONS`.
        beside: The other targets of the place for that day, in the order given.
    """

    progress: TargetProgress
    role: str
    reason: str
    beside: tuple[TargetProgress, ...]

    @property
    def goal(self) -> int:
        """Wards to recognise."""
        return self.progress.goal or 0

    @property
    def due(self) -> date:
        """Day it is due."""
        return self.progress.due or date.max


def own_scopes(units: Units, place: str) -> frozenset[str]:
    """Scopes whose targets are the place's own: itself, and the one province it continues.

    A province merged of several is not measured by the target of one of them.
    """
    if place not in units or units.kind(place) not in PROVINCE_LEVEL:
        return frozenset({place})
    before = units.provinces_here(place, LAST_OLD_DAY)
    return frozenset({place, *(before if len(before) == 1 else ())})


def counting_targets(
    progress: Iterable[TargetProgress],
    units: Units,
    place: str,
    day: date,
    sources: pd.DataFrame,
) -> list[CountingTarget]:
    """The goals of a place in the order they are shown, one for each due date.

    Args:
        progress: Targets, of any scopes; those of other places, without a goal or without a
            due day are passed over.
        units: The units.
        place: ``national``, or a province or district in force on the day.
        day: As-of date.
        sources: Frame of the sources contract: read_depth and published_on decide.

    Returns:
        Missed ones by due date, then the next, the later ones and the last, then those that
        are past and reached.
    """
    own = own_scopes(units, place)
    by_due: dict[date, list[TargetProgress]] = {}
    for each in progress:
        if each.scope_key in own and each.goal is not None and each.due is not None:
            by_due.setdefault(each.due, []).append(each)
    if not by_due:
        return []
    ahead = [due for due in sorted(by_due) if due >= day]
    columns = ["source_id", "read_depth", "published_on"]
    source_rows = {
        str(source): {"read_depth": depth, "published_on": published}
        for source, depth, published in zip(*(sources[name] for name in columns), strict=True)
    }
    chosen = []
    for due in sorted(by_due):
        counted, reason = _counted(by_due[due], place, source_rows)
        role = (
            ("missed" if counted.now.value < (counted.goal or 0) else "met")
            if due < day
            else "next" if due == ahead[0] else "last" if due == ahead[-1] else "later"
        )  # fmt: skip
        beside = tuple(each for each in by_due[due] if each is not counted)
        chosen.append(CountingTarget(counted, role, reason, beside))
    return sorted(chosen, key=lambda one: (_ORDER[one.role], one.due))


def next_goal(goals: Sequence[CountingTarget]) -> CountingTarget | None:
    """The goal due next; else the one that was due last; None without any."""
    ahead = [each for each in goals if each.role == "next"]
    return ahead[0] if ahead else last_goal(goals)


def last_goal(goals: Sequence[CountingTarget]) -> CountingTarget | None:
    """The goal due last; None without any."""
    return max(goals, key=lambda each: each.due, default=None)


def main_goal(
    units: Units, place: str, goals_of: Callable[[str], Sequence[CountingTarget]]
) -> CountingTarget | None:
    """The goal of a heading: due last; of a merged province without one, that of a part.

    Args:
        units: The units.
        place: ``national``, or a province or district in force on the day.
        goals_of: `counting_targets` of a place or of a former province.

    Returns:
        The place's own; else, of the goals due last of the former provinces that went into
        it, the latest and then the largest: its `progress.scope_key` names whose it is.
    """
    own = last_goal(goals_of(place))
    if own is not None or place not in units or units.kind(place) not in PROVINCE_LEVEL:
        return own
    parts = [last_goal(goals_of(part)) for part in units.provinces_here(place, LAST_OLD_DAY)]
    return max(
        (goal for goal in parts if goal is not None),
        key=lambda goal: (goal.due, goal.goal, goal.progress.scope_key),
        default=None,
    )


_ORDER = {"missed": 0, "next": 1, "later": 2, "last": 3, "met": 4}


def _counted(
    rivals: Sequence[TargetProgress], place: str, sources: Mapping[str, Mapping[str, Any]]
) -> tuple[TargetProgress, str]:
    """The one of several targets for one day that counts, and why."""
    left, reason = list(rivals), "only"
    for rule, outranks in (
        ("own_scope", lambda one: one.scope_key == place),
        ("number", lambda one: one.metric == "count_of_wards"),
        ("published_total", lambda one: one.published_goal is not None),
    ):
        better = [each for each in left if outranks(each)]
        if better and len(better) < len(left):
            left, reason = better, rule
    if len(left) > 1:
        value, decided = counted_figure([_figure(each, sources) for each in left])
        left = [each for each in left if each.goal == value]
        reason = decided or ("agree" if reason == "only" else reason)
    return min(left, key=lambda one: one.target_id), reason


def _figure(each: TargetProgress, sources: Mapping[str, Mapping[str, Any]]) -> Figure:
    source = sources.get(each.source_id, {"read_depth": "", "published_on": None})
    day = source["published_on"]
    return Figure(
        float(each.goal or 0),
        str(source["read_depth"]) == "full",
        None if pd.isna(day) else day.date(),
    )
