"""Pictures of the guide (/help): parts of the product itself, small enough to be kept.

Run: python -m tools.guide [NAME...]
"""

from __future__ import annotations

import io
import shutil
import sys
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, expect, sync_playwright

from lib.ui.choices.pictures import FOLDER, WORDS
from lib.words.wording import LANGUAGES
from tests.browser.server import running
from tests.browser.visits import MAP

SHOWN = {
    "numbers": ("/", {"number": "figures.recognised"}, ".wa-explained", False),
    "dates": ("/", {"asof": "2025-06-30"}, ".wa-tiles", False),
    "reform": ("/ward", {"ward": "from2025-00004"}, ".st-key-card_lineage", True),
    "briefing": ("/", {"present": "1", "screen": "1"}, "h1", False),
}
"""Page, what is asked of it, a part to wait for, and whether the picture begins at it."""

_WINDOW = {"width": 1280, "height": 720}
_WIDEST = 960  # pixels
_WORKING = "[data-testid=stSkeleton], [data-stale=true]"


def take(page: Page, address: str, name: str, language: str) -> bytes:
    """A picture as WebP.

    Args:
        page: A page of a browser.
        address: Address of the running dashboard.
        name: One of `SHOWN`.
        language: Language of the reader.
    """
    path, asked, part, alone = SHOWN[name]
    query = {"lang": language, "dataset": "demo", "asof": "2026-11-25", **asked}
    page.goto(f"{address}{path}?{urlencode(query)}")
    shown = page.locator(part).first
    expect(shown).to_be_visible(timeout=60_000)
    expect(page.locator(_WORKING)).to_have_count(0, timeout=60_000)
    for frame in page.locator(MAP).all():
        expect(frame.content_frame.locator("path[data-key]").first).to_be_attached(timeout=60_000)
    page.wait_for_timeout(2_500)  # maps, charts and faces are in place
    if alone:
        shown.evaluate("each => each.scrollIntoView({ block: 'start', behavior: 'instant' })")
        page.wait_for_timeout(500)
    taken = page.screenshot(clip=_seen_part(shown)) if alone else page.screenshot()
    with Image.open(io.BytesIO(taken)) as whole:
        whole.thumbnail((_WIDEST, 2 * _WIDEST))
        packed = io.BytesIO()
        whole.save(packed, "WEBP", quality=72, method=6)
    return packed.getvalue()


def _seen_part(shown: Locator) -> FloatRect:
    """What the window shows of a part; a tall one made small could not be read."""
    box = shown.bounding_box() or {"x": 0, "y": 0, "width": 1, "height": 1}
    return {
        "x": box["x"],
        "y": max(box["y"], 0),
        "width": box["width"],
        "height": min(box["height"], _WINDOW["height"] - max(box["y"], 0)),
    }


def main() -> int:
    """Take all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with running() as (address, _), sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in sys.argv[1:] or WORDS:
            for language in LANGUAGES:
                page = browser.new_page(viewport=_WINDOW)  # type: ignore[arg-type]
                picture = take(page, address, name, language)
                (FOLDER / f"{name}-{language}.webp").write_bytes(picture)
                print(f"{name}-{language}: {len(picture) // 1000} KB", flush=True)
                page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
