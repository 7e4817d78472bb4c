"""Under every page: division, outlines, dataset, version, checksum."""

from __future__ import annotations

import streamlit as st

from lib.briefing.sheets import vintage_words
from lib.draw.html import tag
from lib.server.version import version
from lib.situation import data
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _

_SHIPPED = "thanglequoc/vietnamese-provinces-database"


def _origins() -> str:
    """Whose outlines are drawn; an office's own are named as the office named them."""
    words = []
    for origin in data.layers().origins or (_SHIPPED,):
        shipped = _("Outlines: thanglequoc/vietnamese-provinces-database (MIT)")
        own = _("Outlines: {origin}", origin=origin)
        words.append(shipped if _SHIPPED in origin else own)
    return " · ".join(words)


def footer(view: View) -> None:
    """Dataset, version, checksum, vintage; the same on all pages."""
    dataset = data.dataset(view.dataset).value if view.dataset in data.datasets() else None
    program = _("Ward Atlas {version}", version=version())
    shown = program
    if dataset is not None:
        title = dataset.title_en if view.lang == "en" else dataset.title_vi
        day = wording.written_day(dataset.version)
        written = _("version {day}", day=day)
        shown = f"{title} · {written} · {dataset.checksum} · {program}"
        if dataset.synthetic:
            shown += f" · {_('invented figures')}"
    left = tag("span", f"{vintage_words(view)} · {_origins()}")
    st.html(tag("div", left + tag("span", shown), class_="wa-foot"))
