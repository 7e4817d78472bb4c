"""Pictures of the guide, taken by `make guide` of the product itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lib.draw.html import tag
from lib.server.routes import file_address
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

FOLDER = Path(__file__).parents[1] / "guide"
WORDS = {
    "numbers": N_("A number opened: who is counted, by name, and how"),
    "dates": N_("The bar of filters with the as-of date, and the state on that day"),
    "reform": N_("Former wards and what they became, with their statuses"),
    "briefing": N_("A card as a meeting sees it"),
}
"""What each picture shows, by its name."""


def show(name: str) -> None:
    """A picture in the reader's language."""
    address = file_address(f"{name}-{wording.language()}.webp")
    picture = tag("img", "", class_="wa-shot", src=address, alt=_(WORDS[name]), loading="lazy")
    st.html(picture)
