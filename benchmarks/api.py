"""How many answers a second the data addresses give, beside a bare route with the same bytes."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.measures import Budget, Measure
from benchmarks.viewers.served import Served, streamlit_page
from tests.browser.server import ROOT, free_port, wait_until_up

_PROGRAMS = 4
_SECONDS = 5.0
_ROUNDS = 3  # in turns with the peer; the best counts, which others on the machine disturbed least
_TABLE = "/api/v1/demo/statuses.csv?province=01"


def measured(browser: object) -> Iterator[Measure]:
    """The table of a province, asked for by programs that keep their connection."""
    del browser  # programs without one
    with streamlit_page() as served, tempfile.TemporaryDirectory() as name:
        content = Path(name) / "content"
        content.write_bytes(_asked(http.client.HTTPConnection(_place(served)), _TABLE))
        port = free_port()
        command = [sys.executable, "-m", "uvicorn", "benchmarks.bare_api:app", "--port", str(port),
                   "--log-level", "critical"]  # fmt: skip
        environment = {**os.environ, "CONTENT": str(content)}
        with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
            try:
                bare = Served(f"http://127.0.0.1:{port}", process.pid)
                wait_until_up(bare.address, process)
                pairs = [(_answers(served), _answers(bare)) for _ in range(_ROUNDS)]
            finally:
                process.terminate()
    (ours, cpu), (theirs, their_cpu) = (
        (max(rate for rate, _ in each), min(cpu for _, cpu in each))
        for each in zip(*pairs, strict=True)
    )
    what = f"table of a province for {_PROGRAMS} programs"
    note = f"{ours:.0f} a second, peer a bare Starlette route: {theirs:.0f}"
    yield Measure("api", what, 1000 / ours, "ms", Budget("most", 5), 1000 / theirs, note)
    what = "processor of the server for each of them"
    yield Measure("api", what, cpu, "ms", Budget("most", 5), their_cpu)


def _answers(served: Served) -> tuple[float, float]:
    """Answers a second, whoever they go to, and milliseconds of the server's processor for one."""

    def ask(seconds: float) -> int:
        program = http.client.HTTPConnection(_place(served), timeout=30)
        end, answers = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            _asked(program, _TABLE)
            answers += 1
        program.close()
        return answers

    ask(1)  # worked out once
    before = served.cpu()
    with ThreadPoolExecutor(_PROGRAMS) as pool:
        number = sum(pool.map(ask, [_SECONDS] * _PROGRAMS))
    return number / _SECONDS, 1000 * (served.cpu() - before) / number


def _place(served: Served) -> str:
    return urlsplit(served.address).netloc


def _asked(program: http.client.HTTPConnection, path: str) -> bytes:
    program.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = program.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return content
