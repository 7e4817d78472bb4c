"""Images of wards: what is in the value is drawn, and text stays text."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest

from lib.cards.pieces import NOTHING, Chip, Name, Said, Share, ShareLine, ShareStep
from lib.cards.shapes import Kin, Lineage, Outline
from lib.draw import lineage, outlines, share_line
from lib.draw.share_bar import share
from lib.words import wording


def drawing(image: str) -> str:
    """The SVG inside an image."""
    inside = re.search(r'src="data:image/svg\+xml,([^"]*)"', image)
    assert inside
    return unquote(inside[1])


def paths(svg: str) -> list[str]:
    return re.findall(r'<path d="([^"]*)"', svg)


def test_a_unit_without_an_outline_is_a_point_in_the_middle() -> None:
    svg = drawing(outlines.drawing(Outline(Name("x"), ()), 4.0))
    assert '<circle cx="120" cy="90"' in svg


def test_kilometres_become_pixels_of_the_frame() -> None:
    own = ((-1.0, -0.5), (1.0, -0.5), (1.0, 0.5), (-1.0, 0.5))
    svg = drawing(outlines.drawing(Outline(Name("x"), (own,)), 4.0))
    assert paths(svg)[2] == "M60,60L180,60L180,120L60,120Z"


def test_numbers_of_the_scale_follow_the_language() -> None:
    wording.use("vi")
    assert "0,5 km" in drawing(outlines.drawing(Outline(Name("x"), ()), 2.0))


def test_a_share_stands_where_it_belongs_on_the_track() -> None:
    for value, at in ((0.0, 6.0), (0.5, 60.0), (1.0, 114.0)):
        assert f'<circle cx="{at:.1f}"' in drawing(share(Share(value, "x", kind="dot")))


def test_a_share_is_a_bar_of_its_length_and_never_longer_than_the_scale() -> None:
    for value, width in ((0.0, "0.00"), (0.25, "25.00"), (1.5, "100.00")):
        assert f"width:{width}%" in share(Share(value, '<b>"', "recognised"))
    assert "<b>" not in share(Share(0.5, '<b>"'))


def line(*steps: ShareStep, last: date = date(2025, 1, 1)) -> str:
    return drawing(share_line.drawing(ShareLine(steps, date(2021, 1, 1), last, "x")))


def test_the_line_breaks_where_the_criteria_set_changes() -> None:
    svg = line(
        ShareStep(date(2022, 1, 1), 0.5, 22), ShareStep(date(2023, 1, 1), 1.0, 22),
        ShareStep(date(2024, 1, 1), 0.8, 20),
    )  # fmt: skip
    drawn = next(path for path in paths(svg) if "V" in path)
    assert drawn.count("M") == 3
    assert drawn.count("V") == 1
    assert svg.count("<circle") == 3
    # A quarter, a half, three quarters of the way from 2021 to 2025, on 288 pixels.
    starts = [float(text) for text in re.findall(r"M([\d.]+)", drawn)]
    assert starts == pytest.approx([4 + 288 * part for part in (0.25, 0.5, 0.75)], abs=0.3)


def test_no_steps_draw_an_empty_axis() -> None:
    svg = line(last=date(2021, 1, 1))
    assert "<circle" not in svg
    assert "nan" not in svg


def kin(name: str, *, own: bool = False) -> Kin:
    return Kin(Name(name), Chip("recognised", "Recognised"), Said(("below",)), own)


def test_every_unit_of_the_lineage_has_a_box_and_every_step_a_line() -> None:
    body = Lineage(
        ((kin("A"), kin("B")), (kin("W", own=True),), (kin("S"),)),
        (((0, 0), (1, 0), ""), ((0, 1), (1, 0), "a part"), ((1, 0), (2, 0), "")),
        (Said(("before",)), Said(("now",)), NOTHING),
    )
    svg = drawing(lineage.drawing(body))
    for name in "ABWS":
        assert f">{name}</text>" in svg
    assert len([path for path in paths(svg) if "C" in path]) == 3
    assert svg.count("stroke-dasharray") == 1
    assert ">before<" in svg


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", '"><script>', "a & b' onload='"])
def test_a_name_stays_text_in_the_drawing_and_in_the_page(name: str) -> None:
    image = lineage.drawing(Lineage(((kin(name, own=True),),), (), (Said((name,)),)))
    assert len(re.findall(r"<", image)) == 1
    assert unescape(re.findall(r'alt="([^"]*)"', image)[0]).startswith(name)
    svg = drawing(image)
    assert "<img" not in svg
    assert "<script" not in svg
