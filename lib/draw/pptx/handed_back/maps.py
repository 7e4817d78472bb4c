"""Maps with new colours: shapes of units whose class changed take those of their new one."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn

from lib.draw.pptx.handed_back.changes import Note
from lib.draw.pptx.handed_back.record import digest, every, member
from lib.draw.pptx.shapes_xml import PARTED, renumber
from lib.draw.pptx.texts import described

_FILLS = tuple(map(qn, ("a:solidFill", "a:pattFill", "a:noFill", "a:gradFill")))


def members(shapes: Any) -> dict[str, Any]:
    """Shapes of units by key and kind of shape, also of a group that was taken apart."""
    by_key: dict[str, Any] = {}
    for shape in every(shapes):
        key = member(shape.name)
        if key:
            by_key.setdefault(f"{key} {_kind(shape)}", shape)
    return by_key


def _kind(shape: Any) -> str:
    """An outline or a point: a ward can be both on one map."""
    return "area" if shape._element.find(f"{qn('p:spPr')}/{qn('a:custGeom')}") is not None else ""


def renew(slide: Any, old: Any, new: Any, was: Sequence[str] | None, note: Note) -> None:
    """Bring a map up to date.

    Args:
        slide: The slide in the deck that came back.
        old: The group on it; None when it was taken apart.
        new: The group as it is drawn now.
        was: Digests of the keys it had; None when that is not known.
        note: Told which unit is in another class.
    """
    mine, drawn = members(slide.shapes), members(new.shapes)
    if not drawn:  # a sign of a legend, marks in lanes
        if old is not None and _parts(old) != _parts(new):
            _redraw(slide, old, new)
        return
    if old is not None and len(mine.keys() & drawn.keys()) < len(drawn) / 2:
        _replace(slide, old, new)
        note("text", described(new), "", "")
        return
    ours = set(was or ())
    into = old._element if old is not None else slide.shapes._spTree
    for key, shape in drawn.items():
        there = mine.get(key)
        if there is None:
            if digest(member(shape.name)) in ours:
                continue  # taken away by hand
            made = deepcopy(shape._element)
            renumber(made, slide.shapes)
            into.append(made)
            note("text", *_told("", shape.name))
        elif there.name != shape.name:
            unit, before, now = _told(there.name, shape.name)
            if before.partition(" · ")[0] != now.partition(" · ")[0]:  # the class, not its details
                note("text", unit, before, now)
                _recolour(there._element, shape._element)
            there.name = shape.name
    # Where it is not known what was drawn, units of other maps of the slide are not its own.
    theirs = mine if was is not None else members(old.shapes) if old is not None else {}
    for key, shape in theirs.items():
        if key not in drawn and (was is None or digest(member(shape.name)) in ours):
            note("text", *_told(shape.name, ""))
            shape._element.getparent().remove(shape._element)


def _parts(group: Any) -> list[tuple[Any, ...]]:
    return [(each.name, each.left, each.top, each.width) for each in group.shapes]


def _redraw(slide: Any, old: Any, new: Any) -> None:
    """Other parts in the same group, which may have been moved or resized."""
    into, drawn = old._element, deepcopy(new._element)
    for each in list(into.iter_shape_elms()):
        into.remove(each)
    renumber(drawn, slide.shapes)
    for each in list(drawn.iter_shape_elms()):
        into.insert_element_before(each, "p:extLst")
    for tag in (qn("a:chOff"), qn("a:chExt")):
        for name, text in next(drawn.iter(tag)).items():
            next(into.iter(tag)).set(name, text)


def _told(before: str, now: str) -> tuple[str, str, str]:
    """Unit, class before and now, out of the names of shapes."""
    unit = (now or before).split(PARTED)[0]
    old, new = (PARTED.join(name.split(PARTED)[2:]) for name in (before, now))
    return unit, old, new


def _recolour(old: Any, new: Any) -> None:
    mine, drawn = old.find(qn("p:spPr")), new.find(qn("p:spPr"))
    fill = next((each for each in drawn if each.tag in _FILLS), None)
    there = next((each for each in mine if each.tag in _FILLS), None)
    if fill is not None and there is not None:
        mine.replace(there, deepcopy(fill))
    elif fill is not None:
        mine.find(qn("a:custGeom") if mine.find(qn("a:custGeom")) is not None else
                  qn("a:prstGeom")).addnext(deepcopy(fill))  # fmt: skip


def _replace(slide: Any, old: Any, new: Any) -> None:
    """Another map altogether, in the place and size of the old one."""
    place = (old.left, old.top, old.width)
    made = deepcopy(new._element)
    renumber(made, slide.shapes)
    old._element.getparent().replace(old._element, made)
    group = next(each for each in slide.shapes if each._element is made)
    ratio = new.height / new.width
    group.left, group.top, group.width = place
    group.height = round(group.width * ratio)
