"""Totals of criteria met as sources publish them, where results per criterion are not public."""

from __future__ import annotations

import pandas as pd

from lib.domain.names import sort_key
from lib.situation.criteria import Criteria


def with_total(criteria: Criteria) -> pd.DataFrame:
    """Wards with a published total, of as many criteria as the chosen set has; furthest first.

    Returns:
        Rows of `Situation.statuses`.
    """
    seen, sets, chosen = criteria.seen, criteria.sets, criteria.choice.set_id
    wards = seen.statuses[seen.statuses["share_met"].notna()]
    if chosen in sets.index:
        wards = wards[wards["criteria_total"] == sets.at[chosen, "criteria_count"]]
    names = [sort_key(seen.units.full_name(str(key))) for key in wards.index]
    wards = wards.assign(name=pd.Series(names, index=wards.index, dtype=object))
    return wards.sort_values(["share_met", "name"], ascending=[False, True])


def without_total(criteria: Criteria) -> pd.DataFrame:
    """Wards with a status but without a published total."""
    statuses = criteria.seen.statuses
    return statuses[statuses["share_met"].isna()]


def named_criteria(criteria: Criteria) -> pd.DataFrame:
    """Criteria whose wording is public, of the chosen set or of all."""
    table = criteria.seen.table("criteria")
    mine = table[table["set_id"].isin(chosen_sets(criteria).index)]
    return mine[(mine["criterion_name_vi"] != "") | (mine["criterion_name_en"] != "")]


def chosen_sets(criteria: Criteria) -> pd.DataFrame:
    """The chosen criteria set; all of them when none is chosen."""
    sets, chosen = criteria.sets, criteria.choice.set_id
    return sets[sets.index == chosen] if chosen in sets.index else sets
