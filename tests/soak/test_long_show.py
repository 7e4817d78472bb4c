"""Two hours of a show with the server killed twice: no empty screen, no number changed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.server import free_port, running
from tests.browser.test_show import CARDS, address, at
from tests.browser.visits import PATIENCE

MINUTES = float(os.environ.get("SHOW_MINUTES", "120"))
_TURNS_A_MINUTE = 6  # as somebody who speaks does


def paged(page: Page, seconds: float, known: dict[int, str], lost: list[float]) -> int:
    """Go through the show for a while; what a scene told the first time, it always tells."""
    end, turns, n = time.monotonic() + seconds, 0, 1
    page.keyboard.press("Home")
    at(page, 1)
    while time.monotonic() < end:
        expect(page.locator(".wa-shown h1")).to_be_visible()
        page.wait_for_timeout(60_000 / _TURNS_A_MINUTE)
        told = page.locator(".wa-shown").inner_text()
        if page.locator(".st-key-stage .v").count():
            told += page.locator(".st-key-stage").inner_text()
        assert told == known.setdefault(n, told)
        n = n % len(CARDS) + 1
        turned(page, n, lost)
        turns += 1
    return turns


def turned(page: Page, n: int, lost: list[float]) -> None:
    """Press the key; whoever shows presses it again when nothing comes, which is counted."""
    key = "PageDown" if n > 1 else "Home"
    page.keyboard.press(key)
    try:
        expect(page.locator(".wa-place")).to_have_text(f"{n} / {len(CARDS)}")
    except AssertionError:
        lost.append(time.monotonic())
        page.keyboard.press(key)
    at(page, n)


def test_a_show_of_two_hours_outlives_its_server_twice(tmp_path: Path) -> None:
    port, known, turns = free_port(), dict[int, str](), 0
    lost: list[float] = []
    chromium = shutil.which("chromium")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        for turn in range(3):
            with running(port=port, log=tmp_path / f"{turn}.log") as (site, process):
                if turn == 0:
                    page.goto(site + address())
                expect(page.locator("#wa-lost")).to_be_hidden(timeout=4 * PATIENCE)
                expect(page.locator(".st-key-stage_end button")).to_be_attached()
                page.wait_for_timeout(10_000)  # the run that finds the new server is over
                turns += paged(page, MINUTES * 20, known, lost)
                os.kill(process, signal.SIGKILL)
                expect(page.locator("#wa-lost")).to_be_visible()
                expect(page.locator(".wa-shown h1")).to_be_visible()
        browser.close()
    assert turns > MINUTES * _TURNS_A_MINUTE / 4
    assert len(known) == len(CARDS)
    assert len(lost) <= turns / 100, "keys that had to be pressed twice"
