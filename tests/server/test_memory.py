"""Memory stays level without a full collection after each run."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.viewers.scenarios import levels
from tests.browser.server import ROOT
from tests.server.levels import assert_level


def test_memory_threads_and_files_stay_level_over_hundreds_of_choices() -> None:
    samples, load = levels("overview", 200)
    assert_level(samples, load, 100, 200, memory=0.05)


def test_what_was_read_at_the_start_is_not_looked_through_for_garbage() -> None:
    program = (
        "import gc; from lib.situation import data; data.warm_up(); "
        "print(gc.get_freeze_count(), len(gc.get_objects()))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    frozen, looked_through = map(int, said.stdout.split())
    assert frozen > 50 * looked_through
