"""The charts of the timeline as figures: what stands where, against a small computation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from lib.cards import telling
from lib.cards.charts import Break, Dot, Dots, Goal, Lane, Lines, Outlook, Series
from lib.cards.pieces import Said
from lib.draw.curve import curve
from lib.draw.lanes import folded, lanes
from lib.draw.peaks import peak
from lib.words import wording

DAY = date(2026, 7, 25)
REFORM = date(2025, 7, 1)
SPAN = (date(2021, 1, 1), date(2031, 3, 31))
DUE = date(2030, 12, 31)
DAYS = (date(2023, 6, 30), date(2025, 4, 22), REFORM)


def series(name: str, values: tuple[float, ...], kind: Any = "solid") -> Series:
    term = "reported_complete" if kind == "dotted" else "recognised"
    steps = tuple(zip(DAYS, values, strict=True))
    return Series(name, term, steps, telling.count(kind, values[-1]), kind)


def goal(label: str, due: date, value: float) -> Goal:
    return Goal(Said((label,)), date(2021, 6, 1), 0, due, value)


GOALS = (
    goal("target 2030: 249", DUE, 249),
    goal("target 2025: 75", date(2025, 12, 31), 75),
    goal("target 2030: 245", DUE, 245),
)
BODY = Lines(
    (
        series("Recognised", (0, 3, 1)),
        series("Former", (0, 0, 2), "band"),
        series("Reported complete", (2, 1, 1), "dotted"),
    ),
    GOALS,
    None,
    (Break(REFORM, "reform"),),
    DAY,
    *SPAN,
    unit="wards",
    large=True,
)


@pytest.fixture(autouse=True)
def english() -> None:
    wording.use("en")


def traces(figure: Any) -> dict[str, Any]:
    return {trace["name"]: trace for trace in figure.to_plotly_json()["data"]}


def texts(figure: Any) -> list[str]:
    return [note["text"] for note in figure.to_plotly_json()["layout"].get("annotations", [])]


def test_recognised_is_solid_and_breaks_off_at_the_reform() -> None:
    made = traces(curve(BODY))
    recognised, complete = made["Recognised"], made["Reported complete"]
    assert list(recognised["y"]) == [0, 0, 3, 3, None, 1, 1, 1]
    assert list(recognised["x"][3:6]) == [pd.Timestamp(REFORM)] * 3
    assert list(complete["y"]) == [0, 2, 1, 1, None, 1, 1, 1]
    assert (recognised["line"]["dash"], complete["line"]["dash"]) == ("solid", "dot")
    assert complete["fillpattern"]["shape"] == "/"
    assert "fillpattern" not in recognised
    assert "reform" in texts(curve(BODY))


@pytest.mark.parametrize(("lang", "day"), [("en", "%-d %b %Y"), ("vi", "%d/%m/%Y")])
def test_the_pointer_writes_days_as_the_language_does(lang: str, day: str) -> None:
    wording.use(lang)
    told = [trace["hovertemplate"] for trace in traces(curve(BODY)).values()
            if "%{x" in trace.get("hovertemplate", "")]  # fmt: skip
    assert told
    assert all("%{x|" + day + "}" in each for each in told)


def test_a_line_goes_on_as_it_was_where_a_break_brings_no_change() -> None:
    body = replace(BODY, breaks=(Break(date(2024, 1, 1), "break"),))
    counts = list(traces(curve(body))["Recognised"]["y"])
    assert counts == [0, 0, 0, None, 0, 3, 1, 1]


def test_titles_of_ended_wards_stand_above_those_of_wards_that_exist() -> None:
    band = traces(curve(BODY))["Former"]
    assert list(band["y"])[:5] == [1, 1, 3, 3, 1]
    assert (band["x"][0], band["x"][1]) == (pd.Timestamp(REFORM), pd.Timestamp(DAY))
    assert band["fill"] == "toself"


def test_the_band_of_the_recent_pace_begins_at_the_count_of_its_own_scope() -> None:
    led = Outlook(Said(("15 expected (8–31)",)), 2, DUE, 15, 8, 31)
    made = traces(curve(replace(BODY, outlook=led)))
    band = made["80% interval"]
    assert list(band["x"]) == [pd.Timestamp(DAY), pd.Timestamp(DUE), pd.Timestamp(DUE)]
    assert list(band["y"]) == [2, 31, 8]
    assert list(made["15 expected (8–31)"]["y"]) == [2, 15]
    assert "target 2030: 249" in texts(curve(replace(BODY, outlook=led)))


def test_target_lines_begin_where_the_pace_is_measured_from() -> None:
    line = traces(curve(BODY))["target 2025: 75"]
    assert list(line["x"]) == [pd.Timestamp(2021, 6, 1), pd.Timestamp(2025, 12, 31)]
    assert list(line["y"]) == [0, 75]
    assert line["line"]["dash"] == "dash"


def test_labels_of_targets_do_not_cover_each_other() -> None:
    assert texts(curve(replace(BODY, breaks=()))) == ["target 2030: 249", "target 2025: 75"]


def test_the_label_of_a_target_stands_above_the_counts_around_it() -> None:
    high = replace(BODY, series=(series("Recognised", (0, 120, 1)),))
    layout = curve(high).to_plotly_json()["layout"]
    (label,) = [note for note in layout["annotations"] if note["text"] == "target 2025: 75"]
    assert (label["y"], label["yanchor"]) == (120, "bottom")
    (line,) = [each for each in layout["shapes"] if each["y0"] == 75]
    assert line["y1"] > 120
    assert peak(high, date(2025, 1, 1), date(2025, 12, 31)) == 120
    assert peak(high, date(2026, 1, 1), DAY) == 1


def test_a_label_that_does_not_fit_beside_the_axis_of_a_small_chart_begins_at_it() -> None:
    long = "a target of the year 2025: 75 wards"
    aims = (goal("2030: 249", DUE, 249), goal(long, date(2025, 12, 31), 75))
    small = replace(BODY, goals=aims, large=False)
    notes = curve(small).to_plotly_json()["layout"]["annotations"]
    (label,) = [note for note in notes if note["text"] == long]
    assert (label["x"], label["xanchor"]) == (pd.Timestamp(SPAN[0]), "left")
    assert label["y"] > 75
    assert label["y"] < 249
    near = replace(BODY, first=date(2025, 11, 25), last=date(2027, 11, 25))
    notes = curve(near).to_plotly_json()["layout"]["annotations"]
    (label,) = [note for note in notes if note["text"] == "target 2025: 75"]
    assert label["xanchor"] == "left"  # not over the axis


@pytest.mark.parametrize(("to_goals", "top"), [(True, 249 * 1.12), (False, 3 * 1.12)])
def test_the_axis_reaches_to_the_targets_or_to_the_counts(to_goals: bool, top: float) -> None:
    layout = curve(replace(BODY, to_goals=to_goals)).to_plotly_json()["layout"]
    assert layout["yaxis"]["range"] == pytest.approx([0, top])


def test_counts_far_from_each_other_in_time_begin_before_a_short_period() -> None:
    near = replace(BODY, first=date(2025, 1, 1), last=DAY)
    days = list(traces(curve(near))["Recognised"]["x"])
    assert days == sorted(days)


def test_both_charts_share_one_time_axis() -> None:
    first = curve(BODY).to_plotly_json()["layout"]
    second = lanes(Dots((Lane(Said(("Plan",))),), *SPAN, DAY)).to_plotly_json()["layout"]
    for name in ("l", "r"):
        assert first["margin"][name] == second["margin"][name]
    assert first["xaxis"]["range"] == second["xaxis"]["range"]


def marked(*dots: Dot) -> Any:
    (trace,) = lanes(Dots((Lane(Said(("Plan",)), dots),), *SPAN, DAY)).to_plotly_json()["data"]
    return trace


def test_waves_are_bars_from_the_first_to_the_last_report() -> None:
    bars = (
        Lane(Said(("2024",)), (), (date(2024, 3, 1), date(2024, 3, 31)), "one", "wave:2024"),
        Lane(Said(("2025",)), (), (date(2025, 1, 1), date(2025, 1, 1)), "two", "wave:2025"),
    )
    (trace,) = lanes(Dots(bars, *SPAN, DAY)).to_plotly_json()["data"]
    assert list(trace["base"]) == ["2024-03-01", "2025-01-01"]
    assert trace["x"][0] == 30 * 86_400_000
    assert trace["x"][1] > 0
    assert list(trace["y"]) == [1, 0]
    assert [each[0] for each in trace["customdata"]] == ["wave:2024", "wave:2025"]


def test_events_ahead_are_hollow_and_a_click_gives_their_key() -> None:
    later = Dot(DAY + timedelta(days=400), "later", "plan", hollow=True, key="M2")
    trace = marked(Dot(DAY, "now", "plan", key="M1"), later)
    assert list(trace["marker"]["symbol"]) == ["circle", "circle-open"]
    assert [each[0] for each in trace["customdata"]] == ["M1", "M2"]


def test_events_close_in_time_stand_beside_each_other_in_their_lane() -> None:
    trace = marked(*(Dot(DAY + timedelta(days=n), "", "plan") for n in (0, 3, 300)))
    heights = list(trace["y"])
    assert len({heights[0], heights[1]}) == 2
    assert heights[0] == heights[2] == 0
    assert all(abs(height) < 0.5 for height in heights)


def test_text_of_the_record_is_no_markup_under_the_pointer() -> None:
    assert folded("<b>x</b> & y") == "&lt;b&gt;x&lt;/b&gt; &amp; y"
    assert folded("a " * 60).count("<br>") >= 1


def test_the_words_at_the_end_of_a_small_curve_have_room() -> None:
    body = replace(BODY, large=False, last=date(2026, 12, 31))
    begin, end = curve(body).to_plotly_json()["layout"]["xaxis"]["range"]
    share = (end - pd.Timestamp(DAY)) / (end - begin)
    assert share * 440 >= 7.7 * len("1 reported complete")
