"""Very many visits in a short time, on a server that may open few files."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from websockets.exceptions import WebSocketException

from tests.server.stranger import ask, opened, run, told

LIMIT = 256
"""Open files that the server is allowed."""


def visit(address: str) -> bool:
    """Connect, begin the first run, leave; whether the server took the visitor."""
    try:
        with opened(address) as line:
            run(line, "dataset=demo")
        return True
    except (OSError, WebSocketException):  # turned away
        return False


def flood(address: str, visits: int, at_a_time: int = 8) -> int:
    """So many visits; how many the server took."""
    with ThreadPoolExecutor(at_a_time) as pool:
        return sum(pool.map(lambda _turn: visit(address), range(visits)))


def is_healthy(address: str) -> bool:
    """What a balancer sees."""
    with suppress(OSError):
        return ask(address, "/_stcore/health").status == 200
    return False


def works(address: str, seconds: float = 60) -> bool:
    """Whether a visitor gets a whole page, at the latest after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError, WebSocketException), opened(address) as line:
            run(line, "dataset=demo")
            return bool(told(line)) and is_healthy(address)
        time.sleep(0.5)
    return False
