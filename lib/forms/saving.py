"""What a visitor saves: a card as picture or workbook, a page or a ward book as PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lib.briefing.sheets import sheet
from lib.briefing.ward_book import units, ward_book
from lib.cards.card import Card
from lib.cards.contents import cards
from lib.cards.screens import headed
from lib.draw import picture, typst, xlsx
from lib.draw.sheet import Progress
from lib.forms import layout, making
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext

_DPI = 200


@dataclass(frozen=True)
class _Order:
    """What a job makes: it is begun anew when something else is asked for."""

    what: str
    paper: str
    view: View


def _stem(view: View, name: str) -> str:
    place = view.province.partition("-")[2]
    parts = (view.dataset, name, place, view.asof.isoformat())
    return "-".join(part for part in parts if part)


def card_files(seen: Situation, view: View, card: Card) -> None:
    """Buttons that give a card as picture or workbook; made only when one is clicked."""
    carried = sheet(seen, view, [card])
    stem = _stem(view, card.name)
    kinds: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        (_("Picture (PNG)"), "png", lambda: typst.png(card, carried, _DPI)),
        (_("Drawing (SVG)"), "svg", lambda: picture.svg(card, carried).encode()),
        (_("Numbers (Excel)"), "xlsx", lambda: xlsx.workbook([card], carried)),
        (_("Paper (PDF)"), "pdf", lambda: typst.pdf([card], carried)),
    )
    st.markdown(f"**{_('Save this card')}**")
    with st.container(horizontal=True, gap="small"):
        for label, ending, make in kinds:
            layout.file_button(label, make, f"{stem}.{ending}", f"save_{ending}")
    st.caption(
        _("Each file carries the title, the as-of date, the filter, the sources and the dataset.")
    )


def page_files(seen: Situation, view: View) -> None:
    """The page, or the ward book of its province, as PDF: chosen, made, saved."""
    names = {"page": _("This page, all its cards whole")}
    if seen.province:
        n = len(units(seen))
        place = seen.units.full_name(seen.scope, seen.day)
        names["book"] = ngettext(
            "Ward book of {place}: {n} unit, a page each",
            "Ward book of {place}: {n} units, a page each",
            n,
            place=place,
        )
    papers = {
        "a4": _("A4, upright"),
        "a4-landscape": _("A4, on its side"),
        "16:9": _("Screen, 16:9"),
    }
    language = wording.language()

    @st.fragment
    def chosen() -> None:
        wording.use(language)
        what = st.radio(_("What"), list(names), format_func=names.__getitem__, key="export_what")
        paper = st.radio(
            _("Paper"), list(papers), format_func=papers.__getitem__, key="export_paper",
            horizontal=True,
        )  # fmt: skip
        order = _Order(str(what), str(paper), view)
        name = "ward-book" if order.what == "book" else (view.page or "overview")
        file = making.File(f"{_stem(view, name)}.pdf", _("Make the PDF"))
        making.make("export", order, _work(order, seen), file)

    chosen()


def _work(order: _Order, seen: Situation) -> Callable[[Progress], bytes]:
    view = order.view

    def page(tell: Progress) -> bytes:
        tell(_("Counting"), 0.0)
        made = cards(view.page, seen, view)
        if order.paper == "16:9":  # a card a page, the sentence of the day over the first
            made = headed(made)
        return typst.pdf(made, sheet(seen, view, made), order.paper, tell)

    def book(tell: Progress) -> bytes:
        return ward_book(seen, view, order.paper, tell)

    return book if order.what == "book" else page


def drop() -> None:
    """End the job of this session and let go of what it made."""
    making.drop("export")
