"""Shares of area that passed from one unit to another, explained."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.pieces import NOTHING, Name
from lib.cards.successions import MAIN
from lib.cards.telling import tell, tell_n, words
from lib.domain.rows import records, row_by_key
from lib.words import wording
from lib.words.wording import _


def share_of_area(asked: Question) -> Explanation:
    """Share of a unit's area that lies in a later one; about: the earlier and the later unit."""
    before, after = asked.about
    units = asked.seen.units
    steps = units.successors(before)
    row = row_by_key(steps.set_index("key"), after)
    others = tuple(
        Name(
            f"{units.name(str(each.key))} ({wording.percent(each.share_of_area)})", each.key, "map"
        )
        for each in records(steps[steps["key"] != after])
    )
    main = next(records(steps[steps["is_default"]]), None)
    formula = tell(
        "{n} = area of {before} inside {after}, over the whole area of {before}; its outline "
        "before {day} laid over the outlines of today",
        n=telling.percent("counted", row["share_of_area"]),
        before=Name(units.full_name(before)),
        after=Name(units.full_name(after)),
        day=telling.day(row["effective_on"]),
    )
    if main is not None:
        chosen = tell(
            "Main successor: {name}; {certainty} ({basis}).",
            name=Name(units.name(str(main.key)), str(main.key), "map"),
            certainty=Name(_(MAIN[str(main.main_certainty)])),
            basis=Name(wording.remark(str(main.main_basis)) or "–"),
        )
        formula = words(formula, ". ", chosen)
    total = units.lineage.shares_sum(before)
    left = tell_n(
        "{n} other successor",
        "{n} other successors",
        telling.count("other_successors", len(others)),
    )
    return Explanation(
        value=float(row["share_of_area"]),
        counted=None,
        left_out=(Group("other_successors", left, others),) if others else (),
        formula=formula,
        denominator=NOTHING
        if total is None
        else tell("All shares add up to {sum}.", sum=telling.percent("sum", total)),
    )


RULES: dict[str, Rule] = {"share_of_area": share_of_area}
