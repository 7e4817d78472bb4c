"""What the facts leave to decide: programme, day of a statement, end of a period, statuses."""

from __future__ import annotations

import calendar
import re

# Sources that speak of programmes beside the model-ward-police title:
# S11 provincial model of Hải Dương; S57, S58 the three pilot wards of Hà Nội's Plan 06 and
# S68, S69 its Plan 332 (order and urban civility of wards and communes, 2025-26).
RELATED_SOURCES = frozenset({"S11", "S57", "S58", "S68", "S69"})
RELATED_WAVE = "other-"
RELATED_SET = "REL-"
DISCLAIMERS = ("not the ward-police title", "not the ministry's ward pilot")

STATUSES = {
    "not_registered": "not_registered",
    "registered": "registered",
    "in_progress": "in_progress",
    "basically_complete": "reported_complete",
    "recognised": "recognised",
}
_PARTIAL = r"\d{4}(?:-\d\d){0,2}"


def programme(row: dict[str, str]) -> str:
    """The programme that a row of the facts belongs to.

    Raises:
        ValueError: A note disclaims the programme though no rule sets the row apart.
    """
    if (
        row["source_id"] in RELATED_SOURCES
        or row.get("wave", "").startswith(RELATED_WAVE)
        or row.get("set_id", "").startswith(RELATED_SET)
    ):
        return "related"
    note = row.get("note", "").lower()
    if any(disclaimer in note for disclaimer in DISCLAIMERS):
        raise ValueError(f"no rule sets this row apart, though its note does: {row}")
    return "model_ward_police"


def last_day(partial: str) -> str:
    """Last day of a date, month or year, ISO; "" for ""."""
    if not partial:
        return ""
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}"


def stated_on(own: str, published: str, *, lies_ahead: bool) -> str:
    """Day whose division the names of a row are of, ISO; "" when nothing is dated.

    Args:
        own: Partial date of the row itself.
        published: Partial date of its source.
        lies_ahead: The row's date is a date to reach (a target), not a date of knowledge:
            a target of 2028 set in 2023 names the provinces of 2023.
    """
    first, second = (published, "") if lies_ahead else (own, published)
    return last_day(first or second)


def period_end(period: str) -> str:
    """End of a printed period as a partial date; "" where it is not plain ("one year after")."""
    found = re.fullmatch(rf"(?:{_PARTIAL}(?: to |-))?({_PARTIAL})", period)
    return found[1] if found else ""
