"""Counts of provinces and districts, explained."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import names
from lib.cards.telling import tell
from lib.words.wording import _


def with_wards(asked: Question) -> Explanation:
    """Provinces or districts with at least one ward that counts.

    About: ``provinces`` or ``districts``, and the column of `lib.domain.rollout.by_province`
    that must not be 0.
    """
    level, column = asked.about
    seen = asked.seen
    table = seen.districts if level == "districts" else seen.selected_provinces
    holds = table[column] > 0
    keys = [str(key) for key in table.index[holds]]
    others = [str(key) for key in table.index[~holds]]
    n = telling.count("counted", len(keys))
    return Explanation(
        value=len(keys),
        counted=Group(column, tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=(
            Group(
                "none",
                tell("{n} without such a ward", n=telling.count("out_none", len(others))),
                names(seen, others),
            ),
        )
        if others
        else (),
        formula=tell("{n} = those with at least one ward that counts", n=n),
        denominator=tell(
            "Of {n} {what}",
            n=telling.count("of", len(table)),
            what=_("districts") if level == "districts" else _("cities and provinces"),
        ),
        behind=behind(seen, [str(key) for key in seen.statuses.index]),
    )


RULES: dict[str, Rule] = {"places": with_wards}
