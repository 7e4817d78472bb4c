"""Last month's slides brought up to date: the same shapes with the numbers of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.briefing import handouts
from lib.briefing.briefing import Briefing
from lib.briefing.briefing_text import read_briefing, written
from lib.briefing.renewal import renewed
from lib.briefing.told import NO_DATASET, When
from lib.draw.pptx.handed_back.changes import Change
from lib.draw.pptx.handed_back.deck import enclosed, updated
from lib.draw.sheet import Progress
from lib.errors import Message, Refused
from lib.situation import data
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

NOT_SAID = Message(
    "the slides do not say which briefing they were made of; name it, or open it first"
)
KINDS = {
    "number": N_("Number"),
    "text": N_("Text"),
    "kept": N_("Typed by hand, left as it is"),
    "added": N_("Slide added"),
    "removed": N_("Slide taken out"),
    "hidden": N_("Slide hidden: something on it is by hand"),
}
"""What happened, in words (see `lib.draw.pptx.handed_back.changes.Change`)."""


@dataclass(frozen=True)
class Returned:
    """Slides brought up to date.

    Attributes:
        content: The file; empty when nothing could be shown.
        changes: What changed, and what was left.
        trouble: What could not be opened, scene by scene.
    """

    content: bytes
    changes: tuple[Change, ...]
    trouble: tuple[tuple[str, Message], ...]


def briefing_in(content: bytes, day: date | None = None) -> Briefing:
    """The briefing of which slides were made, brought to a day; today by default.

    Raises:
        Refused: When the file is no deck, does not say, or its dataset is not here.
    """
    text = enclosed(content)
    content_of = text.encode("utf-8", "replace")  # anything can stand in it
    briefing = read_briefing(content_of, "briefing.json").briefing if text else None
    if briefing is None:
        raise Refused(NOT_SAID)
    if briefing.dataset not in data.datasets():
        raise Refused(NO_DATASET.filled(value=briefing.dataset))
    return renewed(briefing, day)


def handed_back(
    content: bytes,
    briefing: Briefing,
    *,
    when: When = "then",
    lang: str = "",
    progress: Progress | None = None,
) -> Returned:
    """Bring slides up to date.

    Args:
        content: The .pptx that came back.
        briefing: What they show now.
        when: As of `lib.briefing.handouts.handout`.
        lang: Language; that of the briefing by default.
        progress: Told the name of each step and the part done; may raise to stop.

    Raises:
        Refused: When the file or the office's template cannot be used.
    """
    say = progress or (lambda _step, _done: None)
    with wording.spoken(lang or briefing.lang):
        shown, trouble = handouts.opened(briefing, when, say)
        if not shown:
            return Returned(b"", (), trouble)
        made = updated(
            content,
            handouts.slides(shown),
            briefing.title,
            made_of=written(briefing).decode(),
            template=handouts.template(briefing),
            progress=lambda step, done: say(step, 0.5 + done / 2),
        )
        return Returned(made.content, made.changes, trouble)


def rows(changes: Sequence[Change]) -> list[tuple[str, str, str, str, str]]:
    """Changes as rows of a table: slide, what happened, to what, before, now."""
    return [
        (
            wording.number(each.slide) if each.slide else "–",
            _(KINDS[each.kind]),
            each.what,
            each.before.replace("\v", " "),
            each.now.replace("\v", " "),
        )
        for each in changes
    ]


def lines(changes: Sequence[Change]) -> list[str]:
    """Changes as lines of text."""
    told_lines = []
    for slide, kind, what, before, now in rows(changes):
        told = " → ".join(part or "–" for part in (before, now)) if before or now else ""
        told_lines.append(" · ".join(part for part in (slide, kind, what, told) if part))
    return told_lines
