"""What assessments say in a situation, for the wards and the criteria set chosen.

Worked out once and kept with the situation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from lib.domain import assessments as assessed
from lib.domain import rankings
from lib.domain.criteria_crosswalks import comparable_criteria, through_crosswalk
from lib.domain.inspections import under_one_set
from lib.domain.names import sort_key
from lib.domain.statuses import COUNTED
from lib.situation.cache import cached_property, kept_beside
from lib.situation.situation import Situation
from lib.view.criteria_choice import BOTH, FORMER, Choice
from lib.words.criteria_names import CriteriaNames

SortKey = tuple[tuple[int, ...], ...]
NEAR = 2


def criteria_sets(table: pd.DataFrame) -> pd.DataFrame:
    """Criteria sets of the counted programme, oldest first, by their id."""
    own = table[table["programme"].astype(str) == COUNTED]
    return own.sort_values("issued_on").set_index("set_id", drop=False)


class Criteria:
    """Assessments of a situation.

    Args:
        seen: The situation.
        choice: What is asked.
    """

    def __init__(self, seen: Situation, choice: Choice) -> None:
        self.seen = seen
        self.choice = choice
        self.table = seen.table("assessments")
        self.sets = criteria_sets(seen.table("criteria_sets"))

    @property
    def is_published(self) -> bool:
        """Whether the dataset has values per criterion at all."""
        return len(self.table) > 0

    @cached_property
    def in_force(self) -> list[str]:
        """Wards in force on the day that fit the filter."""
        keys = [str(key) for key in self.seen.members()]
        if self.seen.is_selective:
            reported = set(self.seen.statuses.index)
            keys = [key for key in keys if key in reported]
        return keys

    @cached_property
    def former(self) -> list[str]:
        """Wards assessed up to the day that are no longer in force and fit the filter."""
        seen = self.seen
        wanted = {seen.province, seen.district} - {""}
        keys = rankings.former_assessed(seen.units, self.table, seen.day)
        keys = [key for key in keys if wanted <= seen.units.regions(key)]
        wards = seen.statuses_ever
        for name in ("wave", "status"):
            value = getattr(seen.narrowed, name)
            if value:
                wards = wards[wards[name] == value]
        narrowed = seen.is_selective
        return [key for key in keys if not narrowed or key in wards.index]

    @cached_property
    def _own(self) -> pd.DataFrame:
        return self._latest(self.in_force)

    @property
    def has_own(self) -> bool:
        """Whether any ward in force has an assessment of its own."""
        return not self._own.empty

    @cached_property
    def shows_former(self) -> bool:
        """Whether former wards are shown: asked for, or the only ones with an assessment."""
        if self.choice.wards == FORMER:
            return bool(self.former)
        return not self.has_own and bool(self.former)

    @property
    def asked(self) -> list[str]:
        """Keys of the wards looked at, assessed or not."""
        return self.former if self.shows_former else self.in_force

    @cached_property
    def sets_in_use(self) -> list[str]:
        """Sets with a result up to the day, of any ward; the set first used first."""
        return rankings.sets_until(self.table, self.seen.day)

    def _of_set(self, keys: Sequence[str], set_id: str | None, inspected: bool) -> pd.DataFrame:
        return assessed.latest(
            self.table, self.seen.day, set_id=set_id, units=keys, inspected_only=inspected
        )

    def _latest(self, keys: Sequence[str], *, inspected: bool = False) -> pd.DataFrame:
        """Latest results of wards in the chosen set or sets, under their own numbers."""
        if self.choice.set_id != BOTH:
            return self._of_set(keys, self.choice.set_id or None, inspected)
        sets: list[str | None] = [*self.sets_in_use] or [None]
        parts = [self._of_set(keys, name, inspected) for name in sets]
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """Latest results of the wards looked at, under the numbers of their own sets."""
        return self._latest(self.former) if self.shows_former else self._own

    @cached_property
    def _across(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return through_crosswalk(self.chosen, self.seen.table("crosswalk"), self.set_id)

    @cached_property
    def set_id(self) -> str:
        """The set whose numbers are shown: the chosen one, else the newest with results."""
        if self.choice.set_id not in ("", BOTH):
            return self.choice.set_id
        names = set(self.chosen["set_id"].unique())
        used = [name for name in self.sets_in_use if name in names]
        return used[-1] if used else ""

    @property
    def rows(self) -> pd.DataFrame:
        """Latest result of each ward and criterion, all under the numbers of `set_id`."""
        return self._across[0]

    @property
    def left_out(self) -> pd.DataFrame:
        """Criteria that have no counterpart in the other set (see `through_crosswalk`)."""
        return self._across[1]

    @cached_property
    def inspections(self) -> pd.DataFrame:
        """The newest inspection of each ward and criterion, under the numbers of `set_id`."""
        own = self._of_set(self.asked, self.set_id, inspected=True)
        every = self._latest(self.asked, inspected=True)
        results = under_one_set(own, every, self.seen.table("crosswalk"), self.set_id)
        return results[results["criterion_no"].isin(self.criteria)]

    @cached_property
    def criteria(self) -> list[int]:
        """Numbers of the criteria that every ward shown has to meet, whatever the filter.

        All of the set; where wards were assessed in several, those comparable among them.
        """
        others = set(self.chosen["set_id"].astype(str)) - {self.set_id}
        if others:
            return comparable_criteria(self.seen.table("crosswalk"), self.set_id, others)
        return sorted({*self.names.numbers, *self.rows["criterion_no"].astype(int)})

    @property
    def judged(self) -> pd.DataFrame:
        """The rows whose results are shown: the latest ones, or the newest inspections."""
        return self.rows if self.choice.result == "claimed" else self.inspections

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Wards by criteria (see `assessments.matrix`)."""
        rows = self.judged.reset_index(drop=True)
        return assessed.matrix(rows, self.choice.result, self.criteria)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """How far each ward is (see `rankings.ward_totals`)."""
        return rankings.ward_totals(self.cells)

    @cached_property
    def results(self) -> pd.Series[int]:
        """Pairs of ward and criterion at each result, of the wards shown."""
        return assessed.missing_kinds(self.cells, self.cells.index)

    @cached_property
    def by_criterion(self) -> pd.DataFrame:
        """Share met of each criterion."""
        return assessed.share_met(self.cells)

    @cached_property
    def by_group(self) -> pd.DataFrame:
        """Share met of each group of criteria."""
        return assessed.share_met(self.cells, self.names.groups)

    @cached_property
    def blocking(self) -> pd.DataFrame:
        """Criteria that wards do not meet, most wards first."""
        return assessed.blocking(self.by_criterion)

    @cached_property
    def nearest(self) -> pd.DataFrame:
        """Wards that miss one or two criteria, the first to finish first."""
        wards = assessed.nearest(self.cells[self.totals["assessed"] > 0], NEAR)
        names = [self.name_key(key) for key in wards["unit_key"]]
        wards = wards.assign(name=pd.Series(names, index=wards.index, dtype=object))
        return wards.sort_values(["n_missing", "name"]).reset_index(drop=True)

    def name_key(self, key: str) -> SortKey:
        """What a ward sorts by as a name."""
        return _name_key(self.seen.units.full_name(key))

    @cached_property
    def complete(self) -> list[str]:
        """Wards that meet every criterion that applies to them."""
        done = self.totals[(self.totals["missing"] == 0) & (self.totals["met"] > 0)]
        return [str(key) for key in done.index]

    @cached_property
    def disputed(self) -> list[str]:
        """Wards that claim all here while the count that stands for them is lower."""
        share = self.seen.statuses["share_met"].reindex(self.complete)
        return [str(key) for key in share.index[(share < 1).fillna(False)]]

    @cached_property
    def without_own(self) -> list[str]:
        """Wards in force that have no assessment of their own in the set, in name order."""
        own = set(self._own["unit_key"].astype(str))
        return sorted((key for key in self.in_force if key not in own), key=self.name_key)

    @cached_property
    def without_result(self) -> list[str]:
        """Wards in force without a single result, whether assessed or not."""
        judged = set(self.totals.index[self.totals["assessed"] > 0])
        return [key for key in self.in_force if key not in judged]

    @cached_property
    def compared(self) -> assessed.Comparison:
        """Claims against the newest inspections."""
        return assessed.claimed_against_inspected(self.inspections.reset_index(drop=True))

    @cached_property
    def shares_by_set(self) -> pd.DataFrame:
        """Share met of the comparable criteria in each set (see `rankings.shares_by_set`)."""
        return rankings.shares_by_set(
            self.table,
            self.seen.table("crosswalk"),
            self.seen.day,
            self.sets_in_use,
            self.set_id,
            self.asked,
            self.choice.result,
        )

    @cached_property
    def names(self) -> CriteriaNames:
        """Names of the criteria and groups of the set shown."""
        return CriteriaNames(self.seen.table("criteria"), self.set_id)

    @cached_property
    def first_day(self) -> pd.Timestamp | None:
        """Day of the first assessment of all, in the chosen set."""
        rows = self.table
        if self.choice.set_id not in ("", BOTH):
            rows = rows[rows["set_id"] == self.choice.set_id]
        return rows["as_of"].min() if len(rows) else None

    @cached_property
    def days(self) -> dict[str, pd.Timestamp]:
        """Day of the newest result of each ward shown."""
        newest = self.judged.groupby("unit_key", observed=True)["as_of"].max()
        return {str(key): day for key, day in newest.items()}

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Sources of the rows shown (see `rankings.sources_behind`)."""
        return rankings.sources_behind(self.table, self.judged)


_name_key = lru_cache(maxsize=20_000)(sort_key)


@kept_beside(8)
def criteria_of(seen: Situation, choice: Choice) -> Criteria:
    """The assessments of a situation, worked out once for all who ask."""
    return Criteria(seen, choice)
