"""Controls of the comparison: what did not fit, buttons and search, columns taken out."""

from __future__ import annotations

import streamlit as st

from lib.domain.search import Hit
from lib.domain.selection import MOST, PILOTS, Selection
from lib.domain.similar import similar_wards
from lib.domain.units import COMMUNE_LEVEL, PROVINCE_LEVEL
from lib.draw.html import tag
from lib.situation import comparison, data
from lib.situation.situation import Situation
from lib.ui.frame import late_values, search_box, session
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _, ngettext

_SUGGESTED = 3


def choose(*keys: str) -> None:
    """Compare exactly these."""
    st.session_state["compare"] = tuple(keys)


def drop(key: str) -> None:
    """Take a unit out."""
    st.session_state["compare"] = tuple(
        each for each in st.session_state.get("compare", ()) if each != key
    )


def replace(old: str, *new: str) -> None:
    """Put other units in the place of one."""
    asked = st.session_state.get("compare", ())
    choose(*dict.fromkeys(each for key in asked for each in (new if key == old else (key,))))


def place_name(seen: Situation, key: str) -> str:
    """Name of a column: "Phường Điện Biên" or "TP. Hà Nội"."""
    units = seen.units
    if units.kind(key) in PROVINCE_LEVEL:
        return units.province_name(key, seen.day)
    return units.name(key, seen.day)


def _names(seen: Situation, keys: tuple[str, ...]) -> str:
    return ", ".join(place_name(seen, key) for key in keys)


def notes(seen: Situation, chosen: View) -> None:
    """One line for each thing asked for that does not fit, with what to take instead."""
    picked = comparison.picked(seen, chosen.compare)
    for place, (text, maybe) in enumerate(picked.unknown.items()):
        words = _("No unit has the key {text}.", text=text[:20])
        if maybe:
            words += " " + _("Did you mean:")
        _note(seen, f"unknown{place}", words, text, maybe)
    if picked.repeated:
        words = _("Listed twice, shown once: {names}.", names=_names(seen, picked.repeated))
        _note(seen, "repeated", words)
    if picked.other_level:
        names = _names(seen, picked.other_level)
        words = (
            _("Left out, because cities are being compared: {names}.", names=names)
            if picked.cities
            else _("Left out, because wards are being compared: {names}.", names=names)
        )
        _note(seen, "level", words)
    if picked.too_many:
        names = _names(seen, picked.too_many)
        words = _("At most {n} fit side by side; left out: {names}.", n=MOST, names=names)
        _note(seen, "many", words)
    if picked.elsewhen:
        _elsewhen(seen, picked)


def _note(
    seen: Situation, name: str, words: str, old: str = "", instead: tuple[str, ...] = ()
) -> None:
    with st.container(key=f"note_{name}", horizontal=True, vertical_alignment="center"):
        st.html(tag("span", words, role="status"))
        for key in instead[:4]:
            st.button(
                wording.plain_markdown(seen.units.full_name(key, seen.day)),
                key=f"instead_{name}_{key}",
                on_click=replace,
                args=(old, key),
            )


def _elsewhen(seen: Situation, picked: Selection) -> None:
    """Units of the other division stay, as they last stood; one click takes those of the day."""
    ended: list[str] = []
    coming: list[str] = []
    for key, others in picked.elsewhen.items():
        instead = _names(seen, others) or _("none on record")
        kind = coming if seen.units.states.begins_after(key, seen.day) else ended
        kind.append(f"{place_name(seen, key)} → {instead}")
    words = []
    if ended:
        words.append(
            ngettext(
                "{n} unit no longer exists and is shown as it last was: {pairs}.",
                "{n} units no longer exist and are shown as they last were: {pairs}.",
                len(ended),
                pairs="; ".join(ended),
            )
        )
    if coming:
        words.append(
            ngettext(
                "{n} unit did not exist yet on the as-of date: {pairs}.",
                "{n} units did not exist yet on the as-of date: {pairs}.",
                len(coming),
                pairs="; ".join(coming),
            )
        )
    # The main one for each; all successors of one ward would fill the page.
    new = [
        (picked.elsewhen[key][0] if picked.elsewhen[key] else key)
        if key in picked.elsewhen
        else key
        for key in picked.keys
    ]
    with st.container(key="note_elsewhen", horizontal=True, vertical_alignment="center"):
        st.html(tag("span", " ".join(words), role="status"))
        if any(picked.elsewhen.values()):
            label = (
                _("Compare today's units")
                if seen.after_reform
                else _("Compare the units of that date")
            )
            st.button(label, key="instead_today", on_click=choose, args=tuple(new))


def pickers(seen: Situation, chosen: View) -> None:
    """Search, the five pilots, the five cities, wards like the first one."""
    picked = comparison.picked(seen, chosen.compare)
    box, ready = st.columns([4, 8], gap="small", vertical_alignment="center")
    with box:
        search_box.search_box(chosen, _found)
    with ready, st.container(key="picks", horizontal=True, vertical_alignment="center"):
        st.button(
            _("The Ministry’s five pilot wards of 2021"), key="pilots", on_click=choose, args=PILOTS
        )
        cities = [
            here
            for key in PILOTS
            if key in seen.units  # not while the list of units cannot be read
            for here in seen.units.provinces_here(seen.units.province_of(key), seen.day)
        ]
        st.button(
            _("The five pilot cities"), key="pilot_cities", on_click=choose, args=tuple(cities)
        )
        if picked.keys and not picked.cities and len(picked.keys) < MOST:
            _suggestions(seen, picked)


def _suggestions(seen: Situation, picked: Selection) -> None:
    """Wards like the first: of its city, wave, size."""
    table = seen.statuses if len(seen.statuses) else seen.statuses_ever
    like = similar_wards(
        seen.units, table, picked.keys[0], seen.day, n=_SUGGESTED, without=picked.keys
    )
    if like.empty:
        return
    st.html(tag("span", _("Similar:"), class_="wa-sub"))
    for row in like.itertuples():
        key = str(row.Index)
        st.button(
            "+ " + wording.plain_markdown(seen.units.bare_name(key, seen.day)),
            key=f"like_{key}",
            help=wording.plain_markdown(
                f"{seen.units.full_name(key, seen.day)} · "
                + _alike(bool(row.same_city), bool(row.same_wave))
            ),
            on_click=session.compare_with,
            args=(key,),
        )


def _alike(same_city: bool, same_wave: bool) -> str:
    if same_city and same_wave:
        return _("same city, same wave")
    if same_city:
        return _("same city")
    return _("same wave") if same_wave else _("similar size")


def _found(hit: Hit, _chosen: View) -> None:
    """A hit of the search: a ward or city is put beside the others; a district has no column."""
    if data.units().kind(hit.key) in (*COMMUNE_LEVEL, *PROVINCE_LEVEL):
        session.compare_with(hit.key)


def columns(seen: Situation, chosen: View) -> None:
    """Take out one column, or all of them; in line with the names below."""
    keys = comparison.picked(seen, chosen.compare).keys
    with st.container(key="acts"):
        all_of_them, *places = st.columns(len(keys) + 1, gap=None)
        all_of_them.button(_("Clear"), key="clear", type="tertiary", on_click=choose)
        for place, key in zip(places, keys, strict=True):
            place.button(
                wording.plain_markdown(_("Remove {name}", name=place_name(seen, key))),
                key=f"drop_{key}",
                type="tertiary",
                on_click=drop,
                args=(key,),
            )


def differing(seen: Situation, chosen: View) -> None:
    """Whether only the criteria that differ are listed."""
    keys = comparison.picked(seen, chosen.compare).keys
    if comparison.compared(seen, keys).assessed.set_id:
        late_values.show("only_differing", chosen.differing == "only")
        st.toggle(_("Differences only"), key="only_differing", on_change=_tell_differing)


def _tell_differing() -> None:
    if late_values.is_late("only_differing"):
        return
    st.session_state["differing"] = "only" if st.session_state["only_differing"] else ""
