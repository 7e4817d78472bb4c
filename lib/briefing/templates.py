"""Briefings made from the data: what an office opens with, without choosing card by card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from lib.briefing.briefing import Briefing, Scene, name_of
from lib.briefing.told import NO_DATASET, figures, told
from lib.domain.selection import PILOTS
from lib.errors import Message, Refused
from lib.situation import data
from lib.situation.offers import offered
from lib.view import address
from lib.view.view import View
from lib.words import wording

NEEDS = Message("this template needs {value}")
_WEEK = timedelta(days=7)
_PLACE, _WARD = Message("a province"), Message("a ward")


@dataclass(frozen=True)
class Template:
    """What a template shows.

    Attributes:
        title: Its title; {place} stands for the province or ward, {day} for the day since.
        scenes: Page and card of each scene; those with nothing to tell are left out.
        needs: What has to be chosen for it.
    """

    title: Message
    scenes: tuple[tuple[str, str], ...]
    needs: Literal["", "province", "ward", "since"] = ""


TEMPLATES = {
    "national": Template(
        Message("National round-up"),
        (
            ("overview", "figures"),
            ("overview", "map"),
            ("overview", "places"),
            ("timeline", "progress"),
            ("timeline", "outlook"),
            ("overview", "changes"),
            ("criteria", "shares"),
            ("criteria", "blocking"),
            ("criteria", "claims"),
            ("timeline", "targets"),
            ("overview", "next"),
            ("overview", "unknown"),
        ),
    ),
    "place": Template(
        Message("{place}: state of the programme"),
        (
            ("overview", "figures"),
            ("map", "map"),
            ("overview", "places"),
            ("timeline", "progress"),
            ("timeline", "outlook"),
            ("overview", "changes"),
            ("criteria", "shares"),
            ("criteria", "near"),
            ("overview", "next"),
            ("overview", "unknown"),
        ),
        "province",
    ),
    "pilots": Template(
        Message("Five pilots of 2021 side by side"),
        tuple(
            ("compare", card)
            for card in ("differs", "maps", "ladder", "criteria", "indicators", "events")
        ),
    ),
    "since": Template(
        Message("What changed since {day}"),
        (
            ("overview", "changes"),
            ("overview", "figures"),
            ("overview", "map"),
            ("timeline", "progress"),
            ("timeline", "targets"),
            ("overview", "next"),
        ),
        "since",
    ),
    "ward": Template(
        Message("{place}: everything known of one ward"),
        tuple(
            ("ward", card)
            for card in (
                "ladder", "lineage", "events", "place", "indicators", "criteria", "criteria_total",
                "observations",
            )
        ),
        "ward",
    ),
}  # fmt: skip


def from_template(
    name: str,
    dataset: str,
    as_of: date,
    lang: str = "vi",
    *,
    province: str = "",
    ward: str = "",
    since: date | None = None,
) -> Briefing:
    """A briefing made of a template.

    Args:
        name: Name of the template, see `TEMPLATES`.
        dataset: Name of the dataset.
        as_of: The as-of date.
        lang: Language of its title, and the one it is told in.
        province: Key of the province, for `place`.
        ward: Key of the ward, for `ward`.
        since: First day of the changes, for `since`; a week before by default.

    Raises:
        Refused: When what it needs is not given, or there is no such dataset.
        KeyError: When there is no such template.
    """
    template = TEMPLATES[name]
    if dataset not in data.datasets():
        raise Refused(NO_DATASET.filled(value=dataset))
    units = data.units()
    place = {"province": province, "ward": ward}.get(template.needs, "")
    if template.needs in ("province", "ward") and place not in units:
        raise Refused(NEEDS.filled(value=_PLACE if template.needs == "province" else _WARD))
    begin = since or as_of - _WEEK
    view = View(
        lang=lang,
        asof=as_of,
        dataset=dataset,
        province=province if template.needs == "province" else "",
        ward=ward if template.needs == "ward" else "",
        compare=PILOTS if name == "pilots" else (),
        since=begin if template.needs == "since" else None,
    )
    with wording.spoken(lang):
        shown = units.full_name(place, as_of) if template.needs == "ward" else ""
        shown = units.province_name(place, as_of) if template.needs == "province" else shown
        title = wording.message(template.title.filled(place=shown, day=wording.day(begin)))
    checksum = data.dataset(dataset).value.checksum
    made = Briefing(name_of(title), title, dataset, checksum, as_of, lang)
    scenes = (_with_something(scene_of(view, *each), made) for each in template.scenes)
    return made.but(scenes=tuple(scene for scene in scenes if scene))


def scene_of(view: View, page: str, card: str) -> Scene:
    """A scene of a card of a page: the whole view, its day and dataset written out."""
    texts = address.parameters_of(view, offered(), page, dated=True, **address.HOW_SHOWN)
    texts.pop("lang", None)
    texts["dataset"] = view.dataset
    return Scene(f"{page}?{address.query(texts)}", card)


def _with_something(scene: Scene, briefing: Briefing) -> Scene | None:
    """A scene as it stands; None for a card that has nothing to tell, unless asked what changed."""
    card = told(scene, briefing, "then").card
    is_asked = scene.card == "changes" and "since=" in scene.address
    if card is None or (card.tells_nothing and not is_asked):
        return None
    return as_it_stands(scene, briefing)


def as_it_stands(scene: Scene, briefing: Briefing) -> Scene | None:
    """A scene with its numbers as they stand; None when its card has nothing to tell."""
    shown = told(scene, briefing, "then")
    if shown.card is None or shown.seen is None or shown.view is None:
        return None
    with wording.spoken(briefing.lang):
        return replace(scene, figures=figures(scene, shown.card, shown.seen, shown.view))
