"""Chromium and a dashboard for the browser tests; the network is cut in all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.letters import no_letters
from tests.browser.rules import Rules
from tests.browser.server import running
from tests.browser.visits import Visit

Visitor = Callable[..., Visit]

# Remote desktops and old machines have no WebGL: nobody here has it either.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-webgl", "--disable-3d-apis"]
SIZE = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Debian's Chromium without a window, on a machine whose fonts have no letters."""
    path = shutil.which("chromium")
    if path is None:
        reason = "Chromium is missing: sh tests/browser/chromium.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    fonts = no_letters(tmp_path_factory.mktemp("faces"))
    with sync_playwright() as player:
        started = player.chromium.launch(
            executable_path=path, args=ARGUMENTS, env={**os.environ, "FONTCONFIG_FILE": str(fonts)}
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the dashboard with the shipped data."""
    with running() as (address, _):
        yield address


@pytest.fixture(scope="session")
def rules() -> Rules:
    """What a page must keep to be read by everybody."""
    return Rules()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Make visitors; at the end none of them has asked another host for anything."""
    visits: list[Visit] = []
    with ExitStack() as stack:

        def made(address: str) -> Visit:
            context = browser.new_context(viewport=SIZE, locale="vi-VN")  # type: ignore[arg-type]
            stack.callback(context.close)
            visits.append(Visit(context, address))
            return visits[-1]

        yield made
        for each in visits:
            assert each.outside == []
            assert each.refused == []
            assert each.failures == []


@pytest.fixture
def visit(visitor: Visitor, site: str) -> Visit:
    """A visitor of the dashboard with the shipped data."""
    return visitor(site)
