"""Kinds of events: what each is called, and the mark it has on a time axis."""

from __future__ import annotations

from dataclasses import dataclass

from lib.words import colours
from lib.words.terms import N_
from lib.words.wording import _


@dataclass(frozen=True)
class EventKind:
    """Looks of one kind of event: words, Plotly symbol, colour."""

    message: str
    symbol: str
    colour: str = "#33628f"


KINDS = {
    "plan": EventKind(N_("Plan"), "circle"),
    "regulation": EventKind(N_("Regulation"), "square"),
    "resolution": EventKind(N_("Resolution"), "hexagon"),
    "workshop": EventKind(N_("Workshop"), "pentagon"),
    "conference": EventKind(N_("Conference"), "triangle-up"),
    "pilot_start": EventKind(N_("Pilot start"), "triangle-right"),
    "replication": EventKind(N_("Rollout"), "cross"),
    "review": EventKind(N_("Review, inspection"), "diamond-tall"),
    "recognition": EventKind(N_("Recognition"), "star", colours.ACCENT),
    "target": EventKind(N_("Target due"), "diamond", colours.TARGET),
    "related": EventKind(N_("Related programmes"), "x", "#6c7a88"),
}


def kind_look(code: str) -> EventKind:
    """Looks of a kind; its code in words for one that is not in the list."""
    return KINDS.get(code) or EventKind(code.replace("_", " "), "circle")


def kind_words(code: str) -> str:
    """A kind of event in words."""
    return _(KINDS[code].message) if code in KINDS else kind_look(code).message


def kind_order(code: str) -> int:
    """Place of a kind among its fellows; those not in the list come last."""
    order = list(KINDS)
    return order.index(code) if code in KINDS else len(order)
