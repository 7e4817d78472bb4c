"""What is wrong with a file, and what was taken as meant: every fault and repair, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.errors import Fault
from lib.forms.layout import file_button
from lib.io.arrivals.repairs import Repair
from lib.update.changes import row_ranges
from lib.update.differences import safe_csv
from lib.update.fault_groups import fault_groups
from lib.words import wording
from lib.words.file_words import column_heading
from lib.words.wording import _, ngettext

_LETTERS = 55  # in a line of a wide column


def fault_table(faults: Sequence[Fault], key: str, tables: Mapping[str, str] | None = None) -> None:
    """Every fault with file, rows, column, found, expected; those of one cause told once.

    The list to take away has each row.

    Args:
        faults: What is wrong.
        key: Tells the tables of a page apart.
        tables: The table that each file is, where that is known.
    """
    table = pd.DataFrame(
        [
            (
                group.file,
                row_ranges(group.rows),
                column_heading(group.column, (tables or {}).get(group.file, "")),
                wording.message(group.found),
                wording.message(group.expected),
            )
            for group in fault_groups(faults)
        ],
        columns=["file", "row", "column", "found", "expected"],
    )
    st.dataframe(
        table,
        hide_index=True,
        row_height=(high := row_height(table["found"], table["expected"])),
        height=min(38 + high * len(table), 640),
        placeholder="–",
        column_config={
            "file": _("File"),
            "row": _("Row"),
            "column": _("Column"),
            "found": st.column_config.TextColumn(_("Found"), width="large"),
            "expected": st.column_config.TextColumn(_("Expected"), width="large"),
        },
    )
    file_button(
        _("Download the list of errors"), lambda: faults_csv(faults), "faults.csv", f"{key}_faults"
    )


def row_height(*texts: Iterable[str]) -> int:
    """Pixels of a row in which the longest of some texts is read whole, in a wide column."""
    longest = max((len(each) for column in texts for each in column), default=0)
    return 35 + 19 * min(longest // _LETTERS, 3)


def faults_csv(faults: Sequence[Fault]) -> bytes:
    """Every fault, a row each, as CSV; what files hold is never a formula in it."""
    lines = [
        (
            fault.file,
            str(fault.row or ""),
            fault.column,
            wording.message(fault.found),
            wording.message(fault.expected),
        )
        for fault in faults
    ]
    return safe_csv(pd.DataFrame(lines, columns=["file", "row", "column", "found", "expected"]))


def fault_title(count: int) -> str:
    """How many faults keep an update from being applied."""
    return ngettext(
        "{n} error; nothing can be applied", "{n} errors; nothing can be applied", count
    )


def repair_table(repairs: Sequence[Repair], tables: Mapping[str, str]) -> None:
    """What stood in a file and what it was taken for.

    Args:
        repairs: What was taken as meant.
        tables: The table that each file is.
    """
    table = pd.DataFrame(
        [
            (
                r.file,
                r.row,
                column_heading(r.column, tables.get(r.file, "")),
                wording.message(r.found),
                wording.message(r.became),
                r.rows,
            )
            for r in repairs
        ],
        columns=["file", "row", "column", "found", "became", "rows"],
    )
    st.dataframe(
        table,
        hide_index=True,
        row_height=row_height(table["found"], table["became"]),
        column_config={
            "file": _("File"),
            "row": _("Row"),
            "column": _("Column"),
            "found": st.column_config.TextColumn(_("Found"), width="large"),
            "became": st.column_config.TextColumn(_("Changed to"), width="large"),
            "rows": _("Rows alike"),
        },
    )
