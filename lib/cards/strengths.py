"""How a recognition is known, in words: of one ward, and of several counted together."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.pieces import NOTHING, Asks, Name, Number, Said
from lib.cards.telling import tell
from lib.situation.situation import Situation
from lib.words.wording import _


def strength_told(strength: str, number: str = "") -> Said:
    """What a recognition rests on; nothing for what is none.

    Args:
        strength: One of `lib.io.tables.contracts.STRENGTHS`, or "".
        number: Number of the decision, for ``decision``.
    """
    if strength == "decision":
        return tell("Decision No. {no}", no=Name(number))
    if strength == "stated":
        return tell("stated by the source, without a number")
    return tell("said by the source, without saying by whom") if strength else NOTHING


def numbered(seen: Situation) -> Number:
    """How many of the recognitions rest on a numbered decision."""
    n = int((seen.statuses["strength"] == "decision").sum())
    label = _("Recognised by a numbered decision")
    return telling.count("numbered", n, label, Asks("of_strength", ("decision",)))
