"""The counts that several cards tell: the same number with the same explanation everywhere."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.pieces import Asks, Number, Said
from lib.cards.telling import tell, tell_n
from lib.situation.situation import Situation
from lib.words.terms import STATUS
from lib.words.wording import _


def holding(seen: Situation, status: str) -> Number:
    """How many wards hold a status; the same number on every card of every page."""
    label = STATUS[status].words
    if seen.narrowed.status not in ("", status):
        return telling.count(status, None, label)
    return telling.count(status, seen.counts[status], label, Asks("holding", (status,)))


def existing(seen: Situation) -> Number:
    """How many wards exist in the place on the day."""
    return telling.count("wards", seen.wards_in_force, _("Wards in total"), Asks("existing"))


def reported(seen: Situation) -> Number:
    """How many wards have a report, of the place, wave and status chosen."""
    return telling.count("with_report", len(seen.statuses), asks=Asks("holding", ("",)))


def recognised_of_choice(seen: Situation) -> Said | None:
    """The finding where a wave or a status is chosen, for which no target is set; else None."""
    n = holding(seen, "recognised")
    if n.value is None:
        return tell("The status chosen leaves recognised wards out")
    if not seen.is_selective:
        return None
    return tell_n(
        "{n} ward of the chosen wave and status is recognised",
        "{n} wards of the chosen wave and status are recognised",
        n,
    )
