"""What was written into a deck, kept inside it, so that what a person changed can be told apart.

A part of the file that no program shows (custom XML) holds, for each shape of ours, where it
stood and digests of its words; and the briefing that the deck was made of. A program that
drops it on saving leaves a deck whose words all count as ours.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from lib.draw.pptx.handed_back.cells import keyed
from lib.draw.pptx.shapes_xml import PARTED

MINE = "wa:"
"""Names of our shapes begin so."""
NOTES = "notes"
_NAMESPACE = "urn:ward-atlas:deck"
_FORMAT = 1
_MOST_BYTES = 20_000_000  # unpacked


@dataclass(frozen=True)
class Shape:
    """A shape as it was written.

    Attributes:
        place: Left, top, width, height in EMU; empty where its layout places it.
        told: Digests of its paragraphs in order, of its cells, or of its members.
    """

    place: tuple[int, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """What was written.

    Attributes:
        enclosed: What the deck was made of, as text; "" for nothing.
        slides: Shapes by name, of each slide by its name.
    """

    enclosed: str
    slides: Mapping[str, Mapping[str, Shape]]


def digest(text: str) -> str:
    """A few letters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def slide_name(slide: Any) -> str:
    """Name of a slide: its scene and which part of it; "" for one of somebody else."""
    name: str = slide._element.find(qn("p:cSld")).get("name", "")
    return name


def every(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every(shape.shapes)


def named(slide: Any) -> dict[str, Any]:
    """Our shapes of a slide by name; of two with one name the first."""
    by_name: dict[str, Any] = {}
    for shape in every(slide.shapes):
        if shape.name.startswith(MINE):
            by_name.setdefault(shape.name, shape)
    return by_name


def member(name: str) -> str:
    """Key of a unit out of the name of its shape on a map; "" for another shape."""
    parts = name.split(PARTED)
    return parts[1] if len(parts) > 1 else ""


def place(shape: Any) -> tuple[int, ...]:
    """Where a shape stands; empty where its layout places it."""
    if getattr(shape, "is_placeholder", False):
        return ()
    return tuple(int(each or 0) for each in (shape.left, shape.top, shape.width, shape.height))


def paragraphs(frame: Any) -> tuple[str, ...]:
    """Digests of the paragraphs of a frame of text."""
    return tuple(digest(each.text) for each in frame.paragraphs)


def _told(shape: Any) -> tuple[str, ...]:
    if getattr(shape, "has_table", False) and shape.has_table:
        told = []
        for key, cells in keyed(shape._element.graphic.graphicData.tbl):
            told.append(digest(f"row\x1f{key}"))
            told += [digest(f"{key}\x1f{head}\x1f{cell.text}") for head, cell in cells]
        return tuple(told)
    if shape.has_text_frame:
        return paragraphs(shape.text_frame)
    if hasattr(shape, "shapes"):
        return tuple(digest(member(each.name)) for each in shape.shapes)
    return ()


def of_deck(show: Any, enclosed: str) -> Record:
    """The record of a deck as it is drawn."""
    slides = {}
    for slide in show.slides:
        shapes = {name: Shape(place(each), _told(each)) for name, each in named(slide).items()}
        shapes[NOTES] = Shape((), paragraphs(slide.notes_slide.notes_text_frame))
        slides[slide_name(slide)] = shapes
    return Record(enclosed, slides)


def enclose(show: Any, record: Record) -> None:
    """Put a record into a deck, in the place of an earlier one."""
    content = {
        "format": _FORMAT,
        "enclosed": record.enclosed,
        "slides": {
            name: {shape: [list(each.place), list(each.told)] for shape, each in shapes.items()}
            for name, shapes in record.slides.items()
        },
    }
    packed = base64.b64encode(zlib.compress(json.dumps(content).encode(), 9)).decode()
    root = etree.Element(f"{{{_NAMESPACE}}}deck", nsmap={None: _NAMESPACE})
    root.text = packed
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    old = _part(show)
    if old is not None:
        old._blob = blob
        return
    uri = PackURI(str(show.part.package.next_partname("/customXml/item%d.xml")))
    part = Part(uri, "application/xml", show.part.package, blob)
    show.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def enclosed_record(show: Any) -> Record | None:
    """The record in a deck; None when there is none, or it cannot be read."""
    part = _part(show)
    if part is None:
        return None
    try:
        packed = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)).text or ""
        whole = zlib.decompressobj().decompress(base64.b64decode(packed), _MOST_BYTES)
        content = json.loads(whole)
        slides = {
            str(name): {
                str(shape): Shape(tuple(map(int, at)), tuple(map(str, told)))
                for shape, (at, told) in shapes.items()
            }
            for name, shapes in content["slides"].items()
        }
        return Record(str(content["enclosed"]), slides)
    except (
        etree.XMLSyntaxError, zlib.error, ValueError, LookupError, TypeError, AttributeError,
        RecursionError, OverflowError,
    ):  # fmt: skip
        return None


def _part(show: Any) -> Any:
    for rel in show.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not rel.is_external:
            part = rel.target_part
            if _NAMESPACE.encode() in part.blob:
                return part
    return None
