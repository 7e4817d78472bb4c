"""Shapes and slides taken over from one deck into another, with what they point to."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from lib.draw.pptx.shapes_xml import renumber

_POINTS = tuple(map(qn, ("r:id", "r:embed", "r:link")))


def take_over(shape: Any, of: Any, slide: Any) -> None:
    """Copy a shape onto a slide of another deck.

    Args:
        shape: The shape.
        of: The slide it is on.
        slide: The slide it is to stand on.
    """
    made = deepcopy(shape._element)
    renumber(made, slide.shapes)
    slide.shapes._spTree.append(made)
    for each in made.iter():
        for name in _POINTS:
            if each.get(name):
                each.set(name, _related(each.get(name), of, slide))


def _related(rid: str, of: Any, slide: Any) -> str:
    """Id of the same target for another slide."""
    rel = of.part.rels[rid]
    if rel.is_external:
        return str(slide.part.relate_to(rel.target_ref, rel.reltype, is_external=True))
    if rel.reltype == RELATIONSHIP_TYPE.IMAGE:
        return str(slide.part.get_or_add_image_part(io.BytesIO(rel.target_part.blob))[1])
    package, part = slide.part.package, rel.target_part
    if isinstance(part, ChartPart):
        part.partname = package.next_partname(ChartPart.partname_template)
        made = slide.part.relate_to(part, rel.reltype)
        book = part.chart_workbook.xlsx_part
        if book is not None:
            book.partname = package.next_partname(EmbeddedXlsxPart.partname_template)
        return str(made)
    return str(slide.part.relate_to(part, rel.reltype))


def take_over_slide(show: Any, layout: Any, slide: Any, after: Any) -> Any:
    """Copy a slide into another deck.

    Args:
        show: The deck.
        layout: Of its slides.
        slide: The slide of another one.
        after: The slide that it comes after; None for the end.
    """
    made = show.slides.add_slide(layout)
    for each in list(made.shapes):
        each._element.getparent().remove(each._element)
    for each in slide.shapes:
        take_over(each, slide, made)
    name = slide._element.find(qn("p:cSld")).get("name", "")
    made._element.find(qn("p:cSld")).set("name", name)
    made.notes_slide.notes_text_frame.text = slide.notes_slide.notes_text_frame.text
    order = show.slides._sldIdLst
    entry = order[-1]
    if after is not None:
        before = next(each for each in order if each.id == after.slide_id)
        order.remove(entry)
        before.addnext(entry)
    return made


def take_away(show: Any, slide: Any) -> None:
    """Take a slide out of a deck."""
    order = show.slides._sldIdLst
    entry = next(each for each in order if each.id == slide.slide_id)
    show.part.drop_rel(entry.rId)
    order.remove(entry)
