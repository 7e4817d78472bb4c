"""Dashboards to attack."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.server import running


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the dashboard with the shipped data, for readers."""
    with running() as (address, _):
        yield address
