"""What the timeline page shows of a situation: targets, events, the days to walk over.

Worked out once per situation; words come later, so that both languages share it. No
Streamlit here.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib import clock
from lib.domain import dated_targets, statuses, timeline
from lib.domain.counting_target import CountingTarget, main_goal
from lib.domain.dated_targets import DatedTarget
from lib.domain.forecast import Forecast
from lib.domain.target_scopes import targets_for
from lib.situation.cache import cached_property, kept_beside
from lib.situation.dated_events import Event, events_of
from lib.situation.situation import Situation


class Timeline:
    """The timeline of a situation.

    Args:
        seen: The situation.
    """

    def __init__(self, seen: Situation) -> None:
        self.seen = seen
        self.day = seen.day

    # Targets

    def targets_of(self, scope: str) -> list[DatedTarget]:
        """Targets of a scope that count on the as-of date."""
        progress = self.seen.progress(scope)
        places = {scope, *(each.scope_key for each in progress)}
        counting = {goal.progress.target_id for each in places for goal in self.seen.goals(each)}
        return dated_targets.dated_targets(progress, self.seen.day, counting)

    @cached_property
    def places(self) -> dict[str, list[DatedTarget]]:
        """Targets of the country and of each province shown, by its key."""
        shown = [self.seen.province] if self.seen.province else list(self.seen.provinces.index)
        district = [self.seen.district] if self.seen.district else []
        return {key: self.targets_of(key) for key in ("national", *map(str, shown), *district)}

    @cached_property
    def own(self) -> list[DatedTarget]:
        """Targets of the place chosen."""
        return self.places[self.seen.scope]

    @cached_property
    def main(self) -> DatedTarget | None:
        """The target the place is measured by: of those that count, the one due last.

        A merged province without one of its own shows that of a former part, named as such.
        """
        goal = main_goal(self.seen.units, self.seen.scope, self.seen.goals)
        if goal is None:
            return None
        return next(each for each in self.own if each.progress.target_id == goal.progress.target_id)

    @property
    def main_is_of_a_part(self) -> bool:
        """Whether the main target is one of a former part of the place, for want of its own."""
        return self.main is not None and not self.seen.goals(self.seen.scope)

    @cached_property
    def goals(self) -> list[DatedTarget]:
        """What counts are drawn against, by due day: those of the place, else of its main one.

        They are for all wards of the place: with a wave or status chosen there is none.
        """
        if self.seen.is_selective:
            return []
        ids = [goal.progress.target_id for goal in self._measured]
        made = [self.targets[each] for each in ids]
        return sorted(made, key=lambda each: each.progress.due or date.max)

    @property
    def _measured(self) -> list[CountingTarget]:
        """The goals of the scope that the main target is one of."""
        own = self.seen.goals(self.seen.scope)
        return own or (self.seen.goals(self.main.progress.scope_key) if self.main else [])

    @cached_property
    def missed(self) -> list[DatedTarget]:
        """Goals of the place that are past due and not reached, by due day."""
        ids = [goal.progress.target_id for goal in self._measured if goal.role == "missed"]
        return [self.targets[each] for each in ids]

    @cached_property
    def targets(self) -> dict[str, DatedTarget]:
        """All targets of the country, the provinces shown and the district, by their id."""
        return {
            each.progress.target_id: each for targets in self.places.values() for each in targets
        }

    def due(self, which: str) -> list[DatedTarget]:
        """Targets to list: due ``next`` (what was missed before it), due ``last`` or ``all``."""
        every = list(self.targets.values())
        if which == "all":
            return every
        if which == "last":
            return dated_targets.due_last(every)
        scopes = dict.fromkeys(each.progress.scope_key for each in every)
        shown = {each.progress.target_id for each in dated_targets.due_next(every, self.day)}
        shown |= {goal.progress.target_id for scope in scopes for goal in self.seen.goals(scope)
                  if goal.role == "missed"}  # fmt: skip
        return [each for each in every if each.progress.target_id in shown]

    @cached_property
    def missing(self) -> dict[str, list[str]]:
        """Provinces without a target that counts, by the reason."""
        seen = self.seen
        places: dict[str, list[str]] = {}
        for key, goals in self.places.items():
            if goals or key in ("national", seen.district):
                continue
            own = targets_for(seen.units, seen.table("targets"), key, seen.day)
            reason = dated_targets.missing_reason(
                seen.units, seen.table("targets"), own, key, seen.day
            )
            places.setdefault(reason, []).append(key)
        return {reason: places[reason] for reason in dated_targets.MISSING if reason in places}

    @cached_property
    def not_yet_published(self) -> int:
        """Targets that became known only after the as-of date."""
        return len(self.seen.table("targets")) - len(self.seen.published["targets"])

    # Counts over time

    @cached_property
    def forecast(self) -> Forecast | None:
        """The recent rate of the main target's own scope carried on to its due day.

        None when no target lies ahead, or when a wave or status narrows the wards.
        """
        main = self.main
        if main is None or self.seen.is_selective:
            return None
        due = main.progress.due
        return main.forecast if due is not None and due > self.day else None

    @cached_property
    def undated(self) -> int:
        """Recognised wards whose recognition has no day: they stand at the end of the curve."""
        held = self.seen.statuses[self.seen.statuses["status"] == "recognised"]
        return int(held["recognised_on"].isna().sum())

    @cached_property
    def later(self) -> int:
        """Observations of what is chosen that lie after the as-of date."""
        return int((self.seen.dated_here["day"] > pd.Timestamp(self.seen.day)).sum())

    # Events

    @cached_property
    def waves(self) -> pd.DataFrame:
        """Waves with their spans."""
        return timeline.waves(self.seen.dated_here, self.seen.day)

    def inside(self, scope: str) -> bool:
        """Whether a scope concerns the place chosen: the country, or one in or around it."""
        seen = self.seen
        if scope == "national" or not seen.province:
            return True
        return scope in seen.units and seen.province in {scope} | seen.units.regions(scope)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """Milestones of the country and of the place chosen."""
        table = self.seen.table("milestones")
        inside = {key: self.inside(key) for key in table["scope_key"].astype(str).unique()}
        return table[table["scope_key"].astype(str).map(inside).astype(bool)]

    @cached_property
    def events(self) -> list[Event]:
        """Events of the place not after the as-of date, and later ones already announced."""
        published = self.seen.published["milestones"].index
        moment = pd.Timestamp(self.seen.day)
        table = self.milestones[self.milestones["date"].notna()]
        return events_of(table[(table["date"] <= moment) | table.index.isin(published)],
                         self.targets.values())  # fmt: skip

    @cached_property
    def undated_events(self) -> int:
        """Events of the place without a day."""
        return int(self.milestones["date"].isna().sum())

    # Days to walk over

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Days up to today on which something changes in the place, and what."""
        targets = self.seen.table("targets")
        scopes = {key: self.inside(key) for key in targets["scope_key"].astype(str).unique()}
        mine = targets[targets["scope_key"].astype(str).map(scopes).astype(bool)]
        today = clock.today()
        return timeline.change_days(
            self.seen.dated_here,
            self.milestones,
            mine,
            self.seen.table("sources"),
            today,
            loose_from=statuses.undated_from(self.seen.dated, today=today),
        )

    @cached_property
    def days(self) -> list[date]:
        """Days on which something changes."""
        return [each.date() for each in self.changes["day"].drop_duplicates()]

    @cached_property
    def steps(self) -> list[date]:
        """The days to walk over: those with a change, the as-of date, and back to today.

        Empty where nothing changes on any other day.
        """
        days = {*self.days, self.day}
        return [] if len(days) < 2 else sorted(days | {clock.today()})


@kept_beside(1)
def timeline_of(seen: Situation) -> Timeline:
    """The timeline of a situation, kept with it."""
    return Timeline(seen)
