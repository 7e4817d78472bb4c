"""The dashboard as people use it: first page, first map, opening a province."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import cache
from statistics import median

from playwright.sync_api import Browser

from benchmarks.chromium import Visit, visit
from benchmarks.measures import REPETITIONS, Budget, Measure
from tests.browser.server import ROOT, running

PROVINCES = ("79", "01", "48", "31", "92", "91", "75")
"""Provinces opened, one per repetition: the largest, and those with many wards."""

_SHAPES = "watch.shapes('from2025-').length === {n}"


def measured(browser: Browser) -> Iterator[Measure]:
    """Times on the real dashboard, each with its budget."""
    health, run = _start(browser)
    yield Measure("rounds", "server start to health", health, "s", Budget("most", 2))
    yield Measure("rounds", "first run of a new server", run, "s", Budget("most", 4))
    with running() as (address, _):
        with visit(browser) as warm:
            warm.open(address)
            warm.open(f"{address}/map", _SHAPES.format(n=34))
        first = _first_map(browser, address)
        yield Measure(
            "rounds", "first map, warm server, empty browser cache", first, "s", Budget("most", 3)
        )
        seconds, sent = _province(browser, address)
        yield Measure(
            "rounds", "open a province: click to painted", seconds, "s", Budget("most", 1)
        )
        yield Measure("rounds", "open a province: sent, with its outlines", sent, "KB")


def _start(browser: Browser) -> tuple[float, float]:
    """From starting the process until it is healthy, and from then to the first page's footer."""
    health, runs = [], []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        with running() as (address, _), visit(browser) as seen:
            healthy = time.perf_counter()
            seen.page.goto(address)
            seen.page.wait_for_selector(".wa-foot")
            health.append(healthy - start)
            runs.append(time.perf_counter() - healthy)
    return median(health), median(runs)


def _first_map(browser: Browser, address: str) -> float:
    """From the address to 34 shapes, for a new visitor."""
    taken = []
    for _ in range(REPETITIONS):
        with visit(browser) as seen:
            start = time.perf_counter()
            seen.page.goto(f"{address}/map")
            seen.page.wait_for_function(_SHAPES.format(n=34), polling="raf")
            taken.append(time.perf_counter() - start)
    return median(taken)


def _province(browser: Browser, address: str) -> tuple[float, float]:
    """Median seconds and kilobytes from a click on a province to its painted polygons."""
    seconds, sent = [], []
    with visit(browser) as seen:
        for code in PROVINCES:
            seen.open(f"{address}/map", _SHAPES.format(n=34))
            before = seen.received
            watcher = seen.page.evaluate_handle(f"({{done: watch.painted({_shapes(code)})}})")
            _click_inside(seen, f"from2025-{code}")
            seconds.append(float(watcher.evaluate("watcher => watcher.done")) / 1000)
            seen.settled()
            sent.append((seen.received - before) / 1000)
    return median(seconds), median(sent)


@cache
def _shapes(province: str) -> int:
    """Units with a shape in a province's layer."""
    content = json.loads((ROOT / "geo" / "wards" / f"{province}.geojson").read_bytes())
    return sum(feature["geometry"] is not None for feature in content["features"])


def _click_inside(seen: Visit, key: str) -> None:
    """Click with the mouse on a spot of a shape that nothing else covers."""
    x, y = seen.page.evaluate("key => watch.spot(key)", key)
    seen.page.mouse.click(x, y)
