"""The shelf: files that change are noticed, a broken change keeps the last good state."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lib.errors import Fault, Message
from lib.situation import data, last_good
from lib.situation.last_good import Shelf

FAULT = Fault("folder/words.txt", 1, "", Message("broken"), Message("words"))


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_good, "LOOK_EVERY", -1.0)


class Words:
    """A folder with one file; "broken" in it is a fault. Counts how often it is read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "words.txt"
        self.read = 0
        self._day = 1_700_000_000
        self.write("first")
        self.shelf = Shelf(folder, self._text, lambda text: (FAULT,) if "broken" in text else ())

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")
        self._day += 60  # a change in the same tick of the clock is a change too
        os.utime(self.path, (self._day, self._day))

    def _text(self) -> str:
        self.read += 1
        return self.path.read_text(encoding="utf-8") if self.path.exists() else ""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    return Words(tmp_path)


def test_files_are_read_once_while_they_do_not_change(words: Words) -> None:
    assert words.shelf.get().value == "first"
    assert words.shelf.get() is words.shelf.get()
    assert words.read == 1


def test_a_change_on_disk_is_noticed(words: Words) -> None:
    words.shelf.get()
    words.write("second")
    assert words.shelf.get().value == "second"
    assert words.read == 2


def test_a_new_and_a_removed_file_are_changes(words: Words, tmp_path: Path) -> None:
    words.shelf.get()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.txt").write_text("x", encoding="utf-8")
    words.shelf.get()
    assert words.read == 2
    words.path.unlink()
    assert words.shelf.get().value == ""
    assert words.read == 3


def test_the_history_kept_beside_the_files_is_no_change(words: Words, tmp_path: Path) -> None:
    words.shelf.get()
    (tmp_path / "history").mkdir()
    words.shelf.get()
    seen = words.read
    (tmp_path / "history" / "old.txt").write_text("x", encoding="utf-8")
    words.shelf.get()
    assert words.read == seen


def test_a_broken_change_keeps_the_last_good_state_and_tells_the_faults(words: Words) -> None:
    words.shelf.get()
    words.write("broken")
    kept = words.shelf.get()
    assert (kept.value, kept.faults, kept.is_older) == ("first", (FAULT,), True)


def test_a_second_broken_change_still_keeps_the_last_good_state(words: Words) -> None:
    words.shelf.get()
    words.write("broken")
    words.shelf.get()
    words.write("broken again")
    kept = words.shelf.get()
    assert (kept.value, kept.is_older) == ("first", True)


def test_a_mended_file_is_shown_without_faults(words: Words) -> None:
    words.shelf.get()
    words.write("broken")
    words.shelf.get()
    words.write("mended")
    kept = words.shelf.get()
    assert (kept.value, kept.faults, kept.is_older) == ("mended", (), False)


def test_what_was_broken_from_the_start_is_shown_as_far_as_it_can_be(words: Words) -> None:
    words.write("broken but partly there")
    kept = words.shelf.get()
    assert (kept.value, kept.faults, kept.is_older) == ("broken but partly there", (FAULT,), False)


def test_files_are_not_looked_at_again_at_every_click(
    words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_good, "LOOK_EVERY", 3600.0)
    words.shelf.get()
    words.write("second")
    assert words.shelf.get().value == "first"


def test_own_folders_of_data_come_before_the_shipped_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WARD_ATLAS_DATA", os.pathsep.join([str(tmp_path / "a"), "", str(tmp_path)]))
    assert data.data_roots() == [tmp_path / "a", tmp_path, data.ROOT / "data"]
    monkeypatch.delenv("WARD_ATLAS_DATA")
    assert data.data_roots() == [data.ROOT / "data"]


def test_the_cited_record_is_the_first_dataset() -> None:
    assert next(iter(data.datasets())) == "public"
