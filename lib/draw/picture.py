"""A card as a picture: SVG with its title, what it shows, and what every export carries."""

from __future__ import annotations

from html import escape

from lib.cards.card import Card
from lib.cards.pieces import Piece, Said
from lib.draw import fonts
from lib.draw.sheet import Sheet
from lib.draw.svg import body
from lib.draw.svg.drawing import Drawing, moved, path, rect, stacked
from lib.draw.svg.fills import definitions
from lib.draw.svg.flow import DIM, TITLE, Style, paragraph
from lib.words import colours
from lib.words.colours import LINE, SOFT
from lib.words.wording import _

WIDTH = 960.0
BAND = colours.TARGET
"""Ground of the words that call figures invented."""
_MARGIN = 24.0


def svg(card: Card, sheet: Sheet, *, width: float = WIDTH) -> str:
    """A card as a picture of its own.

    Args:
        card: The card.
        sheet: What every export carries; its language is that of the card.
        width: Of the picture, pixels; a table that needs more makes it wider.

    Returns:
        SVG with ``title`` and ``desc``; the same card and sheet give the same text.
    """
    room = width - 2 * _MARGIN
    parts = [body.drawn(each, room, sheet) for each in card.bodies]
    room = max([room, *(each.width for each in parts)])
    whole = stacked(
        [
            paragraph(card.title or sheet.title, room, TITLE),
            paragraph(card.below, room, DIM),
            *parts,
            *(paragraph(each, room, DIM) for each in (*card.remarks, card.note)),
            _foot(sheet, room),
        ],
        10,
    )
    tall = whole.height + 2 * _MARGIN
    inner = rect(0, 0, room + 2 * _MARGIN, tall, "#ffffff")
    inner += moved(whole, _MARGIN, _MARGIN)
    inner += _band(room + 2 * _MARGIN) if sheet.synthetic else ""
    return document(
        Drawing(room + 2 * _MARGIN, tall, inner),
        str(card.title) or sheet.title,
        card.alt or " ".join(map(str, (card.title, card.below))) or sheet.title,
        sheet.lang,
    )


def document(drawing: Drawing, title: str, words: str, lang: str) -> str:
    """A drawing as a whole SVG document with its title and description."""
    size = f"{drawing.width:.0f} {drawing.height:.0f}"
    wide, high = size.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{wide}" '
        f'height="{high}" role="img" aria-labelledby="wa-title wa-desc" xml:lang="{lang}" '
        f'font-family="{escape(fonts.FAMILIES)}" {fonts.PLAIN}>'
        f'<title id="wa-title">{escape(title, quote=False)}</title>'
        f'<desc id="wa-desc">{escape(words, quote=False)}</desc>'
        f"<defs>{definitions(drawing.inner)}</defs>{drawing.inner}</svg>"
    )


def stated(sheet: Sheet) -> list[str]:
    """What every export says of its data, line by line."""
    lines = [f"{_('As of date')}: {sheet.day} · {sheet.vintage}"]
    if sheet.filter:
        lines.append(f"{_('Filter')}: {sheet.filter}")
    mark = f" · {demonstration()}" if sheet.synthetic else ""
    lines.append(f"{_('Dataset')}: {sheet.dataset} · {sheet.checksum}{mark}")
    return lines


def demonstration() -> str:
    """What is written on every page with invented figures."""
    return _("Demonstration data: the figures are invented.")


def demonstration_band() -> str:
    """The same in the band along the upper edge of each page and slide."""
    return f"{_('DEMONSTRATION')} · {_('invented, for illustration only')}"


def _band(width: float) -> str:
    """Invented figures are called so along the upper edge, over nothing that is drawn."""
    words = escape(demonstration_band(), quote=False)
    return (
        f'<g>{rect(0, 0, width, _MARGIN - 4, BAND)}<text x="{width / 2:.0f}" y="15" '
        f'font-size="13" {fonts.BOLD} text-anchor="middle" fill="#ffffff">{words}</text></g>'
    )


def _foot(sheet: Sheet, room: float) -> Drawing:
    small = Style(12.5, SOFT)
    told: list[Piece] = list(stated(sheet))
    told += [
        Said((f"{_('Source')} {each.source_id}: {each.citation} {each.url}".rstrip(),))
        for each in sheet.sources
    ]
    lines = [paragraph(each, room, small) for each in told]
    rule = Drawing(room, 6, path(f"M0 3H{room:.1f}", LINE))
    return stacked([rule, *lines], 2)
