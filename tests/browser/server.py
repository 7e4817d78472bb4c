"""A dashboard of its own for a test: free port, loopback only, stopped by its process id."""

from __future__ import annotations

import os
import re
import resource
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    script: str = "app.py",
    environment: Mapping[str, str] | None = None,
    *,
    port: int = 0,
    log: Path | None = None,
    open_files: int = 0,
    soft_open_files: int = 0,
) -> Iterator[tuple[str, int]]:
    """Serve the dashboard; gives its address and process id.

    Args:
        script: What is served.
        environment: Variables besides those of the test.
        port: A port to serve at again; 0 for any free one.
        log: Where to write what the server says.
        open_files: Hard limit of open files; 0 for that of the test.
        soft_open_files: The limit to start with; 0 for the hard one.
    """
    port = port or free_port()
    own = {"PYTHONUNBUFFERED": "1", "WARD_ATLAS_AHEAD": "off", **(environment or {})}
    command = [
        sys.executable, "-m", "streamlit", "run", script,
        "--server.port", str(port), "--server.address", "127.0.0.1",
    ]  # fmt: skip
    limit = partial(limit_open_files, soft_open_files or open_files, open_files)
    with ExitStack() as stack:
        said = stack.enter_context((log or Path(os.devnull)).open("ab"))
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **own},
            stdout=said,
            stderr=said,
            preexec_fn=limit if open_files else None,  # noqa: PLW1509
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(address, server)
        yield address, server.pid
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(10)


def limit_open_files(soft: int, hard: int) -> None:
    """Allow this process no more open files than so many."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def link_for_updating(log: Path, seconds: float = 10) -> str:
    """The newest link that a server printed for the person at its machine."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        links = re.findall(r"http://\S+token=\S+", log.read_text(encoding="utf-8"))
        if links:
            return str(links[-1])
        time.sleep(0.1)
    raise RuntimeError("the server printed no link")


def wait_until_up(
    address: str,
    server: subprocess.Popen[bytes],
    seconds: float = 60,
    page: str = "_stcore/health",
) -> None:
    """Wait for a page, the one for health by default; RuntimeError when the server ends."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with code {server.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/{page}", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")
