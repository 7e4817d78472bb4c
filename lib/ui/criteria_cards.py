"""Lists of the criteria page: wards nearest to finishing, without a result, left-out criteria."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.cards.card import Citation
from lib.domain.rows import records
from lib.situation.criteria import NEAR, CriteriaState
from lib.ui import blocks, criteria_grid
from lib.ui.citations import source_mark
from lib.ui.frame import navigation
from lib.view.criteria_choice import BOTH, FORMER
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _, ngettext

_SHOWN_NEAR = 9
_LISTED = 100
_REASONS = {
    "split": N_("split into several criteria, or one part of a split"),
    "dropped": N_("dropped from the later set"),
    "new": N_("new in the later set"),
    "not_one_to_one": N_("not one to one"),
    "not_in_crosswalk": N_("not in the crosswalk"),
}


def nearest(state: CriteriaState) -> None:
    """Wards that lack one or two criteria, which ones, and the way to each."""
    table = state.nearest
    with st.container(key="card_near"):
        one = int((table["n_missing"] == 1).sum())
        blocks.card_title(
            ngettext(
                "{n} ward is one criterion short, {two} are two short",
                "{n} wards are one criterion short, {two} are two short",
                one,
                two=wording.number(len(table) - one),
            ),
            _(
                "A criterion without a result counts as missing; one that does not apply is "
                "not counted."
            ),
        )
        if table.empty:
            st.info(_("No ward here is within {n} criteria of finishing.", n=NEAR))
            return
        for row in records(table.head(_SHOWN_NEAR)):
            _near_ward(state, row)
        left = len(table) - _SHOWN_NEAR
        if left > 0:
            with st.expander(_("All {n} wards", n=wording.number(len(table)))):
                st.html(_near_table(state, table.head(_LISTED)))
                _further(len(table) - _LISTED)
        source_mark("near", state.seen.table("sources"), state.cited())


def _near_ward(state: CriteriaState, row: Any) -> None:
    """One ward: link to its page, what is missing, link to the map."""
    key = str(row.unit_key)
    units = state.seen.units
    name = wording.plain_markdown(units.name(key, state.seen.day))
    where = wording.plain_markdown(criteria_grid.place_of(state, key))
    with st.container(key=f"near_{key}", horizontal=True, gap="small"):
        page = "ward" if "ward" in st.session_state["pages"] else "map"
        navigation.link(page, f"{name}, {where}" if where else name, ward=key)
        st.html(f'<span class="wa-missing">✕ {escape(missing_words(state, row))}</span>')
        province = state.seen.province or units.province_of(key, state.seen.day)
        here = province if units.exists(key, state.seen.day) else ""
        navigation.link("map", _("Map"), ward=key, province=here)


def missing_words(state: CriteriaState, row: Any) -> str:
    """Names of the criteria a ward lacks."""
    return "; ".join(state.names.numbered(number) for number in row.missing)


def _near_table(state: CriteriaState, table: pd.DataFrame) -> str:
    rows = "".join(
        f"<tr><td><b>{escape(state.seen.units.name(str(row.unit_key), state.seen.day))}</b>"
        f'<div class="wa-sub">{escape(criteria_grid.place_of(state, str(row.unit_key)))}</div></td>'
        f'<td class="n">{int(row.met)}/{int(row.applicable)}</td>'
        f"<td>{escape(missing_words(state, row))}</td></tr>"
        for row in records(table)
    )
    head = f"<tr><th>{_('Ward')}</th><th class='n'>{_('Met')}</th><th>{_('Missing')}</th></tr>"
    return f'<div class="wa-scroll"><table class="wa-bars">{head}{rows}</table></div>'


def without_own(state: CriteriaState) -> None:
    """Wards in force that have no assessment of their own: listed, nothing inherited."""
    keys = state.without_own
    seen = state.seen
    with st.container(key="card_silent"):
        blocks.card_title(
            ngettext(
                "{n} current ward has no assessment of its own",
                "{n} current wards have no assessment of their own",
                len(keys),
            ),
            _below_silent(state),
        )
        if not keys:
            st.info(_("Every current ward here has been assessed."))
            return
        former = set(state.former)
        rows = "".join(_silent_row(state, key, former) for key in keys[:_LISTED])
        head = f"<th>{_('Ward')}</th>"
        if seen.after_reform:
            head += f"<th>{_('Former wards assessed')}</th>"
        st.html(
            f'<div class="wa-scroll"><table class="wa-bars"><tr>{head}</tr>{rows}</table></div>'
        )
        _further(len(keys) - _LISTED)
        if former and seen.after_reform and not state.shows_former:
            st.button(
                _("Show the former wards as of their own day"),
                key="to_former",
                on_click=_show_former,
            )


def _further(count: int) -> None:
    """How many rows a list leaves out, where it does."""
    if count > 0:
        words = _("and {n} more", n=wording.number(count))
        st.html(f'<p class="wa-sub">{escape(words)}</p>')


def _below_silent(state: CriteriaState) -> str:
    """What these wards have, and how their number adds up to the wards without a result."""
    words = (
        _("Assessed predecessors are named; their results are not carried over.")
        if state.seen.after_reform
        else _("No source gives results per criterion for them by this date.")
    )
    blank = len(state.without_result) - len(state.without_own)
    if blank > 0 and not state.shows_former:
        words += " " + ngettext(
            "{n} more ward was assessed, but none of its criteria has a result: {all} in total.",
            "{n} more wards were assessed, but none of their criteria has a result: {all} "
            "in total.",
            blank,
            all=wording.number(len(state.without_result)),
        )
    return words


def _show_former() -> None:
    st.session_state["wards"] = FORMER


def _silent_row(state: CriteriaState, key: str, former: set[str]) -> str:
    seen = state.seen
    name = escape(seen.units.name(key, seen.day))
    place = escape(criteria_grid.place_of(state, key))
    cells = f'<td>{name} <span class="wa-sub">{place}</span></td>'
    if seen.after_reform:
        before = seen.units.lineage.predecessor_keys(key)
        known = [seen.units.name(each) for each in before if each in former]
        words = _("{k} of {n}", k=wording.number(len(known)), n=wording.number(len(before))) + (
            f": {', '.join(known)}" if known else ""
        )
        cells += f'<td class="wa-sub">{escape(words)}</td>'
    return f"<tr>{cells}</tr>"


def left_out(state: CriteriaState) -> None:
    """What the crosswalk could not carry from one set to the other."""
    if state.choice.set_id != BOTH and state.left_out.empty:
        return
    table = state.left_out
    with st.container(key="card_left_out"):
        if table.empty:
            blocks.card_title(_("Nothing was left out: all results use one set"))
            return
        blocks.card_title(
            ngettext(
                "{n} criterion is left out of the comparison",
                "{n} criteria are left out of the comparison",
                len(table),
            ),
            _("They have no counterpart of the same meaning in the other set."),
        )
        parts = []
        for set_id, of_set in table.groupby("set_id", sort=True):
            rows = "".join(
                f'<li><b class="no">{int(row.criterion_no)}</b>'
                f"<span>{escape(state.names.criterion(int(row.criterion_no), str(set_id)))}</span>"
                f'<span class="wa-sub n">{escape(_(_REASONS[str(row.reason)]))}</span></li>'
                for row in records(of_set)
            )
            parts.append(
                f'<p class="wa-sub">{escape(str(set_id))}</p><ul class="wa-list">{rows}</ul>'
            )
        st.html("".join(parts))
        ids = state.seen.table("crosswalk")["source_id"].unique()
        cited = [Citation(str(each)) for each in ids]
        source_mark("left_out", state.seen.table("sources"), cited)
