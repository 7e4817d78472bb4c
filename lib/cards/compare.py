"""Compare: two to five wards or cities side by side, same rows, same scales."""

from __future__ import annotations

from lib.cards import compare_cities, compare_wards, telling
from lib.cards.bodies import Column, Table
from lib.cards.card import Card
from lib.cards.compare_phrases import (
    Row,
    chosen,
    city_count,
    sources,
    told,
)
from lib.cards.outlines import outlines
from lib.cards.pieces import NOTHING, Asks, Said
from lib.cards.telling import tell, tell_n
from lib.cards.ward_phrases import place_of, status_chip, status_of
from lib.domain.city_comparison import leader
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.terms import STATUS
from lib.words.wording import _


def headline(seen: Situation, view: View) -> Card:
    """The finding; without a choice, what to do."""
    comparison = chosen(seen, view)
    if comparison is None:
        return Card(
            "headline",
            tell("Choose two to five wards, or two to five cities, to compare"),
            tell("Search by name, use the five pilot wards, or press “+ Compare” on the map."),
        )
    below = (
        tell("Choose at least one more: search, or pick a similar one.")
        if len(comparison.keys) == 1
        else tell(
            "As of {day}. The same rows and scales in every column.", day=telling.day(seen.day)
        )
    )
    return Card(
        "headline", (_of_cities if comparison.cities else _of_wards)(seen, comparison.keys), below
    )


def maps(seen: Situation, view: View) -> Card | None:
    """The units in their outlines, all at the same scale."""
    comparison = chosen(seen, view)
    if comparison is None:
        return None
    drawn = outlines(seen, comparison.keys)
    title = tell(
        "All {n} are drawn at the same scale", n=telling.count("drawn", len(comparison.keys))
    )
    return Card("maps", title, tell("generalised"), (drawn,))


def _of_cities(seen: Situation, keys: tuple[str, ...]) -> Said:
    wards = {key: int(seen.provinces["recognised"].get(key, 0)) for key in keys}
    n = telling.count("compared", len(keys))
    most = max(wards, key=lambda key: wards[key])
    number = city_count(seen, most, "recognised", wards[most])
    if len(keys) == 1:
        place = telling.unit(seen.units, most, seen.day)
        return tell_n(
            "{place}: {n} ward recognised", "{place}: {n} wards recognised", number, place=place
        )
    if not wards[most]:
        return tell("None of the {all} compared has a recognised ward", all=n)
    top = leader(wards)
    if top is None:
        return tell(
            "No place leads: the highest number of recognised wards among the {all} compared "
            "is {n}",
            n=number,
            all=n,
        )
    return tell_n(
        "{place}: {n} ward recognised, the most of the {all} compared",
        "{place}: {n} wards recognised, the most of the {all} compared",
        number,
        place=telling.unit(seen.units, top, seen.day),
        all=n,
    )


def _of_wards(seen: Situation, keys: tuple[str, ...]) -> Said:
    statuses = [status_of(seen, key) for key in keys]
    only_complete = "recognised" not in statuses and "reported_complete" in statuses
    status = "reported_complete" if only_complete else "recognised"
    k = telling.count(
        status,
        statuses.count(status),
        STATUS[status].words,
        Asks("compared_status", (status, *keys)),
    )
    n = telling.count("compared", len(keys))
    if only_complete:
        return tell(
            "{k} of {n} wards compared report all criteria met; no recognition is on record",
            k=k,
            n=n,
        )
    return tell("{k} of {n} wards compared are recognised", k=k, n=n)


def heads(seen: Situation, view: View) -> Card | None:
    """Names of the columns; they stay in sight while the page scrolls."""
    comparison = chosen(seen, view)
    if comparison is None:
        return None
    label = _("Cities and provinces") if comparison.cities else _("Wards")
    row: Row = (label, *(_head(seen, key, comparison.cities) for key in comparison.keys))
    body = Table(tuple(Column(name, "") for name in ("row", *comparison.keys)), (row,), even=True)
    return Card("heads", NOTHING, bodies=(body,))


def _head(seen: Situation, key: str, cities: bool) -> Said:
    name = telling.unit(seen.units, key, seen.day, full=False, strong=True)
    if cities:
        return Said((name,))
    return told(name, place_of(seen, key), status_chip(seen, key))


def ladder(seen: Situation, view: View) -> Card | None:
    """How far each has come."""
    comparison = chosen(seen, view)
    if comparison is None:
        return None
    title = (_of_cities if comparison.cities else _of_wards)(seen, comparison.keys)
    if comparison.cities:
        below = tell("Bars: share of the wards that existed on the as-of date.")
    else:
        below = tell("Titles are never carried over to a successor ward here.")
    bodies = (compare_cities if comparison.cities else compare_wards).ladder(seen, comparison)
    return Card("ladder", title, below, bodies, behind=sources(seen, comparison))
