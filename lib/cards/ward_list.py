"""The wards with a report: to open one, or to put one beside others."""

from __future__ import annotations

from typing import Literal

from lib.cards import counts, telling
from lib.cards.behind import behind
from lib.cards.bodies import Column, Prose, Table
from lib.cards.card import Card
from lib.cards.pieces import Name, Piece, Said
from lib.cards.strengths import strength_told
from lib.cards.telling import tell, tell_n
from lib.cards.ward import has_page
from lib.cards.ward_phrases import dated_count, report_day
from lib.domain.names import sort_key
from lib.domain.rows import rows_by_key
from lib.domain.statuses import RANK
from lib.situation.comparison import picked
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.phrases import wave_name
from lib.words.wording import _


def headline(seen: Situation, view: View) -> Card | None:
    """What to do; for a unit that is no ward, that it is none."""
    if has_page(seen, view.ward):
        return None
    bodies: tuple[Prose, ...] = ()
    if view.ward:
        name = telling.unit(seen.units, view.ward, seen.day)
        bodies = (Prose((tell("{name} is not a ward; choose one.", name=name),), "note"),)
    return Card(
        "headline",
        tell("Choose a ward to see everything known about it"),
        tell("Search for an old or new name, or choose one from the list."),
        bodies,
    )


def to_open(seen: Situation, view: View) -> Card | None:
    """Wards with a report; a click opens the page of one."""
    if has_page(seen, view.ward):
        return None
    return _with_reports(seen, "ward", tell("Click a row to open its page.", "screen"))


def to_compare(seen: Situation, view: View) -> Card | None:
    """Wards with a report, while fewer than two are compared; a click puts one beside them."""
    asked = picked(seen, view.compare)
    if asked.cities or len(asked.keys) > 1:
        return None
    return _with_reports(
        seen, "compare", tell("Click a row to add it to the comparison.", "screen")
    )


def _with_reports(seen: Situation, page: Literal["ward", "compare"], below: Said) -> Card:
    """The wards with a report that the filter leaves, highest step first."""
    if seen.statuses.empty:
        widen = tell("Widen the filter or choose a later date; the search finds every ward.")
        return Card("list", tell("No ward with a report matches the filter"), widen)
    units = seen.units
    rows = rows_by_key(seen.statuses, seen.statuses.index)
    order = sorted(
        rows,
        key=lambda key: (
            -RANK[str(rows[key]["status"])], sort_key(units.bare_name(key, seen.day)), key,
        ),
    )  # fmt: skip

    def row(key: str) -> tuple[Piece | None, ...]:
        newest = report_day(seen, key, rows[key]["last_report"])
        return (
            Name(units.name(key, seen.day), key, page),
            Name(units.province_name(key, seen.day)),
            telling.chip(str(rows[key]["status"])),
            strength_told(str(rows[key]["strength"]), str(rows[key]["decision_no"])),
            newest,
            dated_count(seen, key, Said((newest,)), short=True),
            Name(wave_name(str(rows[key]["wave"]))),
        )

    columns = (
        Column("ward", _("Ward")),
        Column("province", _("City, province")),
        Column("status", _("Status")),
        Column("strength", _("Recognition")),
        Column("newest", _("Newest report"), kind="day"),
        Column("criteria", _("Criteria")),
        Column("wave", _("Wave")),
    )
    return Card(
        "list",
        tell_n("{n} ward has a report", "{n} wards have a report", counts.reported(seen)),
        below,
        (Table(columns, tuple(map(row, order))),),
        behind=behind(seen, order),
    )
