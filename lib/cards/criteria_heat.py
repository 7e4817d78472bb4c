"""The heat map of wards by criteria, and which criterion is most often missing."""

from __future__ import annotations

import math

import numpy as np

from lib.cards import telling
from lib.cards.bodies import Body, Prose
from lib.cards.card import Card
from lib.cards.charts import HeatColumn, HeatMap, HeatRow
from lib.cards.criteria_phrases import (
    asks,
    criterion,
    place_of,
    result_words,
    share,
    sources,
    with_result,
    with_results,
)
from lib.cards.pieces import NOTHING, Day, Name, Said
from lib.cards.telling import tell, tell_n
from lib.domain import rankings
from lib.domain.result_codes import PLACE
from lib.domain.rows import row_by_key
from lib.situation.criteria import Criteria
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.terms import RESULT

Order = list[tuple[int, list[int]]]
"""Groups with the numbers of their criteria, in the order shown."""


def heat_map(seen: Situation, view: View) -> Card | None:
    """Wards by criteria."""
    criteria = with_results(seen, view)
    if criteria is None:
        return None
    if criteria.cells.empty:
        words = tell("No inspection is on record here; choose self-reported results.")
        return Card("heat", _title(criteria), bodies=(Prose((words,), "empty"),))
    body: Body = HeatMap(
        columns=_columns(criteria, order := _order(criteria, view)),
        rows=_rows(criteria, order, view.order),
        order=repr((view.order, criteria.choice, criteria.shows_former, seen.narrowed)),
        counts=tuple(
            (
                code,
                telling.count(
                    code,
                    int(criteria.results[code]),
                    result_words(criteria, code),
                    asks(criteria, "criteria_results", "", code),
                ),
            )
            for code in RESULT
        ),
    )
    remark = tell(
        "Each cell is one criterion in one ward; the legend counts cells. Percentage "
        "under a criterion: wards that meet it, of those assessed."
    )
    return Card("heat", _title(criteria), NOTHING, (body,), (remark,), sources(criteria))


def _title(criteria: Criteria) -> Said:
    if criteria.blocking.empty:
        return tell("Every assessed criterion is met")
    worst = row_by_key(criteria.blocking, 0)
    number = int(worst["criterion_no"])
    return tell_n(
        "“{criterion}” is most often missing: {n} of {wards} wards does not meet it",
        "“{criterion}” is most often missing: {n} of {wards} wards do not meet it",
        with_result(criteria, "most_missing", int(worst["not_met"]), number, "not_met"),
        criterion=criterion(criteria, number),
        wards=telling.count("most_missing_of", int(worst["assessed"])),
    )


def _order(criteria: Criteria, view: View) -> Order:
    return rankings.criterion_order(
        criteria.by_criterion, criteria.names.groups, weakest_first=view.columns == "weakest"
    )


def _columns(criteria: Criteria, order: Order) -> tuple[HeatColumn, ...]:
    table = criteria.by_criterion
    values = table["share"].to_numpy(dtype="float64", na_value=math.nan)
    shares = dict(zip(table["criterion_no"].astype(int), values, strict=True))
    groups = {group: Name(criteria.names.group(group), str(group)) for group, _inside in order}
    return tuple(
        HeatColumn(
            number,
            criterion(criteria, number),
            groups[group],
            share(criteria, f"share_{number}", shares[number], str(number)),
        )
        for group, inside in order
        for number in inside
    )


def _rows(criteria: Criteria, order: Order, by: str) -> tuple[HeatRow, ...]:
    """Each ward in order; without a single result it has neither a count nor a day."""
    seen, totals = criteria.seen, criteria.totals
    keys = [str(key) for key in totals.index]
    numbers = [number for _group, inside in order for number in inside]
    codes = np.column_stack([criteria.cells[number].cat.codes for number in numbers])
    results = dict(zip(keys, map(tuple, np.array(tuple(PLACE))[codes].tolist()), strict=True))
    days = {day: telling.day(day) for day in set(criteria.days.values())}
    counts = {
        key: Said((telling.count(f"met_{key}", met), "/", telling.count(f"of_{key}", applicable)))
        for key, met, applicable, judged in zip(
            keys,
            totals["met"].tolist(),
            totals["applicable"].tolist(),
            totals["assessed"].tolist(),
            strict=True,
        )
        if judged
    }
    names = {key: criteria.name_key(key) for key in keys}
    none = Day("–")
    return tuple(
        HeatRow(
            Name(seen.units.name(key, seen.day), key, "ward"),
            place_of(seen, key),
            counts.get(key, NOTHING),
            days[criteria.days[key]] if key in counts else none,
            results[key],
        )
        for key in rankings.ward_order(totals, names, by)
    )
