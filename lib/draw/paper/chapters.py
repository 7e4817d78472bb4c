"""Chapters of a PDF: cards under one heading, and which of them stay together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.cards.bodies import List, Prose
from lib.cards.card import Card
from lib.cards.pieces import NOTHING, Said
from lib.draw.paper import alone, cited
from lib.draw.paper.blocks import block
from lib.draw.paper.sizes import Paper
from lib.draw.paper.tables import turned
from lib.draw.paper.words import joined, piece, plain
from lib.draw.sheet import Sheet
from lib.words.wording import _

_SHORT = 12  # lines


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


def index(title: str, chapters: Sequence[Chapter]) -> str:
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


def marked_up(chapter: Chapter, sheet: Sheet, paper: Paper, place: int) -> str:
    """A chapter as markup.

    Args:
        chapter: The chapter.
        sheet: What every page carries.
        paper: What it is set on.
        place: Which one it is.
    """
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
