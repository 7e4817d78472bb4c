"""Changing the outlines of units: upload, every fault at once, preview, apply, and the way back.

Only for those `lib.server.update_rights` allows; each action checks again. The outlines serve
all datasets, so the card stands apart from that of a dataset.
"""

from __future__ import annotations

import logging
from typing import Any, cast

import streamlit as st

from lib.errors import Fault
from lib.forms import actions, findings, kept_versions, layout
from lib.forms.boundary_changes import areas, side_by_side
from lib.forms.layout import main_button, reason_missing
from lib.forms.warning_list import (
    confirmed_warnings,
    forget_confirmations,
    silenced_list,
    unconfirmed,
)
from lib.io.arrivals.uploads import MOST_BYTES, size_fault
from lib.io.geo.boundaries import MOST_POINTS
from lib.io.geo.layers import open_outlines
from lib.io.geo.proposals import OutlineProposal, Rest, proposed_outlines
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.situation import data
from lib.ui.frame.choice_list import choose
from lib.update.outline_changes import (
    OUTLINE_KINDS,
    OutlineChange,
    apply_outlines,
    outline_change,
)
from lib.words import wording
from lib.words.coordinate_systems import SYSTEMS, system_words
from lib.words.terms import N_
from lib.words.wording import _, ngettext

log = logging.getLogger("ward_atlas.updates")
_DIVISIONS = {
    "from2025": N_("Since 1 Jul 2025"),
    "until2025": N_("Until 30 Jun 2025"),
}
_REST: dict[str, str] = {
    "complete": N_("there are none: the file is complete"),
    "keep": N_("keep their outlines"),
    "drop": N_("lose their outlines"),
}


def boundary_card() -> None:
    """The part of the data page for editors; nothing for everybody else."""
    if not update_rights.may(Act.OUTLINES):
        return
    with st.container(key="card_outlines"):
        layout.head(
            _("Update unit boundaries"),
            _(
                "GeoJSON, TopoJSON, GeoPackage, KML, or a zipped shapefile or MapInfo table: "
                "units by their code, of whole provinces or single ones; up to {size} MB and "
                "{points} points. The outlines serve all datasets.",
                size=wording.number(MOST_BYTES / 1e6),
                points=wording.number(MOST_POINTS),
            ),
        )
        actions.last_change("outlines")
        _choose_file()
        change = st.session_state.get("outline_change")
        if change is not None:
            _preview(change)
        silenced_list("outlines", data.geo_folder())
        stored = open_outlines(data.geo_folder())
        kept_versions.kept_states(
            "outlines", "restore_outlines", stored, _applied, Act.OUTLINES_BACK
        )


def _choose_file() -> None:
    # Any ending: a kind that cannot be read is refused in the reader's language, by its name.
    file = st.file_uploader(_("Boundary file"), key="outlines", on_change=_forget_file)
    division, system, origin = st.columns([2, 3, 4], vertical_alignment="bottom")
    with division:
        words = {code: _(message) for code, message in _DIVISIONS.items()}
        vintage = choose(_("Boundary period"), words, "division", on_change=_forget)
    with system:
        crs = choose(
            _("Coordinate system"),
            {code: system_words(code) for code in SYSTEMS},
            "crs",
            on_change=_forget,
            help=_("VN-2000 is used in several zones; the meridian of the zone tells which."),
        )
    with origin:
        whose = st.text_input(
            _("Source of the boundaries, their date and terms of use"),
            key="origin",
            on_change=_forget,
            max_chars=300,
            help=_("Saved in the files and shown at the foot of every page."),
        )
    columns = st.session_state.get("code_columns", ())
    code_column = _choose_code_column(columns) if columns and file is not None else ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rest = choose(
            _("Units of these provinces that the file does not contain"),
            {code: _(message) for code, message in _REST.items()},
            "rest",
            on_change=_forget,
            width=420,
        )
        ready = file is not None and bool(whose.strip())
        pressed = st.button(
            _("Check and preview"), type="primary", key="check_outlines", disabled=not ready
        )
        if file is not None and not ready:
            st.caption(_("State whose boundaries these are before checking the file."))
    if pressed:
        _forget()  # a check that is cancelled leaves nothing to apply
        st.session_state["outline_change"] = _check(
            file, str(vintage), str(crs), whose.strip(), code_column, cast("Rest", rest)
        )
        if st.session_state.get("code_columns", ()) != columns:
            st.rerun()  # the columns to choose from stand above


def _choose_code_column(columns: tuple[str, ...]) -> str:
    """The column with the codes, of a file in which none has a usual name."""
    return str(
        choose(
            _("Column with the unit codes"),
            {name: name for name in columns},
            "code_column",
            on_change=_forget,
            width=420,
        )
    )


def _forget_file() -> None:
    """Another file has other columns."""
    st.session_state.pop("code_columns", None)
    st.session_state.pop("code_column", None)
    _forget()


def _forget() -> None:
    """What was checked is no longer what is asked for."""
    st.session_state.pop("outline_change", None)
    forget_confirmations(OUTLINE_KINDS)


def _check(
    file: Any, vintage: str, crs: str, origin: str, code_column: str, rest: Rest
) -> OutlineChange | None:
    """What the file would change; faults are in it. None when the action is refused."""
    if not actions.may_check(Act.OUTLINES):
        return None
    large = size_fault(file.name, file.size)
    if large:
        return OutlineChange(_refused(file.name, vintage, (large,)), ())
    units = data.unit_tables().value.units
    with st.status(_("Checking…"), expanded=True) as status:
        bar = st.progress(0.0)
        st.button(_("Cancel"), key="cancel_outlines")  # any rerun stops the work at the next step
        proposal = proposed_outlines(
            file.name,
            file.getvalue(),
            data.geo_folder(),
            units,
            vintage,
            crs=crs,
            origin=origin,
            code_column=code_column,
            rest=rest,
            tell=actions.progress(bar, 0.0, 1.0),
        )
        change = outline_change(proposal, units)
        status.update(label=_("Checked"), state="complete", expanded=False)
    if proposal.columns:
        st.session_state["code_columns"] = proposal.columns
    if proposal.faults:
        log.warning("outlines refused: %d faults", len(proposal.faults))
    return change


def _refused(name: str, vintage: str, faults: tuple[Fault, ...]) -> OutlineProposal:
    log.warning("outlines refused: %d faults", len(faults))
    return OutlineProposal(name, vintage, "", faults=faults)


def _preview(change: OutlineChange) -> None:
    proposal = change.proposal
    if proposal.repairs:
        label = ngettext("{n} repair", "{n} repairs", len(proposal.repairs))
        with st.expander(label, expanded=len(proposal.repairs) < 10):
            findings.repair_table(proposal.repairs, {})
    if proposal.faults:
        layout.head(findings.fault_title(len(proposal.faults)))
        findings.fault_table(proposal.faults, "outlines")
        st.caption(_("Row 2 is the first unit in the file (row 1 is the header)."))
        return
    same = len(proposal.units) - proposal.count
    below = [ngettext("{n} unit stays unchanged", "{n} units stay unchanged", same)]
    below += [wording.message(text) for text in proposal.remarks]
    layout.head(
        ngettext("{n} unit gets a new outline", "{n} units get a new outline", proposal.count),
        "; ".join(below) + ".",
    )
    if not proposal.count:
        st.info(_("No outline moves; applying adds finer points and the origin."))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        areas(proposal.units)
    with right:
        side_by_side(proposal)
    me = update_rights.rights_now()
    foreign = change.foreign(me.within) if isinstance(me, Rights) else None
    if foreign:
        st.error(wording.plain_markdown(wording.message(foreign)))
        return
    folder = data.geo_folder()
    asked = change.waiting(folder)
    confirmed = confirmed_warnings("outlines", folder, asked)
    why = st.text_input(_("Reason (kept with the change)"), key="outlines_why", max_chars=200)
    missing = [*unconfirmed(asked, confirmed), *reason_missing(why)]
    if main_button(_("Apply"), "apply_outlines", missing):
        actions.act(
            "outlines",
            Act.OUTLINES,
            lambda me: apply_outlines(
                change,
                folder,
                who=me.account,
                why=why.strip(),
                confirmed=confirmed,
                within=me.within,
            ),
            _applied,
        )


def _applied() -> None:
    _forget()
    data.look_again_at_layers()
