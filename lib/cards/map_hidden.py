"""Classes that are not shown: their areas stay as empty outlines, their points go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.cards.map_kinds import MapBody, MapClass
from lib.situation.classes_on_map import Mapped
from lib.words.wording import _


def without(body: MapBody, groups: Mapped, hidden: Sequence[str]) -> tuple[MapBody, list[MapClass]]:
    """A map without some of its classes, in its legend neither; and those classes.

    Args:
        body: The map.
        groups: Its classes, in the order of `body.areas` and `body.marks`.
        hidden: ``areas.<code>`` or ``marks.<code>``.
    """
    codes = [
        *(f"areas.{code}" for code in groups.areas),
        *(f"marks.{code}" for code in groups.marks),
    ]
    gone = {place for place, code in enumerate(codes) if code in hidden}
    if not gone:
        return body, []
    empty = len(body.classes)
    places = {place: empty if place in gone else place for place in range(empty)}
    first = len(groups.areas)
    shown = replace(
        body,
        classes=(*body.classes, MapClass(_("Not shown"), "#ffffff", stroke="#e1e7ed")),
        values=tuple((code, places[place], line) for code, place, line in body.values),
        rest=tuple((kind, places[place]) for kind, place in body.rest),
        points=tuple(point for point in body.points if point.place not in gone),
        areas=tuple(cls for place, cls in enumerate(body.areas) if place not in gone),
        marks=tuple(cls for place, cls in enumerate(body.marks, first) if place not in gone),
    )
    return shown, [cls for place, cls in enumerate((*body.areas, *body.marks)) if place in gone]
