"""Many visitors, few files that may be open: turned away in time, forgotten when gone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from tests.browser.server import running
from tests.server.flood import LIMIT, flood, is_healthy, works
from tests.server.stranger import ask, opened, refusal, run, told


@pytest.fixture(scope="module")
def small() -> Iterator[tuple[str, int]]:
    """A server that may open few files; its address and process id."""
    with running(open_files=LIMIT) as (address, pid):
        yield address, pid


def open_files(pid: int) -> int:
    return int(psutil.Process(pid).num_fds())


def test_the_limit_of_open_files_is_raised_at_the_start() -> None:
    with running(soft_open_files=LIMIT, open_files=4 * LIMIT) as (_address, pid):
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    line = next(each for each in limits.splitlines() if each.startswith("Max open files"))
    assert line.split()[3:5] == [str(4 * LIMIT), str(4 * LIMIT)]


def test_many_visits_leave_a_working_server(small: tuple[str, int]) -> None:
    address, pid = small
    assert works(address)
    before = open_files(pid)
    assert flood(address, 300) > 0
    assert works(address)
    end = time.monotonic() + 20
    while open_files(pid) > before + 5:
        assert time.monotonic() < end, "files of visitors who left are still open"
        time.sleep(0.5)


def test_a_full_server_says_so_and_recovers(small: tuple[str, int]) -> None:
    address, _ = small
    with ExitStack() as stack:
        taken = 0
        while refusal(address) == 0:
            stack.enter_context(opened(address))
            taken += 1
            assert taken < LIMIT
        assert taken > 10
        assert refusal(address) == 503
        assert ask(address, "/_stcore/health").status == 503
        assert ask(address, "/").status == 200  # pages still come, and wait for their turn
    assert works(address, 15)


def test_health_is_good_while_there_is_room(small: tuple[str, int]) -> None:
    address, _ = small
    with opened(address) as line:
        run(line)
        told(line)
        assert is_healthy(address)
