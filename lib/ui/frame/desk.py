"""The briefing that is open in a session: what was put into it, saved or not.

Its name, and what is not saved, stand in the address of its page, so a reload and a link open
it again.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lib.briefing import kept
from lib.briefing.briefing import Briefing, Scene, name_of
from lib.briefing.briefing_text import read_briefing
from lib.briefing.drafts import base_of, packed, unpacked
from lib.briefing.templates import as_it_stands, scene_of
from lib.errors import Fault
from lib.situation import data
from lib.ui.frame import session
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _

_DESK = "desk"
_FAULTS = "desk_faults"


@dataclass(frozen=True)
class Desk:
    """What is open.

    Attributes:
        briefing: The briefing as it is now.
        saved: As it is saved; None for one that is not.
        base: Checksum of the file it was opened from.
    """

    briefing: Briefing
    saved: Briefing | None = None
    base: str = ""

    @property
    def packed(self) -> str:
        """What the address holds of it; "" when it is too long."""
        return packed(self.briefing, self.base)

    @property
    def is_changed(self) -> bool:
        """Whether it holds what is not saved."""
        return self.saved is None or self.briefing != self.saved


def desk() -> Desk | None:
    """What is open; None for nothing."""
    draft: Desk | None = st.session_state.get(_DESK)
    return draft


def faults() -> tuple[Fault, ...]:
    """What could not be used of the file that was opened last."""
    listed: tuple[Fault, ...] = st.session_state.get(_FAULTS, ())
    return listed


def put(draft: Desk | None, wrong: tuple[Fault, ...] = ()) -> None:
    """Open a briefing, or close it with None."""
    state = st.session_state
    state[_DESK], state[_FAULTS] = draft, wrong
    changed = draft is not None and draft.is_changed
    state["briefing"] = draft.briefing.name if draft and draft.saved else ""
    state["draft"] = draft.packed if draft and changed else ""
    session.hold()


def change(briefing: Briefing) -> None:
    """Take over a changed state of what is open."""
    draft = desk()
    put(Desk(briefing, draft.saved if draft else None, draft.base if draft else ""), faults())


def rename(title: str) -> None:
    """Give what is open another title; until it is saved, its name follows."""
    draft = desk()
    if draft is None:
        return
    briefing = draft.briefing.but(title=title)
    if draft.saved is None and briefing.dataset in data.datasets():
        start(briefing.but(name=name_of(title)))
    else:
        change(briefing)


def start(briefing: Briefing) -> None:
    """Open a new briefing under a name that is free."""
    name = kept.free_name(briefing.dataset, briefing.name)
    put(Desk(briefing.but(name=name), None, kept.folder(briefing.dataset, name).checksum()))


def open_kept(dataset: str, name: str) -> None:
    """Open a briefing that is saved."""
    read = kept.read_kept(dataset, name)
    put(Desk(read.briefing, read.briefing, read.base) if read.briefing else None, read.faults)


def open_text(content: bytes, file: str) -> None:
    """Open a briefing of a file that somebody brought; it is not saved here yet."""
    read = read_briefing(content, file)
    if read.briefing is None:
        put(desk(), read.faults)
        return
    brought = read.briefing
    if brought.dataset in data.datasets():
        start(brought)
    else:
        put(Desk(brought))
    st.session_state[_FAULTS] = read.faults


def receive(dataset: str) -> None:
    """Open what the address asks for, when that is not what is open."""
    state = st.session_state
    draft, name = str(state.get("draft") or ""), str(state.get("briefing") or "")
    now = desk()
    if draft and not (now and now.packed == draft):
        read = unpacked(draft, _("the link"))
        if read.briefing is None:
            session.refuse("draft", draft)
            state["draft"] = ""
        else:
            there = kept.read_kept(dataset, name) if name and read.briefing.name == name else None
            saved = there.briefing if there else None
            put(Desk(read.briefing, saved, base_of(draft)), read.faults)
    elif not draft and name and not (now and now.saved and now.briefing.name == name):
        if name in kept.names(dataset):
            open_kept(dataset, name)
        else:
            session.refuse("briefing", name)
            state["briefing"] = ""
    elif now and not draft and not name:  # another link to the page: what is open stays so
        put(now, faults())


def add(view: View, card: str) -> int:
    """Put a card of a view into the briefing that is open, or into a new one.

    Returns:
        How many scenes it has now.
    """
    draft = desk()
    if draft is None:
        dataset = data.dataset(view.dataset).value
        title = _("Briefing of {day}", day=wording.day(view.asof))
        start(Briefing(name_of(title), title, view.dataset, dataset.checksum, view.asof, view.lang))
        draft = desk()
    if draft is None:
        raise RuntimeError("a new briefing is open")
    scene = scene_of(view, view.page, card)
    made = as_it_stands(scene, draft.briefing) or scene
    change(draft.briefing.but(scenes=(*draft.briefing.scenes, made)))
    return len(draft.briefing.scenes) + 1


def moved(scenes: tuple[Scene, ...], place: int, by: int) -> tuple[Scene, ...]:
    """Scenes with one of them moved up or down; where there is no room it stays."""
    to = min(max(place + by, 0), len(scenes) - 1)
    others = [each for n, each in enumerate(scenes) if n != place]
    return (*others[:to], scenes[place], *others[to:])
