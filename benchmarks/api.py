"""What an answer of the data addresses costs, beside the shortest answer of the server."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from benchmarks.measures import Budget, Measure
from benchmarks.viewers.served import streamlit_page

_PROGRAMS = 4
_SECONDS = 5.0
_TABLE = "/api/v1/demo/statuses.csv?province=01"
_SHORTEST = "/healthz"


def measured(browser: object) -> Iterator[Measure]:
    """The table of a province, asked for by programs that keep their connection."""
    del browser  # programs without one
    with streamlit_page() as served:
        peer, table = (_each(served.address, path) for path in (_SHORTEST, _TABLE))
    what = f"table of a province for {_PROGRAMS} programs, peer the shortest answer"
    note = f"{1000 / table:.0f} a second"
    yield Measure("api", what, table, "ms", Budget("most", 5), peer, note)


def _each(address: str, path: str) -> float:
    """Milliseconds from one answer to the next, whoever it goes to."""

    def ask(seconds: float) -> int:
        program = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        end, answers = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            program.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = program.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status}")
            answers += 1
        program.close()
        return answers

    ask(1)  # worked out once
    with ThreadPoolExecutor(_PROGRAMS) as pool:
        return 1000 * _SECONDS / sum(pool.map(ask, [_SECONDS] * _PROGRAMS))
