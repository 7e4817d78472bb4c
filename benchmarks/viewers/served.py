"""The server that is looked at: its processor time, memory, threads and open files."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.browser.server import ROOT, free_port, running, wait_until_up
from tests.server.balanced import Balanced, balanced


@dataclass(frozen=True)
class Sample:
    """The server at a moment: megabytes, threads, open files and sockets."""

    memory: float
    threads: int
    files: int


class Served:
    """A server by its address and process ids.

    Args:
        address: Where it listens.
        processes: Their ids; what they started counts too.
        each: Addresses of its processes where they work ahead.
    """

    def __init__(self, address: str, *processes: int, each: Sequence[str] = ()) -> None:
        self.address = address
        self._each = each
        self._roots = [psutil.Process(process) for process in processes]

    def _family(self) -> list[psutil.Process]:
        begun = [each for root in self._roots for each in root.children(recursive=True)]
        return [*self._roots, *begun]

    def cpu(self) -> float:
        """Processor seconds since the start."""
        times = [each.cpu_times() for each in self._family()]
        return float(sum(each.user + each.system for each in times))

    def wait_until_ahead(self, seconds: float = 300) -> None:
        """Wait until each process has worked out all places; RuntimeError when it does not."""
        end = time.monotonic() + seconds
        for address in self._each:
            while not _is_ahead(address):
                if time.monotonic() > end:
                    raise RuntimeError(f"{address} is not ready")
                time.sleep(0.5)

    def sample(self) -> Sample:
        """The server now."""
        family = self._family()
        return Sample(
            sum(each.memory_info().rss for each in family) / 1e6,
            sum(each.num_threads() for each in family),
            sum(each.num_fds() for each in family),
        )


@contextmanager
def streamlit_page(script: str = "app.py", **environment: str) -> Iterator[Served]:
    """A page on a Streamlit server of its own."""
    own = {"PYTHONPATH": str(ROOT), **environment}
    with running(script, own) as (address, process):
        each = (address,) if own.get("WARD_ATLAS_AHEAD") == "on" else ()
        yield Served(address, process, each=each)


@contextmanager
def several_processes(**environment: str) -> Iterator[tuple[Served, Balanced]]:
    """The dashboard in two processes behind nginx; what nginx needs counts too."""
    with TemporaryDirectory() as folder, balanced(Path(folder) / "nginx", environment) as site:
        pids = [each.pid for each in (*site.processes.values(), site.nginx)]
        ahead = environment.get("WARD_ATLAS_AHEAD") == "on"
        yield Served(f"{site.address}/atlas", *pids, each=tuple(site.processes) * ahead), site


@contextmanager
def dash_page() -> Iterator[Served]:
    """The Dash page on a server of its own."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.viewers.dash_page", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(address, server, page="")
        yield Served(address, server.pid)
    finally:
        server.terminate()
        server.wait(10)


def _is_ahead(address: str) -> bool:
    """Whether a process has worked out all places; while it still reads files it answers 503."""
    try:
        return bool(json.loads(get(f"{address}/readyz"))["ahead"])
    except urllib.error.HTTPError as refusal:
        if refusal.code == 503:
            return False
        raise


def get(address: str) -> bytes:
    """What stands at an address."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())
