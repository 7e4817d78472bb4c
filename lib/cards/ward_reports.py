"""What each source says of a ward, and the sources of its page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from lib.cards import telling
from lib.cards.bodies import Column, Table
from lib.cards.card import Card, Citation
from lib.cards.explain.panel import source_list
from lib.cards.pieces import NOTHING, Asks, Name, Piece, Said
from lib.cards.strengths import strength_told
from lib.cards.telling import tell, tell_n, words
from lib.cards.ward_phrases import number_name
from lib.domain import chronicles
from lib.domain.rows import records
from lib.domain.statuses import COUNTED
from lib.situation.situation import Situation
from lib.words.phrases import note, wave_name
from lib.words.wording import _


def observations(seen: Situation, key: str) -> Card:
    """What each source says of a unit, newest first; what is later than the day is pale."""
    mine = _of(seen, key)
    if mine.empty:
        return Card("observations", tell("No source in this dataset mentions this unit"))
    counted = mine["programme"].astype(str) == COUNTED
    n = telling.count(
        "observations", int(counted.sum()), _("Observations"), Asks("reports", (key,))
    )
    related = int((~counted).sum())
    below = (
        tell_n(
            "{n} more is from a related programme: shown, never counted.",
            "{n} more are from a related programme: shown, never counted.",
            telling.count("related", related),
        )
        if related
        else tell("What each source says, newest first; rows after the as-of date are greyed out.")
    )
    ordered = mine.sort_values(["as_of", "observation_id"], ascending=False, na_position="last")
    columns = (
        Column("day", _("Date of the figure"), kind="day"),
        Column("status", _("Status")),
        Column("criteria", _("Criteria")),
        Column("wave", _("Wave")),
        Column("recognised", _("Recognised on"), kind="day"),
        Column("decision", _("Decision")),
        Column("source", _("Source")),
        Column("note", _("Remark")),
    )
    table = Table(columns, tuple(_row(seen, row) for row in records(ordered)))
    title = tell_n("{n} observation is on record", "{n} observations are on record", n)
    return Card("observations", title, below, (table,))


def _of(seen: Situation, key: str) -> pd.DataFrame:
    table = seen.table("observations")
    return table[table["unit_key"].astype(str) == key]


def _row(seen: Situation, row: Any) -> tuple[Piece | None, ...]:
    told = row.as_of if pd.notna(row.as_of) else row.recognised_on
    day: Piece = (
        telling.day(row.as_of, str(row.as_of_precision)) if pd.notna(row.as_of) else tell("undated")
    )
    related = str(row.programme) != COUNTED
    cells: list[Piece] = [
        day,
        words(telling.chip(str(row.status)), *((" (", tell("related programme"), ")") * related)),
        _count(row),
        Name(wave_name(str(row.wave))),
        telling.day(row.recognised_on) if pd.notna(row.recognised_on) else NOTHING,
        _decision(seen, row),
        Name(str(row.source_id), str(row.source_id), "sources"),
        Name(note(str(row.note))),
    ]
    if pd.notna(told) and told > pd.Timestamp(seen.day):
        cells = [Said((cell,), "dim") for cell in cells]
    return tuple(cells)


def _decision(seen: Situation, row: Any) -> Said:
    """Number of the decision; of a recognition of the programme how else it is known."""
    mine = seen.dated.loc[seen.dated["observation_id"] == str(row.observation_id), "strength"]
    told = strength_told(str(mine.iloc[0]) if len(mine) else "", str(row.decision_no))
    return told or Said((Name(str(row.decision_no)),))


def _count(row: Any) -> Said:
    """Criteria met of all as printed: either number can be missing."""
    if pd.isna(row.criteria_met) and pd.isna(row.criteria_total):
        return NOTHING
    name = number_name(row.observation_id)
    both = {"met": row.criteria_met, "total": row.criteria_total}
    met, total = (
        telling.count(f"{name}_{part}", None if pd.isna(value) else int(value))
        for part, value in both.items()
    )
    return Said((met, "/", total))


def sources(seen: Situation, key: str) -> Card:
    """Every source of the page."""
    used = [
        *_of(seen, key)["source_id"].astype(str),
        *(
            each.source_id
            for each in chronicles.scope_events(seen.table("milestones"), (key,), seen.day)
        ),
        *seen.table("indicators").query("scope_key == @key")["source_id"].astype(str),
    ]
    ids = list(dict.fromkeys(used))
    if not ids:
        return Card("sources", tell("No source supports this page yet"))
    title = tell_n(
        "This page rests on {n} source",
        "This page rests on {n} sources",
        telling.count("sources", len(ids)),
    )
    listed = source_list(seen, [Citation(each) for each in ids])
    return Card("sources", title, bodies=(replace(listed, head=NOTHING),))
