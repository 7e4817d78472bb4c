"""Presentation mode: a page on a projector, one card a screen, large, paged by keys.

Which screen it is and how it looks stand in the address (`present`, `screen`, `look`), so a
reload, another language or a new server go on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from lib.briefing.sheets import filter_words, sources
from lib.cards.card import Card
from lib.cards.pieces import Said
from lib.cards.screens import Screen
from lib.cards.telling import join
from lib.draw.html import Place as Drawn
from lib.draw.html import piece, tag
from lib.situation.situation import Situation
from lib.ui.frame import notices, session
from lib.ui.frame.run import Run
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext

_HERE = Path(__file__).parent

stage_keys = st.components.v2.component(
    "stage", html="<b></b>", js=(_HERE / "presentation.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Position:
    """Where a show is: which card or scene, and which part of it, both from 1."""

    item: int
    part: int = 1

    @property
    def text(self) -> str:
        """As the address has it: 3, or 3.2 for a second part."""
        return f"{self.item}.{self.part}" if self.part > 1 else str(self.item)


def place(count: int) -> Position:
    """Where the show is; beyond the last of so many it is at the last, and that is said."""
    item, _dot, part = str(st.session_state.get("screen") or "1").partition(".")
    asked = Position(int(item) if item.isdecimal() else 1, int(part or 1))
    if asked.item > max(count, 1):
        session.refuse("screen", asked.text)
        asked = Position(max(count, 1))
        session.present(asked.text)
    return asked


def turned(by: int, count: int, parts: int) -> None:
    """Go on to the next screen (1) or back to the one before (-1)."""
    now = place(count)
    if by > 0:
        to = Position(now.item, now.part + 1) if now.part < parts else Position(now.item + 1)
        to = to if to.item <= count else now
    else:
        to = Position(now.item, now.part - 1) if now.part > 1 else Position(max(now.item - 1, 1))
    session.present(to.text)


@lru_cache(maxsize=1)
def _css() -> str:
    return (_HERE / "presentation.css").read_text(encoding="utf-8")


def _look() -> None:
    st.session_state["look"] = "" if st.session_state.get("look") else "dark"
    session.hold()


def _speak(code: str) -> None:
    st.session_state["lang"] = code
    session.hold()


def draw_pair(run: Run, cards: Sequence[Card]) -> None:
    """Two short cards side by side, each under its finding."""
    titles = Said(join((card.title for card in cards), " · ").parts)
    head(titles, run.seen, run.view, is_pair=True)
    with st.container(key="stage"):
        for column, card in zip(st.columns(len(cards), gap="large"), cards, strict=True):
            with column:
                at = Drawn("", None)
                told = tag("h2", piece(card.title, at))
                told += tag("p", piece(card.below, at), class_="wa-below") if card.below else ""
                st.html(told)
                run.screen.stage(card, dark=st.session_state.get("look") == "dark")
    foot(run.seen, run.view, cards)


def draw(
    run: Run,
    parts: list[Screen],
    at: Position,
    title: Said | None = None,
    wrong: Sequence[str] = (),
) -> None:
    """One screen: its finding, what shows it, and where it is from.

    Args:
        run: The run.
        parts: The screens of the card that is shown.
        at: Which of them.
        title: Another headline than the card's own.
        wrong: What of it the data no longer bears out.
    """
    shown = parts[min(at.part, len(parts)) - 1]
    head(title or shown.card.title, run.seen, run.view, shown, wrong)
    if shown.card.bodies or shown.card.remarks:
        st.html(f"<style>.st-key-stage {{ --room: {shown.room}; }}</style>")
        with st.container(key="stage"):
            run.screen.stage(shown.card, dark=st.session_state.get("look") == "dark")
    foot(run.seen, run.view, [shown.card])


def stage(view: View) -> st.delta_generator.DeltaGenerator:
    """What covers the window, light or dark."""
    st.html(f"<style>{_css()}</style>")
    return st.container(key="present_dark" if view.look == "dark" else "present_light", gap=None)


def head(
    title: Said,
    seen: Situation,
    view: View,
    part: Screen | None = None,
    wrong: Sequence[str] = (),
    *,
    is_pair: bool = False,
) -> None:
    """The finding, and under it always the day and what narrows the view.

    Args:
        title: The finding.
        seen: The situation.
        view: What is looked at.
        part: The screen, where the card is divided.
        wrong: What of it the data no longer bears out.
        is_pair: Whether two cards say their findings themselves.
    """
    at = Drawn("", None)
    words = piece(title, at)
    if part and part.parts > 1:
        words += tag("small", f" ({part.part}/{part.parts})")
    under = [
        _("As of {day}", day=wording.day(seen.day)),
        filter_words(seen, view) or _("Whole country"),
    ]
    under.append(
        _("boundaries since 1 Jul 2025") if view.after_reform else _("boundaries until 30 Jun 2025")
    )
    if seen.dataset.synthetic:
        under.append(_("invented figures"))
    told = tag("p", " · ".join(under), class_="wa-when")
    if part and part.card.below:
        told += tag("p", piece(part.card.below, at), class_="wa-below")
    for each in wrong:
        told += tag("p", each, class_="wa-wrong")
    alone = part is not None and not (part.card.bodies or part.card.remarks)
    shown = "wa-shown" + " wa-pair" * is_pair + " wa-alone" * alone
    st.html(tag("div", tag("h1", words) + told, class_=shown))


def foot(seen: Situation, view: View, shown: Sequence[Card]) -> None:
    """Sources, dataset and its version."""
    dataset = seen.dataset
    count = len(sources(seen, shown))
    title = wording.in_language(dataset.title_vi, dataset.title_en) or dataset.name
    told = [ngettext("{n} source", "{n} sources", count)] if count else []
    told += [title, _("data version {checksum}", checksum=dataset.checksum)]
    warned = [*notices.in_brief(), *_replaced(seen)]
    small = tag("div", " ".join(warned), class_="wa-warned", role="status") if warned else ""
    st.html(small + tag("div", " · ".join(told), class_="wa-told"))


def _replaced(seen: Situation) -> list[str]:
    """Whether the data is another one than when the show began."""
    dataset = seen.dataset
    shown: dict[str, str] = st.session_state.setdefault("shown_data", {})
    first = shown.setdefault(f"{dataset.name} {seen.day}", dataset.checksum)
    if first == dataset.checksum:
        return []
    return [
        _(
            "The data was replaced since this show began: version {now} instead of {before}.",
            now=dataset.checksum,
            before=first,
        )
    ]


def controls(at: Position, count: int, parts: int, view: View, timer: str = "") -> None:
    """Back, next, language, look, out; each with its keys.

    Args:
        at: Where the show is.
        count: How many cards or scenes there are.
        parts: Into how many screens the one shown is divided.
        view: What is looked at.
        timer: Name of the show whose time is told; "" for none.
    """
    last = max(count, 1)
    first = at.item <= 1 and at.part <= 1
    ended = at.item >= last and at.part >= parts
    with st.container(key="steps", horizontal=True, gap=None, vertical_alignment="center"):
        stage_keys(key="stage_keys", data=json.dumps({"timer": timer, "words": _("Time")}))
        st.html(tag("b", f"{at.item} / {last}", class_="wa-place"))
        turn = partial(turned, count=last, parts=parts)
        _step(_("Back"), "back", "Left", partial(turn, -1), disabled=first)
        _step(_("Next"), "next", "Right", partial(turn, 1), disabled=ended)
        if timer:
            _plain(_("All"), "all", partial(session.present, "all"))
        other = "en" if view.lang == "vi" else "vi"
        _plain(other.upper(), "lang", partial(_speak, other))
        dark = st.session_state.get("look") == "dark"
        _plain(_("Light") if dark else _("Dark"), "look", _look)
        _step(_("Close"), "out", "Esc", partial(session.present, ""))
        with st.container(key="other_keys"):
            _step(_("Back"), "page_up", "PageUp", partial(turn, -1))
            _step(_("Next"), "page_down", "PageDown", partial(turn, 1))
            _step(_("First"), "home", "Home", partial(session.present, "1"))
            _step(_("Last"), "end", "End", partial(session.present, str(last)))


def _step(
    label: str, key: str, shortcut: str, go: Callable[[], None], *, disabled: bool = False
) -> None:
    st.button(
        label, key=f"stage_{key}", type="tertiary", shortcut=shortcut, disabled=disabled,
        on_click=go,
    )  # fmt: skip


def _plain(label: str, key: str, go: Callable[[], None]) -> None:
    st.button(label, key=f"stage_{key}", type="tertiary", on_click=go)
