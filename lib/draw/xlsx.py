"""The numbers behind cards as a workbook: a sheet for each card, cells typed."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.cards.card import Card
from lib.draw import picture
from lib.draw.rows import Value, grids_of, plain
from lib.draw.sheet import Sheet
from lib.words import colours
from lib.words.wording import _

_MOST_LETTERS = 32_767  # of a cell
_WIDTHS = (10, 60)  # letters


@dataclass(frozen=True)
class _Looks:
    """Formats of cells."""

    title: Format
    head: Format
    text: Format
    day: Format
    soft: Format


def workbook(cards: Iterable[Card], sheet: Sheet) -> bytes:
    """What cards tell as an Excel workbook.

    Args:
        cards: The cards; one without numbers or rows still has its sentence.
        sheet: What every page carries; it stands under each card.

    Returns:
        The bytes of an .xlsx file: numbers and full dates typed, texts never formulas, an unknown
        value empty, never 0. The same cards and sheet give the same bytes.
    """
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": sheet.title, "created": datetime.datetime(2000, 1, 1)})
    day = "dd/mm/yyyy" if sheet.lang == "vi" else "d mmm yyyy"
    looks = _Looks(
        book.add_format({"bold": True, "font_size": 14, "font_color": colours.NAVY}),
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": day, "align": "left", "valign": "top"}),
        book.add_format({"font_color": colours.SOFT}),
    )
    used: set[str] = set()
    for card in cards:
        _card(book.add_worksheet(_name(card, used)), card, sheet, looks)
    if not used:
        book.add_worksheet()
    book.close()
    return stream.getvalue()


def _name(card: Card, used: set[str]) -> str:
    name, count = card.name[:28], 1
    while name.casefold() in used:
        count += 1
        name = f"{card.name[:26]} {count}"
    used.add(name.casefold())
    return name


def _card(page: Worksheet, card: Card, sheet: Sheet, looks: _Looks) -> None:
    row = 0
    for words, look in (
        (str(card.title) or sheet.title, looks.title),
        *((line, looks.soft) for line in picture.stated(sheet)),
        (plain(card.below), looks.soft),
    ):
        if words:
            page.write_string(row, 0, words[:_MOST_LETTERS], look)
            row += 1
    widths: dict[int, int] = {}
    for body in card.bodies:
        for heads, rows in grids_of(body, sheet):
            row += 1
            if any(heads):
                for place, head in enumerate(heads):
                    page.write_string(row, place, head, looks.head)
                    widths[place] = max(widths.get(place, 0), len(head) + 2)
                row += 1
            for values in rows:
                for place, value in enumerate(values):
                    _write(page, row, place, value, looks)
                    widths[place] = max(widths.get(place, 0), len(_shown(value)))
                row += 1
    row += 1
    for words in (*map(plain, (*card.remarks, card.note)), *_cited(sheet)):
        if words:
            page.write_string(row, 0, words[:_MOST_LETTERS], looks.soft)
            row += 1
    for place, letters in widths.items():
        page.set_column(place, place, min(max(letters + 1, _WIDTHS[0]), _WIDTHS[1]))


def _write(page: Worksheet, row: int, place: int, value: Value, looks: _Looks) -> None:
    if isinstance(value, datetime.date):
        page.write_datetime(row, place, value, looks.day)
    elif isinstance(value, str):
        if value:
            page.write_string(row, place, value[:_MOST_LETTERS], looks.text)
    elif value is not None:
        page.write_number(row, place, value)


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return max(value.split("\n"), key=len)
    return "" if value is None else str(value)[:12]


def _cited(sheet: Sheet) -> Iterator[str]:
    for each in sheet.sources:
        yield f"{_('Source')} {each.source_id}: {each.citation} {each.url}".rstrip()
