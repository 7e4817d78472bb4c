"""The charts of the timeline as values: what stands where, against a small computation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from lib.domain.dated_targets import place_forecast
from lib.ui.figures_targets import TargetLine, progress_chart
from lib.ui.figures_timeline import Mark, WaveBar, events_chart, folded_lines
from lib.words import wording

DAY = date(2026, 7, 25)
SPAN = (date(2021, 1, 1), date(2031, 3, 31))
STEPS = pd.DataFrame(
    {
        "day": pd.to_datetime(["2023-06-30", "2025-04-22", "2026-07-25"]),
        "recognised": [0, 3, 3],
        "reported_complete": [2, 1, 1],
    }
)
LINES = (
    TargetLine("target 2030: 249", date(2021, 6, 1), 0, date(2030, 12, 31), 249),
    TargetLine("target 2025: 75", date(2021, 6, 1), 0, date(2025, 12, 31), 75),
    TargetLine("target 2030: 245", date(2021, 6, 1), 0, date(2030, 12, 31), 245),
)


@pytest.fixture(autouse=True)
def english() -> None:
    wording.use("en")


def traces(figure: Any) -> dict[str, Any]:
    return {trace["name"]: trace for trace in figure.to_plotly_json()["data"]}


def texts(figure: Any) -> list[str]:
    return [note["text"] for note in figure.to_plotly_json()["layout"].get("annotations", [])]


def mark(day: date, lane: str = "Plan", *, ahead: bool = False, key: str = "M1") -> Mark:
    return Mark(key, lane, day, "circle", "#33628f", ahead, "words")


def test_recognised_is_solid_and_reported_complete_is_hatched_beside_it() -> None:
    found = traces(progress_chart(STEPS, (), None, DAY, SPAN, whole=True))
    recognised, complete = found["Recognised"], found["Reported complete"]
    assert list(recognised["y"]) == [0, 0, 3, 3]
    assert list(complete["y"]) == [0, 2, 1, 1]
    assert recognised["line"]["dash"] == "solid"
    assert complete["line"]["dash"] == "dot"
    assert complete["fillpattern"]["shape"] == "/"
    assert "fillpattern" not in recognised


def test_the_band_runs_from_the_count_of_the_day_to_the_interval_on_the_due_day() -> None:
    due = date(2030, 12, 31)
    led = place_forecast([date(2026, 4, 22)] * 3, 3, DAY, 249, due, 249)
    assert led is not None
    figure = progress_chart(STEPS, LINES, led, DAY, SPAN, whole=True, now=3)
    found = traces(figure)
    ahead = (due - DAY).days / (DAY - date(2025, 7, 1)).days  # in lengths of the recent window
    # Garwood, 80 %, of 3 events: 1.1021 and 6.6808 (chi-square table, half of it).
    assert found["at the recent pace"]["y"][1] == pytest.approx(3 + 3 * ahead)
    band = found["80% interval"]
    assert list(band["x"]) == [pd.Timestamp(DAY), pd.Timestamp(due), pd.Timestamp(due)]
    assert band["y"][0] == 3
    assert band["y"][1] == pytest.approx(3 + 6.6808 * ahead, abs=0.01)
    assert band["y"][2] == pytest.approx(3 + 1.1021 * ahead, abs=0.01)
    assert "15 expected (8–31)" in texts(figure)


def test_the_band_starts_at_the_count_of_its_own_scope_not_at_the_end_of_the_curve() -> None:
    due = date(2030, 12, 31)
    led = place_forecast([date(2026, 4, 22)] * 2, 2, DAY, 249, due, 249)
    assert led is not None
    found = traces(progress_chart(STEPS, LINES, led, DAY, SPAN, whole=True, now=2))
    assert STEPS["recognised"].iloc[-1] == 3
    assert found["80% interval"]["y"][0] == found["at the recent pace"]["y"][0] == 2


def test_target_lines_begin_where_the_pace_is_measured_from() -> None:
    line = traces(progress_chart(STEPS, LINES, None, DAY, SPAN, whole=True))["target 2025: 75"]
    assert list(line["x"]) == [pd.Timestamp(2021, 6, 1), pd.Timestamp(2025, 12, 31)]
    assert list(line["y"]) == [0, 75]
    assert line["line"]["dash"] == "dash"


def test_labels_of_targets_do_not_cover_each_other() -> None:
    figure = progress_chart(STEPS, LINES, None, DAY, SPAN, whole=True)
    assert texts(figure) == ["target 2030: 249", "target 2025: 75"]


@pytest.mark.parametrize(("whole", "top"), [(True, 249 * 1.12), (False, 3 * 1.12)])
def test_the_axis_reaches_to_the_targets_or_to_the_counts(whole: bool, top: float) -> None:
    layout = progress_chart(STEPS, LINES, None, DAY, SPAN, whole=whole).to_plotly_json()["layout"]
    assert layout["yaxis"]["range"] == pytest.approx([0, top])


def test_a_chart_without_any_observation_or_target_still_has_axes() -> None:
    nothing = pd.DataFrame({"day": pd.to_datetime([]), "recognised": [], "reported_complete": []})
    layout = progress_chart(nothing, (), None, DAY, SPAN, whole=True).to_plotly_json()["layout"]
    assert layout["yaxis"]["range"] == pytest.approx([0, 1.12])
    assert layout["xaxis"]["range"] == [pd.Timestamp(SPAN[0]), pd.Timestamp(SPAN[1])]


def test_both_charts_share_one_time_axis() -> None:
    first = progress_chart(STEPS, (), None, DAY, SPAN, whole=True).to_plotly_json()["layout"]
    second = events_chart([], [mark(DAY)], DAY, SPAN).to_plotly_json()["layout"]
    for name in ("l", "r"):
        assert first["margin"][name] == second["margin"][name]
    assert first["xaxis"]["range"] == second["xaxis"]["range"]


def test_waves_are_bars_from_the_first_to_the_last_report() -> None:
    bars = [
        WaveBar("wave:2024", "Wave 2024", date(2024, 3, 1), date(2024, 3, 31), "one"),
        WaveBar("wave:2025", "Wave 2025", date(2025, 1, 1), date(2025, 1, 1), "two"),
    ]
    (trace,) = events_chart(bars, [], DAY, SPAN).to_plotly_json()["data"]
    assert list(trace["base"]) == ["2024-03-01", "2025-01-01"]
    assert trace["x"][0] == 30 * 86_400_000
    assert trace["x"][1] > 0
    assert list(trace["y"]) == [1, 0]
    assert [each[0] for each in trace["customdata"]] == ["wave:2024", "wave:2025"]


def test_events_ahead_are_hollow_and_a_click_gives_their_key() -> None:
    marks = [mark(DAY, key="M1"), mark(DAY + timedelta(days=400), ahead=True, key="M2")]
    (trace,) = events_chart([], marks, DAY, SPAN).to_plotly_json()["data"]
    assert list(trace["marker"]["symbol"]) == ["circle", "circle-open"]
    assert [each[0] for each in trace["customdata"]] == ["M1", "M2"]


def test_events_close_in_time_stand_beside_each_other_in_their_lane() -> None:
    marks = [mark(DAY), mark(DAY + timedelta(days=3)), mark(DAY + timedelta(days=300))]
    (trace,) = events_chart([], marks, DAY, SPAN).to_plotly_json()["data"]
    heights = list(trace["y"])
    assert len({heights[0], heights[1]}) == 2
    assert heights[0] == heights[2] == 0
    assert all(abs(height) < 0.5 for height in heights)


def test_text_of_the_record_is_no_markup_under_the_pointer() -> None:
    assert folded_lines("<b>x</b> & y") == "&lt;b&gt;x&lt;/b&gt; &amp; y"
    assert folded_lines("a " * 60).count("<br>") >= 1
