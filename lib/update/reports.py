"""What is said of a change on a command line and in a report file; the page says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lib.errors import Fault
from lib.io.arrivals.repairs import Repair
from lib.situation import data
from lib.update.changes import Change, place, row_ranges
from lib.update.differences import counts, difference, shown_difference
from lib.update.doubts import KINDS, Doubt, by_code
from lib.update.fault_groups import fault_groups
from lib.update.silenced import Silenced
from lib.words.file_words import column_heading
from lib.words.terms import TABLES
from lib.words.wording import _, message, ngettext, number

_MOST_LINES = 500  # of faults, of a kind of warning, of repairs
_MOST_ROWS = 50  # rows of each kind and table
_SIGNS = {"removed": "-", "changed": "~", "added": "+"}


def report(
    change: Change, quiet: Iterable[Silenced], accepted: Iterable[str] = ()
) -> Iterator[str]:
    """Faults, warnings, repairs and counts, a line each.

    Args:
        change: What was checked.
        quiet: Warnings that are silenced.
        accepted: Kinds of warnings that are confirmed.
    """
    tables = change.proposal.upload.tables
    yield from _faults(change.faults, tables)
    asked = change.waiting(quiet)
    yield from _warnings(asked, set(accepted))
    every = by_code(change.doubts)
    silent = sum(_rows(doubts) - _rows(asked.get(code, ())) for code, doubts in every.items())
    if silent:
        yield ngettext(
            "{n} silenced warning is not listed", "{n} silenced warnings are not listed", silent
        )
    yield from _repairs(change.proposal.upload.repairs, tables)
    for part in change.proposal.upload.not_read:
        yield _("not read: {value}", value=part)
    if not change.faults:
        yield from _counts(change)


def warning_title(code: str, doubts: Iterable[Doubt], *, coded: bool = False) -> str:
    """A kind of warning and in how many rows it is.

    Args:
        code: Its kind.
        doubts: Its warnings.
        coded: Whether to name the code too, as a command line takes it.
    """
    title, every = message(KINDS[code]) + (f" ({code})" if coded else ""), list(doubts)
    if not any(doubt.rows for doubt in every):
        return title  # about the file or what it lacks
    return f"{title}: " + ngettext("{n} row", "{n} rows", _rows(every))


def table_line(name: str, added: int, changed: int, removed: int) -> str:
    """What happens to a table: Observations: -3 ~2 +1."""
    parts = (("-", removed), ("~", changed), ("+", added))
    told = " ".join(f"{sign}{number(count)}" for sign, count in parts if count)
    return f"{_(TABLES[name])}: {told}"


def _faults(faults: tuple[Fault, ...], tables: Mapping[str, str]) -> Iterator[str]:
    if not faults:
        return
    yield ngettext(
        "{n} error; nothing can be applied", "{n} errors; nothing can be applied", len(faults)
    )
    groups = fault_groups(faults)
    for group in groups[:_MOST_LINES]:
        where = group.file
        if len(group.rows) > 1:
            where += " " + _("rows {rows}", rows=row_ranges(group.rows))
        elif group.rows:
            where += " " + _("row {row}", row=group.rows[0])
        if group.column:
            where += ", " + _(
                "column {value}", value=column_heading(group.column, tables.get(group.file, ""))
            )
        yield f"  {where}: {message(group.found)} ({message(group.expected)})"
    yield from _more(len(groups))


def _warnings(asked: Mapping[str, list[Doubt]], accepted: set[str]) -> Iterator[str]:
    for code, doubts in asked.items():
        state = _("confirmed") if code in accepted else _("to be confirmed")
        yield f"{warning_title(code, doubts, coded=True)} · {state}"
        for doubt in doubts[:_MOST_LINES]:
            where = place(doubt)
            if doubt.rows and doubt.column:
                where += ", " + _("column {value}", value=column_heading(doubt.column, doubt.table))
            yield f"  {where}: {message(doubt.found)}"
        yield from _more(len(doubts))


def _repairs(repairs: tuple[Repair, ...], tables: Mapping[str, str]) -> Iterator[str]:
    if not repairs:
        return
    yield ngettext("{n} thing was taken as meant", "{n} things were taken as meant", len(repairs))
    for each in repairs[:_MOST_LINES]:
        rows = ngettext("{n} row", "{n} rows", each.rows)
        where = f"{each.file} {each.row}"
        if each.column:
            where += ", " + _(
                "column {value}", value=column_heading(each.column, tables.get(each.file, ""))
            )
        yield f"  {where}: {message(each.found)} → {message(each.became)} ({rows})"
    yield from _more(len(repairs))


def _counts(change: Change) -> Iterator[str]:
    if not change.proposal.count:
        yield _("The files contain nothing new.")
        return
    yield ngettext("{n} row would change", "{n} rows would change", change.proposal.count)
    for name, each in counts(change.proposal.changes).items():
        yield "  " + table_line(name, *each)
    lines = difference(change.proposal.changes, data.units(), _MOST_ROWS)
    said = shown_difference(lines, data.units()).assign(kind=lines["kind"])
    columns = ["kind", "table", "key", "name", "column", "old", "new"]
    cells = said[columns].itertuples(index=False, name=None)
    for (kind, table, key, name), parts in groupby(cells, lambda cell: cell[:4]):
        told = f"  {_SIGNS[kind]} {table} {key} {name}".rstrip()
        if kind == "changed":
            told += ": " + "; ".join(
                f"{part[4]} {part[5] or '–'} → {part[6] or '–'}" for part in parts
            )
        yield told


def _more(count: int) -> Iterator[str]:
    if count > _MOST_LINES:
        more = count - _MOST_LINES
        yield "  " + ngettext("… and {n} more", "… and {n} more", more)


def _rows(doubts: Iterable[Doubt]) -> int:
    """Rows that are doubted, each once: two doubts can be about the same row."""
    return len(
        {
            (doubt.file, row) if doubt.rows else (doubt.file, str(doubt.found))
            for doubt in doubts
            for row in (doubt.rows or (0,))
        }
    )
