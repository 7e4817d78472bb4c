"""Counts of wards by their criteria, explained: named wards, the others by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from lib.cards import telling
from lib.cards.criteria_phrases import sources
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import in_force_words, names
from lib.cards.pieces import Piece, Said
from lib.cards.telling import join, tell
from lib.domain.result_codes import Kind
from lib.situation.criteria import Criteria, criteria_of
from lib.situation.criteria_standing import STANDINGS, standing
from lib.view.criteria_choice import Choice
from lib.words.terms import N_
from lib.words.wording import _

_STANDINGS = {
    "complete": N_("meet every criterion that applies"),
    "short_1": N_("one criterion short"),
    "short_2": N_("two criteria short"),
    "short": N_("more than two criteria short"),
    "blank": N_("no result to show, though an assessment is on record"),
    "none": N_("no assessment of their own"),
}
_COUNTS = {
    "assessed": STANDINGS[:4],
    "near": ("short_1", "short_2"),
    "without_result": ("blank", "none"),
}


def asked_of(asked: Question) -> tuple[Criteria, Sequence[str]]:
    """The assessments a number was counted in, and the rest of what was asked."""
    set_id, wards, result, *rest = asked.about
    return criteria_of(asked.seen, Choice(set_id, wards, cast(Kind, result))), rest


def told(code: str, keys: Sequence[str], words: Piece) -> Said:
    """How many, and why: the head of a group."""
    return tell("{n} {reason}", n=telling.count(f"out_{code}", len(keys)), reason=words)


def counted(keys: Sequence[object]) -> Said:
    """The head over what is counted."""
    return tell("Counted: {n}", n=telling.count("counted", len(keys)))


def of_wards(criteria: Criteria) -> Said:
    """Which wards are looked at."""
    if not criteria.shows_former:
        return in_force_words(criteria.seen)
    former = telling.count("former", len(criteria.former))
    return tell("Of {n} former wards that were assessed, as of their own day", n=former)


def explained(
    criteria: Criteria,
    keys: Sequence[str],
    left_out: Iterable[tuple[str, Sequence[str], str]],
    formula: Said,
) -> Explanation:
    """A count of named wards.

    Args:
        criteria: The assessments.
        keys: Wards counted.
        left_out: Code, wards and words of each reason.
        formula: How they were counted.
    """
    seen = criteria.seen
    return Explanation(
        value=len(keys),
        counted=Group("counted", counted(keys), names(seen, keys)),
        left_out=tuple(
            Group(code, told(code, others, words), names(seen, others))
            for code, others, words in left_out
            if others
        ),
        formula=formula,
        denominator=of_wards(criteria),
        behind=sources(criteria),
    )


def by_standing(asked: Question) -> Explanation:
    """Wards that stand where the number says; about: a standing, or a name of several."""
    criteria, (what,) = asked_of(asked)
    if what == "disputed":
        return _disputed(criteria)
    wanted = _COUNTS.get(what, (what,))
    inside: dict[str, list[str]] = {code: [] for code in STANDINGS}
    for key, code in standing(criteria).items():
        inside[code].append(key)
    keys = [key for code in wanted for key in inside[code]]
    reasons = [
        (code, inside[code], _(_STANDINGS[code])) for code in STANDINGS if code not in wanted
    ]
    terms = join((telling.count(f"of_{code}", len(inside[code])) for code in wanted), " + ")
    what_for = join((_(_STANDINGS[code]) for code in wanted), "; ")
    formula = tell(
        "{n} = {sum}: {what}", n=telling.count("counted", len(keys)), sum=terms, what=what_for
    )
    return explained(criteria, keys, reasons, formula)


def _disputed(criteria: Criteria) -> Explanation:
    keys = criteria.disputed
    others = [key for key in criteria.complete if key not in keys]
    formula = tell(
        "{n} = wards that report every criterion met here while the total that counts for "
        "them is lower",
        n=telling.count("counted", len(keys)),
    )
    reason = _("report every criterion met; no source says fewer")
    return explained(criteria, keys, [("agreed", others, reason)], formula)


def without_own(asked: Question) -> Explanation:
    """Wards in force that have no assessment of their own."""
    criteria, _rest = asked_of(asked)
    keys = criteria.without_own
    own = sorted(set(criteria.in_force) - set(keys))
    formula = tell(
        "{n} = {all} − {own}",
        n=telling.count("counted", len(keys)),
        all=telling.count("all", len(criteria.in_force)),
        own=telling.count("own", len(own)),
    )
    reasons = [("own", own, _("with an assessment of their own"))]
    made = explained(criteria, keys, reasons, formula)
    return replace(made, denominator=in_force_words(criteria.seen))


RULES: dict[str, Rule] = {
    "criteria_wards": by_standing,
    "criteria_without_own": without_own,
}
