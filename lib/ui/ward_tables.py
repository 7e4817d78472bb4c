"""Tables of the page of one ward as HTML: ladder, criteria, indicators, observations."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from lib.domain import chronicles
from lib.domain.comparison import Indicator, SideBySide
from lib.domain.rows import record, records
from lib.domain.statuses import COUNTED
from lib.situation.situation import Situation
from lib.ui import blocks, phrases, ward_words
from lib.ui.frame import navigation
from lib.words import wording
from lib.words.terms import STATUS
from lib.words.wording import _


def ladder(seen: Situation, key: str) -> str:
    """The steps of the ladder, highest first, with dates; the one it stands on is marked."""
    status = ward_words.status_of(seen, key)
    row = record(seen.known, key) if status else None
    lines = []
    for step in chronicles.ladder_steps(seen.dated, key, status, seen.day):
        extra = ""
        if step.place == "current" and row is not None:
            count = ward_words.criteria_count(seen, key)
            parts = [_("{count} criteria", count=count) if count else ""]
            if step.status == "recognised":
                number = str(row["decision_no"])
                parts.append(
                    _("Decision No. {no}", no=number)
                    if number
                    else _("no decision number on record")
                )
            if bool(row["conflict"]):
                parts.append(_("sources differ; the lower figure counts"))
            extra = " · ".join(part for part in parts if part)
        look = ' class="now"' if step.place == "current" else ""
        words = ward_words.step_words(step) if status else '<span class="wa-dim">–</span>'
        lines.append(
            f"<tr{look}><th>{escape(STATUS[step.status].words)}</th><td>{words}</td>"
            f'<td class="wa-sub">{escape(extra)}</td></tr>'
        )
    return f'<table class="wa-ladder">{"".join(lines)}</table>'


def criteria(seen: Situation, key: str, found: SideBySide) -> str:
    """A table of criteria for each group, with the result of each."""
    names = ward_words.criterion_names(seen, found.set_id)
    groups = ward_words.criterion_groups(seen, found.set_id)
    tables: dict[str, list[str]] = {}
    for number, cell in found.cells[key].items():
        no = int(str(number))
        name = f"{no}. {names.get(no, '')}".strip()
        mark = ward_words.cell_mark(str(cell), words=True)
        line = f"<tr><td>{escape(name)}</td><td>{mark}</td></tr>"
        tables.setdefault(groups.get(no, ""), []).append(line)
    parts = (
        f'<table class="wa-criteria"><tr class="g"><th colspan="2">{escape(group)}</th></tr>'
        f"{''.join(lines)}</table>"
        for group, lines in tables.items()
    )
    return f'<div class="wa-groups">{"".join(parts)}</div>'


def indicators(found: Sequence[Indicator], key: str) -> str:
    """Indicators with value, day and change."""
    lines = "".join(
        f"<tr><td>{ward_words.indicator_name(each)}</td>"
        f"<td>{ward_words.measure_words(each.values[key])}</td></tr>"
        for each in found
    )
    return f'<table class="wa-criteria">{lines}</table>'


def observations(seen: Situation, rows: pd.DataFrame) -> str:
    """What each source says, newest first.

    Args:
        seen: The situation.
        rows: Rows of the observations table, of one unit.
    """
    heads = [
        _("Date of the figure"), _("Status"), _("Criteria"), _("Wave"), _("Recognised on"),
        _("Decision"), _("Source"), _("Remark"),
    ]  # fmt: skip
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    ordered = rows.sort_values(["as_of", "observation_id"], ascending=False, na_position="last")
    lines = "".join(_observation(seen, row) for row in records(ordered))
    table = f'<table class="wa-bars wa-said"><tr>{head}</tr>{lines}</table>'
    return f'<div class="wa-scroll">{table}</div>'


def _observation(seen: Situation, row: pd.Series) -> str:
    told = row.as_of if pd.notna(row.as_of) else row.recognised_on
    later = pd.notna(told) and told > pd.Timestamp(seen.day)
    look = ' class="later"' if later else ""
    count = ""
    if pd.notna(row.criteria_met) or pd.notna(row.criteria_total):
        met = "–" if pd.isna(row.criteria_met) else int(row.criteria_met)
        count = f"{met}/{'–' if pd.isna(row.criteria_total) else int(row.criteria_total)}"
    day = wording.day(row.as_of, str(row.as_of_precision)) if pd.notna(row.as_of) else _("undated")
    related = "" if str(row.programme) == COUNTED else f" ({_('related programme')})"
    cells = [
        escape(day),
        blocks.chip(str(row.status)) + escape(related),
        escape(count),
        escape(phrases.wave_name(str(row.wave))),
        escape(wording.day(row.recognised_on) if pd.notna(row.recognised_on) else ""),
        escape(str(row.decision_no)),
        navigation.source_anchor(str(row.source_id)),
        escape(phrases.note(str(row.note))),
    ]
    return f"<tr{look}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
