"""Chromium on a page of the dashboard: when it has settled, and what the server sent for it."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

from tests.browser.server import ROOT

WATCH = (ROOT / "benchmarks" / "watch.js").read_text(encoding="utf-8")
VIEWPORT = {"width": 1440, "height": 900}
_WAIT = 60_000  # milliseconds


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A visitor of their own: empty browser cache, new session, bytes received counted.

    Bytes are those of the answers over HTTP with their headers as sent, and of the
    messages over the websocket before compression, which is more than goes over the wire.
    """

    def __init__(self, browser: Browser) -> None:
        # What is waited for is JavaScript in a text, which the pages' policy would refuse.
        self.context: BrowserContext = browser.new_context(viewport=VIEWPORT, bypass_csp=True)  # type: ignore[arg-type]
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_WAIT)
        self.received = 0
        network = self.context.new_cdp_session(self.page)
        network.on("Network.webSocketFrameReceived", self._message)
        network.on("Network.loadingFinished", self._answer)
        network.send("Network.enable")

    def _message(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        binary = frame["opcode"] == 2
        content = base64.b64decode(frame["payloadData"]) if binary else frame["payloadData"]
        self.received += len(content)

    def _answer(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def open(self, address: str, expected: str = "true") -> None:
        """Go to an address and wait until the page is at rest.

        Args:
            address: The full address.
            expected: JavaScript condition that must hold too.
        """
        self.page.goto(address)
        self.page.wait_for_selector(".wa-foot")
        self.page.wait_for_load_state("networkidle")  # scripts of charts and tables, too
        self.settled(expected)

    def settled(self, expected: str = "true") -> float:
        """Seconds from the last click or key to the last change of the page.

        Returns once nothing came, changed or loaded for a quarter of a second and the
        expected condition holds.
        """
        self.page.wait_for_function(f"watch.atRest() && ({expected})", polling=20)
        return float(self.page.evaluate("watch.took()")) / 1000

    def map_frame(self) -> Frame:
        """The map's frame."""
        handle = self.page.wait_for_selector("iframe[title*=folium]")
        frame = handle.content_frame() if handle else None
        if frame is None:
            raise RuntimeError("the page has no map")
        return frame

    def close(self) -> None:
        """End the visit."""
        self.context.close()


@contextmanager
def visit(browser: Browser) -> Iterator[Visit]:
    """A visit that ends with the block."""
    made = Visit(browser)
    try:
        yield made
    finally:
        made.close()
