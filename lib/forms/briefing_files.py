"""A briefing to hand out: slides, pages, a workbook, or all of them."""

from __future__ import annotations

import streamlit as st

from lib.briefing.briefing import Briefing
from lib.briefing.briefing_text import written
from lib.briefing.handouts import NOTHING_TO_SHOW, handout
from lib.briefing.told import When
from lib.draw.sheet import Progress
from lib.errors import Refused
from lib.forms import making
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

_OFFICE = "application/vnd.openxmlformats-officedocument"
SLIDES = f"{_OFFICE}.presentationml.presentation"
"""Media type of slides."""
_KINDS = {
    "pptx": (N_("Slides (PowerPoint)"), SLIDES),
    "pdf": (N_("Pages (PDF)"), "application/pdf"),
    "xlsx": (N_("Numbers (Excel)"), f"{_OFFICE}.spreadsheetml.sheet"),
    "zip": (N_("All three (zip)"), "application/zip"),
}


def hand_out(briefing: Briefing, when: When) -> None:
    """What the briefing can be made into, and the way to it."""
    if not briefing.scenes:
        return
    language = wording.language()

    @st.fragment
    def chosen() -> None:
        wording.use(language)
        with st.expander(_("To hand out: slides, pages, numbers")):
            kind = st.radio(
                _("What"),
                list(_KINDS),
                format_func=lambda each: _(_KINDS[each][0]),
                key=f"handout_kind_{language}",
                horizontal=True,
            )
            name = f"{briefing.name}.{kind}"
            file = making.File(name, _KINDS[kind][1], _("Make the file"))
            # Notes and titles count too: the file is another one when a word of them changes.
            order = (kind, when, language, written(briefing))
            making.make("handout", order, lambda tell: _made(briefing, kind, when, tell), file)

    chosen()


def _made(briefing: Briefing, kind: str, when: When, tell: Progress) -> bytes:
    made = handout(briefing, kind, when=when, lang=wording.language(), progress=tell)
    if not made.content:
        raise Refused(NOTHING_TO_SHOW)
    return made.content
