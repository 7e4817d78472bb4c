"""Counts of one city of the comparison, explained; no filter narrows its columns."""

from __future__ import annotations

from dataclasses import replace

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.compare_phrases import criterion_name, names_of
from lib.cards.explain import ward_counts
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.pieces import Said
from lib.cards.telling import tell
from lib.situation.comparison import compared
from lib.view.filter import Filter
from lib.words.terms import RESULT

_RESULTS = ("met", "not_met")


def _in_city(asked: Question, key: str) -> Question:
    """The question asked of a city, whatever is filtered: columns are not narrowed."""
    return replace(asked, seen=asked.look(asked.seen.day, Filter(province=key)))


def in_city(asked: Question) -> Explanation:
    """Wards of a city that hold a status; about: its key, and the status or ""."""
    key, status = asked.about
    return ward_counts.holding(replace(_in_city(asked, key), about=(status,)))


def existing_in_city(asked: Question) -> Explanation:
    """Wards of a city that exist on the day; about: its key."""
    (key,) = asked.about
    return ward_counts.existing(_in_city(asked, key))


def assessed(asked: Question) -> Explanation:
    """Wards of a city with a result in some criterion; about: its key, the units compared."""
    key, *keys = asked.about
    seen = asked.seen
    results = compared(seen, tuple(keys)).shares.results
    told = results[results["claimed"].astype(str).isin(_RESULTS)]["unit_key"].astype(str)
    members = _members(asked, key)
    mine = sorted(set(told) & set(members))
    others = [each for each in members if each not in mine]
    n = telling.count("counted", len(mine))
    return Explanation(
        value=len(mine),
        counted=Group("counted", tell("Counted: {n}", n=n), ward_counts.names(seen, mine)),
        left_out=ward_counts.groups(seen, {"not_assessed": tuple(others)} if others else {}),
        formula=tell("{n} = wards with a criterion reported as met or not met", n=n),
        denominator=_of_members(members),
        behind=behind(seen, mine),
    )


def share_met(asked: Question) -> Explanation:
    """Share of wards of a city that meet a criterion; about: its key, the criterion, the units."""
    key, number, *keys = asked.about
    seen = asked.seen
    of_cities = compared(seen, tuple(keys)).shares
    rows = of_cities.results[of_cities.results["criterion_no"] == int(number)]
    code = dict(zip(rows["unit_key"].astype(str), rows["claimed"].astype(str), strict=True))
    members = _members(asked, key)
    by_code: dict[str, list[str]] = {}
    for each in members:
        by_code.setdefault(code.get(each, "no_report"), []).append(each)
    met, not_met = (len(by_code.get(each, ())) for each in _RESULTS)
    value = met / (met + not_met) if met + not_met else None
    name = criterion_name(names_of(seen, of_cities.set_id), int(number))
    n = telling.count("met", met)
    return Explanation(
        value=value,
        counted=Group(
            "met",
            tell("{name}: met by {n}", name=name, n=n),
            ward_counts.names(seen, by_code.get("met", ())),
        ),
        left_out=tuple(
            Group(
                each,
                tell(
                    "{n} {reason}",
                    n=telling.count(f"out_{each}", len(by_code[each])),
                    reason=RESULT[each].words,
                ),
                ward_counts.names(seen, by_code[each]),
            )
            for each in RESULT
            if each != "met" and each in by_code
        ),
        formula=tell(
            "{share} = {met} / ({met} + {not_met}): met, of those met and not met",
            share=telling.percent("share", value),
            met=n,
            not_met=telling.count("not_met", not_met),
        ),
        denominator=_of_members(members),
        behind=behind(seen, [each for codes in _RESULTS for each in by_code.get(codes, ())]),
        lists_all=False,
    )


def _members(asked: Question, key: str) -> list[str]:
    return [str(each) for each in asked.seen.units.within(key, asked.seen.day)]


def _of_members(members: list[str]) -> Said:
    return tell("Of {n} wards that exist there", n=telling.count("members", len(members)))


RULES: dict[str, Rule] = {
    "city_holding": in_city,
    "city_existing": existing_in_city,
    "city_assessed": assessed,
    "city_share": share_met,
}
