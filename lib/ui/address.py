"""The state of a view in the URL: read once at the start of a run, written once at its end.

The keys are the widgets' own keys. At the start of a run the URL decides when it is not
the one written last (a link, a reload, back or forward); otherwise the widgets do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

_WRITTEN = "address_written"
_NOTICES = "address_notices"
_EARLIER = "address_earlier"
_HELD = "address_held"
_KEPT = 5
VIA = "via"
"""Marks a link to the page it stands on. The browser does not take such a link's URL over, only
the server hears of it; with the mark the URL differs from the state and is written at the end."""


@dataclass(frozen=True)
class Key:
    """One key of the URL.

    Attributes:
        name: Name in the URL and in the session.
        read: Turns the text into a value; raises ValueError for a wrong one.
        write: Turns the value into text; "" leaves it out.
        default: Value when the URL does not have it.
        pages: Pages that use it; empty for all.
    """

    name: str
    read: Callable[[str], Any]
    default: Callable[[], Any]
    write: Callable[[Any], str] = str
    pages: tuple[str, ...] = ()


def receive(keys: Mapping[str, Key], page: str) -> None:
    """Take over the URL when it is new; remember in one line each what could not be used."""
    incoming = {name: st.query_params[name] for name in st.query_params}
    state = st.session_state
    held = state.pop(_HELD, False)
    if state.get(_WRITTEN) == (page, incoming):
        state[_NOTICES] = []  # said once; the user has gone on since
        return
    if _is_late(keys, page, incoming, held=held):
        state[_NOTICES] = []
        return
    refused: list[tuple[str, str]] = []
    for key in keys.values():
        if key.pages and page not in key.pages:
            continue
        text = incoming.get(key.name, "")
        try:
            state[key.name] = key.read(text) if text else key.default()
        except ValueError:
            state[key.name] = key.default()
            refused.append((key.name, text))
    refused += [(name, incoming[name]) for name in incoming if name not in keys and name != VIA]
    state[_NOTICES] = refused
    state[_WRITTEN] = (page, incoming)


def hold() -> None:
    """Say, in the callback of a control, that the session is newer than the URL of this run.

    For a control that may be used twice before the browser has taken over the URL.
    """
    st.session_state[_HELD] = True


def in_step(page: str) -> bool:
    """Whether the browser shows the URL written last."""
    incoming = {name: st.query_params[name] for name in st.query_params}
    return bool(st.session_state.get(_WRITTEN) == (page, incoming))


def _is_late(keys: Mapping[str, Key], page: str, incoming: dict[str, str], *, held: bool) -> bool:
    """Whether a control was used before the browser took over the URL written last.

    Then the URL is one of those written earlier and the controls are newer than it; after
    "back" it is an earlier one too, but no control has changed (or said so by `hold`).
    """
    state = st.session_state
    written = state.get(_WRITTEN)
    return (
        written is not None
        and written[0] == page
        and (page, incoming) in state.get(_EARLIER, [])
        and (held or parameters(keys, page) != written[1])
    )


def refuse(name: str, text: str) -> None:
    """Add a value that turned out not to fit (say, a district outside the province)."""
    st.session_state[_NOTICES] = [*st.session_state.get(_NOTICES, []), (name, text)]


def refused() -> list[tuple[str, str]]:
    """Keys and values of the URL that could not be used, as written there."""
    return list(st.session_state.get(_NOTICES, []))


def parameters(keys: Mapping[str, Key], page: str, **changes: Any) -> dict[str, str]:
    """The URL's parameters for the present state on a page, with some values changed."""
    found = {}
    for key in keys.values():
        if key.pages and page not in key.pages:
            continue
        value = changes.get(key.name, st.session_state.get(key.name))
        text = "" if value is None or value == key.default() else key.write(value)
        if text:
            found[key.name] = text
    return found


def write(keys: Mapping[str, Key], page: str) -> None:
    """Write the present state into the URL when it differs."""
    wanted = parameters(keys, page)
    state = st.session_state
    if state.get(_WRITTEN) == (page, wanted):
        return
    state[_EARLIER] = [*state.get(_EARLIER, []), state.get(_WRITTEN)][-_KEPT:]
    state[_WRITTEN] = (page, wanted)
    st.query_params.from_dict(wanted)


def iso_day(text: str) -> date:
    """A day as the URL writes it; ValueError for anything else."""
    return date.fromisoformat(text)
