"""Parts of the sources page: every source, what it supports, where sources differ."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lib.domain import evidence
from lib.domain.names import folded
from lib.ui import blocks, navigation, phrases, wording
from lib.ui.citations import source_rows
from lib.ui.rows import records
from lib.ui.situation import Citation, Situation
from lib.ui.tables import TABLE_WORDS
from lib.ui.terms import N_
from lib.ui.wording import _, ngettext

_MOST_IDS = 60
_MOST_LETTERS = 60  # of an identifier that is not known
_REASONS = {
    "read_whole": N_("its source was read in full"),
    "later_published": N_("its source was published later"),
    "lower": N_("it is the lower figure"),
}


def headline(seen: Situation) -> None:
    """How many sources, how many read whole."""
    sources = seen.table("sources")
    whole = int((sources["read_depth"] == "full").sum())
    blocks.heading(
        ngettext("{n} source, ", "{n} sources, ", len(sources))
        + _("{whole} of them read in full", whole=wording.number(whole)),
        _("Every figure leads here: publisher, title, date, link and what it supports."),
    )


def chosen_rows(seen: Situation, wanted: str) -> None:
    """The sources a figure was opened from, in full."""
    ids = list(dict.fromkeys(part for part in wanted.split(",") if part))[:_MOST_IDS]
    if not ids:
        return
    sources = seen.table("sources")
    known = set(sources["source_id"])
    found = [each for each in ids if each in known]
    missing = [each[:_MOST_LETTERS] for each in ids if each not in known]
    with st.container(key="card_chosen"):
        if found:
            title = ngettext(
                "{n} source for this figure", "{n} sources for this figure", len(found)
            )
            blocks.card_title(title)
            cited = [Citation(each, _statements(seen, each)) for each in found]
            st.html(source_rows(sources, cited))
        else:
            blocks.card_title(_("None of the requested sources is in this dataset"))
        if missing:
            words = _("Not in the table of sources: {ids}", ids=", ".join(missing))
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        st.button(_("Show all sources"), on_click=_clear)


def _clear() -> None:
    st.session_state["source"] = ""


def _statements(seen: Situation, source_id: str) -> str:
    """How many rows of each table cite a source."""
    rows = seen.support[seen.support["source_id"] == source_id]
    return " · ".join(
        f"{_(TABLE_WORDS[row.table])}: {ngettext('{n} row', '{n} rows', int(row.rows))}"
        for row in records(rows)
    )


def conflicts(seen: Situation) -> None:
    """Figures on which sources differ, side by side, and which one counts."""
    table = seen.conflicts
    groups = list(table.groupby("conflict", sort=False)) if len(table) else []
    with st.container(key="card_conflicts"):
        blocks.card_title(
            ngettext("Sources differ on {n} figure", "Sources differ on {n} figures", len(groups)),
            _("Both figures are kept; this page counts the marked one, for the reason given."),
        )
        if groups:
            st.html("".join(_conflict(seen, rows) for _group, rows in groups))
        _conflicting_reports(seen)
        noted = evidence.remarks(seen.dataset.tables)
        if len(noted):
            label = ngettext(
                "{n} contradiction noted by the compilers",
                "{n} contradictions noted by the compilers",
                len(noted),
            )
            with st.expander(label):
                st.html("".join(_remark(seen, row) for row in records(noted)))


def _conflict(seen: Situation, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    scope = phrases.scope(seen, str(first["scope_key"]), str(first["scope_text"]))
    when = wording.day(first["day"], str(first["precision"]))
    metric = phrases.metric(str(first["metric"]))
    cells = "".join(_reading(row) for row in records(rows))
    return (
        f'<div class="wa-src"><b>{escape(scope)}</b> · {escape(metric)} · {escape(when)}'
        f'<div class="wa-legend">{cells}</div></div>'
    )


def _reading(row: Any) -> str:
    value = wording.number(row.value)
    source = navigation.source_anchor(str(row.source_id))
    if row.counted:
        reason = _(_REASONS[str(row.reason)])
        return (
            f'<span class="row"><b>{value}</b> {source} '
            f"<span>✓ {escape(_('counted: {reason}', reason=reason))}</span></span>"
        )
    aside = escape(_("shown, not counted"))
    return f'<span class="row">{value} {source} <span class="wa-sub">{aside}</span></span>'


def _conflicting_reports(seen: Situation) -> None:
    """Reports of one ward on one day that differ; the lower one counts."""
    table = seen.conflicting_reports
    groups = list(table.groupby(["unit_key", "day"], sort=False)) if len(table) else []
    if not groups:
        return
    blocks.card_title(
        ngettext(
            "Reports of {n} ward on one day differ",
            "Reports of {n} wards on one day differ",
            len(groups),
        )
    )
    st.html("".join(_report_conflict(seen, rows) for _place, rows in groups))


def _report_conflict(seen: Situation, rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    name = seen.units.full_name(str(first["unit_key"]))
    when = wording.day(first["day"], str(first["day_precision"]))
    cells = []
    for row in records(rows):
        met = ""
        if pd.notna(row.criteria_met) and pd.notna(row.criteria_total):
            met = f" {int(row.criteria_met)}/{int(row.criteria_total)}"
        aside = _("counted: {reason}", reason=_(_REASONS["lower"]))
        words = f"✓ {aside}" if row.counted else _("shown, not counted")
        source = navigation.source_anchor(str(row.source_id))
        cells.append(
            f'<span class="row">{blocks.chip(str(row.status))}{escape(met)} {source} '
            f'<span class="wa-sub">{escape(words)}</span></span>'
        )
    return (
        f'<div class="wa-src"><b>{escape(name)}</b> · {escape(when)}'
        f'<div class="wa-legend">{"".join(cells)}</div></div>'
    )


def _remark(seen: Situation, row: Any) -> str:
    scope = phrases.scope(seen, str(row.scope_key), str(row.scope_text))
    source = navigation.source_anchor(str(row.source_id))
    return (
        f'<div class="wa-src"><b>{escape(scope)}</b> ({source})'
        f"<div>{escape(phrases.note(str(row.note)))}</div></div>"
    )


def all_sources(seen: Situation) -> None:
    """The table of sources with a filter and what each supports."""
    sources = seen.table("sources")
    used = seen.support.groupby("source_id")["rows"].sum()
    text = st.text_input(
        _("Filter sources"), key="source_filter", placeholder=_("publisher, title …")
    )
    shown = pd.DataFrame(
        {
            "id": sources["source_id"],
            "publisher": sources["publisher"],
            "title": sources["title"],
            "published": [
                _("not known") if pd.isna(d) else wording.day(d, p)
                for d, p in zip(
                    sources["published_on"], sources["published_on_precision"], strict=True
                )
            ],
            "depth": sources["read_depth"]
            .astype(str)
            .map({"full": _("read in full"), "excerpt only": _("read in part")}),
            "rows": sources["source_id"].map(used).fillna(0).astype(int),
            "url": sources["url"].where(sources["url"].str.startswith("http")),
        }
    )
    if text.strip():
        wanted = folded(text)
        haystack = (shown["publisher"] + " " + shown["title"] + " " + shown["id"]).map(folded)
        shown = shown[haystack.str.contains(wanted, regex=False)]
    if shown.empty:
        st.info(_("No source matches this filter."))
        return
    st.dataframe(
        shown,
        hide_index=True,
        height=460,
        placeholder="–",
        column_config={
            "id": st.column_config.TextColumn(_("Source"), width=80),
            "publisher": st.column_config.TextColumn(_("Publisher"), width=230),
            "title": st.column_config.TextColumn(_("Title"), width=470),
            "published": st.column_config.TextColumn(_("Published")),
            "depth": st.column_config.TextColumn(_("Read")),
            "rows": st.column_config.NumberColumn(
                _("Rows"), help=_("Rows citing this source"), width=80
            ),
            "url": st.column_config.LinkColumn(_("Address")),
        },
    )
