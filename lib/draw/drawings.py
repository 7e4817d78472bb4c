"""What is drawn of a card for the screen, kept while the card is: readers of a view share it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeGuard, TypeVar
from weakref import WeakKeyDictionary

from markupsafe import Markup

from lib.cards.bodies import Body, Table
from lib.cards.card import Card
from lib.cards.charts import Dots, HeatMap, Lines
from lib.cards.map_kinds import MapBody
from lib.cards.pieces import Name
from lib.draw import (
    curve,
    grid,
    heat_map,
    html,
    lanes,
    shapes,  # noqa: F401  (its bodies are known by being imported)
    share_dots,
)
from lib.draw.html import Place
from lib.draw.narrow import narrowed
from lib.draw.projected import projected
from lib.view.address import MENU, SOURCES, Offered
from lib.view.leads import leads_to
from lib.view.view import View
from lib.words.wording import _, ngettext

_KEPT: WeakKeyDictionary[Card, dict[Hashable, Any]] = WeakKeyDictionary()
_MOST_PRINTED = 100  # rows that are sent twice, for the screen and for paper

T = TypeVar("T")


class Drawings:
    """HTML, charts and tables of the cards of a view.

    Args:
        view: What is looked at; links keep it.
        offered: What an address can ask for; links depend on it.
        narrow: Whether the screen is as narrow as a telephone.
    """

    def __init__(self, view: View, offered: Offered, *, narrow: bool = False) -> None:
        self._view = view
        self._offered = offered
        self._narrow = narrow

    def place(self, card: Card, *, asks: bool = True) -> Place:
        """Where a card stands, and where its names lead."""
        return Place(card.name, self._address, asks=asks)

    def _address(self, name: Name) -> str:
        return leads_to(name.page, name.key, self._view, self._offered)

    def heading(self, card: Card) -> Markup:
        """The title as the page's sentence of the day."""
        return self._kept(card, "heading", lambda: html.heading(card, self.place(card)))

    def head(self, card: Card) -> Markup:
        """The title, and the line below it."""
        return self._kept(card, "head", lambda: html.card_head(card, self.place(card)))

    def remarks(self, card: Card) -> Markup:
        """What is told below the bodies."""
        at = self.place(card)
        return html.joined(html.sub(remark, at) for remark in card.remarks)

    def foot(self, card: Card) -> Markup:
        """The remarks, and the marks that open the sources and the menu."""
        return self._kept(card, "foot", lambda: self.remarks(card) + _marks(card))

    def parts(self, card: Card, body: Body) -> list[Any]:
        """What a body is drawn of; nothing for a map, which has a mechanism of its own.

        Legend and rows of a heat map; a sortable table and the same as it is printed; the
        figure of a chart; HTML of all others.
        """
        if isinstance(body, MapBody):
            return []
        at = self.place(card)
        drawings: dict[Hashable, Callable[[], Any]]
        if isinstance(body, HeatMap):
            drawings = {
                "legend": lambda: heat_map.legend(body, at),
                "rows": lambda: heat_map.packed(body, at),
            }
        elif isinstance(body, Table) and body.sortable:
            drawings = {"grid": lambda: grid.grid(body, at), "print": lambda: _printed(body)}
        elif is_chart(body):
            drawings = {self._narrow: lambda: chart(body, narrow=self._narrow)}
        elif isinstance(body, Dots):
            drawings = {"": lambda: share_dots.share_dots(body, at)}
        else:
            drawings = {"": lambda: html.markup(body, at)}
        return [self._kept(card, (id(body), part), draw) for part, draw in drawings.items()]

    def projected(self, card: Card, body: Lines | Dots, *, dark: bool) -> Any:
        """A chart for a projector."""
        key = (id(body), "projected", dark)
        return self._kept(card, key, lambda: projected(chart(body), dark=dark))

    def markup(self, card: Card, body: Body) -> Markup:
        """A body as HTML, a sortable table too."""
        at = self.place(card)
        return self._kept(card, (id(body), ""), lambda: html.markup(body, at))

    def draw(self, card: Card) -> None:
        """Draw all that a reader of a card will need."""
        self.head(card)
        self.foot(card)
        for body in card.bodies:
            self.parts(card, body)

    def _kept(self, card: Card, part: Hashable, draw: Callable[[], T]) -> T:
        parts = _KEPT.setdefault(card, {})
        key = (part, self._offered.datasets)
        if key not in parts:
            parts[key] = draw()
        drawn: T = parts[key]
        return drawn


def is_chart(body: Body) -> TypeGuard[Lines | Dots]:
    """Whether Plotly draws a body: curves, and marks on an axis of time."""
    return isinstance(body, Lines) or (isinstance(body, Dots) and body.first is not None)


def chart(body: Lines | Dots, *, narrow: bool = False) -> Any:
    """A chart as Plotly draws it, on a telephone with its words inside."""
    made = lanes.lanes(body) if isinstance(body, Dots) else curve.curve(body)
    return narrowed(made) if narrow else made


def _marks(card: Card) -> Markup:
    """The mark that opens the sources of a card, and the one that opens its menu."""
    n = len(card.behind.sources)
    marks = Markup()
    if n or card.note:
        words = ngettext("{n} source", "{n} sources", n) if n else _("How this is counted")
        marks += _mark(words, f"{card.name}.{SOURCES}", "wa-n wa-source")
    if card.bodies:
        told = _("Add to the briefing, save")
        marks += _mark("…", f"{card.name}.{MENU}", "wa-n wa-more", aria_label=told, title=told)
    return html.tag("p", marks, class_="wa-sub wa-marks") if marks else marks


def _mark(words: str, number: str, class_: str, **more: str) -> Markup:
    return html.tag(
        "button", words, class_=class_, data_number=number, aria_haspopup="dialog", **more
    )


def _printed(body: Table) -> Markup:
    """A table as the browser prints it instead of the grid, which shows what is scrolled to."""
    if len(body.rows) > _MOST_PRINTED:
        told = _("Print the PDF of this page, which has all rows.")
        return html.tag("p", told, class_="wa-print")
    inner = html.markup(body, Place("", None, asks=False))
    return html.tag("div", inner, class_="wa-print")
