"""A cell as a warning tells it: a code in words, a day as pages write it."""

from __future__ import annotations

from lib.errors import Message
from lib.io.tables.contracts import Table
from lib.words.file_words import code_message

_A_DAY = Message("{day}")


def told_cell(table: Table, column: str, text: str) -> Message | str:
    """What a cell says, to stand in a gap of a message.

    Args:
        table: Its table.
        column: Its column.
        text: The cell as the file of the table has it.
    """
    if text and table.field(column).type in ("date", "partial_date"):
        return _A_DAY.filled(day=text)
    return code_message(table.name, column, text)
