"""The parts of a situation that no filter changes: the record of the whole country on a day.

Worked out once by the situation that is not narrowed, and shared by all others of the same
dataset and day. No Streamlit here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from lib.domain import counting_target, rollout, statuses, succession
from lib.domain.agenda import next_milestones
from lib.domain.contradicting_figures import conflicts, overruled
from lib.domain.counting_target import CountingTarget
from lib.domain.dated_targets import published_by
from lib.domain.district_targets import DistrictTarget, district_targets
from lib.domain.outlook import outlook_of
from lib.domain.progress import TargetProgress, all_progress
from lib.domain.target_scopes import target_scopes
from lib.domain.units import REFORM, Units
from lib.domain.unnamed_counts import UnnamedCount, unnamed_counts
from lib.io.geo.layers import Layers
from lib.io.store.datasets import Dataset
from lib.situation.all_days import Record
from lib.situation.cache import cached_property

T = TypeVar("T")


def _of_the_country(method: Callable[[Any], T]) -> cached_property[Any, T]:
    """A part that no filter changes: worked out once, by the situation that is not narrowed."""
    name = method.__name__

    def get(self: Any) -> T:
        return method(self) if self.country is None else getattr(self.country, name)

    get.__doc__ = method.__doc__
    return cached_property(get)


def unfiltered(seen: Country) -> Country:
    """The situation without a filter, beside which is kept what no filter changes."""
    return seen.country or seen


class Country:
    """A dataset seen at a day.

    Args:
        dataset: The dataset.
        units: Units of both vintages.
        day: The as-of date.
        layers: Boundary layers, to say which units have no outline.
        country: The same without a filter; what no filter changes is taken from it.
        record: What the dataset says whatever the day, shared by all days.
    """

    def __init__(
        self,
        dataset: Dataset,
        units: Units,
        day: date,
        layers: Layers,
        country: Country | None = None,
        record: Record | None = None,
    ) -> None:
        self.dataset = dataset
        self.units = units
        self.day = day
        self.layers = layers
        self.country = country
        self._record: Record = record or (country._record if country else Record(dataset, units))

    @property
    def after_reform(self) -> bool:
        """Whether the day is after the reform of 1 July 2025."""
        return self.day >= REFORM

    def table(self, name: str) -> pd.DataFrame:
        """A table of the dataset; empty when the dataset does not have it."""
        return self.dataset.tables[name]

    @property
    def dated(self) -> pd.DataFrame:
        """Observations of the programme with the day they count from (see `Record`)."""
        return self._record.dated

    @_of_the_country
    def statuses_ever(self) -> pd.DataFrame:
        """Latest state of every unit with a report, ended ones included; for looking up."""
        return statuses.statuses_at(self.dated, self.day)

    @property
    def superseded(self) -> pd.Series:
        """Since when a later unit stands for a ward that ended."""
        return self._record.superseded

    @property
    def courses(self) -> pd.DataFrame:
        """Every state of every ward with the day it holds from, of any day."""
        return self._record.courses

    @_of_the_country
    def statuses_standing(self) -> pd.DataFrame:
        """Latest state of the wards that count, of the whole country."""
        return succession.standing_at(self.statuses_ever, self.superseded, pd.Timestamp(self.day))

    @_of_the_country
    def statuses_over_reform(self) -> pd.DataFrame:
        """Wards in force with what their predecessors have."""
        return rollout.across_reform(self.units, self.statuses_ever, self.day)

    @_of_the_country
    def provinces(self) -> pd.DataFrame:
        """Totals per province in force on the day."""
        return rollout.by_province(self.units, self.statuses_standing, self.day)

    @property
    def conflicts(self) -> pd.DataFrame:
        """Figures on which sources differ."""
        return self._record.conflicts

    @property
    def support(self) -> pd.DataFrame:
        """How many rows of each table rest on each source."""
        return self._record.support

    @_of_the_country
    def conflicting_reports(self) -> pd.DataFrame:
        """Reports of one ward on one day that differ."""
        return statuses.conflicts_at(self.dated, self.day)

    def position(self, key: str) -> tuple[float, float] | None:
        """Latitude and longitude of a unit; None when not known."""
        row = self.units.states.row(key, self.day)
        lat, lon = self._record.positions[row]
        return None if math.isnan(lat) or math.isnan(lon) else (float(lat), float(lon))

    def progress(self, scope: str) -> list[TargetProgress]:
        """Where a scope stands to each of its dated targets that comes to a number of wards.

        A province of today also has the targets of the provinces that went into it; each
        keeps its own scope.
        """
        scopes = {each.scope_key for each in self._all_progress}
        wanted = target_scopes(self.units, scopes, scope, self.day)
        return [each for each in self._all_progress if each.scope_key in wanted]

    @_of_the_country
    def published(self) -> dict[str, pd.DataFrame]:
        """Milestones and targets whose source is published by the day, by table."""
        newest = statuses.newest_day(self.dated)
        return {
            name: published_by(self.table(name), self.table("sources"), self.day, newest)
            for name in ("milestones", "targets")
        }

    @_of_the_country
    def overruled(self) -> frozenset[str]:
        """Targets published by the day that another one outweighs."""
        nothing = self.table("counts").iloc[:0]
        return overruled(conflicts(nothing, self.published["targets"], self.table("sources")))

    @_of_the_country
    def _counted_targets(self) -> pd.DataFrame:
        """Targets published by the day that no other one outweighs."""
        targets = self.published["targets"]
        return targets[~targets["target_id"].astype(str).isin(self.overruled)]

    @_of_the_country
    def _all_progress(self) -> list[TargetProgress]:
        """Every target that counts, with a number of wards and a date, in the table's order."""
        progress = all_progress(
            self._counted_targets,
            self.units,
            self.statuses_standing,
            self.day,
            self.table("sources"),
        )
        return [each for each in progress if each.goal is not None and each.due is not None]

    @_of_the_country
    def coming(self) -> pd.DataFrame:
        """Coming events and due targets of all places (see `lib.domain.agenda`)."""
        events, targets = self.published["milestones"], self._counted_targets
        return next_milestones(events, targets, self.day, len(events) + len(targets))

    @_of_the_country
    def unnamed(self) -> list[UnnamedCount]:
        """Published counts of which fewer wards are named (see `lib.domain.unnamed_counts`)."""
        conflicts = self.conflicts
        lost = conflicts[(conflicts["table"] == "counts") & ~conflicts["counted"].astype(bool)]
        return unnamed_counts(
            self.table("counts"), self.units, self.statuses_standing, self.day, set(lost["row_id"])
        )

    @_of_the_country
    def district_targets(self) -> list[DistrictTarget]:
        """Targets that ask for wards in each district (see `lib.domain.district_targets`)."""
        return district_targets(self._counted_targets, self.units, self.statuses_standing, self.day)

    def goals(self, place: str) -> list[CountingTarget]:
        """The goals of a place, one for each due date: missed ones, the next, the last, met."""
        if place not in self._goals:
            self._goals[place] = counting_target.counting_targets(
                self._all_progress, self.units, place, self.day, self.table("sources")
            )
        return self._goals[place]

    @_of_the_country
    def _goals(self) -> dict[str, list[CountingTarget]]:
        """The goals of the places that were asked for."""
        return {}

    @_of_the_country
    def next_targets(self) -> dict[str, TargetProgress]:
        """For each province the target due next (else the last one due)."""
        goals = {str(key): counting_target.next_goal(self.goals(str(key)))
                 for key in self.units.provinces(self.day).index}  # fmt: skip
        return {key: goal.progress for key, goal in goals.items() if goal}

    def outlook(self, province: str) -> str | None:
        """Whether a province reaches its next target in time at the recent pace."""
        target = self.next_targets.get(province)
        return None if target is None else outlook_of(target, self.day)

    def pace_label(self, province: str) -> str:
        """Pace label of a province.

        ``no_target`` without a dated target, ``former_target`` where only a province that went
        into it has one; ``no_pace`` where none can be taken (not begun, or due before its base).
        """
        target = self.next_targets.get(province)
        if target is None:
            return "former_target" if self.progress(province) else "no_target"
        return target.assessment.label or "no_pace"
