"""Slides that come back: new numbers in the same shapes, what a person did to them untouched."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt
from python_calamine import CalamineWorkbook

from lib.briefing.__main__ import main
from lib.briefing.briefing import Briefing
from lib.briefing.handed_back import briefing_in, handed_back, lines
from lib.briefing.handouts import handout
from lib.briefing.templates import from_template
from lib.draw.pptx.handed_back.maps import members
from lib.draw.pptx.handed_back.record import enclose, enclosed_record, every, named, slide_name
from lib.errors import Refused
from lib.words import wording
from tests.browser.payloads import PAYLOADS

BEFORE, NOW = date(2026, 6, 30), date(2026, 11, 25)
CARDS = ("figures", "map", "places", "progress", "outlook", "near", "next", "shares")


def briefing(day: date) -> Briefing:
    made = from_template("place", "demo", day, "en", province="from2025-01")
    return made.but(scenes=tuple(each for each in made.scenes if each.card in CARDS))


@pytest.fixture(scope="module")
def before() -> bytes:
    return handout(briefing(BEFORE), "pptx").content


@pytest.fixture(scope="module")
def now() -> Briefing:
    return briefing(NOW)


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def written(show: Any) -> bytes:
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def edited(content: bytes, *changes: Callable[[Any], object]) -> bytes:
    show = opened(content)
    for change in changes:
        change(show)
    return written(show)


def shape(show: Any, name: str) -> Any:
    return next(named(slide)[name] for slide in show.slides if name in named(slide))


def told(show: Any) -> dict[tuple[str, str], Any]:
    """What every shape of ours says: words, cells, values of lines, colours of units."""
    found: dict[tuple[str, str], Any] = {}
    for slide in show.slides:
        for name, each in named(slide).items():
            key = slide_name(slide), name
            if each.has_text_frame:
                found[key] = each.text_frame.text
            elif getattr(each, "has_table", False):
                found[key] = [[cell.text for cell in row.cells] for row in each.table.rows]
            elif getattr(each, "has_chart", False):
                book = each.chart.part.chart_workbook.xlsx_part.blob
                sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
                values = [(s.name, list(s.values)) for s in each.chart.series]
                found[key] = values, sheet.to_python()
            elif hasattr(each, "shapes"):
                found[key] = {one.name: (fill(one), one.left) for one in each.shapes}
    return found


def fill(one: Any) -> str:
    """Colour of a shape of a map; its pattern beside it."""
    marks = one._element.find(qn("p:spPr")).iter(qn("a:srgbClr"), qn("a:pattFill"))
    return " ".join(each.get("val") or each.get("prst") for each in marks)


def test_slides_nobody_touched_say_what_new_ones_would_and_each_number_is_listed(
    before: bytes, now: Briefing
) -> None:
    made = handed_back(before, now)
    fresh = told(opened(handout(now, "pptx").content))
    shown = told(opened(made.content))
    assert {key: value for key, value in shown.items() if value != fresh.get(key)} == {}
    assert shown.keys() == fresh.keys()
    with wording.spoken("en"):
        listed = lines(made.changes)
    assert "1 · Number · ✓ Recognised · 16 → 25" in listed
    assert any("Phường Hoàn Kiếm · Reported complete" in each for each in listed)
    assert any("Quận Ba Đình · Recognised · 25% → 38%" in each for each in listed)
    assert any("25 Nov 2026 · 16 → 25" in each for each in listed)
    again = handed_back(made.content, now)
    assert again.changes == ()
    assert told(opened(again.content)) == shown


def test_what_was_done_by_hand_stays(before: bytes, now: Briefing) -> None:
    def title(show: Any) -> None:
        shape(show, "wa:places.title").text_frame.text = "Our districts"

    def tile(show: Any) -> None:
        mine = shape(show, "wa:figures.0.recognised")
        mine.text_frame.paragraphs[0].runs[0].text = "With the title"
        mine.text_frame.paragraphs[1].runs[0].font.color.rgb = RGBColor(200, 0, 0)
        mine.left, mine.width = Emu(5_000_000), Emu(3_000_000)

    def extra(show: Any) -> None:
        own = show.slides[0].shapes.add_textbox(0, 0, Pt(200), Pt(30))
        own.text_frame.text = "Ask the deputy"
        slide = show.slides.add_slide(show.slides[0].slide_layout)
        slide.shapes.title.text = "Our own slide"

    def notes(show: Any) -> None:
        show.slides[1].notes_slide.notes_text_frame.text += "\nSpeak slowly"

    later = {
        row.cells[0].text
        for row in shape(opened(handout(now, "pptx").content), "wa:near.0.0").table.rows
    }
    rows_before = list(shape(opened(before), "wa:near.0.0").table.rows)
    at = next(n for n, row in enumerate(rows_before) if n and row.cells[0].text in later)
    key = rows_before[at].cells[0].text  # a ward that is still on the list

    def table(show: Any) -> None:
        cells = shape(show, "wa:near.0.0").table
        cells.cell(at, 1).text_frame.paragraphs[0].runs[0].text = "agreed with the city"
        cells.cell(at, 0).fill.solid()
        cells.cell(at, 0).fill.fore_color.rgb = RGBColor(1, 2, 3)

    def ward(show: Any) -> None:
        unit = next(s for s in every(show.slides[1].shapes) if "from2025-00004" in s.name)
        unit.fill.solid()
        unit.fill.fore_color.rgb = RGBColor(9, 9, 9)

    def gone(show: Any) -> None:
        mine = shape(show, "wa:figures.0.registered")
        mine._element.getparent().remove(mine._element)

    mine = edited(before, title, tile, extra, notes, table, ward, gone)
    made = handed_back(mine, now)
    show = opened(made.content)
    assert shape(show, "wa:places.title").text_frame.text == "Our districts"
    tile_now = shape(show, "wa:figures.0.recognised")
    assert [p.text for p in tile_now.text_frame.paragraphs][:2] == ["With the title", "25"]
    assert tile_now.text_frame.paragraphs[1].runs[0].font.color.rgb == RGBColor(200, 0, 0)
    assert (tile_now.left, tile_now.width) == (5_000_000, 3_000_000)
    texts = [s.text_frame.text for each in show.slides for s in each.shapes if s.has_text_frame]
    assert "Ask the deputy" in texts
    assert show.slides[-1].shapes.title.text == "Our own slide"
    spoken = show.slides[1].notes_slide.notes_text_frame.text
    assert "Speak slowly" in spoken
    assert "25 Nov 2026" in spoken
    rows = {row.cells[0].text: row for row in shape(show, "wa:near.0.0").table.rows}
    assert rows[key].cells[1].text == "agreed with the city"
    unit = next(s for s in every(show.slides[1].shapes) if "from2025-00004" in s.name)
    assert unit.fill.fore_color.rgb == RGBColor(9, 9, 9)  # its class is the same
    assert not any("wa:figures.0.registered" in named(slide) for slide in show.slides)
    kept = [each for each in made.changes if each.kind == "kept"]
    assert {"Our districts", "With the title", "Speak slowly"} <= {each.before for each in kept}
    told_of = next(each for each in kept if each.before == "Our districts")
    assert told_of.now == "16 districts have a recognised ward"


def test_cells_typed_by_hand_stay_in_a_table_that_has_other_columns_now(before: bytes) -> None:
    def change(show: Any) -> None:
        table = shape(show, "wa:near.0.0")._element.graphic.graphicData.tbl
        for row in table.tr_lst:
            row.remove(row.tc_lst[2])
        table.tblGrid.remove(table.tblGrid.gridCol_lst[2])
        shape(show, "wa:near.0.0").table.cell(1, 1).text = "By hand"

    made = handed_back(edited(before, change), briefing(BEFORE))
    table = shape(opened(made.content), "wa:near.0.0").table
    assert len(table.columns) == 3
    assert table.cell(1, 1).text == "By hand"
    assert [(each.kind, each.before) for each in made.changes if "By hand" in each.before] == [
        ("kept", "By hand")
    ]


def test_scenes_that_came_or_went_are_told_and_slides_with_something_by_hand_only_hidden(
    before: bytes, now: Briefing
) -> None:
    def by_hand(show: Any) -> None:
        slide = next(s for s in show.slides if "wa:next.title" in named(s))
        slide.shapes.add_textbox(0, 0, Pt(200), Pt(30)).text_frame.text = "Mine"

    def without(show: Any) -> None:
        order = show.slides._sldIdLst
        show.part.drop_rel(order[0].rId)
        order.remove(order[0])

    left = [each for each in now.scenes if each.card not in ("outlook", "next")]
    added = from_template("national", "demo", NOW, "en").scenes[0]
    asked = now.but(scenes=(*left[:2], added, *left[2:]))
    made = handed_back(edited(before, by_hand, without), asked)
    show = opened(made.content)
    changes = [each for each in made.changes if each.kind not in ("number", "text")]
    assert {(each.kind, each.what) for each in changes} == {
        ("added", shape(show, "wa:figures.title").text_frame.text),
        ("removed", "Required: 7.8 wards a year"),
        ("hidden", shape(show, "wa:next.title").text_frame.text),
    }
    hidden = [s for s in show.slides if s._element.get("show") == "0"]
    assert ["wa:next.title" in named(slide) for slide in hidden] == [True]
    figures = [slide for slide in show.slides if "wa:figures.title" in named(slide)]
    assert len(figures) == 1  # that of the city was taken out by hand and stays away
    assert "province" not in slide_name(figures[0])


def test_a_deck_that_lost_its_record_and_the_names_of_its_slides_is_still_found(
    before: bytes, now: Briefing
) -> None:
    def bare(show: Any) -> None:
        for rel in list(show.part.rels.values()):
            if "customXml" in rel.reltype:
                show.part.drop_rel(rel.rId)
                show.part.rels.pop(rel.rId) if rel.rId in show.part.rels else None
        for slide in show.slides:
            slide._element.find(qn("p:cSld")).attrib.pop("name")

    content = edited(before, bare)
    with pytest.raises(Refused, match="do not say which briefing"):
        briefing_in(content)
    show = opened(handed_back(content, now).content)
    assert shape(show, "wa:figures.0.recognised").text_frame.paragraphs[1].text == "25"
    assert len(show.slides) == len(opened(before).slides)
    assert members(show.slides[1].shapes).keys() == members(opened(before).slides[1].shapes).keys()


def test_a_sign_that_is_new_in_the_legend_leaves_the_units_of_the_map(
    before: bytes, now: Briefing
) -> None:
    old = opened(before)
    signs = [name for name in named(old.slides[1]) if ".sign." in name]
    record = enclosed_record(old)
    assert record is not None
    slide = slide_name(old.slides[1])
    kept = {name: each for name, each in record.slides[slide].items() if name not in signs}
    enclose(old, replace(record, slides={**record.slides, slide: kept}))
    gone = shape(old, signs[0])._element
    gone.getparent().remove(gone)
    show = opened(handed_back(written(old), now).content)
    assert members(show.slides[1].shapes).keys() == members(old.slides[1].shapes).keys()
    assert set(signs) <= named(show.slides[1]).keys()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no deck", b"%PDF-1.7"])
def test_a_file_that_is_no_deck_is_refused(content: bytes, now: Briefing) -> None:
    with pytest.raises(Refused, match="no PowerPoint file"):
        handed_back(content, now)


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A file with its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def in_first(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new, 1) if name == "ppt/slides/slide1.xml" else part


BOMB = b"?><!DOCTYPE a [<!ENTITY b 'lol'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (99 + n, b"&%c;" % (98 + n) * 10) for n in range(9)
)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (in_first(b"?>", BOMB + b"]>"), "no PowerPoint file"),
        (in_first(b"?>", b"?><!DOCTYPE a [<!ENTITY e SYSTEM 'file:///x'>]>"), "no PowerPoint"),
        (in_first(b"<a:t>", b"<a:t>\0"), "no PowerPoint file"),
        (in_first(b"<a:t>", b"<a:t>&#xD800;"), "no PowerPoint file"),
        (in_first(b"</p:spTree>", b"<p:grpSp>" * 300 + b"</p:grpSp>" * 300), "no PowerPoint file"),
        (in_first(b"<p:nvSpPr><p:cNvPr", b"<p:nvSpPr><p:gone"), "cannot be followed"),
        (lambda name, part: bytes(31_000_000) if name.endswith("app.xml") else part, "too large"),
    ],
    ids=["entities", "outside", "nul", "surrogate", "deep", "unnamed", "bomb"],
)  # fmt: skip
def test_a_deck_made_to_do_harm_is_refused_in_words(
    change: Callable[[str, bytes], bytes],
    told: str,
    before: bytes,
    now: Briefing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lib.draw.pptx.handed_back.deck._MOST_UNPACKED", 30_000_000)
    with pytest.raises(Refused, match=told):
        handed_back(repacked(before, change), now.but(scenes=now.scenes[:1]))


def test_payloads_in_names_and_texts_stay_texts_and_nothing_outside_is_asked_for(
    before: bytes, now: Briefing
) -> None:
    texts = [text for group in PAYLOADS.values() for text in group]
    old = opened(before)
    ours = [one for slide in old.slides for one in every(slide.shapes)]
    for n, one in enumerate(ours):
        one.name += texts[n % len(texts)]
        if one.has_text_frame and n % 2:
            one.text_frame.text = texts[n % len(texts)]
    old.slides[0].part.relate_to("http://evil.example/a.png", RELATIONSHIP_TYPE.IMAGE, True)
    made = handed_back(written(old), now)
    words = "".join(shape.text_frame.text for slide in opened(made.content).slides
                    for shape in slide.shapes if shape.has_text_frame)  # fmt: skip
    assert texts[1] in words or texts[3] in words
    assert lines(made.changes)


@pytest.mark.parametrize(
    "record",
    [
        b"[]",
        b"[" * 100_000,
        b'{"enclosed": "\\ud800", "slides": {}}',
        b'{"enclosed": "", "slides": {"a": {"b": [[1e999], []]}}}',
        b'{"enclosed": "", "slides": {"\\u0000": {"b": [["x"], []]}}}',
    ],
)
def test_a_record_that_was_tampered_with_counts_as_none(
    record: bytes, before: bytes, now: Briefing
) -> None:
    packed = base64.b64encode(zlib.compress(record))

    def change(name: str, part: bytes) -> bytes:
        if "customXml" not in name:
            return part
        return re.sub(rb"(:deck\">).*(</)", rb"\1" + packed + rb"\2", part, flags=re.DOTALL)

    forged = repacked(
        before, lambda name, part: change(name, part) if "customXml" in name else part
    )
    assert forged != before
    with pytest.raises(Refused, match="do not say which briefing"):
        briefing_in(forged)


def test_a_deck_of_somebody_else_is_refused(now: Briefing) -> None:
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[0])
    with pytest.raises(Refused, match="no slide of the file was made here"):
        handed_back(written(show), now)


def test_the_command_takes_the_briefing_out_of_the_slides_and_lists_what_changed(
    before: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "june.pptx", tmp_path / "november.pptx"
    old.write_bytes(before)
    asked = ["--update", str(old), "--as-of", "2026-11-25", "--out", str(new)]
    assert main(asked) == 0
    assert "1 · Number · ✓ Recognised · 16 → 25" in capsys.readouterr().out.splitlines()
    assert shape(opened(new.read_bytes()), "wa:figures.0.recognised").text_frame.text.count("25")
    old.write_bytes(b"nothing")
    assert main([*asked[:-1], str(tmp_path / "other.pptx")]) == 1
    assert "không phải là tệp PowerPoint" in capsys.readouterr().err
    assert not (tmp_path / "other.pptx").exists()
