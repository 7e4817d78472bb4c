"""Counts and shares of results per criterion, explained: claimed, found, in several sets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lib.cards import telling
from lib.cards.criteria_phrases import numbered, result_words, sources
from lib.cards.explain.criteria_counts import asked_of, counted, explained, of_wards
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import names
from lib.cards.pieces import Name, Said
from lib.cards.telling import join, tell
from lib.domain.rows import records
from lib.situation.criteria import Criteria
from lib.words.terms import BAR, RESULT
from lib.words.wording import _


def _numbers(criteria: Criteria, scope: str) -> list[int]:
    """Criteria of a scope: all (""), a group ("g3") or one."""
    every = [int(number) for number in criteria.cells.columns]
    if scope.startswith("g"):
        return [each for each in every if criteria.names.groups.get(each, 0) == int(scope[1:])]
    return [each for each in every if scope in ("", str(each))]


def _by_result(criteria: Criteria, number: int) -> dict[str, list[str]]:
    """Wards by their result in one criterion."""
    column = criteria.cells[number].astype(str)
    return {code: [str(key) for key in column.index[column == code]] for code in RESULT}


def with_result(asked: Question) -> Explanation:
    """Results of one kind; about: a scope (see `_numbers`) and the result."""
    criteria, (scope, code) = asked_of(asked)
    return _with(criteria, _numbers(criteria, scope), code)


def _with(criteria: Criteria, numbers: list[int], code: str) -> Explanation:
    """Results of one kind in some criteria."""
    if len(numbers) != 1:
        return _summed(criteria, {each: _by_result(criteria, each)[code] for each in numbers})
    by_result = _by_result(criteria, numbers[0])
    formula = tell(
        "{n} = wards whose newest result in “{criterion}” is “{result}”",
        n=telling.count("counted", len(by_result[code])),
        criterion=numbered(criteria, numbers[0]),
        result=result_words(criteria, code),
    )
    others = [each for each in RESULT if each != code]
    reasons = [(each, by_result[each], result_words(criteria, each)) for each in others]
    return explained(criteria, by_result[code], reasons, formula)


def _summed(criteria: Criteria, wards: dict[int, list[str]]) -> Explanation:
    """Results over several criteria: a sum, and the wards that have any."""
    n = sum(map(len, wards.values()))
    terms = (telling.count(f"of_{number}", len(keys)) for number, keys in wards.items())
    formula = tell(
        "{n} = {sum}: results in each criterion, by its number",
        n=telling.count("counted", n),
        sum=join(terms, " + "),
    )
    keys = sorted({key for each in wards.values() for key in each})
    head = tell("{n} wards with such a result", n=telling.count("wards", len(keys)))
    group = Group("counted", head, names(criteria.seen, keys))
    made = explained(criteria, keys, (), formula)
    return replace(made, value=n, counted=group, lists_all=False)


def share_met(asked: Question) -> Explanation:
    """Share met of what was assessed; about: a scope (see `_numbers`)."""
    criteria, (scope,) = asked_of(asked)
    numbers = _numbers(criteria, scope)
    every = [_by_result(criteria, number) for number in numbers]
    counts = {code: sum(len(each[code]) for each in every) for code in RESULT}
    met, judged = counts["met"], counts["met"] + counts["not_met"]
    value = met / judged if judged else None
    left = join(
        (
            tell("{n} {reason}", n=telling.count(code, n), reason=result_words(criteria, code))
            for code, n in counts.items()
            if code not in ("met", "not_met") and n
        ),
        "; ",
    )
    uncounted = (tell("Results not counted: "), left, "; ") if left else ()
    return replace(
        _with(criteria, numbers, "met"),
        value=value,
        formula=_quotient(value, met, judged),
        denominator=telling.words(*uncounted, of_wards(criteria)),
        lists_all=False,
    )


def _quotient(value: float | None, met: int, judged: int) -> Said:
    return tell(
        "{share} = {met} / {judged}: results “met” of those “met” or “not met”",
        share=telling.percent("share", value, digits=1),
        met=telling.count("met", met),
        judged=telling.count("judged", judged),
    )


def most_missing(asked: Question) -> Explanation:
    """Part of all that is not met in the few criteria most often missing; about: how many."""
    criteria, (few,) = asked_of(asked)
    missing = {
        number: len(_by_result(criteria, number)["not_met"]) for number in _numbers(criteria, "")
    }
    first = sorted(missing, key=lambda number: -missing[number])[: int(few)]
    part, whole = sum(missing[number] for number in first), sum(missing.values())
    formula = tell(
        "{share} = ({sum}) / {all}",
        share=telling.percent("share", part / whole, digits=1),
        sum=join((telling.count(f"of_{number}", missing[number]) for number in first), " + "),
        all=telling.count("all", whole),
    )
    group = Group("criteria", counted(first), tuple(numbered(criteria, each) for each in first))
    return Explanation(
        part / whole, group, (), formula, of_wards(criteria), None, sources(criteria), False
    )


def claimed(asked: Question) -> Explanation:
    """Claims against findings; about: an outcome or "inspected", and a criterion or ""."""
    criteria, (outcome, number) = asked_of(asked)
    table = criteria.inspections
    claims, findings = table["claimed"].astype(str), table["inspected"].astype(str)
    holds = {
        "inspected": findings != "no_report",
        "claimed_more": (claims == "met") & (findings == "not_met"),
        "claimed_less": (claims == "not_met") & (findings == "met"),
    }
    of_number = table["criterion_no"].astype(int)
    rows = {
        each: table.loc[holds[outcome] & (of_number == each), "unit_key"].astype(str).tolist()
        for each in sorted(of_number.unique())
        if number in ("", str(each))
    }
    if not number:
        return _summed(criteria, rows)
    keys = rows[int(number)]
    others = set(table.loc[of_number == int(number), "unit_key"].astype(str)) - set(keys)
    formula = tell(
        "{n} = wards: {outcome}",
        n=telling.count("counted", len(keys)),
        outcome=BAR[outcome].words,
    )
    reason = _("inspected, with another outcome")
    return explained(criteria, keys, [("others", sorted(others), reason)], formula)


def share_in_set(asked: Question) -> Explanation:
    """Share met of one criterion in one of several sets; about: the set and the criterion."""
    criteria, (set_id, number) = asked_of(asked)
    table = criteria.shares_by_set
    row: Any = next(
        records(table[(table["set_id"] == set_id) & (table["criterion_no"] == int(number))])
    )
    value = row.met / row.assessed
    formula = _quotient(value, int(row.met), int(row.assessed))
    below = tell(
        "Of {n} wards, each at its last assessment under {set}",
        n=telling.count("wards", int(row.wards)),
        set=Name(set_id),
    )
    return Explanation(value, None, (), formula, below, None, sources(criteria), False)


RULES: dict[str, Rule] = {
    "criteria_results": with_result,
    "criteria_share": share_met,
    "criteria_most_missing": most_missing,
    "criteria_claims": claimed,
    "criteria_set_share": share_in_set,
}
