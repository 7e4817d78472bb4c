"""A heat map as what `heat_map.js` draws, and its legend. No Streamlit.

A table rather than a chart: its head and first column stay in sight while 697 rows scroll, gaps
are hatched, each row is a link, and a reader of the screen can read it.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from markupsafe import Markup

from lib.cards.charts import HeatColumn, HeatMap
from lib.cards.pieces import Name
from lib.draw.html import Place, joined, piece, tag
from lib.words.terms import RESULT
from lib.words.wording import _

LETTERS = {
    "met": "m",
    "not_met": "n",
    "not_assessed": "u",
    "not_applicable": "x",
    "no_report": "r",
}
_SIGNED = ("met", "not_met", "not_applicable")


def drawn(body: HeatMap, at: Place) -> dict[str, Any]:
    """What the script draws: words and HTML around the rows, and the rows in short.

    A row is key, name, place, met of applicable, day, and a letter for each result. `link` is
    the address of a row, before and after its key. `which` tells which rows stand in which
    order; another list is shown from its beginning.
    """
    return {
        "label": _("Results by ward and criterion"),
        "head": _head(body, at),
        "lines": _edges(body),
        "link": _link(body.rows[0].unit, at) if body.rows else ["", ""],
        "which": body.order,
        "rows": [
            (
                row.unit.key,
                row.unit.words,
                row.place,
                str(row.met) or "–",
                row.day.words,
                "".join([LETTERS[result] for result in row.results]),
            )
            for row in body.rows
        ],
    }


def packed(body: HeatMap, at: Place) -> bytes:
    """The same as bytes: JSON of Streamlit's own making needs six for a Vietnamese letter."""
    return json.dumps(drawn(body, at), ensure_ascii=False).encode()


def _link(unit: Name, at: Place) -> list[str]:
    """The address of one row; the others differ in their key only."""
    before, mark, after = (at.address(unit) if at.address else "").partition(f"ward={unit.key}")
    return [before + mark.removesuffix(unit.key), after]


def _groups(body: HeatMap) -> list[tuple[Name, list[HeatColumn]]]:
    """Columns by their group, in the order shown."""
    return [
        (group, list(inside)) for group, inside in groupby(body.columns, lambda each: each.group)
    ]


def _edges(body: HeatMap) -> str:
    """An upright line where each group begins, laid over the table.

    Borders of cells would need a rule for each column, tried on every cell.
    """
    begin, lines = 0, []
    for _group, inside in _groups(body):
        share = begin / len(body.columns)
        left = f"left:calc(var(--left) + (100% - var(--left)) * {share:.5f})"
        lines.append(tag("i", "", style=left))
        begin += len(inside)
    return str(joined(lines))


def _head(body: HeatMap, at: Place) -> str:
    """Two rows: groups, and the criteria in them with the share of wards that meet each."""
    groups, criteria = Markup(), Markup()
    for group, inside in _groups(body):
        name = tag("span", group.words)
        groups += tag("th", name, class_="g e", colspan=str(len(inside)), scope="colgroup")
        for place, column in enumerate(inside):
            told = tag("b", column.number) + tag("span", column.name.words)
            told += tag("i", piece(column.met, at))
            first = "" if place else " e"
            criteria += tag("th", tag("div", told), class_=f"c{first}", scope="col")
    top = tag("th", _("Ward"), class_="w", rowspan="2")
    top += tag("th", _("Met"), class_="m", rowspan="2")
    top += tag("th", _("Assessed"), class_="m", rowspan="2")
    return str(tag("tr", top + groups) + tag("tr", criteria))


def legend(body: HeatMap, at: Place) -> Markup:
    """What the cells mean, with the number of cells at each result."""
    rows = Markup()
    for code, number in body.counts:
        sign = RESULT[code].icon if code in _SIGNED else ""
        inner = tag("span", sign, class_=f"wa-cell {LETTERS[code]}") + tag("span", number.label)
        rows += tag("span", inner + tag("b", piece(number, at)), class_="row")
    return tag("div", rows, class_="wa-legend")
