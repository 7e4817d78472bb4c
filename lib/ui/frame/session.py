"""The view of a visitor: kept in the session under the widgets' own keys, and in the URL.

The URL is read once at the start of a run and written once at its end. At the start it decides
when it is not the one written last (a link, a reload, back or forward); otherwise the widgets do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from lib import clock
from lib.domain.province_lineage import province_on
from lib.domain.units import PROVINCE_LEVEL
from lib.situation import data
from lib.situation.offers import FIRST_TABLE, offered
from lib.ui.frame import late_values
from lib.view import address, leads
from lib.view.address import KEYS
from lib.view.view import View, view_of

__all__ = ["FIRST_TABLE", "offered"]

_WRITTEN = "address_written"
_NOTICES = "address_notices"
_EARLIER = "address_earlier"
_HELD = "address_held"
_TODAY = "asof_is_today"
_CARRIED = "province_carried"
_KEPT = 5


def receive(page: str) -> None:
    """Take over the URL when it is new; remember in one line each what could not be used."""
    incoming = {name: st.query_params[name] for name in st.query_params}
    state = st.session_state
    held = state.pop(_HELD, False)
    if state.get(_TODAY) and state.get("asof") == state[_TODAY]:
        state["asof"] = state[_TODAY] = clock.today()  # a tab open over midnight moves on
    if state.get(_WRITTEN) == (page, incoming) or _is_late(page, incoming, held=held):
        state[_NOTICES] = []  # said once; the user has gone on since
        return
    take(page, incoming)
    state[_WRITTEN] = (page, incoming)


def take(page: str, texts: Mapping[str, str]) -> None:
    """Look at what an address asks for; remember in one line each what could not be used."""
    values, refused = address.read(texts, page, offered())
    for name, value in values.items():
        st.session_state[name] = list(value) if name == "kind" else value
    late_values.keep()
    st.session_state[_NOTICES] = refused


def choose(page: str, texts: Mapping[str, str]) -> None:
    """Take over some values as an address writes them; what cannot be used changes nothing."""
    values, refused = address.read(texts, page, offered())
    wrong = {name for name, _text in refused}
    for name in texts:
        if name in values and name not in wrong:
            st.session_state[name] = values[name]


def hold() -> None:
    """Say, in the callback of a control, that the session is newer than the URL of this run.

    For a control that may be used twice before the browser has taken over the URL.
    """
    st.session_state[_HELD] = True


def in_step(page: str) -> bool:
    """Whether the browser shows the URL written last."""
    incoming = {name: st.query_params[name] for name in st.query_params}
    return bool(st.session_state.get(_WRITTEN) == (page, incoming))


def _is_late(page: str, incoming: dict[str, str], *, held: bool) -> bool:
    """Whether a control was used before the browser took over the URL written last.

    Then the URL is one of those written earlier and the controls are newer than it; after
    "back" it is an earlier one too, but no control has changed (or said so by `hold`).
    """
    state = st.session_state
    written = state.get(_WRITTEN)
    return (
        written is not None
        and written[0] == page
        and (page, incoming) in state.get(_EARLIER, [])
        and (held or late_values.is_behind() or parameters(page) != written[1])
    )


def refuse(name: str, text: str) -> None:
    """Add a value that turned out not to fit (say, a district outside the province)."""
    st.session_state[_NOTICES] = [*st.session_state.get(_NOTICES, []), (name, text)]


def refused() -> list[tuple[str, str]]:
    """Keys and values of the URL that could not be used, as written there."""
    return list(st.session_state.get(_NOTICES, []))


def _values() -> Mapping[str, Any]:
    return {name: st.session_state.get(name) for name in KEYS}


def parameters(page: str, *, dated: bool = False, **changes: Any) -> dict[str, str]:
    """The URL's parameters for the present view on a page, with some values changed."""
    if page != st.session_state.get("page"):
        changes.setdefault("number", "")  # it stands on its own page
        changes.setdefault("screen", "")
    return address.parameters(_values(), page, offered(), dated=dated, **changes)


def write(page: str) -> None:
    """Write the present view into the URL when it differs."""
    wanted = parameters(page)
    state = st.session_state
    today = clock.today()
    state[_TODAY] = today if state.get("asof") == today else None
    if state.get(_WRITTEN) == (page, wanted):
        return
    state[_EARLIER] = [*state.get(_EARLIER, []), state.get(_WRITTEN)][-_KEPT:]
    state[_WRITTEN] = (page, wanted)
    st.query_params.from_dict(wanted)


def current(page: str = "") -> View:
    """The view of this run."""
    return view_of(page or st.session_state.get("page", "overview"), _values())


def is_presented() -> bool:
    """Whether the view is shown to a room."""
    return bool(st.session_state.get("present"))


def present(screen: str = "1") -> None:
    """Show a screen of the page to a room, by its text in the address; "" goes back to the page."""
    st.session_state["present"] = "1" if screen else ""
    st.session_state["screen"] = "" if screen == "1" else screen
    if not screen:
        st.session_state.pop("shown_data", None)
    hold()


def keep_choices() -> None:
    """Keep what was chosen while the controls that hold it are not on the page."""
    for name in KEYS:
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]
    fit_places()


def fit_places() -> None:
    """Make province, district and cities compared fit the as-of date; say what was dropped."""
    state = st.session_state
    units = data.units()
    day: date = state["asof"]
    province: str = state.get("province", "")
    state[_CARRIED] = ()
    if province and not units.exists(province, day):
        there = province_on(units, province, day)
        state["province"] = there.key if there else ""
        if there is None:
            refuse("province", province.partition("-")[2])
        elif not there.keeps_name:
            state[_CARRIED] = ((province, there.key),)
    district: str = state.get("district", "")
    if district:
        here = units.districts(state["province"], day) if state["province"] else None
        if here is None or district not in here.index:
            refuse("district", district.partition("-")[2])
            state["district"] = ""
    if state.get("page") == "map" and not _ward_in_district():
        state["district"] = ""  # an address that asks for a ward of another district
    if state.get("page") == "compare":
        state["compare"] = tuple(_city_on(key, day) for key in state.get("compare") or ())


def _city_on(key: str, day: date) -> str:
    """A city of the comparison as it stands on the day; another key as it is."""
    units = data.units()
    if key not in units or units.kind(key) not in PROVINCE_LEVEL:
        return key
    there = province_on(units, key, day)
    if there is None:
        return key
    if not there.keeps_name:
        st.session_state[_CARRIED] += ((key, there.key),)
    return there.key


def carried_over() -> tuple[tuple[str, str], ...]:
    """Provinces asked for, each with the one of another name that stands for it on the day."""
    return tuple(dict.fromkeys(st.session_state.get(_CARRIED, ())))


def _ward_in_district() -> bool:
    """Whether the open ward lies in the chosen district; also when there is none of them."""
    ward, district = st.session_state.get("ward", ""), st.session_state.get("district", "")
    return not (ward and district) or district in data.units().regions(ward)


def open_province(key: str) -> None:
    """Choose a province (or none) and forget the district, which cannot be in it."""
    st.session_state["province"] = key
    st.session_state["district"] = ""


def open_district(key: str) -> None:
    """Choose a district (or none) of the chosen province."""
    st.session_state["district"] = key


def forget_district() -> None:
    """A district does not outlive a change of province."""
    st.session_state["district"] = ""


def leave_ward() -> None:
    """A ward's card does not outlive the choice of another district."""
    if not _ward_in_district():
        st.session_state["ward"] = ""


def open_ward(key: str) -> None:
    """Choose a ward (or none)."""
    st.session_state["ward"] = key


def compare_with(key: str) -> None:
    """Put a unit beside those to compare."""
    state = st.session_state
    asked = tuple(state.get("compare") or ())
    state["compare"] = leads.with_added(key, asked, data.units(), state["asof"])


def open_number(address_of_number: str) -> None:
    """Open the explanation of a number, ``<card>.<number>``, or close it with ""."""
    st.session_state["number"] = address_of_number
