"""Charts on a telephone: the plot has the width, its words stay inside."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from lib.cards.charts import Dot, Dots, Lane
from lib.cards.pieces import Said
from lib.draw.curve import curve
from lib.draw.lanes import lanes
from lib.draw.narrow import _LETTER, _WIDTH, narrowed
from tests.unit.test_figure_snapshots import DAY, SPAN, _lines


@pytest.mark.parametrize("large", [True, False])
def test_no_words_of_a_curve_are_cut_off_at_an_edge(large: bool) -> None:
    made = narrowed(curve(_lines(large=large)))
    assert made.layout.margin.l + made.layout.margin.r <= 16
    first, last = (pd.Timestamp(each) for each in made.layout.xaxis.range)
    for note in made.layout.annotations:
        at = note.x if note.xref == "paper" else (pd.Timestamp(note.x) - first) / (last - first)
        width = _LETTER * len(re.sub(r"<[^>]*>", "", note.text)) / _WIDTH
        left, right = (at, at + width) if note.xanchor == "left" else (at - width, at)
        assert left > -0.05
        assert right < 1.05, note.text


def test_names_of_lanes_stand_above_their_marks() -> None:
    rows = tuple(
        Lane(Said((name,)), (Dot(date(2024, 1, 1), "words", "workshop", key="k"),))
        for name in "abc"
    )
    wide, made = lanes(Dots(rows, *SPAN, DAY)), narrowed(lanes(Dots(rows, *SPAN, DAY)))
    assert wide.layout.margin.l > 100
    assert made.layout.margin.l == 8
    assert [note.text for note in made.layout.annotations if note.text] == ["a", "b", "c"]
    assert made.layout.height > wide.layout.height
