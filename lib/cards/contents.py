"""Which cards each page has, in their order: for exports, scenes and tests.

The pages lay the same cards out on the screen; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Callable

from lib.cards import (
    compare,
    compare_criteria,
    compare_differences,
    compare_reports,
    overview,
    sources,
    tables,
)
from lib.cards.card import Card
from lib.situation.situation import Situation
from lib.view.view import View

Make = Callable[[Situation, View], Card | None]
"""A card of a view; None where there is nothing to tell."""

PAGES: dict[str, tuple[Make, ...]] = {
    "overview": (
        overview.headline,
        overview.figures,
        overview.milestones,
        overview.places,
        overview.unknowns,
    ),
    "compare": (
        compare.headline,
        compare_differences.differs,
        compare.heads,
        compare.ladder,
        compare_criteria.criteria,
        compare_reports.indicators,
        compare_reports.events,
    ),
    "data": (tables.headline, tables.left_open, tables.dictionary),
    "sources": (
        sources.headline,
        sources.chosen,
        sources.conflicts,
        sources.noted,
        sources.every,
    ),
}


def cards(page: str, seen: Situation, view: View) -> list[Card]:
    """The cards of a page that have something to tell."""
    made = (make(seen, view) for make in PAGES[page])
    return [card for card in made if card is not None]
