"""Recolouring all wards on one map, against the naive page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.chromium import visit
from benchmarks.measures import REPETITIONS, Budget, Measure
from benchmarks.wards_once import BUTTON, SHADES, write_layer
from tests.browser.server import ROOT, running


def measured(browser: Browser) -> Iterator[Measure]:
    """Seconds from click to the last ward in its new shade, and bytes sent per change."""
    with tempfile.TemporaryDirectory() as name:
        wards = write_layer(Path(name))
        fast, fast_bytes = _page(browser, "fast", name, wards)
        naive, naive_bytes = _page(browser, "naive", name, wards)
    what = f"recolour {wards} wards: click to all painted"
    yield Measure("recolouring", what, fast, "s", Budget("faster", 12), naive)
    sent = f"recolour {wards} wards: sent per change"
    yield Measure("recolouring", sent, fast_bytes, "KB", Budget("most", 25), naive_bytes)


def _page(browser: Browser, name: str, geo: str, wards: int) -> tuple[float, float]:
    """Median seconds and kilobytes of one change on a page."""
    environment = {"WARD_ATLAS_GEO": geo, "PYTHONPATH": str(ROOT)}
    with running(f"benchmarks/{name}_app.py", environment) as (address, _), visit(browser) as seen:
        seen.page.goto(address)
        seen.settled(f"watch.fills().length === {wards}")
        seconds, sent = [], []
        for _ in range(REPETITIONS + 1):
            before = seen.received
            took = seen.page.evaluate(
                "([button, shades]) => watch.recoloured(button, shades)", [BUTTON, list(SHADES)]
            )
            seen.settled()
            seconds.append(float(took) / 1000)
            sent.append((seen.received - before) / 1000)
    # The first change still warms caches up on either page.
    return median(seconds[1:]), median(sent[1:])
