"""The legend of a map: its classes with their counts. No Streamlit."""

from __future__ import annotations

from markupsafe import Markup

from lib.cards.map_kinds import MapBody, MapClass
from lib.draw import hatches
from lib.draw.html import Place, joined, piece, tag

_SIGNS = {"check": "✓", "diamond": "◆", "ring": "◉", "square": "■", "disc": "●"}


def swatch(cls: MapClass, *, mark: bool = False) -> Markup:
    """The look of a class beside its words: a mark for points, a field for areas."""
    if mark:
        look = f"color:{cls.fill};-webkit-text-stroke:.6px #55677a"
        return tag("span", _SIGNS[cls.shape], style=look, aria_hidden="true")
    look = hatches.swatch(cls.fill, cls.hatch, cls.ink)
    return tag("span", "", class_="wa-swatch", style=look)


def legend(body: MapBody, at: Place, *, column: bool = False) -> Markup:
    """Legend of points and areas with the counts of each class; in a column, with heads."""
    made = Markup()
    for classes, told, mark in (
        (body.marks, body.marks_told, True),
        (body.areas, body.areas_told, False),
    ):
        rows = joined(
            tag(
                "span",
                swatch(cls, mark=mark)
                + tag("span", piece(cls.label, at))
                + (tag("b", piece(cls.count, at)) if cls.count else Markup()),
                class_="row",
            )
            for cls in classes
        )
        if classes:
            head = tag("p", told, class_="wa-sub") if column else Markup()
            made += head + tag("div", rows, class_="wa-legend col" if column else "wa-legend")
    return made
