"""The pages, their addresses and the bar on top."""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.draw.html import tag
from lib.situation import data
from lib.ui.frame import session
from lib.view import address
from lib.words.page_titles import PAGES, START, page_title
from lib.words.wording import _


def page_objects() -> dict[str, Any]:
    """Streamlit pages by path; the first one answers at `/`."""
    return {
        path: st.Page(
            data.ROOT / "pages" / f"{path}.py",
            title=f"{page_title(path)} · {_('Model Ward Police Atlas')}",
            url_path="" if path == START else path,
            default=path == START,
        )
        for path in PAGES
    }


def link(path: str, label: str, **changes: Any) -> None:
    """A link to a page that keeps the view, with some values changed."""
    parameters = session.parameters(path, **changes)
    if changes and path == st.session_state["page"]:
        parameters[address.VIA] = "link"
    st.page_link(st.session_state["pages"][path], label=label, query_params=parameters)


def _copy_link(page: str) -> Markup:
    """A button that copies the address of the view, with the date written out."""
    path = "" if page == START else page
    return tag(
        "button",
        _("Copy link"),
        class_="wa-copy",
        data_copy=f"{path}?{address.query(session.parameters(page, dated=True))}",
        data_done=_("Copied"),
    )


def _menu(current: str) -> Markup:
    """On a telephone: the page shown, as the button that opens the list of all pages."""
    words = _("Page: {title}", title=page_title(current))
    return tag("button", words, class_="wa-menu", aria_expanded="false")


def _pdf() -> Markup:
    """A button that opens what the page can be saved as."""
    return tag(
        "button", _("PDF"), class_="wa-copy wa-pdf", data_number=address.PAGE_FILES,
        aria_haspopup="dialog", title=_("PDF of this page"),
    )  # fmt: skip


def _speak(code: str) -> None:
    st.session_state["lang"] = code
    session.hold()


def top_bar(current: str) -> None:
    """Title, pages, language."""
    with st.container(key="topbar", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<div class="wa-brand">{_("Model Ward Police Atlas")}</div>')
        st.html(_menu(current))
        with st.container(key="pages", horizontal=True, gap=None):
            for path in PAGES:
                with st.container(key=f"{'here' if path == current else 'go'}_{path}"):
                    link(path, page_title(path))
        st.html(_copy_link(current) + _pdf())
        with st.container(key="to_present"):
            st.button(_("Present"), key="present_now", type="tertiary", on_click=session.present)
        with st.container(key="languages", horizontal=True, gap=None):
            for code in ("vi", "en"):
                chosen = st.session_state["lang"] == code
                with st.container(key=f"{'spoken' if chosen else 'speak'}_{code}"):
                    st.button(
                        code.upper(),
                        key=f"speak_{code}_now",
                        type="tertiary",
                        on_click=_speak,
                        args=(code,),
                    )
