"""The day that changes are told from."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from lib.situation.changes import start_of
from lib.situation.situation import Situation
from lib.ui.frame import late_values
from lib.view.view import EARLIEST, View
from lib.words import wording
from lib.words.wording import _


def since(seen: Situation, view: View) -> None:
    """A day before the as-of date; the usual one until another is chosen."""
    late_values.show("since_day", start_of(seen, view.since))
    with st.container(key="changed_since"):
        st.date_input(
            _("Changes since"),
            key="since_day",
            min_value=EARLIEST,
            max_value=max(seen.day - timedelta(days=1), EARLIEST),
            format=wording.day_field(),
            on_change=_chosen,
            width=150,
        )


def _chosen() -> None:
    if not late_values.is_late("since_day"):
        st.session_state["since"] = st.session_state["since_day"]
