"""Every card of every page as picture, paper and workbook: nothing told on the screen is lost."""

from __future__ import annotations

import datetime
import io
from xml.etree import ElementTree

import pikepdf
import pytest
from python_calamine import CalamineWorkbook

from lib.briefing.sheets import sheet
from lib.cards import criteria_heat, overview, rollout, timeline
from lib.cards import map as maps
from lib.cards.bodies import Table
from lib.cards.card import Card
from lib.cards.charts import HeatMap
from lib.cards.pieces import Name, Said
from lib.draw import fonts, picture, typst, xlsx
from lib.draw.sheet import Sheet
from lib.draw.svg.columns import widths
from tests.fixtures.handed_out import handed_out, numerals, squeezed, texts
from tests.fixtures.looking import Looking

SVG = "{http://www.w3.org/2000/svg}"
LOOKS = (("public", "vi"), ("demo", "en"))
PLAIN = Sheet("Title", "en", "1 Jan 2026", "Now", "", "Data", "abc123", False, "?asof=2026-01-01")


def svg_text(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())  # noqa: S314  (our own)


@pytest.mark.parametrize(("dataset", "lang"), LOOKS)
def test_every_number_of_every_page_is_on_paper_and_in_its_picture(dataset: str, lang: str) -> None:
    lost, seen = [], 0
    for page, cards, carried in handed_out(dataset, lang):
        pdf = typst.pdf(cards, carried)
        pages = texts(pdf)
        on_paper = squeezed("".join(pages))
        for text in map(squeezed, pages):
            for words in (carried.day, carried.checksum, carried.dataset, carried.filter):
                assert squeezed(words) in text, (page, words)
        for card in cards:
            drawn = svg_text(picture.svg(card, carried))
            for words in numerals(card):
                seen += 1
                if squeezed(words) not in on_paper and card.title.look != "screen":
                    lost.append(f"{page} {card.name}: {words} on paper")
                if words not in drawn:
                    lost.append(f"{page} {card.name}: {words} in the picture")
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert str(document.Root.Lang) == lang
            assert document.Root.MarkInfo.Marked
            assert document.Root.StructTreeRoot
            with document.open_outline() as outline:
                assert outline.root
            assert document.open_metadata()["pdfuaid:part"] == "1"
    assert lost == []
    assert seen > 700


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_picture_says_what_it_shows_and_carries_what_every_export_carries(lang: str) -> None:
    looking = Looking(lang=lang, province="from2025-01")
    card = looking.card(rollout.curve)
    carried = sheet(looking.seen, looking.view, [card])
    svg = picture.svg(card, carried)
    root = ElementTree.fromstring(svg)  # noqa: S314
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == str(card.title)
    assert desc is not None and desc.text
    for words in (carried.day, carried.vintage, carried.filter, carried.checksum):
        assert words in svg_text(svg)
    assert all(each.source_id in svg_text(svg) for each in carried.sources)
    assert picture.svg(card, carried) == svg


def test_invented_data_say_so_in_a_band_over_nothing_that_is_drawn() -> None:
    looking = Looking(lang="en", dataset="demo", day="2026-11-25", page="map")
    card = looking.card(maps.whole)
    svg = picture.svg(card, sheet(looking.seen, looking.view, [card]))
    drawn = list(ElementTree.fromstring(svg))  # noqa: S314  (our own)
    assert "".join(drawn[-1].itertext()).startswith("DEMONSTRATION")
    assert float(drawn[-1][0].get("height") or 99) < 24  # all else is drawn within the margin
    for paper in ("a4", "a4-landscape", "16:9"):
        for page in texts(typst.pdf([card], sheet(looking.seen, looking.view, [card]), paper)):
            assert "DEMONSTRATION" in page


def test_a_national_map_shows_and_names_the_two_groups_of_islands() -> None:
    looking = Looking(lang="vi")
    card = looking.card(maps.reports)
    carried = sheet(looking.seen, looking.view, [card])
    svg = picture.svg(card, carried)
    for words in ("Hoàng Sa", "(Đà Nẵng)", "Trường Sa", "(Khánh Hòa)"):
        assert f">{words}</text>" in svg
    pages = "".join(texts(typst.pdf([card], carried)))
    assert "Hoàng Sa" in pages and "Trường Sa" in pages
    shapes = ElementTree.fromstring(svg).iter(f"{SVG}title")  # noqa: S314
    named = " ".join(str(each.text) for each in shapes)
    assert named.count("Thành phố") >= 6 and "Tỉnh An Giang" in named


def test_the_same_cards_give_the_same_bytes_whenever_they_are_drawn() -> None:
    looking = Looking()
    cards = [looking.card(overview.figures), looking.card(maps.reports)]
    carried = sheet(looking.seen, looking.view, cards)
    assert typst.pdf(cards, carried) == typst.pdf(cards, carried)
    assert typst.png(cards[0], carried, 96) == typst.png(cards[0], carried, 96)
    assert xlsx.workbook(cards, carried) == xlsx.workbook(cards, carried)


def test_a_picture_in_pixels_has_the_dots_that_were_asked_for() -> None:
    looking = Looking()
    card = looking.card(overview.figures)
    png = typst.png(card, sheet(looking.seen, looking.view, [card]), 192)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == pytest.approx(2 * picture.WIDTH, abs=2)


def test_all_rows_of_a_heat_map_are_on_paper_under_a_head_on_every_page() -> None:
    looking = Looking(lang="vi")
    card = looking.card(criteria_heat.heat_map)
    body = card.bodies[0]
    assert isinstance(body, HeatMap) and len(body.rows) > 600
    pages = texts(typst.pdf([card], sheet(looking.seen, looking.view, [card])))
    whole = squeezed("".join(pages))
    assert all(squeezed(row.unit.words) in whole for row in body.rows)
    assert all("Ngày đánh giá" in text for text in pages[1:-1])


def test_pages_are_filled_headings_stay_with_tables_and_letters_can_be_read() -> None:
    made = {}
    for page in ("data", "sources", "help"):
        looking = Looking("public", lang="vi")
        cards = looking.cards(page)
        made[page] = typst.pdf(cards, sheet(looking.seen, looking.view.but(page=page), cards))
    found = {page: texts(pdf) for page, pdf in made.items()}
    assert len(found["help"]) == 1  # set a little smaller than a second page all but empty
    first, *_others = found["data"]
    assert "8 bảng" in first and "O051" in first  # a table on its side, below its headline
    assert "88 trong 94 nguồn" in found["sources"][0] and "S01" in found["sources"][0]
    with pikepdf.open(io.BytesIO(made["sources"])) as document:
        sizes = {
            float(str(each.operands[1]))
            for page in document.pages
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) == "Tf"
        }
    assert min(sizes) >= 7  # points: an address breaks where it has to


def test_a_long_remark_gets_its_width_from_columns_that_break_anyway() -> None:
    narrowest, widest = [60.0] * 12, [150.0] * 11 + [2000.0]
    found = widths(narrowest, widest, 1200)
    assert sum(found) == pytest.approx(1200)
    lines = [whole / width for whole, width in zip(widest, found, strict=True)]
    assert max(lines) < 4 and min(found) >= 60
    assert widths([60, 60, 60], [90, 90, 2000], 800)[:2] == [90, 90]  # short ones stay whole


def test_every_page_about_a_ward_names_it() -> None:
    looking = Looking("demo", lang="vi", ward="from2025-00004")
    cards = looking.cards("ward")
    carried = sheet(looking.seen, looking.view.but(page="ward"), cards[3:6])
    assert "Phường Ba Đình" in carried.filter
    for page in texts(typst.pdf(cards[3:6], carried)):
        assert squeezed(carried.filter) in squeezed(page)
    other = sheet(looking.seen, looking.view.but(page="criteria"))
    assert "Ba Đình" not in other.filter


def test_hostile_text_stays_text_in_every_medium() -> None:
    words = '<script>&"\\#link("x")[*y*] $z$ `q` @a\u0001 日本\U0010fffe\ufeff\uffff'
    card = Card("x", Said((Name(words),)), Said((words,)), (Table((), ()),))
    svg = picture.svg(card, PLAIN)
    assert "<script" not in svg and "&lt;script&gt;&amp;" in svg
    on_paper = texts(typst.pdf([card], PLAIN))[0]
    assert '<script>&"\\#link("x")[*y*] $z$ `q` @a □□□' in on_paper.replace("\r\n", " ")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.workbook([card], PLAIN)))
    assert "<script>" in str(rows.get_sheet_by_index(0).to_python()[0][0])


def test_a_step_that_raises_cancels_and_is_told_what_goes_on() -> None:
    said: list[str] = []

    def stop(step: str, done: float) -> None:
        said.append(step)
        if done >= 0.6:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        typst.pdf([Card("x", Said(("A",)))], PLAIN, progress=stop)
    assert said[0] == "Title"


def test_a_workbook_has_numbers_and_days_as_what_they_are_and_nothing_for_what_is_not_known() -> (
    None
):
    looking = Looking(lang="vi")
    cards = [looking.card(overview.figures), looking.card(rollout.progress)]
    cards += [looking.card(timeline.outlook), looking.card(maps.whole)]
    carried = sheet(looking.seen, looking.view, cards)
    raw = xlsx.workbook(cards, carried)
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    assert book.sheet_names == ["figures", "progress", "outlook", "map"]
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
             for cell in row]  # fmt: skip
    assert 152 in cells and datetime.date(2026, 11, 25) in cells
    years = {"2025", "2026", "2027", "2028", "2029", "2030"}  # a day known by its year stays text
    assert not any(isinstance(c, str) and c.isdecimal() for c in cells if c not in years)
    assert "Thành phố Hà Nội" in cells and "from2025-01" in cells
    first = [row[0] for row in book.get_sheet_by_name("figures").to_python()]
    assert any(carried.checksum in str(words) for words in first)


def test_columns_share_what_there_is_and_break_no_word_before_all_lines_are_broken() -> None:
    assert widths([10, 10], [20, 30], 60) == [25, 35]
    assert widths([10, 10], [20, 300], 100) == pytest.approx([20, 80], abs=0.1)
    assert widths([80, 90], [100, 100], 100) == [80, 90]


def test_text_is_measured_in_the_font_of_exports() -> None:
    assert fonts.width("Phường", 16, bold=True) > fonts.width("Phường", 16)
    assert fonts.width("ắ", 100) == pytest.approx(fonts.width("a", 100))
