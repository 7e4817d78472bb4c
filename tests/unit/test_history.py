"""Versions: applied whole, kept all, undone to any, and never over somebody else's work."""

from __future__ import annotations

import errno
import json
import os
import threading
from pathlib import Path

import pytest

from lib.errors import Refused
from lib.io.store.datasets import UnitTables, open_dataset, read_dataset, read_units
from lib.io.store.versions import Version, record_path, versions
from lib.io.store.whole_files import keep_object, kept_object
from tests.fixtures.folders import GOOD, changed, make_dataset, make_units


@pytest.fixture
def units(tmp_path: Path) -> UnitTables:
    return read_units(make_units(tmp_path / "units"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe")


def _targets(value: int) -> dict[str, bytes]:
    return {"targets.csv": changed("targets", ",15,", f",{value},").encode()}


def _apply(folder: Path, value: int, base: str) -> Version:
    return open_dataset(folder).apply(_targets(value), who="an", why=f"to {value}", base=base)


def test_the_state_is_the_checksum_of_the_dataset(folder: Path, units: UnitTables) -> None:
    assert open_dataset(folder).checksum() == read_dataset(folder, units).checksum


def test_every_version_is_kept_with_who_when_and_why(folder: Path, units: UnitTables) -> None:
    first = open_dataset(folder).checksum()
    second = _apply(folder, 16, first)
    third = _apply(folder, 17, second.checksum)
    kept = open_dataset(folder).versions()
    assert [(v.number, v.who, v.why, v.checksum) for v in kept] == [
        (1, "", "version found in the folder", first),
        (2, "an", "to 16", second.checksum),
        (3, "an", "to 17", third.checksum),
    ]
    assert all(version.when.endswith("+00:00") for version in kept)
    now = read_dataset(folder, units)
    assert (now.faults, now.checksum) == ((), third.checksum)
    assert now.tables["targets"]["value"].tolist() == [100, 17]


def test_any_version_can_be_brought_back(folder: Path, units: UnitTables) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    first = open_dataset(folder).checksum()
    _apply(folder, 17, _apply(folder, 16, first).checksum)
    back = open_dataset(folder).undo(1, who="an", why="undo", base=open_dataset(folder).checksum())
    assert (back.number, back.checksum) == (4, first)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert after == before
    again = open_dataset(folder).undo(3, who="an", why="redo", base=first)
    assert read_dataset(folder, units).tables["targets"]["value"].tolist() == [100, 17]
    assert again.number == 5


def test_the_second_of_two_is_told_and_nothing_is_overwritten(folder: Path) -> None:
    base = open_dataset(folder).checksum()
    _apply(folder, 16, base)
    with pytest.raises(Refused, match="someone else changed"):
        _apply(folder, 17, base)
    assert b",16," in (folder / "targets.csv").read_bytes()


def test_of_many_at_once_one_wins(folder: Path) -> None:
    base = open_dataset(folder).checksum()
    results: list[str] = []

    def attempt(value: int) -> None:
        try:
            results.append(_apply(folder, value, base).why)
        except Refused:
            results.append("refused")

    threads = [threading.Thread(target=attempt, args=(value,)) for value in range(20, 26)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count("refused") == 5
    won = next(result for result in results if result != "refused").removeprefix("to ")
    assert f",{won},".encode() in (folder / "targets.csv").read_bytes()


def test_a_change_by_hand_is_kept_before_the_next_one(folder: Path) -> None:
    _apply(folder, 16, open_dataset(folder).checksum())
    (folder / "targets.csv").write_text(changed("targets", ",15,", ",99,"), encoding="utf-8")
    _apply(folder, 17, open_dataset(folder).checksum())
    assert [version.why for version in open_dataset(folder).versions()] == [
        "version found in the folder", "to 16", "version found in the folder", "to 17",
    ]  # fmt: skip
    open_dataset(folder).undo(3, who="", why="", base=open_dataset(folder).checksum())
    assert b",99," in (folder / "targets.csv").read_bytes()


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = open_dataset(folder).checksum()
    written = os.write

    def full(handle: int, data: bytes) -> int:
        if b",16," in bytes(data):
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(handle, data)

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(os, "write", full)
        _apply(folder, 16, base)
    assert open_dataset(folder).checksum() == base
    assert [version.number for version in open_dataset(folder).versions()] == [1]
    assert list(folder.rglob("*.part")) == []


def test_a_new_table_is_listed_and_undoing_takes_it_away(folder: Path, units: UnitTables) -> None:
    row = "X1,CS2021,1,CS2023,2,comparable,S01"
    sets = GOOD["criteria_sets"] + "CS2023,2023-11-07,,,20,official,model_ward_police,,S01\n"
    header = "crosswalk_id,from_set,from_criterion,to_set,to_criterion,relation,source_id"
    base = open_dataset(folder).checksum()
    new = open_dataset(folder).apply(
        {"crosswalk.csv": f"{header}\n{row}\n".encode(), "criteria_sets.csv": sets.encode()},
        who="",
        why="",
        base=base,
    )
    now = read_dataset(folder, units)
    assert (now.faults, len(now.tables["crosswalk"])) == ((), 1)
    open_dataset(folder).undo(1, who="", why="", base=new.checksum)
    assert not (folder / "crosswalk.csv").exists()
    assert read_dataset(folder, units).faults == ()


def test_a_file_that_nobody_kept_is_never_taken_away(folder: Path) -> None:
    (folder / "crosswalk.csv").write_text("somebody's work", encoding="utf-8")
    _apply(folder, 16, open_dataset(folder).checksum())
    assert (folder / "crosswalk.csv").read_text(encoding="utf-8") == "somebody's work"


def test_what_does_not_change_is_stored_once(folder: Path) -> None:
    first = _apply(folder, 16, open_dataset(folder).checksum())
    before = set((folder / "history" / "objects").iterdir())
    _apply(folder, 17, first.checksum)
    added = set((folder / "history" / "objects").iterdir()) - before
    # The descriptor differs only when the day does.
    assert len(added) == 1


def test_damaged_objects_are_not_brought_back(folder: Path) -> None:
    _apply(folder, 16, open_dataset(folder).checksum())
    kept = open_dataset(folder).versions()[0].files["targets.csv"]
    (folder / "history" / "objects" / kept).write_bytes(b"else")
    state = open_dataset(folder).checksum()
    with pytest.raises(OSError, match="damaged"):
        open_dataset(folder).undo(1, who="", why="", base=state)
    assert open_dataset(folder).checksum() == state


RECORD = {
    "number": 1, "when": "2026-01-01T00:00:00+00:00", "who": "a", "why": "b", "checksum": "c",
    "files": {},
}  # fmt: skip


@pytest.mark.parametrize("key", RECORD)
def test_a_damaged_record_is_no_version(tmp_path: Path, key: str) -> None:
    path = record_path(tmp_path, 1)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(RECORD), encoding="utf-8")
    assert [each.number for each in versions(tmp_path)] == [1]
    for wrong in (["x"], "\u202e"):
        if not (key in ("who", "why", "checksum") and isinstance(wrong, str)):
            path.write_text(json.dumps(RECORD | {key: wrong}), encoding="utf-8")
            assert versions(tmp_path) == [], wrong


def test_a_version_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="version 7"):
        open_dataset(folder).undo(7, who="", why="", base=open_dataset(folder).checksum())


def test_an_object_is_written_again_when_it_is_damaged(tmp_path: Path) -> None:
    name = keep_object(tmp_path, b"content", ".csv")
    (tmp_path / name).write_bytes(b"damaged")
    assert keep_object(tmp_path, b"content", ".csv") == name
    assert kept_object(tmp_path, name) == b"content"


def test_recovering_a_dataset_without_history_touches_nothing(folder: Path) -> None:
    assert not open_dataset(folder).recover()
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["datapackage.json", *(f"{name}.csv" for name in GOOD)]
    )
