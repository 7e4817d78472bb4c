"""Headings of an upload that are not known: which column each means, remembered per dataset."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from lib.forms import actions, layout
from lib.io import faults as say
from lib.io.store.own_headings import LEFT_OUT, Headings, forget, read_headings, remember
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.update.changes import Change
from lib.words import wording
from lib.words.file_words import file_words
from lib.words.wording import _, ngettext

log = logging.getLogger("ward_atlas.updates")
_TABLES = {table.name: table for table in DATASET_TABLES}
_MOST = 20  # headings; of more the file is another table


def unknown_headings(folder: Path, change: Change) -> bool:
    """Ask what unknown headings mean; whether it was just remembered.

    Args:
        folder: The dataset's folder.
        change: An upload with faults.
    """
    asked = _unknown(change)
    if not asked:
        return False
    if not update_rights.may(Act.HEADINGS):
        st.info(
            _(
                "Headings that are not known are remembered for every province by an account that "
                "can change all data. Otherwise name the columns as in the template."
            )
        )
        return False
    layout.head(
        _("Which columns are these?"),
        _("Your answer is remembered for this dataset; the files are then checked again."),
    )
    told: dict[str, dict[str, str]] = {}
    for name, headings in asked.items():
        table = _TABLES[name]
        read = change.proposal.upload.readings[name].columns
        missing = [each for each in table.columns if each not in read]
        options = [*missing, *(each for each in table.columns if each in read), LEFT_OUT]
        for heading in headings:
            chosen = st.selectbox(
                wording.plain_markdown(f"{heading} · {file_words().table(name)}"),
                options,
                index=None,
                format_func=partial(_label, table),
                key=f"heading_{name}_{heading}",
                placeholder=_("Choose a column"),
            )
            if chosen is not None:
                told.setdefault(name, {})[heading] = chosen
    if not st.button(_("Remember and check again"), key="remember", disabled=not told):
        return False
    done = [
        actions.attempt(folder.name, Act.HEADINGS, partial(_remember, folder, name, called))
        for name, called in told.items()
    ]
    return None not in done


def _remember(folder: Path, table: str, called: dict[str, str], me: Rights) -> Headings:
    log.info("%s: headings of %s remembered", folder.name, table)
    return remember(folder, table, called, me.account)  # logs name nobody


def _forget(folder: Path, table: str, heading: str, me: Rights) -> Headings:
    log.info("%s: a heading of %s forgotten", folder.name, table)
    return forget(folder, table, [heading], me.account)


def _unknown(change: Change) -> dict[str, list[str]]:
    """Headings that no column is known by, by table."""
    upload = change.proposal.upload
    table_of = {file: name for name, file in upload.files.items()}
    headings: dict[str, list[str]] = {}
    for fault in upload.faults:
        if fault.found.template != say.UNKNOWN_COLUMN.template or fault.file not in table_of:
            continue
        heading = dict(fault.found.values)["value"]
        headings.setdefault(table_of[fault.file], []).append(str(heading).strip("“”"))
    return headings if sum(map(len, headings.values())) <= _MOST else {}


def _label(table: Table, column: str) -> str:
    if column == LEFT_OUT:
        return _("(leave this column out)")
    return f"{file_words().heading(table.field(column))} · {column}"


def remembered_headings(name: str, folder: Path) -> None:
    """Headings that are remembered, each with its column, and a way to forget them.

    Args:
        name: The dataset.
        folder: Its folder.
    """
    kept = actions.attempt(name, Act.LOOK, lambda _me: read_headings(folder))
    rows = [
        (table, heading, column)
        for table, called in (kept or {}).items()
        for heading, column in called.items()
    ]
    if not rows:
        return
    label = ngettext("{n} heading is remembered", "{n} headings are remembered", len(rows))
    with st.expander(label):
        st.dataframe(
            pd.DataFrame(
                [
                    (file_words().table(table), heading, _label(_TABLES[table], column))
                    for table, heading, column in rows
                ],
                columns=[_("Table"), _("Heading"), _("Column")],
            ),
            hide_index=True,
        )
        if not update_rights.may(Act.HEADINGS):
            return
        chosen = st.multiselect(
            _("Headings to forget"),
            range(len(rows)),
            format_func=lambda place: rows[place][1],
            key=f"headings_{name}",
        )
        if st.button(_("Forget"), key=f"forget_{name}", disabled=not chosen):
            done = [
                actions.attempt(
                    name, Act.HEADINGS, partial(_forget, folder, rows[place][0], rows[place][1])
                )
                for place in chosen
            ]
            if None not in done:
                del st.session_state[f"headings_{name}"]
                st.rerun()
