"""Which cards each page has, in their order: for exports, scenes and tests.

The pages lay the same cards out on the screen; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Callable

from lib.cards import events, overview, rollout, targets, timeline
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
        rollout.curve,
        overview.unknowns,
    ),
    "timeline": (
        timeline.headline,
        timeline.days,
        rollout.progress,
        timeline.outlook,
        events.events,
        targets.targets,
        targets.without_target,
    ),
}


def cards(page: str, seen: Situation, view: View) -> list[Card]:
    """The cards of a page that have something to tell."""
    made = (make(seen, view) for make in PAGES[page])
    return [card for card in made if card is not None]
