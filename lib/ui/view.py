"""What is being looked at: the chosen date, dataset, place, ward; one value for all pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from lib.domain.statuses import LADDER
from lib.domain.units import REFORM, vintage_at
from lib.io.tables.dataset import DATASET_TABLES
from lib.ui import address, data
from lib.ui.address import Key
from lib.ui.situation import Filter

EARLIEST = date(2021, 1, 1)
"""First day that can be chosen: the programme began in 2021."""

ROW_ORDERS = ("weakest", "strongest", "name")
COLUMN_ORDERS = ("number", "weakest")
TABLE_NAMES = tuple(table.name for table in DATASET_TABLES)
FIRST_TABLE = "observations"
METRICS = ("status", "share", "province_share", "pace")


def _one_of(allowed: tuple[str, ...]) -> Any:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return read


def _matching(pattern: str) -> Any:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return read


def _day(text: str) -> date:
    day = address.iso_day(text)
    if not EARLIEST <= day <= date.today():
        raise ValueError(text)
    return day


def _dataset(text: str) -> str:
    if text not in data.datasets():
        raise ValueError(text)
    return text


def _unit(text: str) -> str:
    if text not in data.units():
        raise ValueError(text)
    return text


def _asked(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if not 0 < len(parts) <= 20:
        raise ValueError(text)
    return tuple(part[:20] for part in parts)  # the page names those that are no unit


def _kinds(text: str) -> list[str]:
    """Kinds of events, each one that some dataset has."""
    kinds = {"related", "target"}
    for name in data.datasets():
        kinds |= set(data.dataset(name).value.tables["milestones"]["kind"].astype(str))
    parts = text.split(",")
    if not set(parts) <= kinds:
        raise ValueError(text)
    return list(dict.fromkeys(parts))


def _nobody() -> tuple[str, ...]:
    return ()


def _no_day() -> date | None:
    return None


def _first_dataset() -> str:
    return next(iter(data.datasets()), "")


def _empty() -> str:
    return ""


KEYS = {
    key.name: key
    for key in (
        Key("lang", _one_of(("vi", "en")), lambda: "vi"),
        Key("asof", _day, date.today, date.isoformat),
        Key("dataset", _dataset, _first_dataset),
        Key("province", _matching(r"\d{2}"), _empty),
        Key("district", _matching(r"\w{3}"), _empty),
        Key("wave", _matching(r"[^\x00-\x1f]{1,80}"), _empty),  # the office's own words
        Key("status", _one_of(LADDER[1:]), _empty),
        Key("metric", _one_of(METRICS), lambda: "status", pages=("map",)),
        Key("ward", _unit, _empty, pages=("map", "ward")),
        Key("compare", _asked, _nobody, ",".join, pages=("compare", "map", "ward")),
        Key("since", _day, _no_day, date.isoformat, pages=("overview",)),
        Key("set", _matching(r"[\w.-]{1,60}"), _empty, pages=("criteria",)),
        Key("wards", _one_of(("now", "former")), lambda: "now", pages=("criteria",)),
        Key("result", _one_of(("claimed", "inspected")), lambda: "claimed", pages=("criteria",)),
        Key("order", _one_of(ROW_ORDERS), lambda: "weakest", pages=("criteria",)),
        Key("columns", _one_of(COLUMN_ORDERS), lambda: "number", pages=("criteria",)),
        Key("kind", _kinds, list, ",".join, pages=("timeline",)),
        Key("scope", _one_of(("national", "place")), _empty, pages=("timeline",)),
        Key("table", _one_of(TABLE_NAMES), lambda: FIRST_TABLE, pages=("data",)),
        Key("source", _matching(r"[^\x00-\x1f]{1,4000}"), _empty, pages=("sources",)),
    )
}


@dataclass(frozen=True)
class View:
    """The chosen state, checked.

    Attributes:
        page: Page by its path, "overview" for the start.
        language: ``vi`` or ``en``.
        day: The as-of date.
        dataset: Name of the dataset, "" when there is none.
        province: Key of a province in force on `day`, or "".
        district: Key of a district (former, after the reform), or "".
        ward: Key of a unit of either vintage, or "".
        metric: What colours the map.
        wave: Round that narrows it, or "".
        status: Status that narrows it, or "".
        compare: Units to put side by side, as asked for; not checked.
        since: Start of the period whose changes are listed; None for the usual one.
    """

    page: str
    language: str
    day: date
    dataset: str
    province: str
    district: str
    ward: str
    metric: str
    wave: str
    status: str
    compare: tuple[str, ...] = ()
    since: date | None = None

    @property
    def narrowed(self) -> Filter:
        """Place, wave and status as one value."""
        return Filter(self.province, self.district, self.wave, self.status)

    @property
    def vintage(self) -> str:
        """Vintage of the as-of date."""
        return vintage_at(self.day)

    @property
    def after_reform(self) -> bool:
        """Whether the as-of date is after the reform of 1 July 2025."""
        return self.day >= REFORM


def fit_places() -> None:
    """Make province and district fit the as-of date and each other; say what was dropped."""
    state = st.session_state
    units = data.units()
    day: date = state["asof"]
    provinces = units.provinces(day)
    code = state.get("province", "")
    if code and f"{vintage_at(day)}-{code}" not in provinces.index:
        state["province"] = _province_across(code, day)
        if not state["province"]:
            address.refuse("province", code)
    code = state["province"]
    district = state.get("district", "")
    if district:
        known = units.districts(f"{vintage_at(day)}-{code}", day) if code else None
        if known is None or f"until2025-{district}" not in known.index:
            address.refuse("district", district)
            state["district"] = ""
    if state.get("page") == "map" and not _ward_in_district():
        state["district"] = ""  # an address that asks for a ward of another district


def _ward_in_district() -> bool:
    """Whether the open ward lies in the chosen district; also when there is none of them."""
    ward, district = st.session_state.get("ward", ""), st.session_state.get("district", "")
    return not (ward and district) or f"until2025-{district}" in data.units().regions(ward)


def _province_across(code: str, day: date) -> str:
    """Code of the province that continues (or preceded) one of the other vintage."""
    units = data.units()
    other = f"{'from2025' if day < REFORM else 'until2025'}-{code}"
    if other not in units:
        return ""
    if day >= REFORM:
        key = units.current_province(other)
    else:
        here = units.provinces_here(other, day)
        same = [each for each in here if units.bare_name(each) == units.bare_name(other)]
        key = next(iter([*same, *here]), "")
    return key.split("-")[1] if key else ""


def current(page: str = "") -> View:
    """The view of this run."""
    state = st.session_state
    day: date = state["asof"]
    prefix = vintage_at(day)
    return View(
        page=page or state.get("page", "overview"),
        language=state["lang"],
        day=day,
        dataset=state["dataset"],
        province=f"{prefix}-{state['province']}" if state["province"] else "",
        district=f"until2025-{state['district']}" if state["district"] else "",
        ward=state.get("ward", ""),
        metric=state.get("metric") or "status",
        wave=state["wave"],
        status=state["status"],
        compare=tuple(state.get("compare", ())),
        since=state.get("since"),
    )


def open_province(key: str) -> None:
    """Choose a province (or none) and forget the district, which cannot be in it."""
    st.session_state["province"] = key.split("-")[1] if key else ""
    st.session_state["district"] = ""


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
