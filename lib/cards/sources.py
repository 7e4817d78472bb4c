"""The sources page: every source, what it supports, where sources differ."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.cards import phrases, telling
from lib.cards.behind import behind
from lib.cards.bodies import Body, Column, Item, List, Prose, Table
from lib.cards.card import Card, Citation
from lib.cards.explain.panel import source_list
from lib.cards.pieces import Asks, Name, Number, Piece, Said
from lib.cards.telling import tell, tell_n, words
from lib.cards.ward_phrases import met_of_total, number_name
from lib.domain import evidence
from lib.domain.names import folded
from lib.domain.rows import records
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording
from lib.words.phrases import metric, note
from lib.words.terms import N_, TABLES
from lib.words.wording import _

_MOST_IDS = 60
_MOST_LETTERS = 60  # of an identifier that is not known
_REASONS = {
    "read_whole": N_("its source was read in full"),
    "later_published": N_("its source was published later"),
    "lower": N_("it is the lower figure"),
}


def headline(seen: Situation, _view: View) -> Card:
    """How many sources, how many read whole."""
    sources = seen.table("sources")
    whole = int((sources["read_depth"] == "full").sum())
    title = words(
        tell_n(
            "{n} source, ",
            "{n} sources, ",
            telling.count("sources", len(sources), _("Sources"), Asks("sources", ("",))),
        ),
        tell(
            "{whole} of them read in full",
            whole=telling.count("whole", whole, _("read in full"), Asks("sources", ("full",))),
        ),
    )
    below = tell("Every figure leads here: publisher, title, date, link and what it supports.")
    return Card("headline", title, below)


def chosen(seen: Situation, view: View) -> Card | None:
    """The sources a number was opened from, in full."""
    ids = list(dict.fromkeys(part for part in view.source.split(",") if part))[:_MOST_IDS]
    if not ids:
        return None
    held = set(seen.table("sources")["source_id"])
    ours = [each for each in ids if each in held]
    missing = [each[:_MOST_LETTERS] for each in ids if each not in held]
    title = (
        tell_n(
            "{n} source for this figure",
            "{n} sources for this figure",
            telling.count("chosen", len(ours)),
        )
        if ours
        else tell("None of the requested sources is in this dataset")
    )
    remarks = (
        (tell("Not in the table of sources: {ids}", ids=Name(", ".join(missing))),)
        if missing
        else ()
    )
    cited = [Citation(each, _supported(seen, each)) for each in ours]
    bodies: tuple[Body, ...] = (source_list(seen, cited),) if ours else ()
    return Card("chosen", title, bodies=bodies, remarks=remarks)


def _supported(seen: Situation, source_id: str) -> str:
    """How many rows of each table cite a source."""
    rows = seen.support[seen.support["source_id"] == source_id]
    return " · ".join(
        f"{_(TABLES[row.table])}: {wording.ngettext('{n} row', '{n} rows', int(row.rows))}"
        for row in records(rows)
    )


def conflicts(seen: Situation, _view: View) -> Card:
    """Figures on which sources differ, side by side, and which one counts."""
    table = seen.conflicts
    groups = [rows for _group, rows in table.groupby("conflict", sort=False)] if len(table) else []
    bodies: list[Body] = []
    if groups:
        bodies.append(List(tuple(Item(_conflict(seen, rows)) for rows in groups)))
    reports = _conflicting_reports(seen)
    if reports:
        bodies.append(reports)
    return Card(
        "conflicts",
        tell_n(
            "Sources differ on {n} figure",
            "Sources differ on {n} figures",
            telling.count("conflicts", len(groups)),
        ),
        tell("Both figures are kept; this page counts the marked one, for the reason given."),
        tuple(bodies),
    )


def noted(seen: Situation, _view: View) -> Card | None:
    """Contradictions that the compilers of the record noted."""
    table = evidence.remarks(seen.dataset.tables)
    if table.empty:
        return None
    title = tell_n(
        "{n} contradiction noted by the compilers",
        "{n} contradictions noted by the compilers",
        telling.count("noted", len(table)),
    )
    items = tuple(
        Item(
            words(
                phrases.scope(seen, str(row.scope_key), str(row.scope_text)),
                " (",
                _source(str(row.source_id)),
                "): ",
                Name(note(str(row.note))),
            )
        )
        for row in records(table)
    )
    return Card("noted", title, bodies=(List(items),), folded=True)


def _conflict(seen: Situation, rows: pd.DataFrame) -> Said:
    first = rows.iloc[0]
    scope = phrases.scope(seen, str(first["scope_key"]), str(first["scope_text"]))
    when = telling.day(first["day"], str(first["precision"]))
    head = words(scope, " · ", Name(metric(str(first["metric"]))), " · ", when)
    return words(
        Said((head,), "strong"), *(Said((_reading(row),), "line") for row in records(rows))
    )


def _source(source_id: str) -> Name:
    return Name(source_id, source_id, "sources")


def _aside(counted: bool, reason: str) -> Said:
    if counted:
        return words("✓ ", tell("counted: {reason}", reason=_(_REASONS[reason])))
    return tell("shown, not counted", "dim")


def _reading(row: Any) -> Said:
    value: Piece = telling.count(number_name("reading", row.Index), row.value)
    value = Said((value,), "strong") if row.counted else value
    return words(value, " ", _source(str(row.source_id)), " ", _aside(row.counted, str(row.reason)))


def _conflicting_reports(seen: Situation) -> List | None:
    """Reports of one ward on one day that differ; the lower one counts."""
    table = seen.conflicting_reports
    if table.empty:
        return None
    groups = [rows for _place, rows in table.groupby(["unit_key", "day"], sort=False)]
    head = tell_n(
        "Reports of {n} ward on one day differ",
        "Reports of {n} wards on one day differ",
        telling.count("differing_reports", len(groups)),
    )
    return List(tuple(Item(_reports(seen, rows)) for rows in groups), head)


def _reports(seen: Situation, rows: pd.DataFrame) -> Said:
    first = rows.iloc[0]
    unit = telling.unit(seen.units, str(first["unit_key"]), seen.day, strong=True)
    lines = []
    for row in records(rows):
        met = met_of_total(number_name("report", row.Index), row.criteria_met, row.criteria_total)
        told = (telling.chip(str(row.status)), *((" ", met) if met else ()))
        aside = _aside(row.counted, "lower")
        lines.append(words(*told, " ", _source(str(row.source_id)), " ", aside, look="line"))
    when = telling.day(first["day"], str(first["day_precision"]))
    return words(unit, " · ", when, *lines)


def every(seen: Situation, view: View) -> Card:
    """All sources, to sort and search, with what each supports."""
    sources = seen.table("sources")
    if view.find.strip():
        texts = sources["publisher"] + " " + sources["title"] + " " + sources["source_id"]
        hits = texts.map(folded).str.contains(folded(view.find), regex=False)
        sources = sources[hits.astype(bool)]
    used = seen.support.groupby("source_id")["rows"].sum()
    columns = (
        Column("id", _("Source"), width=80),
        Column("publisher", _("Publisher"), width=230),
        Column("title", _("Title"), width=470),
        Column("published", _("Published"), kind="day"),
        Column("depth", _("Read")),
        Column("rows", _("Rows"), _("Rows citing this source"), kind="number", width=80),
        Column("url", _("Address"), kind="link"),
    )
    rows = tuple(_row(row, int(used.get(row.source_id, 0))) for row in records(sources))
    body: Body = (
        Table(columns, rows, sortable=True)
        if rows
        else Prose((tell("No source matches this filter."),), "empty")
    )
    cited = int((used.reindex(sources["source_id"]).fillna(0) > 0).sum())
    title = tell(
        "{cited} of {n} sources are cited in the tables",
        cited=telling.count("cited", cited),
        n=telling.count("listed", len(sources)),
    )
    return Card("sources", title, bodies=(body,), behind=behind(seen))


def _row(row: Any, used: int) -> tuple[Piece | None, ...]:
    published: Piece = (
        tell("not known")
        if pd.isna(row.published_on)
        else telling.day(row.published_on, str(row.published_on_precision))
    )
    whole = row.read_depth == "full"
    rows: Number = telling.count(
        number_name("rows", row.source_id), used, asks=Asks("supported", (str(row.source_id),))
    )
    return (
        _source(str(row.source_id)),
        Name(str(row.publisher)),
        Name(str(row.title)),
        published,
        _("read in full") if whole else _("read in part"),
        rows,
        Name(str(row.url), str(row.url), "web") if str(row.url).startswith("http") else None,
    )
