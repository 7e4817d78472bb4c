"""Last month's slides handed back: brought up to date, with a list of what changed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

import streamlit as st

from lib.briefing.briefing import Briefing
from lib.briefing.briefing_text import written
from lib.briefing.handed_back import handed_back, rows
from lib.briefing.handouts import NOTHING_TO_SHOW
from lib.briefing.told import When
from lib.draw.html import tag
from lib.draw.pptx.handed_back.changes import Change
from lib.draw.pptx.handed_back.deck import NOT_A_DECK, TOO_LARGE
from lib.draw.sheet import Progress
from lib.errors import Message, Refused
from lib.forms import making
from lib.forms.briefing_choice import read_file
from lib.words import wording
from lib.words.wording import _, ngettext

_HELD = "handed_back"
_MOST_BYTES = 11_000_000  # as text that is less than the 16 MB of one message to the server
_MOST_OF_ALL = 100_000_000  # bytes that the visitors of a server may hand in at a time
_FULL = Message("The server has no room for more slides at the moment. Try again in a few minutes.")


@dataclass(eq=False)
class Deck:
    """Slides that somebody handed back.

    Attributes:
        name: Of the file.
        content: The file; empty for none that can be used.
        fault: What is wrong where it is empty.
        changes: What changed in it, once it is brought up to date.
    """

    name: str
    content: bytes
    fault: Message = NOT_A_DECK
    changes: tuple[Change, ...] | None = None


def bring_up_to_date(briefing: Briefing, when: When) -> None:
    """The way to hand slides back and to get them with the numbers of the briefing."""
    language = wording.language()

    @st.fragment
    def shown() -> None:
        wording.use(language)
        with st.expander(_("Bring last month's slides up to date")):
            _brought(briefing, when)

    shown()


def _brought(briefing: Briefing, when: When) -> None:
    words = _("Slides of before, changed by hand: hand them back and get them with new numbers.")
    st.html(tag("p", words, class_="wa-sub"))
    read_file(
        key="handed_back_file",
        data=json.dumps(
            {"words": _("Choose the slides (.pptx)…"), "accept": ".pptx", "most": _MOST_BYTES}
        ),
        on_file_change=_arrived,
    )
    deck: Deck | None = st.session_state.get(_HELD)
    if deck is None:
        return
    st.html(tag("p", deck.name, class_="wa-src"))
    if not deck.content:
        st.error(wording.plain_markdown(wording.message(deck.fault)))
        return
    stem = deck.name.removesuffix(".pptx")
    day = briefing.as_of.isoformat()
    file = making.File(f"{stem}-{day}.pptx", _("Bring the slides up to date"))
    mark = hashlib.sha256(deck.content).hexdigest()
    order = (mark, when, wording.language(), written(briefing))
    making.make("handed_back", order, lambda tell: _made(deck, briefing, when, tell), file)
    if deck.changes is not None:
        _list(deck.changes)


def _arrived() -> None:
    state: Any = st.session_state.get("handed_back_file") or {}
    answer: Any = state.get("file") or {}
    try:
        content = base64.b64decode(str(answer.get("text") or ""), validate=True)
    except binascii.Error:
        content = b""
    name = str(answer.get("name") or "")[:80]
    making.drop("handed_back")
    st.session_state.pop(_HELD, None)  # room for the one that comes
    fault = _fault(content, is_large=bool(answer.get("large")))
    deck = st.session_state[_HELD] = Deck(name, b"" if fault else content, fault or NOT_A_DECK)
    _DECKS.add(deck)


_DECKS: WeakSet[Deck] = WeakSet()
"""All that visitors hold; one goes with its session."""


def _fault(content: bytes, *, is_large: bool) -> Message | None:
    if is_large or len(content) > _MOST_BYTES:
        return TOO_LARGE
    held = sum(len(each.content) for each in _DECKS)
    return _FULL if held + len(content) > _MOST_OF_ALL else None


def _made(deck: Deck, briefing: Briefing, when: When, tell: Progress) -> bytes:
    made = handed_back(deck.content, briefing, when=when, lang=wording.language(), progress=tell)
    if not made.content:
        raise Refused(NOTHING_TO_SHOW)
    deck.changes = made.changes
    return made.content


def _list(changes: tuple[Change, ...]) -> None:
    """What changed, and what was left because it is by hand."""
    n = len(changes)
    st.html(tag("b", ngettext("{n} change in the slides", "{n} changes in the slides", n)))
    if not n:
        return
    heads = (_("Slide"), _("What happened"), _("What"), _("Before"), _("Now"))
    st.dataframe(
        [dict(zip(("slide", "kind", "what", "before", "now"), row, strict=True))
         for row in rows(changes)],
        hide_index=True,
        column_config=dict(zip(("slide", "kind", "what", "before", "now"), heads, strict=True)),
    )  # fmt: skip
