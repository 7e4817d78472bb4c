"""The wards that a target asks for, explained: as published, re-based, and how far it is."""

from __future__ import annotations

import math

from lib.cards import phrases, telling
from lib.cards.behind import behind
from lib.cards.card import Citation
from lib.cards.explain.explanation import Explanation, Question, Rule
from lib.cards.explain.recognition_counts import of_target
from lib.cards.pieces import Number, Said
from lib.cards.telling import join, tell
from lib.domain.dated_targets import DatedTarget
from lib.domain.goals import former_wards
from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of


def asked_target(asked: Question) -> DatedTarget:
    """The target that a number is about: the first thing it says."""
    return timeline_of(asked.seen).targets[asked.about[0]]


def worked_out(asked: Question, value: float | None, formula: Said) -> Explanation:
    """An explanation by formula: denominators and sources of its target beside it."""
    each, seen = asked_target(asked), asked.seen
    place = phrases.scope(seen, each.progress.scope_key)
    cited = [Citation(source, str(place)) for source in each.sources]
    return Explanation(
        value=value,
        counted=None,
        left_out=(),
        formula=formula,
        denominator=_denominators(seen, each),
        behind=behind(seen, [str(key) for key in of_target(seen, asked.about[0]).index], cited),
    )


def _denominators(seen: Situation, each: DatedTarget) -> Said:
    """Wards that a share of the target can be taken of, the one that counts first."""
    aim = each.progress
    rebased = tell(
        "{n} wards exist on {day} (re-based)",
        n=telling.count("wards_rebased", aim.rebased_denominator),
        day=telling.day(seen.day),
    )
    if aim.published_denominator is None:
        return telling.words(rebased, "; ", tell("the source gives no total"))
    n = telling.count("wards_published", aim.published_denominator)
    published = tell("{n} wards as published", n=n)
    parts = [rebased, published] if aim.goal_basis == "rebased" else [published, rebased]
    return join(parts, "; ")


def _share(value: float, of: int) -> tuple[int, Said]:
    goal = math.ceil(round(value * of / 100, 6))
    return goal, tell(
        "{share} of {of} wards = {n}, rounded up",
        share=telling.percent("share", value / 100),
        of=telling.count("of", of),
        n=telling.count("n", goal),
    )


def published_goal(asked: Question) -> Explanation:
    """The goal as published: a number of wards, or a share of the printed total."""
    aim = asked_target(asked).progress
    if aim.value is None:
        return worked_out(asked, None, tell("The source gives no number"))
    if aim.metric == "count_of_wards":
        n = telling.count("n", math.ceil(aim.value))
        return worked_out(asked, n.value, tell("{n} wards, as the source prints it", n=n))
    return worked_out(asked, *_share(aim.value, aim.published_denominator or 0))


def rebased_goal(asked: Question) -> Explanation:
    """The goal in wards that exist."""
    aim, seen = asked_target(asked).progress, asked.seen
    exist = aim.rebased_denominator
    if aim.value is None:
        return worked_out(asked, None, tell("The source gives no number"))
    if aim.metric == "share_of_wards":
        return worked_out(asked, *_share(aim.value, exist))
    total = aim.published_denominator or former_wards(seen.units, aim.scope_key)
    if aim.value >= total:
        words = tell(
            "{n} = all wards that exist; the source asks for {goal}, all wards of its time",
            n=telling.count("n", exist),
            goal=telling.count("goal", aim.value),
        )
        return worked_out(asked, exist, words)
    goal = math.ceil(round(aim.value * exist / total, 6))
    words = tell(
        "{goal} × {exist} / {total} wards = {n}, rounded up: an estimate in proportion",
        goal=telling.count("goal", aim.value),
        exist=telling.count("exist", exist),
        total=telling.count("total", total),
        n=telling.count("n", goal),
    )
    return worked_out(asked, goal, words)


def goal(asked: Question) -> Explanation:
    """The goal that counts; about: the target."""
    based = asked_target(asked).progress.goal_basis
    return rebased_goal(asked) if based == "rebased" else published_goal(asked)


def gap(asked: Question) -> Explanation:
    """Wards short of a goal; about: the target."""
    wanted, held = goal(asked), of_target(asked.seen, asked.about[0])
    short = max((wanted.value or 0) - len(held), 0)
    words = tell(
        "{goal} − {now} recognised = {n}",
        goal=telling.count("goal", wanted.value),
        now=telling.count("now", len(held)),
        n=telling.count("n", short),
    )
    return worked_out(asked, short, telling.words(words, "; ", wanted.formula))


def readings(asked: Question) -> tuple[Number, Number]:
    """Recognised wards and the goal of a target, counted again."""
    now = len(of_target(asked.seen, asked.about[0]))
    return telling.count("now", now), telling.count("goal", goal(asked).value)


RULES: dict[str, Rule] = {
    "goal": goal,
    "published_goal": published_goal,
    "rebased_goal": rebased_goal,
    "gap": gap,
}
