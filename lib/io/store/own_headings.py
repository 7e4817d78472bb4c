"""Headings that an office uses for the columns of a dataset, remembered beside its tables.

`headings.json` is no part of the data: what a column is called in a file changes no figure, so
the checksum does not cover it. A heading that is named for personal data is never remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from lib.errors import Message, Refused
from lib.io.store.locks import locked
from lib.io.store.versions import FOLDER
from lib.io.store.whole_files import write_whole
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.json_texts import parsed_json
from lib.io.tables.personal import personal_column

FILE = "headings.json"
DAMAGED = Message("The file {value} of this dataset is damaged; correct or remove it.")
LEFT_OUT = ""
Headings = Mapping[str, Mapping[str, str]]
"""Column by heading, by table; `LEFT_OUT` for a heading whose column is not read."""
NONE: Headings = MappingProxyType({})


def read_headings(folder: Path) -> Headings:
    """The remembered headings of a dataset.

    Raises:
        Refused: When the file is damaged.
    """
    try:
        content = parsed_json((folder / FILE).read_bytes())
        columns = {table.name: {*table.columns, LEFT_OUT} for table in DATASET_TABLES}
        for table, called in content.items():
            if not columns[table].issuperset(called.values()):
                raise ValueError
        return {
            table: {text: name for text, name in called.items() if not personal_column(text)}
            for table, called in content.items()
        }
    except FileNotFoundError:
        return NONE
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(DAMAGED.filled(value=FILE)) from error


def remember(
    folder: Path, table: str, called: Mapping[str, str], who: str | None = None
) -> Headings:
    """Remember what headings of a table mean; all that is remembered then.

    Args:
        folder: The dataset's folder.
        table: Name of the table.
        called: Column by heading.
        who: Account that does it; None for whoever keeps the server.

    Raises:
        Refused: When the file is damaged, or the account may not do it.
        OSError: When the disk does not take it.
    """
    with _locked(folder, who):
        kept = {name: dict(each) for name, each in read_headings(folder).items()}
        kept.setdefault(table, {}).update(called)
        return _written(folder, kept)


def forget(folder: Path, table: str, headings: Sequence[str], who: str | None = None) -> Headings:
    """Remember some headings of a table no longer; raises as `remember` does."""
    with _locked(folder, who):
        kept = {name: dict(each) for name, each in read_headings(folder).items()}
        for text in headings:
            kept.get(table, {}).pop(text, None)
        return _written(folder, {name: each for name, each in kept.items() if each})


def tables_called(headings: Headings) -> tuple[Table, ...]:
    """The contracts of a dataset's tables, with the headings that mean their columns."""
    return tuple(
        replace(
            table,
            fields=tuple(
                replace(
                    field,
                    called=tuple(text for text, name in own.items() if name == field.name),
                )
                for field in table.fields
            ),
            left_out=tuple(text for text, name in own.items() if name == LEFT_OUT),
        )
        if (own := headings.get(table.name))
        else table
        for table in DATASET_TABLES
    )


def _locked(folder: Path, who: str | None) -> AbstractContextManager[None]:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    return locked(folder / FOLDER / "lock", who)


def _written(folder: Path, kept: Headings) -> Headings:
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(folder / FILE, text.encode())
    return kept
