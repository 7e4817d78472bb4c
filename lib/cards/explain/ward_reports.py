"""Counts about one ward, explained: its criteria, its predecessors, its reports."""

from __future__ import annotations

import pandas as pd

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.card import Behind, Citation
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import groups, names
from lib.cards.pieces import Name
from lib.cards.telling import tell, tell_n
from lib.cards.ward_phrases import report_told, status_of, told_of
from lib.domain.rows import records
from lib.domain.statuses import COUNTED
from lib.words import wording
from lib.words.terms import STATUS


def stated_criteria(asked: Question) -> Explanation:
    """Criteria met as the latest report that gives a number states it; about: the ward."""
    (key,) = asked.about
    seen = asked.seen
    mine = seen.dated[seen.dated["unit_key"] == key]
    mine = mine[mine["criteria_met"].notna() & ~(mine["day"] > pd.Timestamp(seen.day))]
    day = told_of(seen, key, "criteria_day")
    that_day = mine[mine["day"].isna() if pd.isna(day) else mine["day"] == day]
    confirmed = that_day["reported_on"].where(that_day["reported_on"] <= pd.Timestamp(seen.day))
    newest = that_day.assign(told=confirmed.fillna(that_day["day"]))
    order = ["told", "rank", "criteria_met", "observation_id"]
    row = next(records(newest.sort_values(order, ascending=[False, True, True, True])))
    others = tuple(
        Name(str(report_told(other)), str(other.source_id), "sources")
        for other in records(mine.sort_values("day", ascending=False))
        if other.Index != row.Index
    )
    value = int(row.criteria_met)
    return Explanation(
        value=value,
        counted=None,
        left_out=(
            Group(
                "other_reports",
                tell_n(
                    "{n} other report",
                    "{n} other reports",
                    telling.count("other_reports", len(others)),
                ),
                others,
            ),
        )
        if others
        else (),
        formula=tell(
            "{n} of {total} criteria, as {source} reports: {told}",
            n=telling.count("counted", value),
            total=telling.count("of", int(row.criteria_total)),
            source=Name(str(row.source_id), str(row.source_id), "sources"),
            told=report_told(row),
        ),
        behind=Behind((str(row.source_id),), (), (Citation(str(row.source_id)),)),
    )


def predecessors(asked: Question) -> Explanation:
    """Units that a ward was formed from; about: the ward and a status, "" for any."""
    key, status = asked.about
    seen = asked.seen
    by_status: dict[str, tuple[str, ...]] = {}
    for each in seen.units.predecessors(key)["key"].astype(str):
        code = status_of(seen, each) or "no_report"
        by_status[code] = (*by_status.get(code, ()), each)
    every = tuple(each for keys in by_status.values() for each in keys)
    counted = by_status.pop(status, ()) if status else every
    n = telling.count("counted", len(counted))
    formula = (
        tell(
            "{n} = units it was formed from whose newest report up to {day} says “{status}”",
            n=n,
            day=telling.day(seen.day),
            status=STATUS[status].words,
        )
        if status
        else tell("{n} = units it was formed from, as the list of units has them", n=n)
    )
    return Explanation(
        value=len(counted),
        counted=Group(status or "predecessors", tell("Counted: {n}", n=n), names(seen, counted)),
        left_out=groups(seen, by_status) if status else (),
        formula=formula,
        behind=behind(seen, counted),
    )


def reports(asked: Question) -> Explanation:
    """Rows of observations about a unit; about: the unit."""
    (key,) = asked.about
    table = asked.seen.table("observations")
    mine = table[table["unit_key"].astype(str) == key]
    is_counted = mine["programme"].astype(str) == COUNTED

    def named(rows: pd.DataFrame) -> tuple[Name, ...]:
        return tuple(
            Name(
                f"{row.observation_id} {STATUS[str(row.status)].words} "
                f"({wording.day(row.as_of, str(row.as_of_precision))})",
                str(row.source_id),
                "sources",
            )
            for row in records(rows)
        )

    counted, related = named(mine[is_counted]), named(mine[~is_counted])
    n = telling.count("counted", len(counted))
    left = tell("{n} from related programmes", n=telling.count("related", len(related)))
    return Explanation(
        value=len(counted),
        counted=Group("reports", tell("Counted: {n}", n=n), counted),
        left_out=(Group("related", left, related),) if related else (),
        formula=tell("{n} = rows of the table of observations about this unit", n=n),
        behind=Behind(tuple(dict.fromkeys(mine["source_id"].astype(str)))),
    )


RULES: dict[str, Rule] = {
    "stated_criteria": stated_criteria,
    "predecessors": predecessors,
    "reports": reports,
}
