"""The lineage of a ward on its page: the graph, what it rests on, and a link to each unit."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from lib.domain.rows import records
from lib.situation.situation import Situation
from lib.ui import blocks, ward_words
from lib.ui.figures_lineage import Kin, lineage_graph
from lib.ui.frame import navigation
from lib.words import wording
from lib.words.terms import N_, NO_VALUE, STATUS
from lib.words.wording import _, ngettext

_CERTAINTY = {
    "registry": N_("from the register of units"),
    "published": N_("from a published resolution"),
    "inferred": N_("inferred"),
}


def lineage(seen: Situation, key: str) -> None:
    """The card: finding, graph, legal basis, links."""
    before, after = seen.units.predecessors(key), seen.units.successors(key)
    blocks.card_title(_finding(seen, before, after), _earlier_names(seen, key))
    if not len(before) and not len(after):
        words = _("No predecessor or successor is on record.")
        st.html(f'<p class="wa-sub">{escape(words)}</p>')
        return
    own = _kin(seen, key)
    st.html(
        lineage_graph(
            [_kin(seen, str(row.key), part=bool(row.divided)) for row in records(before)],
            own,
            [
                _kin(seen, str(row.key), part=bool(row.divided), main=bool(row.is_default))
                for row in records(after)
            ],
            _spans(before, after),
            _finding(seen, before, after),
        )
    )
    st.html(f'<p class="wa-sub">{escape(_basis(pd.concat([before, after])))}</p>')
    with st.container(key="kin", horizontal=True, gap="small"):
        for other in [*before["key"], *after["key"]]:
            label = wording.plain_markdown(seen.units.name(str(other)))
            navigation.link("ward", label, ward=str(other))


def _spans(before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, str, str]:
    """Words above the three columns: when their units are in force."""

    def until(steps: pd.DataFrame) -> str:
        return _("Until {day}", day=wording.day(steps["effective_on"].min() - pd.Timedelta(days=1)))

    def since(steps: pd.DataFrame) -> str:
        return _("Since {day}", day=wording.day(steps["effective_on"].min()))

    own = since(before) if len(before) else until(after)
    return (
        until(before) if len(before) else "",
        own,
        since(after) if len(after) else "",
    )


def _finding(seen: Situation, before: pd.DataFrame, after: pd.DataFrame) -> str:
    if len(before):
        held = sum(ward_words.status_of(seen, str(key)) == "recognised" for key in before["key"])
        return _(
            "{k} of {n} former units are recognised; the title is not carried over here.",
            k=wording.number(held),
            n=wording.number(len(before)),
        )
    if len(after) > 1:
        return ngettext(
            "Split on {day} between {n} unit",
            "Split on {day} between {n} units",
            len(after),
            day=wording.day(after["effective_on"].min()),
        )
    if len(after):
        return _(
            "Since {day}, part of {name}",
            day=wording.day(after["effective_on"].min()),
            name=seen.units.name(str(after["key"].iloc[0])),
        )
    return _("Boundary history")


def _earlier_names(seen: Situation, key: str) -> str:
    """Names the same unit had at other times, "" for none."""
    states = seen.units.states
    now = f"{states.kind_vi[states.row(key, seen.day)]} {states.name[states.row(key, seen.day)]}"
    names = [f"{states.kind_vi[row]} {states.name[row]}" for row in range(*states.span[key])]
    others = [name for name in dict.fromkeys(names) if name != now]
    return _("Other names for this unit: {names}", names=", ".join(others)) if others else ""


def _kin(seen: Situation, key: str, *, part: bool = False, main: bool = False) -> Kin:
    units = seen.units
    status = ward_words.status_of(seen, key)
    known = STATUS[status] if status else NO_VALUE["no_report"]
    parts = [known.words]
    if status:
        count = ward_words.criteria_count(seen, key)
        parts += [count] if count else []
        parts.append(ward_words.status_day(seen, key))
    if main and part:
        parts.append(_("larger part"))
    return Kin(units.name(key), " · ".join(parts), known.fill, known.icon, part, main)


def _basis(steps: pd.DataFrame) -> str:
    days = sorted({day for day in steps["effective_on"] if pd.notna(day)})
    laws = sorted({str(law) for law in steps["legal_basis"]} - {""})
    sure = sorted({str(each) for each in steps["certainty"]} - {""})
    divided = bool(steps["divided"].astype(bool).any())
    return " · ".join(
        part
        for part in (
            _("Valid from {day}", day=", ".join(wording.day(day) for day in days) or "–"),
            _("legal basis: {law}", law=", ".join(laws))
            if laws
            else _("no resolution number is on record for this step"),
            ", ".join(_(_CERTAINTY[each]) if each in _CERTAINTY else each for each in sure),
            _("dashed: a part of the unit") if divided else "",
        )
        if part
    )
