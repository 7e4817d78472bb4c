"""Bars and lines over time as PowerPoint's own charts, with the numbers in their workbook.

What is not known stays blank, never 0. A line that a change of the division breaks is two series,
because nothing may glide over that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from lib.cards.bodies import Bars
from lib.cards.charts import Lines, Series
from lib.draw import hatches
from lib.draw.pptx.shapes_xml import PATTERNS
from lib.draw.pptx.texts import FACE, colour, describe, emu
from lib.draw.rows import plain
from lib.words import colours, wording
from lib.words.colours import INK, SOFT
from lib.words.terms import term
from lib.words.wording import _

BETWEEN = "  ·  "
"""Between the name of a bar and what stands beside it."""
_MOST_BARS = 16  # rows of bars on one slide
_FEW_BARS = 12  # more have smaller names


def paint(fill: Any, ground: str, hatch: str = "", ink: str = "") -> None:
    """Colour an area as the screen does: a pattern beside the colour."""
    if not hatch:
        fill.solid()
        fill.fore_color.rgb = colour(ground)
        return
    fill.patterned()
    fill.pattern = MSO_PATTERN_TYPE.from_xml(PATTERNS[hatch])
    fill.fore_color.rgb = colour(ink or hatches.INK)
    fill.back_color.rgb = colour(ground)


def parted(body: Bars) -> list[Bars]:
    """Bars in parts that a slide can hold, of about the same length, a group whole if possible."""
    count = len(body.rows)
    slides = max(1, -(-count // _MOST_BARS))
    parts, begin = [], 0
    for number in range(1, slides + 1):
        even = round(count * number / slides)
        near = range(max(begin + 1, even - 3), min(count, even + 1))
        heads = [place for place in near if body.rows[place].strong]
        end = count if number == slides else (heads or [even])[-1]
        parts.append(replace(body, rows=body.rows[begin:end]))
        begin = end
    return parts


def bars(
    shapes: Any, place: tuple[float, float, float, float], body: Bars, words: str, name: str
) -> None:
    """Stacked horizontal bars; what stands right of a bar on the screen stands in its name."""
    terms = list(dict.fromkeys(part.term for row in body.rows for part in row.parts)) or [""]
    content = CategoryChartData(number_format="0%")
    for row in body.rows:
        told = [plain(row.label), plain(row.words), plain(row.standing)]
        content.add_category(BETWEEN.join(part for part in told if part))
    for code in terms:
        values = [
            sum(part.share for part in row.parts if part.term == code)
            if any(part.term == code for part in row.parts)
            else None
            for row in body.rows
        ]
        content.add_series(term(code).words if code else _("Share"), values)
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *map(emu, place), content)
    frame.name = name
    describe(frame, words)
    chart = frame.chart
    _look(chart, legend=len(terms) > 1)
    if len(body.rows) > _FEW_BARS:
        chart.category_axis.tick_labels.font.size = Pt(10.5)
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 1
    chart.value_axis.visible = body.scale == "share"
    chart.value_axis.major_unit = 0.25
    chart.value_axis.tick_labels.number_format = "0%"
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    for series, code in zip(chart.plots[0].series, terms, strict=True):
        entry = term(code) if code else None
        paint(
            series.format.fill,
            entry.fill if entry else colours.ACCENT,
            entry.hatch if entry else "",
            entry.pattern_ink if entry else "",
        )


@dataclass(frozen=True)
class Course:
    """A line of the chart: name, value by day, and its look."""

    name: str
    values: dict[date, float]
    ink: str
    width: float
    dash: MSO_LINE_DASH_STYLE | None = None


def lines(
    shapes: Any, place: tuple[float, float, float, float], body: Lines, words: str, name: str
) -> None:
    """Counts over time against targets, on an axis of days."""
    courses = list(_courses(body))
    days = sorted({day for course in courses for day in course.values})
    content = CategoryChartData(number_format="#,##0")
    for day in days:
        content.add_category(day)
    for course in courses:
        content.add_series(course.name, [course.values.get(day) for day in days])
    frame = shapes.add_chart(XL_CHART_TYPE.LINE, *map(emu, place), content)
    frame.name = name
    describe(frame, words)
    chart = frame.chart
    _look(chart, legend=True)
    axis = chart.category_axis
    axis.tick_labels.number_format = "yyyy"
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = False
    _years(axis)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    for series, course in zip(chart.plots[0].series, courses, strict=True):
        series.smooth = False
        series.format.line.color.rgb = colour(course.ink)
        series.format.line.width = Pt(course.width)
        if course.dash is not None:
            series.format.line.dash_style = course.dash
    _span_targets(chart)


def _courses(body: Lines) -> Iterator[Course]:
    for series in body.series:
        yield from _steps(body, series)
    for goal in body.goals:
        ends = {goal.base_day: goal.base, goal.due: goal.value}
        dash = MSO_LINE_DASH_STYLE.DASH
        yield Course(plain(goal.label), _between(ends, body), colours.TARGET, 1.75, dash)
    if body.outlook is not None:
        told = body.outlook
        for name, end, width in (
            (plain(told.label), told.expected, 2.0),
            (_("80% interval: low"), told.low, 1.0),
            (_("80% interval: high"), told.high, 1.0),
        ):
            ends = {body.as_of: told.now, told.due: end}
            dash = MSO_LINE_DASH_STYLE.SQUARE_DOT
            yield Course(name, _between(ends, body), colours.ACCENT, width, dash)


def _steps(body: Lines, series: Series) -> Iterator[Course]:
    """A stepped line: each count stands to the eve of the next; broken at the breaks."""
    steps = [*series.steps]
    if series.now.value is not None and (not steps or steps[-1][0] < body.as_of):
        steps.append((body.as_of, series.now.value))
    parts: list[dict[date, float]] = [{}]
    breaks = [each.day for each in body.breaks]
    last: float | None = None
    for day, count in steps:
        for turn in breaks:
            if parts[-1] and max(parts[-1]) < turn <= day:
                if last is not None:
                    parts[-1][turn - timedelta(days=1)] = last
                parts.append({} if last is None or turn == day else {turn: last})
        if last is not None and parts[-1]:
            parts[-1].setdefault(day - timedelta(days=1), last)
        parts[-1][day] = last = count
    entry = term(series.term)
    dash = None if series.kind == "solid" else MSO_LINE_DASH_STYLE.ROUND_DOT
    for place, values in enumerate(part for part in parts if part):
        name = series.name
        if place:
            name += " " + _("(since {day})", day=wording.day(min(values)))
        yield Course(name, values, entry.fill, 3.0 if dash is None else 2.25, dash)


def _between(ends: dict[date, float], body: Lines) -> dict[date, float]:
    """Both ends of a straight line, and the firsts of the years between them."""
    (first, low), (last, high) = sorted(ends.items())
    values = {first: low, last: high}
    for year in range(max(first, body.first).year + 1, last.year + 1):
        day = date(year, 1, 1)
        if first < day < last:
            values[day] = low + (high - low) * (day - first).days / (last - first).days
    return values


def _years(axis: Any) -> None:
    """Days along the axis, a name for each year."""
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", "1"), ("majorTimeUnit", "years")):
        for old in axis._element.findall(qn(f"c:{name}")):
            axis._element.remove(old)
        made = axis._element.makeelement(qn(f"c:{name}"), {"val": value})
        axis._element.append(made)


def _span_targets(chart: Any) -> None:
    """Join the points of a line over days that it says nothing of."""
    content = chart._chartSpace.chart
    blank = content.find("{*}dispBlanksAs")
    if blank is None:
        blank = content.makeelement(content.tag.replace("}chart", "}dispBlanksAs"), {})
        content.append(blank)
    blank.set("val", "span")


def _look(chart: Any, *, legend: bool) -> None:
    chart.font.size, chart.font.name = Pt(12), FACE
    chart.font.color.rgb = colour(INK)
    chart.has_title = False
    chart.has_legend = legend
    if legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    grid = chart.value_axis.major_gridlines.format.line
    grid.color.rgb, grid.width = colour(colours.GRID), Pt(0.75)
    for axis in (chart.value_axis, chart.category_axis):
        axis.format.line.color.rgb = colour(SOFT)
