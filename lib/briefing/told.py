"""What a scene tells: its address opened, its card made, its headline filled in.

A scene is opened on the data as it stood when the briefing was made (``then``) or as it
stands now. What cannot be opened is told; a scene never widens to more than was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lib import clock
from lib.briefing.briefing import Briefing, Scene
from lib.briefing.numerals import REFERENCE, Typed, sentence_with, typed, written
from lib.cards.card import Card, numbers
from lib.cards.contents import card_named
from lib.cards.pieces import NOTHING, Number, Said
from lib.domain.province_lineage import province_on
from lib.errors import Message
from lib.io.tables.json_texts import is_whole
from lib.situation import data
from lib.situation.criteria import criteria_sets
from lib.situation.earlier import situation_then
from lib.situation.offers import offered, waves_of
from lib.situation.situation import Situation
from lib.view import address
from lib.view.criteria_choice import BOTH
from lib.view.view import View, view_of
from lib.words import wording

When = Literal["then", "now"]

NO_DATASET = Message("there is no dataset “{value}” here")
NOT_KEPT = Message(
    "the data as it stood then (version {value}) is no longer kept; only “as now” can be shown"
)
NOT_THERE = Message("{key}={value} is not known here any more")
NOT_READ = Message("the address asks for {key}={value}, which is not a key of this page")
NO_CARD = Message("nothing to show of “{value}” for this place and day")
NO_NUMBER = Message("the headline names {value}, which is no number of this page")
CHANGED = Message("the headline was written when {value} was {before}; it is now {now}")


@dataclass(frozen=True)
class Changed:
    """A number that is not what it was when the scene was made.

    Attributes:
        name: Its address, ``<card>.<number>``.
        label: What it is: its label, or the sentence that tells it; "" where it is gone.
        before: Its value then.
        now: Its value now; None also when it is gone.
        was: As the language writes the value of then.
        words: As it writes that of now.
    """

    name: str
    label: str
    before: float | None
    now: float | None
    was: str
    words: str


@dataclass(frozen=True)
class Told:
    """What a scene tells.

    Attributes:
        scene: The scene, with the numbers of then as far as they are known.
        card: Its card; None when it cannot be opened.
        seen: The situation it was made from.
        view: What is looked at.
        title: Its headline: typed by hand with the numbers filled in, or the card's own.
        trouble: What could not be opened, and what the headline says that is no longer so.
        changed: Numbers that differ from those when the scene was made.
        doubtful: Whether the headline typed by hand is no longer borne out by the data.
        typed: Numerals of the headline that name no number: they stay as they are.
    """

    scene: Scene
    card: Card | None = None
    seen: Situation | None = None
    view: View | None = None
    title: Said = NOTHING
    trouble: tuple[Message, ...] = ()
    changed: tuple[Changed, ...] = ()
    doubtful: bool = False
    typed: tuple[Typed, ...] = ()


def told(scene: Scene, briefing: Briefing, when: When = "now", lang: str = "") -> Told:
    """Open a scene.

    Args:
        scene: The scene.
        briefing: Its briefing: the state of the data it was made from.
        when: ``then`` for the data it was made from and the as-of date it was made for;
            ``now`` for the data as it stands, scenes of the briefing's own as-of date moved
            to today.
        lang: Language; that of the briefing by default.
    """
    with wording.spoken(lang or briefing.lang):
        return _told(scene, briefing, when, lang or briefing.lang)


def is_as_then(briefing: Briefing) -> bool:
    """Whether the data and the day are still those the briefing was made from."""
    known = briefing.dataset in data.datasets()
    same = known and data.dataset(briefing.dataset).value.checksum == briefing.checksum
    return same and briefing.as_of == clock.today()


def is_kept(briefing: Briefing) -> bool:
    """Whether the data that the briefing was made from can still be opened."""
    there = situation_then(briefing.dataset, briefing.checksum, briefing.as_of)
    return there is not None


def _told(scene: Scene, briefing: Briefing, when: When, lang: str) -> Told:
    asked = {**scene.keys, "lang": lang}
    dataset = asked.setdefault("dataset", briefing.dataset)
    asked.setdefault("asof", briefing.as_of.isoformat())
    if dataset not in data.datasets():
        return Told(scene, trouble=(NO_DATASET.filled(value=dataset[:60]),))
    if when == "now" and asked["asof"] == briefing.as_of.isoformat():
        asked["asof"] = clock.today().isoformat()
    values, refused = address.read(asked, scene.page, offered())
    view, gone = _fitted(view_of(scene.page, values))
    missing = [*gone, *((key, text) for key, text in refused if key in address.KEYS)]
    if missing:
        trouble = (NOT_THERE.filled(key=key, value=_short(text)) for key, text in missing)
        return Told(scene, view=view, trouble=tuple(trouble))
    checksum = briefing.checksum if dataset == briefing.dataset else ""
    seen = (
        situation_then(dataset, checksum, view.day, view.narrowed)
        if when == "then" and checksum
        else data.situation(dataset, view.day, view.narrowed)
    )
    if seen is None:
        return Told(scene, view=view, trouble=(NOT_KEPT.filled(value=checksum[:12]),))
    unknown = _unknown(seen, view)
    if unknown:
        trouble = (NOT_THERE.filled(key=key, value=_short(text)) for key, text in unknown)
        return Told(scene, view=view, seen=seen, trouble=tuple(trouble))
    card = card_named(scene.page, scene.card, seen, view)
    said = [NOT_READ.filled(key=_short(key), value=_short(text)) for key, text in refused]
    if card is None:
        return Told(scene, None, seen, view, trouble=(*said, NO_CARD.filled(value=scene.card)))
    if when == "now" and not scene.figures:
        scene = _with_figures_of_then(scene, briefing, lang)
    title, wrong = _headline(scene, card, seen, view)
    by_hand = tuple(typed(scene.title, numbers(card), scene.figures))
    wrong += _no_longer(by_hand, card)
    told_now = changed(scene, card)
    return Told(scene, card, seen, view, title, (*said, *wrong), told_now, bool(wrong), by_hand)


def _with_figures_of_then(scene: Scene, briefing: Briefing, lang: str) -> Scene:
    """A scene out of a link, which carries no numbers, with those of its data while it is kept."""
    then = _told(scene, briefing, "then", lang)
    if then.card is None or then.seen is None or then.view is None:
        return scene
    return replace(scene, figures=figures(scene, then.card, then.seen, then.view))


def _no_longer(by_hand: Sequence[Typed], card: Card) -> list[Message]:
    """Numerals that were those of a number of the card, and are none any more."""
    now = numbers(card)
    return [
        CHANGED.filled(value=now[each.then[0]].label or each.then[0], before=each.text,
                       now=now[each.then[0]])
        for each in by_hand
        if each.then and not each.names
    ]  # fmt: skip


def _fitted(view: View) -> tuple[View, list[tuple[str, str]]]:
    """A view whose province and district are those of its day, and what is not there then."""
    units, gone = data.units(), []
    if view.province:
        there = province_on(units, view.province, view.day)
        if there is None:
            gone.append(("province", view.province))
        else:
            view = view.but(province=there.key)
    if view.district and not gone:
        districts = units.districts(view.province, view.day) if view.province else None
        if districts is None or view.district not in districts.index:
            gone.append(("district", view.district))
    gone += [("compare", key) for key in view.compare if key not in units]
    return view, gone


def _unknown(seen: Situation, view: View) -> list[tuple[str, str]]:
    """Keys of the data that the dataset does not have."""
    unknown = []
    if view.wave and view.wave not in waves_of(seen.dataset):
        unknown.append(("wave", view.wave))
    if view.set and view.set != BOTH:
        sets = criteria_sets(seen.dataset.tables["criteria_sets"])
        if not (sets["set_id"].astype(str) == view.set).any():
            unknown.append(("set", view.set))
    return unknown


def figures(scene: Scene, card: Card, seen: Situation, view: View) -> dict[str, float | None]:
    """The numbers of a scene as they stand: what `Scene.figures` keeps."""
    kept = {name: number.value for name, number in numbers(card).items()}
    for reference in REFERENCE.findall(scene.title):
        number = _number(reference, card, seen, view)
        if number is not None and not reference.startswith(f"{card.name}."):
            kept[reference] = number.value
    return kept


def changed(scene: Scene, card: Card) -> tuple[Changed, ...]:
    """Numbers of a card that are not what they were when its scene was made."""
    now = numbers(card)
    changes = []
    for name, before in scene.figures.items():
        if "." in name:
            continue  # of another card: told with the headline that names it
        number = now.get(name, Number(name, None, wording.number(None)))
        if _differs(before, number):
            was = written(before, number)
            address = f"{card.name}.{name}"
            label = number.label or sentence_with(name, card)
            changes.append(Changed(address, label, before, number.value, was, number.words))
    return tuple(changes)


def _headline(scene: Scene, card: Card, seen: Situation, view: View) -> tuple[Said, list[Message]]:
    """The headline of a scene, and what of it is no longer so."""
    if not scene.title:
        page = None if card.title else card_named(view.page, "headline", seen, view)
        return (page.title if page else card.title), []
    parts: list[str | Number] = []
    wrong: list[Message] = []
    for place, text in enumerate(REFERENCE.split(scene.title)):
        if place % 2 == 0:
            parts += [text] if text else []
            continue
        number = _number(text, card, seen, view)
        if number is None:
            parts.append("–")
            wrong.append(NO_NUMBER.filled(value=text))
            continue
        parts.append(number)
        own = text.removeprefix(f"{card.name}.")
        if own in scene.figures and _differs(scene.figures[own], number):
            before = written(scene.figures[own], number)
            wrong.append(CHANGED.filled(value=number.label or text, before=before, now=number))
    return Said(tuple(parts)), wrong


def _number(reference: str, card: Card, seen: Situation, view: View) -> Number | None:
    name, _dot, number = reference.partition(".")
    of = card if name == card.name else card_named(view.page, name, seen, view)
    return numbers(of).get(number) if of else None


def _differs(before: float | None, number: Number) -> bool:
    """Whether a number is another one now, as a reader sees it: 0.381 and 0.384 are both 0.38."""
    now = number.value
    if before is None or now is None:
        return before is not now
    if abs(before - now) <= 1e-9 * max(1.0, abs(before), abs(now)):
        return False
    return written(before, number) != number.words


def _short(text: str) -> str:
    return text[:60] if is_whole(text) else "?"
