"""Changes of the filters on every page: seconds until it rests, and what was sent.

Each choice is new to the server, so that nothing it kept from before helps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser

from benchmarks.chromium import Visit, visit
from benchmarks.measures import Budget, Measure
from tests.browser.server import running

REPETITIONS = 5

PAGES = {
    "overview": "/?",
    "map": "/map?",
    "criteria": "/criteria?",
    "timeline": "/timeline?",
    "compare": "/compare?compare=from2025-00004,from2025-27427,from2025-31186&",
    "ward": "/ward?ward=from2025-00004&",
    "data": "/data?",
    "sources": "/sources?",
}
"""Address of each page, to be followed by further parameters."""

PROVINCES = ("Hà Nội", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế")
STATUSES = ("Recognised", "Reported complete", "In progress", "Registered", "All")
SETS = ("DEMO-2021", "DEMO-2024", "Comparable", "Newest", "DEMO-2021")
_FIRST_DAY = "2025-10-22"  # going back by months from here crosses the reform

_TYPICAL, _WORST, _PAYLOAD = Budget("most", 0.8), Budget("most", 1.5), Budget("most", 300)


@dataclass(frozen=True)
class Changes:
    """Repeated changes of one filter on one page.

    Attributes:
        page: Path of the page.
        name: The filter.
        seconds: From the last key or click to the last change on the screen, of each.
        sent: Kilobytes received for each.
    """

    page: str
    name: str
    seconds: list[float]
    sent: list[float]


def measured(browser: Browser) -> Iterator[Measure]:
    """Every filter of every page on the demonstration data, and all of them together."""
    with running() as (address, _):
        found = []
        for changes in changed(browser, address, "demo"):
            found.append(changes)
            what = f"{changes.page}: change of {changes.name}"
            yield Measure("filters", f"{what} until at rest", median(changes.seconds), "s", _WORST)
            yield Measure("filters", f"{what}: most sent", max(changes.sent), "KB", _PAYLOAD)
    every = [seconds for changes in found for seconds in changes.seconds]
    yield Measure("filters", "any filter on any page, median", median(every), "s", _TYPICAL)


def changed(browser: Browser, address: str, dataset: str) -> Iterator[Changes]:
    """Change every filter of every page several times.

    Args:
        browser: Where the pages are opened.
        address: Address of the server.
        dataset: Name of the dataset that is looked at.
    """
    for page, path in PAGES.items():
        start = f"{address}{path}lang=en&dataset={dataset}"
        with visit(browser) as seen:
            yield Changes(page, "as-of date", *_days(seen, start))
            yield Changes(page, "province", *choices(seen, start, "province", PROVINCES))
            yield Changes(page, "status", *choices(seen, start, "status", STATUSES))
            if page == "criteria" and dataset == "demo":
                yield Changes(page, "criteria set", *choices(seen, start, "set", SETS))


def _days(seen: Visit, start: str) -> tuple[list[float], list[float]]:
    """The day a month earlier each time."""
    seen.open(f"{start}&asof={_FIRST_DAY}")
    month = seen.page.locator(".st-key-asof [data-type=month]")

    def earlier(_: int) -> None:
        month.press("ArrowDown")
        seen.page.locator(".wa-brand").click()  # the field tells its value when it is left

    return _repeated(seen, earlier)


def choices(
    seen: Visit, start: str, key: str, words: tuple[str, ...]
) -> tuple[list[float], list[float]]:
    """Another choice of a list each time.

    Args:
        seen: The browser.
        start: Address of the page.
        key: Of the list.
        words: What is chosen, one after the other.

    Returns:
        Seconds and kilobytes of each.
    """
    seen.open(start)
    box = seen.page.locator(f".st-key-{key} input")

    def choose(place: int) -> None:
        box.fill(words[place % len(words)])
        seen.page.locator("[role=option]").first.wait_for()
        box.press("Enter")

    return _repeated(seen, choose)


def _repeated(seen: Visit, change: Callable[[int], None]) -> tuple[list[float], list[float]]:
    seconds, sent = [], []
    for place in range(REPETITIONS):
        before = seen.received
        address = seen.page.url
        change(place)
        seconds.append(seen.settled(f"location.href !== {json.dumps(address)}"))
        sent.append((seen.received - before) / 1000)
    return seconds, sent
