"""Paragraphs with new words in the dress of the old ones; those typed by hand stay."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from lib.draw.pptx.handed_back.cells import is_numeral
from lib.draw.pptx.handed_back.changes import Note
from lib.draw.pptx.handed_back.record import digest
from lib.draw.pptx.texts import Line, height

_PIXEL = 9525
_LEAST, _STEP = 7.5, 0.5  # points
_SLACK = 6.0  # pixels


def renew(old: Any, new: Any, was: Sequence[str] | None, note: Note) -> None:
    """Bring a frame of text up to date.

    Args:
        old: The frame in the deck that came back.
        new: The same frame as it is drawn now.
        was: Digests of its paragraphs as they were written; None when that is not known.
        note: Told what changed.
    """
    before, now = list(old.paragraphs), list(new.paragraphs)
    if [each.text for each in before] == [each.text for each in now]:
        return
    places = _places([each.text for each in before], was)
    written = len(was) if was is not None else len(before)
    gone = set(range(written)) - {each for each in places if each is not None}
    is_same = written == len(now)
    dress = {at: each for at, each in zip(places, before, strict=True) if at is not None}
    first = next(iter(dress.values()), None)
    typed: dict[int, list[Any]] = {}
    last = -1
    for at, each in zip(places, before, strict=True):
        if at is None:
            typed.setdefault(last, []).append(each)
        else:
            last = at
    content = [each._p for each in typed.get(-1, [])]
    for at, each in enumerate(now):
        if not (is_same and at in gone):  # one that is gone was written over or taken out by hand
            content.append(_dressed(each._p, dress.get(at, first)))
        content += [one._p for one in typed.get(at, [])]
    content += [one._p for at, some in typed.items() if at >= len(now) for one in some]
    _tell(dress, typed, now, gone if is_same else set(), note)
    body = old._txBody
    for each in before:
        body.remove(each._p)
    for each in content or [_dressed(now[0]._p, first)]:
        body.append(each)


def _places(texts: Sequence[str], was: Sequence[str] | None) -> list[int | None]:
    """Which of the written paragraphs each one is; None for one typed by hand."""
    if was is None:
        return list(range(len(texts)))
    left = list(enumerate(was))
    places: list[int | None] = []
    for text in texts:
        mark = digest(text)
        at = next((n for n, each in left if each == mark), None)
        left = [each for each in left if each[0] != at]
        places.append(at)
    return places


def _dressed(paragraph: Any, like: Any) -> Any:
    """A new paragraph that looks like an old one."""
    made = deepcopy(paragraph)
    if like is None:
        return made
    looks = like._p.findall(f"{qn('a:r')}/{qn('a:rPr')}")
    if looks:
        for run in made.findall(qn("a:r")):
            for look in run.findall(qn("a:rPr")):
                run.remove(look)
            run.insert(0, deepcopy(looks[0]))
    for own in made.findall(qn("a:pPr")):
        made.remove(own)
    for own in like._p.findall(qn("a:pPr")):
        made.insert(0, deepcopy(own))
    return made


def _tell(
    dress: dict[int, Any], typed: dict[int, list[Any]], now: Sequence[Any], gone: set[int],
    note: Note,
) -> None:  # fmt: skip
    said = [each.text for each in now]
    before = {at: each.text for at, each in dress.items()}
    label = said[0] if said and not is_numeral(said[0]) else ""
    if len(before) == len(said) - len(gone):
        for at, text in before.items():
            if at < len(said) and text != said[at]:
                alone = is_numeral(said[at]) or is_numeral(text)
                note("number" if alone else "text", label if alone else "", text, said[at])
    else:
        for text in before.values():
            if text not in said:
                note("text", "", text, "")
        for text in said:
            if text not in before.values():
                note("text", "", "", text)
    for at, some in typed.items():
        for each in some:
            note("kept", label, each.text, said[at + 1] if at + 1 in gone else "")


def fit(shape: Any) -> None:
    """Make the words of a shape smaller until they are within it, by their measured width."""
    frame = shape.text_frame
    room, tall = shape.width / _PIXEL, shape.height / _PIXEL
    runs = [run for each in frame.paragraphs for run in each.runs]
    if not runs or any(run.font.size is None for run in runs):
        return
    while _height(frame, room) > tall + _SLACK and max(run.font.size.pt for run in runs) > _LEAST:
        for run in runs:
            run.font.size = Pt(max(run.font.size.pt - _STEP, _LEAST))


def _height(frame: Any, room: float) -> float:
    lines = []
    for each in frame.paragraphs:
        sizes = [run.font.size.pt / 0.75 for run in each.runs]
        if sizes:
            bold = any(run.font.bold for run in each.runs)
            lines.append(Line(each.text.replace("\v", "\n"), max(sizes), bold))
    return height(lines, room)
