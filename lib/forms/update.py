"""Changing a dataset: upload, every fault at once, preview, apply, and the way back.

Only for those `lib.server.update_rights` allows; each action checks again.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import streamlit as st

from lib.errors import Refused
from lib.forms import actions, findings, layout
from lib.forms.approvals import waiting_list
from lib.forms.heading_map import remembered_headings, unknown_headings
from lib.forms.history import difference_table, history
from lib.forms.layout import main_button, reason_missing
from lib.forms.reopening import reopened, reopening_missing
from lib.forms.warning_list import (
    confirmed_warnings,
    forget_confirmations,
    listed_warnings,
    silenced_list,
    unconfirmed,
)
from lib.io.arrivals.uploads import MOST_BYTES, size_fault
from lib.io.store.own_headings import read_headings
from lib.io.store.rules import read_rules
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.situation import data
from lib.update.changes import Change, apply, checked
from lib.update.days_ahead import told_ahead
from lib.update.doubts import KINDS
from lib.update.outline_changes import OUTLINE_KINDS
from lib.update.own_rows import foreign_rows
from lib.update.silenced import silenced
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _, ngettext

log = logging.getLogger("ward_atlas.updates")
_MODES = {
    "add": N_("Add rows; update rows whose key already exists"),
    "replace": N_("Replace whole tables with the contents of the files"),
}


def update_card(name: str) -> None:
    """The part of the data page for editors; nothing for everybody else."""
    may_send = update_rights.may(Act.CHECK)
    if not update_rights.may(Act.LOOK) or name not in data.datasets():
        return
    folder = data.datasets()[name]
    with st.container(key="card_update"):
        layout.head(
            _("Update this dataset"),
            _(
                "CSV, Excel, OpenDocument or a zipped data package, up to {n} MB each. Nothing is "
                "saved until you apply; every earlier version is kept.",
                n=wording.number(MOST_BYTES / 1e6),
            )
            if may_send
            else _("Changes that wait for approval, and all earlier versions."),
        )
        with st.container():  # keeps its place: what is open below stays open when it goes
            actions.last_change(name)
        _rules(folder)
        waiting_list(name, folder, lambda: _applied(name))
        if may_send:
            _choose_files(name)
            change = st.session_state.get("change")
            if change is not None and change.proposal.dataset == name:
                _preview(folder, change)
        remembered_headings(name, folder)
        silenced_list(name, folder)
        history(name, folder, lambda: _applied(name))


def _rules(folder: Path) -> None:
    """What the office has laid down for changes; nothing where it has not."""
    rules = actions.attempt(folder.name, Act.LOOK, lambda _me: read_rules(folder))
    if rules is None:
        return
    if rules.closed_until:
        st.info(
            _(
                "The period until {day} is closed: its rows change only with a reason.",
                day=wording.day(rules.closed_until),
            )
        )
    if rules.needs_approval:
        st.info(_("A second person must approve every change of this dataset."))


def _needs_approval(folder: Path) -> bool:
    try:
        return read_rules(folder).needs_approval
    except Refused:  # told above; nothing can be applied
        return False


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
    if pressed or (st.session_state.pop("check_again", False) and files):
        _forget()  # a check that is cancelled leaves nothing to apply
        st.session_state["change"] = _check(name, list(files), str(mode))


def _forget() -> None:
    """What was checked is no longer what is asked for."""
    st.session_state.pop("change", None)
    st.session_state.pop("typed", None)
    forget_confirmations(KINDS.keys() - OUTLINE_KINDS)


def _check(name: str, files: list[Any], mode: str) -> Change | None:
    """What the files would change; faults are in it. None when the action is refused."""
    if not actions.may_check(Act.CHECK):
        return None
    large = [fault for fault in (size_fault(f.name, f.size) for f in files) if fault]
    if large:
        findings.fault_table(large, "upload")
        return None
    kept = data.dataset(name).value
    headings = actions.attempt(name, Act.LOOK, lambda _me: read_headings(data.datasets()[name]))
    if headings is None:
        return None
    with st.status(_("Checking…"), expanded=True) as status:
        bar = st.progress(0.0)
        st.button(_("Cancel"), key="cancel")  # any rerun stops the work at the next step
        change = checked(
            kept,
            [(file.name, file.getvalue()) for file in files],
            "replace" if mode == "replace" else "add",
            tell=actions.progress(bar, 0.0, 1.0),
            headings=headings,
        )
        status.update(label=_("Checked"), state="complete", expanded=False)
    if change.faults:
        log.warning("upload for %s refused: %d faults", name, len(change.faults))
    return change


def _preview(folder: Path, change: Change) -> None:
    if change.faults:
        layout.head(findings.fault_title(len(change.faults)))
        findings.fault_table(change.faults, "upload", change.proposal.upload.tables)
        if unknown_headings(folder, change):
            st.session_state["check_again"] = True
            st.rerun()
        listed_warnings(change.waiting(silenced(folder)))
        return
    _repairs(change)
    if not change.proposal.changes:
        st.info(_("The files contain nothing new."))
        return
    _difference(change)
    if _of_others(folder, change):
        return
    asked = change.waiting(silenced(folder))
    confirmed = confirmed_warnings(change.proposal.dataset, folder, asked)
    typed = _typed(change)
    why = st.text_input(_("Reason (kept with the change)"), key="why", max_chars=200)
    missing = [
        *unconfirmed(asked, confirmed),
        *([] if typed == change.must_type else [_("The number of rows to be removed is needed")]),
        *reason_missing(why),
        *reopening_missing(change.proposal.changes, folder, "apply"),
    ]
    label = _("Propose") if _needs_approval(folder) else _("Apply")
    if main_button(label, "apply", missing):
        actions.act(
            change.proposal.dataset,
            Act.CHANGE,
            lambda me: apply(
                change,
                folder,
                who=me.account,
                within=me.within,
                why=why.strip(),
                confirmed=confirmed,
                typed=typed,
                reopened=reopened("apply"),
            ),
            lambda: _applied(change.proposal.dataset),
            told_ahead(change.proposal.changes),
        )


def _of_others(folder: Path, change: Change) -> bool:
    """Whether rows of others would change, which is told before anything is asked."""
    me = update_rights.rights_now()
    if not isinstance(me, Rights):
        return False  # told when something is done
    changes = change.proposal.changes
    foreign = foreign_rows(changes, me.within, who=me.account, folder=folder)
    if foreign:
        st.error(wording.plain_markdown(wording.message(foreign)))
    return bool(foreign)


def _difference(change: Change) -> None:
    """What is removed, changed and added, removals first; all of it to download."""
    count = change.proposal.count
    layout.head(ngettext("{n} row would change", "{n} rows would change", count))
    name = f"{change.proposal.dataset}-changes.csv"
    difference_table(change.proposal.changes, "changes", name)


def _typed(change: Change) -> int:
    """The number of rows that go, typed by the person; 0 when it need not be, or is no number."""
    if not change.must_type:
        return 0
    st.warning(
        ngettext(
            "{n} row would be removed, more than a tenth of a table.",
            "{n} rows would be removed, more than a tenth of a table.",
            change.removed,
        )
    )
    text = st.text_input(_("Type the number of rows that are to be removed"), key="typed")
    digits = "".join(text.split()).replace(".", "").replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def _repairs(change: Change) -> None:
    repairs = change.proposal.upload.repairs
    if not repairs:
        return
    label = ngettext("{n} thing was taken as meant", "{n} things were taken as meant", len(repairs))
    with st.expander(label, expanded=True):
        findings.repair_table(repairs, change.proposal.upload.tables)


def _applied(name: str) -> None:
    _forget()
    data.look_again(name)
