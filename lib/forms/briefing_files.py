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

_KINDS = {
    "pptx": N_("Slides (PowerPoint)"),
    "pdf": N_("Pages (PDF)"),
    "xlsx": N_("Numbers (Excel)"),
    "zip": N_("All three (zip)"),
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
                format_func=lambda each: _(_KINDS[each]),
                key=f"handout_kind_{language}",
                horizontal=True,
            )
            file = making.File(f"{briefing.name}.{kind}", _("Make the file"))
            # Notes and titles count too: the file is another one when a word of them changes.
            order = (kind, when, language, written(briefing))
            making.make("handout", order, lambda tell: _made(briefing, kind, when, tell), file)

    chosen()


def _made(briefing: Briefing, kind: str, when: When, tell: Progress) -> bytes:
    made = handout(briefing, kind, when=when, lang=wording.language(), progress=tell)
    if not made.content:
        raise Refused(NOTHING_TO_SHOW)
    return made.content
