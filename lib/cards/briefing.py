"""The sentence of the page of briefings."""

from __future__ import annotations

from lib.cards.card import Card
from lib.cards.telling import tell
from lib.situation.situation import Situation
from lib.view.view import View


def headline(_seen: Situation, _view: View) -> Card:
    """What the page is for."""
    return Card(
        "headline",
        tell("Briefing: cards of all pages, one after the other"),
        tell(
            "Put together, present, download. A briefing keeps the data it was made from, "
            "so its numbers stay as presented."
        ),
    )
