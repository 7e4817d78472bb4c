"""The ward book: an overview map, an index, and a page for every ward of a province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.briefing.sheets import sheet
from lib.cards import map as maps
from lib.cards import overview, ward
from lib.cards.bodies import Body, Item, List
from lib.cards.card import Card
from lib.cards.map_kinds import MapBody
from lib.cards.pieces import NOTHING, Name, Said
from lib.cards.shapes import Lineage
from lib.cards.telling import tell
from lib.cards.ward_phrases import status_chip, status_of
from lib.domain.names import sort_key
from lib.draw import lineage, typst
from lib.draw.paper.chapters import Chapter
from lib.draw.sheet import Progress
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.wording import _

_LEFT = (ward.headline, ward.ladder, ward.events, ward.criteria_total, ward.indicators)
_RIGHT = (ward.location,)
_BELOW = (ward.criteria, ward.lineage)
"""Cards of the page of a ward."""
_CARDS = 0.7  # of the time; the rest sets the pages


def units(seen: Situation) -> list[str]:
    """The units of the book: all of commune level in the place chosen, by name."""
    keys = [str(key) for key in seen.members(kinds=None)]
    return sorted(keys, key=lambda key: sort_key(seen.units.bare_name(key)))


def ward_book(
    seen: Situation, view: View, paper: str = "a4", progress: Progress | None = None
) -> bytes:
    """The book of the province of a view as PDF.

    Args:
        seen: The situation, narrowed to the province.
        view: What is looked at.
        paper: As `lib.draw.typst.pdf`.
        progress: Told the name of each unit; may raise to cancel.
    """
    say = progress or (lambda _step, _done: None)
    keys = units(seen)
    place = Name(seen.units.full_name(seen.scope, seen.day))
    chapters = [Chapter(str(tell("{place}: overview", place=place)), _overview(seen, view, keys))]
    for number, key in enumerate(keys):
        name = seen.units.full_name(key, seen.day)
        say(name, _CARDS * number / len(keys))
        of_ward = view.but(page="ward", ward=key, district="")
        left, right, below = (
            [_plain(card) for make in makes if (card := make(seen, of_ward))]
            for makes in (_LEFT, _RIGHT, _BELOW)
        )
        is_known = bool(status_of(seen, key))
        silent = [
            c for c in (*left, *below) if _is_silent(c) or (c.name == "ladder" and not is_known)
        ]
        if silent:
            left = [*(card for card in left if card not in silent), _unknown(silent)]
            below = [card for card in below if card not in silent]
        chapters.append(
            Chapter(
                f"{number + 1}. {name}",
                tuple(below),
                alone=True,
                is_fitted=True,
                halves=(tuple(left), tuple(right)),
                aside=Said((status_chip(seen, key),)),
            )
        )
    cards = [
        card for chapter in chapters for group in (*chapter.halves, chapter.cards) for card in group
    ]
    title = _("Ward book: {place}", place=place.words)
    carried = sheet(seen, view.but(page="map"), cards, title)
    return typst.book(
        chapters,
        carried,
        paper,
        lambda step, done: say(step, _CARDS + (1 - _CARDS) * done),
        index=_("Index"),
    )


def _plain(card: Card) -> Card:
    """A card as it stands on the page of a ward: its name heads the page, its kin are listed."""
    if card.name == "headline":
        return replace(card, title=NOTHING, name="place")
    kin = tuple(lineage.lists(body) for body in card.bodies if isinstance(body, Lineage))
    return replace(card, bodies=kin) if kin else card


def _is_silent(card: Card) -> bool:
    """Whether a card has no more than a title, which says that nothing is known."""
    return bool(card.title) and (card.tells_nothing or not card.bodies)


def _unknown(silent: Sequence[Card]) -> Card:
    """What is not known of a unit, line by line instead of a heading each."""
    return Card(
        "unknown", tell("What is not known"), bodies=(List(tuple(Item(c.title) for c in silent)),)
    )


def _overview(seen: Situation, view: View, keys: list[str]) -> tuple[Card, ...]:
    """The map with the number of each unit, and the figures of the province."""
    whole = maps.whole(seen, view.but(page="map", ward="", metric="status"))
    bodies: list[Body] = []
    for body in whole.bodies:
        if isinstance(body, MapBody):
            spots = [(n, seen.position(key)) for n, key in enumerate(keys, 1)]
            numbers = tuple((*spot, str(n), "") for n, spot in spots if spot)
            bodies.append(replace(body, labels=(*body.labels, *numbers)))
        else:
            bodies.append(body)
    remark = tell("The numbers on the map are those of the index.")
    made = replace(whole, bodies=tuple(bodies), remarks=(*whole.remarks, remark))
    return (overview.figures(seen, view.but(page="overview")), made)
