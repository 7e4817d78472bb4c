"""The card of what changed between two days: steps taken, wards that slipped, new targets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib.cards.card import Citation
from lib.domain.agenda import CARD_CHANGES, changes_to_show
from lib.domain.rows import records
from lib.domain.status_changes import a_year_before, status_changes
from lib.domain.units import Units
from lib.situation.situation import Situation
from lib.ui import blocks, phrases
from lib.ui.citations import source_mark
from lib.ui.frame import navigation
from lib.view.view import EARLIEST, View
from lib.words import wording
from lib.words.terms import N_, PACE, STATUS
from lib.words.wording import _, ngettext

_SHOWN = 4
_KINDS = {
    "registered": (N_("Newly registered"), STATUS["registered"]),
    "completed": (N_("Newly reported complete"), STATUS["reported_complete"]),
    "recognised": (N_("Newly recognised"), STATUS["recognised"]),
    "slipped": (N_("Moved down"), PACE["regressing"]),
    "new_target": (N_("New targets"), None),
}


def changes(seen: Situation, chosen: View) -> None:
    """What changed from a day of choice to the as-of date, newest first, each with its link."""
    start = chosen.since if chosen.since and chosen.since < seen.day else _usual_start(seen)
    table = changed(seen, start)
    counts = table["kind"].astype(str).value_counts()
    with st.container(key="card_changes"):
        with st.container(key="changed_head", horizontal=True, vertical_alignment="center"):
            with st.container():
                blocks.card_title(_title(table, counts), _below(seen, start, chosen))
            st.session_state["since_day"] = start
            st.date_input(
                _("Changes since"),
                key="since_day",
                min_value=EARLIEST,
                max_value=max(seen.day - timedelta(days=1), EARLIEST),
                format="DD/MM/YYYY",
                on_change=_chosen,
                width=150,
            )
        if table.empty:
            words = _("Choose an earlier day or a wider filter.")
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
            return
        columns = st.columns(len(CARD_CHANGES), gap="small")
        for column, kind in zip(columns, CARD_CHANGES, strict=True):
            with column, st.container(key=f"changed_{kind}"):
                _kind(seen, kind, table[table["kind"] == kind])
        ended, former = int(counts.get("ended", 0)), int(counts.get("former", 0))
        if ended or former:
            words = _(
                "Former wards, apart: {n} changes of status; {m} titles ended with their ward.",
                n=wording.number(former),
                m=wording.number(ended),
            )
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        cited = [Citation(str(row.source_id), _what(seen, row)) for row in records(table.tail(60))]
        source_mark("changes", seen.table("sources"), cited)


def _chosen() -> None:
    st.session_state["since"] = st.session_state["since_day"]


def _usual_start(seen: Situation) -> date:
    """A year before the as-of date, or before the newest report when that is older."""
    newest = seen.newest
    last = seen.day if newest is None else min(seen.day, newest.date())
    return max(a_year_before(last), EARLIEST)


@dataclass(frozen=True)
class _Period:
    """What is asked of a dataset: the same whatever a situation is narrowed to."""

    checksum: str
    start: date
    end: date
    units: Units
    seen: Situation = field(compare=False, repr=False)


@lru_cache(maxsize=32)
def _everywhere(asked: _Period) -> pd.DataFrame:
    seen = asked.seen
    found = status_changes(seen.units, seen.dated, seen.superseded, asked.start, asked.end)
    return changes_to_show(
        found, seen.dated, seen.table("targets"), seen.table("sources"), asked.start, asked.end
    )


def changed(seen: Situation, start: date) -> pd.DataFrame:
    """Changes after `start` up to the as-of date in the place, wave and status chosen.

    Args:
        seen: The situation.
        start: Last day before the period.

    Returns:
        Rows of `lib.domain.agenda.changes_to_show`, newest first.
    """
    table = _everywhere(_Period(seen.dataset.checksum, start, seen.day, seen.units, seen))
    wanted = {seen.province, seen.district} - {""}
    narrowed = seen.is_selective
    regions = seen.units.regions

    def inside(unit: str, scope: str) -> bool:
        if not unit:
            return not narrowed and (
                not wanted or (scope in seen.units and wanted <= regions(scope) | {scope})
            )
        if narrowed and unit not in seen.statuses.index:
            return False
        return unit in seen.units and wanted <= regions(unit)

    kept = [
        inside(str(unit), str(scope))
        for unit, scope in zip(table["unit_key"], table["scope_key"], strict=True)
    ]
    return table[np.array(kept, dtype=bool)].iloc[::-1].reset_index(drop=True)


def _title(table: pd.DataFrame, counts: Any) -> str:
    if table.empty:
        return _("Nothing changed in this period")
    recognised = int(counts.get("recognised", 0))
    slipped = int(counts.get("slipped", 0))
    title = ngettext("{n} ward newly recognised", "{n} wards newly recognised", recognised)
    if slipped:
        title += ", " + ngettext("{n} moved down", "{n} moved down", slipped)
    return _("Changes: {what}", what=title)


def _below(seen: Situation, start: date, chosen: View) -> str:
    period = _("After {start}, through {end}.", start=wording.day(start), end=wording.day(seen.day))
    if chosen.since is None and seen.newest is not None and start < a_year_before(seen.day):
        period += " " + _("Starts one year before the newest report.")
    return period


def _kind(seen: Situation, kind: str, rows: pd.DataFrame) -> None:
    message, known = _KINDS[kind]
    look = f' style="background:{known.fill};color:{known.ink}"' if known else ""
    sign = f'<span class="wa-sign"{look}>{known.icon if known else "◎"}</span>'
    st.html(
        f'<div class="wa-change">{sign} <b>{wording.number(len(rows))}</b> '
        f"<span>{escape(_(message))}</span></div>"
    )
    for row in records(rows.head(_SHOWN)):
        _line(seen, kind, row)
    if len(rows) > _SHOWN:
        words = _("and {n} more", n=wording.number(len(rows) - _SHOWN))
        st.html(f'<p class="wa-sub">{escape(words)}</p>')


def _line(seen: Situation, kind: str, row: Any) -> None:
    day = wording.day(row.day, str(row.precision))
    if kind == "new_target":
        label = wording.plain_markdown(f"{day} · {_target(seen, row)}")
        navigation.link("sources", label, source=str(row.source_id))
        return
    key = str(row.unit_key)
    bare = seen.units.bare_name(key)
    name = f"{bare}, {seen.units.province_name(key, seen.day)}"
    if set(bare) <= set("0123456789IVX"):  # "1" or "II" stands in many districts
        name = seen.units.full_name(key)
    navigation.link("ward", wording.plain_markdown(f"{day} · {name}"), ward=key)


def _target(seen: Situation, row: Any) -> str:
    targets = seen.table("targets")
    mine = targets[targets["target_id"].astype(str) == str(row.target_id)]
    for target in records(mine):
        if pd.notna(target.value):
            due = wording.day(target.target_date, str(target.target_date_precision))
            return f"{phrases.target(seen, target)}, {due}"
    return phrases.scope(seen, str(row.scope_key), str(row.scope_text))


def _what(seen: Situation, row: Any) -> str:
    if str(row.kind) == "new_target":
        return _target(seen, row)
    status = STATUS[str(row.status or row.previous)]
    return f"{seen.units.full_name(str(row.unit_key))}: {status.words}"
