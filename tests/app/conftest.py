"""Fixtures of the page tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.words import wording
from tests.app.pages import Serve, serve_other_folders


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Serve other folders for one test: `serve(data=..., geo=..., units=...)`."""

    def start(**folders: Path) -> None:
        serve_other_folders(monkeypatch, **folders)

    return start


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    """Begin in Vietnamese, whatever ran before, and leave it so."""
    wording.use("vi")
    yield
    wording.use("vi")
