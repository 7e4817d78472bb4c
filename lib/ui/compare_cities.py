"""Rows of the comparison of cities: wards by status, targets, criteria. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from lib.domain.statuses import LADDER
from lib.ui import blocks, phrases, wording
from lib.ui.compared import Compared
from lib.ui.rows import record
from lib.ui.side_grid import GridRow
from lib.ui.situation import Situation
from lib.ui.terms import NO_VALUE, STATUS
from lib.ui.wording import _


def ladder_rows(seen: Situation, keys: Sequence[str]) -> list[GridRow]:
    """Wards on each step with their share of the wards that exist, then target and pace."""
    table = seen.provinces
    rows = []
    for code in reversed(LADDER[1:]):
        cells = []
        for key in keys:
            if key not in table.index:
                cells.append(_silent())
                continue
            row = record(table, key)
            total = max(int(row["wards_total"]), 1)
            share = int(row[code]) / total
            cells.append(
                f"<b>{wording.number(int(row[code]))}</b> "
                f'<span class="wa-sub">{wording.percent(min(share, 1.0))}</span>'
                + blocks.bars([(share, STATUS[code].fill)])
            )
        known = STATUS[code]
        label = f'<span style="color:{known.fill};-webkit-text-stroke:.6px #55677a">{known.icon}'
        rows.append(GridRow(f"{label}</span> {escape(known.words)}", cells))
    rows.append(GridRow(escape(_("Wards in total")), [_total(table, key) for key in keys]))
    rows.append(GridRow(escape(_("Next target")), [_target(seen, key) for key in keys]))
    pace = [seen.pace_label(key) for key in keys]
    chips = [blocks.chip(each) for each in pace]
    rows.append(GridRow(escape(_("Pace")), chips, marked=len(set(pace)) > 1))
    newest = [
        phrases.report_day(seen, record(table, key)["last_report"]) if key in table.index else "–"
        for key in keys
    ]
    rows.append(GridRow(escape(_("Newest report")), newest))
    return rows


def _silent() -> str:
    none = NO_VALUE["no_report"]
    return f'<span class="wa-dim">{none.icon} {escape(none.words)}</span>'


def _total(table: pd.DataFrame, key: str) -> str:
    if key not in table.index:
        return "–"
    row = record(table, key)
    with_report = wording.number(int(row["wards_with_report"]))
    words = _("{n} with a report", n=with_report)
    return (
        f"<b>{wording.number(int(row['wards_total']))}</b> "
        f'<span class="wa-sub">{escape(words)}</span>'
    )


def _target(seen: Situation, key: str) -> str:
    found = seen.next_targets.get(key)
    if found is None or found.goal is None or found.due is None:
        return f'<span class="wa-dim">{escape(_("No target known"))}</span>'
    words = _(
        "{n} wards, due {day}",
        n=wording.number(found.goal),
        day=wording.day(found.due, found.precision),
    )
    return f"<b>{escape(words)}</b>"


def count_rows(found: Compared) -> list[GridRow]:
    """Wards of each city that the shares are of."""
    cells = [f"<b>{wording.number(found.shares.assessed.get(key, 0))}</b>" for key in found.keys]
    return [GridRow(escape(_("Wards with assessed criteria")), cells)]
