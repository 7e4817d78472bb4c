"""What is not known: every kind of no value, with its count."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.bodies import Item, List
from lib.cards.card import Card
from lib.cards.counts import existing
from lib.cards.pieces import Asks, Said
from lib.cards.telling import tell
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.phrases import no_value
from lib.words.terms import NO_VALUE


def unknowns(seen: Situation, _view: View) -> Card:
    """Every kind of no-value with its count."""
    counts = seen.unknown
    numbers = {
        code: telling.count(code, counts[code], NO_VALUE[code].words, Asks("no_value", (code,)))
        for code in NO_VALUE
    }
    items = tuple(
        Item(
            telling.words(Said((NO_VALUE[code].words,), "strong"), ": ", no_value(code)),
            term=code,
            number=numbers[code],
        )
        for code in NO_VALUE
    )
    title = tell(
        "What is not known: no source mentions {n} of {wards} wards",
        n=numbers["no_report"],
        wards=existing(seen),
    )
    return Card("unknown", title, bodies=(List(items),))
