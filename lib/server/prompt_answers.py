"""Answers that are not held back: what a connection is given goes out at once."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from pathlib import Path

_OPEN = Path("/dev/fd")


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
