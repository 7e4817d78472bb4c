"""What was read from a folder: read again when its files change, the last good state kept.

Files that change on disk are noticed within seconds. When the new state is broken the last
good one stays, and the faults are told; nobody sees half a state.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from lib.errors import Fault

LOOK_EVERY = 2.0
"""Seconds between two looks at the files."""

_NOT_DATA = frozenset(("history", "briefings"))  # folders in a dataset that hold none of it

T = TypeVar("T")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """What is on screen, and what is wrong with the files now (empty when they are good)."""

    value: T
    faults: tuple[Fault, ...]
    is_older: bool = False


class Shelf(Generic[T]):
    """One thing read from a folder, read again when the folder changes."""

    def __init__(
        self,
        folder: Path,
        read: Callable[[], T],
        faults: Callable[[T], tuple[Fault, ...]],
        depends_on: Callable[[], str] = str,
    ) -> None:
        self._folder = folder
        self._read = read
        self._faults = faults
        self._depends_on = depends_on
        self._reading = threading.Lock()
        self._signature: object = None
        self._looked = 0.0
        self._kept: Kept[T] | None = None

    def get(self) -> Kept[T]:
        """The current state; reads the files only when they changed."""
        kept = self._kept
        if kept is not None and time.monotonic() - self._looked <= LOOK_EVERY:
            return kept
        # One session reads; the others go on with what is kept.
        if not self._reading.acquire(blocking=kept is None) and kept is not None:
            return kept
        try:
            signature = (_signature(self._folder), self._depends_on())
            if self._kept is None or signature != self._signature:
                self._kept = self._newer(self._kept)
                self._signature = signature
            self._looked = time.monotonic()
            return self._kept
        finally:
            self._reading.release()

    def fresh(self) -> Kept[T] | None:
        """The current state without a look at the files; None when one is due."""
        is_due = time.monotonic() - self._looked > LOOK_EVERY
        return None if is_due else self._kept

    def look_again(self) -> None:
        """Look at the files at the next call, however short ago the last look was."""
        self._looked = float("-inf")

    def _newer(self, before: Kept[T] | None) -> Kept[T]:
        value = self._read()
        faults = self._faults(value)
        if before is not None and faults and (before.is_older or not before.faults):
            return Kept(before.value, faults, is_older=True)
        return Kept(value, faults)


def _signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if not _NOT_DATA.isdisjoint(path.relative_to(folder).parts):
            continue
        try:
            state = path.stat()
        except OSError:
            continue
        files.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(files)
