"""The scenarios as lines of the report: each with its budget, and what the peers need."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from playwright.sync_api import Browser

from benchmarks.chromium import visit
from benchmarks.filters import PROVINCES, choices
from benchmarks.measures import Budget, Measure
from benchmarks.viewers.load import LIST, Load, apart, day, percentile, room, thinking
from benchmarks.viewers.peers import PAGES, PEERS, looked_at, warm
from benchmarks.viewers.served import Sample

CPU = {"map": 0.06, "overview": 0.10, "criteria": 0.15}
"""Most processor seconds of a choice, by page."""

ONE_PROCESS = 25
"""Viewers that one process must hold within the latency asked for."""

AHEAD = {"WARD_ATLAS_AHEAD": "on"}
"""The server works places out ahead, as offices run it."""

_SUBJECT = "viewers"
_HELD = 2  # seconds a closed session is held, on the long day
_TURNS = 5  # times twice as long, after which a session that is still held is a leak


def think_and_choose(
    page: str, viewers: int, seconds: float, think: float, processes: int = 1
) -> Load:
    """The load of one page or peer on a server of its own."""
    with looked_at(page, processes, **AHEAD) as (served, arrive):

        async def look() -> Load:
            await warm(arrive, served, viewers=1 if processes == 1 else 6)  # some in each
            return await thinking(arrive, served, viewers, seconds, think)

        return apart(look)


def load(
    page: str,
    viewers: int,
    seconds: float,
    think: float,
    peers: dict[str, Load] | None = None,
    processes: int = 1,
) -> Iterator[Measure]:
    """Latency, errors, processor time and memory of viewers who think and choose.

    Args:
        page: Name of the page.
        viewers: How many.
        seconds: How long they go on.
        think: Seconds from one choice to the next.
        peers: The same load on the peers, by name.
        processes: Of the dashboard: 1, or 2 behind nginx.
    """
    found = think_and_choose(page, viewers, seconds, think, processes)
    behind = ", two processes" if processes == 2 else ""
    who = f"{page}, {viewers} viewer{'s'[: viewers != 1]} choosing every {think:g} s{behind}"
    ours = page not in PEERS
    quick = Budget("most", 0.6) if ours and viewers <= ONE_PROCESS * processes else None
    others = peers or {}
    for share in (50, 95, 99):
        peer, note = _best(others, partial(_percentile, share))
        budget = quick if share == 95 else None
        value = _percentile(share, found)
        yield Measure(_SUBJECT, f"{who}: p{share}", value, "s", budget, peer, note)
    yield Measure(
        _SUBJECT, f"{who}: errors", len(found.errors), "", Budget("most", 0), note=_most(found)
    )
    peer, note = _best(others, lambda each: each.cpu_each)
    most = Budget("most", CPU[page]) if page in CPU else None
    yield Measure(_SUBJECT, f"{who}: processor a choice", found.cpu_each, "s", most, peer, note)
    if viewers > 1:
        peer, note = _best(others, lambda each: _each(each, viewers))
        least = Budget("most", 3) if ours else None
        value = _each(found, viewers)
        yield Measure(_SUBJECT, f"{who}: memory a viewer", value, "MB", least, peer, note)


def peer_loads(viewers: int, seconds: float, think: float) -> dict[str, Load]:
    """The same load on each peer."""
    return {peer: think_and_choose(peer, viewers, seconds, think) for peer in PEERS}


def beside(browser: Browser, page: str, viewers: int, seconds: float) -> Iterator[Measure]:
    """What somebody at a real browser waits while others choose: until the page is at rest.

    Args:
        browser: Where the page is opened.
        page: Name of the page.
        viewers: Sessions without a browser that choose every five seconds meanwhile.
        seconds: How long they go on, at least.
    """
    with looked_at(page, 1, **AHEAD) as (served, arrive), ThreadPoolExecutor(1) as pool:

        async def look() -> Load:
            await warm(arrive, served)
            return await thinking(arrive, served, viewers, seconds, 5)

        others = pool.submit(lambda: asyncio.run(look()))
        took: list[float] = []
        with visit(browser) as seen:
            start = f"{served.address}{PAGES[page]}lang=en&dataset=demo"
            while not others.done():
                took += choices(seen, start, LIST, PROVINCES)[0]
        found = others.result()
    who = f"{page}, a browser beside {viewers} viewers: change of province until at rest"
    note = f"{len(took)} changes"
    for share in (50, 95):
        yield Measure(_SUBJECT, f"{who}, p{share}", percentile(took, share), "s", note=note)
    yield Measure(
        _SUBJECT, f"{who}: errors of the others", len(found.errors), "", Budget("most", 0)
    )


def together(page: str, viewers: int) -> Iterator[Measure]:
    """All open one link at the same moment."""
    with looked_at(page, 1, **AHEAD) as (served, arrive):

        async def look() -> Load:
            await warm(arrive, served)
            return await room(arrive, viewers)

        spread = apart(look)
    who = f"{page}, {viewers} open one link at once"
    last = max(spread.opened, default=0.0)
    yield Measure(_SUBJECT, f"{who}: all ready", last, "s", Budget("most", 5))
    yield Measure(
        _SUBJECT, f"{who}: errors", len(spread.errors), "", Budget("most", 0), note=_most(spread)
    )


def long_day(page: str, interactions: int) -> Iterator[Measure]:
    """Memory, threads and open files over thousands of choices and hundreds of sessions."""
    samples, found = levels(page, interactions, **AHEAD)
    early = samples[min(samples, key=lambda done: abs(done - interactions // 4))]
    late = samples[interactions]
    who = f"{page}, {interactions} choices in {len(found.opened)} sessions"
    growth = 100 * (late.memory / early.memory - 1)
    note = f"{early.memory:.0f} MB after a quarter, {late.memory:.0f} MB at the end"
    yield Measure(_SUBJECT, f"{who}: memory grown", growth, "%", Budget("most", 5), note=note)
    for what in ("threads", "files"):
        before, after = getattr(early, what), getattr(late, what)
        note = f"{before} after a quarter, {after} at the end"
        more = Budget("most", 5)
        yield Measure(_SUBJECT, f"{who}: {what} more", after - before, "", more, note=note)
    yield Measure(
        _SUBJECT, f"{who}: errors", len(found.errors), "", Budget("most", 0), note=_most(found)
    )


def _percentile(share: int, load: Load) -> float:
    return percentile(load.took, share)


def _each(load: Load, viewers: int) -> float:
    before, after = load.memory
    return (after - before) / viewers


def levels(page: str, interactions: int, **environment: str) -> tuple[dict[int, Sample], Load]:
    """A server of its own after each hundred choices, and what became of all of them.

    The day passes in minutes, so closed sessions are let go after seconds, where Streamlit
    keeps each for two minutes (at most 128, with three open files each). A sample is taken once
    those of its hundred are gone: how many are still held says how fast the machine is. On a busy
    one they are waited for a while longer.
    """
    samples: dict[int, Sample] = {}
    load = Load()
    environment["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(_HELD)
    with looked_at(page, 1, **environment) as (served, arrive):

        async def look() -> None:
            await warm(arrive, served)
            async for done in day(arrive, load, interactions):
                least = min((each.files for each in samples.values()), default=math.inf)
                for _turn in range(_TURNS):
                    await asyncio.sleep(2 * _HELD)
                    samples[done] = served.sample()
                    if samples[done].files <= least:
                        break

        apart(look)
    return samples, load


def _best(others: dict[str, Load], value: Callable[[Load], float]) -> tuple[float | None, str]:
    """The better of the peers is the peer; the note names all, with their errors."""
    values = {name: value(each) for name, each in others.items()}
    note = ", ".join(
        f"{name} {amount:.3g}, {len(others[name].errors)} errors"
        if others[name].errors
        else f"{name} {amount:.3g}"
        for name, amount in values.items()
    )
    return min(values.values(), default=None), note


def measured(browser: Browser) -> Iterator[Measure]:
    """What `make bench` measures: one, ten and twenty-five viewers, the room, the long day.

    Then fifty and a hundred with two processes.
    """
    rooms = ((1, CPU, 1), (10, CPU, 1), (ONE_PROCESS, PAGES, 1), (2 * ONE_PROCESS, PAGES, 2),
             (4 * ONE_PROCESS, CPU, 2))  # fmt: skip
    for viewers, pages, processes in rooms:
        peers = peer_loads(viewers, 30, 5)
        for page in pages:
            yield from load(page, viewers, 30, 5, peers, processes)
    for page in ("map", "overview"):
        yield from together(page, ONE_PROCESS)
        yield from beside(browser, page, ONE_PROCESS, 30)
    yield from long_day("overview", 2000)


def _most(load: Load) -> str:
    """The most frequent error."""
    common = Counter(load.errors).most_common(1)
    return f"{common[0][1]} x {common[0][0][:80]}" if common else ""
