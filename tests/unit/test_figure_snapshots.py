"""The charts as JSON, compared with the ones looked at and kept.

After a wanted change: `UPDATE_FIGURES=1 python -m pytest tests/unit/test_figure_snapshots.py`,
then read the differences before they are committed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from lib.domain.dated_targets import place_forecast
from lib.ui import figures, figures_targets, figures_timeline
from lib.ui.figures import Goal
from lib.ui.figures_targets import TargetLine
from lib.ui.figures_timeline import Mark, WaveBar
from lib.words import wording

KEPT = Path(__file__).parents[1] / "fixtures" / "figures"
UPDATE = "UPDATE_FIGURES"
LARGEST = 20_000  # bytes; a larger one is no longer read by anybody
SHOWN = 12  # differences named in the message

DAY = date(2026, 7, 25)
SPAN = (date(2021, 1, 1), date(2031, 3, 31))
DUE = date(2030, 12, 31)
STEPS = pd.DataFrame(
    {
        "day": pd.to_datetime(["2023-06-30", "2025-04-22", "2026-07-25"]),
        "recognised": [0, 3, 3],
        "reported_complete": [2, 1, 1],
    }
)
NO_STEPS = STEPS.iloc[:0]


def _targets() -> go.Figure:
    lines = [
        TargetLine("target 2030: 1,249", date(2021, 6, 1), 0, DUE, 1_249),
        TargetLine("target 2025: 75", date(2021, 6, 1), 0, date(2025, 12, 31), 75),
    ]
    led = place_forecast([date(2026, 4, 22)] * 3, 3, DAY, 1_249, DUE, 1_249)
    assert led is not None
    return figures_targets.progress_chart(STEPS, lines, led, DAY, SPAN, whole=True, now=3)


def _counts_only() -> go.Figure:
    return figures_targets.progress_chart(STEPS, (), None, DAY, (SPAN[0], DAY), whole=False)


def _nothing_counted() -> go.Figure:
    return figures_targets.progress_chart(NO_STEPS, (), None, DAY, SPAN, whole=True)


def _events() -> go.Figure:
    bars = [
        WaveBar("wave:2024", "Wave 2024", date(2024, 3, 1), date(2024, 3, 31), "one"),
        WaveBar("wave:2025", "Wave 2025", date(2025, 1, 1), date(2025, 1, 1), "two"),
    ]
    marks = [
        Mark("M1", "Plan", date(2021, 7, 1), "circle", "#33628f", False, "first"),
        Mark("M2", "Plan", date(2021, 7, 20), "circle", "#33628f", False, "close to it"),
        Mark("T1", "Target date", DUE, "diamond", "#8C2D04", True, "ahead"),
    ]
    return figures_timeline.events_chart(bars, marks, DAY, SPAN)


def _rollout() -> go.Figure:
    goals = [
        Goal("75 by 2025", date(2024, 1, 1), date(2025, 12, 31), 75),
        Goal("1,800 by 2030", date(2025, 5, 1), DUE, 1_800, base=3),
    ]
    return figures.rollout_curve(STEPS, goals, DAY)


def _nothing_rolled_out() -> go.Figure:
    return figures.rollout_curve(NO_STEPS, [], DAY)


FIGURES: dict[str, tuple[str, Callable[[], go.Figure]]] = {
    "events_chart": ("en", _events),
    "progress_chart": ("en", _targets),
    "progress_chart_counts_only": ("en", _counts_only),
    "progress_chart_empty": ("en", _nothing_counted),
    "progress_chart_vi": ("vi", _targets),
    "rollout_curve": ("en", _rollout),
    "rollout_curve_empty": ("en", _nothing_rolled_out),
}
"""Language and maker of every chart by the name of its file."""


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    wording.use("vi")


def rounded(value: Any) -> Any:
    """Numbers to six digits, whole ones without a point: the last bits differ by machine."""
    if isinstance(value, dict):
        return {name: rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [rounded(inner) for inner in value]
    if isinstance(value, float):
        short = float(f"{value:.6g}")
        return int(short) if short.is_integer() else short
    return value


def drawn(name: str) -> dict[str, Any]:
    """A chart as plain JSON; Plotly's own template is Plotly's to test."""
    language, make = FIGURES[name]
    wording.use(language)
    found: dict[str, Any] = json.loads(make().to_json())
    template = found["layout"].pop("template", {})
    found["template"] = "of Plotly" if template.get("data") else "none"
    plain: dict[str, Any] = rounded(found)
    return plain


def written(chart: dict[str, Any]) -> str:
    """The text of a kept file: sorted, one value a line, so that differences can be read."""
    return json.dumps(chart, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every value of a chart by its path, `data[0].x[2]`."""
    if isinstance(value, dict) and value:
        inner = [(f"{path}.{name}" if path else name, each) for name, each in value.items()]
    elif isinstance(value, list) and value:
        inner = [(f"{path}[{place}]", each) for place, each in enumerate(value)]
    else:
        return {path: value}
    return {where: leaf for name, each in inner for where, leaf in leaves(each, name).items()}


def differences(kept: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """One line for each value that differs."""
    before, after = leaves(kept), leaves(now)
    return [
        f"{path}: kept {before.get(path, 'nothing')!r}, now {after.get(path, 'nothing')!r}"
        for path in sorted(before.keys() | after.keys())
        if path not in before or path not in after or before[path] != after[path]
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_is_the_one_that_was_kept(name: str) -> None:
    path, now = KEPT / f"{name}.json", drawn(name)
    if os.environ.get(UPDATE) == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(now), encoding="utf-8")
    again = f"if this is wanted: {UPDATE}=1 python -m pytest {Path(__file__).name}"
    assert path.is_file(), f"no chart is kept for {name}; {again}"
    found = differences(json.loads(path.read_text(encoding="utf-8")), now)
    told = "\n  ".join(found[:SHOWN])
    assert not found, f"{name} differs in {len(found)} values; {again}\n  {told}"


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_holds_no_missing_number_and_no_packed_array(name: str) -> None:
    values = leaves(drawn(name)).items()
    # JSON has no NaN: Plotly writes null for it, and packs arrays of numpy as base64. A null
    # at an end of a range of ticks means "no end".
    missing = [path for path, value in values if value is None and "dtickrange" not in path]
    assert missing == []
    assert [path for path, _value in values if path.endswith(".bdata")] == []


def test_every_kept_file_belongs_to_a_chart_and_is_small_enough_to_read() -> None:
    files = {path.stem: path.stat().st_size for path in KEPT.glob("*.json")}
    assert files.keys() == FIGURES.keys()
    assert {name: size for name, size in files.items() if size > LARGEST} == {}


def test_every_function_that_makes_a_chart_is_kept() -> None:
    modules = (figures, figures_targets, figures_timeline)
    makers = {
        name
        for module in modules
        for name, made in vars(module).items()
        if callable(made)
        and not name.startswith("_")
        and getattr(made, "__module__", "") == module.__name__
        and getattr(made, "__annotations__", {}).get("return") == "go.Figure"
    }
    assert {maker for maker in makers if not any(n.startswith(maker) for n in FIGURES)} == set()
    assert makers


def test_a_moved_point_and_a_lost_line_are_named_by_their_path() -> None:
    kept = {"data": [{"x": [1, 2]}, {"x": [3]}]}
    now = {"data": [{"x": [1, 5]}]}
    assert differences(kept, now) == [
        "data[0].x[1]: kept 2, now 5",
        "data[1].x[0]: kept 3, now 'nothing'",
    ]


def test_noise_in_the_last_digits_is_no_difference() -> None:
    assert rounded({"x": [0.1 + 0.2, 3.0, 1e-20]}) == {"x": [0.3, 3, 1e-20]}
    assert rounded(0.300001) != 0.3
