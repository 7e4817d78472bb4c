"""The overview: the sentence of the day, large numbers, places, what comes, what is not known."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.cards import phrases, telling, unnamed
from lib.cards.behind import behind
from lib.cards.bodies import BarPart, BarRow, Bars, Figures, Item, List, Prose, Tile
from lib.cards.card import Card, Citation
from lib.cards.counts import existing, holding
from lib.cards.pieces import NOTHING, Asks, Said
from lib.cards.strengths import numbered
from lib.cards.telling import of_place, tell, tell_n
from lib.domain.denominators import Denominator, denominators
from lib.domain.former_districts import district_overlap
from lib.domain.outlook import disagrees
from lib.domain.rows import records, row_by_key
from lib.domain.statuses import LADDER
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording
from lib.words.terms import N_, STATUS
from lib.words.wording import _

_SHOWN_PLACES = 6
_SHOWN_MILESTONES = 14
_BELOW = {
    "reported_complete": N_("no recognition seen"),
    "in_progress": N_("under way"),
    "registered": N_("selected or registered"),
}


def headline(seen: Situation, _view: View) -> Card:
    """The sentence of the day."""
    recognised = holding(seen, "recognised")
    if not len(seen.statuses):
        title = (
            tell("No ward matches the wave and status chosen")
            if seen.left_out
            else tell("No ward had a published report by this date")
        )
    elif not recognised.value:
        complete = holding(seen, "reported_complete")
        title = (
            tell(
                "No recognition of a present ward is on record; {n} report all criteria met",
                n=complete,
            )
            if seen.after_reform
            else tell("No recognition is on record yet; {n} report all criteria met", n=complete)
        )
    else:
        title = tell_n(
            "{n} ward recognised according to published sources, {k} of them by a numbered "
            "decision; newest report: {when}",
            "{n} wards recognised according to published sources, {k} of them by a numbered "
            "decision; newest report: {when}",
            recognised,
            k=numbered(seen),
            when=phrases.report_day(seen, seen.newest),
        )
    if seen.scope != "national":
        title = of_place(telling.unit(seen.units, seen.scope, seen.day), title)
    sources = telling.count("sources_known", seen.sources_known)
    said = (
        tell_n("{n} invented source", "{n} invented sources", sources)
        if seen.dataset.synthetic
        else tell_n("{n} public source", "{n} public sources", sources)
    )
    day = telling.day(seen.day)
    below = (
        tell(
            "As of {day}, from {sources}. There are {wards} wards here.",
            day=day,
            sources=said,
            wards=existing(seen),
        )
        if seen.province
        else tell(
            "As of {day}, from {sources}. The country has {wards} wards in "
            "{provinces} provinces and cities.",
            day=day,
            sources=said,
            wards=existing(seen),
            provinces=telling.count("provinces", len(seen.provinces)),
        )
    )
    if others := unnamed.sentence(seen):
        below = telling.words(below, " ", others)
    return Card("headline", title, below)


def figures(seen: Situation, _view: View) -> Card:
    """Six large numbers."""
    tiles = []
    for status in reversed(LADDER[1:]):
        number = holding(seen, status)
        below = tell("filtered out") if number.value is None else _below(seen, status)
        tiles.append(Tile(number, below, status))
    published = denominators(
        seen.units, seen.table("targets"), seen.table("counts"), seen.day, seen.scope
    ).published
    newest = max(published, key=lambda row: row.day or date.min) if published else None
    told = _published(newest) if newest else tell("no published total")
    tiles.append(Tile(existing(seen), told))
    tiles.append(_places_tile(seen))
    cited = [
        Citation(row.source_id, f"{wording.number(row.value)} ({wording.day(row.day)})")
        for row in published
    ]
    keys = [str(key) for key in seen.statuses.index]
    return Card(
        "figures", Said(), bodies=(Figures(tuple(tiles)),), behind=behind(seen, keys, cited)
    )


def _below(seen: Situation, status: str) -> Said:
    if status == "recognised" and not seen.counts[status]:
        return tell("as published")
    if status == "recognised":
        return tell("{k} by a numbered decision", k=numbered(seen))
    return tell(_BELOW[status])


def _published(total: Denominator) -> Said:
    """A total of wards as a source printed it, with the day it speaks of."""
    n = telling.count("wards_published", total.value)
    if total.day is None:
        return tell("published: {n}, no date", n=n)
    return tell("published: {n} ({day})", n=n, day=telling.day(total.day))


def _places_tile(seen: Situation) -> Tile:
    level = "districts" if seen.province else "provinces"
    table = seen.districts if seen.province else seen.selected_provinces
    label = _("Districts with reports") if seen.province else _("Provinces with reports")
    of = (
        (_("former districts") if seen.after_reform else _("districts"))
        if seen.province
        else _("cities and provinces")
    )
    number = telling.count(
        "with_reports",
        int((table["wards_with_report"] > 0).sum()),
        label,
        Asks("places", (level, "wards_with_report")),
    )
    total = telling.count("places", len(table))
    return Tile(number, tell("of {n} {what}", n=total, what=of))


def places(seen: Situation, _view: View) -> Card:
    """Provinces (or districts of the chosen one) by wards recognised, with bars and pace."""
    table = seen.districts if seen.province else seen.selected_provinces
    order = ["recognised", "reported_complete", "in_progress", "registered"]
    shown = table[table["wards_with_report"] > 0].sort_values(order, ascending=False)
    below = (
        tell(
            "Bar: share of the wards that existed on the as-of date. A recognised ward that has "
            "been merged counts where it was, as long as no source mentions its successor."
        )
        if seen.after_reform
        else tell("Bar: share of the wards that existed on the as-of date.")
    )
    keys = [str(key) for key in shown.index[:_SHOWN_PLACES]]
    left = len(shown) - len(keys)
    remarks = []
    if left:
        remarks.append(tell("and {n} more with reports", n=telling.count("more_places", left)))
    remarks += _overlap(seen)
    body: Bars | Prose = Bars(tuple(_place_row(seen, key, table) for key in keys), _heads(seen))
    if shown.empty:
        body = Prose(
            (
                tell("No place here has a ward of the wave and status chosen.")
                if seen.is_selective
                else tell(
                    "No place here has a published report by this date; choose a later date."
                ),
            ),
            "empty",
        )
    return Card(
        "places",
        _places_title(seen, shown),
        below,
        (body,),
        tuple(remarks),
        behind(seen, [str(key) for key in seen.statuses.index]),
    )


def _overlap(seen: Situation) -> list[Said]:
    """By how many the rows of former districts add up to more than the recognised wards."""
    if not seen.province or seen.district or not seen.after_reform:
        return []
    held = seen.statuses.index[seen.statuses["status"] == "recognised"]
    overlap = district_overlap(seen.units, seen.province, seen.day, held)
    if not overlap.twice:
        return []
    return [
        tell(
            "Former districts overlap: a ward formed from several of them counts in each. The rows "
            "of all districts add up to {counted}; recognised wards: {n}.",
            counted=telling.count("rows_add_up", overlap.counted),
            n=telling.count("in_districts", overlap.units),
        )
    ]


def _places_title(seen: Situation, shown: pd.DataFrame) -> Said:
    level = "districts" if seen.province else "provinces"
    leading = telling.count(
        "leading",
        int((shown["recognised"] > 0).sum()),
        asks=Asks("places", (level, "recognised")),
    )
    if seen.province:
        return tell_n(
            "{n} district has a recognised ward", "{n} districts have a recognised ward", leading
        )
    return tell_n(
        "{n} province has a recognised ward", "{n} provinces have a recognised ward", leading
    )


def _heads(seen: Situation) -> tuple[str, ...]:
    where = _("City, province")
    if seen.province:
        where = _("Former district") if seen.after_reform else _("District")
    heads = (where, _("Progress"), _("Recognised / wards"))
    return heads if seen.province else (*heads, _("Pace"))


def _place_row(seen: Situation, key: str, table: pd.DataFrame) -> BarRow:
    row = row_by_key(table, key)
    total = max(int(row["wards_total"]), 1)
    parts = tuple(
        BarPart(
            int(row[code]) / total, code, f"{STATUS[code].words}: {wording.number(int(row[code]))}"
        )
        for code in reversed(LADDER[1:])
    )
    code = key.partition("-")[2]
    scope = Asks("holding_in", (key, "recognised"))
    words = telling.words(
        Said((telling.count(f"recognised_{code}", int(row["recognised"]), asks=scope),), "strong"),
        " / ",
        telling.count(f"wards_{code}", int(row["wards_total"])),
    )
    name = telling.unit(seen.units, key, seen.day, full=False, strong=True)
    standing = NOTHING if seen.province else _standing(seen, key)
    label = telling.words(name, unnamed.beside(seen, key))
    return BarRow(label, parts, words, standing)


def _standing(seen: Situation, province: str) -> Said:
    """Pace label of a province, with the outlook where the two point different ways."""
    label, outlook = seen.pace_label(province), seen.outlook(province)
    chip = telling.chip(label)
    if outlook is None or not disagrees(label, outlook):
        return Said((chip,))
    return Said((chip, Said((telling.chip(outlook),), "line")))


def milestones(seen: Situation, _view: View) -> Card:
    """The next dated events and targets."""
    table = seen.agenda.head(_SHOWN_MILESTONES)
    n = telling.count("coming", len(seen.agenda))
    items = tuple(
        Item(phrases.milestone(seen, row), telling.day(row.day, row.precision))
        for row in records(table)
    )
    left = len(seen.agenda) - len(table)
    further = (
        tell("and {n} more; see the timeline for all", n=telling.count("more", left))
        if left
        else Said()
    )
    cited = [
        Citation(str(source), str(phrases.milestone(seen, row)))
        for row in records(table)
        for source in row.sources
    ]
    body = List(items, further=further) if items else Prose((tell("None on record."),), "empty")
    return Card(
        "next",
        tell_n("{n} upcoming target or event", "{n} upcoming targets and events", n),
        bodies=(body,),
        behind=behind(seen, cited=cited),
    )
