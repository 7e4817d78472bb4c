"""Rows of the comparison of wards: ladder, criteria. No Streamlit here."""

from __future__ import annotations

from html import escape

import pandas as pd

from lib.cards.ward_criteria import share_line
from lib.domain.chronicles import Step
from lib.draw.share_line import drawing
from lib.situation.comparison import Compared
from lib.situation.situation import Situation
from lib.ui import phrases, ward_words
from lib.ui.side_grid import GridRow
from lib.words import wording
from lib.words.terms import NO_VALUE, STATUS
from lib.words.wording import _


def ladder_rows(seen: Situation, found: Compared) -> list[GridRow]:
    """The steps with their days, the wave, the newest report; same rows for every ward."""
    steps, keys = found.steps, found.keys
    rows = []
    for place in range(len(next(iter(steps.values())))):
        mine = [steps[key][place] for key in keys]
        known = STATUS[mine[0].status]
        rows.append(
            GridRow(
                f"{escape(known.words)}",
                [
                    _silent(seen, key) if not ward_words.status_of(seen, key)
                    else ward_words.step_words(step) + _decision(seen, key, step)
                    for key, step in zip(keys, mine, strict=True)
                ],
                marked=len({_standing(step.place) for step in mine}) > 1,
            )
        )  # fmt: skip
    waves = [_of(seen, key, "wave") for key in keys]
    rows.append(
        GridRow(escape(_("Wave")), [escape(phrases.wave_name(each) or "–") for each in waves])
    )
    newest = [
        phrases.report_day(seen, ward_words.known_of(seen, key, "last_report")) for key in keys
    ]
    rows.append(GridRow(escape(_("Newest report")), [escape(each) for each in newest]))
    return rows


def _standing(place: str) -> bool:
    """Whether a step is behind or under a ward; which of the two is no difference."""
    return place in ("current", "passed")


def _silent(seen: Situation, key: str) -> str:
    none = NO_VALUE["no_report"]
    words = none.words
    if not seen.units.exists(key, seen.day) and seen.units.states.begins_after(key, seen.day):
        words = NO_VALUE["not_yet_existing"].words
    return f'<span class="wa-dim">{none.icon} {escape(words)}</span>'


def _decision(seen: Situation, key: str, step: Step) -> str:
    if step.status != "recognised" or step.place != "current":
        return ""
    number = _of(seen, key, "decision_no")
    words = _("Decision No. {no}", no=number) if number else _("no decision number on record")
    return f'<div class="wa-sub">{escape(words)}</div>'


def _of(seen: Situation, key: str, column: str) -> str:
    return str(ward_words.known_of(seen, key, column) or "")


def count_rows(seen: Situation, found: Compared) -> list[GridRow]:
    """Criteria met of all, and how that number came about over time."""
    counts, inspected, lines = [], [], []
    for key in found.keys:
        own = found.criteria.set_id and found.criteria.assessed(key)
        stated = ward_words.criteria_count(seen, key)
        count = "{}/{}".format(*found.criteria.met(key)) if own else stated
        counts.append(f'<b class="wa-big">{escape(count)}</b>' if count else _unknown())
        inspected.append(wording.number(found.criteria.verified(key)) if own else "–")
        line = share_line(seen, key)
        drawn = drawing(line) if line.steps else f'<div class="wa-noline">{_unknown()}</div>'
        lines.append(str(drawn))
    rows = [GridRow(escape(_("Met, of all")), counts, marked=len(set(counts)) > 1)]
    if found.criteria.set_id:
        rows.append(GridRow(escape(_("of these, confirmed by inspection")), inspected))
    label = f'{escape(_("Share met over time"))}<div class="wa-sub">0–100%</div>'
    return [*rows, GridRow(label, lines)]


def _unknown() -> str:
    none = NO_VALUE["not_assessed"]
    return f'<span class="wa-dim">{none.icon} {escape(none.words)}</span>'


def event_rows(found: Compared, *, latest_first: bool = False) -> list[GridRow]:
    """One row per year with what happened in it; a year without any event is left out."""
    years = sorted(
        {event.day.year for events in found.events.values() for event in events},
        reverse=latest_first,
    )
    rows = []
    for year in years:
        cells = []
        for key in found.keys:
            lines = [
                f"<div>{ward_words.event_words(event)}</div>"
                for event in found.events[key]
                if event.day.year == year
            ]
            cells.append("".join(lines) or '<span class="wa-dim">–</span>')
        rows.append(GridRow(f"<b>{year}</b>", cells))
    return rows


def left_out_words(left_out: pd.DataFrame) -> str:
    """How many criteria could not be compared because the sets differ; "" for none."""
    if left_out.empty:
        return ""
    return _(
        "Several criteria sets: only criteria marked comparable in the crosswalk are "
        "shown; {n} are left out.",
        n=wording.number(len(left_out[["set_id", "criterion_no"]].drop_duplicates())),
    )
