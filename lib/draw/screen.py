"""A card on the screen: HTML, charts, maps; the one module that draws for Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.cards.bodies import Body
from lib.cards.card import Card, numbers
from lib.cards.charts import Dots, HeatMap, Lines, MapBody
from lib.cards.pieces import Name, Number
from lib.draw import heat_map, html, plotly, share_dots
from lib.draw.html import Place
from lib.draw.screen_map import MapFrame
from lib.view.address import Offered
from lib.view.leads import leads_to
from lib.view.view import View
from lib.words.wording import _, ngettext

_CHART = {"displaylogo": False, "displayModeBar": False}

pointing = st.components.v2.component(
    "pointing", js=(Path(__file__).parent / "pointing.js").read_text(encoding="utf-8")
)

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
    """

    def __init__(self, view: View, offered: Offered, maps: MapFrame) -> None:
        self.view = view
        self._offered = offered
        self.maps = maps
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

    def heading(self, card: Card) -> None:
        """The page's sentence of the day."""
        at = self._place(card)
        st.html(html.heading(card, at))
        for body in card.bodies:
            self._body(card, body, at)

    def show(self, card: Card | None) -> None:
        """A card with its bodies and sources; nothing for None."""
        if card is not None:
            with self.framed(card):
                pass

    @contextmanager
    def framed(self, card: Card) -> Iterator[None]:
        """A card with controls: they are drawn between its title and its bodies."""
        at = self._place(card)
        if card.folded:
            with st.expander(str(card.title), key=f"card_{card.name}"):
                yield
                self._inside(card, at)
            return
        with st.container(key=f"card_{card.name}"):
            if card.title:
                st.html(html.card_head(card, at))
            yield
            self._inside(card, at)

    def _inside(self, card: Card, at: Place) -> None:
        for body in card.bodies:
            self._body(card, body, at)
        told = html.joined(html.sub(remark, at) for remark in card.remarks)
        foot = told + self._sources(card)
        if foot:
            st.html(foot)

    def inside(self, card: Card) -> None:
        """A card without a frame, as in a dialogue; its numbers are not asked again."""
        at = Place(card.name, self._address, asks=False)
        inner = html.card_head(card, at)
        inner += html.joined(html.markup(body, at) for body in card.bodies)
        st.html(html.tag("div", inner, class_="wa-explained"))

    def _sources(self, card: Card) -> Markup:
        """The mark that opens the sources of a card."""
        n = len(card.behind.sources)
        if not n and not card.note:
            return Markup()
        words = ngettext("{n} source", "{n} sources", n) if n else _("How this is counted")
        button = html.tag(
            "button",
            words,
            class_="wa-n wa-source",
            data_number=f"{card.name}.sources",
            aria_haspopup="dialog",
        )
        return html.tag("p", button, class_="wa-sub")

    def _body(self, card: Card, body: Body, at: Place) -> None:
        if isinstance(body, HeatMap):
            st.html(heat_map.legend(body, at))
            heat_map_grid(key="heat_map", data=heat_map.packed(body, at))
        elif isinstance(body, Dots) and body.first is None:
            st.html(share_dots.share_dots(body, at))
        elif isinstance(body, Lines | Dots):
            st.plotly_chart(
                plotly.figure(body),
                width="stretch",
                config=_CHART,
                key=f"chart_{card.name}",
                alt=card.alt or str(card.title),
            )
        elif isinstance(body, MapBody):
            self.maps.draw(body, f"map_{self.view.page}", at)
        else:
            st.html(html.markup(body, at))
