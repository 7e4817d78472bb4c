"""Beginning with a briefing: a template, one that is kept, or a file."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from lib.briefing import kept
from lib.briefing.briefing_text import A_BRIEFING, NOT_A_BRIEFING
from lib.briefing.templates import TEMPLATES, from_template
from lib.domain.search import Hit
from lib.domain.units import PROVINCE_LEVEL
from lib.draw.html import joined, tag
from lib.errors import Fault, Refused
from lib.forms import actions, layout
from lib.io.store.briefing_files import MOST_BYTES
from lib.io.store.versions import Version
from lib.server import update_rights
from lib.server.roles import Act, Rights
from lib.situation import data
from lib.ui.frame import desk, notices, search_box
from lib.ui.frame.choice_list import choose
from lib.view.view import View
from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _, ngettext

_WORDS = {
    "national": N_("National round-up"),
    "place": N_("One city or province (that of the filter bar)"),
    "pilots": N_("Five pilots of 2021 side by side"),
    "since": N_("Since the last briefing"),
    "ward": N_("One ward"),
}
read_file = st.components.v2.component(
    "briefing_file",
    html='<label class="wa-file"><span></span><input type="file"></label>',
    js=(Path(__file__).parent / "briefing_file.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def choose_briefing(view: View) -> None:
    """The ways to begin; nothing without a dataset."""
    if view.dataset not in data.datasets():
        return
    left, right = st.columns(2, gap="small")
    with left, st.container(key="card_template"):
        layout.head(
            _("Make one from a template"),
            _("For the as-of date and the dataset of the filter bar; every scene can be changed."),
        )
        _template(view)
    with right, st.container(key="card_kept"):
        names = kept.names(view.dataset)
        layout.head(ngettext("{n} briefing is kept", "{n} briefings are kept", len(names)))
        for name in names:
            _row(view.dataset, name)
        if not names:
            told = _("Make one, or open the menu under any card (…) and add it to the briefing.")
            st.html(tag("p", told, class_="wa-sub"))
        bring_file()
        if may_save():
            _removed(view.dataset)


def _removed(dataset: str) -> None:
    """Briefings that were removed, each with a way back."""
    gone = kept.removed(dataset)
    if not gone:
        return
    with st.expander(ngettext("{n} removed briefing", "{n} removed briefings", len(gone))):
        for name in gone:
            if st.button(_("Bring back {name}", name=name), key=f"back_{name}"):
                back = actions.attempt(
                    f"{dataset}/{name}", Act.BRIEFING, partial(_brought_back, dataset, name)
                )
                if back:
                    desk.open_kept(dataset, name)
                    st.rerun()


def _brought_back(dataset: str, name: str, me: Rights) -> Version | None:
    return kept.bring_back(
        dataset, name, who=me.account, why=_("brought back"), only_own=me.within is not None
    )


def _template(view: View) -> None:
    words = {name: _(_WORDS[name]) for name in TEMPLATES}
    name = choose(_("Template"), words, "template")
    needs = TEMPLATES[name].needs
    since = None
    if needs == "since":
        since = st.date_input(
            _("Changes since"),
            value=kept.last_day(view.dataset, view.asof) or view.asof - timedelta(days=7),
            max_value=view.asof,
            format=wording.day_field(),
            key="template_since",
        )
    ward = _ward(view) if needs == "ward" else ""
    if st.button(_("Make the briefing"), key="make_briefing", type="primary"):
        with st.spinner(_("Working out the scenes…")):
            try:
                made = from_template(
                    name,
                    view.dataset,
                    view.asof,
                    view.lang,
                    province=view.province,
                    ward=ward,
                    since=since,
                )
            except Refused as refusal:
                st.error(wording.plain_markdown(wording.message(refusal.message)))
                return
        desk.start(made)
        st.rerun()


def _ward(view: View) -> str:
    """Key of the ward of the template: the one opened last, or another one that is looked for."""
    units = data.units()
    key = str(st.session_state.get("template_ward") or st.session_state.get("ward") or "")
    chosen = key if key in units and units.kind(key) not in PROVINCE_LEVEL else ""
    name = units.full_name(chosen, view.day) if chosen else _("none is chosen yet")
    st.html(tag("p", _("Ward: {name}", name=name), class_="wa-sub"))
    search_box.search_box(view, _take_ward)
    return chosen


def _take_ward(hit: Hit, _view: View) -> None:
    st.session_state["template_ward"] = hit.key


def _row(dataset: str, name: str) -> None:
    """A kept briefing: its title, and what opens it."""
    read = kept.read_kept(dataset, name)
    title = read.briefing.title if read.briefing else name
    words, button = st.columns([5, 1], vertical_alignment="center")
    with words:
        told = tag("b", title)
        if read.briefing:
            n = len(read.briefing.scenes)
            day = wording.day(read.briefing.as_of)
            told += f" · {day} · " + ngettext("{n} scene", "{n} scenes", n)
        st.html(tag("div", told, class_="wa-src"))
    with button:
        st.button(_("Open"), key=f"open_{name}", on_click=desk.open_kept, args=(dataset, name))


def bring_file() -> None:
    """A briefing file of one's own; the browser reads it, so no right to send files is needed."""

    def arrived() -> None:
        state: Any = st.session_state.get("briefing_file") or {}
        answer: Any = state.get("file") or {}
        text, name = str(answer.get("text") or ""), str(answer.get("name") or "")[:80]
        if not text:
            wrong = (Fault(name or "?", 0, "", NOT_A_BRIEFING, A_BRIEFING),)
            desk.put(desk.desk(), wrong)
            return
        desk.open_text(text.encode("utf-8", "replace"), name)

    read_file(
        key="briefing_file",
        data=json.dumps(
            {"words": _("Open a briefing file…"), "accept": ".json", "most": MOST_BYTES}
        ),
        on_file_change=arrived,
    )


def told_faults() -> None:
    """What could not be used of the file that was opened last."""
    wrong = desk.faults()
    if wrong:
        lines = [tag("div", tag("code", notices.fault_line(each))) for each in wrong[:20]]
        more = len(wrong) - len(lines)
        if more:
            lines.append(tag("div", _("and {n} more", n=wording.number(more))))
        words = tag("b", _("Not everything in the file could be used."))
        st.html(tag("div", words + joined(lines), class_="wa-fault", role="alert"))


def may_save() -> bool:
    """Whether the person of this session may save briefings."""
    return update_rights.may(Act.BRIEFING)


def remove_kept(draft: desk.Desk) -> None:
    """Take a kept briefing away."""
    briefing = draft.briefing
    done = actions.attempt(
        f"{briefing.dataset}/{briefing.name}",
        Act.BRIEFING,
        lambda me: kept.remove(
            briefing.dataset,
            briefing.name,
            who=me.account,
            why=_("removed"),
            base=draft.base,
            only_own=me.within is not None,
        ),
    )
    if done:
        desk.put(None)
        st.rerun()
