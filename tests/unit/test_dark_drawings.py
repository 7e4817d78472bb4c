"""Drawings follow the dark presentation: each neutral colour that they are drawn in has its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lib.words import colours

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "lib/ui/frame/presentation.css"
BOTH_WAYS = {
    "#c6d0da": "axis of the dots over shares: seen on white and on black",
    "#4f7ba6": "a city that is no class of its own: seen on white and on black",
}


@pytest.mark.parametrize("name", ["lineage", "outlines", "cell_pictures"])
def test_a_neutral_colour_of_a_drawing_is_known_to_the_dark_look(name: str) -> None:
    source = (ROOT / f"lib/draw/{name}.py").read_text("utf-8")
    named = {getattr(colours, each) for each in re.findall(r"colours\.([A-Z_]+)", source)}
    drawn = {*re.findall(r"#[0-9a-f]{6}", source), *named - {colours.ACCENT, colours.STEEL}}
    assert drawn
    known = set(re.findall(r'\[(?:fill|stroke)="(#[0-9a-f]{6})"\]', STYLE.read_text("utf-8")))
    assert drawn - known <= set(BOTH_WAYS)


def test_no_drawing_stands_on_white_in_the_dark_look() -> None:
    white = re.findall(
        r"present_dark[^{}]*\{[^{}]*background: (?:#fff|white)", STYLE.read_text("utf-8")
    )
    assert white == []
