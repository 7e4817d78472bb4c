"""A deck that came back, with the numbers of now in it, and a list of what changed."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.exc import PythonPptxError

from lib.draw.pptx import deck
from lib.draw.pptx.handed_back import slides as one
from lib.draw.pptx.handed_back.changes import Change, Kind, Note
from lib.draw.pptx.handed_back.moved_over import take_away, take_over_slide
from lib.draw.pptx.handed_back.record import (
    MINE,
    Record,
    enclose,
    enclosed_record,
    named,
    of_deck,
    slide_name,
)
from lib.draw.pptx.office_template import UNREADABLE, entitle
from lib.draw.pptx.pages import Slide
from lib.draw.sheet import Progress
from lib.errors import Message, Refused
from lib.words.wording import _

log = logging.getLogger(__name__)

MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
_MOST_PARTS = 20_000
# No Office program writes one: what it would expand to, or fetch, is never looked at.
_DECLARED = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_BROKEN = (
    AttributeError, LookupError, TypeError, ValueError, SyntaxError, RecursionError,
    PythonPptxError,
)  # fmt: skip

NOT_A_DECK = Message("the file is no PowerPoint file (.pptx)")
TOO_LARGE = Message("the PowerPoint file is too large")
DAMAGED = Message(
    "something in the slides was changed in a way that cannot be followed; nothing was written"
)
NOT_OURS = Message("no slide of the file was made here, so nothing in it can be brought up to date")


class Updated(NamedTuple):
    """A deck brought up to date, and what changed in it."""

    content: bytes
    changes: tuple[Change, ...]


def opened(content: bytes) -> Any:
    """A deck that somebody handed in.

    Raises:
        Refused: When it is no deck, or too large.
    """
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > _MOST_UNPACKED:
                raise Refused(TOO_LARGE)
            if any(_is_declared(archive.read(each)) for each in parts if _is_xml(each.filename)):
                raise Refused(NOT_A_DECK)
        return Presentation(io.BytesIO(content))
    except UNREADABLE as error:
        raise Refused(NOT_A_DECK) from error


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _is_declared(part: bytes) -> bool:
    return any(sign in part for sign in _DECLARED)


def enclosed(content: bytes) -> str:
    """What a deck says it was made of; "" when it does not say.

    Raises:
        Refused: As `opened`.
    """
    record = enclosed_record(opened(content))
    return record.enclosed if record else ""


def updated(
    content: bytes,
    slides: Sequence[Slide],
    title: str,
    *,
    made_of: str = "",
    template: bytes | None = None,
    progress: Progress | None = None,
) -> Updated:
    """Bring a deck up to date: new numbers in our named shapes, what is by hand untouched.

    Args:
        content: The deck that came back.
        slides: What it shows now.
        title: Of the whole.
        made_of: What to enclose in it as that of which it was made.
        template: As of `lib.draw.pptx.deck.deck`; for slides that are added.
        progress: Told each step and the part done; may raise to stop.

    Raises:
        Refused: When the file cannot be used, and why.
    """
    say = progress or (lambda _step, _done: None)
    old = opened(content)
    was = enclosed_record(old)
    new = deck.drawn(slides, title, template, lambda step, done: say(step, 0.6 * done))
    record = of_deck(new, made_of)
    try:
        if not any(each.name.startswith(MINE) for slide in old.slides for each in slide.shapes):
            raise Refused(NOT_OURS)
        update = _Update(old, new, was)
        update.run(lambda step, done: say(step, 0.6 + 0.35 * done))
        entitle(old, title)
        enclose(old, record)
        say(_("Writing the file"), 1.0)
        stream = io.BytesIO()
        old.save(stream)
        return Updated(stream.getvalue(), tuple(update.changes()))
    except _BROKEN as error:
        log.warning("slides handed back cannot be brought up to date", exc_info=True)
        raise Refused(DAMAGED) from error


class _Update:
    """One update under way."""

    def __init__(self, old: Any, new: Any, was: Record | None) -> None:
        self.old, self.new, self.was = old, new, was
        self._told: list[tuple[Any, Change]] = []
        ours = next(s for s in old.slides if any(e.name.startswith(MINE) for e in s.shapes))
        self._layout = ours.slide_layout

    def run(self, progress: Progress) -> None:
        """Go through all scenes."""
        scenes: dict[str, list[Any]] = {}
        for slide in self.new.slides:
            scenes.setdefault(slide_name(slide).rpartition("#")[0], []).append(slide)
        old = _matched(self.old, scenes)
        last: Any = None
        for number, (key, drawn) in enumerate(scenes.items()):
            progress(drawn[0].shapes.title.text, number / len(scenes))
            last = self._scene(key, drawn, old.pop(key, {}), last)
        for key, parts in old.items():
            for part, slides in parts.items():
                for slide in slides:
                    self._drop(slide, f"{key}#{part}")

    def changes(self) -> list[Change]:
        """What changed, by the numbers of the slides as they are now."""
        numbers = {slide.slide_id: n for n, slide in enumerate(self.old.slides, 1)}
        told = [replace(change, slide=numbers.get(slide, 0)) for slide, change in self._told]
        return sorted(dict.fromkeys(told), key=lambda each: each.slide or 9_999)

    def _tell(self, slide: Any) -> Note:
        def note(kind: Kind, what: str, before: str, now: str) -> None:
            self._told.append((slide.slide_id, Change(kind, 0, what, before, now)))

        return note

    def _scene(self, key: str, drawn: list[Any], old: dict[int, list[Any]], last: Any) -> Any:
        """Bring a scene up to date; its last slide."""
        then = None
        if self.was is not None:
            parts = (name for name in self.was.slides if name.rpartition("#")[0] == key)
            then = [self.was.slides[name] for name in parts]
        theirs = [slide for part in sorted(old) for slide in old[part]]
        scene = one.Scene(theirs, drawn, then)
        if theirs:
            scene.note_tables(self._tell(theirs[0]))
        for part, slide in enumerate(drawn):
            name = f"{key}#{part}"
            shapes = self.was.slides.get(name) if self.was else None
            for each in old.get(part, []):
                one.renew(each, slide, scene, shapes, self._tell(each))
                last = each
            if part not in old and shapes is None:
                last = take_over_slide(self.old, self._layout, slide, last)
                self._tell(last)("added", last.shapes.title.text, "", "")
        for part, slides in old.items():
            if part >= len(drawn):
                for slide in slides:
                    self._drop(slide, f"{key}#{part}")
        return last

    def _drop(self, slide: Any, name: str) -> None:
        """Take a slide out whose scene is gone; hide it where something on it is by hand."""
        shapes = self.was.slides.get(name) if self.was else None
        title = slide.shapes.title.text if slide.shapes.title is not None else name
        if one.is_all_ours(slide, shapes):
            self._tell(slide)("removed", title, "", "")
            take_away(self.old, slide)
        elif slide._element.get("show") != "0":
            self._tell(slide)("hidden", title, "", "")
            slide._element.set("show", "0")


def _matched(show: Any, scenes: dict[str, list[Any]]) -> dict[str, dict[int, list[Any]]]:
    """Our slides by scene and part: by their names, or by the cards their shapes are named for."""
    matched: dict[str, dict[int, list[Any]]] = {}
    for slide in show.slides:
        ours = named(slide)
        if not ours:
            continue
        key, _mark, part = slide_name(slide).rpartition("#")
        if not key or not part.isdecimal():
            key, part = _by_card(ours, scenes, matched)
        if key:
            matched.setdefault(key, {}).setdefault(int(part), []).append(slide)
    return matched


def _by_card(
    ours: dict[str, Any], scenes: dict[str, list[Any]], matched: dict[str, dict[int, list[Any]]]
) -> tuple[str, str]:
    """Scene and part of a slide whose name was lost."""
    cards = {name[len(MINE) :].partition(".")[0] for name in ours if "." in name}
    for key, drawn in scenes.items():
        own = {n[len(MINE) :].partition(".")[0] for n in named(drawn[0]) if "." in n}
        taken = matched.get(key, {})
        if cards & own and len(taken) < len(drawn):
            return key, str(len(taken))
    return "", "0"
