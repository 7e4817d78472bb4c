"""A change of a closed period: the reason to reopen it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from lib.forms import actions
from lib.io.arrivals.table_changes import TableChanges
from lib.io.store.rules import read_rules
from lib.server.roles import Act
from lib.update.closed_periods import closed_message, closed_rows
from lib.words import wording
from lib.words.wording import _


def reopening_missing(changes: Mapping[str, TableChanges], folder: Path, key: str) -> list[str]:
    """Ask why a closed period is changed, where it would be; what is still missing of that.

    Args:
        changes: What happens to each table.
        folder: The dataset's folder.
        key: Beginning of the key of the control; see `reopened`.
    """
    rules = actions.attempt(folder.name, Act.LOOK, lambda _me: read_rules(folder))
    if rules is None:
        return [_("The error above has to be corrected first")]
    closed = closed_rows(changes, rules.closed_until)
    if not closed:
        return []
    st.warning(wording.plain_markdown(wording.message(closed_message(closed, rules))))
    st.text_input(_("Reason to reopen the closed period"), key=f"{key}_reopen", max_chars=200)
    return [] if reopened(key) else [_("A reason to reopen the closed period is needed")]


def reopened(key: str) -> str:
    """The reason that was given for reopening, "" for none."""
    return str(st.session_state.get(f"{key}_reopen", "")).strip()
