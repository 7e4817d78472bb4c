"""Quick hands: whatever is pressed before the page has answered, address and page agree at rest."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import TimeoutError, sync_playwright

from tests.browser.conftest import ARGUMENTS, SIZE
from tests.browser.server import running
from tests.browser.visits import Visit

ROUNDS = int(os.environ.get("QUICK_ROUNDS", "150"))
_START = "dataset=demo&asof=2026-11-25"
_HURRY = 3_000  # milliseconds that an action may wait for its control

Act = Callable[[Visit], None]


def chosen(key: str) -> Act:
    """Take one of the first entries of a list by keys."""

    def act(visit: Visit) -> None:
        field = visit.page.locator(f".st-key-{key} input")
        field.click(timeout=_HURRY)
        for _ in range(random.randrange(1, 5)):  # noqa: S311
            field.press("ArrowDown", timeout=_HURRY)
        field.press("Enter", timeout=_HURRY)

    return act


def pressed(selector: str) -> Act:
    """Press one of the elements that match."""

    def act(visit: Visit) -> None:
        found = visit.page.locator(selector)
        found.nth(random.randrange(max(found.count(), 1))).click(timeout=_HURRY)  # noqa: S311

    return act


def clicked_on_the_map(visit: Visit) -> None:
    """Click into the map where a province may be."""
    box = visit.page.locator("iframe").first.bounding_box(timeout=_HURRY)
    if box:
        x = box["x"] + box["width"] * random.uniform(0.2, 0.5)  # noqa: S311
        visit.page.mouse.click(x, box["y"] + box["height"] * random.uniform(0.2, 0.8))  # noqa: S311


EVERYWHERE: list[Act] = [
    chosen("province"),
    chosen("status"),
    chosen("dataset"),
    pressed(".st-key-languages button"),
]
ACTS: dict[str, list[Act]] = {
    "": EVERYWHERE,
    "map": [*EVERYWHERE, clicked_on_the_map, pressed("[class*=st-key-crumb_] button")],
    "criteria": [*EVERYWHERE, pressed(".st-key-page [data-testid=stButtonGroup] button")],
    "timeline": [
        *EVERYWHERE,
        pressed(".st-key-step_back button, .st-key-step_on button"),
        pressed(".st-key-page [data-testid=stButtonGroup] button"),
    ],
}
_SEEN = """() => {
  const all = (what, take) => [...document.querySelectorAll(what)].map(take);
  return {
    lists: all("[data-testid=stSelectbox] input", (each) => each.value),
    day: all(".st-key-asof [role=spinbutton]", (each) => each.innerText),
    pressed: all("[data-testid=stButtonGroup] button", (each) =>
      each.ariaChecked === "true" || each.ariaPressed === "true" ? each.innerText : ""),
    titles: all(".wa-head h1, .wa-card-title", (each) => each.innerText),
  };
}"""


def test_at_rest_a_page_shows_what_its_address_says() -> None:
    differing = []
    with running() as (site, _), sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for turn in range(ROUNDS):
            random.seed(turn)
            page = random.choice(list(ACTS))  # noqa: S311
            context, other = (browser.new_context(viewport=SIZE) for _ in range(2))
            visit, anew = Visit(context, site), Visit(other, site)
            visit.open(f"/{page}?{_START}&lang={random.choice(('vi', 'en'))}")  # noqa: S311
            done = []
            for _ in range(random.randrange(2, 6)):  # noqa: S311
                act = random.choice(ACTS[page])  # noqa: S311
                done.append(act)
                with suppress(TimeoutError):
                    act(visit)
                visit.page.wait_for_timeout(random.choice((5, 30, 100, 300)))  # noqa: S311
            visit.settle()
            address = visit.page.url.removeprefix(site)
            anew.open(address)
            anew.settle()
            shown, wanted = visit.page.evaluate(_SEEN), anew.page.evaluate(_SEEN)
            apart = {
                each: (shown[each], wanted[each]) for each in shown if shown[each] != wanted[each]
            }
            if apart or visit.query != anew.query:
                differing.append((turn, address, anew.query, apart))
            assert visit.failures == []
            context.close()
            other.close()
        browser.close()
    assert not differing, "\n".join(map(str, differing))
