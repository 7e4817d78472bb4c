"""Rows of the comparison of wards or cities criterion by criterion. No Streamlit here."""

from __future__ import annotations

from html import escape

import pandas as pd

from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.ui import figures_wards, ward_words
from lib.ui.side_grid import GridRow
from lib.words import wording
from lib.words.terms import NO_VALUE


def criterion_rows(seen: Situation, found: Compared, *, only_differing: bool) -> list[GridRow]:
    """One row per criterion, under its group, marked where the columns differ.

    A ward has the sign of its own result; a city the share of its wards that meet the
    criterion, as a dot on one scale.
    """
    if found.cities:
        table, set_id, differing = found.shares.shares, found.shares.set_id, found.shares.differs
    else:
        own = found.criteria
        table, set_id, differing = own.cells, own.set_id, own.differs
    names = ward_words.criterion_names(seen, set_id)
    groups = ward_words.criterion_groups(seen, set_id)
    rows, group = [], ""
    for (number, values), differs in zip(table.iterrows(), differing.tolist(), strict=True):
        no = int(str(number))
        if only_differing and not differs:
            continue
        if groups.get(no, "") != group:
            group = groups.get(no, "")
            rows.append(GridRow(escape(group), [""] * len(found.keys), heading=True))
        label = f"{no}. {names.get(no, '')}".strip()
        cells = [
            _dot(float(values[key]), label)
            if found.cities
            else ward_words.cell_mark(str(values[key]), words=True)
            for key in found.keys
        ]
        rows.append(GridRow(escape(label), cells, marked=differs))
    return rows


def _dot(share: float, label: str) -> str:
    if pd.isna(share):
        none = NO_VALUE["not_assessed"]
        return f'<span class="wa-dim">{none.icon} {escape(none.words)}</span>'
    words = wording.percent(share)
    dot = figures_wards.share_dot(share, f"{label}: {words}")
    return f'<span class="wa-dotted">{dot} {words}</span>'
