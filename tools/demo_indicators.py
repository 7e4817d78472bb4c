"""Outcome indicators of the demonstration: the same few of each ward, in two periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.domain.units import Units
from tools.demo_calendar import NEWEST
from tools.demo_progress import Quarter
from tools.demo_sources import INDICATOR_REPORT
from tools.demo_wards import Member, stream

PERIODS = (("6 tháng cuối năm 2025", "2025-12"), ("6 tháng đầu năm 2026", "2026-06"))
_ABSENT = 0.04  # of the rows


@dataclass(frozen=True)
class Indicator:
    """What is measured, and where its values lie.

    Attributes:
        vi: Name in Vietnamese.
        en: Name in English.
        unit: Unit of measure.
        worst: Value of a ward that does worst.
        best: Value of a ward that does best.
        digits: Decimal places.
        base: What a change is measured against.
    """

    vi: str
    en: str
    unit: str
    worst: float
    best: float
    digits: int = 0
    base: str = ""


INDICATORS = (
    Indicator("Hồ sơ trả đúng hạn", "Files returned on time", "percent", 78, 100, 1),
    Indicator("Thời gian chờ tại quầy", "Waiting time at the counter", "minutes", 38, 6),
    Indicator(
        "Thay đổi số vụ phạm pháp", "Change in offences", "percent", 15, -35, 1,
        "same period a year before",
    ),
    Indicator("Người dân hài lòng", "Residents satisfied", "percent", 62, 98, 1),
)  # fmt: skip


def indicator_rows(
    units: Units, members: Iterable[Member], histories: Mapping[str, list[Quarter]]
) -> list[dict[str, str]]:
    """Rows of the indicators table: wards of today with counts, by key, period, indicator."""
    rows: list[dict[str, str]] = []
    for member in members:
        if member.without_counts or member.exempt:
            continue
        newest = histories[member.key][-1]
        done = newest.met / max(newest.total, 1)
        chance = stream("indicators", member.key)
        text = f"{units.province_name(member.key, NEWEST)} / {units.bare_name(member.key, NEWEST)}"
        own = chance.random(len(INDICATORS))
        for later, (period, end) in enumerate(PERIODS):
            draws = chance.random((2, len(INDICATORS)))
            for place, each in enumerate(INDICATORS):
                if draws[0][place] < _ABSENT:
                    continue
                # A ward keeps its own level, does better with more criteria met, and over time.
                level = 0.45 * own[place] + 0.25 * done + 0.2 * draws[1][place] + 0.1 * later
                value = each.worst + (each.best - each.worst) * float(level)
                rows.append(
                    {
                        "scope_key": member.key,
                        "scope_text": text,
                        "period": period,
                        "period_end": end,
                        "indicator_vi": each.vi,
                        "indicator_en": each.en,
                        "value": f"{value:.{each.digits}f}",
                        "unit": each.unit,
                        "comparison_base": each.base,
                        "source_id": INDICATOR_REPORT,
                    }
                )
    return [{"indicator_id": f"I{number:05}", **row} for number, row in enumerate(rows, start=1)]
