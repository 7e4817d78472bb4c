"""What a share of the wards of a place can be taken of: as published, and wards in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.domain.statuses import COUNTED
from lib.domain.units import Units

TOTAL_METRICS = ("total_wards", "total_ward_police_units", "total_ward_police_units_approx")


@dataclass(frozen=True)
class Denominator:
    """A number of wards as one source printed it.

    Attributes:
        value: Wards in all.
        source_id: Source.
        day: Day it speaks of; None when the source ties it to no day.
        origin: ``target`` or ``count``: the table it stands in.
    """

    value: int
    source_id: str
    day: date | None
    origin: str


@dataclass(frozen=True)
class Denominators:
    """What a share can be taken of: as published, and wards in force on the as-of date."""

    published: tuple[Denominator, ...]
    rebased: int


def denominators(
    units: Units, targets: pd.DataFrame, counts: pd.DataFrame, day: date, scope: str
) -> Denominators:
    """What a share of the wards of a scope can be taken of, as of a day.

    Args:
        units: The units.
        targets: Frame of the targets contract; a denominator there is tied to no day.
        counts: Frame of the counts contract; only figures not after the day are used.
        day: As-of date.
        scope: ``national`` or a unit key of either vintage.

    Returns:
        All published figures, dated ones newest first, and the number of wards in force on
        the ground of the scope.
    """
    mine = targets[
        (targets["scope_key"].astype(str) == scope)
        & (targets["programme"].astype(str) == COUNTED)
        & targets["denominator"].notna()
    ]
    of_place = counts[
        (counts["scope_key"].astype(str) == scope)
        & (counts["programme"].astype(str) == COUNTED)
        & counts["metric"].astype(str).isin(TOTAL_METRICS)
        & ~(counts["as_of"] > pd.Timestamp(day))
    ].sort_values("as_of", ascending=False)
    published = [
        Denominator(int(value), str(source), None if pd.isna(on) else on.date(), "count")
        for value, source, on in zip(
            of_place["value"], of_place["source_id"], of_place["as_of"], strict=True
        )
    ]
    published += [
        Denominator(int(value), str(source), None, "target")
        for value, source in zip(mine["denominator"], mine["source_id"], strict=True)
    ]
    return Denominators(tuple(dict.fromkeys(published)), len(units.within(scope, day)))
