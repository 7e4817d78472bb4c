"""What is shown to a room: a page's cards, or a briefing's scenes one after the other.

While a scene is shown, the next one is worked out, so that it is there at once.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import streamlit as st

from lib.briefing.briefing import Briefing
from lib.briefing.told import When, is_kept, told
from lib.cards.contents import cards
from lib.cards.pieces import Said
from lib.cards.screens import Screen, headed, of_card, paired
from lib.ui.frame import desk, presentation, session
from lib.ui.frame.run import Run
from lib.words import wording
from lib.words.wording import _

_ahead = ThreadPoolExecutor(1, "next-scene")


def shown_when(briefing: Briefing) -> When:
    """On which data a briefing is shown: as the address says, else on its own where it is kept."""
    asked = st.session_state.get("when")
    if asked == "now":
        return "now"
    return "then" if asked == "then" or is_kept(briefing) else "now"


def present_page(run: Run) -> None:
    """The screens of a page: its cards, or the scenes of the briefing that is open."""
    if run.view.page == "briefing":
        desk.receive(run.view.dataset)
        draft = desk.desk()
        if draft is not None:
            show(run, draft.briefing)
            return
    shown = headed(cards(run.view.page, run.seen, run.view))
    # The guide is one task a screen.
    items = [(card,) for card in shown] if run.view.page == "help" else paired(shown)
    at = presentation.place(len(items))
    with presentation.stage(run.view):
        parts: list[Screen] = []
        if items and len(items[at.item - 1]) > 1:
            presentation.draw_pair(run, items[at.item - 1])
        elif items:
            parts = of_card(items[at.item - 1][0])
            presentation.draw(run, parts, at)
        else:
            nothing = Said((_("There is nothing to show here."),))
            presentation.head(nothing, run.seen, run.view)
            presentation.foot(run.seen, run.view, [])
        presentation.controls(at, len(items), len(parts), run.view)


def show(run: Run, briefing: Briefing) -> None:
    """One scene of a briefing, or all at a glance."""
    when = shown_when(briefing)
    if st.session_state.get("screen") == "all" and briefing.scenes:
        _at_a_glance(run, briefing, when)
        return
    count = len(briefing.scenes)
    at = presentation.place(count)
    parts = []
    with presentation.stage(run.view):
        if count:
            told_scene = told(briefing.scenes[at.item - 1], briefing, when, run.view.lang)
            if told_scene.card is None or told_scene.seen is None or told_scene.view is None:
                title = Said((_("This scene cannot be shown"),))
                wrong = [wording.message(each) for each in told_scene.trouble]
                presentation.head(title, run.seen, run.view, wrong=wrong)
                presentation.foot(run.seen, run.view, [])
            else:
                run.look_at(told_scene.view, told_scene.seen)
                parts = of_card(told_scene.card)
                wrong = (
                    [wording.message(each) for each in told_scene.trouble]
                    if told_scene.doubtful
                    else []
                )
                presentation.draw(run, parts, at, told_scene.title, wrong)
        else:
            title = Said((_("There is no scene in this briefing yet."),))
            presentation.head(title, run.seen, run.view)
            presentation.foot(run.seen, run.view, [])
        presentation.controls(at, count, len(parts), run.view, briefing.name)
    for scene in briefing.scenes[at.item : at.item + 1]:
        _ahead.submit(told, scene, briefing, when, run.view.lang)


def _at_a_glance(run: Run, briefing: Briefing, when: When) -> None:
    """A field for each scene, which opens it."""
    with presentation.stage(run.view):
        presentation.head(Said((briefing.title,)), run.seen, run.view)
        with st.container(key="glance"), st.grid(min_column_width=280, row_height="content"):
            for n, scene in enumerate(briefing.scenes, 1):
                shown = told(scene, briefing, when, run.view.lang)
                title = str(shown.title) or scene.title or _("This scene cannot be shown")
                st.button(
                    wording.plain_markdown(f"{n}. {title}"),
                    key=f"glance_{n}",
                    width="stretch",
                    wrap=True,
                    on_click=session.present,
                    args=(str(n),),
                )
        presentation.foot(run.seen, run.view, [])
        presentation.controls(
            presentation.Position(1), len(briefing.scenes), 1, run.view, briefing.name
        )
