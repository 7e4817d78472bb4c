"""What can be done with a card: its own menu, opened by the mark under it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.cards.card import Card
from lib.draw.html import tag
from lib.situation.situation import Situation
from lib.ui.forms import saving
from lib.ui.frame import desk
from lib.view.view import View
from lib.words.wording import _, ngettext

MENU = "menu"
"""Name that stands for the menu of a card in the address of a number."""


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


def card_menu(seen: Situation, view: View, card: Card) -> None:
    """The menu of a card, drawn where it is called."""
    if card.title:
        st.html(tag("p", card.title, class_="wa-sub"))
    for entry in ENTRIES:
        entry(seen, view, card)
