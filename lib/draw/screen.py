"""A card on the screen: HTML, charts, maps; the one module that draws for Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st
from markupsafe import Markup

from lib.cards.bodies import Body, Table
from lib.cards.card import Card, numbers
from lib.cards.charts import Dots, HeatMap, Lines, MapBody
from lib.cards.pieces import Name, Number
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
from lib.draw.screen_map import MapFrame
from lib.view.address import Offered
from lib.view.leads import leads_to
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext

_DRAWN: WeakKeyDictionary[Card, dict[Hashable, Any]] = WeakKeyDictionary()
"""What is drawn of each card, kept while the card is: readers of one view share both."""

_MOST_PRINTED = 100  # rows that are sent twice, for the screen and for paper
_CHART = {"displaylogo": False, "displayModeBar": False}
_LARGE = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "toImage"]}

T = TypeVar("T")

# Clicks are heard by the start page (pointing.js) and told to the server here.
_TELL = """
let tell = null;
document.addEventListener("wa-pointed", (event) => tell(...event.detail));

export default function ({ setTriggerValue }) {
  tell = setTriggerValue;
  document.dispatchEvent(new Event("wa-listens"));
}
"""
pointing = st.components.v2.component("pointing", js=_TELL)

heat_map_grid = st.components.v2.component(
    "heat_map",
    html='<div class="wa-grid" tabindex="0" role="region"></div>',
    js=(Path(__file__).parent / "heat_map.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Screen:
    """Draws the cards of one run.

    Args:
        view: What is looked at; links keep it.
        offered: What an address can ask for.
        maps: How its maps are drawn.
        ask: Opens a number by its address, ``<card>.<number>``.
        narrow: Whether it is as narrow as a telephone.
    """

    def __init__(
        self,
        view: View,
        offered: Offered,
        maps: MapFrame,
        ask: Callable[[str], None],
        *,
        narrow: bool = False,
    ) -> None:
        self.view = view
        self._narrow = narrow
        self._offered = offered
        self.maps = maps
        self._ask = ask
        self.cards: dict[str, Card] = {}

    def number(self, asked: str) -> tuple[Card, Number] | None:
        """A number of this run by its address, ``<card>.<number>``."""
        name, _dot, number = asked.partition(".")
        card = self.cards.get(name)
        found = numbers(card).get(number) if card else None
        return (card, found) if card and found else None

    def _address(self, name: Name) -> str:
        return leads_to(name.page, name.key, self.view, self._offered)

    def _place(self, card: Card) -> Place:
        self.cards[card.name] = card
        return Place(card.name, self._address)

    def _drawn(self, card: Card, part: Hashable, draw: Callable[[], T]) -> T:
        """A part of a card as it was drawn before; links depend on the datasets offered."""
        parts = _DRAWN.setdefault(card, {})
        key = (part, self._offered.datasets)
        if key not in parts:
            parts[key] = draw()
        drawn: T = parts[key]
        return drawn

    def heading(self, card: Card) -> None:
        """The page's sentence of the day."""
        at = self._place(card)
        st.html(self._drawn(card, "heading", lambda: html.heading(card, at)))
        for body in card.bodies:
            self._body(card, body, at)

    def show(self, card: Card | None) -> None:
        """A card with its bodies and sources; nothing for None."""
        if card is not None:
            with self.framed(card):
                pass

    @contextmanager
    def framed(self, card: Card, opens: Callable[[str], Card] | None = None) -> Iterator[None]:
        """A card with controls: they are drawn between its title and its bodies.

        Args:
            card: The card.
            opens: What a click on a mark of its chart opens beside it, by the key of the mark;
                "" as long as nothing was clicked.
        """
        at = self._place(card)
        if card.folded:
            with st.expander(str(card.title), key=f"card_{card.name}"):
                yield
                self._inside(card, at)
            return
        with st.container(key=f"card_{card.name}"):
            if card.title:
                st.html(self._drawn(card, "head", lambda: html.card_head(card, at)))
            yield
            self._inside(card, at, opens)

    def _inside(self, card: Card, at: Place, opens: Callable[[str], Card] | None = None) -> None:
        for body in card.bodies:
            if opens is not None and isinstance(body, Dots):
                self._clickable(card, body, opens)
            else:
                self._body(card, body, at)
        foot = self._drawn(card, "foot", lambda: self._foot(card, at))
        if foot:
            st.html(foot)

    def _foot(self, card: Card, at: Place) -> Markup:
        """What is told below the bodies, and the mark that opens the sources."""
        told = html.joined(html.sub(remark, at) for remark in card.remarks)
        return told + self._sources(card)

    def stage(self, card: Card, *, dark: bool) -> None:
        """The bodies of a card for a projector: charts and maps as large as the screen.

        Args:
            card: The card.
            dark: Whether it stands on black.
        """
        at = self._place(card)
        told = html.joined(html.sub(remark, at) for remark in card.remarks)
        for place, body in enumerate(card.bodies):
            if isinstance(body, MapBody):
                left, right = st.columns([8, 4], gap="medium")
                self.maps.fill_the_page(right)
                with left:
                    self._body(card, body, at)
                if told:  # the map takes the whole height
                    right.html(told)
                    told = Markup()
            elif isinstance(body, Lines) or (isinstance(body, Dots) and body.first):
                st.plotly_chart(
                    self._drawn(card, ("stage", place, dark), partial(_projected, body, dark)),
                    width="stretch",
                    height="stretch",
                    theme=None,
                    config=_CHART,
                    key=f"stage_{card.name}_{place}_{dark}",
                    alt=card.alt or str(card.title),
                )
            elif isinstance(body, Table):
                st.html(self._drawn(card, id(body), partial(html.markup, body, at)))
            else:
                self._body(card, body, at)
        if told:
            st.html(told)

    def inside(self, card: Card) -> None:
        """A card without a frame, as in a dialogue; its numbers are not asked again."""
        at = Place(card.name, self._address, asks=False)
        inner = html.card_head(card, at)
        inner += html.joined(html.markup(body, at) for body in card.bodies)
        st.html(html.tag("div", inner, class_="wa-explained"))

    def _sources(self, card: Card) -> Markup:
        """The mark that opens the sources of a card, and the one that opens its menu."""
        n = len(card.behind.sources)
        marks = Markup()
        if n or card.note:
            words = ngettext("{n} source", "{n} sources", n) if n else _("How this is counted")
            marks += _mark(words, f"{card.name}.sources", "wa-n wa-source")
        if card.bodies:
            told = _("Add to the briefing, save")
            marks += _mark("…", f"{card.name}.menu", "wa-n wa-more", aria_label=told, title=told)
        return html.tag("p", marks, class_="wa-sub wa-marks") if marks else marks

    def _clickable(self, card: Card, body: Dots, opens: Callable[[str], Card]) -> None:
        """A chart of marks, and what a click on one opens; a click redraws nothing else."""
        language = wording.language()

        @st.fragment
        def drawn() -> None:
            wording.use(language)
            left, right = st.columns([9, 3], gap="small")
            with left:
                answer = st.plotly_chart(
                    self._chart(card, body),
                    width="stretch",
                    config=self._config(_LARGE),
                    key=f"{card.name}_{body.first}_{body.last}",
                    on_select="rerun",
                    selection_mode="points",
                    alt=card.alt,
                )
            with right:
                self.inside(opens(lanes.clicked(answer)))

        drawn()

    def _chart(self, card: Card, body: Lines | Dots) -> Any:
        narrow = self._narrow
        return self._drawn(card, (id(body), narrow), lambda: chart(body, narrow=narrow))

    def _config(self, config: dict[str, Any]) -> dict[str, Any]:
        """Buttons of a chart; on a telephone a finger scrolls the page instead."""
        return _CHART if self._narrow else config

    def _body(self, card: Card, body: Body, at: Place) -> None:
        if isinstance(body, HeatMap):
            st.html(self._drawn(card, "legend", lambda: heat_map.legend(body, at)))
            rows = self._drawn(card, "rows", lambda: heat_map.packed(body, at))
            heat_map_grid(key="heat_map", data=rows)
        elif isinstance(body, Dots) and body.first is None:
            st.html(self._drawn(card, id(body), lambda: share_dots.share_dots(body, at)))
        elif isinstance(body, Lines | Dots):
            st.plotly_chart(
                self._chart(card, body),
                width="stretch",
                config=self._config(_LARGE if isinstance(body, Dots) or body.large else _CHART),
                key=f"chart_{card.name}",
                alt=card.alt or str(card.title),
            )
        elif isinstance(body, MapBody):
            self.maps.draw(body, f"map_{self.view.page}", at)
        elif isinstance(body, Table) and body.sortable:
            table = self._drawn(card, ("grid", id(body)), lambda: grid.grid(body, at))
            grid.show(table, f"{card.name}_table", self._ask)
            st.html(self._drawn(card, ("print", id(body)), lambda: _printed(body)))
        else:
            st.html(self._drawn(card, id(body), lambda: html.markup(body, at)))


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


def _projected(body: Lines | Dots, dark: bool) -> Any:
    return projected(chart(body), dark=dark)


def chart(body: Lines | Dots, *, narrow: bool = False) -> Any:
    """A chart as Plotly draws it, on a telephone with its words inside."""
    made = lanes.lanes(body) if isinstance(body, Dots) else curve.curve(body)
    return narrowed(made) if narrow else made
