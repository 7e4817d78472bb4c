"""Pieces of cards as HTML: numbers that can be asked, names that lead on, chips, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from lib.cards.pieces import Chip, Course, Day, Name, Number, Piece, Said, Share
from lib.draw import cell_pictures
from lib.words.terms import term
from lib.words.wording import _

_LOOKS = {
    "strong": "b",
    "dim": 'span class="wa-dim"',
    "struck": "s",
    "fell": 'b class="wa-fell"',
    "line": 'div class="wa-sub"',
}


@dataclass(frozen=True)
class Place:
    """Where a body is drawn.

    Attributes:
        card: Name of its card: the first half of the address of its numbers.
        address: Address that a name leads to, "" for none; None on paper, where nothing is
            clicked.
        asks: Whether its numbers can be asked.
    """

    card: str
    address: Callable[[Name], str] | None = None
    asks: bool = True


def joined(parts: Iterable[Markup]) -> Markup:
    """Markup one after the other."""
    return Markup().join(parts)


def tag(name: str, content: object, **attributes: str) -> Markup:
    """An element; ``class_`` is its class, underscores in other names are hyphens."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value
    )
    start, end = Markup(f"<{name}{written}>"), Markup(f"</{name}>")  # noqa: S704  (escaped above)
    return start + escape(content) + end


def piece(part: Piece | None, at: Place) -> Markup:
    """A piece: a number that can be asked, a name that leads somewhere, a chip, words."""
    if part is None:
        return Markup('<span class="wa-dim">–</span>')
    if isinstance(part, Number):
        return _number(part, at)
    if isinstance(part, Name):
        return _name(part, at)
    if isinstance(part, Chip):
        return chip(part)
    if isinstance(part, Share):
        return cell_pictures.share(part)
    if isinstance(part, Course):
        return cell_pictures.course(part)
    if isinstance(part, Said):
        inner = joined(piece(each, at) for each in part.parts)
        look = _LOOKS.get(part.look)
        if not look:
            return inner
        start, end = Markup(f"<{look}>"), Markup(f"</{look.split()[0]}>")  # noqa: S704  (ours)
        return start + inner + end
    if isinstance(part, Day):
        return tag("time", part.words, datetime=part.day.isoformat() if part.day else "")
    return escape(part)


def _number(number: Number, at: Place) -> Markup:
    if number.asks is None or at.address is None or not at.asks:
        return escape(number.words)
    return tag(
        "button",
        number.words,
        class_="wa-n",
        data_number=f"{at.card}.{number.name}",
        title=_("What is counted here?"),
        aria_haspopup="dialog",
    )


def _name(name: Name, at: Place) -> Markup:
    words = tag("b", name.words) if name.strong else escape(name.words)
    if name.page == "web":
        if at.address is None or not name.key.startswith(("https://", "http://")):
            return words
        return tag("a", words, href=name.key, target="_blank", rel="noopener noreferrer")
    address = at.address(name) if at.address and name.page else ""
    return tag("a", words, class_="wa-go", href=address, target="_self") if address else words


def chip(chip: Chip) -> Markup:
    """A term: its word and sign on its colour."""
    entry = term(chip.code)
    look = f"background:{entry.fill};color:{entry.ink}"
    if chip.only_sign:
        sign = tag("span", entry.icon, aria_hidden="true")
        hidden = tag("span", chip.words, class_="wa-unseen")
        return tag("span", sign + hidden, class_="wa-sign", style=look, title=chip.words)
    return tag("span", f"{entry.icon} {chip.words}", class_="wa-chip", style=look)
