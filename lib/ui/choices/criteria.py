"""Choices of the criteria page: which wards, whose results, in which order."""

from __future__ import annotations

import streamlit as st

from lib.situation.criteria import criteria_of
from lib.ui.frame.run import Run
from lib.view.criteria_choice import FORMER, IN_FORCE
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

_ROWS = {
    "weakest": N_("Lowest first"),
    "strongest": N_("Highest first"),
    "name": N_("By name"),
}
_COLUMNS = {"number": N_("By number"), "weakest": N_("Lowest first")}
_RESULTS = {"claimed": N_("Self-reported"), "inspected": N_("Inspected")}


def choose_cells(page: Run) -> None:
    """Which wards, whose results, in which order."""
    criteria = criteria_of(page.seen, page.view.criteria)
    with st.container(key="heat_choices", horizontal=True, gap="medium"):
        if criteria.former and page.seen.after_reform and criteria.has_own:
            words = {
                IN_FORCE: _("Current ({n})", n=wording.number(len(criteria.in_force))),
                FORMER: _("Former ({n})", n=wording.number(len(criteria.former))),
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


def choose_former(page: Run) -> None:
    """From the wards without an assessment to the former ones that have one."""
    criteria = criteria_of(page.seen, page.view.criteria)
    offers = criteria.former and page.seen.after_reform and not criteria.shows_former
    if offers and criteria.without_own:
        st.button(
            _("Show the former wards as of their own day"), key="to_former", on_click=_show_former
        )


def _show_former() -> None:
    st.session_state["wards"] = FORMER
