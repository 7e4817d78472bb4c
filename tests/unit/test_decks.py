"""A deck opened by another program: native charts and tables with the numbers of the page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu
from python_calamine import CalamineWorkbook

from lib.briefing.briefing import Briefing, Scene
from lib.briefing.handouts import handout
from lib.briefing.templates import from_template
from lib.briefing.told import told
from lib.cards.bodies import Bars, Table
from lib.cards.charts import Lines
from lib.cards.map_kinds import MapBody
from lib.draw import fonts
from lib.draw.pptx import pages
from lib.draw.pptx.deck import deck
from lib.draw.pptx.pages import Slide
from lib.errors import Refused
from lib.words import wording

DAY = date(2026, 11, 25)


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def shapes(slide: Any) -> list[Any]:
    """All shapes of a slide, those in groups too."""
    found, left = [], list(slide.shapes)
    while left:
        shape = left.pop()
        found.append(shape)
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            left += list(shape.shapes)
    return found


@pytest.fixture(scope="module")
def hanoi() -> Briefing:
    return from_template("place", "demo", DAY, "vi", province="from2025-01")


@pytest.fixture(scope="module")
def made(hanoi: Briefing) -> bytes:
    return handout(hanoi, "pptx").content


def told_cards(briefing: Briefing) -> list[Any]:
    with wording.spoken(briefing.lang):
        return [told(scene, briefing, "then") for scene in briefing.scenes]


def test_every_part_is_well_formed_and_every_slide_has_a_title(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    for slide in opened(made).slides:
        assert slide.shapes.title.text.strip()
        ids = [shape.shape_id for shape in shapes(slide)]
        assert len(ids) == len(set(ids))


def test_pictures_charts_tables_and_groups_are_told_in_words(made: bytes) -> None:
    seen = 0
    for slide in opened(made).slides:
        for shape in slide.shapes:
            name = shape.name
            if shape.shape_type in (
                MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART,
                MSO_SHAPE_TYPE.TABLE,
            ):  # fmt: skip
                seen += 1
                words = shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
                assert len(words) >= 20, name
    assert seen


def test_every_slide_says_its_day_filter_dataset_and_sources_in_the_notes(made: bytes) -> None:
    for slide in opened(made).slides:
        foot = next(shape for shape in slide.shapes if shape.name == "wa:foot").text_frame.text
        for words in ("25/11/2026", "Hà Nội", "Số liệu minh họa"):
            assert words in foot
        assert foot in slide.notes_slide.notes_text_frame.text.replace("\n", " · ")
        mark = next(shape for shape in slide.shapes if shape.name == "wa:watermark")
        assert "SỐ LIỆU GIẢ ĐỊNH" in mark.text_frame.text
        for shape in slide.shapes:  # it is read on every slide, and lies over nothing
            assert shape.name == mark.name or shape.top >= mark.top + mark.height
    notes = "".join(slide.notes_slide.notes_text_frame.text for slide in opened(made).slides)
    assert "DEMO-" in notes


def test_charts_hold_the_numbers_of_the_page_and_their_workbook_the_same(
    hanoi: Briefing, made: bytes
) -> None:
    charts = {
        shape.name: shape.chart
        for slide in opened(made).slides
        for shape in slide.shapes
        if shape.has_chart
    }
    wanted = 0
    for each in told_cards(hanoi):
        for number, body in enumerate(each.card.bodies):
            name = f"wa:{each.card.name}.{number}"
            chart = charts.get(name)
            if isinstance(body, Bars):
                parts = [
                    c.plots[0] for key, c in charts.items() if f"{key}.".startswith(f"{name}.")
                ]
                wanted += len(parts)
                assert sum(v or 0 for p in parts for s in p.series for v in s.values) == (
                    pytest.approx(sum(part.share for row in body.rows for part in row.parts))
                )
                drawn = [len(list(plot.categories)) for plot in parts]
                assert sum(drawn) == len(body.rows)
                assert max(drawn) <= 16  # their names can be read
            elif isinstance(body, Lines):
                wanted += 1
                assert chart is not None
                values = {s.name: [v for v in s.values if v is not None] for s in chart.series}
                for series in body.series:
                    ends = [v[-1] for name, v in values.items() if name.startswith(series.name)]
                    assert series.now.value in ends
    assert wanted == len(charts) > 0
    for chart in charts.values():
        blob = chart.part.chart_workbook.xlsx_part.blob
        rows = CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_index(0).to_python()
        for column, series in enumerate(chart.series, 1):
            cells = [None if row[column] == "" else row[column] for row in rows[1:]]
            assert cells == [
                pytest.approx(v) if v else v for v in series.values
            ]  # blank where it is not known, never 0


def test_tables_hold_every_row_of_the_card_over_their_slides(hanoi: Briefing, made: bytes) -> None:
    rows: dict[str, int] = {}
    for slide in opened(made).slides:
        for shape in slide.shapes:
            if shape.has_table:
                name = shape.name.rpartition(".")[0]
                rows[name] = rows.get(name, 0) + len(shape.table.rows) - shape.table.first_row
    for each in told_cards(hanoi):
        for number, body in enumerate(each.card.bodies):
            if isinstance(body, Table):
                assert rows[f"wa:{each.card.name}.{number}"] == len(body.rows)


def test_the_map_is_a_group_of_shapes_one_for_each_unit(hanoi: Briefing, made: bytes) -> None:
    (body, name) = next(
        (body, f"wa:{each.card.name}.{number}")
        for each in told_cards(hanoi)
        for number, body in enumerate(each.card.bodies)
        if isinstance(body, MapBody) and body.layer
    )
    group = next(s for slide in opened(made).slides for s in slide.shapes if s.name == name)
    units = [s for s in group.shapes if " | from2025-" in s.name]
    assert len(units) >= len(body.values) > 50
    ward = next(s for s in units if "from2025-00004" in s.name)
    assert ward.name.startswith("Phường Ba Đình | from2025-00004 | ")
    edges = (group.left, group.top, group.left + group.width, group.top + group.height)
    for shape in units:
        assert edges[0] - 9525 <= shape.left <= shape.left + shape.width <= edges[2] + 9525
        assert edges[1] - 9525 <= shape.top <= shape.top + shape.height <= edges[3] + 9525


def test_hoang_sa_and_truong_sa_are_named_on_the_map_of_the_country() -> None:
    briefing = from_template("national", "public", DAY, "en")
    only = briefing.but(scenes=tuple(s for s in briefing.scenes if s.card == "map"))
    texts = [
        shape.text_frame.text
        for slide in opened(handout(only, "pptx").content).slides
        for shape in shapes(slide)
        if shape.has_text_frame
    ]
    assert {"Hoàng Sa", "Trường Sa"} <= {line for text in texts for line in text.split("\n")}


def test_texts_stay_within_their_boxes_and_boxes_on_the_slide(made: bytes) -> None:
    show = opened(made)
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.rotation:
                continue
            assert 0 <= shape.left <= shape.left + shape.width <= show.slide_width + 9525
            assert 0 <= shape.top <= shape.top + shape.height <= show.slide_height + 9525
            if shape.has_text_frame and shape.name.startswith("wa:"):
                assert _height(shape) <= shape.height / 9525 + 6, shape.name


def _height(shape: Any) -> float:
    """Pixels that the words of a shape need, by the measure of the font itself."""
    room, tall = shape.width / 9525, 0.0
    for paragraph in shape.text_frame.paragraphs:
        sizes = [run.font.size.pt / 0.75 for run in paragraph.runs if run.font.size]
        size = max(sizes, default=0.0)
        lines, used = 1, 0.0
        for word in paragraph.text.split():
            long = fonts.width(word + " ", size) * 1.05
            if used and used + long > room:
                lines, used = lines + 1, 0.0
            used += long
        tall += lines * size * 1.2
    return tall


def test_long_titles_hostile_names_and_empty_cards_are_drawn_whole(hanoi: Briefing) -> None:
    (each, *_rest) = told_cards(hanoi)
    with wording.spoken("vi"):
        from lib.briefing.sheets import sheet

        carried = sheet(each.seen, each.view, [each.card])
    title = "Công an phường & <b>kiểu mẫu</b> \x0b " * 9
    empty = type(each.card)("empty", each.card.title)
    slides = [Slide("a", title[:300], each.card, carried), Slide("b", "", empty, carried)]
    show = opened(deck(slides, "x"))
    assert show.slides[0].shapes.title.text.count("<b>kiểu mẫu</b>") >= 8
    assert len(show.slides) >= 2


def test_a_table_that_is_too_long_says_how_many_rows_are_left(
    hanoi: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_SLIDES", 2)
    briefing = from_template("national", "demo", DAY, "en")
    only = briefing.but(scenes=tuple(s for s in briefing.scenes if s.card == "targets"))
    show = opened(handout(only, "pptx").content)
    rows = sum(
        len(shape.table.rows) - 1 for s in show.slides for shape in s.shapes if shape.has_table
    )
    (each,) = told_cards(only)
    left = next(
        shape.text_frame.text for s in show.slides for shape in s.shapes if ".left" in shape.name
    )
    assert f"{len(each.card.bodies[0].rows) - rows} more rows" in left


def test_an_office_template_is_used_and_one_without_a_title_layout_refused(
    hanoi: Briefing,
) -> None:
    (each, *_rest) = told_cards(hanoi)
    from lib.briefing.sheets import sheet

    with wording.spoken("vi"):
        slides = [Slide("a", "T", each.card, sheet(each.seen, each.view, [each.card]))]
    mine = Presentation()
    mine.slide_width, mine.slide_height = Emu(12192000), Emu(6858000)
    mine.slides.add_slide(mine.slide_layouts[0])
    mine.slide_master.name = "Our office"
    stream = io.BytesIO()
    mine.save(stream)
    show = opened(deck(slides, "x", template=stream.getvalue()))
    assert show.slide_master.name == "Our office"
    assert len(show.slides) == 1  # what the template showed is gone
    for layout in list(mine.slide_layouts)[1:]:
        if layout.name == "Title Only":
            mine.slide_layouts.remove(layout)
    bare = io.BytesIO()
    mine.save(bare)
    hollow = io.BytesIO()  # its layouts are no layouts
    with (
        zipfile.ZipFile(io.BytesIO(stream.getvalue())) as whole,
        zipfile.ZipFile(hollow, "w") as archive,
    ):
        for name in whole.namelist():
            is_layout = "slideLayouts/slideLayout" in name
            archive.writestr(name, b"<a/>" if is_layout else whole.read(name))
    cut = stream.getvalue()[: len(stream.getvalue()) // 2]
    for wrong in (bare.getvalue(), b"no deck", hollow.getvalue(), cut):
        with pytest.raises(Refused):
            deck(slides, "x", template=wrong)


def test_a_title_longer_than_a_property_may_be_is_whole_on_its_slide(hanoi: Briefing) -> None:
    long = "Rất dài " * 37
    scene = replace(hanoi.scenes[0], title=long)
    show = opened(handout(hanoi.but(title=long, scenes=(scene,)), "pptx").content)
    assert show.slides[0].shapes.title.text_frame.text.strip() == long.strip()
    assert len(show.core_properties.title) == 255
    assert show.core_properties.title.endswith("…")


def test_a_briefing_whose_wards_are_gone_is_told_and_the_rest_is_made(hanoi: Briefing) -> None:
    gone = Scene("map?province=99&asof=2026-11-25&dataset=demo", "map")
    made = handout(hanoi.but(scenes=(gone, hanoi.scenes[0])), "pptx")
    assert made.trouble
    assert len(opened(made.content).slides) >= 1
    nothing = handout(hanoi.but(scenes=(gone,)), "pdf")
    assert nothing.content == b""


def test_marks_over_time_and_outlines_are_shapes_that_can_be_moved() -> None:
    day = "asof=2026-11-25&dataset=demo"
    asked = (
        (f"timeline?{day}", "events"),
        (f"ward?{day}&ward=from2025-00004", "place"),
        (f"compare?{day}&compare=until2025-00019,until2025-31120", "maps"),
    )
    briefing = from_template("pilots", "demo", DAY, "en")
    made = briefing.but(scenes=tuple(Scene(*each) for each in asked))
    show = opened(handout(made, "pptx").content)
    every = [shape for slide in show.slides for shape in shapes(slide)]
    assert not [shape for shape in every if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    events = next(shape for shape in every if shape.name == "wa:events.0")
    (card,) = [each.card for each in told_cards(made) if each.card.name == "events"]
    marks = [str(dot.words) for lane in card.bodies[0].lanes for dot in lane.dots]
    drawn = [shape.name for shape in events.shapes]
    assert len(marks) > 20
    assert all(drawn.count(words) >= marks.count(words) for words in marks)
    listed = "".join(s.text_frame.text for s in every if s.name.startswith("wa:events.0.list"))
    assert all(words in listed for words in marks)
    own = [shape.name for shape in every if " | from2025-00004 | Recognised" in shape.name]
    assert own == ["Phường Ba Đình, TP. Hà Nội | from2025-00004 | Recognised"]
