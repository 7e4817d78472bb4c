"""Cards as PDF: tagged, searchable, with bookmarks; and a card as a picture in pixels."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import typst

from lib.cards.bodies import List, Prose
from lib.cards.card import Card
from lib.cards.pieces import NOTHING, Said
from lib.draw import fonts, picture
from lib.draw.paper import alone, cited
from lib.draw.paper.blocks import block
from lib.draw.paper.sizes import PAPERS, Paper
from lib.draw.paper.tables import signs, turned
from lib.draw.paper.words import joined, piece, plain, quoted
from lib.draw.sheet import Progress, Sheet
from lib.words.wording import _

_PREAMBLE = (Path(__file__).parent / "paper" / "preamble.typ").read_text(encoding="utf-8")
_MOST_UNKNOWN = 200
_BOX = "□"
_SMALLER = (9.2, 8.5)  # points, so that a short paper does not end with a page all but empty
_FEW, _FILLED = 4, 0.4
_SHORT = 12  # lines
_END = """
#context [#metadata((counter(page).final().first(), here().position().y / page.height)) <end>]
"""
_LEGIBLE = string.printable + _BOX


@dataclass(frozen=True)
class Chapter:
    """Cards under one heading.

    Attributes:
        title: Its heading; "" takes the headline among the cards, or the title of the sheet.
        cards: The cards.
        alone: Whether it begins a page of its own.
        is_fitted: Whether it is made smaller, where it must be, so that it stays on one page.
        halves: Cards that stand side by side above the others, left and right.
        aside: What the index says of it.
    """

    title: str
    cards: tuple[Card, ...]
    alone: bool = False
    is_fitted: bool = False
    halves: tuple[tuple[Card, ...], tuple[Card, ...]] = ((), ())
    aside: Said = NOTHING


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
        parts.append(_chapter(chapter, sheet, on, place))
        if index and not place:
            parts.append(_index(index, chapters))
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


def _index(title: str, chapters: Sequence[Chapter]) -> str:
    """Chapters after the first: what is said of each, and its page."""
    cells = joined(
        f"[#link(<chapter-{place}>)[{plain(chapter.title)}]], [{piece(chapter.aside)}], "
        f"[#context counter(page).at(<chapter-{place}>).first()],\n"
        for place, chapter in enumerate(chapters)
        if place
    )
    heads = f"[{plain(_('Ward'))}], [{plain(_('Status'))}], [{plain(_('Page'))}]"
    return (
        f"\n#pagebreak(weak: true)\n#card-title(1)[{plain(title)}]\n"
        f"#table(columns: (1fr, auto, 40pt), align: (left, left, right),\n"
        f"table.header({heads}),\n{cells})\n"
    )


def _chapter(chapter: Chapter, sheet: Sheet, paper: Paper, place: int) -> str:
    made, above = "\n#pagebreak(weak: true)\n" if chapter.alone and place else "", ""
    if chapter.is_fitted:
        heading = f"\n#card-title(1)[{plain(chapter.title)}] <chapter-{place}>\n"
        inner = _halves(chapter, paper, sheet)
        inner += joined(_upright(card, paper, sheet) for card in chapter.cards)
        return f"{made}{heading}#fitted[{inner}]\n"
    title, cards = chapter.title, chapter.cards
    if not title and cards and cards[0].name == "headline":
        above += f"\n#card-title(1)[{piece(cards[0].title)}]\n"
        above += f"\n{piece(cards[0].below)}\n"
        above += joined(block(each, paper, sheet, "") for each in cards[0].bodies)
        cards = cards[1:]
    else:
        above += f"\n#card-title(1)[{plain(title or sheet.title)}] <chapter-{place}>\n"
    if paper.is_slide or not cards:
        made += above
    elif first := _told_above(cards, paper):
        above += joined(_upright(card, paper.turned, sheet) for card in cards[:first])
        cards = cards[first:]
    for number, card in enumerate(cards):
        if not paper.is_slide:
            made += _card(card, paper, sheet, "" if number else above)
            continue
        made += "\n#pagebreak(weak: true)\n" if number else ""
        made += _screen(card, title, paper, sheet)
    return made


def _told_above(cards: Sequence[Card], paper: Paper) -> int:
    """How many short cards share a page on its side with the wide table after them."""
    wide = next((n for n, card in enumerate(cards) if turned(card, paper) != paper), 0)
    bodies = [body for card in cards[:wide] for body in card.bodies]
    is_short = all(isinstance(body, Prose | List) for body in bodies)
    return wide if is_short and sum(map(alone.lines, bodies)) <= _SHORT else 0


def _screen(card: Card, title: str, paper: Paper, sheet: Sheet) -> str:
    """A card on a page of its own, under its title or that of its chapter."""
    if card.title.look == "screen":
        return ""
    heading = _title(card)
    words = str(card.title) or title
    inner = _upright(replace(card, title=NOTHING), alone.left(card, words, paper), sheet)
    if max(map(alone.lines, card.bodies), default=0) <= alone.MOST_LINES:
        above = heading or f"#card-title(1)[{plain(title)}]"
        inner = alone.grown(above, inner, alone.most(card, paper))
    else:
        inner = f"#[#set text(size: 0.88em)\n{inner}]"
    return f"{heading}\n{inner}\n"


def _halves(chapter: Chapter, paper: Paper, sheet: Sheet) -> str:
    """Two columns of cards."""
    half = replace(paper, width=(paper.width - 16) / 2)
    left, right = (
        joined(_upright(card, half, sheet) for card in cards) for cards in chapter.halves
    )
    if not left and not right:
        return ""
    return f"\n#grid(columns: (1fr, 1fr), gutter: 16pt, [{left}], [{right}])\n"


def _card(card: Card, paper: Paper, sheet: Sheet, above: str) -> str:
    """A card below what heads it, on a page on its side where it needs that."""
    if card.title.look == "screen":
        return above
    on = turned(card, paper)
    made = above + _upright(card, on, sheet)
    return f"\n#page(flipped: true)[{made}]\n" if on != paper else made


def _upright(card: Card, paper: Paper, sheet: Sheet) -> str:
    below = piece(card.below)
    made = _title(card)
    made += f"\n#block(sticky: true)[#dim[{below}]]\n" if below else ""
    alt = card.alt or f"{card.title} {card.below}".strip() or sheet.title
    bodies = [block(each, paper, sheet, alt) for each in card.bodies]
    for place, body in enumerate(card.bodies[:-1]):
        if isinstance(body, Prose):  # what heads the next one does not stay behind
            bodies[place] = f"\n#block(sticky: true, breakable: false)[{bodies[place]}]\n"
    remarks = joined(f"\n#dim[{piece(each)}]\n" for each in (*card.remarks, card.note) if each)
    # What explains a table of several pages stands before it, not alone on the last of them.
    is_long = any(alone.lines(body) > alone.MOST_LINES for body in card.bodies)
    told = remarks + cited.below_card(card, sheet)
    if is_long or not bodies:
        return f"{made}\n#block(sticky: true)[{told}]\n{joined(bodies)}"
    return made + joined(bodies[:-1]) + f"\n#together[{bodies[-1]}{told}]\n"


def _title(card: Card) -> str:
    level = 1 if card.name == "headline" else 2
    title = piece(card.title)
    return f"\n#card-title({level})[{title}]\n" if title else ""
