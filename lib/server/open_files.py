"""Open files of this process: raised to what the system allows, and a reserve kept.

Every visitor takes a socket and the loop of a session; once none is left, nothing works. So
visitors are turned away, to come again by themselves, while only the reserve is left.
"""

from __future__ import annotations

import math
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
