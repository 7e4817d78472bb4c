"""Cards on the roll-out: where it is, how far each place is, how it went, what comes."""

from __future__ import annotations

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from lib.domain.progress import TargetProgress
from lib.domain.statuses import LADDER
from lib.ui import blocks, figures, map_frame, phrases, wording
from lib.ui.citations import source_mark
from lib.ui.rows import record, records
from lib.ui.situation import Citation, Situation
from lib.ui.terms import STATUS
from lib.ui.view import View
from lib.ui.wording import _, ngettext

_SHOWN_PLACES = 6
_SHOWN_MILESTONES = 10


def country_map(seen: Situation, view: View) -> None:
    """34 provinces, a point for every ward with a report, and the legend with counts."""
    silent = int((seen.selected_provinces["wards_with_report"] == 0).sum())
    title = (
        _("Where the reports are in {place}", place=seen.units.full_name(seen.scope))
        if seen.province
        else ngettext(
            "{n} province has a ward that matches the filter",
            "{n} provinces have a ward that matches the filter",
            len(seen.selected_provinces) - silent,
        )
        if seen.is_selective
        else ngettext(
            "{n} province has no published report",
            "{n} provinces have no published report",
            silent,
        )
        if silent
        else _("Every province has a published report")
    )
    with st.container(key="card_map"):
        below = (
            _("Click a ward or a point to open it on the map page.")
            if seen.province
            else _("Click a province or point to open it on the map page.")
        )
        blocks.card_title(title, below)
        drawing = map_frame.show(seen, view, height=520, wheel=False, opens_page=True)
        map_frame.legend(drawing, column=False)


def places_list(seen: Situation) -> None:
    """Provinces (or districts of the chosen one) by wards recognised, with bars and pace."""
    table = seen.districts if seen.province else seen.selected_provinces
    order = ["recognised", "reported_complete", "in_progress", "registered"]
    shown = table[table["wards_with_report"] > 0].sort_values(order, ascending=False)
    with st.container(key="card_places"):
        blocks.card_title(
            _places_title(seen, shown),
            _(
                "Bar: share of the wards that existed on the as-of date. The title of an "
                "abolished ward counts once, where that ward was."
            )
            if seen.after_reform
            else _("Bar: share of the wards that existed on the as-of date."),
        )
        if shown.empty:
            words = _("No place here has a published report by this date; choose a later date.")
            if seen.is_selective:
                words = _("No place here has a ward of the wave and status chosen.")
            st.info(words)
        else:
            rows = "".join(_place_row(seen, str(key), table) for key in shown.index[:_SHOWN_PLACES])
            st.html(f'<table class="wa-bars"><tr>{_places_head(seen)}</tr>{rows}</table>')
        left = len(shown) - _SHOWN_PLACES
        if left > 0:
            st.html(
                f'<p class="wa-sub">{_("and {n} more with reports", n=wording.number(left))}</p>'
            )
        source_mark("places", seen.table("sources"), seen.cited(list(seen.statuses.index)))


def _places_title(seen: Situation, shown: pd.DataFrame) -> str:
    leading = int((shown["recognised"] > 0).sum())
    if seen.province:
        return ngettext(
            "{n} district has a recognised ward", "{n} districts have a recognised ward", leading
        )
    return ngettext(
        "{n} province has a recognised ward", "{n} provinces have a recognised ward", leading
    )


def _places_head(seen: Situation) -> str:
    where = _("City, province")
    if seen.province:
        where = _("Former district") if seen.after_reform else _("District")
    words = [(where, ""), (_("Progress"), ""), (_("Recognised / wards"), ' class="n"')]
    if not seen.province:
        words.append((_("Pace"), ""))
    return "".join(f"<th{look}>{escape(text)}</th>" for text, look in words)


def _place_row(seen: Situation, key: str, table: pd.DataFrame) -> str:
    row = record(table, key)
    total = max(int(row["wards_total"]), 1)
    parts = [(int(row[code]) / total, STATUS[code].fill) for code in reversed(LADDER[1:])]
    name = seen.units.name(key) if seen.province else seen.units.province_name(key, seen.day)
    pace = "" if seen.province else f"<td>{blocks.chip(seen.pace_label(key))}</td>"
    return (
        f"<tr><td><b>{escape(name)}</b></td><td>{blocks.bars(parts)}</td>"
        f'<td class="n"><b>{wording.number(int(row["recognised"]))}</b> / '
        f"{wording.number(int(row['wards_total']))}</td>{pace}</tr>"
    )


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
        if goals and goals[-1].value > seen.wards_in_force:
            words = _(
                "The target counts the wards that existed before the reform; there are now {n}.",
                n=wording.number(seen.wards_in_force),
            )
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        keys = list(seen.statuses.index[seen.statuses["status"].isin(LADDER[-2:])])
        cited = [Citation(goal.source_id) for goal in aims]
        source_mark("curve", seen.table("sources"), [*cited, *seen.cited(keys)])


def _aims(seen: Situation) -> list[TargetProgress]:
    """Targets of the place with a number of wards, one per due date, the largest of each.

    They are for all wards of the place: with a wave or status chosen there is none.
    """
    aims: dict[date, TargetProgress] = {}
    for found in () if seen.is_selective else seen.own_progress(seen.scope):
        if found.due is None:
            continue
        if found.due not in aims or (aims[found.due].goal or 0) < (found.goal or 0):
            aims[found.due] = found
    return [aims[due] for due in sorted(aims)]


def milestones(seen: Situation) -> None:
    """The next dated events and targets."""
    table = seen.agenda.head(_SHOWN_MILESTONES)
    with st.container(key="card_next"):
        blocks.card_title(
            ngettext(
                "{n} upcoming target or event",
                "{n} upcoming targets and events",
                len(seen.agenda),
            )
        )
        items = "".join(
            f"<li><time>{escape(wording.day(row.day, row.precision))}</time>"
            f"<span>{escape(phrases.milestone(seen, row))}</span></li>"
            for row in records(table)
        )
        st.html(f'<ul class="wa-list">{items}</ul>' if items else f"<p>{_('None on record.')}</p>")
        left = len(seen.agenda) - len(table)
        if left:
            words = _("and {n} more; see the timeline for all", n=wording.number(left))
            st.html(f'<p class="wa-sub">{words}</p>')
        cited = [
            Citation(str(source), phrases.milestone(seen, row))
            for row in records(table)
            for source in row.sources
        ]
        source_mark("next", seen.table("sources"), cited)
