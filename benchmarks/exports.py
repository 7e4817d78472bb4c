"""What is handed out: pictures, PDFs, briefings, the ward book, all provinces; processor time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

from playwright.sync_api import Browser

from benchmarks.measures import Budget, Measure
from lib.briefing.handouts import handout
from lib.briefing.sheets import sheet
from lib.briefing.templates import from_template
from lib.briefing.ward_book import ward_book
from lib.cards import map as maps
from lib.cards.contents import cards
from lib.draw import typst
from lib.situation import data
from lib.view.view import View
from lib.words import wording

DAY = date(2026, 11, 25)
SCENES = 20


def measured(_browser: Browser) -> Iterator[Measure]:
    """Seconds of the processor for each export of the demonstration data."""
    wording.use("vi")
    view = View(dataset="demo", asof=DAY)
    seen = data.situation("demo", DAY, view.narrowed)
    pages = ("overview", "timeline", "criteria")
    made = [card for page in pages for card in cards(page, seen, view.but(page=page))][:20]
    carried = sheet(seen, view, made)
    country = maps.reports(seen, view)
    city = view.but(province="from2025-01")
    of_city = data.situation("demo", DAY, city.narrowed)
    yield _measure("picture of the national map", lambda: typst.png(country, carried), 1)
    yield _measure(f"PDF of {len(made)} cards", lambda: typst.pdf(made, carried), 5)
    yield _measure("ward book of Hà Nội", lambda: ward_book(of_city, city), 60)
    yield from _briefing()
    yield _measure("slides of 34 provinces, a file each", _provinces, 180)


def _briefing() -> Iterator[Measure]:
    """Twenty scenes, each kind of file for the first time and once more."""
    national = from_template("national", "demo", DAY)
    city = from_template("place", "demo", DAY, province="from2025-01")
    made = national.but(scenes=(*national.scenes, *city.scenes)[:SCENES])
    for kind, most in (("pptx", 12.0), ("pdf", 5.0)):
        sizes: list[int] = []

        def make(kind: str = kind, sizes: list[int] = sizes) -> bytes:
            content = handout(made, kind).content
            sizes.append(len(content))
            return content

        what = f".{kind} of {SCENES} scenes"
        first = _measure(what, make, most)
        yield first
        yield _measure(f"{what}, again", make, first.value / 3)
        budget = Budget("most", 15) if kind == "pptx" else None
        yield Measure("exports", f"{what}, size", sizes[0] / 1e6, "MB", budget)


def _provinces() -> bytes:
    """What `python -m lib.briefing --template place --province all` makes, one after the other."""
    keys = data.units().provinces(DAY).index
    decks = (from_template("place", "demo", DAY, province=str(key)) for key in keys)
    return b"".join(handout(each, "pptx").content for each in decks)


def _measure(what: str, make: Callable[[], bytes], most: float) -> Measure:
    begin = time.process_time()
    size = len(make())
    spent = time.process_time() - begin
    return Measure("exports", what, spent, "s", Budget("most", most), note=f"{size // 1000} KB")
