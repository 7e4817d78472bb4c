"""A briefing to take along: slides, pages, a workbook, or all of them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from lib.briefing.briefing import Briefing
from lib.briefing.briefing_text import written
from lib.briefing.sheets import sheet
from lib.briefing.told import Told, When, told
from lib.cards.card import Card, essential
from lib.cards.pieces import NOTHING, Said
from lib.draw import typst, xlsx
from lib.draw.paper.chapters import Chapter
from lib.draw.pptx.deck import deck
from lib.draw.pptx.pages import Slide
from lib.draw.sheet import Progress, Sheet, no_outlines
from lib.errors import Message
from lib.io.store.briefing_files import office_template
from lib.situation import data
from lib.situation.cache import single_flight
from lib.view import address
from lib.words import wording
from lib.words.wording import _

KINDS = ("pptx", "pdf", "xlsx", "zip")
"""What a briefing can be made into, by the ending of the file."""
NOTHING_TO_SHOW = Message("none of its scenes can be shown")
_DATED = ("asof", "since", "dataset", "lang")
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
    say = progress or (lambda _step, _done: None)
    with wording.spoken(lang or briefing.lang):
        shown, trouble = opened(briefing, when, say)
        if not shown:
            return Handout(b"", trouble)

        def made() -> bytes:
            return _made(briefing, shown, kind, lambda step, done: say(step, 0.5 + done / 2))

        return Handout(_file(_asked(briefing, shown, kind), made), trouble)


@single_flight(60_000_000, key=lambda asked, _make: asked, weight=len)
def _file(_asked: Hashable, make: Callable[[], bytes]) -> bytes:
    """The files made last, each by one thread."""
    return make()


def opened(
    briefing: Briefing, when: When, progress: Progress
) -> tuple[list[Told], tuple[tuple[str, Message], ...]]:
    """The scenes that can be shown, in the language of the run, and what cannot be.

    Args:
        briefing: The briefing.
        when: As of `handout`.
        progress: Told each scene; the first half of the work.
    """
    scenes = []
    for number, scene in enumerate(briefing.scenes):
        progress(scene.title or scene.card, 0.5 * number / len(briefing.scenes))
        scenes.append(told(scene, briefing, when, wording.language()))
    trouble = tuple((each.scene.card, said) for each in scenes for said in each.trouble)
    shown = [each for each in scenes if each.card is not None]
    if not shown:
        return [], (*trouble, (briefing.title, NOTHING_TO_SHOW))
    return shown, trouble


def _asked(briefing: Briefing, scenes: Sequence[Told], kind: str) -> Hashable:
    """What a file is made from: cards are the same objects while nothing about them changed."""
    cards = tuple(
        (each.card, _title(each), replace(_carried(each), outlines=no_outlines)) for each in scenes
    )
    own = hashlib.sha256(template(briefing) or b"").digest()
    return kind, wording.language(), written(briefing), own, cards


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
    made_of = written(briefing).decode()
    return deck(
        slides(scenes), briefing.title,
        made_of=made_of, template=template(briefing), progress=progress,
    )  # fmt: skip


def slides(scenes: Sequence[Told]) -> list[Slide]:
    """Scenes as what slides show, each with a key by which its slides are found again."""
    made: list[Slide] = []
    for each in scenes:
        if each.card:
            key = _key(each)
            twins = sum(slide.key.partition("~")[0] == key for slide in made)
            key = f"{key}~{twins + 1}" if twins else key
            made.append(Slide(key, _title(each), each.card, _carried(each), each.scene.note))
    return made


def _key(each: Told) -> str:
    """What stays the same of a scene from month to month: page, choices and card."""
    keys = {name: text for name, text in each.scene.keys.items() if name not in _DATED}
    return f"{each.scene.page}?{address.query(dict(sorted(keys.items())))}#{each.scene.card}"


def _carried(each: Told) -> Sheet:
    if each.card is None or each.seen is None or each.view is None:
        raise ValueError(each.scene.address)  # only scenes that were opened come here
    return sheet(each.seen, each.view, [each.card])


def template(briefing: Briefing) -> bytes | None:
    """The office's own slides to write on; None without."""
    folder = data.datasets().get(briefing.dataset)
    return office_template(folder) if folder else None


def _pages(briefing: Briefing, scenes: Sequence[Told], progress: Progress) -> bytes:
    chapters = []
    for card, title in _cards(scenes):
        large = essential(card)
        once = replace(large, title=NOTHING) if str(card.title) == title else large
        chapters.append(Chapter(title, (once,), alone=True))
    return typst.book(chapters, _sheet(briefing, scenes), "16:9", progress)


def _cards(scenes: Sequence[Told]) -> list[tuple[Card, str]]:
    """Cards with their headlines; where scenes are narrowed differently, each says how."""
    narrowed = [_filter(each) for each in scenes]
    differ = len(set(narrowed)) > 1
    cards = []
    for each, words in zip(scenes, narrowed, strict=True):
        card = each.card
        if card is None:
            continue
        more = [Said((f"{_('Filter')}: {words}",))] if differ and words else []
        more += [Said((each.scene.note,))] if each.scene.note else []
        cards.append((replace(card, remarks=(*card.remarks, *more)), _title(each)))
    return cards


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
