"""Classes of the map in words and looks: what a province, a ward or a point is drawn as."""

from __future__ import annotations

import itertools

from lib.cards import telling
from lib.cards.map_kinds import MapClass
from lib.cards.pieces import Piece
from lib.cards.telling import tell
from lib.domain.statuses import LADDER
from lib.situation.classes_on_map import COMMUNE, REPORTS, SHARES, SILENT
from lib.situation.counted import FILTERED, PREDECESSOR_ONLY
from lib.words.terms import CLASSES_OF_SHARE, NO_VALUE, PACE, STATUS
from lib.words.wording import _

_WITH_REPORTS = "#bdd7ea"
_TINY = 7
_DENSER = ("ticks", "spots", "level", "grid", "")
"""Patterns of the classes of a share; the fullest is plain, and the darkest."""


def share_label(code: str, *, of_provinces: bool) -> Piece:
    """Edges of a class of a share in words."""
    place = SHARES.index(code)
    if place == len(SHARES) - 1:
        return _("All wards recognised") if of_provinces else _("All criteria met")
    edges = (0.0, 0.05, 0.3, 1.0) if of_provinces else (0.0, 0.25, 0.5, 0.75, 1.0)
    if of_provinces and not place:
        return _("No ward recognised")
    low, high = list(itertools.pairwise(edges))[place - of_provinces]
    numbers = [telling.percent(f"edge_{int(each * 100)}", each) for each in (low, high)]
    below = tell("below {edge}", edge=numbers[1])
    return below if of_provinces and not low else telling.words(numbers[0], " – ", below)


def label(code: str, *, of_provinces: bool = False, selective: bool = False) -> Piece:
    """Words of a class.

    Args:
        code: Class, see `lib.situation.classes_on_map`.
        of_provinces: Whether provinces are in it, not wards.
        selective: Whether a wave or a status is chosen: then a province without a ward of it
            is not one without a report.
    """
    if code in SHARES:
        return share_label(code, of_provinces=of_provinces)
    if code == SILENT and of_provinces and selective:
        return _("No ward matches the filter")
    own = {
        REPORTS: _("Provinces with reports"),
        PREDECESSOR_ONLY: _("Only former wards have reports"),
        FILTERED: _("Outside the filter"),
        COMMUNE: _("Other units (outside the programme)"),
    }
    return own[code] if code in own else (STATUS | PACE | NO_VALUE)[code].words


def area(code: str, *, of_provinces: bool = False, selective: bool = False) -> MapClass:
    """Look of an area; arguments as of `label`."""
    words = label(code, of_provinces=of_provinces, selective=selective)
    if code in SHARES:
        place = SHARES.index(code)
        ink = "#ffffff" if place > 2 else "#10283f"
        return MapClass(words, CLASSES_OF_SHARE[place], hatch=_DENSER[place], ink=ink)
    if code == REPORTS:
        return MapClass(words, _WITH_REPORTS)
    if code == PREDECESSOR_ONLY:
        return MapClass(words, _WITH_REPORTS, hatch="upright", ink="#4d7396")
    if code == FILTERED:
        return MapClass(words, "#c6d1dc", hatch="cross", ink="#8d9cab")
    if code == COMMUNE:
        return MapClass(words, "#e6eaee", stroke="#c3ccd5")
    entry = (STATUS | PACE | NO_VALUE)[code]
    return MapClass(words, entry.fill, hatch=entry.hatch, ink=entry.pattern_ink)


def mark(code: str, size: int) -> MapClass:
    """Look of a point of a diameter in pixels; those without a report are tiny."""
    words = label(code)
    if code in SHARES:
        place = SHARES.index(code)
        return MapClass(words, CLASSES_OF_SHARE[place], size=size - 1, rank=100 * place)
    if code in STATUS:
        entry = STATUS[code]
        rank = 100 * LADDER.index(code)
        return MapClass(words, entry.fill, shape=entry.shape, size=size, rank=rank)
    if code == FILTERED:
        return MapClass(words, "#c6d1dc", size=_TINY, rank=-50)
    if code == SILENT:
        return MapClass(words, "#ccd5dd", size=_TINY, rank=-100)
    return MapClass(words, NO_VALUE[code].fill, shape="square", size=13)


def outside() -> MapClass:
    """Wards of the province that lie in another district than the chosen one."""
    return MapClass(
        _("Outside the chosen district"), "#ffffff", hatch="grid", stroke="#d5dde5", ink="#e3e8ed"
    )


def today() -> MapClass:
    """Outlines of today under wards of before the reform."""
    return MapClass(_("Today's outline"), "#fbfcfd", stroke="#ccd6e0")
