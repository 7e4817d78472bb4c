"""Recolouring all wards on one map, against the naive page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.chromium import Visit, visit
from benchmarks.measures import REPETITIONS, Budget, Measure
from benchmarks.wards_once import BUTTON, SHADES, write_layer
from tests.browser.server import ROOT, running

PAGES = ("fast", "naive")
"""Our page and its peer: `<name>_page.py`."""


def measured(browser: Browser) -> Iterator[Measure]:
    """Seconds from click to the last ward in its new shade, and bytes sent per change."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_now:
        wards = write_layer(Path(name))
        pages = [open_now.enter_context(_page(browser, page, name, wards)) for page in PAGES]
        # The first change still warms caches up on either page. Then they take turns, so
        # that whatever else the machine does falls on both.
        rounds = [[_change(page) for page in pages] for _ in range(REPETITIONS + 1)][1:]
    (fast, fast_sent), (naive, naive_sent) = (
        (median(change[0] for change in changes), median(change[1] for change in changes))
        for changes in zip(*rounds, strict=True)
    )
    what = f"recolour {wards} wards: click to all painted"
    yield Measure("recolouring", what, fast, "s", Budget("faster", 12), naive)
    sent = f"recolour {wards} wards: sent per change"
    yield Measure("recolouring", sent, fast_sent, "KB", Budget("most", 25), naive_sent)


@contextmanager
def _page(browser: Browser, name: str, geo: str, wards: int) -> Iterator[Visit]:
    """A page on a server of its own, all wards drawn."""
    environment = {"WARD_ATLAS_GEO": geo, "PYTHONPATH": str(ROOT)}
    with running(f"benchmarks/{name}_app.py", environment) as (address, _), visit(browser) as seen:
        seen.page.goto(address)
        seen.settled(f"watch.fills().length === {wards}")
        yield seen


def _change(seen: Visit) -> tuple[float, float]:
    """Seconds and kilobytes of one change."""
    before = seen.received
    took = seen.page.evaluate(
        "([button, shades]) => watch.recoloured(button, shades)", [BUTTON, list(SHADES)]
    )
    seen.settled()
    return float(took) / 1000, (seen.received - before) / 1000
