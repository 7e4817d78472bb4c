"""The scenes of the briefing that is open: order, headline, note, what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from lib.briefing.briefing import LONGEST, Briefing
from lib.briefing.numerals import named
from lib.briefing.sheets import filter_words
from lib.briefing.told import Told, When, told
from lib.cards.card import numbers
from lib.draw.html import joined, tag
from lib.forms import layout
from lib.ui.frame import desk
from lib.words import wording
from lib.words.page_titles import page_title
from lib.words.wording import _, ngettext

_REFERENCES = 24  # numbers offered for a headline


def scenes(briefing: Briefing, when: When) -> None:
    """Every scene with its place, headline and note."""
    n = len(briefing.scenes)
    with st.container(key="card_scenes"):
        layout.head(ngettext("{n} scene", "{n} scenes", n))
        if not n:
            told_empty = _("Open the menu under any card (…) and add it to the briefing.")
            st.html(tag("p", told_empty, class_="wa-sub"))
        for place in range(n):
            _scene(briefing, place, when)


def _scene(briefing: Briefing, place: int, when: When) -> None:
    scene = briefing.scenes[place]
    shown = told(scene, briefing, when, wording.language())
    words, texts, up, down, away = st.columns([15, 4, 1, 1, 1], vertical_alignment="center")
    with words:
        st.html(_row(place, shown))
    _button(up, "↑", _("Move up"), f"up_{place}", _move(briefing, place, -1), place == 0)
    last = place == len(briefing.scenes) - 1
    _button(down, "↓", _("Move down"), f"down_{place}", _move(briefing, place, 1), last)
    _button(away, "×", _("Take out"), f"out_{place}", _take_out(briefing, place), False)
    with texts, st.popover(_("Headline and note"), key=f"scene_{place}", type="tertiary"):
        _texts(briefing, place, shown)


def _row(place: int, shown: Told) -> str:
    page = page_title(shown.scene.page)
    title = str(shown.title) or shown.scene.title or shown.scene.card
    inner = tag("b", f"{place + 1}. {title}") + tag("span", f" · {page}", class_="m")
    if shown.view is not None:
        inner += tag("span", f" · {wording.day(shown.view.asof)}", class_="m")
    if shown.view is not None and shown.seen is not None:
        narrowed = filter_words(shown.seen, shown.view)
        inner += tag("span", f" · {narrowed}", class_="m") if narrowed else Markup()
    lines = [tag("div", wording.message(each), class_="wa-wrong") for each in shown.trouble]
    if by_hand := [each.text for each in shown.typed if each.names or not each.then]:
        words = _("Typed by hand, not taken from the data: {numbers}", numbers=", ".join(by_hand))
        lines.append(tag("div", words, class_="wa-sub"))
    if shown.scene.note:
        lines.append(tag("div", _("Note: {text}", text=shown.scene.note), class_="wa-sub"))
    return tag("div", inner + joined(lines), class_="wa-src")


def _texts(briefing: Briefing, place: int, shown: Told) -> None:
    """Headline and note of a scene; the numbers a headline can name."""
    scene = briefing.scenes[place]
    key = f"{briefing.name}_{place}_{hash((scene.address, scene.card)) & 0xFFFF}"

    def typed() -> None:
        state = st.session_state
        title = str(state.get(f"title_{key}", scene.title)).strip()
        note = str(state.get(f"said_{key}", scene.note)).strip()
        changed = replace(scene, title=title, note=note)
        scenes = tuple(changed if n == place else each for n, each in enumerate(briefing.scenes))
        desk.change(briefing.but(scenes=scenes))

    st.session_state.update({f"title_{key}": scene.title, f"said_{key}": scene.note})
    st.text_input(
        _("Headline (empty: the sentence of the card)"),
        key=f"title_{key}",
        max_chars=LONGEST["title"],
        on_change=typed,
        placeholder=str(shown.card.title) if shown.card else "",
    )
    known = [each for each in shown.typed if each.names]
    if shown.card is not None and known:
        name = shown.card.name
        told_of = [f"{each.text} = {{{name}.{each.names[0]}}}" for each in known]
        st.html(tag("p", ", ".join(told_of), class_="wa-sub"))

        def take_in() -> None:
            st.session_state[f"title_{key}"] = named(scene.title, name, known)
            typed()

        st.button(_("Take these numbers from the data"), key=f"refer_{key}", on_click=take_in)
    if shown.card is not None:
        offered = [
            tag("code", f"{{{shown.card.name}.{number.name}}}")
            + f" {number.words}"
            + (f" {number.label}" if number.label else "")
            for number in list(numbers(shown.card).values())[:_REFERENCES]
        ]
        if offered:
            said = _("Numbers that stay right when they are written so:")
            st.html(
                tag("p", said + " ", class_="wa-sub")
                + tag("p", Markup(" · ").join(offered), class_="wa-sub")
            )
    st.text_area(
        _("Note for the speaker"),
        key=f"said_{key}",
        max_chars=LONGEST["note"],
        height=90,
        on_change=typed,
    )


def changes(briefing: Briefing) -> None:
    """What changed since the briefing was made, number by number; nothing when nothing did."""
    rows: list[tuple[int, str, str, str, str]] = []
    gone: list[str] = []
    for place, scene in enumerate(briefing.scenes, 1):
        shown = told(scene, briefing, "now", wording.language())
        title = str(shown.title) or scene.title or scene.card
        rows += [
            (place, title, each.label or each.name, each.was, each.words) for each in shown.changed
        ]
        if shown.card is None:
            gone.append(
                f"{place}. {title}: {'; '.join(wording.message(each) for each in shown.trouble)}"
            )
        elif not shown.scene.figures and numbers(shown.card):
            gone.append(
                _("{n}. {title}: its numbers of then are not known any more", n=place, title=title)
            )
    for line in gone:
        st.html(tag("p", line, class_="wa-sub"))
    if not rows:
        if not gone:
            st.html(tag("p", _("No number has changed since."), class_="wa-sub"))
        return
    head = ngettext("{n} number has changed", "{n} numbers have changed", len(rows))
    with st.expander(head):
        st.dataframe(
            [
                dict(zip(("n", "scene", "number", "before", "now"), row, strict=True))
                for row in rows
            ],
            hide_index=True,
            column_config={
                "n": _("Scene"),
                "scene": _("Headline"),
                "number": _("Number"),
                "before": _("Then"),
                "now": _("Now"),
            },
        )


def _move(briefing: Briefing, place: int, by: int) -> Callable[[], None]:
    return lambda: desk.change(briefing.but(scenes=desk.moved(briefing.scenes, place, by)))


def _take_out(briefing: Briefing, place: int) -> Callable[[], None]:
    left = tuple(each for n, each in enumerate(briefing.scenes) if n != place)
    return lambda: desk.change(briefing.but(scenes=left))


def _button(
    column: st.delta_generator.DeltaGenerator,
    sign: str,
    words: str,
    key: str,
    act: Callable[[], None],
    off: bool,
) -> None:
    with column:
        st.button(sign, key=key, help=words, on_click=act, disabled=off, type="tertiary")
