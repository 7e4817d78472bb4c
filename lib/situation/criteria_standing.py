"""Where each ward stands by its criteria: every ward looked at in one place."""

from __future__ import annotations

from lib.situation.criteria import NEAR, Criteria

STANDINGS = ("complete", "short_1", "short_2", "short", "blank", "none")
"""It meets all that apply, misses one, two or more, reports without a result that is shown, or
does not report."""


def standing(criteria: Criteria) -> dict[str, str]:
    """One of `STANDINGS` by ward."""
    totals = criteria.totals
    by_ward = {
        str(key): _of(int(judged), int(missing))
        for key, judged, missing in zip(
            totals.index, totals["assessed"], totals["missing"], strict=True
        )
    }
    reported = set(map(str, criteria.chosen["unit_key"].unique()))
    return {key: by_ward.get(key, "blank" if key in reported else "none") for key in criteria.asked}


def _of(judged: int, missing: int) -> str:
    if not judged:
        return "blank"
    if not missing:
        return "complete"
    return f"short_{missing}" if missing <= NEAR else "short"
