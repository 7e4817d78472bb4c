"""A briefing to take along: slides, pages, a workbook, or all of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.briefing.briefing import Briefing
from lib.briefing.sheets import sheet
from lib.briefing.told import Told, When, told
from lib.cards.card import Card
from lib.cards.pieces import Said
from lib.draw import typst, xlsx
from lib.draw.pptx.deck import deck
from lib.draw.pptx.pages import Slide
from lib.draw.sheet import Progress, Sheet
from lib.errors import Message
from lib.io.store.briefing_files import office_template
from lib.situation import data
from lib.words import wording
from lib.words.wording import _

KINDS = ("pptx", "pdf", "xlsx", "zip")
"""What a briefing can be made into, by the ending of the file."""
NOTHING_TO_SHOW = Message("none of its scenes can be shown")
_FIXED = (2000, 1, 1, 0, 0, 0)  # the same briefing gives the same archive


@dataclass(frozen=True)
class Handout:
    """What was made.

    Attributes:
        content: The file; empty when nothing could be shown.
        trouble: What could not be opened, scene by scene.
    """

    content: bytes
    trouble: tuple[tuple[str, Message], ...]


def handout(
    briefing: Briefing,
    kind: str,
    *,
    when: When = "then",
    lang: str = "",
    progress: Progress | None = None,
) -> Handout:
    """A briefing as a file.

    Args:
        briefing: The briefing.
        kind: One of `KINDS`.
        when: On the data it was made from (``then``), or as they stand (``now``).
        lang: Language; that of the briefing by default.
        progress: Told the name of each step and the part done; may raise to stop.

    Raises:
        Refused: When the office's template cannot be used.
    """
    spoken = lang or briefing.lang
    say = progress or (lambda _step, _done: None)
    with wording.spoken(spoken):
        scenes = []
        for number, scene in enumerate(briefing.scenes):
            say(scene.title or scene.card, 0.5 * number / len(briefing.scenes))
            scenes.append(told(scene, briefing, when, spoken))
        trouble = tuple((each.scene.card, said) for each in scenes for said in each.trouble)
        shown = [each for each in scenes if each.card is not None]
        if not shown:
            return Handout(b"", (*trouble, (briefing.title, NOTHING_TO_SHOW)))

        def later(step: str, done: float) -> None:
            say(step, 0.5 + done / 2)

        return Handout(_made(briefing, shown, kind, later), trouble)


def _made(briefing: Briefing, scenes: Sequence[Told], kind: str, progress: Progress) -> bytes:
    if kind == "pptx":
        return _slides(briefing, scenes, progress)
    if kind == "pdf":
        return _pages(briefing, scenes, progress)
    if kind == "xlsx":
        cards = [card for card, _title in _cards(scenes)]
        return xlsx.workbook(cards, _sheet(briefing, scenes))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in KINDS[:-1]:
            name = zipfile.ZipInfo(f"{briefing.name}.{each}", _FIXED)
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, _made(briefing, scenes, each, progress))
    return stream.getvalue()


def _slides(briefing: Briefing, scenes: Sequence[Told], progress: Progress) -> bytes:
    slides = []
    for each in scenes:
        if each.card and each.seen and each.view:
            carried = sheet(each.seen, each.view, [each.card])
            key = f"{each.scene.address}#{each.scene.card}"
            slides.append(Slide(key, _title(each), each.card, carried, each.scene.note))
    template = None
    if briefing.dataset in data.datasets():
        template = office_template(data.datasets()[briefing.dataset])
    return deck(slides, briefing.title, template=template, progress=progress)


def _pages(briefing: Briefing, scenes: Sequence[Told], progress: Progress) -> bytes:
    chapters = [typst.Chapter(title, (card,), alone=True) for card, title in _cards(scenes)]
    return typst.book(chapters, _sheet(briefing, scenes), "16:9", progress)


def _cards(scenes: Sequence[Told]) -> list[tuple[Card, str]]:
    """Cards with their headlines; where scenes are narrowed differently, each says how."""
    narrowed = [_filter(each) for each in scenes]
    differ = len(set(narrowed)) > 1
    found = []
    for each, words in zip(scenes, narrowed, strict=True):
        card = each.card
        if card is None:
            continue
        more = [Said((f"{_('Filter')}: {words}",))] if differ and words else []
        more += [Said((each.scene.note,))] if each.scene.note else []
        found.append((replace(card, remarks=(*card.remarks, *more)), _title(each)))
    return found


def _title(each: Told) -> str:
    """The headline; one typed by hand that the data no longer bears out is marked."""
    mark = f" ({_('no longer borne out by the data')})" if each.doubtful else ""
    return f"{each.title}{mark}"


def _filter(each: Told) -> str:
    if each.seen is None or each.view is None:
        return ""
    return sheet(each.seen, each.view).filter


def _sheet(briefing: Briefing, scenes: Sequence[Told]) -> Sheet:
    """What all pages carry: that of the first scene, with the sources of all."""
    first = next(each for each in scenes if each.seen and each.view)
    if first.seen is None or first.view is None:
        raise ValueError(briefing.name)  # only scenes that were opened come here
    cards = [each.card for each in scenes if each.card]
    made = sheet(first.seen, first.view, cards, briefing.title)
    same = len({_filter(each) for each in scenes}) == 1
    return made if same else replace(made, filter="")
