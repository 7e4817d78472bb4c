"""Versions: applied whole, kept all, undone to any, and never over somebody else's work."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from lib.errors import Refused
from lib.io import history
from lib.io.datasets import UnitTables, read_dataset, read_units
from lib.io.stored import keep_object, kept_object
from tests.fixtures.folders import GOOD, changed, make_dataset, make_units


@pytest.fixture
def units(tmp_path: Path) -> UnitTables:
    return read_units(make_units(tmp_path / "units"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe")


def _targets(value: int) -> dict[str, bytes]:
    return {"targets.csv": changed("targets", ",15,", f",{value},").encode()}


def _apply(folder: Path, value: int, base: str) -> history.Version:
    return history.apply(folder, _targets(value), who="an", why=f"to {value}", base=base)


def test_the_state_is_the_checksum_of_the_dataset(folder: Path, units: UnitTables) -> None:
    assert history.state(folder) == read_dataset(folder, units).checksum


def test_every_version_is_kept_with_who_when_and_why(folder: Path, units: UnitTables) -> None:
    first = history.state(folder)
    second = _apply(folder, 16, first)
    third = _apply(folder, 17, second.checksum)
    kept = history.versions(folder)
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
    first = history.state(folder)
    _apply(folder, 17, _apply(folder, 16, first).checksum)
    back = history.restore(folder, 1, who="an", why="undo", base=history.state(folder))
    assert (back.number, back.checksum) == (4, first)
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert after == before
    again = history.restore(folder, 3, who="an", why="redo", base=first)
    assert read_dataset(folder, units).tables["targets"]["value"].tolist() == [100, 17]
    assert again.number == 5


def test_the_second_of_two_is_told_and_nothing_is_overwritten(folder: Path) -> None:
    base = history.state(folder)
    _apply(folder, 16, base)
    with pytest.raises(Refused, match="someone else changed"):
        _apply(folder, 17, base)
    assert b",16," in (folder / "targets.csv").read_bytes()


def test_of_many_at_once_one_wins(folder: Path) -> None:
    base = history.state(folder)
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
    _apply(folder, 16, history.state(folder))
    (folder / "targets.csv").write_text(changed("targets", ",15,", ",99,"), encoding="utf-8")
    _apply(folder, 17, history.state(folder))
    assert [version.why for version in history.versions(folder)] == [
        "version found in the folder", "to 16", "version found in the folder", "to 17",
    ]  # fmt: skip
    history.restore(folder, 3, who="", why="", base=history.state(folder))
    assert b",99," in (folder / "targets.csv").read_bytes()


def test_cancelling_changes_nothing(folder: Path) -> None:
    base = history.state(folder)

    def stop(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        history.apply(folder, _targets(16), who="an", why="", base=base, tell=stop)
    assert history.state(folder) == base
    assert [version.number for version in history.versions(folder)] == [1]


def test_a_new_table_is_listed_and_undoing_takes_it_away(folder: Path, units: UnitTables) -> None:
    row = "X1,CS2021,1,CS2021,2,comparable,S01"
    header = "crosswalk_id,from_set,from_criterion,to_set,to_criterion,relation,source_id"
    base = history.state(folder)
    new = history.apply(
        folder, {"crosswalk.csv": f"{header}\n{row}\n".encode()}, who="", why="", base=base
    )
    now = read_dataset(folder, units)
    assert (now.faults, len(now.tables["crosswalk"])) == ((), 1)
    history.restore(folder, 1, who="", why="", base=new.checksum)
    assert not (folder / "crosswalk.csv").exists()
    assert read_dataset(folder, units).faults == ()


def test_a_file_that_nobody_kept_is_never_taken_away(folder: Path) -> None:
    (folder / "crosswalk.csv").write_text("somebody's work", encoding="utf-8")
    _apply(folder, 16, history.state(folder))
    assert (folder / "crosswalk.csv").read_text(encoding="utf-8") == "somebody's work"


def test_what_does_not_change_is_stored_once(folder: Path) -> None:
    first = _apply(folder, 16, history.state(folder))
    before = set((folder / "history" / "objects").iterdir())
    _apply(folder, 17, first.checksum)
    added = set((folder / "history" / "objects").iterdir()) - before
    # The descriptor differs only when the day does.
    assert len(added) == 1


def test_damaged_objects_are_not_brought_back(folder: Path) -> None:
    _apply(folder, 16, history.state(folder))
    kept = history.versions(folder)[0].files["targets.csv"]
    (folder / "history" / "objects" / kept).write_bytes(b"else")
    state = history.state(folder)
    with pytest.raises(OSError, match="damaged"):
        history.restore(folder, 1, who="", why="", base=state)
    assert history.state(folder) == state


def test_a_version_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="version 7"):
        history.restore(folder, 7, who="", why="", base=history.state(folder))


def test_an_object_is_written_again_when_it_is_damaged(tmp_path: Path) -> None:
    name = keep_object(tmp_path, b"content", ".csv")
    (tmp_path / name).write_bytes(b"damaged")
    assert keep_object(tmp_path, b"content", ".csv") == name
    assert kept_object(tmp_path, name) == b"content"


def test_recovering_a_dataset_without_history_touches_nothing(folder: Path) -> None:
    assert not history.recover(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["datapackage.json", *(f"{name}.csv" for name in GOOD)]
    )
