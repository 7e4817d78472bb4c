"""Signing in and out, where sign-in is set up."""

from __future__ import annotations

import streamlit as st

from lib.forms import part
from lib.server import sign_in, update_rights
from lib.words import wording
from lib.words.wording import _


def account() -> None:
    """Who is signed in and what they may do; nothing where there is no sign-in."""
    if not sign_in.is_configured():
        return
    with st.container(key="card_account"), st.container(key="account"):
        if st.user.get("is_logged_in") is not True:
            part.head(_("Change data"), _("Sign in to change data."))
            for name in sign_in.providers():
                own = _("Sign in") if name == "default" else _("Sign in with {name}", name=name)
                st.button(
                    wording.plain_markdown(own), on_click=st.login, args=(name,), key=f"in_{name}"
                )
            return
        who = str(st.user.get("email") or st.user.get("name") or "?")
        allowed = update_rights.may_update()
        right = (
            _("Your account can change data.")
            if allowed
            else _("Your account can view but not change data.")
        )
        part.head(_("Signed in as {name}", name=who), right)
        st.button(_("Sign out"), on_click=st.logout, key="out")
