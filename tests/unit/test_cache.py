"""What is worked out once: by one thread of many, kept no longer than what it is of."""

from __future__ import annotations

import gc
import threading
import weakref
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.domain import statuses
from lib.situation import data, last_good
from lib.situation.cache import cached_property, kept_beside, single_flight
from lib.situation.timeline import timeline_of
from lib.view.filter import Filter
from tests.app.pages import serve_other_folders
from tests.fixtures.folders import make_dataset

THREADS = 20
DAY = date(2025, 6, 1)


def asked_together(question: Callable[[int], object]) -> list[object]:
    """Answers to a question that twenty threads ask at the same moment."""
    ready = threading.Barrier(THREADS)

    def ask(place: int) -> object:
        ready.wait()
        return question(place)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(ask, range(THREADS)))


class Slow:
    """Counts how often each thing is worked out; working out lets other threads run."""

    def __init__(self) -> None:
        self.counted: Counter[object] = Counter()

    def __call__(self, key: object) -> object:
        self.counted[key] += 1
        threading.Event().wait(0.02)
        return object()

    @cached_property
    def part(self) -> object:
        return self("part")

    @cached_property
    def whole(self) -> tuple[object, object]:
        return self.part, self("whole")

    @kept_beside(2)
    def beside(self, key: int) -> object:
        return self(key)


def test_twenty_threads_that_ask_for_one_key_work_it_out_once() -> None:
    slow = Slow()
    once = single_flight(4)(slow)
    answers = asked_together(lambda place: once("key"))
    assert len(set(answers)) == 1
    assert slow.counted == {"key": 1}


def test_other_keys_do_not_wait_for_one_that_is_being_worked_out() -> None:
    held, done = threading.Event(), threading.Event()

    def make(key: str) -> str:
        if key == "slow":
            held.set()
            assert done.wait(10)
        return key

    once = single_flight(4)(make)
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(once, "slow")
        assert held.wait(10)
        assert once("quick") == "quick"
        done.set()
        assert slow.result(10) == "slow"


def test_when_it_fails_the_next_one_tries_again() -> None:
    tries = Counter[str]()

    def make(key: str) -> str:
        tries[key] += 1
        if tries[key] == 1:
            raise OSError("the first time it fails")
        return key

    once = single_flight(4)(make)
    with pytest.raises(OSError, match="first time"):
        once("key")
    assert (once("key"), once("key"), tries["key"]) == ("key", "key", 2)


def test_no_more_results_are_kept_than_asked_for() -> None:
    slow = Slow()
    once = single_flight(2)(slow)
    for key in (1, 2, 3, 1):
        once(key)
    assert slow.counted == {1: 2, 2: 1, 3: 1}


def test_parts_of_an_object_are_worked_out_once() -> None:
    slow = Slow()
    answers = asked_together(lambda place: slow.whole if place % 2 else slow.part)
    assert slow.counted == {"part": 1, "whole": 1}
    assert {answer for answer in answers if not isinstance(answer, tuple)} == {slow.part}


def test_objects_do_not_wait_for_one_another() -> None:
    inside = threading.Barrier(2)  # breaks when only one thread works at a time

    class Meeting:
        @cached_property
        def part(self) -> int:
            return inside.wait(10)

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(lambda: Meeting().part) for _ in range(2)]
        assert {each.result() for each in both} == {0, 1}


def test_what_stands_beside_an_object_is_worked_out_once_for_each() -> None:
    one, other = Slow(), Slow()
    asked_together(lambda place: one.beside(1) if place % 2 else other.beside(1))
    assert (one.counted, other.counted) == ({1: 1}, {1: 1})
    assert one.beside(1) is not other.beside(1)


def test_what_stands_beside_an_object_goes_with_it() -> None:
    slow = Slow()
    slow.beside(1)
    gone = weakref.ref(slow)
    del slow
    assert gone() is None  # at once: nothing points back


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dataset named `small` that is looked at whenever it is asked for."""
    folder = make_dataset(tmp_path / "small")
    serve_other_folders(monkeypatch, data=tmp_path)
    monkeypatch.setattr(last_good, "LOOK_EVERY", -1.0)
    return folder


def test_a_situation_and_its_parts_are_worked_out_once(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del small
    counted = Counter[str]()
    statuses_at = statuses.statuses_at

    def counting(*asked: Any) -> pd.DataFrame:
        counted["statuses"] += 1
        threading.Event().wait(0.02)
        return statuses_at(*asked)

    monkeypatch.setattr(statuses, "statuses_at", counting)
    here = Filter(province="until2025-01")
    answers = asked_together(lambda place: data.situation("small", DAY, here).statuses_ever)
    assert len({id(each) for each in answers}) == 1
    assert counted == {"statuses": 1}


def test_nothing_of_a_replaced_dataset_is_kept(small: Path) -> None:
    before = data.situation("small", DAY, Filter(province="until2025-01"))
    assert timeline_of(before).days  # stands beside the situation and points back to it
    gc.freeze()  # as after the first reading
    gone: list[weakref.ref[Any]] = [
        weakref.ref(before),
        weakref.ref(before.country),
        weakref.ref(before.dataset),
    ]
    del before
    path = small / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert data.situation("small", DAY).counts
    gc.collect()
    assert [each() for each in gone] == [None, None, None]
    assert gc.get_freeze_count() == 0
