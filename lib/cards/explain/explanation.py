"""What is behind a number: who is counted, who is not and why, how, what changed, sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from lib.cards.card import Behind
from lib.cards.pieces import NOTHING, Name, Number, Said
from lib.domain.province_lineage import province_on
from lib.domain.units import PROVINCE_LEVEL
from lib.situation.situation import Situation
from lib.view.filter import Filter


@dataclass(frozen=True)
class Group:
    """Units that are counted, or left out for one reason.

    Attributes:
        code: Status, kind of no value or another reason.
        told: Its words.
        names: The units, each leading to its page.
    """

    code: str
    told: Said
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Change:
    """What changed since an earlier day; titles that ended with their ward are never netted."""

    since: date
    told: Said
    entered: tuple[Name, ...]
    left: tuple[Name, ...]
    ended: tuple[Name, ...]


@dataclass(frozen=True)
class Explanation:
    """What is behind a number.

    Attributes:
        value: The number worked out again from what is listed here.
        counted: Who is counted; None where nothing is listed one by one.
        left_out: Who is not, by reason.
        formula: How it is worked out, with the numbers put in.
        denominator: Of how many, and of which division.
        change: Since an earlier day, or None.
        behind: Sources.
        lists_all: Whether `counted` names as many as `value` says.
        parts: The counted by how they are known; they add up to `counted`.
    """

    value: float | None
    counted: Group | None
    left_out: tuple[Group, ...]
    formula: Said
    denominator: Said = NOTHING
    change: Change | None = None
    behind: Behind = field(default_factory=Behind)
    lists_all: bool = True
    parts: tuple[Group, ...] = ()


Look = Callable[[date, Filter], Situation]
"""The same dataset on another day, narrowed otherwise."""


@dataclass(frozen=True)
class Question:
    """A number asked for, in its place.

    Attributes:
        number: The number.
        about: What its rule is asked of.
        seen: The situation.
        look: How to see other days and places.
    """

    number: Number
    about: tuple[str, ...]
    seen: Situation
    look: Look

    def on(self, day: date) -> Situation:
        """The situation on another day; its province is carried over the reform by lineage."""
        narrowed = self.seen.narrowed
        there = province_on(self.seen.units, narrowed.province, day)
        return self.look(day, replace(narrowed, province=there.key if there else ""))

    def inside(self, scope: str) -> Question:
        """The same question asked of one province or district."""
        seen = self.seen
        is_province = seen.units.kind(scope) in PROVINCE_LEVEL
        narrowed = replace(
            seen.narrowed,
            province=scope if is_province else seen.province,
            district="" if is_province else scope,
        )
        return replace(self, seen=self.look(seen.day, narrowed))


Rule = Callable[[Question], Explanation]
