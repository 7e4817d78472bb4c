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

import plotly.graph_objects as go
import pytest

from lib.cards import telling
from lib.cards.charts import Break, Dot, Dots, Goal, Lane, Lines, Outlook, Series
from lib.cards.pieces import Said
from lib.draw import curve, lanes
from lib.words import wording

KEPT = Path(__file__).parents[1] / "fixtures" / "figures"
UPDATE = "UPDATE_FIGURES"
LARGEST = 20_000  # bytes; a larger one is no longer read by anybody
SHOWN = 12  # differences named in the message

DAY = date(2026, 7, 25)
SPAN = (date(2021, 1, 1), date(2031, 3, 31))
DUE = date(2030, 12, 31)
STEP_DAYS = (date(2023, 6, 30), date(2025, 4, 22), date(2025, 7, 1))


def _lines(*, to_goals: bool = True, large: bool = True, held: bool = True) -> Lines:
    counts = {"solid": (0, 3, 0), "band": (0, 0, 3), "dotted": (2, 1, 1)} if held else {}
    series = [
        Series(
            telling.chip("reported_complete" if kind == "dotted" else "recognised").words
            + (" (former)" if kind == "band" else ""),
            "reported_complete" if kind == "dotted" else "recognised",
            tuple(zip(STEP_DAYS, map(float, values), strict=True)),
            telling.count(kind, values[-1]),
            kind,  # type: ignore[arg-type]
        )
        for kind, values in counts.items()
    ] or [Series("none", "recognised", ((DAY, 0.0),), telling.count("none", 0))]
    goals = (
        Goal(Said(("target 2030: 1,249",)), date(2021, 6, 1), 0, DUE, 1_249),
        Goal(Said(("target 2025: 75",)), date(2021, 6, 1), 0, date(2025, 12, 31), 75),
    )
    led = Outlook(Said(("15 expected (8–31)",)), 3, DUE, 15.2, 7.7, 30.8)
    whole = held and to_goals
    breaks = (Break(date(2025, 7, 1), "reform"),) if held else ()
    return Lines(tuple(series), goals if whole else (), led if whole and large else None, breaks,
                 DAY, *SPAN, to_goals=to_goals, unit="wards", large=large)  # fmt: skip


def _events() -> go.Figure:
    bars = [
        Lane(Said(("Wave 2024",)), (), (date(2024, 3, 1), date(2024, 3, 31)), "one", "wave:2024"),
        Lane(Said(("Wave 2025",)), (), (date(2025, 1, 1), date(2025, 1, 1)), "two", "wave:2025"),
    ]
    plans = (
        Dot(date(2021, 7, 1), "first", "plan", key="M1"),
        Dot(date(2021, 7, 20), "close to it", "plan", key="M2"),
    )
    due = (Dot(DUE, "ahead", "target", hollow=True, key="T1"),)
    rest = [Lane(Said(("Plan",)), plans), Lane(Said(("Target due",)), due)]
    return lanes.lanes(Dots((*bars, *rest), *SPAN, DAY))


FIGURES: dict[str, tuple[str, Callable[[], go.Figure]]] = {
    "curve": ("en", lambda: curve.curve(_lines())),
    "curve_counts_only": ("en", lambda: curve.curve(_lines(to_goals=False))),
    "curve_empty": ("en", lambda: curve.curve(_lines(held=False))),
    "curve_small": ("en", lambda: curve.curve(_lines(large=False))),
    "curve_vi": ("vi", lambda: curve.curve(_lines())),
    "lanes": ("en", _events),
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
    content: dict[str, Any] = json.loads(make().to_json())
    template = content["layout"].pop("template", {})
    content["template"] = "of Plotly" if template.get("data") else "none"
    plain: dict[str, Any] = rounded(content)
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
    different = differences(json.loads(path.read_text(encoding="utf-8")), now)
    told = "\n  ".join(different[:SHOWN])
    assert not different, f"{name} differs in {len(different)} values; {again}\n  {told}"


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_holds_no_missing_number_and_no_packed_array(name: str) -> None:
    values = leaves(drawn(name)).items()
    # JSON has no NaN: Plotly writes null for it, and packs arrays of numpy as base64. A null
    # at an end of a range of ticks means "no end", one among counts a line that breaks off.
    missing = [
        path
        for path, value in values
        if value is None and "dtickrange" not in path and ".y[" not in path
    ]
    assert missing == []
    assert [path for path, _value in values if path.endswith(".bdata")] == []


def test_every_kept_file_belongs_to_a_chart_and_is_small_enough_to_read() -> None:
    files = {path.stem: path.stat().st_size for path in KEPT.glob("*.json")}
    assert files.keys() == FIGURES.keys()
    assert {name: size for name, size in files.items() if size > LARGEST} == {}


def test_every_function_that_makes_a_chart_is_kept() -> None:
    modules = (curve, lanes)
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
