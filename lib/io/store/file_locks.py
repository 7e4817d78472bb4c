"""One writer at a time: a lock that the system takes back when its holder dies."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PAUSE = 0.05  # seconds between two tries where the system cannot wait for us


@contextmanager
def file_locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file; waits as long as another process or thread holds it.

    Args:
        path: The lock's file; it is made when it is not there, and stays.

    Raises:
        OSError: When the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if sys.platform == "win32":
            with _byte_locked(handle):
                yield
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
    finally:
        os.close(handle)  # gives the lock back too


@contextmanager
def _byte_locked(handle: int) -> Iterator[None]:
    """Hold the first byte, as Windows locks; its own LK_LOCK would give up after ten seconds."""
    windows: Any = importlib.import_module("msvcrt")
    while True:
        try:
            windows.locking(handle, windows.LK_NBLCK, 1)
            break
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLK):
                raise
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        windows.locking(handle, windows.LK_UNLCK, 1)  # closing alone may give it back late
