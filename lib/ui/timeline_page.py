"""Parts of the timeline page: its sentence, counts against targets, the pace."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import streamlit as st

from lib.cards.card import Citation
from lib.situation.timeline import Timeline
from lib.ui import blocks, figures_targets, phrases, timeline_words
from lib.ui.citations import source_mark
from lib.ui.figures_targets import TargetLine
from lib.ui.figures_timeline import Span
from lib.view.view import EARLIEST
from lib.words import wording
from lib.words.wording import _, ngettext

_LAST_DAY = date(2031, 3, 31)
CONFIG = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "toImage"]}


def headline(line: Timeline) -> None:
    """Where the recent pace leads, against the target."""
    seen, main = line.seen, line.main
    below = _(
        "As of {day}. Only recognised wards count towards a target.", day=wording.day(line.day)
    )
    if not len(seen.statuses):
        title = _("No ward had a published report by this date")
    elif seen.is_selective:
        title = ngettext(
            "{n} ward of the chosen wave and status is recognised",
            "{n} wards of the chosen wave and status are recognised",
            seen.counts["recognised"],
        )
    elif main is None:
        title = ngettext(
            "{n} ward recognised; no target with a date and a number of wards is known",
            "{n} wards recognised; no target with a date and a number of wards is known",
            seen.counts["recognised"],
        )
    elif main.date_note == "reached":
        title = ngettext(
            "The target is reached: {n} ward recognised",
            "The target is reached: {n} wards recognised",
            seen.counts["recognised"],
        )
    elif line.forecast is None:
        title = ngettext(
            "{n} ward recognised; the target is {goal} by {due}",
            "{n} wards recognised; the target is {goal} by {due}",
            seen.counts["recognised"],
            goal=wording.number(main.progress.goal),
            due=wording.day(main.progress.due, main.progress.precision),
        )
    elif not line.forecast.rate.events:
        title = _(
            "No ward was recognised from {since} on; the target is {goal} by {due}",
            since=wording.day(line.forecast.rate.window.first),
            goal=wording.number(main.progress.goal),
            due=wording.day(main.progress.due, main.progress.precision),
        )
    else:
        title = _(
            "At the recent pace, {n} wards would be recognised by {due}; the target is {goal}",
            n=wording.number(line.forecast.expected),
            due=wording.day(main.progress.due, main.progress.precision),
            goal=wording.number(main.progress.goal),
        )
    if seen.scope != "national":
        # The figures are those of the target's own scope: a former province may have set it.
        scope = main.progress.scope_key if main and line.forecast else seen.scope
        title = phrases.placed(phrases.scope(seen, scope), title)
    blocks.heading(title, below)


def curve(line: Timeline) -> None:
    """Recognised and reported complete over time, targets, and the recent rate carried on."""
    seen = line.seen
    counts = seen.counts
    with st.container(key="card_progress"):
        title = _(
            "{n} recognised; {m} reported complete, not added",
            n=wording.number(counts["recognised"]),
            m=wording.number(counts["reported_complete"]),
        )
        blocks.card_title(
            title,
            _(
                "Number of wards at each status on each day; the straight dashed line is the "
                "target."
            ),
        )
        with st.container(key="axes", horizontal=True, gap="medium"):
            span = _choose_span(line)
            whole = _choose_scale()
        lines = _lines(line)
        if lines or line.seen.held[["recognised", "reported_complete"]].to_numpy().any():
            figure = figures_targets.progress_chart(
                line.seen.held, lines, line.forecast, line.day, span, whole=whole,
                now=line.main.progress.now.value if line.main else 0.0,
            )  # fmt: skip
            st.plotly_chart(
                figure,
                width="stretch",
                config=CONFIG,
                key=f"progress_{span[0]}_{span[1]}",
                alt=title,
            )
        else:
            st.info(_("No ward is recognised or reports completion yet; choose a later date."))
        for words in _remarks(line):
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
        keys = list(line.seen.statuses.index)
        goals = [Citation(source) for each in line.own for source in each.sources]
        source_mark("progress", seen.table("sources"), [*goals, *seen.cited(keys)[:400]])


def _choose_span(line: Timeline) -> Span:
    words = {
        "all": _("2021–2030"),
        "past": _("until the as-of date"),
        "near": _("a year before and after"),
    }
    chosen = st.segmented_control(
        _("Period"), list(words), format_func=words.__getitem__, key="span", default="all"
    )
    return span_of(line.day, chosen)


def span_of(day: date, code: str | None) -> Span:
    """First and last day of a chosen period."""
    if code == "past":
        return EARLIEST, max(day, date(2021, 12, 31)) + timedelta(days=20)
    if code == "near":
        return day - timedelta(days=365), day + timedelta(days=365)
    return EARLIEST, _LAST_DAY


def _choose_scale() -> bool:
    words = {"targets": _("up to the target"), "counts": _("to the counts only")}
    chosen = st.segmented_control(
        _("Scale"), list(words), format_func=words.__getitem__, key="scale", default="targets"
    )
    return chosen != "counts"


def _lines(line: Timeline) -> list[TargetLine]:
    found = []
    for each in line.own:
        progress = each.progress
        if progress.due is None or progress.goal is None:
            continue
        label = _(
            "target {due}: {n}",
            due=wording.day(progress.due, progress.precision),
            n=wording.number(progress.goal),
        )
        if progress.scope_key != line.seen.scope:
            label = f"{phrases.scope(line.seen, progress.scope_key)}, {label}"
        start = min(progress.base.day, progress.due)
        found.append(
            TargetLine(label, start, progress.base.value, progress.due, float(progress.goal))
        )
    return found


def _remarks(line: Timeline) -> list[str]:
    """What is not on the curve, and why there is no band."""
    seen = line.seen
    found = []
    if line.undated:
        found.append(
            ngettext(
                "{n} recognition has no date: it counts only at the end of the curve.",
                "{n} recognitions have no date: they count only at the end of the curve.",
                line.undated,
            )
        )
    recognised = line.seen.held["recognised"]
    if bool((recognised.diff() < 0).any()):
        found.append(
            _("The curve falls where a ward moves down, or where an abolished ward is "
"replaced by its successor: titles are not carried over here.")
        )  # fmt: skip
    if line.later:
        found.append(
            ngettext(
                "{n} observation is after the as-of date and does not count yet.",
                "{n} observations are after the as-of date and do not count yet.",
                line.later,
            )
        )
    if seen.is_selective:
        found.append(
            _("Targets apply to all wards of the place; with a wave or status chosen there "
"is no forecast.")
        )  # fmt: skip
    elif line.main and line.main.date_note == "window_too_short":
        found.append(timeline_words.expected(line.main))
    elif line.main and line.forecast is None:
        found.append(_("No target falls after the as-of date, so there is no forecast."))
    return found


def outlook_card(line: Timeline) -> None:
    """The pace in figures: recent, required, expected on the due day."""
    main = line.main
    with st.container(key="card_outlook"):
        if main is None:
            blocks.card_title(
                _("No forecast: no target with a date and a number of wards is known")
            )
            words = _("Choose a place with a target from the table below.")
            st.html(f'<p class="wa-sub">{escape(words)}</p>')
            return
        progress, led = main.progress, line.forecast
        blocks.card_title(
            _("Required: {n} wards a year", n=_rounded(progress.assessment.required_pace)),
            timeline_words.target(line.seen, main),
        )
        label = progress.assessment.label
        head = blocks.chip(label) if label else escape(timeline_words.pace_note(main))
        flags = " ".join(blocks.chip(flag) for flag in progress.assessment.flags)
        rows = [(_("Pace to target"), f"{head}<br>{flags}" if flags else head)]
        rows.append((_("Pace ratio"), wording.number(progress.assessment.pace_ratio, 2)))
        if led is not None:
            interval = f"{_pace(led.rate.low)}–{_pace(led.rate.high)}"
            recent = _(
                "{n} a year ({interval}), from {events} recognised from {since} on",
                n=_pace(led.rate.per_year), interval=interval,
                events=wording.number(led.rate.events),
                since=wording.day(led.rate.window.first),
            )  # fmt: skip
            rows.append((_("Recent pace"), escape(recent)))
            band = _(
                "{n} ({low}–{high})", n=wording.number(led.expected), low=wording.number(led.low),
                high=wording.number(led.high),
            )  # fmt: skip
            due = wording.day(led.due, progress.precision)
            rows.append((_("Forecast for {due}", due=due), f"<b>{escape(band)}</b>"))
        rows.append((_("Forecast date"), escape(timeline_words.expected_range(main))))
        rows.append((_("Wards, as published"), wording.number(progress.published_denominator)))
        rows.append((_("Wards on the as-of date"), wording.number(progress.rebased_denominator)))
        cells = "".join(f"<tr><td>{escape(name)}</td><td>{value}</td></tr>" for name, value in rows)
        st.html(f'<table class="wa-bars wa-outlook">{cells}</table>')
        st.html(
            f'<p class="wa-sub">'
            f"{escape(_('Interval: Poisson, exact (Garwood), 80%, of the same period.'))}</p>"
        )
        if line.seen.is_selective:
            words = _("For all wards of the place, whatever wave or status is chosen.")
            st.html(f'<p class="wa-sub"><b>{escape(words)}</b></p>')
        source_mark("outlook", line.seen.table("sources"), [Citation(s) for s in main.sources])


def _pace(value: float | None) -> str:
    return wording.number(value, 1)


def _rounded(value: float | None) -> str:
    """A pace for a title: whole wards, except where a few are asked."""
    return wording.number(value, 0 if value is not None and value >= 10 else 1)
