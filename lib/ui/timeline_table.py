"""Targets of every city and province in one table, and the places without one."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from lib.cards.card import Citation
from lib.domain import dated_targets
from lib.domain.dated_targets import DatedTarget
from lib.domain.forecast import HORIZON
from lib.situation.timeline import Timeline
from lib.ui import blocks, phrases, timeline_words
from lib.ui.citations import source_mark
from lib.ui.frame import session
from lib.words import wording
from lib.words.terms import PACE
from lib.words.wording import _, ngettext

_ROW = 35  # pixels
_REACHED = date(1990, 1, 1)  # stands for a word, so that it sorts first
_NO_DAY: Any = pd.NaT
_NOT_REACHED = HORIZON.replace(year=HORIZON.year + 1)


def targets(line: Timeline) -> None:
    """One row for each target: where the place stands, its pace, its label and flags."""
    with st.container(key="card_targets"):
        found = _chosen(line)
        behind = sum(
            each.progress.assessment.label in ("off_track", "regressing", "overdue", "lagging")
            for each in found
        )
        title = _(
            "{n} of {total} targets are behind pace or overdue",
            n=wording.number(behind),
            total=wording.number(len(found)),
        )
        with st.container(key="due", horizontal=True, vertical_alignment="center"):
            blocks.card_title(
                title if found else _("No target with a date and a number of wards is known")
            )
            words = {"next": _("due next"), "last": _("due last"), "all": _("all")}
            st.segmented_control(
                _("Targets"), list(words), format_func=words.__getitem__, key="due_choice",
                default="next", label_visibility="collapsed",
            )  # fmt: skip
        st.html(
            '<p class="wa-sub">'
            + escape(_("Click a heading to sort. Notes appear beside the label and never change "
                       "it. Pace is in wards per year."))
            + "</p>"
        )  # fmt: skip
        if not found:
            st.info(_("Choose another place or a later date, or see the reasons below."))
        else:
            _draw(line, found)
        for words_ in _remarks(line):
            st.html(f'<p class="wa-sub">{escape(words_)}</p>')
        cited = [
            Citation(source, timeline_words.target(line.seen, each))
            for each in found
            for source in each.sources
        ]
        source_mark("targets", line.seen.table("sources"), cited)


def _chosen(line: Timeline) -> list[DatedTarget]:
    every = [each for known in line.places.values() for each in known]
    # A former province of the chosen one is listed once, whatever way it was found.
    every = list({each.progress.target_id: each for each in every}.values())
    choice = st.session_state.get("due_choice") or "next"
    if choice == "all":
        return every
    return (
        dated_targets.due_last(every)
        if choice == "last"
        else dated_targets.due_next(every, line.day)
    )


def _draw(line: Timeline, found: list[DatedTarget]) -> None:
    table = pd.DataFrame([_row(line, each) for each in found])
    st.dataframe(
        _in_words(table, found),
        hide_index=True,
        height=min(_ROW * (len(table) + 1) + 3, 640),
        row_height=_ROW,
        placeholder="–",
        column_config=_columns(),
        key="targets_table",
    )
    flags = dict.fromkeys(flag for each in found for flag in each.progress.assessment.flags)
    if flags:
        st.html(f'<p class="wa-sub">{escape(_("Notes"))}: {" ".join(map(blocks.chip, flags))}</p>')


def _in_words(table: pd.DataFrame, found: list[DatedTarget]) -> Any:
    """Numbers and days as the language writes them; sorting goes by the values beneath."""
    dues = {
        pd.Timestamp(due): wording.day(due, each.progress.precision)
        for each in found
        if (due := each.progress.due) is not None
    }
    dates = {
        pd.Timestamp(_NOT_REACHED): _("not before 2040"),
        pd.Timestamp(_REACHED): _("reached"),
    }
    written: dict[Any, Any] = {
        "now": wording.number,
        "claimed": wording.number,
        "goal": wording.number,
        "ratio": lambda value: wording.number(value, 2),
        "recent": lambda value: wording.number(value, 1),
        "required": lambda value: wording.number(value, 1),
        "due": lambda value: dues.get(value) or wording.day(value),
        "expected": lambda value: dates.get(value) or wording.day(value),
    }
    return table.style.format(written, na_rep="–")


def _columns() -> dict[str, Any]:
    column = st.column_config
    labels = [*PACE, *dated_targets.PACE_NOTES]
    fills = [PACE[code].fill if code in PACE else "#e2e7ec" for code in labels]
    chips: dict[str, Any] = {"options": labels, "color": fills}
    number = column.NumberColumn
    return {
        "place": column.TextColumn(_("City, province"), pinned=True, width=178),
        "now": number(_("Recognised"), width=104),
        "claimed": number(
            _("Reported"),
            width=92,
            help=_("Reported complete: shown beside the recognised, never added to them"),
        ),
        "stated": column.TextColumn(
            _("Target"), width=66, help=_("Target as stated by its source")
        ),
        "goal": number(_("Wards"), width=60, help=_("Wards to be recognised")),
        "due": column.DateColumn(_("Due"), width=80),
        "published": column.TextColumn(
            _("As published"),
            width=88,
            help=_("Target out of the wards as published by its source"),
        ),
        "rebased": column.TextColumn(
            _("Adjusted"),
            width=88,
            help=_("The same share of the wards that exist on the as-of date"),
        ),
        "ratio": number(
            _("Ratio"),
            width=56,
            help=_("Pace ratio: pace so far over the pace required; 1 is on pace"),
        ),
        "label": column.MultiselectColumn(
            _("Label"), width=146, format_func=timeline_words.label, **chips
        ),
        "flags": column.MultiselectColumn(_("Notes"), width=96, format_func=_sign, **chips),
        "recent": number(
            _("Recent"),
            width=62,
            help=_("Recent pace: recognitions a year over 24 months, or since the reform"),
        ),
        "required": number(
            _("Required"), width=70, help=_("Required pace: wards per year until the due date")
        ),
        "expected": column.DateColumn(
            _("Forecast"), width=116, help=_("Date the target would be reached at the recent pace")
        ),
        "source": column.LinkColumn(_("Source"), width=78, display_text=r"source=([^&]+)"),
    }


def _sign(code: str) -> str:
    return PACE[code].icon if code in PACE else code


def _row(line: Timeline, each: DatedTarget) -> dict[str, Any]:
    progress = each.progress
    label = progress.assessment.label
    return {
        "place": phrases.scope(line.seen, progress.scope_key),
        "now": progress.now.value,
        "claimed": progress.reported_complete,
        "stated": _stated(each),
        "goal": progress.goal,
        "due": pd.Timestamp(progress.due or date.max),
        "published": _of(progress.published_goal, progress.published_denominator),
        "rebased": _of(progress.rebased_goal, progress.rebased_denominator),
        "ratio": progress.assessment.pace_ratio,
        "label": [label or each.pace_note],
        "flags": list(progress.assessment.flags),
        "recent": progress.recent_pace,
        "required": progress.assessment.required_pace,
        "expected": _expected(each),
        "source": _address(each.sources),
    }


def _stated(each: DatedTarget) -> str:
    """The value as its source gives it: a share, or a count."""
    value = each.progress.value
    if each.progress.metric == "share_of_wards" and value is not None:
        return wording.percent(value / 100)
    return wording.number(value)


def _of(goal: int | None, wards: int | None) -> str:
    """A goal of its wards: "75 / 249"; – where one of them is not known."""
    if goal is None or not wards:
        return "–"
    return f"{wording.number(goal)} / {wording.number(wards)}"


def _expected(each: DatedTarget) -> Any:
    """Expected day; days that stand for words sort before and after all others; NaT for none."""
    if each.date_note == "reached":
        return pd.Timestamp(_REACHED)
    if each.forecast is None:
        return _NO_DAY
    return pd.Timestamp(each.forecast.completion or _NOT_REACHED)


def _address(sources: tuple[str, ...]) -> str:
    parameters = session.parameters("sources", source=",".join(sources))
    return "/sources?" + urlencode(parameters, safe=",")


def _remarks(line: Timeline) -> list[str]:
    found = []
    if line.seen.overruled:
        found.append(
            ngettext(
                "{n} target is overruled by another source and left out; see the sources page.",
                "{n} targets are overruled by other sources and left out; see the sources page.",
                len(line.seen.overruled),
            )
        )
    if line.not_yet_published:
        found.append(
            ngettext(
                "{n} target was not yet known on the as-of date, or no source says since when.",
                "{n} targets were not yet known on the as-of date, or no source says since when.",
                line.not_yet_published,
            )
        )
    return found


def without_target(line: Timeline) -> None:
    """Provinces that have no target, by the reason."""
    if not line.missing:
        return
    n = sum(len(keys) for keys in line.missing.values())
    with st.container(key="card_without"):
        blocks.card_title(
            ngettext(
                "{n} province has no known target to measure against",
                "{n} provinces have no known target to measure against",
                n,
            )
        )
        items = "".join(
            f"<li><span><b>{escape(timeline_words.missing(reason))}</b>: "
            f"{escape(', '.join(line.seen.units.province_name(key, line.day) for key in keys))}"
            f'</span><b class="n">{wording.number(len(keys))}</b></li>'
            for reason, keys in line.missing.items()
        )
        st.html(f'<ul class="wa-list">{items}</ul>')
