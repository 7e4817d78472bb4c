"""Bodies that draw one unit, as HTML; imported, they are among those `html.markup` knows."""

from __future__ import annotations

from markupsafe import Markup

from lib.cards.shapes import Lineage, Outlines
from lib.draw import lineage, outlines
from lib.draw.html import Place, joined, markup, piece, sub, tag
from lib.words.wording import _


@markup.register
def _lineage_body(body: Lineage, at: Place) -> Markup:
    others = (kin.unit for generation in body.generations for kin in generation if not kin.own)
    links = joined(tag("span", piece(unit, at)) for unit in others)  # an image holds none
    return tag("div", lineage.drawing(body), class_="wa-wide") + tag("p", links, class_="wa-kin")


@markup.register
def _outlines_body(body: Outlines, at: Place) -> Markup:
    frames = (
        tag(
            "figure",
            outlines.drawing(each, body.span)
            + tag("b", each.unit.words, class_="wa-of")
            + (sub(each.told, at) if each.told else ""),
        )
        if each
        else tag("figure", _("location not known"), class_="wa-dim")
        for each in body.outlines
    )
    return tag("div", joined(frames), class_="wa-outlines")
