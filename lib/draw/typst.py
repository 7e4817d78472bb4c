"""Cards as PDF: tagged, searchable, with bookmarks; and a card as a picture in pixels."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import typst

from lib.cards.card import Card
from lib.draw import fonts, picture
from lib.draw.paper import cited
from lib.draw.paper.chapters import Chapter, marked_up
from lib.draw.paper.chapters import index as list_of
from lib.draw.paper.sizes import PAPERS, Paper
from lib.draw.paper.tables import signs
from lib.draw.paper.words import joined, plain, quoted
from lib.draw.sheet import Progress, Sheet
from lib.words.wording import _

_PREAMBLE = (Path(__file__).parent / "paper" / "preamble.typ").read_text(encoding="utf-8")
_MOST_UNKNOWN = 200
_BOX = "□"
_SMALLER = (9.2, 8.5)  # points, so that a short paper does not end with a page all but empty
_FEW, _FILLED = 4, 0.4
_END = """
#context [#metadata((counter(page).final().first(), here().position().y / page.height)) <end>]
"""
_LEGIBLE = string.printable + _BOX


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The font of exports, and those of typst for signs that it does not have."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.FOLDER)])


def pdf(
    cards: Sequence[Card], sheet: Sheet, paper: str = "a4", progress: Progress | None = None
) -> bytes:
    """Cards one after the other as PDF.

    Args:
        cards: The cards; a headline heads those after it.
        sheet: What every page carries.
        paper: ``a4``, ``a4-landscape`` or ``16:9``, where each card has a page of its own.
        progress: Told how far it is.

    Returns:
        PDF/UA-1; the same cards and sheet give the same bytes.
    """
    return book([Chapter("", tuple(cards))], sheet, paper, progress)


def book(
    chapters: Sequence[Chapter],
    sheet: Sheet,
    paper: str = "a4",
    progress: Progress | None = None,
    index: str = "",
) -> bytes:
    """Chapters of cards as PDF; see `pdf`.

    Args:
        chapters: The chapters.
        sheet: What every page carries.
        paper: As of `pdf`.
        progress: Told the title of each chapter.
        index: Heading of an index of the chapters, which stands after the first; "" for none.
    """
    on, say = PAPERS[paper], progress or (lambda _step, _done: None)
    source = _source(chapters, sheet, on, say, index)
    if not on.is_slide and not index:
        pages, filled = _extent(source)
        for size in _SMALLER if 1 < pages <= _FEW and filled < _FILLED else ():
            smaller = _source(chapters, sheet, replace(on, size=size), say, index)
            if _extent(smaller)[0] < pages:
                source = smaller
                break
    say(_("Setting the pages"), 0.6)
    made = _compiled(source)
    say(_("Done"), 1.0)
    return made


def _source(chapters: Sequence[Chapter], sheet: Sheet, on: Paper, say: Progress, index: str) -> str:
    parts = []
    for place, chapter in enumerate(chapters):
        say(chapter.title or sheet.title, 0.6 * place / len(chapters))
        parts.append(marked_up(chapter, sheet, on, place))
        if index and not place:
            parts.append(list_of(index, chapters))
    return _head(sheet, on) + joined(parts) + cited.at_the_end(sheet.sources, on) + _END


def _extent(source: str) -> tuple[int, float]:
    """How many pages a source takes, and how far down the last of them words reach, 0 to 1."""
    compiler = typst.Compiler(source.encode(), font_paths=_fonts())
    pages, filled = json.loads(compiler.query("<end>", field="value", one=True))
    return int(pages), float(filled)


def _compiled(source: str) -> bytes:
    """PDF of a source; letters of data that no font here has are drawn as an empty box."""
    for _turn in range(_MOST_UNKNOWN):
        try:
            compiler = typst.Compiler(source.encode(), font_paths=_fonts())
            return _one(compiler.compile(format="pdf", pdf_standards=["ua-1"]))
        except typst.TypstError as error:
            match = re.search(r'the text `"(.+?)"` could not be displayed', str(error))
            if not match:
                raise
            # Those that would not be seen in the error either stand there by their number.
            said = re.sub(r"\\u\{([0-9a-f]+)\}", lambda by: chr(int(by[1], 16)), match[1])
            unknown = set(said) - set(_LEGIBLE)
            if not unknown:
                raise
            for letter in unknown:
                source = source.replace(letter, _BOX)
    raise ValueError("too many letters that no font has")


def png(card: Card, sheet: Sheet, dpi: int = 200, *, width: float = picture.WIDTH) -> bytes:
    """A card as a picture in pixels.

    Args:
        card: The card.
        sheet: What it carries.
        dpi: Dots for an inch; a drawing has 96 pixels to the inch.
        width: Of the drawing, pixels.
    """
    return raster(picture.svg(card, sheet, width=width), dpi)


def raster(svg: str, dpi: int) -> bytes:
    """A drawing as PNG.

    Args:
        svg: The drawing, in the font of exports.
        dpi: Dots for an inch; a drawing has 96 pixels to the inch.
    """
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes({quoted(svg)}), format: "svg")'
    )
    made = typst.Compiler(source.encode(), font_paths=_fonts()).compile(format="png", ppi=dpi)
    return _one(made)


def _one(made: bytes | list[bytes] | None) -> bytes:
    return made if isinstance(made, bytes) else b"".join(made or [])


def _head(sheet: Sheet, paper: Paper) -> str:
    """Settings, and what stands on every page."""
    title = f"{sheet.title} · {sheet.filter}" if sheet.filter else sheet.title
    dated = f"{_('As of date')}: {sheet.day} · {sheet.vintage}"
    data = f"{_('Dataset')}: {sheet.dataset} · {sheet.checksum}"
    if sheet.synthetic:
        data += f" · {picture.demonstration()}"
    small = "#set text(size: 7.5pt, fill: soft)"
    header = (
        f"[{small}\n#strong[{plain(title)}] #h(1fr) {plain(dated)}"
        "\n#v(-0.6em)#std.line(length: 100%, stroke: 0.5pt + line-colour)]"
    )
    footer = (
        f"context [{small}\n{plain(cited.foot_line(sheet.sources))}#linebreak()"
        f"{plain(data)} #h(1fr) {plain(_('page'))} #counter(page).display()"
        "/#counter(page).final().first()]"
    )
    mark = ""
    if sheet.synthetic:
        mark = f"background: invented[{plain(picture.demonstration_band())}], "
    return (
        f"{_PREAMBLE}{signs()}"
        f"#set document(title: {quoted(title)}, author: (), date: none)\n"
        f"#set text(font: {quoted(fonts.FAMILY)}, lang: {quoted(sheet.lang)}, "
        f"size: {paper.size}pt, fill: ink)\n"
        f'#set page(paper: "{paper.name}", flipped: {str(paper.flipped).lower()}, '
        f"margin: (x: 42pt, top: 56pt, bottom: 62pt), {mark}header: {header}, "
        f"footer: {footer})\n"
        + ("#show heading: set text(size: 0.86em)\n" if paper.is_slide else "")
        + ("#let together(body) = body\n" if paper.is_slide else "")
    )
