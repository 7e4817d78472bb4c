"""What an editor does: asked for anew whether they may, done, logged, and told."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib import clock
from lib.errors import Refused
from lib.io.store.pending import Pending
from lib.io.store.version_swap import Unfinished
from lib.io.store.versions import Version
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.update.command import outcome
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

log = logging.getLogger("ward_atlas.updates")
T = TypeVar("T")
_DISK = {
    errno.ENOSPC: N_("The disk is full; nothing was changed."),
    errno.EDQUOT: N_("The disk is full; nothing was changed."),
    errno.EACCES: N_("The server is not allowed to write to this folder; nothing was changed."),
    errno.EPERM: N_("The server is not allowed to write to this folder; nothing was changed."),
    errno.EROFS: N_("The server is not allowed to write to this folder; nothing was changed."),
}


def progress(bar: Any, start: float, length: float) -> Callable[[float], None]:
    """Shows a share of the work; a pressed Cancel ends the run at this point."""

    def tell(share: float) -> None:
        bar.progress(min(start + length * share, 1.0))

    return tell


def may_check(right: Act) -> bool:
    """Whether the person of this session may do something now; tells why not."""
    try:
        update_rights.rights(right)
    except Refused as refusal:
        st.error(wording.plain_markdown(wording.message(refusal.message)))
        return False
    return True


def attempt(name: str, right: Act, action: Callable[[Rights], T]) -> T | None:
    """What an action gives that writes files; None when it was refused or failed, which is told.

    Args:
        name: What is changed, for the log.
        right: What the person must be allowed to do; it is looked at anew.
        action: Called with what the person may do, and by which account.
    """
    try:
        return action(update_rights.rights(right))
    except Refused as refusal:
        log.warning("update of %s refused: %s", name, refusal.message.template)
        st.error(wording.plain_markdown(wording.message(refusal.message)))
    except OSError as error:
        log.exception("update of %s failed", name)
        said = _DISK.get(error.errno or 0)
        st.error(
            _(said) if said else _("The change could not be saved to disk; see the server log.")
        )
    return None


def act(
    name: str,
    right: Act,
    action: Callable[[Rights], Version | Pending],
    done: Callable[[], None],
    remark: str = "",
) -> None:
    """Do what changes files: check who asks, log it, and show the new state.

    Args:
        name: What is changed, for the log.
        right: As `attempt` takes it.
        action: Called as by `attempt`; gives the new version, or what waits for a second person.
        done: Called when it went well, before the page is drawn anew.
        remark: What else is said then.
    """

    def whole(me: Rights) -> tuple[Version | Pending, bool]:
        try:
            return action(me), True
        except Unfinished as unfinished:
            log.exception("version %d of %s waits to be finished", unfinished.version.number, name)
            return unfinished.version, False

    applied = attempt(name, right, whole)
    if applied is None:
        return
    version, finished = applied
    kind = "proposal" if isinstance(version, Pending) else "version"
    log.info("%s: %s %d", name, kind, version.number)
    done()
    st.session_state["last_change"] = (name, f"{outcome(version)} {remark}".rstrip(), finished)
    st.rerun()


def last_change(name: str) -> None:
    """One line, once, on what was just applied.

    Args:
        name: As `act` was given it.
    """
    changed, told, finished = st.session_state.get("last_change", ("", "", True))
    if changed == name:
        del st.session_state["last_change"]
        st.success(told)
        if not finished:
            st.warning(_("The change is saved; its last step follows once the disk accepts it."))


def moment(when: str) -> str:
    """A moment of a history record in Viet Nam, as a person reads it: 22/11/2026 21:05."""
    try:
        read = pd.Timestamp(when)
    except ValueError:
        return when
    if read.tzinfo is None:
        read = read.tz_localize("UTC")
    there = read.tz_convert(clock.VIET_NAM).tz_localize(None)
    return f"{wording.day(there)} {there:%H:%M}"


def person(who: str) -> str:
    """Who did it, as a person reads it: somebody at the machine itself has no account."""
    return _("Person at the server") if who == update_rights.AT_THE_MACHINE else who
