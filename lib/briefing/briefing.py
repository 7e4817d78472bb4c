"""A briefing as a value: its scenes, and the state of the data it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from lib.domain.names import folded
from lib.domain.units import vintage_at

MOST_SCENES = 200
LONGEST = {"title": 300, "note": 5_000, "address": 4_000, "card": 60}
"""Most letters of each text; what is longer is refused with a fault, never cut."""
NAME = r"[a-z0-9][a-z0-9-]{0,59}"


@dataclass(frozen=True)
class Scene:
    """One scene: what is looked at, and which card of it is shown.

    Attributes:
        address: Page and keys as in the address bar, the as-of date and the dataset written
            out, the language left out: ``map?asof=2026-11-25&dataset=demo&province=01``.
        card: Name of the card on that page.
        title: Headline typed by hand, ``{figures.recognised}`` standing for a number of a card
            of the page; "" for the card's own sentence.
        note: What the speaker reads.
        figures: The numbers of the card (and those the headline names, by their whole address)
            when the scene was made; None for one that was not known.
    """

    address: str
    card: str
    title: str = ""
    note: str = ""
    figures: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The page, by its path."""
        return self.address.partition("?")[0] or "overview"

    @property
    def keys(self) -> dict[str, str]:
        """The texts of the address by key."""
        return dict(parse_qsl(self.address.partition("?")[2]))


@dataclass(frozen=True)
class Briefing:
    """A list of scenes, and what they were made from.

    Attributes:
        name: Name of its folder, see `NAME`.
        title: Its title.
        dataset: Name of the dataset.
        checksum: Of the data it was made from.
        as_of: The as-of date it was made for.
        lang: Language it was made in, ``vi`` or ``en``.
        scenes: The scenes in their order.
    """

    name: str
    title: str
    dataset: str
    checksum: str
    as_of: date
    lang: str
    scenes: tuple[Scene, ...] = ()

    @property
    def vintage(self) -> str:
        """Vintage of the as-of date: ``until2025`` or ``from2025``."""
        return vintage_at(self.as_of)

    def but(self, **changes: Any) -> Briefing:
        """The same briefing with some fields changed."""
        return replace(self, **changes)


def name_of(title: str) -> str:
    """A name for a briefing out of its title: small letters, digits and hyphens."""
    name = re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")[:60].strip("-")
    return name or "briefing"
