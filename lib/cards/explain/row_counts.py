"""Counts of tables and rows of the dataset, explained."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.pieces import Name
from lib.cards.tables import kept_rows
from lib.cards.telling import tell
from lib.domain.rows import records
from lib.words.terms import TABLES
from lib.words.wording import _


def tables(asked: Question) -> Explanation:
    """Tables of the dataset that have rows, or all their rows; about: ``tables`` or ``rows``."""
    (what,) = asked.about
    filled = {name: len(rows) for name, rows in asked.seen.dataset.tables.items() if len(rows)}
    parts = [
        tell("{table}: {n}", table=_(TABLES[name]), n=telling.count(f"rows_{name}", rows))
        for name, rows in filled.items()
    ]
    value = len(filled) if what == "tables" else sum(filled.values())
    formula = telling.words(telling.count("counted", value), ": ", telling.join(parts, "; "))
    return Explanation(value, None, (), formula)


def kept(asked: Question) -> Explanation:
    """Observations kept without being counted; about: why (see `lib.cards.tables.kept_rows`)."""
    (why,) = asked.about
    rows = kept_rows(asked.seen)[why]
    names = tuple(
        Name(f"{row.observation_id} {row.ward_text}", str(row.source_id), "sources")
        for row in records(rows)
    )
    n = telling.count("counted", len(names))
    return Explanation(
        value=len(names),
        counted=Group(why, tell("Counted: {n}", n=n), names),
        left_out=(),
        formula=tell("{n} = rows of the table of observations", n=n),
    )


RULES: dict[str, Rule] = {"tables": tables, "kept_rows": kept}
