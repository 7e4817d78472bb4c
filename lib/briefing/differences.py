"""What differs between two states of a briefing, for the second of two who save it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lib.briefing.briefing import Briefing, Scene
from lib.briefing.told import told
from lib.errors import Message
from lib.words import wording
from lib.words.page_titles import page_title

_SHOWN = 120  # letters of a note that are told

TITLE = Message("the title is “{value}”, yours is “{other}”")
ONLY_THERE = Message("only the saved one has: {value}")
ONLY_HERE = Message("only yours has: {value}")
ORDER = Message("the scenes are in another order")
HEADLINE = Message("{value}: the headline is “{there}”, yours is “{other}”")
NOTE = Message("{value}: the note is “{there}”, yours is “{other}”")
FROZEN = Message("made from other data, or for another day")


def differences(saved: Briefing, mine: Briefing) -> Iterator[Message]:
    """What somebody else saved differently, a sentence each.

    Args:
        saved: As it is saved now.
        mine: As it was to be saved.
    """
    if saved.title != mine.title:
        yield TITLE.filled(value=saved.title, other=mine.title)
    if (saved.checksum, saved.as_of) != (mine.checksum, mine.as_of):
        yield FROZEN
    theirs, ours = _scenes(saved), _scenes(mine)
    for key, scene in theirs.items():
        if key not in ours:
            yield ONLY_THERE.filled(value=named(scene, saved))
            continue
        own = ours[key]
        if scene.title != own.title:
            there, other = _headline(scene, saved), _headline(own, mine)
            yield HEADLINE.filled(value=named(scene, saved), there=there, other=other)
        if scene.note != own.note:
            there, other = _short(scene.note) or "–", _short(own.note) or "–"
            yield NOTE.filled(value=named(scene, saved), there=there, other=other)
    for key, scene in ours.items():
        if key not in theirs:
            yield ONLY_HERE.filled(value=named(scene, mine))
    both = theirs.keys() & ours.keys()
    if [key for key in theirs if key in both] != [key for key in ours if key in both]:
        yield ORDER


def named(scene: Scene, briefing: Briefing) -> str:
    """A scene in a few words: its place, its page and the sentence of its card."""
    place = briefing.scenes.index(scene) + 1
    title = str(told(replace(scene, title=""), briefing, lang=wording.language()).title)
    return f"{place}. {page_title(scene.page)}, {title or scene.card}"


def _headline(scene: Scene, briefing: Briefing) -> str:
    return scene.title or str(told(scene, briefing, lang=wording.language()).title)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _scenes(briefing: Briefing) -> dict[tuple[str, str, int], Scene]:
    """Scenes by what they show; one that is shown twice counts twice."""
    scenes: dict[tuple[str, str, int], Scene] = {}
    for scene in briefing.scenes:
        n = sum(key[:2] == (scene.address, scene.card) for key in scenes)
        scenes[scene.address, scene.card, n] = scene
    return scenes
