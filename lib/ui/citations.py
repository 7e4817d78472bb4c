"""From a figure to its sources in one click."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from lib.cards.card import Citation
from lib.domain.rows import record
from lib.ui.frame import navigation
from lib.words import wording
from lib.words.wording import _, ngettext

_SAID = 30  # statements of one source that are shown; hundreds say the same of as many wards


def source_mark(
    name: str, sources: pd.DataFrame, citations: Iterable[Citation], *, note: str = ""
) -> None:
    """The mark beside a figure; a click opens the source rows behind it.

    Args:
        name: Short English name, unique on the page.
        sources: The dataset's table of sources.
        citations: What stands behind the figure, in the order to show.
        note: A sentence on how the figure was counted.
    """
    cited = list(citations)
    ids = list(dict.fromkeys(c.source_id for c in cited if c.source_id))
    if not ids and not note:
        return  # nothing is behind a figure of nothing
    with (
        st.container(key=f"src_{name}"),
        st.popover(f"ⓘ {len(ids)}" if ids else "ⓘ"),
    ):
        if note:
            st.caption(note)
        if ids:
            st.html(source_rows(sources, cited))
            label = ngettext("Open {n} source", "Open {n} sources", len(ids))
            navigation.link("sources", label, source=",".join(ids[:60]))


def source_rows(sources: pd.DataFrame, citations: Iterable[Citation]) -> str:
    """HTML of source rows: publisher, title, date, address, read whole or in part."""
    by_id = sources.set_index("source_id", drop=False)
    said: dict[str, list[str]] = {}
    for citation in citations:
        said.setdefault(citation.source_id, []).append(citation.says)
    return "".join(
        _source_row(record(by_id, source_id) if source_id in by_id.index else None, source_id, says)
        for source_id, says in said.items()
    )


def _source_row(row: pd.Series | None, source_id: str, says: list[str]) -> str:
    said = [text for text in dict.fromkeys(says) if text]
    if len(said) > _SAID:
        said = [*said[:_SAID], _("and {n} more", n=wording.number(len(said) - _SAID))]
    says_html = "".join(f"<div>{escape(text)}</div>" for text in said)
    if row is None:
        missing = escape(_("source {id} is not in the table of sources", id=source_id))
        return f'<div class="wa-src">{says_html}<div class="m">{missing}</div></div>'
    depth = _("read in full") if row["read_depth"] == "full" else _("read in part")
    when = (
        _("publication date not known")
        if pd.isna(row["published_on"])
        else wording.day(row["published_on"], row["published_on_precision"])
    )
    url = str(row["url"])
    link = (
        f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(url)}</a>'
        if url.startswith(("https://", "http://"))
        else escape(url or _("address not known"))
    )
    return (
        f'<div class="wa-src">{says_html}<b>{escape(str(row["title"]))}</b>'
        f'<div class="m">{escape(source_id)} · {escape(str(row["publisher"]))} · {escape(when)}'
        f' · {escape(depth)}</div><div class="m">{link}</div></div>'
    )
