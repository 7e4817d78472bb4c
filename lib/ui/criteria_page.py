"""Parts of the criteria page: the finding, figures, heat map, and what to do without one."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import streamlit as st

from lib.ui import address, blocks, criteria_grid, phrases, wording
from lib.ui.citations import source_mark
from lib.ui.criteria_choice import BOTH, FORMER, IN_FORCE, Choice
from lib.ui.criteria_state import CriteriaState, criteria_state
from lib.ui.rows import record
from lib.ui.situation import Situation
from lib.ui.terms import N_, STATUS
from lib.ui.view import KEYS
from lib.ui.wording import _, ngettext

_table = st.components.v2.component(
    "heat_map",
    html='<div class="wa-grid" tabindex="0" role="region"></div>',
    js=(Path(__file__).parent / "heat_map.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

_ROWS = {
    "weakest": N_("Lowest first"),
    "strongest": N_("Highest first"),
    "name": N_("By name"),
}
_COLUMNS = {"number": N_("By number"), "weakest": N_("Lowest first")}
_RESULTS = {"claimed": N_("Self-reported"), "inspected": N_("Inspected")}


def state_of(seen: Situation) -> CriteriaState:
    """The assessments as the controls of the page ask for them."""
    state = st.session_state
    # A control that was not drawn in the last run has no value.
    choice = Choice(
        state.get("set") or "",
        state.get("wards") or IN_FORCE,
        state.get("result") or "claimed",
    )
    return criteria_state(seen, choice)


def headline(state: CriteriaState) -> None:
    """The finding of the day, and which wards, set and day it speaks of."""
    seen = state.seen
    shares = state.results
    judged = int(shares["met"] + shares["not_met"])
    title = ngettext(
        "{share} of the assessed results are “met”; {n} ward is only one or two criteria short",
        "{share} of the assessed results are “met”; {n} wards are only one or two criteria short",
        len(state.nearest),
        share=wording.percent(int(shares["met"]) / judged if judged else None),
    )
    if seen.scope != "national":
        title = phrases.placed(seen.units.full_name(seen.scope), title)
    known = {"day": wording.day(seen.day), "set": state.set_id}
    if len(state.left_out):
        known["set"] += ngettext(
            " (the {n} criterion comparable in all sets, {left} left out)",
            " (the {n} criteria comparable in all sets, {left} left out)",
            len(state.by_criterion),
            left=wording.number(len(state.left_out)),
        )
    if state.shows_former:
        newest = state.judged["as_of"].max()
        below = _(
            "Former wards, each as of its own day (newest {newest}), criteria set {set}. "
            "Their results are not carried over to today's wards.",
            newest=wording.day(newest),
            **known,
        )
    else:
        below = _(
            "As of {day}, criteria set {set}: the latest assessment of each current ward.",
            **known,
        )
    blocks.heading(title, below)
    if state.shows_former and state.choice.wards == IN_FORCE:
        words = _(
            "No current ward has an assessment of its own by this date; former wards are "
            "shown as of their own day."
        )
        st.html(f'<div class="wa-note" role="status">{escape(words)}</div>')


def figures_row(state: CriteriaState) -> None:
    """Four large numbers: assessed, met, complete, nearly complete."""
    shares = state.results
    judged = int(shares["met"] + shares["not_met"])
    shown = int((state.totals["assessed"] > 0).sum())
    inspected = state.choice.result == "inspected"
    silent = len(state.without_result)
    below = (
        _("of {wards} current wards; {n} not inspected")
        if inspected
        else _("of {wards} current wards; {n} without a result")
    )
    rows = (
        (
            "assessed",
            _("Wards inspected") if inspected else _("Wards assessed"),
            wording.number(shown),
            _("former wards, as of their own day")
            if state.shows_former
            else below.format(wards=wording.number(len(state.in_force)), n=wording.number(silent)),
        ),
        (
            "met",
            _("Share of criteria met"),
            wording.percent(int(shares["met"]) / judged if judged else None, 1),
            _(
                "{met} of {judged} results",
                met=wording.number(int(shares["met"])),
                judged=wording.number(judged),
            ),
        ),
        (
            "complete",
            _("Wards meeting all criteria"),
            wording.number(len(state.complete)),
            _("according to inspection") if inspected else _claimed_complete(state),
        ),
        (
            "near",
            _("One or two criteria short"),
            wording.number(len(state.nearest)),
            _("wards closest to completion"),
        ),
    )
    for column, (name, title, value, context) in zip(st.columns(4, gap="small"), rows, strict=True):
        with column, st.container(key=f"kpi_criteria_{name}"):
            blocks.figure(title, value, context)
            source_mark(f"criteria_{name}", state.seen.table("sources"), state.cited())


def _claimed_complete(state: CriteriaState) -> str:
    """What a claim of all criteria is worth, and for how many another source says less."""
    if len(state.left_out):
        return _(
            "self-reported; the {n} comparable criteria", n=wording.number(len(state.criteria))
        )
    if not state.disputed:
        return _("self-reported; not a recognition")
    return _(
        "self-reported; for {n} another source says fewer",
        n=wording.number(len(state.disputed)),
    )


def heat_map(state: CriteriaState) -> None:
    """Wards by criteria, with what sorts and narrows it."""
    chosen = st.session_state
    worst = state.blocking
    with st.container(key="card_heat"):
        title = _("Every assessed criterion is met")
        if len(worst):
            first = record(worst, 0)
            title = ngettext(
                "“{criterion}” is most often missing: {n} of {wards} wards does not meet it",
                "“{criterion}” is most often missing: {n} of {wards} wards do not meet it",
                int(first["not_met"]),
                criterion=state.names.criterion(int(first["criterion_no"])),
                wards=wording.number(int(first["assessed"])),
            )
        blocks.card_title(title)
        _choices(state)
        st.html(criteria_grid.legend(state))
        if state.cells.empty:
            st.info(_("No inspection is on record here; choose self-reported results."))
            return
        link = address.parameters(KEYS, "ward", ward="")
        drawn = criteria_grid.heat_map(state, link, rows=chosen["order"], columns=chosen["columns"])
        # As bytes, since JSON of Streamlit's own making needs six for a Vietnamese letter.
        _table(key="heat_map", data=json.dumps(drawn, ensure_ascii=False).encode())
        words = _(
            "Each cell is one criterion in one ward; the legend counts cells. Percentage "
            "under a criterion: wards that meet it, of those assessed."
        )
        st.html(f'<p class="wa-sub">{escape(words)}</p>')
        source_mark("heat", state.seen.table("sources"), state.cited())


def _choices(state: CriteriaState) -> None:
    """Which wards, whose results, in which order."""
    with st.container(key="heat_choices", horizontal=True, gap="medium"):
        if state.former and state.seen.after_reform and state.has_own:
            words = {
                IN_FORCE: _("Current ({n})", n=wording.number(len(state.in_force))),
                FORMER: _("Former ({n})", n=wording.number(len(state.former))),
            }
            st.segmented_control(
                _("Wards"), list(words), format_func=words.__getitem__, key="wards", required=True
            )
        for label, key, options in (
            (_("Results"), "result", _RESULTS),
            (_("Order of wards"), "order", _ROWS),
            (_("Order of criteria"), "columns", _COLUMNS),
        ):
            st.segmented_control(
                label,
                list(options),
                format_func={code: _(words) for code, words in options.items()}.__getitem__,
                key=key,
                required=True,
            )


def nothing(state: CriteriaState) -> None:
    """Why there is nothing to show for this date, place and set, and what to do."""
    seen = state.seen
    place = seen.units.full_name(seen.scope) if seen.scope != "national" else ""
    title = _("No assessment matches the filter")
    blocks.heading(
        phrases.placed(place, title),
        _("As of {day}.", day=wording.day(seen.day)),
    )
    first = state.first_day
    if first is not None and first.date() > seen.day:
        words = _(
            "The first assessment ({set}) dates from {day}; choose that date or a later one.",
            set=state.choice.set_id if state.choice.set_id not in ("", BOTH) else _("any set"),
            day=wording.day(first),
        )
    elif seen.narrowed.status:
        words = _(
            "No ward with the status “{status}” is assessed here; choose all statuses, another "
            "wave or the whole country.",
            status=STATUS[seen.narrowed.status].words,
        )
    else:
        words = _(
            "None of the {n} wards here has a result in this set; choose another set, wave or "
            "place, or the whole country.",
            n=wording.number(len(state.in_force)),
        )
    st.info(wording.plain_markdown(words))
