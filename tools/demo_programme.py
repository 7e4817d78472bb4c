"""Targets, counts and milestones of the demonstration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from lib.domain.units import Units
from tools.demo_calendar import DECISIONS, QUARTERS, decision_number, quarter
from tools.demo_events import EVENTS, OTHER_PLANS
from tools.demo_progress import Quarter
from tools.demo_sources import (
    FORMER_PLANS,
    NATIONAL_PLAN,
    PROVINCE_PLANS,
    SECOND_COUNT,
    UNIT_LIST,
    decision_source,
    report_source,
)
from tools.demo_wards import draw

COUNTED = "model_ward_police"
WITHOUT_TARGETS = ("from2025-04", "from2025-11", "from2025-12")
IN_WARDS = "from2025-51"
"""Province whose targets are a number of wards, not a share."""

_FORMER = {"until2025-79": 20, "until2025-33": 30, "until2025-54": 25, "until2025-75": 15}
_NATION = ("national", "Cả nước")
_FIRST_DAY = date(2025, 7, 1)
_STATED = date(2023, 2, 10)

Histories = Mapping[str, list[Quarter]]
Rows = list[dict[str, str]]


def target_rows(units: Units) -> Rows:
    """Rows of the targets table: the nation, provinces of before, provinces of today."""
    wards = len(units.members(_STATED))
    rows = [
        _target(_NATION, due, "share_of_wards", value, wards, NATIONAL_PLAN)
        for due, value in (("2025", 15), ("2030", 100))
    ]
    for key, share in _FORMER.items():
        wards = len(units.members(_STATED, province=key))
        scope = (key, units.province_name(key, _STATED))
        rows.append(_target(scope, "2025", "share_of_wards", share, wards, FORMER_PLANS))
    for key in units.provinces(_FIRST_DAY).index:
        if key in WITHOUT_TARGETS:
            continue
        wards = len(units.members(_FIRST_DAY, province=key))
        scope = (key, units.province_name(key, _FIRST_DAY))
        near = (10, 15, 20, 30, 40)[int(5 * draw("near", key))]
        far = (60, 80, 100, 100)[int(4 * draw("far", key))]
        for due, share in (("2025", near), ("2030", far)):
            metric, value = "share_of_wards", share
            if key == IN_WARDS:
                metric, value = "count_of_wards", max(1, wards * share // 100)
            rows.append(_target(scope, due, metric, value, wards, PROVINCE_PLANS))
    return [{"target_id": f"T{number:03}", **row} for number, row in enumerate(rows, start=1)]


def count_rows(units: Units, histories: Histories) -> Rows:
    """Rows of the counts table: the nation at each end of year, wards of each province."""
    rows: Rows = []
    ends = [place for place, day in enumerate(QUARTERS) if day.month == 12]
    for place in (*ends, len(QUARTERS) - 1):
        statuses = standing(histories, place)
        joined = statuses.total() - statuses["not_registered"]
        source = report_source(place)
        for metric, value in (
            ("wards_registered", joined),
            ("wards_recognised", statuses["recognised"]),
            ("total_wards", len(units.members(QUARTERS[place]))),
        ):
            rows.append(_count(_NATION, QUARTERS[place], metric, value, source))
    place = quarter(2025, 4)
    rounded = round(standing(histories, place)["recognised"] + 6, -1)
    rows.append(_count(_NATION, QUARTERS[place], "wards_recognised", rounded, SECOND_COUNT))
    wards = len(units.members(_FIRST_DAY))
    rows.append(_count(_NATION, _FIRST_DAY, "total_ward_police_units", wards, UNIT_LIST))
    for key in units.provinces(_FIRST_DAY).index:
        scope = (key, units.province_name(key, _FIRST_DAY))
        wards = len(units.members(_FIRST_DAY, province=key))
        rows.append(_count(scope, _FIRST_DAY, "total_wards", wards, UNIT_LIST))
    return [{"count_id": f"C{number:03}", **row} for number, row in enumerate(rows, start=1)]


def milestone_rows(units: Units, histories: Histories) -> Rows:
    """Rows of the milestones table, by date."""
    rows = [
        _milestone(units, on, scope, kind, vi, en, source)
        for on, scope, kind, vi, en, source in EVENTS
    ]
    granted = Counter(
        each.granted for quarters in histories.values() for each in quarters if each.granted
    )
    for day, number in DECISIONS:
        name, wards = decision_number(number), granted[day, number]
        vi = f"Quyết định {name} công nhận {wards} công an phường"
        en = f"Decision {name} recognises {wards} ward police units"
        source = decision_source(number)
        rows.append(_milestone(units, str(day), "national", "recognition", vi, en, source))
    for on, key in OTHER_PLANS:
        vi, en = "Ban hành chỉ tiêu đến 2025 và 2030", "Targets for 2025 and 2030 issued"
        rows.append(_milestone(units, on, key, "plan", vi, en, PROVINCE_PLANS))
    rows.sort(key=lambda row: (row["date"], row["scope_key"]))
    return [{"milestone_id": f"M{number:03}", **row} for number, row in enumerate(rows, start=1)]


def standing(histories: Histories, place: int) -> Counter[str]:
    """How many wards stood at each status in a quarter, of those that report in it."""
    return Counter(
        each.status for quarters in histories.values() for each in quarters if each.place == place
    )


def _scope(key: str, text: str) -> dict[str, str]:
    return {"scope_key": key, "scope_text": text, "programme": COUNTED}


def _target(
    scope: tuple[str, str], due: str, metric: str, value: int, denominator: int, source: str
) -> dict[str, str]:
    return _scope(*scope) | {
        "target_date": due,
        "metric": metric,
        "value": str(value),
        "denominator": str(denominator),
        "source_id": source,
    }


def _count(
    scope: tuple[str, str], day: date, metric: str, value: int, source: str
) -> dict[str, str]:
    return _scope(*scope) | {
        "as_of": str(day),
        "metric": metric,
        "value": str(value),
        "source_id": source,
    }


def _milestone(
    units: Units, on: str, scope: str, kind: str, vi: str, en: str, source: str
) -> dict[str, str]:
    name = _NATION[1] if scope == "national" else units.full_name(scope)
    return _scope(scope, name) | {
        "date": on,
        "event_vi": vi,
        "event_en": en,
        "kind": kind,
        "source_id": source,
    }
