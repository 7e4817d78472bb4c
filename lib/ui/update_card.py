"""Changing a dataset: upload, every fault at once, preview, apply, and the way back.

Only for those `lib.ui.editors` allows; each action checks again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib.errors import Fault, Refused
from lib.io import history
from lib.io.changes import Proposal, proposed
from lib.io.dataset_tables import DATASET_TABLES
from lib.io.exports import table_csv, table_parquet
from lib.io.uploads import MOST_BYTES, read_uploads, size_fault
from lib.ui import blocks, data, editors, wording
from lib.ui.terms import N_
from lib.ui.wording import _, ngettext

log = logging.getLogger("ward_atlas.updates")
_LARGE = 200_000  # rows from which a table is kept as Parquet
_SHOWN = 1_000
_MODES = {
    "add": N_("Add rows; change those with a known key"),
    "replace": N_("Replace whole tables by what the files hold"),
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
                "CSV, Excel or a zip of a data package, up to {n} MB each. Nothing is written "
                "before you apply; every earlier state is kept.",
                n=wording.number(MOST_BYTES / 1e6),
            ),
        )
        _choose_files(name)
        proposal = st.session_state.get("proposal")
        if proposal is not None and proposal.dataset == name:
            _preview(folder, proposal)
        _versions(folder, name)


def _choose_files(name: str) -> None:
    files = st.file_uploader(
        _("Files"),
        type=["csv", "tsv", "txt", "xlsx", "parquet", "zip"],
        accept_multiple_files=True,
        key="files",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = st.radio(
            _("How they are taken"),
            list(_MODES),
            format_func=lambda code: _(_MODES[code]),
            key="mode",
            horizontal=True,
        )
        if st.button(_("Check and preview"), type="primary", key="check", disabled=not files):
            st.session_state["proposal"] = _check(name, list(files), str(mode))


def _check(name: str, files: list[Any], mode: str) -> Proposal | None:
    """The proposal of the files; faults are in it. None when the action is refused."""
    try:
        editors.editor()
    except Refused as refusal:
        st.error(wording.fault(str(refusal)))
        return None
    large = [fault for fault in (size_fault(f.name, f.size) for f in files) if fault]
    if large:
        _fault_table(tuple(large))
        return None
    kept = data.dataset(name).value
    with st.status(_("Checking …"), expanded=True) as status:
        bar = st.progress(0.0)
        st.button(_("Cancel"), key="cancel")  # any rerun stops the work at the next step
        upload = read_uploads(
            [(file.name, file.getvalue()) for file in files],
            data.unit_codes(),
            data.search_index().resolve,
            base=kept.tables,
            tell=_teller(bar, 0.0, 0.7),
        )
        proposal = proposed(
            kept,
            upload,
            data.unit_tables().value,
            "replace" if mode == "replace" else "add",
            tell=_teller(bar, 0.7, 0.3),
        )
        status.update(label=_("Checked"), state="complete", expanded=False)
    return proposal


def _teller(bar: Any, start: float, length: float) -> Callable[[float], None]:
    """Shows a share of the work; a pressed Cancel ends the run at this point."""

    def tell(share: float) -> None:
        bar.progress(min(start + length * share, 1.0))

    return tell


def _preview(folder: Path, proposal: Proposal) -> None:
    if proposal.faults:
        blocks.card_title(
            ngettext(
                "{n} fault; nothing can be applied",
                "{n} faults; nothing can be applied",
                len(proposal.faults),
            )
        )
        _fault_table(proposal.faults)
        return
    _repairs(proposal)
    if not proposal.count:
        st.info(_("The files hold nothing new."))
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
    why = st.text_input(_("Reason, kept with the change"), key="why", max_chars=200)
    if st.button(_("Apply"), type="primary", key="apply", disabled=not why.strip()):
        _apply(folder, proposal, why.strip())


def _repairs(proposal: Proposal) -> None:
    repairs = proposal.upload.repairs
    if not repairs:
        return
    label = ngettext("{n} code was repaired", "{n} codes were repaired", len(repairs))
    with st.expander(label, expanded=True):
        st.dataframe(
            pd.DataFrame(
                [(r.file, r.row, r.column, r.found, r.became, r.rows) for r in repairs],
                columns=[
                    _("File"),
                    _("Row"),
                    _("Column"),
                    _("Found"),
                    _("Became"),
                    _("Rows"),
                ],
            ),
            hide_index=True,
        )


def _fault_table(faults: tuple[Fault, ...]) -> None:
    """Every fault with file, row, column, found, expected; to look at and to take away."""
    table = pd.DataFrame(
        [
            (f.file, f.row or None, f.column, wording.fault(f.found), wording.fault(f.expected))
            for f in faults
        ],
        columns=["file", "row", "column", "found", "expected"],
    )
    st.dataframe(
        table,
        hide_index=True,
        height=min(38 + 35 * len(table), 360),
        placeholder="–",
        column_config={
            "file": _("File"),
            "row": st.column_config.NumberColumn(_("Row"), format="%d"),
            "column": _("Column"),
            "found": st.column_config.TextColumn(_("Found"), width="large"),
            "expected": st.column_config.TextColumn(_("Should be"), width="large"),
        },
    )
    st.download_button(
        _("Download the faults"),
        table.to_csv(index=False).encode("utf-8-sig"),
        file_name="faults.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _apply(folder: Path, proposal: Proposal, why: str) -> None:
    contents = {}
    contracts = {table.name: table for table in DATASET_TABLES}
    for name, frame in proposal.frames().items():
        large = len(frame) > _LARGE
        write = table_parquet if large else table_csv
        contents[f"{name}{'.parquet' if large else '.csv'}"] = write(frame, contracts[name])
    _act(
        proposal.dataset,
        lambda who: history.apply(folder, contents, who=who, why=why, base=proposal.base),
    )


def _act(name: str, action: Any) -> None:
    """Do what changes a dataset: check who asks, log it, look at the files again."""
    try:
        who = editors.editor().name
        version = action(who)
    except Refused as refusal:
        log.warning("update of %s refused: %s", name, refusal)
        st.error(wording.fault(str(refusal)))
        return
    except OSError as error:
        log.exception("update of %s failed", name)
        st.error(_("The disk did not take it: {reason}", reason=error.strerror or str(error)))
        return
    log.info("%s: version %d by %s", name, version.number, who)
    st.session_state.pop("proposal", None)
    data.look_again(name)
    st.rerun()


def _versions(folder: Path, name: str) -> None:
    found = history.versions(folder)
    if not found:
        return
    label = ngettext("{n} earlier state kept", "{n} states kept", len(found))
    with st.expander(label):
        for version in reversed(found[-20:]):
            # Without an account the reason is a word of the program, not of a person.
            why = version.why if version.who else wording.fault(version.why)
            words, button = st.columns([5, 1], vertical_alignment="center")
            with words:
                st.html(
                    f'<div class="wa-src"><b>{version.number}</b> · {escape(version.when)} · '
                    f"{escape(version.who or '–')} · {escape(why)} "
                    f'<span class="m">{escape(version.checksum)}</span></div>'
                )
            with button:
                if st.button(_("Go back to it"), key=f"restore_{version.number}"):
                    _restore(folder, name, version.number)


def _restore(folder: Path, name: str, number: int) -> None:
    why = _("back to version {n}", n=number)
    base = history.state(folder)  # also when the files on disk are broken: that is the way out
    _act(name, lambda who: history.restore(folder, number, who=who, why=why, base=base))
