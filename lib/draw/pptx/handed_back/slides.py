"""One slide of a deck that came back, brought up to date shape by shape."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE

from lib.draw.pptx.handed_back import charts, maps, tables, texts
from lib.draw.pptx.handed_back.changes import Kind, Note
from lib.draw.pptx.handed_back.moved_over import take_over
from lib.draw.pptx.handed_back.record import (
    NOTES,
    Shape,
    digest,
    every,
    named,
    paragraphs,
    place,
)
from lib.draw.pptx.texts import describe, described

_QUIET = ("wa:foot", "wa:number", "wa:watermark")
_NEAR = 9525  # EMU: a pixel; other programs round where things stand


@dataclass
class Scene:
    """All slides of one scene, since its tables go on over them.

    Attributes:
        old: Its slides in the deck that came back.
        new: Its slides as they are drawn now.
        was: Its shapes as they were written, slide by slide; None when that is not known.
    """

    old: Sequence[Any]
    new: Sequence[Any]
    was: Sequence[Mapping[str, Shape]] | None
    _typed: dict[str, dict[tuple[str, str], Any]] = field(default_factory=dict)

    def written(self, name: str) -> tuple[str, ...] | None:
        """Digests of all parts of a table."""
        if self.was is None:
            return None
        return tuple(
            mark
            for shapes in self.was
            for each, shape in shapes.items()
            if _base(each) == name
            for mark in shape.told
        )

    def typed(self, name: str) -> dict[tuple[str, str], Any]:
        """Cells of a table that were written over by hand."""
        if name not in self._typed:
            self._typed[name] = tables.typed(_tables(self.old, name), self.written(name))
        return self._typed[name]

    def note_tables(self, note: Note) -> None:
        """Note what changed in its tables."""
        names = {_base(name) for slide in self.new for name, s in named(slide).items() if _grid(s)}
        for name in sorted(names):
            before = tables.texts_of(_tables(self.old, name))
            now = tables.texts_of(_tables(self.new, name))
            if before:
                tables.note_differences(before, now, self.typed(name), note)


def _grid(shape: Any) -> bool:
    return bool(getattr(shape, "has_table", False))


def _base(name: str) -> str:
    """Name of a table without its part."""
    return name.rpartition(".")[0]


def _tables(slides: Sequence[Any], name: str) -> list[Any]:
    return [s for each in slides for n, s in named(each).items() if _grid(s) and _base(n) == name]


def renew(old: Any, new: Any, scene: Scene, was: Mapping[str, Shape] | None, note: Note) -> None:
    """Bring a slide up to date.

    Args:
        old: The slide in the deck that came back.
        new: The same slide as it is drawn now.
        scene: What both belong to.
        was: The shapes of the slide as they were written; None when that is not known.
        note: Told what changed.
    """
    theirs, ours = named(old), named(new)
    for name, shape in ours.items():
        written = was.get(name) if was else None
        if name in theirs:
            _renew(old, theirs[name], shape, scene, written, note)
        elif _is_map(shape) and maps.members(old.shapes):
            maps.renew(old, None, shape, written.told if written else None, note)
        elif written is None:
            take_over(shape, new, old)
    for name, shape in theirs.items():
        if name in ours:
            continue
        if was is None or is_untouched(shape, was.get(name)):
            shape._element.getparent().remove(shape._element)
        elif shape.has_text_frame:
            note("kept", "", shape.text_frame.text, "")
    notes = was.get(NOTES) if was else None
    texts.renew(
        old.notes_slide.notes_text_frame, new.notes_slide.notes_text_frame,
        notes.told if notes else None, _kept_only(note),
    )  # fmt: skip


def _is_map(shape: Any) -> bool:
    return shape.shape_type == MSO_SHAPE_TYPE.GROUP and bool(maps.members(shape.shapes))


def _kept_only(note: Note) -> Note:
    def told(kind: Kind, what: str, before: str, now: str) -> None:
        if kind == "kept" and before.strip():
            note(kind, what, before, now)

    return told


def _renew(slide: Any, old: Any, new: Any, scene: Scene, written: Shape | None, note: Note) -> None:
    told = written.told if written else None
    is_quiet = new.name in _QUIET or new.name.endswith(".part")
    if old.has_text_frame and new.has_text_frame:
        if new.name != "wa:number":
            texts.renew(
                old.text_frame, new.text_frame, told, _kept_only(note) if is_quiet else note
            )
    elif getattr(old, "has_chart", False) and getattr(new, "has_chart", False):
        charts.renew(old, new, note)
    elif _grid(old) and _grid(new):
        name = _base(new.name)
        tables.renew(old, new, scene.written(name), scene.typed(name))
    elif hasattr(old, "shapes") and hasattr(new, "shapes"):
        maps.renew(slide, old, new, told, note)
    elif hasattr(old, "image") and hasattr(new, "image"):
        _put_picture(slide, old, new)
    _describe(old, new)
    if written and written.place and new.name != "wa:watermark":
        _place(old, new, written.place)
    if old.has_text_frame and new.name not in _QUIET:
        texts.fit(old)


def _put_picture(slide: Any, old: Any, new: Any) -> None:
    """Another picture in the place of the old one, as wide as it."""
    if old.image.blob != new.image.blob:
        _part, rid = slide.part.get_or_add_image_part(io.BytesIO(new.image.blob))
        old._element.blipFill.blip.rEmbed = rid
        old.height = round(old.width * new.height / new.width)


def _describe(old: Any, new: Any) -> None:
    if words := described(new):
        describe(old, words)


def _place(old: Any, new: Any, was: Sequence[int]) -> None:
    """Move a shape to where it stands now, unless it was moved or resized by hand."""
    here = place(old)
    count = 3 if _grid(old) else 4  # a table grows by itself with its rows
    if len(here) != 4 or any(abs(a - b) > _NEAR for a, b in zip(here, was[:count], strict=False)):
        return
    if place(new) != here:
        old.left, old.top, old.width = new.left, new.top, new.width
        if not _grid(old):
            old.height = new.height


def is_untouched(shape: Any, was: Shape | None) -> bool:
    """Whether a shape of ours says only what was written into it."""
    if was is None:
        return False
    if shape.has_text_frame:
        return set(paragraphs(shape.text_frame)) <= {*was.told, digest("")}
    if _grid(shape):
        return not tables.typed([shape], was.told)
    return True


def is_all_ours(slide: Any, was: Mapping[str, Shape] | None) -> bool:
    """Whether a slide has nothing on it, and in its notes, that is by hand."""
    if was is None:
        return False
    notes = was.get(NOTES)
    if not notes or not set(paragraphs(slide.notes_slide.notes_text_frame)) <= {
        *notes.told,
        digest(""),
    }:
        return False
    ours = named(slide)
    inside = {
        each.shape_id
        for shape in ours.values()
        if hasattr(shape, "shapes")
        for each in every(shape.shapes)
    }
    return all(
        shape.shape_id in inside or is_untouched(shape, was.get(shape.name))
        for shape in every(slide.shapes)
    )
