"""The server that is looked at: its processor time, memory, threads and open files."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
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
    """

    def __init__(self, address: str, *processes: int) -> None:
        self.address = address
        self._roots = [psutil.Process(process) for process in processes]

    def _family(self) -> list[psutil.Process]:
        begun = [each for root in self._roots for each in root.children(recursive=True)]
        return [*self._roots, *begun]

    def cpu(self) -> float:
        """Processor seconds since the start."""
        times = [each.cpu_times() for each in self._family()]
        return float(sum(each.user + each.system for each in times))

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
    with running(script, {"PYTHONPATH": str(ROOT), **environment}) as (address, process):
        yield Served(address, process)


@contextmanager
def several_processes(**environment: str) -> Iterator[tuple[Served, Balanced]]:
    """The dashboard in two processes behind nginx; what nginx needs counts too."""
    with TemporaryDirectory() as folder, balanced(Path(folder) / "nginx", environment) as site:
        everything = [*site.processes.values(), site.nginx]
        yield Served(f"{site.address}/atlas", *(each.pid for each in everything)), site


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


def get(address: str) -> bytes:
    """What stands at an address."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())
