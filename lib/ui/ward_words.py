"""What is known of a ward, in words and small HTML parts: steps, criteria, events, measures.

No Streamlit here; text from data is escaped.
"""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from lib.domain.chronicles import Event, Step, ladder_steps
from lib.domain.comparison import Indicator, Measure
from lib.domain.rows import record
from lib.domain.statuses import score_of_report
from lib.situation.situation import Situation
from lib.ui import blocks
from lib.words import wording
from lib.words.terms import N_, NO_VALUE, STATUS
from lib.words.wording import _

CELL_WORDS = {
    "verified": ("✓", N_("Met, confirmed by inspection"), "#0072B2"),
    "claimed": ("◆", N_("Self-reported as met"), "#7a6200"),
    "contradicted": ("✗", N_("Inspected: not met"), "#8C2D04"),
    "not_met": ("○", N_("Not met"), "#5b6875"),
    "not_assessed": ("▤", N_("Not assessed"), "#5f6f7f"),
    "not_applicable": ("▢", N_("Not applicable"), "#5f6f7f"),
    "no_report": ("▨", N_("No report"), "#5f6f7f"),
}
"""Sign, words and colour of a criterion of a ward (see `lib.domain.comparison.CELLS`)."""

_UNITS = {
    "percent": N_("percent"),
    "minutes": N_("minutes"),
    "cases": N_("cases"),
    "groups": N_("teams"),
    "points": N_("points"),
    "models": N_("models"),
    "boards": N_("signs"),
    "cameras": N_("cameras"),
    "km2 (approx.)": N_("km² (approx.)"),
    "persons (approx.)": N_("people (approx.)"),
    "persons (nearly)": N_("people (just under)"),
    "persons (over)": N_("people (more than)"),
    "files (nearly)": N_("files (just under)"),
}
_BASES = {
    "previous year": N_("previous year"),
    "same period a year before": N_("same period last year"),
    "base period not stated": N_("base period not stated"),
}


def known_of(seen: Situation, key: str, column: str) -> Any:
    """A column of the latest state of a unit; None without a report."""
    return record(seen.known, key)[column] if key in seen.known.index else None


def status_of(seen: Situation, key: str) -> str:
    """Status of a unit on the day; "" without a report."""
    return str(known_of(seen, key, "status") or "")


def status_chip(seen: Situation, key: str) -> str:
    """Chip of the status, or of no report."""
    return blocks.chip(status_of(seen, key) or "no_report")


def status_day(seen: Situation, key: str) -> str:
    """Since when it stands on its step where a source says it, else when it was first said."""
    status = status_of(seen, key)
    if not status:
        return _("no published report by {day}", day=wording.day(seen.day))
    steps = ladder_steps(seen.dated, key, status, seen.day)
    now = next((step for step in steps if step.place == "current"), None)
    if now is not None and now.start is not None:
        return _("since {day}", day=wording.day(now.start, now.start_precision))
    if now is None or pd.isna(now.mentioned):
        return _("undated")
    return _("first reported {day}", day=wording.day(now.mentioned, now.precision))


def status_sign(status: str) -> str:
    """Sign of a status on its colour."""
    known = STATUS[status]
    return (
        f'<span class="wa-sign" style="background:{known.fill};color:{known.ink}">'
        f"{known.icon}</span>"
    )


def criteria_count(seen: Situation, key: str) -> str:
    """Criteria met of all as the report of the status states them; "" when it does not."""
    row = record(seen.known, key) if key in seen.known.index else None
    score = None if row is None else score_of_report(row)
    return "" if score is None else f"{score[0]}/{score[1]}"


def step_words(step: Step) -> str:
    """A cell of the ladder: sign, date, and what is not known of it."""
    if step.place == "ahead":
        return f'<span class="wa-dim">– {escape(_("not reached"))}</span>'
    if not step.reported:
        words = _("passed; date not on record")
        return f'<span class="wa-dim">{escape(words)}</span>'
    day = _("undated")
    if step.start is not None:
        day = wording.day(step.start, step.start_precision)
    elif pd.notna(step.mentioned):
        day = wording.day(step.mentioned, step.precision)
    sign = status_sign(step.status)
    if step.place == "lost":
        lost = escape(_("no longer held"))
        return f"{sign} <s>{escape(day)}</s> <b class='wa-fell'>↓ {lost}</b>"
    weight = "b" if step.place == "current" else "span"
    return f"{sign} <{weight}>{escape(day)}</{weight}>"


def cell_mark(cell: str, *, words: bool = False) -> str:
    """A criterion of a ward: sign in its colour, with its words when asked for."""
    sign, message, colour = CELL_WORDS[cell]
    said = escape(_(message))
    text = f" {said}" if words else ""
    return (
        f'<span class="wa-result" title="{said}" style="color:{colour}">'
        f'<b aria-label="{said}">{sign}</b>{text}</span>'
    )


def cell_legend() -> str:
    """What the signs of criteria mean."""
    parts = "".join(
        f'<span class="row">{cell_mark(cell, words=True)}</span>' for cell in CELL_WORDS
    )
    return f'<div class="wa-legend">{parts}</div>'


def event_words(event: Event) -> str:
    """An event in a line: date, sign, what happened."""
    day = wording.day(event.day, event.precision)
    if event.kind == "milestone":
        said = wording.in_language(event.text_vi, event.text_en)
        return f"<time>{escape(day)}</time> {escape(said)}"
    count = "" if event.met is None else f" {event.met}/{event.total or '–'}"
    if event.kind == "criteria":
        said = _("criteria met:") + count
        return f"<time>{escape(day)}</time> {escape(said)}"
    known = STATUS[event.kind]
    fell = " ↓" if event.fell else ""
    return (
        f"<time>{escape(day)}</time> {status_sign(event.kind)} {escape(known.words)}"
        f"{escape(count)}{fell}"
    )


def unit_words(unit: str) -> str:
    """A unit of measure in words; as printed when it is not a known one."""
    return _(_UNITS[unit]) if unit in _UNITS else unit


def indicator_name(indicator: Indicator) -> str:
    """Name with its unit and what it is compared with."""
    unit = unit_words(indicator.unit)
    base = _(_BASES[indicator.base]) if indicator.base in _BASES else indicator.base
    against = f", {_('against {base}', base=base)}" if base else ""
    name = wording.in_language(indicator.name_vi, indicator.name_en)
    return f'{escape(name)}<div class="wa-sub">{escape(unit + against)}</div>'


def measure_words(measure: Measure | None) -> str:
    """A value with its day, and its change since the start of the common period."""
    if measure is None:
        none = NO_VALUE["no_report"]
        return f'<span class="wa-dim">{none.icon} {escape(none.words)}</span>'
    digits = 0 if float(measure.value).is_integer() else 1
    known = pd.notna(measure.end)
    day = wording.day(measure.end, measure.precision) if known else wording.remark(measure.period)
    lines = [f"<b>{wording.number(measure.value, digits)}</b>"]
    if measure.change is not None:
        sign = "▲ +" if measure.change > 0 else "▼ " if measure.change < 0 else "= "
        number = wording.number(round(measure.change, 1), 1)
        since = _("since {day}", day=wording.day(measure.since, measure.precision))
        lines.append(f'<span class="wa-sub">{sign}{number} {escape(since)}</span>')
    note = "" if measure.common else f" · {_('own period')}"
    return f'{" ".join(lines)}<div class="wa-sub">{escape(day)}{escape(note)}</div>'


def criterion_names(seen: Situation, set_id: str) -> dict[int, str]:
    """Names of the criteria of a set by number; the number alone where no name is public."""
    criteria = seen.table("criteria")
    mine = criteria[(criteria["set_id"].astype(str) == set_id) & criteria["criterion_no"].notna()]
    return {
        int(row["criterion_no"]): wording.in_language(
            str(row["criterion_name_vi"]), str(row["criterion_name_en"])
        )
        for _no, row in mine.iterrows()
    }


def criterion_groups(seen: Situation, set_id: str) -> dict[int, str]:
    """Group of each criterion of a set: "1. Headquarters"."""
    criteria = seen.table("criteria")
    mine = criteria[(criteria["set_id"].astype(str) == set_id) & criteria["criterion_no"].notna()]
    found = {}
    for _no, row in mine.iterrows():
        name = wording.in_language(str(row["group_name_vi"]), str(row["group_name_en"]))
        number = "" if pd.isna(row["group_no"]) else f"{int(row['group_no'])}. "
        found[int(row["criterion_no"])] = f"{number}{name}"
    return found
