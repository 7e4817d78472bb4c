"""Chromium and a dashboard for the browser tests; the network is cut in all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.letters import no_letters
from tests.browser.rules import Rules
from tests.browser.server import running
from tests.browser.visits import Visit

Visitor = Callable[..., Visit]

# Remote desktops and old machines have no WebGL: nobody here has it either. And no name but
# this machine's own leads anywhere.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-webgl",
    "--disable-3d-apis",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.*",
]
_SERVED = pytest.StashKey[ExitStack]()
_SITE = pytest.StashKey[str]()
SIZE: ViewportSize = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium; long files first, short ones fill the end."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: -item.path.stat().st_size if here in item.path.parents else 0)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Debian's Chromium without a window, started with variables added to our environment."""
    path = shutil.which("chromium")
    if path is None:
        reason = "Chromium is missing: sh tests/browser/chromium.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as player, ExitStack() as stack:

        def started(**environment: str) -> Browser:
            made = player.chromium.launch(
                executable_path=path, args=ARGUMENTS, env={**os.environ, **environment}
            )
            stack.callback(made.close)
            return made

        yield started


@pytest.fixture(scope="session")
def browser(chromium: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """One on a machine whose fonts have no letters."""
    return chromium(FONTCONFIG_FILE=str(no_letters(tmp_path_factory.mktemp("faces"))))


@pytest.fixture(scope="session")
def browser_with_fonts(chromium: Callable[..., Browser]) -> Browser:
    """One for pages that are not ours, which bring no letters of their own."""
    return chromium()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Where tests run side by side, one dashboard serves the shipped data to them all."""
    stash = node.config.stash
    if _SITE not in stash:
        stack = stash[_SERVED] = ExitStack()
        stash[_SITE] = stack.enter_context(running())[0]
    node.workerinput["site"] = stash[_SITE]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it."""
    if _SERVED in config.stash:
        config.stash[_SERVED].close()


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the dashboard with the shipped data."""
    told = getattr(request.config, "workerinput", {}).get("site")
    if told:
        yield told
        return
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
            context = browser.new_context(viewport=SIZE, locale="vi-VN")
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
