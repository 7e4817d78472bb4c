"""Open files of this process: raised to what the system allows, and a reserve kept.

Every visitor takes a socket and the loop of a session; once none is left, nothing works. So
visitors are turned away, to come again by themselves, while only the reserve is left.
"""

from __future__ import annotations

import contextlib
import math
import os
import socket
import stat
from pathlib import Path

RESERVE = 64
"""Kept for files, pages and the health check."""
_OPEN = Path("/dev/fd")


def raise_limit() -> None:
    """Allow as many open files as the system lets this process ask for."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except (OSError, ValueError):  # macOS says "unlimited" and takes less
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 10_240), hard))


def send_at_once() -> None:
    """Let connections that come in hand over what they are given at once.

    An answer is written in two pieces. The second would wait for the first to be acknowledged,
    40 ms for a browser that keeps its connection: asyncio sees to that only for sockets that name
    their protocol, which Streamlit's does not. A connection has it from the socket it came in by.
    """
    for number in [int(each.name) for each in _OPEN.iterdir()] if _OPEN.is_dir() else []:
        with contextlib.suppress(OSError):  # the list itself was open, and is no more
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                with socket.socket(fileno=os.dup(number)) as connection:
                    _let_send_at_once(connection)


def _let_send_at_once(connection: socket.socket) -> None:
    listens = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    if listens and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def free() -> float:
    """How many files can still be opened; infinite where there is no limit to be seen."""
    try:
        import resource

        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if limit == resource.RLIM_INFINITY:
            return math.inf
        return limit - sum(1 for _each in _OPEN.iterdir())
    except ImportError:
        return math.inf
    except OSError:  # not even this folder can be opened
        return 0


def is_room() -> bool:
    """Whether one more visitor can be taken."""
    return free() > RESERVE
