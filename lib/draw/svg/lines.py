"""Counts over time against targets, and under them what each line is and counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lib.cards.charts import Goal, Lines, Outlook, Series
from lib.cards.pieces import Piece, Said
from lib.draw import fonts
from lib.draw.peaks import peak
from lib.draw.svg.drawing import SMALL, Drawing, moved, path, rect, stacked, text, told
from lib.draw.svg.fills import BAND
from lib.draw.svg.flow import PLAIN, paragraph
from lib.draw.svg.time_axis import TimeAxis
from lib.words import colours, wording
from lib.words.colours import GRID, NAVY, SOFT, TARGET
from lib.words.terms import term
from lib.words.wording import _

_TOP, _BOTTOM, _LEFT, _RIGHT = 26.0, 28.0, 58.0, 12.0
_HALF = 0.12  # of the axis: half of the longest label
_TWO_COLUMNS = 820.0  # pixels from which entries of the legend stand two side by side
_DASH = 'stroke-dasharray="7 5"'
_DOT = 'stroke-dasharray="2 4"'
_DASHDOT = 'stroke-dasharray="9 4 2 4"'


@dataclass(frozen=True)
class _Field:
    """Where days and counts stand."""

    axis: TimeAxis
    top: float
    low: float
    most: float

    def y(self, count: float) -> float:
        return self.low - (self.low - self.top) * count / self.most

    def at(self, day: date, count: float) -> tuple[float, float]:
        return self.axis.x(day), self.y(count)


def lines(body: Lines, room: float) -> Drawing:
    """The chart and what its lines are; each number of the body stands in it."""
    high = min(room * 0.46, 400 if body.large else 330)
    last = max(body.last, body.as_of)
    axis = TimeAxis(body.first, last, _LEFT, room - _RIGHT)
    field = _Field(axis, _TOP, high - _BOTTOM, _top(body))
    inner = _counts(field, room) + axis.drawn(field.top, field.low)
    if body.unit:
        inner += text(0, 12, body.unit, fill=SOFT)
    inner += "".join(_band(field, body, each) for each in body.series if each.kind == "band")
    if body.outlook:
        inner += _outlook(field, body, body.outlook)
    for series in body.series:
        if series.kind != "band":
            inner += _series(field, body, series)
    inner += "".join(_goal(field, goal) for goal in body.goals)
    for each in body.breaks:
        x = axis.x(each.day)
        inner += path(f"M{x:.1f} {field.top:.1f}V{field.low:.1f}", SOFT, 1, _DOT)
    inner += axis.as_of(body.as_of, field.top, field.low) + _labels(field, body)
    return stacked([Drawing(room, high, inner), *_legend(body, room)], 4)


def _top(body: Lines) -> float:
    values = [1.0, *(count for series in body.series for _day, count in series.steps)]
    values += [series.now.value or 0.0 for series in body.series]
    bands = [dict(series.steps) for series in body.series if series.kind == "band"]
    values += [
        count + sum(band.get(day, 0.0) for band in bands) for day, count in body.series[0].steps
    ]
    if body.to_goals:
        values += [goal.value for goal in body.goals]
    if body.outlook:
        values.append(body.outlook.high)
    return max(values) * 1.12


def _counts(field: _Field, room: float) -> str:
    step = 10 ** math.floor(math.log10(max(field.most / 3, 1)))
    while field.most / step > 6:
        step *= 2 if str(step)[0] in "15" else 2.5
    step = max(round(step), 1)
    inner = ""
    for count in range(0, int(field.most) + 1, step):
        y = field.y(count)
        inner += path(f"M{_LEFT} {y:.1f}H{room - _RIGHT:.1f}", GRID)
        inner += text(_LEFT - 8, y + 5, wording.number(count), fill=SOFT, anchor="end")
    return inner


def _segments(body: Lines, series: Series) -> list[list[tuple[date, float]]]:
    """Days and counts of a stepped line, begun anew where what is counted changes."""
    turns = sorted(each.day for each in body.breaks)
    segments: list[list[tuple[date, float]]] = [[]]
    last = 0.0
    for day, count in [*series.steps, (body.as_of, float(series.now.value or 0))]:
        for turn in turns:
            if segments[-1] and segments[-1][-1][0] < turn <= day:
                segments[-1].append((turn, last))
                segments.append([] if turn == day else [(turn, last)])
        segments[-1].append((day, count))
        last = count
    return segments


def _stepped(field: _Field, points: Sequence[tuple[date, float]]) -> str:
    (day, count), *rest = points
    x, y = field.at(day, count)
    d = f"M{x:.1f} {y:.1f}"
    for day, count in rest:
        x, y = field.at(day, count)
        d += f"H{x:.1f}V{y:.1f}"
    return d


def _series(field: _Field, body: Lines, series: Series) -> str:
    entry = term(series.term)
    dotted = series.kind == "dotted"
    inner = ""
    for points in _segments(body, series):
        if points:
            look = (2.4, 'stroke-dasharray="3 4"') if dotted else (3.4, "")
            inner += path(_stepped(field, points), entry.fill, *look)
    return told(inner, series.name)


def _band(field: _Field, body: Lines, series: Series) -> str:
    """Counts that stand above the first series, as an area."""
    below = dict(body.series[0].steps)
    ends = [day for day, _count in series.steps[1:]] + [body.as_of]
    inner = ""
    for (day, count), end in zip(series.steps, ends, strict=True):
        if count and day < end:
            low = below.get(day, 0.0)
            x, right = field.axis.x(day), field.axis.x(end)
            top, bottom = field.y(low + count), field.y(low)
            look = f'stroke="{term(series.term).fill}" stroke-width="1"'
            inner += rect(x, top, right - x, bottom - top, BAND, look)
    return told(inner, series.name)


def _outlook(field: _Field, body: Lines, outlook: Outlook) -> str:
    x, y = field.at(body.as_of, outlook.now)
    end = field.axis.x(outlook.due)
    high, low, middle = map(field.y, (outlook.high, outlook.low, outlook.expected))
    area = f'<path d="M{x:.1f} {y:.1f}L{end:.1f} {high:.1f}V{low:.1f}Z" fill="#cfe3f0"/>'
    return area + path(f"M{x:.1f} {y:.1f}L{end:.1f} {middle:.1f}", colours.DEEP_BLUE, 2, _DASHDOT)


def _goal(field: _Field, goal: Goal) -> str:
    x, y = field.at(goal.base_day, goal.base)
    end, value = field.at(goal.due, goal.value)
    if y < field.top:  # an axis for counts alone does not reach up to it
        return ""
    if value < field.top:
        end, value = end - (end - x) * (field.top - value) / (y - value), field.top
        diamond = ""
    else:
        diamond = (
            f'<path d="M{end:.1f} {value - 6:.1f}l6 6l-6 6l-6 -6Z" fill="{TARGET}" '
            'stroke="#ffffff"/>'
        )
    line = path(f"M{x:.1f} {y:.1f}L{end:.1f} {value:.1f}", TARGET, 1.8, _DASH)
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#ffffff" stroke="{TARGET}"/>'
    return told(line + ring + diamond, str(goal.label))


def _labels(field: _Field, body: Lines) -> str:
    """Counts and goals at the ends of their lines; none covers another, the legend has all."""
    wanted: list[tuple[float, float, float, str, str]] = []
    for series in body.series:
        if series.now.value and series.kind != "band":
            x, y = field.at(body.as_of, series.now.value)
            wanted.append((x + 6, y - 6, y, series.now.words, NAVY))
    for goal in sorted(body.goals, key=lambda one: -one.value):
        x, y = field.at(goal.due, goal.value)
        half = timedelta(days=round((field.axis.last - field.axis.first).days * _HALF))
        high = field.y(peak(body, goal.due - half, goal.due + half))
        if y >= field.top:
            wanted.append((x, min(y, high) - 10, y, str(goal.label), TARGET))
    inner = ""
    placed: list[tuple[float, float, float]] = []
    for x, low, point, words, ink in wanted:
        wide = fonts.width(words, SMALL, bold=True) * 1.06
        left = min(x if ink == NAVY else x - wide / 2, field.axis.right - wide)
        heights = (low,) if ink == NAVY else (low, low - 18, low - 36)
        free = [
            y
            for y in heights
            if y > field.top - 16
            and not any(
                abs(y - other) < 18 and left < end + 6 and begin < left + wide + 6
                for begin, end, other in placed
            )
        ]
        if left < field.axis.left or not free:
            continue
        placed.append((left, left + wide, free[0]))
        if ink == TARGET and point - free[0] > 12:
            inner += path(f"M{x:.1f} {point - 6:.1f}V{free[0] + 4:.1f}", TARGET, 1)
        inner += text(left, free[0], words, fill=ink, bold=True, halo=True)
    return inner


def _legend(body: Lines, room: float) -> list[Drawing]:
    """What each line is; two side by side where there is room."""
    if room < _TWO_COLUMNS:
        return _entries(body, room)
    entries = _entries(body, room / 2)
    rows = []
    for place in range(0, len(entries), 2):
        pair = entries[place : place + 2]
        inner = "".join(moved(each, room / 2 * n, 0) for n, each in enumerate(pair))
        rows.append(Drawing(room, max(each.height for each in pair), inner))
    return rows


def _entries(body: Lines, room: float) -> list[Drawing]:
    rows = []
    for series in body.series:
        colour = term(series.term).fill
        if series.kind == "band":
            sign = rect(0, 5, 26, 12, BAND, f'stroke="{colour}" stroke-width="1"')
        elif series.kind == "dotted":
            sign = path("M0 11H26", colour, 2.4, 'stroke-dasharray="3 4"')
        else:
            sign = path("M0 11H26", colour, 3.4)
        rows.append(_entry(sign, Said((f"{series.name}: ", series.now)), room))
    for goal in sorted(body.goals, key=lambda one: (one.due, -one.value)):
        sign = path("M0 11H26", TARGET, 1.8, _DASH)
        rows.append(_entry(sign, Said((goal.label,)), room))
    if body.outlook:
        sign = rect(0, 3, 26, 16, "#cfe3f0") + path("M0 11H26", colours.DEEP_BLUE, 2, _DASHDOT)
        words = (body.outlook.label, f" ({_('80% interval')})")
        rows.append(_entry(sign, Said(words), room))
    for each in body.breaks:
        day: Piece = f"{wording.day(each.day)}: {each.words}"
        rows.append(_entry(path("M13 0V22", SOFT, 1, _DOT), Said((day,)), room))
    return rows


def _entry(sign: str, words: Said, room: float) -> Drawing:
    drawn = paragraph(words, room - _LEFT - 40, PLAIN)
    return Drawing(
        room, drawn.height, moved(Drawing(26, 22, sign), _LEFT, 0) + moved(drawn, _LEFT + 40, 0)
    )
