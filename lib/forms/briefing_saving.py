"""The briefing that is open as a whole: its title, saved or taken away, its history."""

from __future__ import annotations

import streamlit as st

from lib.briefing import kept
from lib.briefing.briefing import LONGEST, Briefing
from lib.briefing.differences import differences
from lib.briefing.renewal import renewed
from lib.briefing.told import When, is_as_then, is_kept
from lib.draw.html import joined, tag
from lib.forms import (
    actions,
    briefing_choice,
    briefing_files,
    briefing_scenes,
    handed_back,
    kept_versions,
    layout,
)
from lib.server.roles import Act
from lib.situation import data
from lib.ui.frame import desk, session
from lib.ui.frame.show import shown_when
from lib.words import wording
from lib.words.wording import _


def opened(draft: desk.Desk) -> None:
    """Everything about the briefing that is open."""
    briefing = draft.briefing
    when = shown_when(briefing)
    with st.container(key="card_briefing"):
        _title(briefing)
        _acts(draft)
        _made_from(briefing, when)
        briefing_files.hand_out(briefing, when)
        if briefing.scenes:
            handed_back.bring_up_to_date(briefing, when)
        if draft.saved is not None:
            stored = kept.folder(briefing.dataset, briefing.name)
            name = _log_name(briefing)
            actions.last_change(name)
            kept_versions.kept_states(
                name, "version", stored, lambda: _reopen(briefing), Act.BRIEFING,
                lambda me: kept.check_own(stored, me.account, only_own=me.within is not None),
            )  # fmt: skip
    briefing_choice.told_faults()
    briefing_scenes.scenes(briefing, when)


def _title(briefing: Briefing) -> None:
    key = f"briefing_title_{briefing.name}"

    def typed() -> None:
        title = str(st.session_state.get(key) or "").strip()
        if title:
            desk.rename(title)

    st.session_state[key] = briefing.title  # also when another state of it was opened
    st.text_input(
        _("Title of the briefing"),
        key=key,
        max_chars=LONGEST["title"],
        on_change=typed,
    )


def _made_from(briefing: Briefing, when: When) -> None:
    """Which data it was made from, and the way to look at it as then or as now."""
    division = (
        _("boundaries since 1 Jul 2025")
        if briefing.vintage == "from2025"
        else _("boundaries until 30 Jun 2025")
    )
    checksum = _("data version {checksum}", checksum=briefing.checksum or "–")
    day = _("As of {day}", day=wording.day(briefing.as_of))
    told = " · ".join((day, briefing.dataset, checksum, division))
    st.html(tag("p", told, class_="wa-sub"))
    if briefing.dataset not in data.datasets():
        there_is_none = _(
            "There is no dataset {name} here; nothing of it can be shown.", name=briefing.dataset
        )
        st.html(tag("div", there_is_none, class_="wa-fault", role="alert"))
        return
    if is_as_then(briefing):
        return
    st.html(tag("p", _("The data or the day is another one now."), class_="wa-sub"))
    with st.container(key="then_or_now", horizontal=True, vertical_alignment="bottom"):
        kept_then = is_kept(briefing)
        if kept_then:
            _then_or_now(when)
        st.button(
            _("Take over the numbers of now"),
            key="renew",
            help=_("From then on the briefing uses the current data, for today."),
            on_click=_renew,
            args=(briefing,),
        )
    if not kept_then:
        words = _("The data as it stood then is no longer kept: it can only be shown as now.")
        st.html(tag("div", words, class_="wa-note", role="status"))
    briefing_scenes.changes(briefing)


def _then_or_now(when: When) -> None:
    words = {"then": _("as then"), "now": _("as now")}

    def chosen() -> None:
        st.session_state["when"] = st.session_state[key]
        session.hold()

    key = f"when_{wording.language()}"
    st.session_state[key] = when
    st.radio(
        _("Show it"), list(words), key=key, format_func=words.__getitem__, horizontal=True,
        on_change=chosen,
    )  # fmt: skip


def _renew(briefing: Briefing) -> None:
    desk.change(renewed(briefing))
    st.session_state["when"] = ""


def _acts(draft: desk.Desk) -> None:
    """Show, save, take away, copy, close."""
    briefing = draft.briefing
    with st.container(key="briefing_acts", horizontal=True, vertical_alignment="bottom"):
        st.button(
            _("Show"), key="show", type="primary", on_click=session.present,
            disabled=not briefing.scenes,
        )  # fmt: skip
        if briefing_choice.may_save() and briefing.dataset in data.datasets():
            st.button(_("Save"), key="save", on_click=_save, disabled=not draft.is_changed)
        layout.file_button(
            _("Download"),
            lambda: kept.file_of(briefing),
            f"{briefing.name}.json",
            "download_briefing",
        )
        st.button(_("Copy"), key="copy", on_click=_copy, args=(briefing,))
        if draft.saved is not None and briefing_choice.may_save():
            st.button(_("Remove"), key="remove", on_click=_ask_removal)
        st.button(_("Close"), key="close", on_click=desk.put, args=(None,))
    if draft.is_changed:
        st.html(tag("p", _state(draft), class_="wa-sub"))
    if st.session_state.pop("to_save", False):
        _saved(draft)
    _told_differences(draft)
    sure = _("Yes, remove it; its versions are kept")
    if st.session_state.get("to_remove") and st.button(sure, key="remove_now"):
        st.session_state.pop("to_remove")
        briefing_choice.remove_kept(draft)


def _state(draft: desk.Desk) -> str:
    if not st.session_state.get("draft"):
        return _("Not saved, and too long for a link: download it before you close the window.")
    if briefing_choice.may_save():
        return _("Not saved yet; the link of this page carries it.")
    return _("It is not saved on the server: the link of this page carries it, or download it.")


def _save() -> None:
    st.session_state["to_save"] = True


def _ask_removal() -> None:
    st.session_state["to_remove"] = True


def _copy(briefing: Briefing) -> None:
    copied = briefing.but(title=_("{title} (copy)", title=briefing.title)[: LONGEST["title"]])
    desk.start(copied)


def _saved(draft: desk.Desk) -> None:
    briefing = draft.briefing
    base = draft.base or kept.folder(briefing.dataset, briefing.name).checksum()
    actions.act(
        _log_name(briefing),
        Act.BRIEFING,
        lambda me: kept.save(
            briefing, who=me.account, why=_("saved"), base=base, only_own=me.within is not None
        ),
        lambda: _reopen(briefing),
    )


def _reopen(briefing: Briefing) -> None:
    desk.open_kept(briefing.dataset, briefing.name)


def _told_differences(draft: desk.Desk) -> None:
    """What somebody else saved meanwhile, how it differs, and the way on; else nothing."""
    briefing = draft.briefing
    if not draft.base or briefing.dataset not in data.datasets():
        return
    now = kept.read_kept(briefing.dataset, briefing.name)
    if now.briefing is None or now.base == draft.base:
        return
    words = tag("b", _("Somebody else saved this briefing meanwhile:"))
    lines = [tag("li", wording.message(each)) for each in differences(now.briefing, briefing)]
    lines = lines or [tag("li", _("what they saved and what is open here are the same"))]
    st.html(tag("div", words + tag("ul", joined(lines)), class_="wa-fault", role="alert"))
    theirs, mine = now.briefing, now.base
    with st.container(horizontal=True):
        if draft.is_changed and briefing_choice.may_save():
            st.button(
                _("Save mine over it"), key="save_over",
                on_click=_save_over, args=(draft, theirs, mine),
            )  # fmt: skip
        st.button(
            _("Open the saved one"), key="open_saved",
            on_click=desk.open_kept, args=(briefing.dataset, briefing.name),
        )  # fmt: skip


def _save_over(draft: desk.Desk, theirs: Briefing, base: str) -> None:
    desk.put(desk.Desk(draft.briefing, theirs, base))
    _save()


def _log_name(briefing: Briefing) -> str:
    return f"{briefing.dataset}/briefings/{briefing.name}"
