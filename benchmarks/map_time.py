"""The map through time: repainting, playing, all units, bytes, and letting go of the bar.

Against a static page that does nothing else, the naive page, and a page in Dash.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Frame, Page

from benchmarks.chromium import VIEWPORT, Visit, visit
from benchmarks.map_peers import write_static_page
from benchmarks.measures import REPETITIONS, Budget, Measure
from benchmarks.wards_once import BUTTON, SHADES, write_layer
from lib import clock
from lib.server import films
from lib.situation import data
from lib.view.address import METRICS
from tests.browser.server import ROOT, free_port, running, wait_until_up

_DAYS = ("2025-07-01", "2026-09-30")  # nearly every ward differs between them
_READY = "() => window.wardMap?.time?.film && window.wardMap.index.size >= {n}"
_AFTER_PAINT = """
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage("");
  }));"""
_AT = """async (day) => {
  const from = performance.now();
  await wardMap.at(day);
  return performance.now() - from;
}"""
_FILM = """async ([metric, day]) => {
  const { time } = wardMap;
  await time.load(time.filmOf(metric, time.level).href);
  const from = performance.now();
  await time.use(time.filmOf(metric, time.level), day);
  await wardMap.at(day);
  return performance.now() - from;
}"""
_PAN = f"""async () => {{ {_AFTER_PAINT}
  const from = performance.now();
  for (let step = 0; step < 10; step += 1) {{
    wardMap.map.panBy([step % 2 ? -60 : 60, 25], {{ animate: false }});
    await painted();
  }}
  return performance.now() - from;
}}"""
_PLAY = """async () => {
  await wardMap.at("2021-01-01");
  const frames = [];
  let before = performance.now();
  wardMap.time.bar.start();
  while (wardMap.time.bar.playing) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - before);
    before = now;
  }
  return frames;
}"""
# A page without a frame: press its button, wait until every shape has another fill, and painted.
_PRESS = f"""async () => {{ {_AFTER_PAINT}
  const shapes = () => [...document.querySelectorAll("path.leaflet-interactive")];
  const fills = () => shapes().map((path) => path.getAttribute("fill"));
  const before = fills();
  const from = performance.now();
  document.getElementById("next").click();
  for (;;) {{
    const after = fills();
    if (after.every((fill, i) => fill && fill !== before[i])) break;
    await new Promise(requestAnimationFrame);
  }}
  await painted();
  return performance.now() - from;
}}"""
_PRESS_CANVAS = f"""async () => {{ {_AFTER_PAINT}
  const from = performance.now();
  document.getElementById("next").click();
  await painted();
  return performance.now() - from;
}}"""


def measured(browser: Browser) -> Iterator[Measure]:
    """All that is asked of the map through time."""
    with tempfile.TemporaryDirectory() as name:
        geo = Path(name)
        wards = write_layer(geo)
        static = min(_static(browser, geo, canvas=canvas) for canvas in (False, True))
        naive = _naive(browser, name, wards)
        dash = _dash(browser, geo, wards)
    with running() as (address, _), visit(browser) as seen:
        frame = _opened(seen, f"{address}/map?lang=en&dataset=demo&level=ward", wards)
        day = _repeated(frame, _AT, _DAYS)
        what = f"repaint {wards} wards for another day"
        yield Measure("map_time", what, day, "ms", Budget("most", 33))
        yield Measure(
            "map_time", f"{what}, peer static page", day, "ms", Budget("times", 2), static
        )
        yield Measure(
            "map_time", f"{what}, peer naive page", day, "ms", Budget("faster", 100), naive
        )
        yield Measure("map_time", f"{what}, peer Dash", day, "ms", Budget("faster", 1), dash)
        metrics = [(metric, _DAYS[1]) for metric in ("share", "status")]
        other = _repeated(frame, _FILM, metrics)
        what = f"repaint {wards} wards for another metric"
        yield Measure("map_time", what, other, "ms", Budget("most", 33))
        frames = frame.evaluate(_PLAY)
        rate = 1000 * len(frames) / sum(frames)
        note = f"{rate:.0f} frames a second"
        yield Measure(
            "map_time", "play 2021 to today: mean frame", 1000 / rate, "ms", Budget("most", 33.3),
            note=note,
        )  # fmt: skip
        yield Measure("map_time", "play: longest frame", max(frames), "ms", Budget("most", 100))
        yield Measure("map_time", "let go of the bar until at rest", _released(seen, frame), "s",
                      Budget("most", 1))  # fmt: skip
        frame = _opened(seen, f"{address}/map?lang=en&dataset=demo&level=unit", 3_000)
        every = _repeated(frame, _AT, _DAYS)
        yield Measure("map_time", "repaint all units", every, "ms", Budget("most", 100))
        pans = [float(frame.evaluate(_PAN)) for _ in range(REPETITIONS)]
        yield Measure(
            "map_time", "pan all units by 10 steps", median(pans) / 1000, "s", Budget("most", 1)
        )
    yield Measure("map_time", "largest history of a metric", _bytes(), "KB", Budget("most", 60))


def _opened(seen: Visit, address: str, shapes: int) -> Frame:
    seen.open(address)
    frame = seen.map_frame()
    frame.wait_for_function(_READY.format(n=shapes))
    return frame


def _repeated(frame: Frame, script: str, given: Any) -> float:
    """Median milliseconds, taking turns between what is given; the first turns warm up."""
    taken = [
        float(frame.evaluate(script, given[place % len(given)])) for place in range(REPETITIONS + 2)
    ]
    return median(taken[2:])


def _pressed(page: Page, script: str) -> float:
    return median(float(page.evaluate(script)) for _ in range(REPETITIONS + 1))


def _static(browser: Browser, geo: Path, *, canvas: bool) -> float:
    page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
    page.goto(write_static_page(geo, geo, canvas=canvas))
    found = _pressed(page, _PRESS_CANVAS if canvas else _PRESS)
    page.close()
    return found


def _naive(browser: Browser, geo: str, wards: int) -> float:
    environment = {"WARD_ATLAS_GEO": geo, "PYTHONPATH": str(ROOT)}
    with running("benchmarks/naive_app.py", environment) as (address, _), visit(browser) as seen:
        seen.page.goto(address)
        seen.settled(f"watch.fills().length === {wards}")
        script = "([button, shades]) => watch.recoloured(button, shades)"
        taken = []
        for _ in range(4):  # seconds each
            taken.append(float(seen.page.evaluate(script, [BUTTON, list(SHADES)])))
            seen.settled()
        return median(taken[1:])


def _dash(browser: Browser, geo: Path, wards: int) -> float:
    with _served(geo) as address:
        page = browser.new_page(viewport=VIEWPORT)  # type: ignore[arg-type]
        page.goto(address)
        shapes = "document.querySelectorAll('path.leaflet-interactive').length"
        page.wait_for_function(f"{shapes} === {wards}", timeout=60_000)
        found = _pressed(page, _PRESS)
        page.close()
        return found


@contextmanager
def _served(geo: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.map_peers", str(port), str(geo)]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}", server, page="")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _released(seen: Visit, frame: Frame) -> float:
    """Seconds from letting go of the bar until nothing on the page changes any more."""
    taken = []
    for place in range(REPETITIONS):
        frame.evaluate("day => wardMap.at(day)", f"2026-0{place + 1}-15")
        address = seen.page.url
        frame.evaluate("""() => {
          top.watch.input = top.performance.now();
          document.querySelector(".bar input").dispatchEvent(new Event("change"));
        }""")
        taken.append(seen.settled(f"location.href !== '{address}'"))
    return median(taken)


def _bytes() -> float:
    """Kilobytes, as sent, of the longest history of the demonstration data."""
    today = data.situation("demo", clock.today())
    sent = [
        films.packed(today, "vi", metric, level, "film")
        for metric in METRICS
        for level in ("province", "ward", "unit")
    ]
    if not all(gzip.decompress(each) for each in sent):
        raise RuntimeError("a history is empty")
    return max(map(len, sent)) / 1000
