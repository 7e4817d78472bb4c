"""Fixtures of the page tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lib.ui import wording
from tests.app.pages import Serve, other_folders


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serve other folders for one test: `serve(data=..., geo=..., units=...)`."""
    with ExitStack() as stack:

        def start(**folders: Path) -> None:
            stack.enter_context(other_folders(monkeypatch, **folders))

        yield start


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    """Leave the language of this thread as it was."""
    yield
    wording.use("vi")
