"""Which cards each page has, in their order: for exports, scenes and tests.

The pages lay the same cards out on the screen; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Callable

from lib.cards import (
    briefing,
    changes,
    compare,
    compare_criteria,
    compare_differences,
    compare_reports,
    criteria,
    criteria_heat,
    criteria_lists,
    criteria_shares,
    criteria_totals,
    criteria_wording,
    districts,
    events,
    not_known,
    overview,
    rollout,
    sources,
    tables,
    targets,
    timeline,
    unnamed,
    walk,
    ward,
    ward_list,
)
from lib.cards import help as guide
from lib.cards import map as maps
from lib.cards.card import Card
from lib.situation.cache import kept_beside
from lib.situation.situation import Situation
from lib.view.view import View

Make = Callable[[Situation, View], Card | None]
"""A card of a view; None where there is nothing to tell."""

PAGES: dict[str, tuple[Make, ...]] = {
    "overview": (
        overview.headline,
        overview.figures,
        maps.reports,
        overview.milestones,
        overview.places,
        districts.per_district,
        rollout.curve,
        not_known.unknowns,
        changes.changes,
    ),
    "map": (maps.headline, maps.whole, maps.no_ward, unnamed.on_map, ward.map_card),
    "ward": (
        ward.headline,
        ward.ladder,
        ward.lineage,
        ward.events,
        ward.location,
        ward.indicators,
        ward.criteria_total,
        ward.criteria,
        ward.observations,
        ward.sources,
        ward_list.headline,
        ward_list.to_open,
    ),
    "compare": (
        compare.headline,
        ward_list.to_compare,
        compare_differences.differs,
        compare.heads,
        compare.maps,
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
    "criteria": (
        criteria.headline,
        criteria_totals.totals,
        criteria_totals.without_totals,
        criteria.figures,
        criteria_heat.heat_map,
        criteria_shares.shares,
        criteria_shares.claims,
        criteria_lists.left_out,
        criteria_shares.blocking,
        criteria_lists.nearest,
        criteria_lists.without_own,
        criteria_wording.criteria_wording,
    ),
    "briefing": (briefing.headline,),
    "help": (
        guide.headline,
        guide.pages,
        guide.numbers,
        guide.statuses,
        guide.dates,
        guide.reform,
        guide.monthly,
        guide.briefing,
    ),
    "timeline": (
        timeline.headline,
        walk.days,
        rollout.progress,
        timeline.outlook,
        events.events,
        targets.targets,
        targets.without_target,
        districts.per_district,
        unnamed.counts,
    ),
}


@kept_beside(256)
def made(seen: Situation, make: Make, view: View) -> Card | None:
    """A card, made once for all who look at the same view."""
    return make(seen, view)


def cards(page: str, seen: Situation, view: View) -> list[Card]:
    """The cards of a page that have something to tell."""
    made_cards = (made(seen, make, view) for make in PAGES[page])
    return [card for card in made_cards if card is not None]


_MAKERS: dict[tuple[str, str], Make] = {}


def card_named(page: str, name: str, seen: Situation, view: View) -> Card | None:
    """A card of a page by its name; None when that page tells nothing of the kind here.

    Args:
        page: The page.
        name: Name of the card.
        seen: The situation.
        view: What is looked at.
    """
    maker = _MAKERS.get((page, name))  # a page makes up to twenty; only one is wanted
    for make in (*((maker,) if maker else ()), *PAGES.get(page, ())):
        card = made(seen, make, view)
        if card is not None:
            _MAKERS[page, card.name] = make
            if card.name == name:
                return card
    return None
