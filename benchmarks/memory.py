"""Resident memory of the server: with one session, and with ten more."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil
from playwright.sync_api import Browser

from benchmarks.chromium import Visit, visit
from benchmarks.measures import Budget, Measure
from tests.browser.server import running

FURTHER = 10
_SETTLE = 5  # seconds in which a server hands back what it no longer needs
_MAP = "watch.shapes('from2025-').length === 34"


def measured(browser: Browser) -> Iterator[Measure]:
    """Megabytes with one session on the map, and per further session that stays open."""
    visits: list[Visit] = []
    with running() as (address, process), visit(browser) as first:
        _walk(first, address)
        one = resident(process)
        yield Measure(
            "memory", "server with one session on the map", one, "MB", Budget("most", 300)
        )
        for _ in range(FURTHER):
            visits.append(Visit(browser))
            _walk(visits[-1], address)
        each = (resident(process) - one) / FURTHER
        yield Measure("memory", "server, each further open session", each, "MB", Budget("most", 3))
        for further in visits:
            further.close()


def _walk(visitor: Visit, address: str) -> None:
    """The overview, then the map."""
    visitor.open(address)
    visitor.open(f"{address}/map", _MAP)


def resident(process: int) -> float:
    """Megabytes of a process and those it started, once they have settled."""
    time.sleep(_SETTLE)
    server = psutil.Process(process)
    family = [server, *server.children(recursive=True)]
    return float(sum(each.memory_info().rss for each in family)) / 1e6
