"""Signing in and out, where sign-in is set up."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from lib.errors import Message
from lib.forms import layout
from lib.server import sign_in, update_rights
from lib.server.roles import NO_EDITOR, Rights
from lib.update.own_rows import places
from lib.words import wording
from lib.words.wording import _


def account() -> None:
    """Who is signed in and what they may do; nothing where there is no sign-in."""
    if not sign_in.is_configured():
        return
    with st.container(key="card_account"), st.container(key="account"):
        if st.user.get("is_logged_in") is not True:
            layout.head(_("Change data"), _("Sign in to change data."))
            for name in sign_in.providers():
                own = _("Sign in") if name == "default" else _("Sign in with {name}", name=name)
                st.button(
                    wording.plain_markdown(own), on_click=st.login, args=(name,), key=f"in_{name}"
                )
            return
        who = str(st.user.get("email") or st.user.get("name") or "?")
        layout.head(_("Signed in as {name}", name=who), " ".join(_told(update_rights.rights_now())))
        st.button(_("Sign out"), on_click=st.logout, key="out")


def _told(now: Rights | Message) -> Iterator[str]:
    """What somebody may do, or why nothing."""
    if isinstance(now, Message):
        yield wording.message(now)
        return
    if now.within is None:
        yield _("Your account can change data.")
    elif now.is_editor:
        yield _("Your account can change data of these provinces: {places}.",
                places=places(now.within))  # fmt: skip
    else:
        yield wording.message(NO_EDITOR)
        return
    if now.approves:
        yield _("It can also decide on changes that others propose.")
