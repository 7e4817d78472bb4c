"""Criteria of the wards or cities compared, criterion by criterion where they are told."""

from __future__ import annotations

from lib.cards import compare_cities, compare_wards, telling
from lib.cards.bodies import Body, Prose, Table
from lib.cards.card import Card
from lib.cards.compare_phrases import (
    Row,
    chosen,
    columns,
    criterion_name,
    differing,
    group,
    left_out,
    names_of,
    sources,
)
from lib.cards.pieces import NOTHING, Said
from lib.cards.telling import tell, tell_n
from lib.domain.city_comparison import WIDE_APART
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.view.view import View


def criteria(seen: Situation, view: View) -> Card | None:
    """Criteria met, and criterion by criterion where they are told."""
    comparison = chosen(seen, view)
    if comparison is None:
        return None
    bodies: list[Body] = []
    if not comparison.assessed.set_id:
        if not comparison.cities:
            bodies.append(compare_wards.counts(seen, comparison))
        return Card(
            "criteria",
            tell("Only totals of criteria met are published"),
            tell("Results of single criteria are not published in this dataset."),
            tuple(bodies),
            behind=sources(seen, comparison),
        )
    title = tell_n(
        "Criteria: {n} of {total} differs",
        "Criteria: {n} of {total} differ",
        differing(comparison),
        total=telling.count("criteria", len(comparison.assessed.differs)),
    )
    below = (
        tell(
            "Dots: share of wards reporting it as met. ≠: a gap of {points} points or more.",
            points=telling.count("points", round(WIDE_APART * 100)),
        )
        if comparison.cities
        else tell("≠: some meet it, some do not.")
    )
    bodies.append(
        (compare_cities.assessed if comparison.cities else compare_wards.counts)(seen, comparison)
    )
    bodies.append(_by_criterion(seen, comparison, only_differing=view.differing == "only"))
    left = left_out(comparison)
    below = telling.words(below, " ", left) if left else below
    return Card("criteria", title, below, tuple(bodies), behind=sources(seen, comparison))


def _by_criterion(seen: Situation, comparison: Compared, *, only_differing: bool) -> Body:
    """One row per criterion, under its group, marked where the columns differ."""
    names = names_of(seen, comparison.assessed.set_id)
    apart = set(comparison.differing)
    rows: list[Row] = []
    marked: list[int] = []
    above = None
    for number in map(int, comparison.assessed.differs.index):
        if only_differing and number not in apart:
            continue
        own = group(names, number)
        if own != above:
            rows.append((Said((own,), "strong"), *(NOTHING for _key in comparison.keys)))
            above = own
        if number in apart:
            marked.append(len(rows))
        cells = (
            compare_cities.criterion(seen, comparison, number, names.numbered(number))
            if comparison.cities
            else compare_wards.criterion(comparison, number)
        )
        rows.append((criterion_name(names, number), *cells))
    if not rows:
        return Prose((tell("There is no criterion in which they differ."),), "note")
    return Table(columns(seen, comparison.keys), tuple(rows), tuple(marked), even=True)
