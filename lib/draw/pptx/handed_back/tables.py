"""Tables with new cells; rows and cells typed by hand stay, wherever their row goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn
from pptx.text.text import TextFrame

from lib.draw.pptx.handed_back import texts
from lib.draw.pptx.handed_back.cells import is_numeral, keyed
from lib.draw.pptx.handed_back.changes import Kind, Note
from lib.draw.pptx.handed_back.record import digest

Cells = Mapping[tuple[str, str], Any]
"""Cells by the words of their row and the head of their column."""


def element(frame: Any) -> Any:
    """The table of a frame."""
    return frame._element.graphic.graphicData.tbl


def typed(frames: Iterable[Any], was: Sequence[str] | None) -> dict[tuple[str, str], Any]:
    """Cells of rows of ours that were written over by hand.

    Args:
        frames: The tables of a scene that go on over its slides.
        was: Digests of all their cells as they were written; None when that is not known.
    """
    if was is None:
        return {}
    ours = set(was)
    return {
        (key, head): cell
        for frame in frames
        for key, cells in keyed(element(frame))
        if digest(f"row\x1f{key}") in ours
        for head, cell in cells
        if digest(f"{key}\x1f{head}\x1f{cell.text}") not in ours
    }


def texts_of(frames: Iterable[Any]) -> dict[tuple[str, str], str]:
    """Words of all cells of tables that go on over several slides."""
    return {
        (key, head): cell.text
        for frame in frames
        for key, cells in keyed(element(frame))
        for head, cell in cells
    }


def note_differences(
    before: Mapping[tuple[str, str], str],
    now: Mapping[tuple[str, str], str],
    by_hand: Cells,
    note: Note,
) -> None:
    """Note which cells changed, and which rows came and went."""
    rows_before = dict.fromkeys(key for key, _head in before)
    rows_now = dict.fromkeys(key for key, _head in now)
    for key in rows_now:
        if key not in rows_before:
            told = " · ".join(text for (row, _head), text in now.items() if row == key and text)
            note("text", "", "", told)
    for key in rows_before:
        if key not in rows_now:
            told = " · ".join(text for (row, _head), text in before.items() if row == key and text)
            note("text", "", told, "")
    for key, head in by_hand:
        if key in rows_now and (key, head) not in now:  # its column is gone
            note("text", f"{key} · {head}", before.get((key, head), ""), "")
    for (key, head), text in now.items():
        old = before.get((key, head))
        if old is None or old == text:
            continue
        alone: Kind = "number" if is_numeral(old) and is_numeral(text) else "text"
        note(
            "kept" if (key, head) in by_hand else alone,
            key if head.isdecimal() else f"{key} · {head}",
            old,
            text,
        )


def renew(old: Any, new: Any, was: Sequence[str] | None, by_hand: Cells) -> None:
    """Bring a table up to date.

    Args:
        old: Its frame in the deck that came back.
        new: The same frame as it is drawn now.
        was: Digests of the cells of all parts of the table; None when that is not known.
        by_hand: Cells that were written over by hand; they stay.
    """
    mine, drawn = element(old), element(new)
    if len(mine.tblGrid.gridCol_lst) != len(drawn.tblGrid.gridCol_lst):
        _replace(mine, deepcopy(drawn), by_hand)
        return
    if mine.tblPr is not None and drawn.tblPr is not None and drawn.tblPr.firstRow:
        for into, cell in zip(mine.tr_lst[0].tc_lst, drawn.tr_lst[0].tc_lst, strict=False):
            if into.text != cell.text and was is None:
                _write(into, cell)
    before = {key: cells[0][1].getparent() for key, cells in keyed(mine) if cells}
    own = set(was or ())
    added = [row for key, row in before.items() if was and digest(f"row\x1f{key}") not in own]
    pattern = next((row for row in reversed(list(before.values())) if row not in added), None)
    rows = []
    for key, cells in keyed(drawn):
        source = before.get(key, pattern)
        drawn_row = cells[0][1].getparent()
        if source is None:
            rows.append(deepcopy(drawn_row))
            continue
        row = deepcopy(source)
        row.set("h", drawn_row.get("h"))
        for into, (head, cell) in zip(row.tc_lst, cells, strict=False):
            if (key, head) in by_hand:
                row.replace(into, deepcopy(by_hand[key, head]))
            elif into.text != cell.text:
                _write(into, cell)
        rows.append(row)
    for row in before.values():
        mine.remove(row)
    for row in (*rows, *added):
        mine.append(row)


def _replace(mine: Any, drawn: Any, by_hand: Cells) -> None:
    """A table with other columns as it is drawn, with the cells that were written by hand."""
    for key, cells in list(keyed(drawn)):
        for head, cell in cells:
            if (key, head) in by_hand:
                cell.getparent().replace(cell, deepcopy(by_hand[key, head]))
    mine.getparent().replace(mine, drawn)


def _write(into: Any, cell: Any) -> None:
    """New words in the dress of the old ones, on the ground of the new ones."""
    texts.renew(_frame(into), _frame(cell), None, _nobody)
    mine, drawn = into.find(qn("a:tcPr")), cell.find(qn("a:tcPr"))
    if mine is None or drawn is None:
        return
    grounds = [qn("a:solidFill"), qn("a:pattFill"), qn("a:noFill")]
    new = next((each for each in drawn if each.tag in grounds), None)
    old = next((each for each in mine if each.tag in grounds), None)
    if new is not None and old is not None:
        mine.replace(old, deepcopy(new))


def _frame(cell: Any) -> Any:
    return TextFrame(cell.get_or_add_txBody(), cell)


def _nobody(_kind: Kind, _what: str, _before: str, _now: str) -> None:
    """Cells are told with their rows and columns."""
