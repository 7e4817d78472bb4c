"""Bodies that draw one unit: its outline, its predecessors and successors."""

from __future__ import annotations

from dataclasses import dataclass

from lib.cards.pieces import NOTHING, Chip, Name, Said

Line = tuple[tuple[float, float], ...]
"""Points in kilometres east and south of the middle of a frame."""


@dataclass(frozen=True)
class Kin:
    """A unit in a lineage: its name, status, and what is said of it.

    Attributes:
        unit: Its name.
        chip: Its status.
        told: Since when, and what more its reports say.
        own: Whether it is the unit that the lineage is of.
        passed: Of a divided unit, the share that went from it or to it.
    """

    unit: Name
    chip: Chip
    told: Said
    own: bool = False
    passed: Said = NOTHING


@dataclass(frozen=True)
class Lineage:
    """Predecessors and successors of a unit, generation by generation, oldest first.

    Attributes:
        generations: Units of each generation.
        links: Pairs of (generation, place) of predecessor and successor, with the words of
            what passed between them; "" for the whole unit.
        heads: When the units of each generation exist.
    """

    generations: tuple[tuple[Kin, ...], ...]
    links: tuple[tuple[tuple[int, int], tuple[int, int], str], ...]
    heads: tuple[Said, ...]


@dataclass(frozen=True)
class Outline:
    """A unit in the middle of a frame, among its neighbours.

    Attributes:
        unit: The unit.
        own: Its outline; empty where none is public, then it is a point.
        neighbours: Borders around it.
        land: Larger units behind, to tell land from sea.
        told: What stands under it.
        term: Status that colours it; "" for the accent.
        today: Outline of the unit of today that a point lies in; empty for none.
        point: Where the point is, kilometres from the middle; None for none.
    """

    unit: Name
    own: tuple[Line, ...]
    neighbours: tuple[Line, ...] = ()
    land: tuple[Line, ...] = ()
    told: Said = NOTHING
    term: str = ""
    today: tuple[Line, ...] = ()
    point: tuple[float, float] | None = (0.0, 0.0)


@dataclass(frozen=True)
class Outlines:
    """Outlines side by side at one scale.

    Attributes:
        outlines: The outlines; None where it is not known where a unit lies.
        span: Kilometres across each frame, which is four wide and three high.
    """

    outlines: tuple[Outline | None, ...]
    span: float
