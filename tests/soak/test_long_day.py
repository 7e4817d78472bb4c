"""A long day: 2,000 choices, 200 sessions opened and closed."""

from __future__ import annotations

import pytest

from benchmarks.viewers.scenarios import levels
from tests.server.levels import assert_level


@pytest.mark.parametrize("page", ["map", "overview"])
def test_a_long_day_leaves_the_server_as_it_was(page: str) -> None:
    samples, load = levels(page, 2000)
    assert len(load.opened) >= 200
    assert_level(samples, load, 500, 2000, memory=0.05)
