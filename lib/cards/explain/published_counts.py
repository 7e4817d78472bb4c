"""What sources publish without names, and districts that a target asks about, explained."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.card import Citation
from lib.cards.districts import district_names
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import in_force_words, names
from lib.cards.phrases import scope
from lib.cards.pieces import Name, Said
from lib.cards.telling import tell


def unnamed(asked: Question) -> Explanation:
    """A count as published, and the wards that are named; about: the row of the count."""
    (count_id,) = asked.about
    seen = asked.seen
    each = next(one for one in seen.unnamed if one.count_id == count_id)
    k = telling.count("named", len(each.named))
    formula = tell(
        "{n} as {source} prints it of {place} for {day}; it does not name each ward, so it is "
        "shown beside the named wards, and is never added to them",
        n=telling.count("published", each.value),
        source=Name(each.source_id, each.source_id, "sources"),
        place=scope(seen, each.scope_key),
        day=telling.day(each.day, each.precision),
    )
    told = tell("{n} named for the same step and round", n=k)
    return Explanation(
        value=each.value,
        counted=None,
        left_out=(Group("named", told, names(seen, each.named)),) if each.named else (),
        formula=formula,
        denominator=in_force_words(seen),
        behind=behind(seen, cited=[Citation(each.source_id)]),
    )


def districts_of_target(asked: Question) -> Explanation:
    """Districts that have the wards a target asks for; about: the target."""
    (target_id,) = asked.about
    seen = asked.seen
    each = next(one for one in seen.district_targets if one.target_id == target_id)
    n = telling.count("counted", len(each.reached))
    short = telling.count("short", len(each.short))
    return Explanation(
        value=len(each.reached),
        counted=Group(
            "reached", tell("Counted: {n}", n=n), tuple(district_names(seen, each.reached))
        ),
        left_out=(
            Group(
                "short",
                tell("{n} with fewer named wards of the programme", n=short),
                tuple(district_names(seen, each.short)),
            ),
        )
        if each.short
        else (),
        formula=tell(
            "Districts with wards, where at least {wanted} of them is registered or further "
            "by {day}",
            wanted=telling.count("wanted", each.wanted),
            day=telling.day(seen.day),
        ),
        denominator=Said(),
        behind=behind(seen, cited=[Citation(each.source_id)]),
    )


RULES: dict[str, Rule] = {"unnamed": unnamed, "districts_of_target": districts_of_target}
