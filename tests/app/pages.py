"""Open a page of the dashboard without a browser, and read what stands on it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.words import wording

ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "lib" / "ui" / "shell.py"
LANGUAGES = ("vi", "en")


def opened(page: str = "overview", lang: str = "vi", **query: str) -> AppTest:
    """A page at an address, run once; `page` is its path, "overview" for `/`.

    Paths are file names here, so that the page can be chosen before the first run.
    """
    at = AppTest.from_file(str(SHELL), default_timeout=60)
    if page != "overview":
        at.switch_page(f"../../pages/{page}.py")
    if lang != "vi":
        at.query_params["lang"] = lang
    for name, text in query.items():
        at.query_params[name] = text
    # AppTest asks widgets for the labels of their options outside the run, in this thread.
    spoken = lang if lang in LANGUAGES else "vi"
    wording.use(spoken)
    st.session_state["lang"] = spoken
    return at.run()


def markup(at: AppTest) -> str:
    """The HTML of our own parts of the page, one after the other, without the style sheet."""
    parts = [str(element.proto.body) for element in at.get("html")]
    return "\n".join(part for part in parts if not part.startswith("<style"))


def heat_map(at: AppTest) -> dict[str, Any]:
    """What the heat map of the criteria page draws (see `lib.draw.heat_map`), or nothing."""
    for component in at.get("bidi_component"):
        if component.proto.component_name == "heat_map":
            drawn: dict[str, Any] = json.loads(component.proto.bytes)
            return drawn
    return {}


def plain(html: str) -> str:
    """The words of HTML: tags gone, spaces single, no-break spaces as spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def words(at: AppTest) -> str:
    """All words of our own parts of the page."""
    return plain(markup(at))


def headline(at: AppTest) -> str:
    """The largest heading of the page: its h1, else the title of the first card."""
    html = markup(at)
    for pattern in (r"<h1>(.*?)</h1>", r'<h2 class="wa-card-title">(.*?)</h2>'):
        match = re.search(pattern, html, flags=re.DOTALL)
        if match:
            return plain(match[1])
    return ""


def figures(at: AppTest) -> dict[str, str]:
    """The large numbers of the page by their names."""
    matches = re.findall(r'class="t">(.*?)</div><div class="v">(.*?)</div>', markup(at))
    return {re.sub(r"^\W+ ", "", plain(name)): plain(value) for name, value in matches}


def notes(at: AppTest) -> list[str]:
    """What is said of values of the address that could not be used."""
    return [plain(text) for text in re.findall(r'class="wa-note"[^>]*>(.*?)</div>', markup(at))]


def told_faults(at: AppTest) -> list[str]:
    """What is said of files that cannot be used."""
    html = markup(at)
    return [plain(text) for text in re.findall(r"<code>(.*?)</code>", html) if ":" in text]


def assert_stands(at: AppTest) -> None:
    """No exception, and a headline."""
    assert [error.value for error in at.exception] == []
    assert [error.value for error in at.error] == []
    assert headline(at)


Serve = Callable[..., None]
"""Serve other folders: `data`, `geo`, `units`, as the environment would name them."""


def serve_other_folders(monkeypatch: pytest.MonkeyPatch, **folders: Path) -> None:
    """Serve other folders for one test; what was read of the shipped ones is kept for the next."""
    for name, folder in folders.items():
        monkeypatch.setenv(f"WARD_ATLAS_{name.upper()}", str(folder))
