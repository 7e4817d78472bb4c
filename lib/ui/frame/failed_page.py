"""What a person sees when the program itself fails: words, not a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from lib.errors import WardAtlasError
from lib.server import journal
from lib.words import wording
from lib.words.wording import _

log = logging.getLogger("ward_atlas")


def explain(error: Exception) -> bool:
    """Show an error in words and keep its traceback in the log.

    Returns:
        True: Streamlit shows nothing of its own.
    """
    log.error("page failed", exc_info=error)
    if isinstance(error, WardAtlasError):
        st.error(wording.plain_markdown(str(error)))
    else:
        st.error(
            _(
                "This part could not be shown. See the server log for the reason; the "
                "other pages still work. Reference: {reference}",
                reference=journal.reference(),
            )
        )
    return True
