"""Viewers of the benchmarks: what they answer for a control, and how their times are told."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from streamlit.proto.Element_pb2 import Element

from benchmarks.measures import Budget, Measure, keep
from benchmarks.viewers.load import apart, percentile
from benchmarks.viewers.widgets import shown_value


def box(**values: object) -> Element:
    element = Element()
    element.selectbox.id = "$$ID-1-province"
    element.selectbox.options.extend(["All", "Hà Nội", "Huế"])
    for name, value in values.items():
        setattr(element.selectbox, name, value)
    return element


def test_a_percentile_is_the_value_that_so_many_do_not_exceed() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert [percentile(values, share) for share in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([7.0], 95) == 7.0
    assert percentile([1.0, 9.0], 95) == 9.0
    assert percentile([], 95) == 0.0


def test_a_control_answers_its_default_until_something_is_chosen() -> None:
    first = shown_value(box(default=1), None)
    assert first is not None
    assert (first.id, first.string_value) == ("$$ID-1-province", "Hà Nội")
    first.string_value = "Huế"
    assert shown_value(box(default=1), first) is first


def test_a_control_takes_the_value_that_the_server_sets() -> None:
    kept = shown_value(box(), None)
    now = shown_value(box(set_value=True, raw_value="Huế"), kept)
    assert now is not None
    assert now.string_value == "Huế"


def test_days_and_many_choices_are_answered_as_lists() -> None:
    day = Element()
    day.date_input.id = "$$ID-2-asof"
    day.date_input.default.append("2025/06/30")
    kinds = Element()
    kinds.button_group.id = "$$ID-3-kind"
    for name in ("plan", "review"):
        kinds.button_group.options.add(content=name)
    kinds.button_group.default.append(1)
    answers = [shown_value(each, None) for each in (day, kinds)]
    assert [list(each.string_array_value.data) for each in answers if each] == [
        ["2025/06/30"],
        ["review"],
    ]


def test_what_is_no_control_is_not_answered() -> None:
    words = Element()
    words.markdown.body = "words"
    assert shown_value(words, None) is None
    assert shown_value(Element(), None) is None


def test_results_of_one_subject_are_put_in_the_place_of_the_earlier_ones(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    early, late = {"measured_at": "early"}, {"measured_at": "late"}
    keep([Measure(subject, "x", 1, "s") for subject in "abc"], early, path=path)
    keep([Measure("b", "x", 3, "s", Budget("most", 2)), Measure("b", "y", 4, "s")], late, path=path)
    keep([Measure("c", "y", 5, "s")], late, ["c"], path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["about"] == late
    keys = ("subject", "what", "value", "verdict", "measured_at")
    assert [tuple(row[key] for key in keys) for row in kept["measures"]] == [
        ("a", "x", 1, "", "early"),
        ("b", "x", 3, "over", "late"),
        ("b", "y", 4, "", "late"),
        ("c", "y", 5, "", "late"),
    ]


def test_viewers_look_while_a_loop_runs_already_as_chromium_has_one() -> None:
    async def look() -> int:
        return 7

    async def driven() -> int:
        return apart(look)

    assert asyncio.run(driven()) == 7
