"""Every rule that a number can ask, and the explanation of any number.

Worked out only when a reader asks. An explanation works the value out again from what it
lists, so that a test can hold both together.
"""

from __future__ import annotations

from lib.cards.explain import (
    change_counts,
    city_counts,
    compare_counts,
    criteria_counts,
    criteria_results,
    criteria_texts,
    lineage_shares,
    map_counts,
    place_counts,
    published_counts,
    recognition_counts,
    row_counts,
    source_counts,
    target_counts,
    target_goals,
    target_paces,
    ward_counts,
    ward_reports,
)
from lib.cards.explain.explanation import Explanation, Look, Question, Rule
from lib.cards.pieces import Number
from lib.situation.situation import Situation

RULES: dict[str, Rule] = {
    **ward_counts.RULES,
    **place_counts.RULES,
    **ward_reports.RULES,
    **map_counts.RULES,
    **change_counts.RULES,
    **source_counts.RULES,
    **criteria_counts.RULES,
    **criteria_results.RULES,
    **criteria_texts.RULES,
    **recognition_counts.RULES,
    **row_counts.RULES,
    **published_counts.RULES,
    **target_goals.RULES,
    **target_paces.RULES,
    **target_counts.RULES,
    **city_counts.RULES,
    **compare_counts.RULES,
    **lineage_shares.RULES,
}


def explain(number: Number, seen: Situation, look: Look) -> Explanation:
    """What is behind a number.

    Args:
        number: A number with a query.
        seen: The situation it was counted in.
        look: How to see other days and places, to say what changed.

    Raises:
        KeyError: The number has no query, or one of an unknown rule.
    """
    if number.asks is None:
        raise KeyError(number.name)
    return RULES[number.asks.rule](Question(number, number.asks.about, seen, look))
