"""Parts of the overview: the sentence and figures of the day, and what is not known."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from lib.domain import rollout
from lib.domain.statuses import LADDER
from lib.ui import blocks, phrases, wording
from lib.ui.citations import source_mark
from lib.ui.situation import Citation, Situation
from lib.ui.terms import NO_VALUE, STATUS
from lib.ui.wording import _, ngettext


def headline(seen: Situation) -> None:
    """The sentence of the day."""
    recognised = seen.counts["recognised"]
    if not len(seen.statuses):
        title = (
            _("No ward matches the wave and status chosen")
            if seen.left_out
            else _("No ward had a published report by this date")
        )
    elif not recognised:
        complete = seen.counts["reported_complete"]
        title = _(
            "No ward is recognised yet; {n} report all criteria met", n=wording.number(complete)
        )
    else:
        title = ngettext(
            "{n} ward recognised, according to published sources; newest report: {when}",
            "{n} wards recognised, according to published sources; newest report: {when}",
            recognised,
            when=phrases.report_day(seen, seen.newest),
        )
    if seen.scope != "national":
        title = phrases.placed(seen.units.full_name(seen.scope), title)
    known = {
        "day": wording.day(seen.day),
        "sources": ngettext("{n} invented source", "{n} invented sources", seen.sources_known)
        if seen.dataset.synthetic
        else ngettext("{n} public source", "{n} public sources", seen.sources_known),
        "wards": wording.number(seen.wards_in_force),
        "provinces": wording.number(len(seen.provinces)),
    }
    below = (
        _("As of {day}, from {sources}. There are {wards} wards here.", **known)
        if seen.province
        else _(
            "As of {day}, from {sources}. The country has {wards} wards in "
            "{provinces} provinces and cities.",
            **known,
        )
    )
    blocks.heading(title, below)


def figures_row(seen: Situation) -> None:
    """Six large numbers, each with its sources."""
    columns = st.columns(6, gap="small")
    for column, code in zip(columns[:4], reversed(LADDER[1:]), strict=True):
        with column, st.container(key=f"kpi_{code}"):
            _status_figure(seen, code)
    with columns[4], st.container(key="kpi_wards"):
        _denominator_figure(seen)
    with columns[5], st.container(key="kpi_provinces"):
        _provinces_figure(seen)


def _status_figure(seen: Situation, code: str) -> None:
    keys = list(seen.statuses.index[seen.statuses["status"] == code])
    known = STATUS[code]
    below = {
        "recognised": _("as published"),
        "reported_complete": _("no recognition seen"),
        "in_progress": _("under way"),
        "registered": _("selected or registered"),
    }[code]
    hidden = seen.narrowed.status not in ("", code)
    value = "–" if hidden else wording.number(len(keys))
    blocks.figure(known.words, value, _("filtered out") if hidden else below, known)
    source_mark(code, seen.table("sources"), seen.cited(keys))


def _denominator_figure(seen: Situation) -> None:
    published = rollout.denominators(
        seen.units, seen.table("targets"), seen.table("counts"), seen.day, seen.scope
    )
    rows = published.published
    newest = max(rows, key=lambda row: row.day or date.min) if rows else None
    below = (
        _("published: about {n}", n=wording.number(newest.value))
        if newest
        else _("no published total")
    )
    blocks.figure(_("Wards in total"), wording.number(published.rebased), below)
    cited = [
        Citation(row.source_id, f"{wording.number(row.value)} ({wording.day(row.day)})")
        for row in rows
    ]
    source_mark(
        "wards",
        seen.table("sources"),
        cited,
        note=_("Counted from the list of units in force on the as-of date.")
        if seen.after_reform
        else _(
            "Counted from the June 2025 list. Only some earlier changes are on record, so "
            "for earlier days the number is approximate."
        ),
    )


def _provinces_figure(seen: Situation) -> None:
    if seen.province:
        with_reports = seen.districts[seen.districts["wards_with_report"] > 0]
        blocks.figure(
            _("Districts with reports"),
            f"{wording.number(len(with_reports))}/{wording.number(len(seen.districts))}",
            _("former districts") if seen.after_reform else _("districts"),
        )
        source_mark("provinces", seen.table("sources"), seen.cited(list(seen.statuses.index)))
        return
    with_reports = seen.selected_provinces[seen.selected_provinces["wards_with_report"] > 0]
    blocks.figure(
        _("Provinces with reports"),
        f"{wording.number(len(with_reports))}/{wording.number(len(seen.provinces))}",
        _("cities and provinces"),
    )
    source_mark("provinces", seen.table("sources"), seen.cited(list(seen.statuses.index)))


def unknowns(seen: Situation) -> None:
    """Every kind of no-value with its count."""
    counts = seen.unknown
    with st.container(key="card_unknown"):
        blocks.card_title(
            _(
                "What is not known: no source mentions {n} of {wards} wards",
                n=wording.number(counts["no_report"]),
                wards=wording.number(seen.wards_in_force),
            )
        )
        items = "".join(_unknown_row(code, counts[code]) for code in NO_VALUE)
        st.html(f'<ul class="wa-list">{items}</ul>')


def _unknown_row(code: str, n: int) -> str:
    known = NO_VALUE[code]
    look = "" if known.hatch else f"background:{known.fill}"
    return (
        f'<li><span class="wa-swatch {known.hatch}" style="{look}"></span>'
        f"<span><b>{escape(known.words)}</b>: {escape(phrases.no_value(code))}</span>"
        f'<b class="n">{wording.number(n)}</b></li>'
    )
