"""Letters that cannot be read: without a face on the machine they are boxes, or they are small."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from playwright.sync_api import Frame, Page

_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def no_letters(folder: Path) -> Path:
    """What tells Chromium that the system has one face, in which every letter is a box.

    None at all will not do: Chromium ends where it writes something itself, as in a list or
    under the pointer.

    Args:
        folder: An empty one, for the face.

    Returns:
        A configuration, for the variable `FONTCONFIG_FILE`.
    """
    pen = TTGlyphPen(None)
    for corners in ([(50, 0), (50, 700), (450, 700), (450, 0)],
                    [(100, 50), (400, 50), (400, 650), (100, 650)]):  # fmt: skip
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    face = FontBuilder(unitsPerEm=1000)
    face.setupGlyphOrder([".notdef"])
    face.setupCharacterMap({})
    face.setupGlyf({".notdef": pen.glyph()})
    face.setupHorizontalMetrics({".notdef": (500, 50)})
    face.setupHorizontalHeader(ascent=800, descent=-200)
    face.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    face.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    face.setupPost()
    face.save(folder / "boxes.ttf")
    configuration = folder / "fonts.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
    return configuration


PAGE_FACE = '"Source Sans", sans-serif'

# Of every text on the page, also what style sheets write, the letters by face.
_WRITTEN = """() => {
  const faces = {};
  const note = (style, text) => {
    const letters = new Set([...(faces[style.fontFamily] || ""), ...text]);
    if (text && style.visibility !== "hidden") faces[style.fontFamily] = [...letters].join("");
  };
  for (const each of document.body.querySelectorAll("*:not(script, style, noscript)")) {
    if (!each.getClientRects().length) continue;
    const own = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    note(getComputedStyle(each), own.map((node) => node.data).join(""));
    note(getComputedStyle(each), `${each.placeholder || ""}${each.value || ""}`);
    for (const side of ["::before", "::after"]) {
      const style = getComputedStyle(each, side);
      const told = style.content.match(/^"(.*)"$/);
      if (told) note(style, told[1]);
    }
  }
  return faces;
}"""

# Those that look like a letter that no face has.
_BOXES = """async ([face, letters]) => {
  await document.fonts.load(`24px ${face}`, letters);
  const board = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  [board.canvas.width, board.canvas.height] = [48, 48];
  const drawn = (letter) => {
    board.clearRect(0, 0, 48, 48);
    board.font = `24px ${face}`;
    board.fillText(letter, 8, 32);
    return board.getImageData(0, 0, 48, 48).data.join();
  };
  const box = drawn("\\u{10FFFD}");
  return [...letters].filter((letter) => letter.trim() && drawn(letter) === box);
}"""


def boxes(page: Page | Frame) -> list[str]:
    """Letters of a page, or of a frame in it, that show as empty boxes."""
    faces: dict[str, str] = page.evaluate(_WRITTEN)
    return [
        letter
        for face, letters in faces.items()
        if "Material Symbols" not in face  # signs by their names, in a face that is served
        for letter in missing(page, letters, face)
    ]


_SMALL = """() => [...document.body.querySelectorAll("*:not(script, style, noscript, option)")]
  .filter((each) => each.getClientRects().length && !each.closest(".wa-unseen")
    && [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .map((each) => [parseFloat(getComputedStyle(each).fontSize), each])
  .filter(([size, each]) => size > 0 && size < (each.closest(".js-plotly-plot") ? 16 : 14))
  .map(([size, each]) => `${size} px: ${each.textContent.trim().slice(0, 40)}`)"""


def small(page: Page | Frame) -> list[str]:
    """Texts that a projector shows too small: 14 pixels are the least, 16 in charts."""
    answer: list[str] = page.evaluate(_SMALL)
    return answer


def missing(page: Page | Frame, letters: Iterable[str], face: str = PAGE_FACE) -> list[str]:
    """Those of some letters that a face of the page does not have."""
    answer: list[str] = page.evaluate(_BOXES, [face, "".join(letters)])
    return answer
