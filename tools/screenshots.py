"""Pictures of every page in both languages, taken with the network cut.

Run: python -m tools.screenshots [PAGE ...] [--whole] [--dataset NAME] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, Route, TimeoutError, sync_playwright

from lib.view.address import KEYS
from lib.words.page_titles import PAGES, START
from lib.words.wording import LANGUAGES
from tests.browser.server import ROOT, running

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"": (1440, 900), "-1920": (1920, 1080)}
"""Width and height of the window by what is added to the file name."""

LOOKED_AT = {
    "map": {"province": "79"},
    "criteria": {"province": "79"},
    "compare": {"compare": "until2025-26776,until2025-31120,until2025-11296"},
    "ward": {"ward": "until2025-26776"},
}
"""What a page shows in its picture, where its start shows little."""

_WAIT = 30_000  # milliseconds
_QUIET = 700  # milliseconds without a change: charts and fonts are in place
_WORKING = "[data-testid=stStatusWidget], [data-stale=true], [data-testid=stSkeleton]"
_TROUBLE = ".wa-fault, [data-testid=stException], [data-testid=stAlertContentError]"


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the address after the host, the window."""

    file: str
    address: str
    width: int
    height: int


def pictures(paths: Sequence[str], dataset: str = "") -> Iterator[Picture]:
    """Every page asked for, in every language and size.

    Args:
        paths: Pages by their path.
        dataset: Dataset to show; "" for the one that a first visit shows.
    """
    for path in paths:
        for language in LANGUAGES:
            asked = {"lang": language, "dataset": dataset, **LOOKED_AT.get(path, {})}
            usable = {key: text for key, text in asked.items() if key in KEYS and text}
            place = "" if path == START else path
            for suffix, (width, height) in SIZES.items():
                name = f"{path}-{language}{suffix}{f'-{dataset}' if dataset else ''}.png"
                yield Picture(name, f"/{place}?{urlencode(usable)}", width, height)


def take(
    browser: Browser, address: str, picture: Picture, out: Path, *, whole: bool = False
) -> list[str]:
    """Take one picture; what was wrong on the way, in words.

    Args:
        browser: A browser; the visit has a session of its own.
        address: Address of the running dashboard.
        picture: What to take.
        out: Folder it is written into.
        whole: Make the window as tall as the page.
    """
    wrong: list[str] = []
    host = urlsplit(address).netloc

    def only_this_server(route: Route) -> None:
        if urlsplit(route.request.url).netloc == host:
            route.continue_()
        else:
            wrong.append(f"asked {route.request.url}")
            route.abort()

    context = browser.new_context(viewport={"width": picture.width, "height": picture.height})
    try:
        context.route("**/*", only_this_server)
        page = context.new_page()
        page.set_default_timeout(_WAIT)
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.goto(address + picture.address)
        _settled(page)
        if whole:
            tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            page.set_viewport_size({"width": picture.width, "height": int(tall)})
            _settled(page)
        wrong += [f"says: {text}" for text in page.locator(_TROUBLE).all_inner_texts()]
        page.screenshot(path=out / picture.file, animations="disabled")
    except TimeoutError as late:
        wrong.append(f"not ready in {_WAIT // 1000} s: {late.message.splitlines()[0]}")
    finally:
        context.close()
    return wrong


def _settled(page: Page) -> None:
    """Wait for the footer (written last), the shapes of every map, and a moment of rest."""
    page.wait_for_selector(".wa-foot")
    page.locator(_WORKING).first.wait_for(state="detached")
    for frame in page.locator("iframe[title*=folium]").all():
        frame.content_frame.locator("path.leaflet-interactive").first.wait_for(state="attached")
    page.wait_for_timeout(_QUIET)
    page.locator(_WORKING).first.wait_for(state="detached")


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 1 when a page asked another host, failed or stayed unfinished."""
    known = list(PAGES)
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("page", nargs="*", help=f"all by default: {', '.join(known)}")
    parser.add_argument("--whole", action="store_true", help="the whole page, however tall")
    parser.add_argument("--dataset", default="", help="dataset to show; the first by default")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for the pictures")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.page) - set(known))
    if unknown:
        parser.error(f"no such page: {', '.join(unknown)}")
    options.out.mkdir(parents=True, exist_ok=True)
    failed = False
    with running() as (address, _), sync_playwright() as player:
        # The browser refuses its own sandbox inside most containers.
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in pictures(options.page or known, options.dataset):
            wrong = take(browser, address, picture, options.out, whole=options.whole)
            failed = failed or bool(wrong)
            print(picture.file, *wrong, sep="\n  ", flush=True)
        browser.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
