"""Presentation mode: a page on a projector, one card a screen, large, paged by keys.

Which screen it is and how it looks stand in the address (`present`, `screen`, `look`), so a
reload, another language or a new server go on where it was.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from lib.briefing.sheets import filter_words, sources
from lib.cards.contents import cards
from lib.cards.pieces import Said
from lib.cards.screens import Screen, screens
from lib.draw.html import Place, piece, tag
from lib.situation.situation import Situation
from lib.ui.frame import session
from lib.ui.frame.run import Run
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext

_HERE = Path(__file__).parent

stage_keys = st.components.v2.component(
    "stage", html="<span></span>", js=(_HERE / "presentation.js").read_text(encoding="utf-8")
)


@lru_cache(maxsize=1)
def _css() -> str:
    return (_HERE / "presentation.css").read_text(encoding="utf-8")


def _look() -> None:
    st.session_state["look"] = "" if st.session_state.get("look") else "dark"
    session.hold()


def _speak(code: str) -> None:
    st.session_state["lang"] = code
    session.hold()


def present_page(run: Run) -> None:
    """The screens of a page's cards."""
    found = screens(cards(run.view.page, run.seen, run.view))
    n = place(len(found))
    with stage(run.view):
        if not found:
            head(Said((_("There is nothing to show here."),)), run.seen, run.view)
        else:
            shown = found[n - 1]
            head(shown.card.title, run.seen, run.view, part=shown, below=shown.card.below)
            with st.container(key="stage"):
                run.screen.stage(shown.card, dark=run.view.look == "dark")
        foot(run.seen, run.view, shown_sources(run.seen, found[n - 1] if found else None))
        controls(n, len(found), run.view)


def place(count: int) -> int:
    """Which of so many screens is shown, from 1; one beyond the last is the last, and is said."""
    asked = int(st.session_state.get("screen") or 1)
    if asked > max(count, 1):
        session.refuse("screen", str(asked))
        st.session_state["screen"] = str(count) if count > 1 else ""
    return min(asked, max(count, 1))


def stage(view: View) -> st.delta_generator.DeltaGenerator:
    """What covers the window, light or dark."""
    st.html(f"<style>{_css()}</style>")
    return st.container(key="present_dark" if view.look == "dark" else "present_light", gap=None)


def head(
    title: Said,
    seen: Situation,
    view: View,
    *,
    part: Screen | None = None,
    below: Said | None = None,
) -> None:
    """The finding, and under it always the day and what narrows the view."""
    at = Place("", None)
    words = piece(title, at)
    if part and part.parts > 1:
        words += tag("small", f" ({part.part}/{part.parts})")
    under = [
        _("As of {day}", day=wording.day(seen.day)),
        filter_words(seen, view) or _("Whole country"),
    ]
    under.append(
        _("boundaries since 1 July 2025")
        if view.after_reform
        else _("boundaries until 30 June 2025")
    )
    if seen.dataset.synthetic:
        under.append(_("invented figures"))
    told = tag("p", " · ".join(under), class_="wa-when")
    if below:
        told += tag("p", piece(below, at), class_="wa-below")
    st.html(tag("div", tag("h1", words) + told, class_="wa-shown"))


def shown_sources(seen: Situation, shown: Screen | None) -> int:
    """How many sources stand behind a screen."""
    return len(sources(seen, [shown.card])) if shown else 0


def foot(seen: Situation, view: View, count: int) -> None:
    """Sources, dataset and its version."""
    dataset = seen.dataset
    title = wording.in_language(dataset.title_vi, dataset.title_en) or dataset.name
    told = [ngettext("{n} source", "{n} sources", count)] if count else []
    told += [title, _("data version {checksum}", checksum=dataset.checksum)]
    st.html(tag("div", " · ".join(told), class_="wa-told"))


def controls(n: int, count: int, view: View) -> None:
    """Back, next, language, look, out; each with its keys."""
    with st.container(key="steps", horizontal=True, gap=None, vertical_alignment="center"):
        st.html(tag("b", f"{n} / {max(count, 1)}", class_="wa-place"))
        _step(_("Back"), "back", "Left", max(n - 1, 1), disabled=n <= 1)
        _step(_("Next"), "next", "Right", min(n + 1, count), disabled=n >= count)
        other = "en" if view.lang == "vi" else "vi"
        st.button(other.upper(), key="stage_lang", type="tertiary", on_click=_speak, args=(other,))
        look = _("Light") if view.look == "dark" else _("Dark")
        st.button(look, key="stage_look", type="tertiary", on_click=_look)
        st.button(
            _("Close"),
            key="stage_out",
            type="tertiary",
            shortcut="Esc",
            on_click=session.present,
            args=(0,),
        )
        with st.container(key="other_keys"):
            _step(_("Back"), "page_up", "PageUp", max(n - 1, 1))
            _step(_("Next"), "page_down", "PageDown", min(n + 1, max(count, 1)))
            _step(_("First"), "home", "Home", 1)
            _step(_("Last"), "end", "End", max(count, 1))
    stage_keys(key="stage_keys")


def _step(label: str, key: str, shortcut: str, to: int, *, disabled: bool = False) -> None:
    st.button(
        label, key=f"stage_{key}", type="tertiary", shortcut=shortcut, disabled=disabled,
        on_click=session.present, args=(to,),
    )  # fmt: skip
