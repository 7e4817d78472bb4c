"""Where values per criterion are not published: totals met per ward, as sources give them."""

from __future__ import annotations

import pandas as pd

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.bodies import BarPart, BarRow, Bars, Column, Prose, Table
from lib.cards.card import Card
from lib.cards.criteria_phrases import asks, here
from lib.cards.pieces import Name, Number, Piece, Said
from lib.cards.telling import join, tell, tell_n
from lib.cards.ward_phrases import met_of_total
from lib.domain.names import sort_key
from lib.domain.rows import row_by_key
from lib.domain.statuses import LADDER
from lib.situation.criteria import Criteria, criteria_of
from lib.situation.published_totals import with_total, without_total
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.terms import STATUS
from lib.words.wording import _

_LISTED = 60


def _count(criteria: Criteria, name: str, value: int, label: str = "") -> Number:
    """How many wards `explain.criteria_totals` names so."""
    return telling.count(name, value, label, asks(criteria, "criteria_totals", name))


def headline(criteria: Criteria) -> Card:
    """That values per criterion are not public, and what is."""
    seen = criteria.seen
    title = tell_n(
        "Results per criterion are not published; totals are published for {n} ward",
        "Results per criterion are not published; totals are published for {n} wards",
        _count(criteria, "with_total", len(with_total(criteria))),
    )
    below = tell_n(
        "As of {day}: {n} ward has a report. The public record is too thin for a heat "
        "map; what it does say is below.",
        "As of {day}: {n} wards have a report. The public record is too thin for a heat "
        "map; what it does say is below.",
        telling.count("reported", len(seen.statuses), asks=asks(criteria, "criteria_totals", "")),
        day=telling.day(seen.day),
    )
    return Card("headline", here(seen, title), below)


def totals(seen: Situation, view: View) -> Card | None:
    """Criteria met of all, ward by ward."""
    criteria = criteria_of(seen, view.criteria)
    if criteria.is_published:
        return None
    told = with_total(criteria)
    remarks = _remarks(criteria, told)
    if told.empty:
        words = (
            tell("No ward matches the filter; choose another place, wave, status or date.")
            if seen.statuses.empty
            else tell("A status is reported but no number of criteria; see the overview.")
        )
        title = tell("No total of criteria met is published for these wards")
        return Card("totals", title, bodies=(Prose((words,), "empty"),), remarks=remarks)
    done = int((told["share_met"] >= 1).sum())
    title = (
        tell_n(
            "{n} ward reports every criterion met, {others} do not yet",
            "{n} wards report every criterion met, {others} do not yet",
            _count(criteria, "done", done),
            others=_count(criteria, "open", len(told) - done),
        )
        if done
        else tell_n(
            "The {n} ward with a published total does not yet meet every criterion",
            "None of the {n} wards with a published total meets every criterion yet",
            _count(criteria, "open", len(told)),
        )
    )
    keys = [str(key) for key in told.index]
    return Card(
        "totals",
        title,
        tell("Criteria met out of the total, as last published; sign and colour show status."),
        (Bars(tuple(_total_row(seen, key) for key in keys)),),
        remarks,
        behind(seen, keys),
    )


def _total_row(seen: Situation, key: str) -> BarRow:
    row = row_by_key(seen.statuses, key)
    met, total, status = row["criteria_met"], row["criteria_total"], str(row["status"])
    when = row["criteria_day"]
    words = telling.words(
        Said((met_of_total(f"met_{key}", met, total),), "strong"),
        " ",
        telling.chip(status, only_sign=True),
        " ",
        tell("undated") if pd.isna(when) else telling.day(when, "month"),
    )
    part = BarPart(met / total, status, STATUS[status].words)
    return BarRow(Said((_named(seen, key),)), (part,), words)


def _named(seen: Situation, key: str) -> Name:
    """A ward with its province, as it was called."""
    return Name(f"{seen.units.name(key)}, {seen.units.province_name(key)}", key, "ward")


def _remarks(criteria: Criteria, told: pd.DataFrame) -> tuple[Said, ...]:
    """What cannot be compared, and what the chosen set leaves out."""
    seen = criteria.seen
    sizes = sorted({int(each) for each in told["criteria_total"]}, reverse=True)
    lines = []
    if len(sizes) > 1 and seen.table("crosswalk").empty:
        lines.append(
            tell(
                "Totals of {sizes} criteria come from different sets. No crosswalk "
                "between them is published, so each bar shows the share within its own "
                "set.",
                sizes=join((telling.count(f"size_{size}", size) for size in sizes), _(" and ")),
            )
        )
    others = int(seen.statuses["share_met"].notna().sum()) - len(told)
    if others:
        lines.append(
            tell_n(
                "{n} ward has a total from a set of another size and is left out.",
                "{n} wards have a total from a set of another size and are left out.",
                _count(criteria, "other_size", others),
            )
        )
    return tuple(lines)


def without_totals(seen: Situation, view: View) -> Card | None:
    """Wards with a status but without a published total, by status."""
    criteria = criteria_of(seen, view.criteria)
    silent = without_total(criteria)
    if criteria.is_published or silent.empty:
        return None
    rows: list[tuple[Piece, ...]] = []
    for code in reversed(LADDER):
        keys = [str(key) for key in silent.index[silent["status"] == code]]
        if keys:
            names = sorted(
                (_named(seen, key) for key in keys), key=lambda name: sort_key(name.words)
            )
            listed = join(names[:_LISTED], "; ")
            left = telling.count(f"further_{code}", len(names) - _LISTED)
            more = ("; ", tell("and {n} more", n=left)) if len(names) > _LISTED else ()
            n = _count(criteria, f"silent_{code}", len(keys), STATUS[code].words)
            rows.append((telling.chip(code), n, telling.words(listed, *more)))
    columns = (
        Column("status", _("Status")),
        Column("wards", _("Wards"), kind="number"),
        Column("names", _("Names")),
    )
    return Card(
        "no_totals",
        tell_n(
            "{n} ward has a status but no published total",
            "{n} wards have a status but no published total",
            _count(criteria, "silent", len(silent)),
        ),
        tell("They are counted as not assessed, never as zero."),
        (Table(columns, tuple(rows)),),
        behind=behind(seen, [str(key) for key in silent.index]),
    )
