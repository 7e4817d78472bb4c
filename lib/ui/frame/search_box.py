"""Finding a place: breadcrumb back up, search box over all names."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.domain.search import Hit
from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.draw.html import tag
from lib.situation import data
from lib.ui.frame import session
from lib.view.view import View
from lib.words import wording
from lib.words.wording import _


def breadcrumb(chosen: View) -> None:
    """Country > province > (former) district > ward; each step leads back up."""
    units = data.units()
    steps = [("country", _("Whole country"), "", "")]
    if chosen.province:
        steps.append(
            ("province", units.province_name(chosen.province, chosen.day), chosen.province, "")
        )
    if chosen.district:
        name = units.name(chosen.district)
        steps.append(
            (
                "district",
                _("{name} (former)", name=name) if chosen.after_reform else name,
                chosen.province,
                chosen.district,
            )
        )
    with st.container(key="crumbs", horizontal=True, gap="small", vertical_alignment="center"):
        for place, (name, label, province, district) in enumerate(steps):
            if place:
                st.html('<span class="wa-sub">›</span>')
            st.button(
                wording.plain_markdown(label),
                key=f"crumb_{name}",
                type="tertiary",
                on_click=_up,
                args=(province, district),
            )
        if chosen.ward:
            st.html('<span class="wa-sub">›</span>')
            st.html(tag("span", tag("b", units.name(chosen.ward)), class_="wa-crumbs"))


def _up(province: str, district: str) -> None:
    session.open_province(province)
    session.open_district(district)
    session.open_ward("")


@st.fragment
def search_box(chosen: View, opens: Callable[[Hit, View], None] | None = None) -> None:
    """Search over all units, old and new names; a hit opens its place and card.

    Args:
        chosen: The view.
        opens: What a click on a hit does instead.
    """
    wording.use(chosen.lang)
    if st.session_state.pop("hit_opened", False):
        st.rerun()  # the whole page, not only this fragment
    text = st.text_input(
        _("Search wards, old and new names"),
        key="search",
        type="search",
        live=True,
        placeholder=_("Search for a ward by old or new name…"),
        label_visibility="collapsed",
    )
    if not text or not text.strip():
        return
    hits = data.search_index().find(text.strip()[:80], day=chosen.day, limit=8)
    with st.container(key="hits", gap=None):
        if not hits:
            st.caption(_("No unit has this name. Try fewer letters, with or without marks."))
        for hit in hits:
            st.button(
                _hit_label(hit, chosen),
                key=f"hit_{hit.key}",
                type="tertiary",
                width="stretch",
                on_click=_take,
                args=(hit, chosen, opens or _open),
            )


def _hit_label(hit: Hit, chosen: View) -> str:
    """The full name; for a name of another time also what stands for it, and why."""
    units = data.units()
    label = wording.plain_markdown(hit.label)
    if hit.reason == "earlier_name":
        return f"{label} — {_('earlier name: {name}', name=wording.plain_markdown(hit.matched))}"
    if hit.instead:
        names = ", ".join(wording.plain_markdown(units.name(key)) for key in hit.instead[:3])
        if hit.reason == "old_name":
            return f"{label} — {_('old name, since 1 Jul 2025 in {names}', names=names)}"
        return f"{label} — {_('new since 1 Jul 2025, formed from {names}', names=names)}"
    return label


def _take(hit: Hit, chosen: View, opens: Callable[[Hit, View], None]) -> None:
    opens(hit, chosen)
    st.session_state["search"] = ""
    st.session_state["hit_opened"] = True


def _open(hit: Hit, chosen: View) -> None:
    """Open a hit: its province (and district), and its card when it is a ward or commune."""
    units = data.units()
    if units.kind(hit.key) in PROVINCE_LEVEL:
        session.open_province(next(iter(units.as_of_key(hit.key, chosen.day)), ""))
        session.open_ward("")
    else:
        day_province = units.provinces_here(units.province_of(hit.key), chosen.day)
        if vintage_of(hit.key) != chosen.vintage:
            main = next(iter(hit.instead), hit.key)
            day_province = (
                (units.province_of(main),) if vintage_of(main) == chosen.vintage else day_province
            )
        session.open_province(day_province[0] if day_province else "")
        is_district = units.kind(hit.key) == "district"
        # A ward of the district that is looked at is looked at in it.
        inside = bool(chosen.district) and chosen.district in units.regions(hit.key)
        session.open_district(hit.key if is_district else chosen.district if inside else "")
        session.open_ward("" if is_district else hit.key)
