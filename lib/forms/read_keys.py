"""Read keys on the data page: made, shown once, listed, revoked, each by its own account."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from lib import clock
from lib.draw.html import tag
from lib.errors import Message, Refused
from lib.forms import layout
from lib.io.store.read_keys import LONGEST, ReadKey, ReadKeys, default_folder
from lib.server import closed_reading, signed_in
from lib.words import wording
from lib.words.wording import _

_SHOWN = "read_key_shown"
_TOLD = "read_key_told"
_PROGRAM = "read_key_program"
_ENDED = Message("Your sign-in has ended. Load the page again and sign in.")
_NOT_KEPT = Message("The keys could not be saved to disk; see the server log. Nothing was changed.")
log = logging.getLogger("ward_atlas.keys")


def read_keys() -> None:
    """Keys of the account that is signed in; where reading is open, that none are needed."""
    if not closed_reading.needs_sign_in():
        st.caption(_("Reading needs no sign-in on this server, so programs need no key."))
        return
    with st.container(key="read_keys"):
        layout.head(
            _("Read keys"),
            _(
                "A program cannot sign in; it sends a key instead. A key reads what your account "
                "reads, changes nothing, and stops at once when it is revoked."
            ),
        )
        asked, made = st.columns([3, 1], vertical_alignment="bottom")
        asked.text_input(_("Which program the key is for"), key=_PROGRAM, max_chars=LONGEST)
        made.button(_("Make a key"), key="read_key_new", on_click=_make)
        if told := st.session_state.pop(_TOLD, None):
            st.error(wording.plain_markdown(wording.message(told)))
        _shown_once()
        _listed()


def _shown_once() -> None:
    if _SHOWN not in st.session_state:
        return
    st.success(
        _("Copy the key now and put it into the program: it is kept nowhere and not shown again.")
    )
    st.code(st.session_state[_SHOWN], language=None, wrap_lines=True)
    st.button(_("I have copied it"), key="read_key_copied", on_click=_hide)


def _listed() -> None:
    try:
        keys = _keys().of(_account())
    except Refused as refusal:
        st.error(wording.plain_markdown(wording.message(refusal.message)))
        return
    for each in keys:
        said, revoked = st.columns([3, 1], vertical_alignment="center")
        said.html(tag("p", tag("b", each.program) + " · " + _days(each), class_="wa-read-key"))
        revoked.button(
            _("Revoke"),
            key=f"revoke_{each.name}",
            on_click=_revoke,
            args=(each.name,),
            help=wording.plain_markdown(_("Revoke the key for {name}", name=each.program)),
        )


def _days(key: ReadKey) -> str:
    made = _("key {name}, made on {day}", name=key.name, day=wording.written_day(key.made))
    if not key.used:
        return f"{made}, " + _("not used yet")
    return f"{made}, " + _("last used on {day}", day=wording.written_day(key.used))


def _make() -> None:
    def make() -> None:
        program = str(st.session_state.get(_PROGRAM) or "")
        made, st.session_state[_SHOWN] = _keys().new(_account(), program, clock.today())
        st.session_state[_PROGRAM] = ""
        log.info("read key %s made", made.name)

    _tried(make)


def _revoke(name: str) -> None:
    def revoke() -> None:
        _keys().revoke(name, _account())
        _hide()
        log.info("read key %s revoked", name)

    _tried(revoke)


def _tried(action: Callable[[], None]) -> None:
    """Do it; what stands against it is told by the run that follows."""
    try:
        action()
    except Refused as refusal:
        st.session_state[_TOLD] = refusal.message
    except OSError:
        log.exception("read keys could not be saved")
        st.session_state[_TOLD] = _NOT_KEPT


def _hide() -> None:
    st.session_state.pop(_SHOWN, None)


def _account() -> str:
    """Who asks, looked at anew.

    Raises:
        Refused: Nobody who may read.
    """
    who = signed_in.reader(dict(st.context.cookies))
    if not who:
        raise Refused(_ENDED)
    return who


def _keys() -> ReadKeys:
    return ReadKeys(default_folder())
