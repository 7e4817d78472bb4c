"""Work beside a session: its steps, its result, its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from lib.briefing import jobs
from lib.draw.sheet import Progress
from lib.words import wording


def waited(until: Callable[[], bool]) -> bool:
    """Whether something becomes true within seconds."""
    last = time.monotonic() + 10
    while not until() and time.monotonic() < last:
        time.sleep(0.005)
    return until()


def test_a_job_tells_its_step_and_gives_what_it_made_in_the_language_it_was_begun_in() -> None:
    going = threading.Event()

    def make(tell: Progress) -> bytes:
        tell("half", 0.5)
        going.wait(10)
        return wording.language().encode()

    wording.use("en")
    job = jobs.start(make)
    assert waited(lambda: job.step == "half") and job.done == 0.5 and job.is_under_way
    going.set()
    assert waited(lambda: not job.is_under_way)
    assert job.result == b"en" and not job.has_failed


def test_a_job_that_is_ended_stops_at_its_next_step_and_keeps_nothing() -> None:
    going, stopped = threading.Event(), threading.Event()

    def make(tell: Progress) -> bytes:
        tell("one", 0.1)
        going.wait(10)
        try:
            tell("two", 0.2)
        except jobs.Ended:
            stopped.set()
            raise
        return b"made all the same"

    job = jobs.start(make)
    assert waited(lambda: job.step == "one")
    job.end()
    going.set()
    assert stopped.wait(10)
    assert waited(lambda: not job.is_under_way)
    assert job.result is None and not job.has_failed and job.step == "one"


def test_an_error_in_a_job_is_told_and_leaves_nothing_half_made() -> None:
    def make(_tell: Progress) -> bytes:
        raise ValueError("broken")

    job = jobs.start(make)
    assert waited(lambda: job.has_failed)
    assert job.result is None and not job.is_under_way
