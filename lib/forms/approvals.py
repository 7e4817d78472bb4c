"""Changes that wait for a second person: looked at, approved, declined or withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from lib.forms import actions
from lib.forms.history import difference_table
from lib.forms.layout import reason_missing, waits_for
from lib.io.store.pending import Pending
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.update.approvals import approve, decline, difference_of, is_own, waiting_changes
from lib.words import wording
from lib.words.wording import _, ngettext


def waiting_list(name: str, folder: Path, done: Callable[[], None]) -> None:
    """Changes that wait for a second person: what each would do, to approve or to decline.

    Args:
        name: The dataset.
        folder: Its folder.
        done: Called when one was approved.
    """
    waiting = waiting_changes(folder)
    if not waiting:
        return
    title = ngettext("{n} change waits for approval", "{n} changes wait for approval", len(waiting))
    with st.expander(title, expanded=True):
        for each in waiting:
            _waiting(name, folder, each, done)


def _waiting(name: str, folder: Path, each: Pending, done: Callable[[], None]) -> None:
    st.markdown(
        wording.plain_markdown(
            f"{each.number} · {actions.moment(each.when)} · {actions.person(each.who)} · {each.why}"
        )
    )
    if each.reopened:
        st.caption(
            wording.plain_markdown(_("Closed period reopened: {value}", value=each.reopened))
        )
    changes = actions.attempt(name, Act.LOOK, lambda _me: difference_of(folder, each))
    if changes is not None:
        difference_table(changes, f"pending_{each.number}", f"{name}-{each.number}.csv")
    me = update_rights.rights_now()
    own = isinstance(me, Rights) and is_own(each, me.account)
    if not own and not update_rights.may(Act.APPROVE):
        st.caption(_("An account that can decide on changes approves or declines it."))
        return
    why = st.text_input(_("Reason"), key=f"decide_{each.number}", max_chars=200)
    with st.container(horizontal=True):
        missing = reason_missing(why)
        if not own and st.button(
            _("Approve"), type="primary", key=f"approve_{each.number}", disabled=bool(missing)
        ):
            actions.act(
                name,
                Act.APPROVE,
                lambda me: approve(folder, each.number, who=me.account, why=why),
                done,
            )
        label = _("Withdraw") if own else _("Decline")
        if st.button(label, key=f"decline_{each.number}", disabled=bool(missing)):
            declined = actions.attempt(
                name,
                Act.DECLINE,
                lambda me: decline(
                    folder, each.number, who=me.account, why=why, only_own=not me.approves
                ),
            )
            if declined is not None:
                st.rerun()
        waits_for(missing)
