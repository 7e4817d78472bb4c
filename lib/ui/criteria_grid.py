"""The heat map of wards by criteria, as what `heat_map.js` draws. No Streamlit here.

A table rather than a chart: its head and first column stay in sight while 697 rows
scroll, gaps are hatched, each ward is a link, and a reader of the screen can read it.
"""

from __future__ import annotations

import math
from html import escape
from typing import TypedDict
from urllib.parse import urlencode

import numpy as np

from lib.domain import rankings
from lib.domain.units import vintage_of
from lib.io.tables.contracts import RESULTS
from lib.situation.criteria import CriteriaState
from lib.words import wording
from lib.words.terms import RESULT
from lib.words.wording import _

_KINDS = {"Thành phố": "TP.", "Thị xã": "TX.", "Quận": "Q.", "Huyện": "H."}
_LETTERS = {
    "met": "m",
    "not_met": "n",
    "not_assessed": "u",
    "not_applicable": "x",
    "no_report": "r",
}


Row = tuple[str, str, str, str, str, str]
"""Of a ward: key, name, place, met of applicable, day, and a letter for each criterion.

Without a single result there is neither a count nor a day.
"""


class HeatMap(TypedDict):
    """What `heat_map.js` draws: words and HTML around the rows, and the rows.

    `which` tells which wards stand in which order; another list is shown from its beginning.
    """

    label: str
    head: str
    lines: str
    link: str
    which: str
    rows: list[Row]


def heat_map(
    state: CriteriaState,
    ward_link: dict[str, str],
    *,
    rows: str = "weakest",
    columns: str = "number",
) -> HeatMap:
    """The table of the wards shown by the criteria of the set, one letter for each result.

    Args:
        state: What is shown.
        ward_link: Parameters of a ward page's address, without the ward.
        rows: Order of the wards, one of `view.ROW_ORDERS`.
        columns: Order of the criteria, one of `view.COLUMN_ORDERS`.
    """
    order = rankings.criterion_order(
        state.by_criterion, state.names.groups, weakest_first=columns == "weakest"
    )
    return {
        "label": _("Results by ward and criterion"),
        "head": _head(state, order),
        "lines": _edges(order),
        "link": f"ward?{urlencode({**ward_link, 'ward': ''})}",
        "which": repr((rows, state.choice, state.shows_former, state.seen.narrowed)),
        "rows": _rows(state, order, rows),
    }


def _rows(state: CriteriaState, order: list[tuple[int, list[int]]], by: str) -> list[Row]:
    """Each ward in order: name with its place, met of those that apply, day, results."""
    names = {str(key): state.name_key(str(key)) for key in state.totals.index}
    letters = np.array([_LETTERS[result] for result in RESULTS])
    numbers = [number for _group, inside in order for number in inside]
    codes = np.column_stack([state.cells[number].cat.codes for number in numbers])
    results = dict(zip(state.cells.index, map("".join, letters[codes]), strict=True))
    words = {day: wording.day(day) for day in set(state.days.values())}
    judged = state.totals[state.totals["assessed"] > 0]
    known = {
        str(row.Index): (f"{row.met}/{row.applicable}", words[state.days[str(row.Index)]])
        for row in judged.itertuples()
    }
    return [
        (
            key,
            state.seen.units.name(key, state.seen.day),
            place_of(state, key),
            *known.get(key, ("–", "–")),
            results[key],
        )
        for key in rankings.ward_order(state.totals, names, by)
    ]


def _edges(order: list[tuple[int, list[int]]]) -> str:
    """An upright line where each group begins, laid over the table.

    Borders of cells would need a rule for each column, tried on every cell.
    """
    sizes = [len(inside) for _group, inside in order]
    begins = [sum(sizes[:place]) for place in range(len(sizes))]
    return "".join(
        f'<i style="left:calc(var(--left) + (100% - var(--left)) * {begin / sum(sizes):.5f})"></i>'
        for begin in begins
    )


def _head(state: CriteriaState, order: list[tuple[int, list[int]]]) -> str:
    """Two rows: groups, and the criteria in them with the share of wards that meet each."""
    table = state.by_criterion
    known = table["share"].to_numpy(dtype="float64", na_value=math.nan)
    shares = dict(zip(table["criterion_no"].astype(int), known, strict=True))
    groups = "".join(
        f'<th class="g e" colspan="{len(inside)}" scope="colgroup">'
        f"<span>{escape(state.names.group(group))}</span></th>"
        for group, inside in order
    )
    criteria = "".join(
        f'<th class="c{" e" if place == 0 else ""}" scope="col"><div><b>{number}</b>'
        f"<span>{escape(state.names.criterion(number))}</span>"
        f"<i>{wording.percent(shares[number])}</i></div></th>"
        for _group, inside in order
        for place, number in enumerate(inside)
    )
    return (
        f'<tr><th class="w" rowspan="2">{escape(_("Ward"))}</th>'
        f'<th class="m" rowspan="2">{escape(_("Met"))}</th>'
        f'<th class="m" rowspan="2">{escape(_("Assessed"))}</th>{groups}</tr>'
        f"<tr>{criteria}</tr>"
    )


def place_of(state: CriteriaState, key: str) -> str:
    """What tells a ward from others of its name: district of before, or the province."""
    seen = state.seen
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


def legend(state: CriteriaState) -> str:
    """What the cells mean, with the number of pairs of ward and criterion at each result."""
    parts = []
    for code, known in RESULT.items():
        count = int(state.results[code])
        sign = known.icon if code in ("met", "not_met", "not_applicable") else ""
        parts.append(
            f'<span class="row"><span class="wa-cell {_LETTERS[code]}">{sign}</span>'
            f"<span>{escape(result_words(state, code))}</span><b>{wording.number(count)}</b></span>"
        )
    return f'<div class="wa-legend">{"".join(parts)}</div>'


def result_words(state: CriteriaState, code: str) -> str:
    """Words of a result; where inspections are shown, no row means not inspected."""
    if code == "no_report" and state.choice.result == "inspected":
        return _("Not inspected")
    return RESULT[code].words
