"""The filter bar: one bar, the same on all pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from lib import clock
from lib.cards.map_time import METRIC_WORDS
from lib.domain.rows import records
from lib.domain.statuses import LADDER
from lib.domain.units import vintage_at
from lib.situation import data
from lib.situation.criteria import criteria_sets
from lib.situation.offers import waves_of
from lib.ui.frame import late_values, session
from lib.ui.frame.choice_list import choose
from lib.view.address import METRICS
from lib.view.criteria_choice import BOTH
from lib.view.view import EARLIEST
from lib.words import phrases, wording
from lib.words.terms import STATUS
from lib.words.wording import _

_keys = st.components.v2.component(
    "keys", js=(Path(__file__).parent / "keys.js").read_text(encoding="utf-8")
)


def filter_bar(page: str) -> None:
    """As-of date, province, district, dataset; on the map also what colours it."""
    units = data.units()
    state = st.session_state
    session.fit_places()
    day: date = state["asof"]
    after = vintage_at(day) == "from2025"
    province_names = _by_key(units.provinces(day)["label"])
    districts = units.districts(state["province"], day) if state["province"] else None
    district_names = {} if districts is None else _by_key(districts["label"])
    with st.container(key="filters", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.date_input(
            _("As of"),
            key="asof",
            min_value=EARLIEST,
            max_value=clock.today(),
            format=wording.day_field(),
            width=138,
        )
        choose(
            _("City, province"),
            {"": _("Whole country"), **province_names},
            "province",
            on_change=session.forget_district,
            width=178,
        )
        choose(
            _("Former district") if after else _("District"),
            {"": _("All"), **district_names},
            "district",
            on_change=session.leave_ward,
            disabled=not district_names,
            width=178,
        )
        known = state["dataset"] in data.datasets()
        waves = waves_of(data.dataset(state["dataset"]).value) if known else ()
        if state["wave"] not in waves:
            if state["wave"]:
                session.refuse("wave", state["wave"])
            state["wave"] = ""
        choose(
            _("Wave"),
            {"": _("All"), **{code: phrases.wave_name(code) for code in waves}},
            "wave",
            width=140,
        )
        statuses = {code: STATUS[code].words for code in reversed(LADDER[1:])}
        choose(_("Status"), {"": _("All"), **statuses}, "status", width=165)
        if page == "map":
            metrics = {code: _(METRIC_WORDS[code]) for code in METRICS}
            choose(_("Colour by"), metrics, "metric", width=200)
        if page == "criteria":
            _choose_set(state["dataset"])
        names = list(data.datasets()) or [""]
        choose(_("Dataset"), {name: dataset_title(name) for name in names}, "dataset", width=175)
    with st.container(key="keys"):
        _keys(key="enter", data={"lists": late_values.all_words()})


def _choose_set(name: str) -> None:
    """The criteria set; with a crosswalk also the comparable part of all."""
    tables = data.dataset(name).value.tables if name in data.datasets() else None
    words = {"": _("Newest set for each ward")}
    if tables is not None:
        known = criteria_sets(tables["criteria_sets"]).fillna({"criteria_count": 0})
        for row in reversed(list(records(known))):
            count = f" ({int(row.criteria_count)})" if row.criteria_count else ""
            words[str(row.set_id)] = f"{row.set_id}{count}"
        if len(tables["crosswalk"]):
            words[BOTH] = _("Comparable across all sets")
    state = st.session_state
    if state.get("set", "") not in words:
        session.refuse("set", state["set"])
        state["set"] = ""
    choose(_("Criteria set"), words, "set", width=265)


def _by_key(names: pd.Series[str]) -> dict[str, str]:
    """Names by key, in the order given."""
    return {str(key): name for key, name in names.items()}


def dataset_title(name: str) -> str:
    """Title of a dataset in the language of this run."""
    if name not in data.datasets():
        return _("None found")
    dataset = data.dataset(name).value
    return (dataset.title_en if st.session_state["lang"] == "en" else dataset.title_vi) or name
