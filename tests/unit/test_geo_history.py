"""Outlines change as a whole, every state is kept; a process that dies leaves old or new."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest

from lib.errors import Refused
from lib.io.geo import history
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
    before = files(geo)
    version = history.apply(geo, NEW, who="a@b", why="thử", base=history.state(geo))
    assert files(geo) == before | NEW
    kept = history.versions(geo)
    assert [(each.number, each.who, each.why) for each in kept] == [
        (1, "", "version found in the folder"),
        (2, "a@b", "thử"),
    ]
    assert version == kept[-1]
    assert version.checksum == history.state(geo)


def test_any_version_can_be_gone_back_to_and_that_can_be_undone(geo: Path) -> None:
    before = files(geo)
    history.apply(geo, NEW, who="a", why="b", base=history.state(geo))
    history.restore(geo, 1, who="a", why="zurück", base=history.state(geo))
    assert files(geo) == before  # the file of before the reform is gone again
    history.restore(geo, 2, who="a", why="again", base=history.state(geo))
    assert files(geo) == before | NEW
    assert [each.number for each in history.versions(geo)] == [1, 2, 3, 4]


def test_the_second_of_two_is_told_and_overwrites_nothing(geo: Path) -> None:
    base = history.state(geo)
    history.apply(geo, NEW, who="a", why="first", base=base)
    after = files(geo)
    with pytest.raises(Refused, match="someone else changed"):
        history.apply(geo, {"areas.csv": b"mine"}, who="b", why="second", base=base)
    assert files(geo) == after
    with pytest.raises(Refused, match="there is no version 9"):
        history.restore(geo, 9, who="b", why="x", base=history.state(geo))


def test_a_file_changed_by_hand_is_kept_before_it_is_replaced(geo: Path) -> None:
    history.apply(geo, NEW, who="a", why="b", base=history.state(geo))
    (geo / "areas.csv").write_bytes(b"by hand")
    history.apply(geo, {"areas.csv": b"next"}, who="a", why="c", base=history.state(geo))
    history.restore(geo, 3, who="a", why="d", base=history.state(geo))
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
        old = files(geo)
        base = history.state(geo)
        with monkeypatch.context() as patched:
            done = _dying(patched, step)
            with contextlib.suppress(Died):
                history.apply(geo, NEW, who="a", why="b", base=base)
        if done[0] < step:
            break  # nothing died: every step was tried
        history.recover(geo)
        found = files(geo)
        assert found in (old, old | NEW), step
        seen_old += found == old
        seen_new += found == old | NEW
        now = history.state(geo)
        history.apply(geo, {"areas.csv": b"after"}, who="a", why="c", base=now)
        assert not list((geo / "history").rglob("*.part"))
    assert seen_old > 10
    assert seen_new > 5
