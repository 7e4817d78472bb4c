"""Growth: the same questions of 1, 2, 4, 8 and 16 times the wards, and the quarters.

Each measure comes with its exponent: 1 grows as the data do, 0 not at all.
``python -m benchmarks.growth`` draws them into `docs/growth.svg`; do that on a quiet machine.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import plotly.graph_objects as go
from playwright.sync_api import Browser
from plotly.subplots import make_subplots

from benchmarks.chromium import chromium
from benchmarks.grown import write_grown
from benchmarks.measures import HEAD, Measure, line
from benchmarks.national import child
from benchmarks.viewers.load import apart, thinking
from benchmarks.viewers.peers import looked_at, warm
from tests.browser.server import ROOT

TIMES = (1, 2, 4, 8, 16)
VIEWERS, SECONDS, THINK = 2, 20.0, 1.0


@dataclass(frozen=True)
class Grown:
    """What one size took.

    Attributes:
        times: Size, 1 for the demonstration data as they are.
        rows: Rows of the tables that grow.
        load: Seconds to read and check.
        start: Seconds of a later start.
        choice: Processor seconds of a choice of a province on the overview.
        memory: Megabytes of the server with two viewers.
    """

    times: int
    rows: int
    load: float
    start: float
    choice: float
    memory: float


def exponent(times: Sequence[int], values: Sequence[float]) -> float:
    """The slope of the straight line through the logarithms, by least squares."""
    return float(np.polyfit(np.log(times), np.log(values), 1)[0])


def sizes(what: str) -> Iterator[Grown]:
    """Each size of `wards` or `quarters`."""
    for times in TIMES:
        with tempfile.TemporaryDirectory() as name:
            folder, cache = Path(name), Path(name) / "cache"
            rows = write_grown(folder, **{"wards": 1, "quarters": 1, what: times})
            arguments = ("read", folder / "sets" / "demo", cache, folder / "units")
            load = child("national_reader", *arguments)["seconds"]
            start = child("national_reader", *arguments)["seconds"]
            yield Grown(times, rows, load, start, *_choosing(folder, cache))


def _choosing(folder: Path, cache: Path) -> tuple[float, float]:
    """Processor seconds of a choice, and megabytes of the server."""
    environment = {
        "WARD_ATLAS_DATA": os.fspath(folder / "sets"),
        "WARD_ATLAS_UNITS": os.fspath(folder / "units"),
        "XDG_CACHE_HOME": os.fspath(cache),
    }
    with looked_at("overview", 1, **environment) as (served, arrive):

        async def look() -> tuple[float, float]:
            await warm(arrive, served)
            found = await thinking(arrive, served, VIEWERS, SECONDS, THINK)
            if found.errors:
                raise RuntimeError(found.errors[0])
            return found.cpu_each, served.sample().memory

        return apart(look)


def measured(browser: object) -> Iterator[Measure]:
    """The largest size of each kind, with the exponents over all sizes."""
    del browser  # viewers without one
    for what in ("wards", "quarters"):
        yield from told(what, list(sizes(what)))


def told(what: str, grown: Sequence[Grown]) -> Iterator[Measure]:
    """All sizes of `wards` or `quarters` as lines of the report."""
    last = grown[-1]
    for name, (words, unit) in MEASURES.items():
        values = [getattr(each, name) for each in grown]
        power = _power(grown, name)
        steps = ", ".join(f"{value:.3g}" for value in values)
        yield Measure(
            "growth",
            f"{last.times} times the {what}, {last.rows} rows: {words}",
            values[-1],
            unit,
            note=f"grows with the power {power:.2f}: {steps}",
        )


def _power(grown: Sequence[Grown], name: str) -> float:
    return exponent([each.times for each in grown], [getattr(each, name) for each in grown])


def chart(grown: Mapping[str, Sequence[Grown]]) -> go.Figure:
    """All sizes as one chart: a panel a measure, both scales logarithmic."""
    titles = [f"{words}, {unit}" for words, unit in MEASURES.values()]
    figure = make_subplots(1, len(MEASURES), subplot_titles=titles, horizontal_spacing=0.06)
    for (what, found), (colour, dash) in zip(grown.items(), _LOOKS, strict=True):
        for place, name in enumerate(MEASURES, start=1):
            figure.add_scatter(
                x=[each.times for each in found], y=[getattr(each, name) for each in found],
                line={"color": colour, "dash": dash}, name=f"times the {what}",
                showlegend=place == 1, row=1, col=place,
            )  # fmt: skip
    for place, name in enumerate(MEASURES, start=1):
        powers = ", ".join(f"{what} {_power(found, name):.2f}" for what, found in grown.items())
        figure.update_xaxes(title=f"power: {powers}", row=1, col=place)
    figure.update_xaxes(type="log", tickvals=TIMES, title_font_size=13)
    marks = [step * 10**power for power in range(-3, 5) for step in (1, 2, 5)]
    figure.update_yaxes(type="log", tickvals=marks, tickformat="~g")
    figure.update_layout(
        width=1200, height=380, template="plotly_white", font={"size": 13, "color": "#1c2733"},
        legend={"orientation": "h", "x": 0, "y": 1.25}, margin={"l": 50, "r": 20, "t": 90, "b": 55},
    )  # fmt: skip
    return figure


def drawn(figure: go.Figure, browser: Browser) -> str:
    """A chart as SVG, drawn by the library's own script in a browser."""
    page = browser.new_page()
    page.set_content(figure.to_html(include_plotlyjs=True, div_id="chart"))
    size = {"format": "svg", "width": figure.layout.width, "height": figure.layout.height}
    address: str = page.evaluate("size => Plotly.toImage('chart', size)", size)
    page.close()
    return unquote(address.partition(",")[2])


def main() -> int:
    """Measure all sizes, print them, and draw the chart."""
    print(line(HEAD), flush=True)
    grown = {}
    for what in ("wards", "quarters"):
        grown[what] = list(sizes(what))
        for measure in told(what, grown[what]):
            print(line(measure.cells), flush=True)
    with chromium() as browser:
        (ROOT / "docs" / "growth.svg").write_text(drawn(chart(grown), browser), encoding="utf-8")
    return 0


MEASURES = {
    "load": ("read and check", "s"),
    "start": ("later start", "s"),
    "choice": ("processor a choice on the overview", "s"),
    "memory": ("server with two viewers", "MB"),
}
"""What is measured of each size, and its unit."""
_LOOKS = (("#12365c", "solid"), ("#b45309", "dash"))

if __name__ == "__main__":
    sys.exit(main())
