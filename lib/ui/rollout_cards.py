"""The roll-out over time against the targets of the place."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.cards.card import Citation
from lib.domain.progress import TargetProgress
from lib.domain.statuses import LADDER
from lib.situation.situation import Situation
from lib.ui import blocks, figures
from lib.ui.citations import source_mark
from lib.words import wording
from lib.words.wording import _, ngettext


def curve(seen: Situation) -> None:
    """Recognised and reported complete over time against the targets of the place."""
    aims = _aims(seen)
    goals = [
        figures.Goal(
            _("target {due}: {n}", due=due.year, n=wording.number(each.goal)),
            min(each.base.day, due),
            due,
            float(each.goal or 0),
            float(each.base.value),
        )
        for each in aims
        if (due := each.due) is not None
    ]
    recognised = seen.counts["recognised"]
    with st.container(key="card_curve"):
        if goals:
            last = goals[-1]
            title = ngettext(
                "{n} ward recognised on record, {gap} short of the {year} target",
                "{n} wards recognised on record, {gap} short of the {year} target",
                recognised,
                gap=wording.number(max(last.value - recognised, 0)),
                year=last.due.year,
            )
        elif seen.is_selective:
            title = ngettext(
                "{n} ward of the chosen wave and status is recognised",
                "{n} wards of the chosen wave and status are recognised",
                recognised,
            )
        elif seen.progress(seen.scope):
            title = ngettext(
                "{n} ward recognised on record; the targets are those of the former provinces",
                "{n} wards recognised on record; the targets are those of the former provinces",
                recognised,
            )
        else:
            title = ngettext(
                "{n} ward recognised on record; no target number of wards is known",
                "{n} wards recognised on record; no target number of wards is known",
                recognised,
            )
        blocks.card_title(
            title, _("Solid: recognised. Dotted: reported complete, not added. Dashed: target.")
        )
        st.plotly_chart(
            figures.rollout_curve(seen.held, goals, seen.day),
            width="stretch",
            config={"displayModeBar": False},
            key="curve",
            alt=title,
        )
        held = seen.statuses[seen.statuses["status"] == "recognised"]
        undated = int(held["recognised_on"].isna().sum())
        if undated:
            words = ngettext(
                "{n} recognition has no date: it counts only at the end of the curve.",
                "{n} recognitions have no date: they count only at the end of the curve.",
                undated,
            )
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        if seen.held["recognised"].diff().lt(0).any():
            st.html(
                '<p class="wa-sub">'
                + escape(
                    _(
                        "The curve falls where a ward moves down, or where an abolished "
                        "ward is replaced by its successor: titles are not carried over "
                        "here."
                    )
                )
                + "</p>"
            )
        if aims and aims[-1].goal_basis == "rebased" and aims[-1].published_goal is not None:
            words = _(
                "The target counts the wards that existed before the reform; there are now {n}.",
                n=wording.number(seen.wards_in_force),
            )
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        keys = list(seen.statuses.index[seen.statuses["status"].isin(LADDER[-2:])])
        cited = [Citation(goal.source_id) for goal in aims]
        source_mark("curve", seen.table("sources"), [*cited, *seen.cited(keys)])


def _aims(seen: Situation) -> list[TargetProgress]:
    """Targets of the place that count, one per due date, by date.

    They are for all wards of the place: with a wave or status chosen there is none.
    """
    goals = () if seen.is_selective else seen.goals(seen.scope)
    return [each.progress for each in sorted(goals, key=lambda one: one.due)]
