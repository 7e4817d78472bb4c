"""Words for codes of the data: what a figure counts, waves, remarks, kinds of no value."""

from __future__ import annotations

from lib.words import wording
from lib.words.terms import N_
from lib.words.wording import _

METRICS = {
    "count_of_wards": N_("target number of wards"),
    "share_of_wards": N_("share of wards, percent"),
    "wards_per_district": N_("wards in each district"),
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
    "wards_registered": N_("wards registered"),
    "wards_recognised_2023_round": N_("wards recognised in the 2023 round"),
    "wards_recognised_2024_round": N_("wards recognised in the 2024 round"),
    "wards_registered_2024": N_("wards registered for 2024"),
    "provinces_in_visiting_delegation": N_("provinces in a visiting delegation"),
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
    return _(METRICS[code]) if code in METRICS else code.replace("_", " ")


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


def no_value(code: str) -> str:
    """What a kind of no value means."""
    return _(_NO_VALUE[code])
