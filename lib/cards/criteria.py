"""Criteria: the finding of the day and the large numbers."""

from __future__ import annotations

from lib.cards import criteria_totals, telling
from lib.cards.bodies import Body, Figures, Prose, Tile
from lib.cards.card import Card
from lib.cards.criteria_phrases import here, left_out_count, share, sources, wards, with_results
from lib.cards.pieces import Name, Said
from lib.cards.telling import tell, tell_n
from lib.situation.criteria import Criteria, criteria_of
from lib.situation.situation import Situation
from lib.view.criteria_choice import BOTH, IN_FORCE
from lib.view.view import View
from lib.words.terms import N_, STATUS
from lib.words.wording import _


def headline(seen: Situation, view: View) -> Card:
    """The finding of the day, and which wards, set and day it speaks of."""
    criteria = criteria_of(seen, view.criteria)
    if not criteria.is_published:
        return criteria_totals.headline(criteria)
    if criteria.rows.empty:
        return _nothing(criteria)
    title = tell_n(
        "{share} of the assessed results are “met”; {n} ward is only one or two criteria short",
        "{share} of the assessed results are “met”; {n} wards are only one or two criteria short",
        wards(criteria, "near", len(criteria.nearest), _("One or two criteria short")),
        share=share(criteria, "met", _share_met(criteria)),
    )
    day, set_told = telling.day(seen.day), Said((Name(criteria.set_id),))
    if len(criteria.left_out):
        compared = tell_n(
            " (the {n} criterion comparable in all sets, {left} left out)",
            " (the {n} criteria comparable in all sets, {left} left out)",
            telling.count("comparable", len(criteria.by_criterion)),
            left=left_out_count(criteria),
        )
        set_told = telling.words(set_told, compared)
    if not criteria.shows_former:
        below = tell(
            "As of {day}, criteria set {set}: the latest assessment of each current ward.",
            day=day,
            set=set_told,
        )
        return Card("headline", here(seen, title), below)
    below = tell(
        "Former wards, each as of its own day (newest {newest}), criteria set {set}. "
        "Their results are not carried over to today's wards.",
        newest=telling.day(criteria.judged["as_of"].max()),
        set=set_told,
    )
    bodies: tuple[Body, ...] = ()
    if criteria.choice.wards == IN_FORCE:
        words = tell(
            "No current ward has an assessment of its own by this date; former wards are "
            "shown as of their own day."
        )
        bodies = (Prose((words,), "note"),)
    return Card("headline", here(seen, title), below, bodies)


def _share_met(criteria: Criteria) -> float | None:
    met, judged = _judged(criteria)
    return met / judged if judged else None


def _judged(criteria: Criteria) -> tuple[int, int]:
    """Results “met”, and those “met” or “not met”."""
    met = int(criteria.results["met"])
    return met, met + int(criteria.results["not_met"])


def _nothing(criteria: Criteria) -> Card:
    """Why there is nothing to show for this date, place and set, and what to do."""
    seen, first = criteria.seen, criteria.first_day
    if first is not None and first.date() > seen.day:
        set_id = criteria.choice.set_id
        words = tell(
            "The first assessment ({set}) dates from {day}; choose that date or a later one.",
            set=Name(set_id) if set_id not in ("", BOTH) else _("any set"),
            day=telling.day(first),
        )
    elif seen.narrowed.status:
        words = tell(
            "No ward with the status “{status}” is assessed here; choose all statuses, another "
            "wave or the whole country.",
            status=STATUS[seen.narrowed.status].words,
        )
    else:
        words = tell(
            "None of the {n} wards here has a result in this set; choose another set, wave or "
            "place, or the whole country.",
            n=telling.count("in_force", len(criteria.in_force)),
        )
    return Card(
        "headline",
        here(seen, tell("No assessment matches the filter")),
        tell("As of {day}.", day=telling.day(seen.day)),
        (Prose((words,), "empty"),),
    )


def figures(seen: Situation, view: View) -> Card | None:
    """Four large numbers: assessed, met, complete, nearly complete."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    met, judged = _judged(criteria)
    inspected = criteria.choice.result == "inspected"
    shown = wards(
        criteria,
        "assessed",
        int((criteria.totals["assessed"] > 0).sum()),
        _("Wards inspected") if inspected else _("Wards assessed"),
    )
    among = (
        N_("of {wards} current wards; {n} not inspected")
        if inspected
        else N_("of {wards} current wards; {n} without a result")
    )
    below = tell("former wards, as of their own day")
    if not criteria.shows_former:
        silent = wards(criteria, "without_result", len(criteria.without_result))
        below = tell(among, wards=telling.count("in_force", len(criteria.in_force)), n=silent)
    complete = wards(criteria, "complete", len(criteria.complete), _("Wards meeting all criteria"))
    near = wards(criteria, "near", len(criteria.nearest), _("One or two criteria short"))
    tiles = (
        Tile(shown, below),
        Tile(
            share(criteria, "met", _share_met(criteria)),
            tell(
                "{met} of {judged} results",
                met=telling.count("met_results", met),
                judged=telling.count("judged_results", judged),
            ),
        ),
        Tile(complete, tell("according to inspection") if inspected else _claimed(criteria)),
        Tile(near, tell("wards closest to completion")),
    )
    return Card("figures", Said(), bodies=(Figures(tiles),), behind=sources(criteria))


def _claimed(criteria: Criteria) -> Said:
    """What a claim of all criteria is worth, and for how many another source says less."""
    if len(criteria.left_out):
        return tell(
            "self-reported; the {n} comparable criteria",
            n=telling.count("comparable", len(criteria.criteria)),
        )
    if not criteria.disputed:
        return tell("self-reported; not a recognition")
    return tell(
        "self-reported; for {n} another source says fewer",
        n=wards(criteria, "disputed", len(criteria.disputed)),
    )
