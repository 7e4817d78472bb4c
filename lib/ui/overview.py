"""Parts of the overview: figures of the day, country map, provinces, curve, what is not known."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from lib.domain import rollout
from lib.domain.statuses import LADDER
from lib.ui import blocks, figures, map_frame, phrases, wording
from lib.ui.citations import source_mark
from lib.ui.rows import record, records
from lib.ui.situation import Citation, Situation
from lib.ui.terms import NO_VALUE, STATUS
from lib.ui.view import View
from lib.ui.wording import _, ngettext

_SHOWN_PROVINCES = 6


def headline(seen: Situation) -> None:
    """The sentence of the day."""
    recognised = seen.counts["recognised"]
    if not len(seen.statuses):
        title = _("No ward had reported by this date")
    elif not recognised:
        complete = seen.counts["reported_complete"]
        title = _(
            "No ward is recognised yet; {n} report all criteria met", n=wording.number(complete)
        )
    else:
        title = ngettext(
            "{n} ward holds a published recognition; the newest report is of {when}",
            "{n} wards hold a published recognition; the newest report is of {when}",
            recognised,
            when=wording.day(seen.newest),
        )
    provinces = len(seen.units.provinces(seen.day))
    blocks.heading(
        title,
        _(
            "As of {day}, from {sources} public sources. {provinces} provinces and cities, {wards} "
            "wards exist on that day.",
            day=wording.day(seen.day),
            sources=wording.number(len(seen.table("sources"))),
            provinces=wording.number(provinces),
            wards=wording.number(seen.wards_in_force),
        ),
    )


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
        "recognised": _("by decision; only these count"),
        "reported_complete": _("claimed, no decision seen"),
        "in_progress": _("work under way"),
        "registered": _("chosen or registered"),
    }[code]
    blocks.figure(known.words, wording.number(len(keys)), below, known)
    source_mark(code, seen.table("sources"), seen.cited(keys))


def _denominator_figure(seen: Situation) -> None:
    published = rollout.denominators(
        seen.units, seen.table("targets"), seen.table("counts"), seen.day, "national"
    )
    rows = published.published
    newest = max(rows, key=lambda row: row.day or date.min) if rows else None
    below = (
        _("published: about {n}", n=wording.number(newest.value))
        if newest
        else _("no published total")
    )
    blocks.figure(_("Wards that exist"), wording.number(published.rebased), below)
    cited = [
        Citation(row.source_id, f"{wording.number(row.value)} ({wording.day(row.day)})")
        for row in rows
    ]
    source_mark(
        "wards",
        seen.table("sources"),
        cited,
        note=_("Counted from the list of units in force on the as-of date."),
    )


def _provinces_figure(seen: Situation) -> None:
    with_reports = seen.provinces[seen.provinces["wards_with_report"] > 0]
    blocks.figure(
        _("Provinces with reports"),
        f"{wording.number(len(with_reports))}/{wording.number(len(seen.provinces))}",
        _("cities and provinces"),
    )
    source_mark("provinces", seen.table("sources"), seen.cited(list(seen.statuses.index)))


def country_map(seen: Situation, view: View) -> None:
    """34 provinces, a point for every ward with a report, and the legend with counts."""
    silent = int((seen.provinces["wards_with_report"] == 0).sum())
    title = ngettext(
        "{n} province has no published report",
        "{n} provinces have no published report",
        silent,
    )
    with st.container(key="card_map"):
        blocks.card_title(title, _("Click a province or a point to open it on the map page."))
        drawing = map_frame.show(seen, view, height=700, wheel=False, opens_page=True)
        map_frame.legend(drawing, column=False)


def province_list(seen: Situation) -> None:
    """Provinces by wards recognised, with bars and pace labels."""
    table = seen.provinces
    order = ["recognised", "reported_complete", "in_progress", "registered"]
    shown = table[table["wards_with_report"] > 0].sort_values(order, ascending=False)
    leading = int((shown["recognised"] > 0).sum())
    with st.container(key="card_provinces"):
        blocks.card_title(
            ngettext(
                "{n} province has a recognised ward",
                "{n} provinces have a recognised ward",
                leading,
            ),
            _("Bar: share of the wards that exist on the as-of date."),
        )
        rows = "".join(_province_row(seen, str(key)) for key in shown.index[:_SHOWN_PROVINCES])
        head = "".join(
            f"<th{cls}>{escape(words)}</th>"
            for words, cls in (
                (_("City, province"), ""),
                (_("Progress"), ""),
                (_("Recognised / wards"), ' class="n"'),
                (_("Pace"), ""),
            )
        )
        if rows:
            st.html(f'<table class="wa-bars"><tr>{head}</tr>{rows}</table>')
        else:
            st.info(_("No province has a report by this date; choose a later one."))
        keys = list(seen.statuses.index)
        source_mark("list", seen.table("sources"), seen.cited(keys))


def _province_row(seen: Situation, key: str) -> str:
    row = record(seen.provinces, key)
    total = int(row["wards_total"]) or 1
    parts = [(int(row[code]) / total, STATUS[code].fill) for code in reversed(LADDER[1:])]
    return (
        f"<tr><td><b>{escape(seen.units.province_name(key, seen.day))}</b></td>"
        f"<td>{blocks.bars(parts)}</td>"
        f'<td class="n"><b>{wording.number(int(row["recognised"]))}</b> / '
        f"{wording.number(int(row['wards_total']))}</td>"
        f"<td>{blocks.chip(seen.pace_label(key))}</td></tr>"
    )


def curve(seen: Situation) -> None:
    """Recognised and reported complete over time against the national target."""
    steps = rollout.cumulative(seen.reached, seen.day)
    goals = [
        figures.Goal(
            _("target {year}: about {n}", year=goal.due.year, n=wording.number(goal.value)),
            goal.set_on,
            goal.due,
            goal.value,
        )
        for goal in seen.national_goals
    ]
    gap = max((goal.value for goal in goals), default=0) - seen.counts["recognised"]
    with st.container(key="card_curve"):
        blocks.card_title(
            _(
                "{n} wards recognised on record, {gap} short of the target for 2030",
                n=wording.number(seen.counts["recognised"]),
                gap=wording.number(gap),
            ),
            _("Solid: recognised. Dotted: reported complete, not added. Dashed: target."),
        )
        st.plotly_chart(
            figures.rollout_curve(steps, goals, seen.day),
            width="stretch",
            config={"displayModeBar": False},
            key="curve",
        )
        keys = list(seen.reached["unit_key"].unique())
        goals_cited = [Citation(goal.source_id) for goal in seen.national_goals]
        source_mark("curve", seen.table("sources"), [*goals_cited, *seen.cited(keys)])


def milestones(seen: Situation) -> None:
    """The next dated events and targets."""
    table = rollout.next_milestones(seen.table("milestones"), seen.table("targets"), seen.day, 6)
    with st.container(key="card_next"):
        blocks.card_title(
            ngettext(
                "{n} milestone is still to come", "{n} milestones are still to come", len(table)
            )
        )
        items = "".join(
            f"<li><time>{escape(wording.day(row.day, row.precision))}</time>"
            f"<span>{escape(phrases.milestone(seen, row))}</span></li>"
            for row in records(table)
        )
        st.html(
            f'<ul class="wa-list">{items}</ul>' if items else f"<p>{_('None is on record.')}</p>"
        )
        cited = [
            Citation(str(source), phrases.milestone(seen, row))
            for row in records(table)
            for source in row.sources
        ]
        source_mark("next", seen.table("sources"), cited)


def unknowns(seen: Situation) -> None:
    """Every kind of no-value with its count."""
    counts = seen.unknown
    with st.container(key="card_unknown"):
        blocks.card_title(
            _(
                "What we do not know: nothing is published of {n} of {wards} wards",
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
