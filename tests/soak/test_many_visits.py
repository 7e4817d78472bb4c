"""Two thousand visits at a hard limit of 256 open files leave a working server."""

from __future__ import annotations

import time

import psutil

from tests.browser.server import running
from tests.server.flood import LIMIT, flood, works

VISITS = 2_000


def test_two_thousand_visits_leave_a_working_server() -> None:
    with running(open_files=LIMIT) as (address, pid):
        assert works(address)
        server = psutil.Process(pid)
        files, threads = server.num_fds(), server.num_threads()
        taken = flood(address, VISITS)
        assert works(address)
        time.sleep(20)
        assert server.num_fds() <= files + 10
        assert server.num_threads() <= threads + 10
        assert taken > VISITS / 2
