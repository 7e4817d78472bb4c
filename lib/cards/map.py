"""The map and the finding it shows: from the country down to a ward."""

from __future__ import annotations

from dataclasses import replace

from lib.cards import counts, telling
from lib.cards.behind import behind
from lib.cards.card import Card
from lib.cards.map_body import map_body
from lib.cards.map_hidden import without
from lib.cards.map_kinds import MapBody
from lib.cards.map_small import small_maps
from lib.cards.map_time import map_time
from lib.cards.pieces import NOTHING, Asks, Name, Piece, Said
from lib.cards.telling import join, of_place, tell, tell_n
from lib.domain.units import REFORM
from lib.situation.classes_on_map import (
    BEHIND,
    SILENT,
    level_shown,
    mapped,
)
from lib.situation.situation import Situation
from lib.view.view import View


def headline(seen: Situation, view: View) -> Card:
    """The finding of the map page."""
    if seen.is_selective:
        title = _reported(seen)
    elif view.metric == "province_share" and not seen.province:
        title = tell_n(
            "{n} province has a recognised ward",
            "{n} provinces have a recognised ward",
            telling.count(
                "leading",
                int((seen.selected_provinces["recognised"] > 0).sum()),
                asks=Asks("places", ("provinces", "recognised")),
            ),
        )
    elif view.metric == "pace" and not seen.province:
        late = mapped(seen, "pace").areas
        title = tell_n(
            "{n} province is behind pace or overdue",
            "{n} provinces are behind pace or overdue",
            telling.count(
                "behind",
                sum(len(late.get(code, ())) for code in BEHIND),
                asks=Asks("on_map", ("areas", "pace", *BEHIND)),
            ),
        )
    else:
        title = _reported(seen)
    if seen.province:
        title = of_place(Name(telling.unit(seen.units, seen.scope, seen.day).words), title)
    return Card("headline", title, _outlines(seen))


def _reported(seen: Situation) -> Said:
    """How many wards have a report, or match the filter."""
    reported = counts.reported(seen)
    if seen.is_selective:
        return tell_n("{n} ward matches the filter", "{n} wards match the filter", reported)
    return tell_n("{n} ward has a report", "{n} wards have a report", reported)


def _outlines(seen: Situation) -> Said:
    """Whose outlines are drawn, and where there are none."""
    day, reform = telling.day(seen.day), telling.day(REFORM)
    if seen.after_reform:
        return tell(
            "As of {day}; generalised outlines, valid since {reform}.", day=day, reform=reform
        )
    if seen.own_outlines:
        return tell(
            "As of {day}; outlines from before {reform}, from the office's own files in {folder}.",
            day=day,
            reform=reform,
            folder=Name("geo/until2025"),
        )
    return tell(
        "As of {day}; no outlines from before {reform} are public: wards are shown as points; "
        "the faint lines are today's boundaries.",
        day=day,
        reform=reform,
    )


def whole(seen: Situation, view: View) -> Card:
    """The map of the map page, coloured as chosen."""
    missing = [key for key in seen.members() if key not in seen.layers.keys]
    n = telling.count("without_outline", len(missing), asks=Asks("without_outline"))
    body, hidden = _moving(seen, view)
    remarks = [tell("Wards without an outline: {n}", n=n)]
    if hidden:
        remarks.append(tell("Not shown on the map: {classes}", classes=join(hidden, ", ")))
    return Card(
        "map",
        NOTHING,
        bodies=(body,),
        remarks=tuple(remarks),
        behind=behind(seen, [str(key) for key in seen.statuses.index]),
        alt=str(headline(seen, view).title),
    )


def _moving(seen: Situation, view: View) -> tuple[MapBody, list[Piece]]:
    """The map with what moves it through time, and the classes that are not shown."""
    body = map_body(seen, view.metric, view.ward, view.level)
    level = level_shown(seen, view.metric, view.level)
    shown, hidden = without(body, mapped(seen, view.metric, level), view.hide)
    labels = [cls.label for cls in hidden]
    moving = replace(shown, time=map_time(seen, view, body), small=small_maps(seen, view, shown))
    return moving, labels


def reports(seen: Situation, view: View) -> Card:
    """The map of the overview: where the reports are."""
    below = (
        tell("Click a ward or a point to open it on the map page.", "screen")
        if seen.province
        else tell("Click a province or point to open it on the map page.", "screen")
    )
    return Card(
        "map",
        _where_reports_are(seen),
        below,
        (map_body(seen, "status", view.ward),),
        behind=behind(seen, [str(key) for key in seen.statuses.index]),
    )


def no_ward(_seen: Situation, view: View) -> Card | None:
    """What to do to get the card of a ward."""
    if view.ward:
        return None
    below = tell("Click a province, then a ward, or search for a name.", "screen")
    return Card("no_ward", tell("No ward is chosen", "screen"), below, idle=True)


def _where_reports_are(seen: Situation) -> Said:
    if seen.province:
        return of_place(telling.unit(seen.units, seen.scope, seen.day), _reported(seen))
    table = seen.selected_provinces
    silent = int((table["wards_with_report"] == 0).sum())
    if seen.is_selective:
        return tell_n(
            "{n} province has a ward that matches the filter",
            "{n} provinces have a ward that matches the filter",
            telling.count(
                "matching",
                len(table) - silent,
                asks=Asks("places", ("provinces", "wards_with_report")),
            ),
        )
    if not silent:
        return tell("Every province has a published report")
    return tell_n(
        "{n} province has no published report",
        "{n} provinces have no published report",
        telling.count("silent", silent, asks=Asks("on_map", ("provinces", "status", SILENT))),
    )
