"""What the cards of the criteria page share: names of criteria, places, sources, questions."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.card import Behind, Citation
from lib.cards.pieces import Asks, Name, Number, Said
from lib.cards.telling import of_place, tell_n
from lib.domain.units import vintage_of
from lib.situation.criteria import Criteria, criteria_of
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording
from lib.words.terms import RESULT
from lib.words.wording import _

_KINDS = {"Thành phố": "TP.", "Thị xã": "TX.", "Quận": "Q.", "Huyện": "H."}


def with_results(seen: Situation, view: View) -> Criteria | None:
    """The assessments that the view asks for; None where there are none to tell of."""
    criteria = criteria_of(seen, view.criteria)
    return criteria if criteria.is_published and not criteria.rows.empty else None


def asks(criteria: Criteria, rule: str, *about: object) -> Asks:
    """A question about assessments; the choice they were looked at with goes along."""
    choice = criteria.choice
    return Asks(rule, (choice.set_id, choice.wards, choice.result, *map(str, about)))


def wards(criteria: Criteria, name: str, value: int, label: str = "") -> Number:
    """How many wards stand as `explain.criteria_wards` names it."""
    return telling.count(name, value, label, asks(criteria, "criteria_wards", name))


def with_result(criteria: Criteria, name: str, value: int, number: int, code: str) -> Number:
    """How many wards have a result in one criterion."""
    return telling.count(
        name,
        value,
        criteria.names.numbered(number),
        asks(criteria, "criteria_results", number, code),
    )


def share(criteria: Criteria, name: str, value: float | None, scope: str = "") -> Number:
    """Share met of what was assessed: of one criterion, of a group ("g3"), of all ("")."""
    label = _("Share of criteria met")
    if scope.startswith("g"):
        label = criteria.names.group(int(scope[1:]))
    elif scope:
        label = criteria.names.numbered(int(scope))
    told = asks(criteria, "criteria_share", scope)
    return telling.percent(name, value, label, told, digits=0 if scope else 1)


def left_out_count(criteria: Criteria) -> Number:
    """How many criteria a comparison of sets leaves out."""
    return telling.count(
        "left_out", len(criteria.left_out), asks=asks(criteria, "criteria_left_out")
    )


def criterion(criteria: Criteria, number: int, set_id: str = "") -> Name:
    """Name of a criterion."""
    return Name(criteria.names.criterion(number, set_id))


def numbered(criteria: Criteria, number: int) -> Name:
    """Number and name of a criterion."""
    return Name(criteria.names.numbered(number))


def here(seen: Situation, said: Said) -> Said:
    """A sentence said of the place chosen."""
    if seen.scope == "national":
        return said
    return of_place(telling.unit(seen.units, seen.scope, seen.day), said)


def result_words(criteria: Criteria, code: str) -> str:
    """Words of a result; where inspections are shown, no row means not inspected."""
    if code == "no_report" and criteria.choice.result == "inspected":
        return _("Not inspected")
    return RESULT[code].words


def sources(criteria: Criteria) -> Behind:
    """Sources of the rows shown, and of how many wards each speaks on which day."""
    table = criteria.sources
    return behind(
        criteria.seen,
        cited=[
            Citation(
                source_id,
                str(
                    tell_n(
                        "{n} ward on {day}",
                        "{n} wards on {day}",
                        telling.count("wards", count),
                        day=wording.day(day),
                    )
                ),
            )
            for source_id, day, count in zip(
                table["source_id"], table["as_of"], table["wards"], strict=True
            )
        ],
    )


def place_of(seen: Situation, key: str) -> str:
    """What tells a ward from others of its name: district of before, or the province."""
    if vintage_of(key) == "until2025":
        district = seen.units.district_of(key)
        inside = _short(seen.units.name(district)) if district in seen.units else ""
        if seen.province:
            return inside
        province = seen.units.province_name(key)
        return f"{inside}, {province}" if inside else province
    return "" if seen.province else seen.units.province_name(key, seen.day)


def _short(name: str) -> str:
    """A district with its kind abbreviated, as on a street sign: "Q. 12", "TP. Tam Kỳ"."""
    for kind, sign in _KINDS.items():
        if name.startswith(f"{kind} "):
            return sign + name.removeprefix(kind)
    return name
