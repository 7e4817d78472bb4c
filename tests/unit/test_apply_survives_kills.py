"""The process is killed at every step of a change: the dataset is the old one or the new one."""

from __future__ import annotations

import os
import shutil
import signal
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib.io.exports.csv import table_csv
from lib.io.store.datasets import Dataset, open_dataset, read_dataset, read_units
from lib.io.tables.dataset import DATASET_TABLES
from tests.fixtures.folders import GOOD, changed, make_dataset, make_units

# Between two of these calls nothing on the disk changes: killed before each one is killed
# everywhere, when a write is killed half way too.
_CALLS = ("open", "write", "replace", "unlink", "mkdir")
_NEW = {
    "targets.csv": changed("targets", "T02,", "T09,").encode(),
    "counts.csv": (GOOD["counts"] + "N02,national,,model_ward_police,2023,x,6,S02\n").encode(),
    "indicators.csv": changed("indicators", "-24.5", "-30").encode(),
}


def _die_at(step: int) -> Callable[[], int]:
    """Make the process kill itself at the step-th call that touches the disk."""
    done = 0

    def wrapped(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == step:
                if call is write:  # half of it reached the disk
                    write(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return counted

    write = os.write
    for name in _CALLS:
        setattr(os, name, wrapped(getattr(os, name)))
    return lambda: done


def _child(work: Callable[[], object]) -> int:
    """Signal that ended a process of its own that did the work; 0 when it came to its end."""
    number = os.fork()
    if number == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return os.WTERMSIG(os.waitpid(number, 0)[1])


def _steps(folder: Path, work: Callable[[], object]) -> int:
    """How many calls of the work touch the disk."""
    read_end, write_end = os.pipe()
    close, say = os.close, os.write

    def counted() -> None:
        count = _die_at(10**9)
        work()
        say(write_end, str(count()).encode())

    assert _child(counted) == 0
    close(write_end)
    return int(os.read(read_end, 20))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kills")
    make_units(root / "units")
    make_dataset(root / "origin")
    return root


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process loses nothing that the system has taken; only a cut of power would."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def _tables(dataset: Dataset) -> dict[str, bytes]:
    return {table.name: table_csv(dataset.tables[table.name], table) for table in DATASET_TABLES}


def _killed_everywhere(
    root: Path, start: Path, work: Callable[[Path, str], object]
) -> tuple[int, set[str]]:
    """Kill the work at every step, before and after the call; which states were found."""
    units = read_units(root / "units")
    folder = root / "set"

    def fresh() -> str:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(start, folder)
        return open_dataset(folder).checksum()

    base = fresh()
    old = _tables(read_dataset(folder, units))
    steps = _steps(folder, lambda: work(folder, base))
    finished = read_dataset(folder, units)
    new = _tables(finished)
    assert new != old
    kills, found = 0, set()
    for step in range(1, steps + 1):
        base = fresh()

        def killed(step: int = step, base: str = base) -> None:
            _die_at(step)
            work(folder, base)

        assert _child(killed) == signal.SIGKILL
        kills += 1
        # Whoever reads now, before any repair, finds one of the two whole.
        seen = read_dataset(folder, units)
        assert seen.faults == ()
        tables = _tables(seen)
        assert tables in (old, new)
        if open_dataset(folder).recover():
            assert tables == new
            seen = read_dataset(folder, units)
            assert _tables(seen) == new
            assert open_dataset(folder).versions()[-1].checksum == seen.checksum
        found.add("new" if tables == new else "old")
        assert seen.checksum == open_dataset(folder).checksum()
        # The next person can go on from here, and nothing half-written stays.
        version = open_dataset(folder).apply(_NEW, who="next", why="", base=seen.checksum)
        assert open_dataset(folder).checksum() == version.checksum
        assert list(folder.rglob("*.part")) == []
    return kills, found


def test_a_kill_at_any_step_of_apply_leaves_the_old_or_the_new_version_whole(
    origin: Path,
) -> None:
    kills, found = _killed_everywhere(
        origin,
        origin / "origin",
        lambda folder, base: open_dataset(folder).apply(_NEW, who="a", why="b", base=base),
    )
    assert kills >= 50
    assert found == {"old", "new"}


def test_a_kill_at_any_step_of_an_undo_leaves_one_of_the_two_versions_whole(
    origin: Path,
) -> None:
    start = origin / "undone"
    shutil.copytree(origin / "origin", start)
    open_dataset(start).apply(_NEW, who="a", why="b", base=open_dataset(start).checksum())
    kills, found = _killed_everywhere(
        origin,
        start,
        lambda folder, base: open_dataset(folder).undo(1, who="a", why="undo", base=base),
    )
    assert kills >= 25
    assert found == {"old", "new"}


def test_what_is_renamed_was_brought_to_the_disk_before(
    origin: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = origin / "flushed"
    shutil.copytree(origin / "origin", folder)
    open_files: dict[int, str] = {}
    flushed: set[str] = set()
    real_open, real_replace = os.open, os.replace

    def opened(path: Any, *arguments: Any, **named: Any) -> int:
        handle = real_open(path, *arguments, **named)
        open_files[handle] = str(path)
        flushed.discard(str(path))
        return handle

    def replaced(old: Any, new: Any) -> None:
        # The record of the next version was flushed under the name it has had since.
        assert str(old) in flushed or Path(old).name == "next.json"
        real_replace(old, new)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "replace", replaced)
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.add(open_files[handle]))
    open_dataset(folder).apply(_NEW, who="a", why="b", base=open_dataset(folder).checksum())
    assert len(flushed) >= 10
    assert str(folder / "history" / "next.json.part") in flushed
