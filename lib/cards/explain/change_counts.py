"""Counts of what changed, explained, and counts of another day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.card import Citation
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import holding, names
from lib.cards.telling import tell
from lib.domain.rows import records
from lib.situation.changes import changes_since
from lib.words.terms import STATUS


def changed(asked: Question) -> Explanation:
    """Wards of one kind of change; about: the kind and the last day before the period."""
    kind, start = asked.about
    seen = asked.seen
    rows = changes_since(seen, date.fromisoformat(start)).of(kind)
    keys = [str(key) for key in rows["unit_key"]]
    n = telling.count("counted", len(keys))
    cited = [
        Citation(
            str(row.source_id),
            f"{seen.units.full_name(str(row.unit_key))}: "
            f"{STATUS[str(row.status or row.previous)].words}",
        )
        for row in records(rows)
    ]
    return Explanation(
        value=len(keys),
        counted=Group(kind, tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=(),
        formula=tell(
            "{n} = wards whose status on {start} and on {day} differs in this way, whatever lay "
            "between",
            n=n,
            start=telling.day(date.fromisoformat(start)),
            day=telling.day(seen.day),
        ),
        behind=behind(seen, cited=cited),
    )


def holding_on(asked: Question) -> Explanation:
    """Wards that held a status on another day; about: the day and the status."""
    day, status = asked.about
    return holding(replace(asked, seen=asked.on(date.fromisoformat(day)), about=(status,)))


RULES: dict[str, Rule] = {"changed": changed, "holding_on": holding_on}
