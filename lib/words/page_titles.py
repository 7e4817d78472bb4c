"""The pages, by their path in the address, in the order of the bar, with their titles."""

from __future__ import annotations

from lib.words.terms import N_
from lib.words.wording import _

PAGES = {
    "overview": N_("Overview"),
    "map": N_("Map"),
    "criteria": N_("Criteria"),
    "timeline": N_("Timeline"),
    "compare": N_("Compare"),
    "ward": N_("Ward profile"),
    "briefing": N_("Briefing"),
    "data": N_("Data"),
    "sources": N_("Sources"),
    "help": N_("Guide"),
}
START = next(iter(PAGES))
"""The page that answers at `/`."""


def page_title(page: str) -> str:
    """Title of a page in the language of the run."""
    return _(PAGES[page])
