"""The foot of a slide: what every one carries, its number, and in the notes its sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from lib.draw import picture
from lib.draw.pptx.office_template import WIDTH
from lib.draw.pptx.texts import Line, box, colour, fitted
from lib.draw.sheet import Sheet
from lib.words.colours import SOFT
from lib.words.wording import _

_LEFT, _TOP, _ROOM, _NUMBER = 40.0, 668.0, 1130.0, 60.0


def draw_foot(slide: Any, sheet: Sheet, note: str) -> None:
    """Draw the foot of a slide and write its notes.

    Args:
        slide: The slide.
        sheet: What it carries.
        note: What the speaker reads.
    """
    stated = picture.stated(replace(sheet, synthetic=False))  # the band above says so
    told = " · ".join(stated)
    line = fitted(Line(told, 13, ink=SOFT), _ROOM, 36, 9)
    box(slide.shapes, (_LEFT, _TOP, _ROOM, 38), [line], "wa:foot")
    number = box(slide.shapes, (_LEFT + _ROOM + 10, _TOP, _NUMBER, 20), [], "wa:number")
    _number(number.text_frame.paragraphs[0])
    notes = [note, "", *stated, *([picture.demonstration()] if sheet.synthetic else [])]
    notes += [
        f"{_('Source')} {each.source_id}: {each.citation} {each.url}".rstrip()
        for each in sheet.sources
    ]
    slide.notes_slide.notes_text_frame.text = "\n".join(notes).strip()


def draw_band(slide: Any, *, own: bool) -> None:
    """Invented figures are called so in a band that lies over nothing.

    Args:
        slide: The slide.
        own: Whether it is on our own master; an office's may have its logo at the upper edge.
    """
    words = Line(picture.demonstration_band(), 14, bold=True, ink="#ffffff", align="center")
    place = (0.0, 0.0, WIDTH, 20.0) if own else (_LEFT, _TOP - 18, _ROOM, 17.0)
    mark = box(slide.shapes, place, [words], "wa:watermark")
    mark.fill.solid()
    mark.fill.fore_color.rgb = colour(picture.BAND)


def _number(paragraph: Any) -> None:
    """The number of the slide as a field that PowerPoint keeps true."""
    field = etree.SubElement(paragraph._p, qn("a:fld"))
    field.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    look = etree.SubElement(field, qn("a:rPr"))
    look.set("sz", "1000")
    etree.SubElement(field, qn("a:t")).text = "‹#›"
    paragraph.alignment = 3  # right
