"""Counts of sources and of the rows that rest on them, explained."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.card import Behind, Citation
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.pieces import Name
from lib.cards.telling import tell
from lib.domain.rows import records
from lib.words.terms import TABLES
from lib.words.wording import _


def sources(asked: Question) -> Explanation:
    """Sources of the dataset; about: how much of each was read, "" for any."""
    (depth,) = asked.about
    table = asked.seen.table("sources")
    if depth:
        table = table[table["read_depth"] == depth]
    names = tuple(
        Name(f"{row.source_id} {row.title}", str(row.source_id), "sources")
        for row in records(table)
    )
    n = telling.count("counted", len(names))
    return Explanation(
        value=len(names),
        counted=Group("sources", tell("Counted: {n}", n=n), names),
        left_out=(),
        formula=tell("{n} = rows of the table of sources", n=n),
    )


def supported(asked: Question) -> Explanation:
    """Rows of all tables that rest on a source; about: the source."""
    (source_id,) = asked.about
    support = asked.seen.support
    mine = support[support["source_id"] == source_id]
    parts = tuple(
        Group(
            str(row.table),
            tell(
                "{table}: {n}",
                table=_(TABLES[row.table]),
                n=telling.count(f"rows_{row.table}", int(row.rows)),
            ),
            (),
        )
        for row in records(mine)
    )
    total = int(mine["rows"].sum())
    return Explanation(
        value=total,
        counted=None,
        left_out=(),
        formula=telling.words(
            telling.count("counted", total), " = ", telling.join([p.told for p in parts], " + ")
        ),
        behind=Behind((source_id,), (), (Citation(source_id),)),
    )


RULES: dict[str, Rule] = {"sources": sources, "supported": supported}
