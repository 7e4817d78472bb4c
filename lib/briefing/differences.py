"""What differs between two states of a briefing, for the second of two who save it."""

from __future__ import annotations

from collections.abc import Iterator

from lib.briefing.briefing import Briefing, Scene
from lib.errors import Message

TITLE = Message("the title is “{value}”, yours is “{other}”")
ONLY_THERE = Message("only the saved one has: {value}")
ONLY_HERE = Message("only yours has: {value}")
ORDER = Message("the scenes are in another order")
HEADLINE = Message("another headline: {value}")
NOTE = Message("another note: {value}")
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
            yield ONLY_THERE.filled(value=named(scene))
            continue
        if scene.title != ours[key].title:
            yield HEADLINE.filled(value=named(scene))
        if scene.note != ours[key].note:
            yield NOTE.filled(value=named(scene))
    for key, scene in ours.items():
        if key not in theirs:
            yield ONLY_HERE.filled(value=named(scene))
    both = theirs.keys() & ours.keys()
    if [key for key in theirs if key in both] != [key for key in ours if key in both]:
        yield ORDER


def named(scene: Scene) -> str:
    """A scene in a few words."""
    return scene.title or f"{scene.address} · {scene.card}"


def _scenes(briefing: Briefing) -> dict[tuple[str, str, int], Scene]:
    """Scenes by what they show; one that is shown twice counts twice."""
    found: dict[tuple[str, str, int], Scene] = {}
    for scene in briefing.scenes:
        n = sum(key[:2] == (scene.address, scene.card) for key in found)
        found[scene.address, scene.card, n] = scene
    return found
