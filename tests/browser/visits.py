"""A visitor in Chromium: opens pages, clicks on the map, counts what leaves the machine."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Frame,
    FrameLocator,
    Locator,
    Page,
    Request,
    TimeoutError,
    WebSocket,
    expect,
)
from playwright.sync_api._generated import LocatorAssertions

MAP = 'iframe[title*="st_folium"]'
PATIENCE = 60_000
"""Milliseconds to wait for something to appear; machines that build are slow."""
expect.set_options(timeout=PATIENCE)


def _until_one(act: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but where an element stands twice, wait until it does not.

    What has moved stands at its old place too until a run has ended; Playwright waits for what
    is not there yet, but gives up at once where there are two.
    """

    @wraps(act)
    def patiently(*args: Any, **options: Any) -> Any:
        end = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                return act(*args, **options)
            except (AssertionError, Error) as fault:
                if "strict mode violation" not in str(fault) or time.monotonic() > end:
                    raise
            time.sleep(0.1)

    return patiently


_FOR_ONE = {
    Locator: ("click", "dispatch_event", "evaluate", "fill", "focus", "get_attribute", "hover",
              "inner_text", "input_value", "press", "press_sequentially", "select_option",
              "set_input_files", "text_content", "wait_for"),
    LocatorAssertions: [each for each in dir(LocatorAssertions) if not each.startswith("_")],
}  # fmt: skip
for _kind, _names in _FOR_ONE.items():
    for _name in _names:
        setattr(_kind, _name, _until_one(getattr(_kind, _name)))

# A place inside a shape where nothing lies above it: as far from an edge as there is room
# (7 pixels are far enough), then nearest to its middle.
_FREE_SPOT = """path => {
  const box = path.getBoundingClientRect();
  const free = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
    && document.elementFromPoint(x, y) === path;
  let best = null;
  for (let i = 1; i < 30; i++) for (let j = 1; j < 30; j++) {
    const x = Math.round(box.left + box.width * i / 30);
    const y = Math.round(box.top + box.height * j / 30);
    if (!free(x, y)) continue;
    let room = 0;
    while (room < 7 && [-1, 0, 1].every((a) => [-1, 0, 1].every(
      (b) => free(x + a * (room + 1), y + b * (room + 1))))) room += 1;
    const off = Math.hypot(i - 15, j - 15) + 1000 * (7 - room);
    if (!best || off < best.off) best = { x, y, off };
  }
  return best;
}"""

# Where the content of a frame begins on the screen: its border lies before it.
_INSIDE = """frame => {
  const box = frame.getBoundingClientRect();
  return [box.left + frame.clientLeft, box.top + frame.clientTop];
}"""


class Visit:
    """One visitor with a browser cache and a session of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.outside: list[str] = []
        self.refused: list[str] = []
        self.failures: list[str] = []
        self.messages_sent = 0
        self.host = urlsplit(address).hostname
        context.on("request", self._note_outside)
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("websocket", self._count)

    def _note_outside(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.hostname != self.host:
            self.outside.append(request.url)

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)

    def _count(self, socket: WebSocket) -> None:
        def sent(_payload: str | bytes) -> None:
            self.messages_sent += 1

        socket.on("framesent", sent)

    # Pages

    def open(self, path: str = "/") -> None:
        """Go to a path of the dashboard and wait for its footer, and until nothing is veiled."""
        self.page.goto(self.address + path)
        expect(self.page.locator(".wa-foot")).to_be_visible()
        expect(self.page.locator(".wa-bars-come, .wa-page-comes")).to_have_count(0)

    @property
    def query(self) -> dict[str, str]:
        """Parameters of the address shown now."""
        return {name: found[0] for name, found in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_query(self, **wanted: str) -> None:
        """Wait until the address has these parameters."""
        for name, text in wanted.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(text)}(&|$)"))

    def expect_gone(self, *names: str) -> None:
        """Wait until the address has none of these parameters."""
        expect(self.page).not_to_have_url(re.compile(rf"[?&]({'|'.join(names)})="))

    def expect_whole_query(self, wanted: dict[str, str]) -> None:
        """Wait until the address has these parameters and no other; it comes after the page."""
        with suppress(TimeoutError):
            self.page.wait_for_url(lambda _: self.query == wanted, wait_until="commit")
        assert self.query == wanted

    def settle(self) -> None:
        """Wait until no message has been sent for a moment and what was asked is on the page."""
        idle = self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        sent = -1
        while sent != self.messages_sent:
            sent = self.messages_sent
            self.page.wait_for_timeout(400)
            idle.wait_for()

    # Numbers

    def number(self, address: str) -> Locator:
        """A number that can be asked, or the mark of a card's sources: ``<card>.<number>``."""
        return self.page.locator(f'[data-number="{address}"]')

    @property
    def explanation(self) -> Locator:
        """What is open behind a number."""
        return self.page.locator(".wa-explained")

    # Map

    @property
    def map(self) -> FrameLocator:
        """The map's own frame."""
        return self.page.frame_locator(MAP)

    @property
    def map_frame(self) -> Frame:
        """The map's own frame, to run a script in."""
        handle = self.page.wait_for_selector(MAP)
        frame = handle.content_frame() if handle else None
        assert frame is not None
        return frame

    def shape(self, key: str) -> Locator:
        """Shape of a unit."""
        return self.map.locator(f'path[data-key="{key}"]')

    def shapes(self, prefix: str = "") -> Locator:
        """Shapes of all units whose key begins so."""
        return self.map.locator(f'path[data-key^="{prefix}"]')

    def points(self) -> Locator:
        """Marks of wards drawn as points."""
        return self.map.locator(".mark[data-key]")

    def names(self) -> Locator:
        """Names written on the map."""
        return self.map.locator(".name span")

    def spot(self, shape: Locator) -> tuple[float, float]:
        """A place on the screen that shows this shape and nothing above it."""
        expect(shape).to_be_attached()
        self.page.locator(MAP).scroll_into_view_if_needed()
        self.settle()  # points are drawn after the shapes, and the map fits itself to its frame
        found, before = shape.evaluate(_FREE_SPOT), None
        while found != before:
            self.page.wait_for_timeout(250)
            found, before = shape.evaluate(_FREE_SPOT), found
        assert found, "the shape is covered or out of sight"
        left, top = self.page.locator(MAP).evaluate(_INSIDE)
        return left + found["x"], top + found["y"]

    def click(self, key: str) -> None:
        """Click on a shape with the mouse, as a person does."""
        self.page.mouse.click(*self.spot(self.shape(key)))

    def card(self) -> Locator:
        """The card of the chosen ward."""
        return self.page.locator(".st-key-card_ward")
