"""Counts of the comparison, explained: criteria by how the units stand in them, wards, events."""

from __future__ import annotations

from collections.abc import Sequence

from lib.cards import telling
from lib.cards.behind import behind, observed
from lib.cards.card import Behind, Citation
from lib.cards.compare_phrases import criterion_name, names_of, sources
from lib.cards.explain import ward_counts
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.pieces import NOTHING, Name, Number, Piece, Said
from lib.cards.telling import tell, tell_n
from lib.cards.ward_phrases import event_told, status_of
from lib.domain.comparison import Indicator
from lib.situation.comparison import Compared, compared
from lib.situation.situation import Situation
from lib.words import wording
from lib.words.terms import CELL, STATUS
from lib.words.wording import _


def explained(
    names: Sequence[Name],
    left_out: Sequence[tuple[str, Piece, Sequence[Name]]],
    formula: Said,
    denominator: Said,
    stand: Behind,
) -> Explanation:
    """A count of what is named.

    Args:
        names: What is counted.
        left_out: Code, words and names for each reason.
        formula: How it was counted.
        denominator: Of how many.
        stand: Its sources.
    """
    return Explanation(
        value=len(names),
        counted=Group(
            "counted", tell("Counted: {n}", n=_number("counted", len(names))), tuple(names)
        ),
        left_out=tuple(
            Group(
                code,
                tell("{n} {reason}", n=_number(f"out_{code}", len(others)), reason=words),
                tuple(others),
            )
            for code, words, others in left_out
            if others
        ),
        formula=formula,
        denominator=denominator,
        behind=stand,
    )


def _number(name: str, n: float | None) -> Number:
    return telling.count(name, n)


def _of_criteria(comparison: Compared) -> Said:
    return tell("Of {n} criteria", n=_number("criteria", len(comparison.assessed.differs)))


def _criteria(seen: Situation, comparison: Compared, numbers: Sequence[int]) -> list[Name]:
    names = names_of(seen, comparison.assessed.set_id)
    return [criterion_name(names, number) for number in numbers]


def with_status(asked: Question) -> Explanation:
    """Wards compared that hold a status; about: the status, then the wards."""
    status, *keys = asked.about
    seen = asked.seen
    by_status: dict[str, list[str]] = {}
    for key in keys:
        by_status.setdefault(status_of(seen, key) or "no_report", []).append(key)
    mine = by_status.pop(status, [])
    return explained(
        ward_counts.names(seen, mine),
        [
            (code, ward_counts.reason(code), ward_counts.names(seen, others))
            for code, others in by_status.items()
        ],
        tell_n(
            "{n} = wards whose newest report up to {day} says “{status}”",
            "{n} = wards whose newest report up to {day} says “{status}”",
            _number("counted", len(mine)),
            day=telling.day(seen.day),
            status=STATUS[status].words,
        ),
        tell("Of {n} wards compared", n=_number("compared", len(keys))),
        behind(seen, keys),
    )


def differing(asked: Question) -> Explanation:
    """Criteria in which the columns differ; about: the units."""
    comparison = compared(asked.seen, asked.about)
    numbers = comparison.differing
    others = [int(each) for each in comparison.assessed.differs.index if int(each) not in numbers]
    n = _number("counted", len(numbers))
    return explained(
        _criteria(asked.seen, comparison, numbers),
        [("alike", _("no such difference"), _criteria(asked.seen, comparison, others))],
        tell("{n} = criteria whose shares lie so far apart", n=n)
        if comparison.cities
        else tell("{n} = criteria that one ward meets and another does not", n=n),
        _of_criteria(comparison),
        sources(asked.seen, comparison),
    )


def left_out(asked: Question) -> Explanation:
    """Criteria that no crosswalk makes comparable; about: the units."""
    seen = asked.seen
    comparison = compared(seen, asked.about)
    names = names_of(seen, comparison.assessed.set_id)
    listed = [
        Name(f"{set_id} {number}. {names.criterion(number, set_id)}")
        for set_id, number in comparison.left_out
    ]
    n = _number("counted", len(listed))
    formula = tell("{n} = criteria of the sets in use without a comparable one in the others", n=n)
    return explained(listed, [], formula, NOTHING, sources(seen, comparison))


def met(asked: Question) -> Explanation:
    """Criteria that a ward meets; about: the ward, ``met`` or ``verified``, the units."""
    key, what, *keys = asked.about
    seen = asked.seen
    comparison = compared(seen, tuple(keys))
    counts = ("verified", "claimed") if what == "met" else ("verified",)
    cells = comparison.criteria.cells[key].astype(str)
    by_cell = {code: [int(no) for no in cells.index[cells == code]] for code in CELL}
    numbers = sorted(number for code in counts for number in by_cell[code])
    parts = (_number(f"of_{code}", len(by_cell[code])) for code in counts)
    return explained(
        _criteria(seen, comparison, numbers),
        [
            (code, CELL[code].words, _criteria(seen, comparison, by_cell[code]))
            for code in CELL
            if code not in counts
        ],
        telling.words(
            _number("counted", len(numbers)),
            " = ",
            telling.join(parts, " + "),
            ": ",
            telling.join([CELL[code].words for code in counts], " + "),
        ),
        _of_criteria(comparison),
        behind(seen, (key,), observed(seen, (key,))),
    )


def shared_indicators(asked: Question) -> Explanation:
    """Indicators that two or more columns have; about: the units."""
    comparison = compared(asked.seen, asked.about)
    shared = comparison.shared_indicators
    single = [each for each in comparison.indicators if len(each.values) < 2]
    cited = [Citation(value.source_id) for each in shared for value in each.values.values()]
    return explained(
        [_indicator(each) for each in shared],
        [("single", _("reported by one of them only"), [_indicator(each) for each in single])],
        tell("{n} = indicators that two or more report", n=_number("counted", len(shared))),
        tell("Of {n} indicators", n=_number("indicators", len(comparison.indicators))),
        behind(asked.seen, cited=cited),
    )


def _indicator(indicator: Indicator) -> Name:
    return Name(wording.in_language(indicator.name_vi, indicator.name_en))


def events(asked: Question) -> Explanation:
    """Dated events of the units up to the day; about: the units."""
    seen = asked.seen
    comparison = compared(seen, asked.about)
    listed = [
        Name(
            f"{seen.units.name(key, seen.day)}, {wording.day(event.day, event.precision)}: "
            f"{event_told(event, 'event')}",
            key,
            "map" if comparison.cities else "ward",
        )
        for key in comparison.keys
        for event in comparison.events[key]
    ]
    cited = [Citation(event.source_id) for own in comparison.events.values() for event in own]
    return explained(
        listed,
        [],
        tell(
            "{n} = changes of status, changes in the criteria met, and events; a report that "
            "repeats the one before is none",
            n=_number("counted", len(listed)),
        ),
        NOTHING,
        behind(seen, cited=cited),
    )


RULES: dict[str, Rule] = {
    "compared_status": with_status,
    "compared_differing": differing,
    "compared_left_out": left_out,
    "compared_met": met,
    "compared_indicators": shared_indicators,
    "compared_events": events,
}
