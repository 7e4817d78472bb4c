"""A card on the screen: HTML, charts, maps; the one module that draws for Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.cards.bodies import Body, Table
from lib.cards.card import Card, numbers
from lib.cards.charts import Dots, HeatMap
from lib.cards.map_kinds import MapBody
from lib.cards.pieces import Number
from lib.draw import grid, html, lanes
from lib.draw.drawings import Drawings, is_chart
from lib.draw.screen_map import MapFrame
from lib.view.address import Offered
from lib.view.view import View
from lib.words import wording

_CHART = {"displaylogo": False, "displayModeBar": False}
_LARGE = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "toImage"]}

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
        self._drawings = Drawings(view, offered, narrow=narrow)
        self.maps = maps
        self._ask = ask
        self.cards: dict[str, Card] = {}

    def number(self, asked: str) -> tuple[Card, Number] | None:
        """A number of this run by its address, ``<card>.<number>``."""
        name, _dot, number = asked.partition(".")
        card = self.cards.get(name)
        named = numbers(card).get(number) if card else None
        return (card, named) if card and named else None

    def heading(self, card: Card) -> None:
        """The page's sentence of the day."""
        self.cards[card.name] = card
        st.html(self._drawings.heading(card))
        for body in card.bodies:
            self._body(card, body)

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
        self.cards[card.name] = card
        if card.folded:
            with st.expander(str(card.title), key=f"card_{card.name}"):
                yield
                self._inside(card)
            return
        with st.container(key=f"card_{card.name}"):
            if card.title:
                st.html(self._drawings.head(card))
            yield
            self._inside(card, opens)

    def _inside(self, card: Card, opens: Callable[[str], Card] | None = None) -> None:
        for body in card.bodies:
            if opens is not None and isinstance(body, Dots):
                self._clickable(card, body, opens)
            else:
                self._body(card, body)
        foot = self._drawings.foot(card)
        if foot:
            st.html(foot)

    def stage(self, card: Card, *, dark: bool) -> None:
        """The bodies of a card for a projector: charts and maps as large as the screen.

        Args:
            card: The card.
            dark: Whether it stands on black.
        """
        self.cards[card.name] = card
        told = self._drawings.remarks(card)
        for place, body in enumerate(card.bodies):
            if isinstance(body, MapBody):
                left, right = st.columns([8, 4], gap="medium")
                self.maps.fill_the_page(right)
                with left:
                    self._body(card, body)
                if told:  # the map takes the whole height
                    right.html(told)
                    told = Markup()
            elif is_chart(body):
                st.plotly_chart(
                    self._drawings.projected(card, body, dark=dark),
                    width="stretch",
                    height="stretch",
                    theme=None,
                    config=_CHART,
                    key=f"stage_{card.name}_{place}_{dark}",
                    alt=card.alt or str(card.title),
                )
            elif isinstance(body, Table):
                st.html(self._drawings.markup(card, body))
            else:
                self._body(card, body)
        if told:
            st.html(told)

    def inside(self, card: Card) -> None:
        """A card without a frame, as in a dialogue; its numbers are not asked again."""
        at = self._drawings.place(card, asks=False)
        inner = html.card_head(card, at)
        inner += html.joined(html.markup(body, at) for body in card.bodies)
        st.html(html.tag("div", inner, class_="wa-explained"))

    def _clickable(self, card: Card, body: Dots, opens: Callable[[str], Card]) -> None:
        """A chart of marks, and what a click on one opens; a click redraws nothing else."""
        language = wording.language()

        @st.fragment
        def drawn() -> None:
            wording.use(language)
            left, right = st.columns([9, 3], gap="small")
            with left:
                answer = st.plotly_chart(
                    *self._drawings.parts(card, body),
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

    def _config(self, config: dict[str, Any]) -> dict[str, Any]:
        """Buttons of a chart; on a telephone a finger scrolls the page instead."""
        return _CHART if self._narrow else config

    def _body(self, card: Card, body: Body) -> None:
        if isinstance(body, MapBody):
            self.maps.draw(body, f"map_{self.view.page}", self._drawings.place(card))
            return
        parts = self._drawings.parts(card, body)
        if isinstance(body, HeatMap):
            legend, rows = parts
            st.html(legend)
            heat_map_grid(key="heat_map", data=rows)
        elif isinstance(body, Table) and body.sortable:
            table, printed = parts
            grid.show(table, f"{card.name}_table", self._ask)
            st.html(printed)
        elif is_chart(body):
            st.plotly_chart(
                *parts,
                width="stretch",
                config=self._config(_LARGE if isinstance(body, Dots) or body.large else _CHART),
                key=f"chart_{card.name}",
                alt=card.alt or str(card.title),
            )
        else:
            st.html(*parts)
