"""Words that Streamlit, Plotly and the grid have in English only, and ours in their place."""

from __future__ import annotations

import json

from markupsafe import Markup

from lib.draw.html import tag
from lib.words import wording
from lib.words.terms import N_

THEIRS = (
    N_("Skip to main content"),
    N_("Choose date"),
    N_("Previous month"),
    N_("Next month"),
    N_("Next"),
    N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    N_("Choose an option"),
    N_("Choose options"),
    N_("Open"),
    N_("Close"),
    N_("Dismiss"),
    N_("No results"),
    N_("No options to select"),
    N_("{n} options available."),
    N_("{n} option available."),
    N_("Clear selection"),
    N_("Clear all"),
    N_("Select all"),
    N_("Show/hide columns"),
    N_("Download as CSV"),
    N_("Search"),
    N_("Type to search"),
    N_("Previous Result"),
    N_("Next Result"),
    N_("Close Search"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Copy to clipboard"),
    N_("Zoom"),
    N_("Pan"),
    N_("Zoom in"),
    N_("Zoom out"),
    N_("Autoscale"),
    N_("Reset axes"),
    N_("Upload"),
    N_("Drag and drop files here"),
    N_("Drag and drop file here"),
    N_("Browse files"),
    N_("Remove file"),
    N_("file upload"),
    N_("day"),
    N_("month"),
    N_("year"),
    N_("Help for {label}"),
)
"""As they stand in the page; `{n}` for a number, `{label}` for the name of a field."""
SIGNS = {"↑": N_("Move up"), "↓": N_("Move down"), "×": N_("Take out")}
"""Names of buttons that show a sign."""


def own_words() -> Markup:
    """What `own_words.js` reads: their words by language."""
    said, signs = {}, {}
    spoken = wording.language()
    for code in wording.LANGUAGES:
        wording.use(code)
        said[code] = {"map": wording.translated("Map")} | {
            theirs: wording.translated(theirs) for theirs in THEIRS
        }
        signs[code] = {sign: wording.translated(name) for sign, name in SIGNS.items()}
    wording.use(spoken)
    words, names = (json.dumps(each, ensure_ascii=False) for each in (said, signs))
    return tag("div", "", id="wa-words", data_words=words, data_signs=names, hidden=" ")
