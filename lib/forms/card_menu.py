"""What can be done with a card or a page: the menu of a card, the files of a page; in dialogs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.cards.card import Card
from lib.draw.html import tag
from lib.forms import saving
from lib.situation.situation import Situation
from lib.ui.frame import desk, session
from lib.ui.frame.run import Run
from lib.view.address import MENU, PAGE_FILES
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext


def _add_to_briefing(_seen: Situation, view: View, card: Card) -> None:
    """Put the card, with everything that is chosen, into the briefing."""
    if st.button(_("Add to the briefing"), key="menu_add", type="primary"):
        n = desk.add(view, card.name)
        st.success(
            ngettext("Added; the briefing has {n} scene.", "Added; the briefing has {n} scenes.", n)
        )
    if desk.desk() is not None and st.button(_("Open the briefing"), key="menu_open"):
        st.session_state["number"] = ""
        st.session_state["go"] = "briefing"
        st.rerun()


ENTRIES: tuple[Callable[[Situation, View, Card], None], ...] = (
    _add_to_briefing,
    saving.card_files,
)
"""What the menu offers, in its order; each draws its own controls."""


def open_asked(run: Run) -> bool:
    """Open the menu of a card, or the files of the page, when the address asks for one of them."""
    name, _dot, number = run.view.number.partition(".")
    if run.view.number == PAGE_FILES:
        _open_files(run)
    elif number == MENU and name in run.screen.cards:
        _open_menu(run, run.screen.cards[name])
    else:
        return False
    return True


def _open_menu(run: Run, card: Card) -> None:
    language = wording.language()

    @st.dialog(_("This card"), on_dismiss=_closed)
    def opened() -> None:
        wording.use(language)  # its buttons run it alone
        if card.title:
            st.html(tag("p", card.title, class_="wa-sub"))
        for entry in ENTRIES:
            entry(run.seen, run.view, card)

    opened()


def _open_files(run: Run) -> None:
    language = wording.language()

    @st.dialog(_("PDF of this page"), on_dismiss=_dropped)
    def opened() -> None:
        wording.use(language)
        saving.page_files(run.seen, run.view)

    opened()


def _dropped() -> None:
    saving.drop()
    _closed()


def _closed() -> None:
    session.open_number("")
