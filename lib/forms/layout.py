"""Parts that forms are laid out with: the head of a part, its main button, a file to take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.draw.html import tag
from lib.words import wording
from lib.words.wording import _

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media types by the ending of a file's name."""


def head(title: str, below: str = "") -> None:
    """The title of a part of a page, and the line under it."""
    line = tag("p", below, class_="wa-sub") if below else ""
    st.html(tag("h2", title, class_="wa-card-title") + line)


def file_button(label: str, make: Callable[[], bytes | str], name: str, key: str) -> None:
    """A button that hands over a file; it is made when asked for, in the language of the session.

    Args:
        label: What the button says.
        make: Makes the file.
        name: Of the file; its ending is one of `MEDIA`.
        key: Of the button.
    """
    st.download_button(
        label,
        wording.speaking(make),
        file_name=name,
        mime=MEDIA[name.rpartition(".")[2]],
        key=key,
        on_click="ignore",
    )


def main_button(label: str, key: str, missing: Sequence[str]) -> bool:
    """Draw it; whether it was pressed.

    Args:
        label: What it says.
        key: Its key.
        missing: What has to be given before it can be pressed, each in a few words.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(label, type="primary", key=key, disabled=bool(missing))
        waits_for(missing)
    return pressed


def waits_for(missing: Sequence[str]) -> None:
    """The line beside buttons that cannot be pressed yet; nothing where they can."""
    if missing:
        st.caption(" · ".join(missing))


def reason_missing(why: str) -> list[str]:
    """That a reason is to be given; nothing where one is."""
    return [] if why.strip() else [_("A reason is needed")]
