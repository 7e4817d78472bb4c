"""Every sign and letter of the product is in the face that comes with the page."""

from __future__ import annotations

from babel.messages.pofile import read_po

from lib.words import terms
from tests.browser.letters import missing
from tests.browser.server import ROOT
from tests.browser.visits import Visit


def said() -> set[str]:
    """Letters of all messages in both languages."""
    letters: set[str] = set()
    for path in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        with path.open("rb") as source:
            for message in read_po(source):
                letters |= set(str(message.id)) | set(str(message.string))
    return letters


def signs() -> set[str]:
    """Signs of all statuses, labels, results and kinds of no value."""
    known = (
        terms.STATUS, terms.NO_VALUE, terms.RESULT, terms.PACE, terms.OUTLOOK, terms.CELL, terms.BAR
    )  # fmt: skip
    return {letter for each in known for term in each.values() for letter in term.icon}


def test_a_machine_without_fonts_writes_every_sign(visit: Visit) -> None:
    visit.open("/sources")
    names = (ROOT / "data" / "units" / "units.csv").read_text(encoding="utf-8")
    assert missing(visit.page, sorted(said() | signs() | set(names))) == []
    assert missing(visit.page, "a∅ắⓘ✓") == ["∅", "ⓘ"]  # what the face has not is found


def test_drawings_are_written_in_the_face_of_the_page(visit: Visit) -> None:
    visit.open("/ward?dataset=demo&ward=from2025-00004")
    visit.settle()
    words = visit.page.locator("svg.wa-graph text")
    assert words.count() > 4
    faces = words.first.evaluate("each => getComputedStyle(each).fontFamily")
    assert faces.startswith('"Source Sans"')
    assert "→" in (visit.page.locator("svg.wa-graph").get_attribute("aria-label") or "")
