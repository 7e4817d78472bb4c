"""Doubts about a cell that stands alone: where all other rows of a file or table agree."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.io.tables.references import NATIONAL
from lib.update.doubts import Doubt, Mask, Touched
from lib.update.prospects import Prospect
from lib.update.told_cells import told_cell
from lib.words.terms import STATUS

ALONE = Message("“{value}” in this row alone; the other {count} rows have “{other}”")
ELSEWHERE = Message("{place} is in {value}; the other {count} rows are about {other}")
ABOUT_OTHER = Message("{place}; the {count} observations of this dataset are all of {other}")
ABOUT_NATION = Message("the whole country; the {count} observations are all of {other}")
EMPTY = Message("empty; filled in {count} of {total} rows with the status “{status}”")

_ENOUGH = 10  # rows that agree, so that one which does not is odd
_REPORT = ("observations", "assessments", "counts")
_SAME = ("as_of", "period_end", "period", "source_id", "programme", "set_id")
_OF_STATUS = (
    "wave", "registered_year", "criteria_met", "criteria_total", "recognised_on", "decision_no",
)  # fmt: skip
_MOST_OF = 0.95


def unlike_others(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a cell that all others of its column contradict."""
    touched = dict(prospect.touched())
    for column in _SAME:
        yield from _alone(touched, column)
    yield from _elsewhere(prospect, touched)
    if "observations" in touched:
        yield from _empty(touched["observations"])


def _alone(touched: dict[str, Touched], column: str) -> Iterator[Doubt]:
    """One cell of a report that has another day, source and so on than all the others."""
    written: dict[str, tuple[list[int], list[str]]] = {}
    for name, table in touched.items():
        if column in table.changes.table.columns:
            places = np.flatnonzero(table.mask)
            texts = written_column(table.after.iloc[places], table.changes.table.field(column))
            written[name] = places.tolist(), [str(text) for text in texts]
    for names in _together(written):
        cells = [
            (name, place, text)
            for name in names
            for place, text in zip(*written[name], strict=True)
        ]
        sizes = pd.Series([text for *_, text in cells]).value_counts()
        if len(sizes) != 2 or sizes.iloc[1] > 1 or sizes.iloc[0] < _ENOUGH:
            continue
        [(name, place)] = [(n, p) for n, p, text in cells if text == sizes.index[1]]
        if column == "as_of" and name == "observations" and not sizes.index[1]:
            continue  # that a day is missing is told by itself
        other, value = (
            told_cell(touched[name].changes.table, column, text) for text in sizes.index
        )
        words = said(ALONE, value=value, other=other, count=int(sizes.iloc[0]))
        yield from touched[name].doubts_of_rows("cell-unlike-others", column, {place: words})


def _together(written: dict[str, tuple[list[int], list[str]]]) -> Iterator[list[str]]:
    """Tables whose cells are compared: each for itself, the small ones of a report with it."""
    for name, (places, _) in written.items():
        if len(places) > _ENOUGH:
            yield [name]
        elif name in _REPORT:
            yield [name, *(each for each in _REPORT if each in written and each != name)]


def _elsewhere(prospect: Prospect, touched: dict[str, Touched]) -> Iterator[Doubt]:
    """One row about another province than all others that the file brings or the table has."""
    for table in touched.values():
        columns = set(table.changes.table.columns) & {"unit_key", "scope_key"}
        for column in columns:
            keys = table.after[column].astype("str").to_numpy()
            provinces = {key: prospect.province(key) for key in set(keys.tolist())}
            lies = np.array([provinces[key] for key in keys.tolist()], dtype=object)
            odd = _odd_one(lies, table.mask) or _odd_one(lies, np.ones(len(lies), dtype=bool))
            if odd is None or not table.mask[odd[0]]:
                if column == "scope_key":
                    yield from _other_province(prospect, table, lies)
                continue
            place, usual, count = odd
            words = said(
                ELSEWHERE,
                place=prospect.place(keys[place]),
                value=prospect.place(lies[place]),
                other=prospect.place(usual),
                count=count,
            )
            yield from table.doubts(
                "unit-elsewhere",
                column,
                table.at([place]),
                lambda _, words=words: words,  # type: ignore[misc]
            )


def _other_province(
    prospect: Prospect, table: Touched, lies: npt.NDArray[np.object_]
) -> Iterator[Doubt]:
    """Figures about another province, or the country, where all wards lie in one province."""
    wards = prospect.before.tables["observations"]["unit_key"].astype("str")
    provinces = {prospect.province(key) for key in wards.unique()} - {""}
    keys = table.after["scope_key"].astype("str")
    if len(provinces) != 1 or len(wards) < _ENOUGH:
        return
    [usual] = provinces
    known = set(lies[~table.mask].tolist()) | {usual}
    kept_nation = bool(((keys == NATIONAL) & ~table.mask).any())
    told = {"other": prospect.place(usual), "count": len(wards)}
    for where, words in (
        ((lies != "") & ~np.isin(lies.astype(str), list(known)), ABOUT_OTHER),
        ((keys == NATIONAL).to_numpy(dtype=bool) & (not kept_nation), ABOUT_NATION),
    ):
        yield from table.doubts(
            "unit-elsewhere",
            "scope_key",
            where,
            lambda place, words=words: said(  # type: ignore[misc]
                words, place=prospect.place(keys.iloc[place]), **told
            ),
        )


def _odd_one(lies: npt.NDArray[np.object_], where: Mask) -> tuple[int, str, int] | None:
    """The one place that differs from all others, what they have, and how many they are."""
    places = np.flatnonzero(where & (lies != ""))
    sizes = pd.Series(lies[places]).value_counts()
    if len(sizes) != 2 or sizes.iloc[1] > 1 or sizes.iloc[0] < _ENOUGH:
        return None
    [place] = places[lies[places] == sizes.index[1]]
    return int(place), str(sizes.index[0]), int(sizes.iloc[0])


def _empty(table: Touched) -> Iterator[Doubt]:
    """Cells that are empty where nearly every other row of that status has something."""
    frame = table.after
    status = frame["status"].astype("str").to_numpy()
    for column in _OF_STATUS:
        filled = ((frame[column].astype("str") != "") & frame[column].notna()).to_numpy(dtype=bool)
        for each in sorted(set(status[table.mask & ~filled].tolist())):
            total = int((status == each).sum()) - 1
            count = int((filled & (status == each)).sum())
            if count < _ENOUGH or count < _MOST_OF * total:
                continue
            yield from table.doubts(
                "cell-empty",
                column,
                ~filled & (status == each),
                lambda _, each=each, count=count, total=total: said(  # type: ignore[misc]
                    EMPTY, count=count, total=total, status=Message(STATUS[each].message)
                ),
            )
