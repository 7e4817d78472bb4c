"""Outlines change as a whole, every state is kept; a process that dies leaves old or new."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest

from lib.errors import Refused
from lib.io.geo.layers import open_outlines
from tests.fixtures.outlines import make_geo

NEW = {"wards/01.geojson": b"new", "until2025/01.geojson": b"more", "areas.csv": b"key\n"}


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    return make_geo(tmp_path / "geo")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "history" not in path.relative_to(folder).parts
    }


def test_a_change_keeps_the_state_before_and_leaves_other_files(geo: Path) -> None:
    stored = open_outlines(geo)
    before = files(geo)
    version = stored.apply(NEW, who="a@b", why="thử", base=stored.checksum())
    assert files(geo) == before | NEW
    kept = stored.versions()
    assert [(each.number, each.who, each.why) for each in kept] == [
        (1, "", "version found in the folder"),
        (2, "a@b", "thử"),
    ]
    assert version == kept[-1]
    assert version.checksum == stored.checksum()


def test_any_version_can_be_gone_back_to_and_that_can_be_undone(geo: Path) -> None:
    stored = open_outlines(geo)
    before = files(geo)
    stored.apply(NEW, who="a", why="b", base=stored.checksum())
    stored.undo(1, who="a", why="zurück", base=stored.checksum())
    assert files(geo) == before  # the file of before the reform is gone again
    stored.undo(2, who="a", why="again", base=stored.checksum())
    assert files(geo) == before | NEW
    assert [each.number for each in stored.versions()] == [1, 2, 3, 4]


def test_the_second_of_two_is_told_and_overwrites_nothing(geo: Path) -> None:
    stored = open_outlines(geo)
    base = stored.checksum()
    stored.apply(NEW, who="a", why="first", base=base)
    after = files(geo)
    with pytest.raises(Refused, match="someone else changed"):
        stored.apply({"areas.csv": b"mine"}, who="b", why="second", base=base)
    assert files(geo) == after
    with pytest.raises(Refused, match="there is no version 9"):
        stored.undo(9, who="b", why="x", base=stored.checksum())


def test_a_file_changed_by_hand_is_kept_before_it_is_replaced(geo: Path) -> None:
    stored = open_outlines(geo)
    stored.apply(NEW, who="a", why="b", base=stored.checksum())
    (geo / "areas.csv").write_bytes(b"by hand")
    stored.apply({"areas.csv": b"next"}, who="a", why="c", base=stored.checksum())
    stored.undo(3, who="a", why="d", base=stored.checksum())
    assert (geo / "areas.csv").read_bytes() == b"by hand"


class Died(BaseException):
    """The process is gone; nothing of the program runs after it."""


def _dying(monkeypatch: pytest.MonkeyPatch, step: int) -> list[int]:
    """Die before the step-th call that touches the disk; how many there were."""
    done = [0]

    def wrapped(call: Any) -> Any:
        def counted(*arguments: Any, **named: Any) -> Any:
            done[0] += 1
            if done[0] >= step:
                raise Died
            return call(*arguments, **named)

        return counted

    for name in ("open", "write", "replace", "unlink", "mkdir"):
        monkeypatch.setattr(os, name, wrapped(getattr(os, name)))
    return done


def test_a_death_at_any_step_leaves_the_old_or_the_new_outlines_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = seen_old = seen_new = 0
    while True:
        step += 1
        geo = make_geo(tmp_path / f"geo{step}")
        stored = open_outlines(geo)
        old = files(geo)
        base = stored.checksum()
        with monkeypatch.context() as patched:
            done = _dying(patched, step)
            with contextlib.suppress(Died):
                stored.apply(NEW, who="a", why="b", base=base)
        if done[0] < step:
            break  # nothing died: every step was tried
        stored.recover()
        paths = files(geo)
        assert paths in (old, old | NEW), step
        seen_old += paths == old
        seen_new += paths == old | NEW
        now = stored.checksum()
        stored.apply({"areas.csv": b"after"}, who="a", why="c", base=now)
        assert not list((geo / "history").rglob("*.part"))
    assert seen_old > 10
    assert seen_new > 5
