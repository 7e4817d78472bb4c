"""The data page: how much there is, rows kept but not counted, the dictionary of columns."""

from __future__ import annotations

import pandas as pd

from lib.cards import telling
from lib.cards.bodies import Body, Column, Prose, Table
from lib.cards.card import Card
from lib.cards.pieces import Asks, Name, Said
from lib.cards.telling import tell, words
from lib.domain import statuses
from lib.io.tables.contracts import Table as Contract
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation.situation import Situation
from lib.situation.table_rows import readable
from lib.view.view import View
from lib.words import wording
from lib.words.terms import TABLES
from lib.words.wording import _

_TOLD = {"ward_text", "province_text", "as_of", "note"}  # also where letters are large
_OBSERVATIONS = next(table for table in DATASET_TABLES if table.name == "observations")


def headline(seen: Situation, _view: View) -> Card:
    """How many tables and rows."""
    tables = seen.dataset.tables
    filled = [name for name, frame in tables.items() if len(frame)]
    title = tell(
        "{tables} tables, {rows} rows, each with its source",
        tables=telling.count("tables", len(filled), _("Tables"), Asks("tables", ("tables",))),
        rows=telling.count(
            "rows", sum(map(len, tables.values())), _("Rows"), Asks("tables", ("rows",))
        ),
    )
    below = tell("Filter, browse and download as CSV or Excel. The data dictionary is below.")
    return Card("headline", title, below)


def left_open(seen: Situation, _view: View) -> Card:
    """Rows that could not be resolved to a unit, and related programmes kept apart."""
    kept = kept_rows(seen)
    heads = {
        "open": _("Names that match no unit, or more than one"),
        "related": _("Related programmes"),
        "undated": _("Undated observations"),
    }
    parts = {name: (heads[name], kept[name]) for name in heads}
    n = {
        name: telling.count(name, len(rows), head, Asks("kept_rows", (name,)))
        for name, (head, rows) in parts.items()
    }
    title = tell(
        "Kept but not counted: {open} rows without a unit, {related} from related programmes",
        open=n["open"],
        related=n["related"],
    )
    below = tell(
        "{n} observations have no date; they count only when the as-of date is "
        "today or later than every dated one.",
        n=n["undated"],
    )
    bodies: list[Body] = []
    for name, (head, rows) in parts.items():
        if len(rows):
            bodies += [
                Prose((Said((words(head, ": ", n[name]),), "strong"),)),
                rows_table(rows, _OBSERVATIONS),
            ]
    return Card("open", title, below, tuple(bodies))


def kept_rows(seen: Situation) -> dict[str, pd.DataFrame]:
    """Observations that are kept without being counted, by the reason."""
    observations = seen.table("observations")
    return {
        "open": statuses.unresolved(observations),
        "related": statuses.related(observations),
        "undated": statuses.undated(seen.dated),
    }


def rows_table(rows: pd.DataFrame, contract: Contract) -> Table:
    """Rows of a table of the dataset, as written in the file."""
    shown = readable(rows, contract)
    fields = [field for field in contract.fields if field.name in shown]
    columns = tuple(
        Column(
            field.name,
            wording.in_language(*field.heads),
            f"{field.name}: {wording.in_language(field.vi, field.en)}",
            detail=not field.required and field.name not in _TOLD,
        )
        for field in fields
    )
    cells = (
        tuple(None if pd.isna(value) else Name(str(value)) for value in row)
        for row in shown[[field.name for field in fields]].itertuples(index=False)
    )
    return Table(columns, tuple(cells), sortable=True)


def dictionary(_seen: Situation, _view: View) -> Card:
    """The meaning of every column, from the contracts themselves."""
    bodies: list[Body] = []
    for table in DATASET_TABLES:
        about = Name(f"{table.name}.csv · {wording.in_language(table.vi, table.en)}")
        head = words(Said((_(TABLES[table.name]),), "strong"), Said((about,), "line"))
        rows = tuple(
            (
                Name(field.name),
                Name(f"{field.type}{' *' if field.required else ''}"),
                Name(
                    wording.in_language(field.vi, field.en)
                    + (" – " + ", ".join(field.one_of) if field.one_of else "")
                ),
            )
            for field in table.fields
        )
        heads = {"column": _("Column"), "type": _("Type"), "meaning": _("Meaning")}
        columns = tuple(Column(name, head) for name, head in heads.items())
        bodies += [Prose((head,)), Table(columns, rows)]
    return Card(
        "dictionary",
        tell(
            "The data dictionary explains {columns} columns of {tables} tables",
            columns=telling.count("columns", sum(len(each.fields) for each in DATASET_TABLES)),
            tables=telling.count("explained_tables", len(DATASET_TABLES)),
        ),
        bodies=tuple(bodies),
        remarks=(tell("* required"),),
        folded=True,
    )
