"""Changing a dataset: upload, every fault at once, preview, apply, and the way back.

Only for those `lib.ui.forms.editors` allows; each action checks again.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.io.arrivals.proposals import Proposal, proposed
from lib.io.arrivals.uploads import MOST_BYTES, read_uploads, size_fault
from lib.io.exports.csv import table_file
from lib.io.store.datasets import open_dataset
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import data
from lib.ui import blocks
from lib.ui.forms import editors, preview
from lib.words import wording
from lib.words.file_words import file_words
from lib.words.terms import N_
from lib.words.wording import _, ngettext

log = logging.getLogger("ward_atlas.updates")
_SHOWN = 1_000
_MODES = {
    "add": N_("Add rows; update rows whose key already exists"),
    "replace": N_("Replace whole tables with the contents of the files"),
}
_KINDS = {"added": N_("added"), "changed": N_("changed"), "removed": N_("removed")}


def update_card(name: str) -> None:
    """The part of the data page for editors; nothing for everybody else."""
    if not editors.may_update() or name not in data.datasets():
        return
    folder = data.datasets()[name]
    with st.container(key="card_update"):
        blocks.card_title(
            _("Update this dataset"),
            _(
                "CSV, Excel or a zipped data package, up to {n} MB each. Nothing is saved "
                "until you apply; every earlier version is kept.",
                n=wording.number(MOST_BYTES / 1e6),
            ),
        )
        preview.last_change(name)
        _choose_files(name)
        proposal = st.session_state.get("proposal")
        if proposal is not None and proposal.dataset == name:
            _preview(folder, proposal)
        stored = open_dataset(folder)
        preview.kept_states(name, "restore", stored, lambda: _applied(name))


def _choose_files(name: str) -> None:
    files = st.file_uploader(
        _("Files"),
        type=["csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet", "zip"],
        accept_multiple_files=True,
        key="files",
        on_change=_forget,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = st.radio(
            _("How to import them"),
            list(_MODES),
            format_func=lambda code: _(_MODES[code]),
            key="mode",
            horizontal=True,
            on_change=_forget,
        )
        pressed = st.button(_("Check and preview"), type="primary", key="check", disabled=not files)
    if pressed:
        _forget()  # a check that is cancelled leaves nothing to apply
        st.session_state["proposal"] = _check(name, list(files), str(mode))


def _forget() -> None:
    """What was checked is no longer what is asked for."""
    st.session_state.pop("proposal", None)


def _check(name: str, files: list[Any], mode: str) -> Proposal | None:
    """The proposal of the files; faults are in it. None when the action is refused."""
    if not preview.may_check():
        return None
    large = [fault for fault in (size_fault(f.name, f.size) for f in files) if fault]
    if large:
        preview.fault_table(large, "upload")
        return None
    kept = data.dataset(name).value
    with st.status(_("Checking…"), expanded=True) as status:
        bar = st.progress(0.0)
        st.button(_("Cancel"), key="cancel")  # any rerun stops the work at the next step
        upload = read_uploads(
            [(file.name, file.getvalue()) for file in files],
            data.unit_codes(),
            data.search_index().resolve,
            base=kept.tables,
            tell=preview.progress(bar, 0.0, 0.7),
            words=file_words(),
        )
        proposal = proposed(
            kept,
            upload,
            data.unit_tables().value,
            "replace" if mode == "replace" else "add",
            tell=preview.progress(bar, 0.7, 0.3),
        )
        status.update(label=_("Checked"), state="complete", expanded=False)
    if proposal.faults:
        log.warning("upload for %s refused: %d faults", name, len(proposal.faults))
    return proposal


def _preview(folder: Path, proposal: Proposal) -> None:
    if proposal.faults:
        blocks.card_title(preview.fault_title(len(proposal.faults)))
        preview.fault_table(proposal.faults, "upload")
        return
    _repairs(proposal)
    if not proposal.count:
        st.info(_("The files contain nothing new."))
        return
    parts = [
        f"{table}: {ngettext('{n} row', '{n} rows', changes.count)}"
        for table, changes in proposal.changes.items()
    ]
    blocks.card_title(
        ngettext("{n} row would change", "{n} rows would change", proposal.count), "; ".join(parts)
    )
    lines = pd.concat([changes.shown(_SHOWN) for changes in proposal.changes.values()])
    lines["kind"] = lines["kind"].map(lambda kind: _(_KINDS[kind]))
    st.dataframe(
        lines,
        hide_index=True,
        height=320,
        column_config={
            "kind": _("Change"),
            "table": _("Table"),
            "key": _("Key"),
            "column": _("Column"),
            "old": _("Old value"),
            "new": _("New value"),
        },
    )
    why = st.text_input(_("Reason (kept with the change)"), key="why", max_chars=200)
    if st.button(_("Apply"), type="primary", key="apply", disabled=not why.strip()):
        _apply(folder, proposal, why.strip())


def _repairs(proposal: Proposal) -> None:
    repairs = proposal.upload.repairs
    if not repairs:
        return
    label = ngettext("{n} thing was taken as meant", "{n} things were taken as meant", len(repairs))
    with st.expander(label, expanded=True):
        preview.repair_table(repairs)


def _apply(folder: Path, proposal: Proposal, why: str) -> None:
    contracts = {table.name: table for table in DATASET_TABLES}
    frames = proposal.frames()
    contents = dict(table_file(frame, contracts[name]) for name, frame in frames.items())
    preview.act(
        proposal.dataset,
        lambda who: open_dataset(folder).apply(contents, who=who, why=why, base=proposal.base),
        lambda: _applied(proposal.dataset),
    )


def _applied(name: str) -> None:
    _forget()
    data.look_again(name)
