"""Two processes of the dashboard behind nginx, all ordinary processes on free loopback ports."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import ROOT, free_port, wait_until_up

SEAT = "ward_atlas_seat"
_MAIN = """\
daemon off;
worker_processes 1;
pid {prefix}/nginx.pid;
error_log {prefix}/error.log;
events {{}}
http {{
    log_format seats '$cookie_{seat} $upstream_addr $status $uri';
    access_log {prefix}/access.log seats;
    client_body_temp_path {prefix}/body;
    proxy_temp_path {prefix}/proxy;
    fastcgi_temp_path {prefix}/fastcgi;
    uwsgi_temp_path {prefix}/uwsgi;
    scgi_temp_path {prefix}/scgi;
    include {prefix}/site.conf;
}}
"""


@dataclass
class Balanced:
    """What runs.

    Attributes:
        address: Where nginx listens.
        processes: The processes of the dashboard by their own address.
        prefix: Folder of nginx.
        nginx: nginx itself.
    """

    address: str
    processes: dict[str, subprocess.Popen[bytes]]
    prefix: Path
    nginx: subprocess.Popen[bytes]

    def seat(self) -> str:
        """The cookie that a new viewer is given."""
        with urllib.request.urlopen(f"{self.address}/atlas/", timeout=10) as answer:
            return str(answer.headers["Set-Cookie"]).partition(";")[0]

    def process_of(self, cookie: str) -> str:
        """Address of the process that answers the viewer with this cookie."""
        asked = urllib.request.Request(f"{self.address}/atlas/map", headers={"Cookie": cookie})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert answer.status == 200
        seat = cookie.partition("=")[2]
        end = time.monotonic() + 5
        while time.monotonic() < end:
            lines = (self.prefix / "access.log").read_text(encoding="utf-8").splitlines()
            answered = [each.split(" ") for each in lines if each.startswith(f"{seat} ")]
            if answered:
                # Several addresses when the first did not answer: the last one did.
                return "http://" + answered[-1][-3]
            time.sleep(0.05)
        raise AssertionError("nginx did not write down the request")

    def seats_in_both(self) -> list[str]:
        """Cookies of two viewers, the first in the first process, the second in the other."""
        found: dict[str, str] = {}
        for _ in range(40):
            cookie = self.seat()
            found.setdefault(self.process_of(cookie), cookie)
            if len(found) == 2:
                return [found[address] for address in self.processes]
        raise AssertionError("all viewers were sent to one process")

    def restart_nginx(self) -> None:
        """Stop nginx as its service does, and start it again."""
        self.nginx.send_signal(signal.SIGQUIT)
        time.sleep(0.2)
        self.nginx.terminate()
        self.nginx.wait(10)
        self.nginx = _nginx(self.prefix)
        wait_until_up(self.address, self.nginx, page="healthz")


@contextmanager
def balanced(
    prefix: Path, environment: Mapping[str, str] | None = None, port: int = 0
) -> Iterator[Balanced]:
    """The dashboard as `deploy/` describes it, with ports of its own; nginx at a given one."""
    prefix.mkdir(parents=True)
    ports = [port or free_port(), free_port(), free_port()]
    with ExitStack() as stack:
        processes = {
            f"http://127.0.0.1:{port}": stack.enter_context(_dashboard(port, environment or {}))
            for port in ports[1:]
        }
        for address, process in processes.items():
            wait_until_up(address, process, page="readyz")
        (prefix / "site.conf").write_text(_site(ports), encoding="utf-8")
        (prefix / "nginx.conf").write_text(_MAIN.format(prefix=prefix, seat=SEAT), encoding="utf-8")
        running = Balanced(f"http://127.0.0.1:{ports[0]}", processes, prefix, _nginx(prefix))
        stack.callback(lambda: _stop(running.nginx))
        wait_until_up(running.address, running.nginx, page="healthz")
        yield running


def _site(ports: list[int]) -> str:
    """`deploy/nginx.conf` with other ports, and nothing else changed."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (("listen 80;", f"listen 127.0.0.1:{ports[0]};"),
                     ("127.0.0.1:8511", f"127.0.0.1:{ports[1]}"),
                     ("127.0.0.1:8512", f"127.0.0.1:{ports[2]}")):  # fmt: skip
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def _nginx(prefix: Path) -> subprocess.Popen[bytes]:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "run tests/server/nginx.sh"
    files = [str(prefix / name) for name in ("nginx.conf", "error.log")]
    return subprocess.Popen([program, "-p", str(prefix), "-c", files[0], "-e", files[1]])


@contextmanager
def _dashboard(port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process as `deploy/ward-atlas@.service` starts it."""
    unit = (ROOT / "deploy" / "ward-atlas@.service").read_text(encoding="utf-8")
    (command,) = re.findall(r"^ExecStart=\S+ (.*)$", unit, flags=re.MULTILINE)
    own = dict(re.findall(r"^Environment=(STREAMLIT_\w+)=(.*)$", unit, flags=re.MULTILINE))
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", *command.replace("%i", str(port)).split()],
        cwd=ROOT,
        env={**os.environ, "WARD_ATLAS_AHEAD": "off", **own, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
