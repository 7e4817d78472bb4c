"""Bodies that draw one unit: its outline, its predecessors and successors."""

from __future__ import annotations

from dataclasses import dataclass

from lib.cards.pieces import Chip, Name, Said


@dataclass(frozen=True)
class Kin:
    """A unit in a lineage: its name, status, and what it took or gave."""

    unit: Name
    chip: Chip | None
    told: Said
    own: bool = False


@dataclass(frozen=True)
class Lineage:
    """Predecessors and successors of a unit, generation by generation, oldest first.

    Attributes:
        generations: Units of each generation.
        links: Pairs of (generation, place) of predecessor and successor, with the words of
            what passed between them.
        dates: Day and words of the event between two generations.
    """

    generations: tuple[tuple[Kin, ...], ...]
    links: tuple[tuple[tuple[int, int], tuple[int, int], str], ...]
    dates: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The outline of a unit at the scale of its row; rings in kilometres, or a point."""

    unit: Name
    rings: tuple[tuple[tuple[float, float], ...], ...]
    marks: tuple[tuple[float, float], ...]
    told: Said


@dataclass(frozen=True)
class Outlines:
    """Outlines side by side, `span` kilometres wide each."""

    outlines: tuple[Outline, ...]
    span: float
