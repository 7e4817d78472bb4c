"""What every page of every export carries beside its cards, and the outlines its maps take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy.typing as npt

Progress = Callable[[str, float], None]
"""Told the name of a step and the part that is done, 0 to 1; may raise to end the work."""


class Source(NamedTuple):
    """A source as a line of an export.

    Attributes:
        source_id: Its id in the dataset.
        citation: Publisher, title and day, in words.
        url: Its address, "" when it is not known.
    """

    source_id: str
    citation: str
    url: str


class Shape(Protocol):
    """An outline as a map takes it."""

    @property
    def key(self) -> str:
        """Unit key."""

    @property
    def name(self) -> str:
        """Full name of the unit."""

    @property
    def kind(self) -> str:
        """Kind of unit: ``ward``, ``commune``, ``province`` ..."""

    @property
    def rings(self) -> Sequence[npt.NDArray[Any]]:
        """Closed lines of longitude and latitude, holes among them (even-odd rule)."""


def no_outlines(_layer: str) -> Sequence[Shape]:
    """No outlines, whatever the layer."""
    return ()


@dataclass(frozen=True)
class Sheet:
    """What every page of every export carries; all texts in its language.

    Attributes:
        title: What the export is about.
        lang: ``vi`` or ``en``.
        day: The as-of date, in words.
        vintage: Which boundaries hold on it, in words.
        filter: What narrows what is shown, in words; "" when nothing does.
        dataset: Title of the dataset.
        checksum: Its checksum.
        synthetic: Whether its figures are invented; every page says so then.
        address: Relative link of the view, the as-of date written out.
        sources: Sources of what is shown.
        outlines: Outlines of a layer by its name (see `lib.cards.map_kinds.MapBody`), empty when
            there is none.
    """

    title: str
    lang: str
    day: str
    vintage: str
    filter: str
    dataset: str
    checksum: str
    synthetic: bool
    address: str
    sources: tuple[Source, ...] = ()
    outlines: Callable[[str], Sequence[Shape]] = field(
        default=no_outlines, compare=False, repr=False
    )
