"""One writer at a time, on Windows too, where the system's own waiting gives up."""

from __future__ import annotations

import errno
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from lib.io.store import file_locks


class Windows:
    """What `msvcrt` does with one byte of one file, and how often it was tried."""

    LK_UNLCK, LK_LOCK, LK_NBLCK = 0, 1, 2

    def __init__(self, busy: int = 0, code: int = errno.EACCES) -> None:
        self.busy, self.code = busy, code
        self.tried = 0
        self.holder: int | None = None

    def locking(self, handle: int, mode: int, count: int) -> None:
        assert count == 1
        if mode == self.LK_UNLCK:
            assert self.holder == handle
            self.holder = None
            return
        assert mode == self.LK_NBLCK, "LK_LOCK gives up after ten tries"
        self.tried += 1
        if self.tried <= self.busy or self.holder is not None:
            raise OSError(self.code, "held by another")
        self.holder = handle


def on_windows(monkeypatch: pytest.MonkeyPatch, windows: Windows) -> None:
    monkeypatch.setattr(file_locks, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(file_locks, "_PAUSE", 0.001)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EDEADLK])
def test_windows_waits_far_longer_than_ten_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    windows = Windows(busy=300, code=code)
    on_windows(monkeypatch, windows)
    with file_locks.file_locked(tmp_path / "lock"):
        assert windows.holder is not None
    assert windows.tried == 301
    assert windows.holder is None


def test_windows_gives_the_lock_back_when_the_work_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows()
    on_windows(monkeypatch, windows)
    with pytest.raises(ValueError, match="failed"), file_locks.file_locked(tmp_path / "lock"):
        raise ValueError("failed")
    assert windows.holder is None


def test_an_error_that_is_no_waiting_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_windows(monkeypatch, Windows(busy=1, code=errno.EBADF))
    with pytest.raises(OSError, match="held by another"), file_locks.file_locked(tmp_path / "lock"):
        pass


@pytest.mark.parametrize("windows", [False, True])
def test_two_never_hold_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: bool
) -> None:
    if windows:
        on_windows(monkeypatch, Windows())
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with file_locks.file_locked(tmp_path / "lock"):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.005)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 6
