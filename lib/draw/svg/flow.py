"""Text that flows: words with their looks, chips and small pictures, broken into lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from lib.cards.pieces import Chip, Course, Name, Piece, Said, Share
from lib.draw import cell_pictures, fonts
from lib.draw.svg.drawing import SIZE, Drawing, moved, rect, text
from lib.draw.svg.fills import term_fill
from lib.words import colours
from lib.words.colours import ACCENT, INK, NAVY, SOFT, TARGET
from lib.words.terms import term

_LEADING = 1.36
_SLACK = 1.02  # a font that stands in for ours is a little wider
_CHIP = 6.0
_ADDRESS = 150.0  # pixels that an address of a page has at least


@dataclass(frozen=True)
class Style:
    """How words look."""

    size: float = SIZE
    fill: str = INK
    bold: bool = False
    struck: bool = False

    def attributes(self) -> str:
        """The same as attributes of an element."""
        made = f'font-size="{self.size:g}" fill="{self.fill}"'
        made += f" {fonts.BOLD}" if self.bold else ""
        return made + (' text-decoration="line-through"' if self.struck else "")


PLAIN, DIM, STRONG = Style(), Style(14, SOFT), Style(bold=True)
TITLE = Style(20, NAVY, bold=True)


@dataclass(frozen=True)
class Atom:
    """What no line is broken in: a word, a space, a small drawing; or a break."""

    words: str
    style: Style
    width: float
    box: Drawing | None = None


BREAK = Atom("\n", PLAIN, 0)


def _look(said: Said, style: Style) -> Style:
    match said.look:
        case "strong":
            return replace(style, bold=True)
        case "dim":
            return replace(style, fill=SOFT)
        case "struck":
            return replace(style, struck=True)
        case "fell":
            return replace(style, bold=True, fill=TARGET)
        case "line":
            return replace(style, size=style.size - 2, fill=SOFT)
    return style


def atoms(piece: Piece | None, style: Style = PLAIN) -> Iterator[Atom]:
    """A piece as atoms."""
    if isinstance(piece, Said):
        if piece.look == "screen":
            return
        if piece.look == "line":
            yield BREAK
        for each in piece.parts:
            yield from atoms(each, _look(piece, style))
    elif isinstance(piece, Chip):
        box = chip(piece, style.size - 2)
        yield Atom(piece.words, style, box.width, box)
    elif isinstance(piece, Share | Course):
        box = share(piece) if isinstance(piece, Share) else course(piece)
        yield Atom(piece.words, style, box.width, box)
    else:
        look = replace(style, bold=True) if isinstance(piece, Name) and piece.strong else style
        yield from _words("–" if piece is None else str(piece), look)


def _words(words: str, style: Style) -> Iterator[Atom]:
    for place, line in enumerate(words.split("\n")):
        if place:
            yield BREAK
        for number, word in enumerate(line.split(" ")):
            if number:
                yield Atom(" ", style, fonts.width(" ", style.size, bold=style.bold))
            if word:
                width = fonts.width(word, style.size, bold=style.bold) * _SLACK
                yield Atom(word, style, width)


def chip(piece: Chip, size: float) -> Drawing:
    """A term: its word and sign on its colour."""
    entry = term(piece.code)
    words = "" if piece.only_sign else piece.words
    sign = size if entry.icon else 0.0
    width = sign + fonts.width(words, size) * _SLACK + (2.6 if words else 1.6) * _CHIP
    height = size * 1.3
    inner = rect(
        0, 0, width, height, entry.fill, f'rx="4" stroke="{colours.EDGE}" stroke-width=".6"'
    )
    # The sign is a text of its own: another font may have to lend it.
    x = _CHIP * 0.8 + sign / 2
    inner += text(x, size * 0.98, entry.icon, size=size, fill=entry.ink, anchor="middle")
    if words:
        inner += text(sign + 1.5 * _CHIP, size * 0.98, words, size=size, fill=entry.ink)
    return Drawing(width, height, inner)


def share(piece: Share) -> Drawing:
    """A share as a bar, or as a dot on a track."""
    part = min(max(piece.value, 0.0), 1.0)
    entry = term(piece.term) if piece.term else None
    if piece.kind == "dot":
        return cell_pictures.dot(part, entry.fill if entry else ACCENT)
    ground = term_fill(entry) if entry else ACCENT
    inner = rect(0, 0, 110, 12, colours.HEAD) + rect(0, 0, 110 * part, 12, ground)
    return Drawing(110, 12, inner)


def course(piece: Course) -> Drawing:
    """A share over time as a stepped line."""
    return cell_pictures.steps(piece, width=cell_pictures.BESIDE)


def narrowest(piece: Piece | None, style: Style = PLAIN) -> float:
    """Width of the widest thing that a line cannot be broken in; an address can be anywhere."""
    return max((_unbroken(each) for each in atoms(piece, style)), default=0)


def _unbroken(atom: Atom) -> float:
    return min(atom.width, _ADDRESS) if "://" in atom.words else atom.width


def widest(piece: Piece | None, style: Style = PLAIN) -> float:
    """Width without a break but those that are asked for."""
    lines, line = [0.0], 0.0
    for each in atoms(piece, style):
        line = 0.0 if each is BREAK else line + each.width
        lines.append(line)
    return max(lines)


def _lines(atoms: Iterable[Atom], width: float) -> Iterator[list[Atom]]:
    line: list[Atom] = []
    used = 0.0
    for atom in atoms:
        if atom is BREAK:
            if line:
                yield line
            line, used = [], 0.0
            continue
        for part in _fitting(atom, width):
            if line and used + part.width > width + 0.5 and part.words != " ":
                yield line
                line, used = [], 0.0
            if part.words != " " or line:
                line.append(part)
                used += part.width
    if line:
        yield line


def _fitting(atom: Atom, width: float) -> Iterator[Atom]:
    """A word longer than a line, as an address can be, in pieces that fit."""
    if atom.box or atom.width <= width or len(atom.words) < 2:
        yield atom
        return
    count = max(1, int(len(atom.words) * width / atom.width))
    for begin in range(0, len(atom.words), count):
        words = atom.words[begin : begin + count]
        yield Atom(words, atom.style, fonts.width(words, atom.style.size, bold=atom.style.bold))


def paragraph(
    piece: Piece | None, width: float, style: Style = PLAIN, *, right: bool = False
) -> Drawing:
    """A piece broken into lines.

    Args:
        piece: The piece.
        width: Pixels to fill.
        style: How its words look.
        right: Whether lines end at the right, as numbers of a table do.
    """
    inner, top = "", 0.0
    for line in _lines(atoms(piece, style), width):
        while line and line[-1].words == " ":
            line.pop()
        tall = max((each.box.height if each.box else each.style.size for each in line), default=0)
        height = max(tall + 4, style.size * _LEADING)
        base = top + height / 2 + style.size * 0.34
        used = sum(each.width for each in line)
        inner += _line(line, max(0.0, width - used) if right else 0.0, top, height, base)
        top += height
    return Drawing(width, top, inner)


def _line(line: list[Atom], x: float, top: float, height: float, base: float) -> str:
    inner = ""
    for boxed, group in groupby(line, key=lambda each: each.box is not None):
        run = list(group)
        if boxed:
            for each in run:
                box = each.box or Drawing(0, 0, "")
                inner += moved(box, x, top + (height - box.height) / 2)
                x += each.width
            continue
        spans = ""
        for style, words in groupby(run, key=lambda each: each.style):
            written = escape("".join(each.words for each in words), quote=False)
            spans += f"<tspan {style.attributes()}>{written}</tspan>"
        inner += f'<text x="{x:.1f}" y="{base:.1f}" xml:space="preserve">{spans}</text>'
        x += sum(each.width for each in run)
    return inner
