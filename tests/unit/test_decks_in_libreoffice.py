"""Slides opened by another office program: as many pages as slides, every text on its page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation

from lib.briefing.handouts import handout
from lib.briefing.templates import from_template
from tests.fixtures.handed_out import squeezed

CARDS = ("figures", "map", "places", "progress", "outlook")


def test_libreoffice_shows_every_slide_and_every_text_within_its_page(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is missing: sh tests/unit/libreoffice.sh")
        pytest.skip("LibreOffice is missing: sh tests/unit/libreoffice.sh")
    for lang in ("vi", "en"):
        made = from_template("place", "demo", date(2026, 11, 25), lang, province="from2025-01")
        some = made.but(scenes=tuple(each for each in made.scenes if each.card in CARDS))
        (tmp_path / f"{lang}.pptx").write_bytes(handout(some, "pptx").content)
    decks = sorted(tmp_path.glob("*.pptx"))
    command = [
        program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, decks),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for deck in decks:
        slides = Presentation(str(deck)).slides
        pages = pypdfium2.PdfDocument(deck.with_suffix(".pdf"))
        assert len(pages) == len(slides) >= len(CARDS)
        for slide, page in zip(slides, pages, strict=True):
            text = page.get_textpage()
            # A letter from another face stands elsewhere in the text of the file.
            counts = Counter(squeezed(text.get_text_bounded()))
            wanted = Counter(
                squeezed("".join(shape.text_frame.text for shape in slide.shapes if said(shape)))
            )
            assert wanted - counts == Counter()
            wide, tall = page.get_size()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                inside = -1 <= left <= right <= wide + 1 and -1 <= bottom <= top <= tall + 1
                assert inside, text.get_text_range(place, 20)


def said(shape: Any) -> bool:
    """Whether a shape has words that stand straight; the number of a slide is a field."""
    return shape.has_text_frame and shape.name != "wa:number" and not shape.rotation
