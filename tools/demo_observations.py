"""Observations and assessments of the demonstration, made of the same quarters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from lib.domain.units import Units
from lib.io.tables.contracts import RESULTS
from tools.demo_calendar import LAST, QUARTERS, decision_number, quarter
from tools.demo_criteria import NEW, OLD
from tools.demo_progress import Quarter
from tools.demo_sources import PRESS, decision_source, report_source
from tools.demo_wards import Member

CONFLICTS_AT = (quarter(2026, 1), LAST)
"""Quarters in which a second source says otherwise of one ward."""

_SLIPPED = "Kiểm tra lại: chưa giữ được tiêu chí / re-check: criteria no longer held"
_OTHER = "Nguồn khác ghi thấp hơn / another source has it lower"


def assessment_frame(histories: Mapping[str, list[Quarter]]) -> pd.DataFrame:
    """The assessments table, one row per ward, quarter and criterion, in that order."""
    keys = sorted(histories)
    quarters = [(place, each) for place, key in enumerate(keys) for each in histories[key]]
    sizes = [len(each.claimed) for _, each in quarters]
    when = np.repeat([each.place for _, each in quarters], sizes)
    sets = np.repeat([(OLD, NEW).index(each.set_id) for _, each in quarters], sizes)
    days = np.array([np.datetime64(day, "us") for day in QUARTERS])
    sources = [report_source(place) for place in range(len(QUARTERS))]
    results = list(RESULTS)
    return pd.DataFrame({
        "unit_key": pd.Categorical.from_codes(
            np.repeat([place for place, _ in quarters], sizes), categories=pd.Index(keys)
        ),
        "set_id": pd.Categorical.from_codes(sets, categories=pd.Index([OLD, NEW])),
        "criterion_no": np.concatenate([np.arange(1, size + 1) for size in sizes]),
        "as_of": days[when],
        "claimed": pd.Categorical.from_codes(
            np.concatenate([each.claimed for _, each in quarters]), categories=pd.Index(results)
        ),
        "inspected": pd.Categorical.from_codes(
            np.concatenate([each.inspected for _, each in quarters]), categories=pd.Index(results)
        ),
        "source_id": pd.Categorical.from_codes(when, categories=pd.Index(sources)),
    })  # fmt: skip


def observation_rows(
    units: Units, members: Iterable[Member], histories: Mapping[str, list[Quarter]]
) -> list[dict[str, str]]:
    """Rows of the observations table, by ward and day."""
    rows: list[dict[str, str]] = []
    waiting = list(CONFLICTS_AT)
    for member in sorted(members, key=lambda each: each.key):
        if member.without_counts:
            rows.append(_row(units, member, QUARTERS[member.joined], "registered"))
            continue
        for each, row in _told(units, member, histories[member.key]):
            rows.append(row)
            if waiting and each.place == waiting[0] and row["status"] == "reported_complete":
                waiting.pop(0)
                met = str(int(row["criteria_met"]) - 1)
                other = {"status": "in_progress", "criteria_met": met, "source_id": PRESS}
                rows.append(row | other | {"note": _OTHER})
    return [{"observation_id": f"O{number:05}", **row} for number, row in enumerate(rows, start=1)]


def _told(
    units: Units, member: Member, quarters: list[Quarter]
) -> Iterator[tuple[Quarter, dict[str, str]]]:
    """What is told of a ward: each change, each end of year, the first and the last report."""
    status = ""
    for each in quarters:
        day = QUARTERS[each.place]
        due = each.status != status or day.month == 12 or each.place == member.last
        if due and (each.total or member.exempt):
            row = _row(units, member, day, each.status)
            row |= _counts(each)
            if each.status == "not_registered":
                row["as_of"] = row["as_of"][: len("2023-06")]
            if status == "recognised" and each.status != status:
                row["note"] = _SLIPPED
            status = each.status
            yield each, row
        if each.granted:
            on, number = each.granted
            status = "recognised"
            yield (
                each,
                _row(units, member, on, status)
                | _counts(each)
                | {
                    "recognised_on": str(on),
                    "decision_no": decision_number(number),
                    "strength": "decision",
                    "source_id": decision_source(number),
                },
            )


def _counts(each: Quarter) -> dict[str, str]:
    if not each.total:
        return {}
    return {"criteria_met": str(each.met), "criteria_total": str(each.total)}


def _row(units: Units, member: Member, day: date, status: str) -> dict[str, str]:
    place = next(at for at, last_day in enumerate(QUARTERS) if last_day >= day)
    district = units.district_of(member.key, day)
    joined = status != "not_registered"
    return {
        "unit_key": member.key,
        "province_text": units.province_name(member.key, day),
        "district_text": units.name(district, day) if district else "",
        "ward_text": units.bare_name(member.key, day),
        "programme": "model_ward_police",
        "wave": member.wave if joined else "",
        "registered_year": str(member.year) if joined else "",
        "status": status,
        "as_of": str(day),
        "source_id": report_source(place),
    }
