"""Kept versions of a dataset or of the outlines: all of them listed, and a way back that asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.forms.actions import act, moment, person
from lib.forms.layout import main_button, reason_missing
from lib.io.store.folders import Folder
from lib.io.store.versions import Version
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.update.doubts import KINDS
from lib.words import wording
from lib.words.wording import _, ngettext


def kept_states(
    name: str,
    key: str,
    stored: Folder[Any],
    done: Callable[[], None],
    right: Act,
    check: Callable[[Rights], None] = lambda _me: None,
) -> None:
    """The kept states of a folder, newest first, each with a way back to it.

    Args:
        name: What would be changed, as `act` takes it.
        key: Beginning of the keys of the buttons.
        stored: The folder.
        done: As `act` takes it.
        right: What going back needs.
        check: Raises where the person may not go back here all the same.
    """
    versions = [each for each in stored.versions() if each.files]  # without: there was nothing yet
    if not versions or not update_rights.may(Act.LOOK):
        return
    with st.expander(ngettext("{n} version is kept", "{n} versions are kept", len(versions))):
        version_table(versions)
        if not update_rights.may(right):
            return

        def back(me: Rights, number: int, why: str, base: str) -> Version:
            check(me)
            return stored.undo(number, who=me.account, why=why, base=base)

        def ask(number: int) -> None:
            base = stored.checksum()  # also when the files are broken: that is the way out
            _restore(name, key, number, done, right, lambda me, why: back(me, number, why, base))

        choose_way_back(versions, key, ask)


def version_table(versions: Sequence[Version]) -> None:
    """All versions, newest first: who, when, why, which warnings, who approved."""
    table = pd.DataFrame(
        [
            (
                each.number,
                moment(each.when),
                person(each.who) or "–",
                wording.message(each.reason),
                each.approved,
                each.reopened,
                "; ".join(wording.message(KINDS.get(code, code)) for code in each.confirmed),
                each.checksum,
            )
            for each in reversed(versions)
        ],
        columns=[
            _("Version"),
            _("When"),
            _("Who"),
            _("Reason"),
            _("Approved by"),
            _("Closed period reopened"),
            _("Warnings confirmed"),
            _("Checksum"),
        ],
    )
    told = table.loc[:, (table != "").any()]  # no column that is empty throughout
    st.dataframe(told, hide_index=True, height=min(38 + 35 * len(versions), 320))


def version_label(each: Version) -> str:
    """A version in a list to choose from."""
    return f"{each.number} · {moment(each.when)} · {wording.message(each.reason)}"


def choose_way_back(versions: Sequence[Version], key: str, ask: Callable[[int], None]) -> None:
    """Choose a version, and be asked before it is brought back.

    Args:
        versions: All versions, the last one the current.
        key: Beginning of the keys of the controls.
        ask: Called with the number; opens a dialogue.
    """
    earlier = {each.number: version_label(each) for each in reversed(versions[:-1])}
    if not earlier:
        return
    chosen, button = st.columns([5, 1], vertical_alignment="bottom")
    with chosen:
        number = st.selectbox(
            _("Go back to an earlier version"),
            list(earlier),
            format_func=earlier.__getitem__,
            key=f"{key}_to",
        )
    with button:
        if st.button(_("Go back…"), key=f"{key}_ask"):
            st.session_state[f"{key}_asked"] = number
    asked = st.session_state.get(f"{key}_asked")
    if asked in earlier:
        ask(asked)


def ask_first(
    title: str, told: Callable[[], list[str]], key: str, action: Callable[[str], None]
) -> None:
    """Ask before something is done that changes what everybody sees; a reason is given.

    Args:
        title: Of the dialogue.
        told: Draws what would happen; gives what is still missing of what it asks for.
        key: As `choose_way_back` was given it.
        action: Called with the reason.
    """
    language = wording.language()

    @st.dialog(title, width="large", on_dismiss=lambda: forget(key))
    def dialogue() -> None:
        wording.use(language)  # its controls run it alone
        missing = told()
        why = st.text_input(_("Reason (kept with the change)"), key=f"{key}_why", max_chars=200)
        if main_button(_("Go back"), f"{key}_do", [*missing, *reason_missing(why)]):
            action(why.strip())

    dialogue()


def forget(key: str) -> None:
    """Nothing is asked any more."""
    st.session_state.pop(f"{key}_asked", None)


def _restore(
    name: str,
    key: str,
    number: int,
    done: Callable[[], None],
    right: Act,
    back: Callable[[Rights, str], Version],
) -> None:
    def told() -> list[str]:
        st.write(_("Version {n} becomes the current one. This can be undone in turn.", n=number))
        return []

    def finished() -> None:
        forget(key)
        done()

    ask_first(
        _("Go back to version {n}?", n=number),
        told,
        key,
        lambda why: act(name, right, lambda me: back(me, why), finished),
    )
