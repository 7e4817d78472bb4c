"""Sentences made of data: scopes, metrics, milestones, kinds of no value. No Streamlit here."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import PROVINCE_LEVEL, vintage_of
from lib.ui import wording
from lib.ui.situation import Situation
from lib.ui.terms import N_
from lib.ui.wording import _

_METRICS = {
    "count_of_wards": N_("target number of wards"),
    "share_of_wards": N_("share of wards, percent"),
    "pilot_cities": N_("pilot cities"),
    "wards_piloting": N_("pilot wards"),
    "provinces_participating": N_("provinces taking part"),
    "pilot_cities_meeting_all_criteria": N_("pilot cities meeting all criteria"),
    "delegates_expected_at_national_review": N_("delegates expected at the national review"),
    "total_ward_police_units_approx": N_("ward police units, approximate"),
    "total_ward_police_units": N_("ward police units"),
    "total_commune_level_police_units": N_("commune-level police units"),
    "total_commune_police_units_xa": N_("commune police units"),
    "total_special_zone_police_units": N_("special-zone police units"),
    "provincial_police_units": N_("provincial police units"),
    "district_police_units_dissolved": N_("district police units dissolved"),
    "total_wards": N_("wards in total"),
    "total_communes": N_("communes in total"),
    "total_special_zones": N_("special zones in total"),
    "total_commune_level_units": N_("commune-level units in total"),
    "provinces_total": N_("provinces and cities"),
    "wards_still_to_build": N_("wards still to be built up"),
    "wards_inspected_2023_round": N_("wards inspected in the 2023 round"),
    "wards_replicating": N_("rollout wards"),
    "wards_candidate": N_("candidate wards"),
    "wards_recognised": N_("wards recognised"),
    "wards_recognised_2024_round": N_("wards recognised in the 2024 round"),
    "wards_registered_2024": N_("wards registered for 2024"),
}

_NO_VALUE = {
    "no_report": N_("no source mentions the ward or its predecessors"),
    "not_assessed": N_("a status is reported, but no count of criteria"),
    "not_applicable": N_("communes, special zones and wards to which no criterion applies"),
    "not_yet_existing": N_("formed after the as-of date"),
    "no_geometry": N_("no public outline to draw, communes included"),
}


def metric(code: str) -> str:
    """What a figure counts; the code itself, in words, when it is not a known one."""
    return _(_METRICS[code]) if code in _METRICS else code.replace("_", " ")


def wave(code: str) -> str:
    """A wave in words: "pilot 2021", "rollout 2023"; as the data has it when it is another."""
    kind, _dash, year = code.rpartition("-")
    words = {"pilot": N_("pilot {year}"), "replication": N_("rollout {year}")}.get(kind)
    return _(words, year=year) if words and year.isdigit() else code


def wave_name(code: str) -> str:
    """A wave in words to stand alone: "Pilot 2021"."""
    words = wave(code)
    return words[:1].upper() + words[1:]


def note(text: str) -> str:
    """A remark of the record in words; what its compilers mark in English is said."""
    remark, mark, after = text.partition("[excerpt only]")
    words = wording.remark(remark.strip())
    return f"{words} [{_('only an excerpt was read')}]{after}".lstrip() if mark else words


def report_day(seen: Situation, moment: Any) -> str:
    """The day of a newest report as precisely as the record has it: 6/2023, not 30/06/2023."""
    if moment is None or pd.isna(moment):
        return wording.day(None)
    told = seen.dated
    known = {
        *told.loc[told["as_of"] == moment, "as_of_precision"].astype(str),
        *told.loc[told["day"] == moment, "day_precision"].astype(str),
    }
    exact = not known or "day" in known
    return wording.day(moment, "day" if exact else sorted(known)[0])


def no_value(code: str) -> str:
    """What a kind of no value means."""
    return _(_NO_VALUE[code])


def scope(seen: Situation, key: str, printed: str = "") -> str:
    """A scope in words: the country, or the unit as it is called; as printed when unknown.

    A unit that the reform merged or ended is marked as former after it.
    """
    if key == "national":
        return _("Whole country")
    if key not in seen.units:
        return printed
    name = seen.units.full_name(key)
    return _("{name} (former)", name=name) if _is_former(seen, key) else name


def _is_former(seen: Situation, key: str) -> bool:
    if not seen.after_reform or vintage_of(key) != "until2025":
        return False
    if seen.units.kind(key) not in PROVINCE_LEVEL:
        return True
    now = seen.units.current_province(key)
    return not now or len(seen.units.provinces_here(now, LAST_OLD_DAY)) > 1


def placed(place: str, sentence: str) -> str:
    """A sentence after the place it is about, which takes its capital: "Huế: no ward fits".

    Args:
        place: Name of the place; "" leaves the sentence as it is.
        sentence: One of the catalogue's own, which begin with a word or a number, not a name.
    """
    if not place:
        return sentence
    is_word = sentence[1:2].islower() or sentence[1:2] == " "  # "TP." keeps its capitals
    return f"{place}: {sentence[:1].lower() + sentence[1:] if is_word else sentence}"


def target(seen: Situation, row: Any) -> str:
    """A target in words: "Hưng Yên: 50% of the wards"."""
    place = scope(seen, str(row.scope_key), str(row.scope_text))
    if str(row.metric) == "share_of_wards":
        return _("{place}: {n} of the wards", place=place, n=wording.percent(row.value / 100))
    if pd.isna(row.value):
        return _("{place}: wards, number not given by the source", place=place)
    return _("{place}: {n} wards", place=place, n=wording.number(row.value))


def milestone(seen: Situation, row: Any) -> str:
    """A coming event or due target in words."""
    if str(row.kind) == "target" and not row.event_vi:
        return target(seen, row)
    place = scope(seen, str(row.scope_key), str(row.scope_text))
    return f"{place}: {wording.in_language(row.event_vi, row.event_en)}"
