"""Images of wards: what is in the value is drawn, and text stays text."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest

from lib.cards.pieces import NOTHING, Chip, Course, Name, Said
from lib.cards.shapes import Kin, Lineage, Outline
from lib.draw import lineage, outlines
from lib.draw.cell_pictures import course
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


def line(*steps: tuple[date, float, float], last: date = date(2025, 1, 1)) -> str:
    return drawing(course(Course(steps, date(2021, 1, 1), last, "x")))


def test_the_line_breaks_where_the_criteria_set_changes() -> None:
    svg = line(
        (date(2022, 1, 1), 0.5, 22), (date(2023, 1, 1), 1.0, 22),
        (date(2024, 1, 1), 0.8, 20),
    )  # fmt: skip
    drawn = next(path for path in paths(svg) if "V" in path)
    assert drawn.count("M") == 3
    assert drawn.count("V") == 1
    assert svg.count("<circle") == 3
    # A quarter, a half, three quarters of the way from 2021 to 2025, on 208 pixels.
    starts = [float(text) for text in re.findall(r"M([\d.]+)", drawn)]
    assert starts == pytest.approx([4 + 208 * part for part in (0.25, 0.5, 0.75)], abs=0.3)


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


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_long_text_of_the_lineage_is_broken_and_never_set_smaller(count: int) -> None:
    told = " · ".join(
        ["since 20 Dec 2023", "20/20 (30 Jun 2025)", "Decision No. DEMO-101", "x" * 90]
    )
    body = Lineage(
        tuple(
            (Kin(Name("Phường " * 12), Chip("recognised", "R"), Said((told,))),)
            for _ in range(count)
        ),
        (),
        (Said(("x",)),) * count,
    )
    svg = drawing(lineage.drawing(body))
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)) == 14
    assert lineage.graph(body).width <= 748
    assert svg.count("x" * 90) == 0
    assert ">Decision No. DEMO-101<" in svg


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", '"><script>', "a & b' onload='"])
def test_a_name_stays_text_in_the_drawing_and_in_the_page(name: str) -> None:
    image = lineage.drawing(Lineage(((kin(name, own=True),),), (), (Said((name,)),)))
    assert len(re.findall(r"<", image)) == 1
    assert unescape(re.findall(r'alt="([^"]*)"', image)[0]).startswith(name)
    svg = drawing(image)
    assert "<img" not in svg
    assert "<script" not in svg
