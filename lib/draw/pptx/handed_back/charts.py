"""Charts with new data: their look stays, lines and workbook are those of now."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from pptx.oxml.ns import qn

from lib.draw.pptx.charts import BETWEEN
from lib.draw.pptx.handed_back.changes import Note
from lib.words import wording

_DATA = tuple(map(qn, ("c:tx", "c:cat", "c:val")))
_DAY_ONE = date(1899, 12, 30)  # as workbooks count days


def renew(old: Any, new: Any, note: Note) -> None:
    """Bring a chart up to date.

    Args:
        old: Its frame in the deck that came back.
        new: The same frame as it is drawn now.
        note: Told what changed: for bars each value, for lines over time their last ones.
    """
    mine, drawn = _series(old), _series(new)
    before, now = _values(old), _values(new)
    _tell(before, now, note)
    is_same = [_name(each) for each in mine] == [_name(each) for each in drawn]
    for into, each in zip(mine, drawn, strict=False):
        for tag in _DATA:
            _put(into, each, tag)
        if not is_same:  # other lines in other places: their colours go with them
            _put(into, each, qn("c:spPr"))
    for each in mine[len(drawn) :]:
        each.getparent().remove(each)
    last = mine[min(len(mine), len(drawn)) - 1] if mine and drawn else None
    for each in drawn[len(mine) :]:
        made = deepcopy(each)
        if last is not None:
            last.addnext(made)
            last = made
    book = new.chart.part.chart_workbook.xlsx_part
    if book is not None:
        old.chart.part.chart_workbook.update_from_xlsx_blob(book.blob)


def _series(frame: Any) -> list[Any]:
    series: list[Any] = frame.chart._chartSpace.xpath(".//c:ser")
    return series


def _put(into: Any, series: Any, tag: str) -> None:
    new, old = series.find(tag), into.find(tag)
    if new is None:
        return
    if old is not None:
        into.replace(old, deepcopy(new))
    elif tag == qn("c:spPr"):
        into.find(qn("c:tx")).addnext(deepcopy(new))


def _name(series: Any) -> str:
    return "".join(each.text or "" for each in series.xpath("./c:tx//c:v"))


def _points(series: Any, path: str) -> dict[str, str]:
    points = series.xpath(f"{path}//c:pt")
    return {each.get("idx"): each.findtext(qn("c:v")) or "" for each in points}


def _values(frame: Any) -> dict[str, dict[str, float]]:
    """Values of each series by category."""
    by_series: dict[str, dict[str, float]] = {}
    for series in _series(frame):
        names = _points(series, "./c:cat")
        values = {}
        for place, text in _points(series, "./c:val").items():
            try:
                values[names.get(place, place)] = float(text)
            except ValueError:
                continue
        by_series[_name(series)] = values
    return by_series


def _tell(
    before: dict[str, dict[str, float]], now: dict[str, dict[str, float]], note: Note
) -> None:
    for name, values in now.items():
        old = before.get(name, {})
        if values and all(map(_is_day, values)):
            end = max(values, key=float)
            earlier = old[max(old, key=float)] if old and all(map(_is_day, old)) else None
            if earlier != values[end]:
                told = wording.day(_DAY_ONE + timedelta(days=int(float(end))))
                note("number", f"{name} · {told}", _words(earlier), _words(values[end]))
            continue
        short = {key.split(BETWEEN)[0]: value for key, value in old.items()}
        for key, value in values.items():
            label = key.split(BETWEEN)[0]
            if _share(short.get(label)) != _share(value):
                note("number", f"{label} · {name}", _share(short.get(label)), _share(value))
        labels = {key.split(BETWEEN)[0] for key in values}
        for label, value in short.items():
            if label not in labels:
                note("number", f"{label} · {name}", _share(value), "")


def _is_day(text: str) -> bool:
    """Whether a category is a day, as a workbook counts them."""
    return text.removesuffix(".0").isdecimal()


def _words(value: float | None) -> str:
    digits = 0 if value is None or float(value).is_integer() else 1
    return wording.number(value, digits) if value is not None else ""


def _share(value: float | None) -> str:
    return wording.percent(value) if value is not None else ""
