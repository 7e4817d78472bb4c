"""Growth: the same questions of 1, 2, 4, 8 and 16 times the wards, and the quarters.

Each measure comes with its exponent: 1 grows as the data do, 0 not at all. Written as a chart
into `docs/growth.svg` by ``python -m benchmarks growth --keep``.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.grown import write_grown
from benchmarks.measures import Measure
from benchmarks.national import child
from benchmarks.viewers.load import thinking
from benchmarks.viewers.peers import looked_at, warm

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

        return asyncio.run(look())


def measured(browser: object) -> Iterator[Measure]:
    """The largest size of each kind, with the exponents over all sizes."""
    del browser  # viewers without one
    for what in ("wards", "quarters"):
        found = list(sizes(what))
        last = found[-1]
        for name, unit in (("load", "s"), ("start", "s"), ("choice", "s"), ("memory", "MB")):
            values = [getattr(each, name) for each in found]
            power = exponent([each.times for each in found], values)
            steps = ", ".join(f"{value:.3g}" for value in values)
            yield Measure(
                "growth",
                f"{last.times} times the {what}, {last.rows} rows: {_NAMES[name]}",
                values[-1],
                unit,
                note=f"grows with the power {power:.2f}: {steps}",
            )


_NAMES = {
    "load": "read and check",
    "start": "later start",
    "choice": "processor a choice on the overview",
    "memory": "server with two viewers",
}
