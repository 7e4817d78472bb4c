"""One run of a page: what is looked at, what is seen, and the screen it is drawn on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.cards.card import Card
from lib.cards.contents import Make, made
from lib.cards.explain.panel import number_panel, sources_panel
from lib.cards.explain.rules import explain
from lib.draw.screen import Screen, pointing
from lib.draw.screen_map import MapFrame
from lib.server import ahead, films, journal, routes
from lib.situation import data
from lib.situation.offers import offered
from lib.situation.situation import Situation
from lib.ui.frame import connection, map_clicks, session
from lib.view.address import SOURCES
from lib.view.filter import Filter
from lib.view.view import View
from lib.words.wording import _

_RUN = "run"
_GO = "go_to"


class Run:
    """A run of a page.

    Attributes:
        view: What is looked at.
        seen: The situation.
        screen: Where cards are drawn.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.seen = data.situation(view.dataset, view.day, view.narrowed)
        self._draw_on(map_clicks.answered(view))

    def _draw_on(self, opens: Callable[[Mapping[str, object]], None]) -> None:
        view = self.view
        maps = MapFrame(
            routes.file_address, routes.layer_address, opens, lambda: films.film_address(view)
        )
        narrow = connection.is_narrow()
        self.screen = Screen(view, offered(), maps, session.open_number, narrow=narrow)

    def look_at(self, view: View, seen: Situation) -> None:
        """Look at a scene of a briefing instead; a click on its map leads nowhere.

        Args:
            view: What it looks at.
            seen: Its situation, which may be one of an earlier state of the data.
        """
        now = self.view
        self.view = view.but(number=now.number, present=now.present, look=now.look)
        self.seen = seen
        self._draw_on(lambda _answer: None)

    def card(self, make: Make) -> Card | None:
        """A card of this view; made once for all who look at it."""
        return made(self.seen, make, self.view)

    def heading(self, make: Make) -> None:
        """The page's sentence of the day."""
        card = self.card(make)
        if card is not None:
            self.screen.heading(card)

    def show(self, *makes: Make) -> None:
        """Cards one below the other; those with nothing to tell are left out."""
        for make in makes:
            self.screen.show(self.card(make))

    @contextmanager
    def framed(
        self, make: Make, opens: Callable[[Situation, View, str], Card] | None = None
    ) -> Iterator[None]:
        """A card with controls between its title and what it shows.

        Args:
            make: The card.
            opens: What a click on a mark of its chart opens, by the key of the mark.
        """
        card = self.card(make)
        if card is None:
            yield
            return
        opened = None if opens is None else partial(opens, self.seen, self.view)
        with self.screen.framed(card, opened):
            yield

    def look(self, day: date, narrowed: Filter) -> Situation:
        """The dataset on another day, narrowed otherwise."""
        return data.situation(self.view.dataset, day, narrowed)

    def explanation(self) -> Card | None:
        """What is behind the number that the address asks for; None when nothing is asked."""
        name, _dot, number = self.view.number.partition(".")
        card = self.screen.cards.get(name)
        if card and number == SOURCES:
            return sources_panel(card, self.seen)
        asked = self.screen.number(self.view.number)
        if asked is None or asked[1].asks is None:
            return None
        return number_panel(asked[1], explain(asked[1], self.seen, self.look), self.seen)


def begin(page: str) -> Run:
    """Begin the run of a page."""
    run = Run(session.current(page))
    ahead.look_at(run.view)
    st.session_state[_RUN] = run
    return run


def here() -> Run:
    """The run under way."""
    run: Run = st.session_state[_RUN]
    return run


def end() -> None:
    """Write the run down; let go of what was seen: who is away keeps no replaced dataset."""
    run: Run | None = st.session_state.pop(_RUN, None)
    if run is not None:
        shown = run.seen.dataset
        journal.note(
            "run",
            page=run.view.page,
            dataset=run.view.dataset,
            version=shown.version,
            checksum=shown.checksum,
        )


def listen() -> None:
    """Hear clicks on numbers and links of our own HTML."""
    with st.container(key="pointing"):
        pointing(key="pointed", on_number_change=_asked, on_go_change=_gone)


def _pointed() -> Any:
    return st.session_state.get("pointed") or {}


def _asked() -> None:
    session.open_number(str(_pointed().get("number") or ""))


def _gone() -> None:
    st.session_state[_GO] = str(_pointed().get("go") or "")


def destination() -> str:
    """Address within the product that a click asked for; "" for none."""
    address: str = st.session_state.pop(_GO, "")
    return address


def _closed() -> None:
    session.open_number("")


def explain_number() -> None:
    """Open what is behind the number that the address asks for."""
    run = here()
    if not run.view.number:
        return
    panel = run.explanation()
    if panel is None:
        session.refuse("number", run.view.number)
        session.open_number("")
        return

    @st.dialog(_("What is counted here?"), width="large", on_dismiss=_closed)
    def opened() -> None:
        run.screen.inside(panel)

    opened()
