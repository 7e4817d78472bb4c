"""The number of wards that a target comes to: as published, and in the wards that exist.

A number of wards of a division that has ended cannot be reached any more: its wards are
gone. From then on the goal is re-based, and the published number stands beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from lib.domain.pace import wards_of_share
from lib.domain.territories import LAST_OLD_DAY
from lib.domain.units import REFORM, Units, vintage_of


@dataclass(frozen=True)
class Goal:
    """Wards to recognise.

    Attributes:
        wards: The goal that counts; None when the target tells no number.
        basis: ``count`` (as printed), ``published`` (a share of the printed total),
            ``rebased`` (in wards that exist), "" without a goal.
        published: The published number, or the share of the printed total; None when the
            target prints neither.
        rebased: The same in wards that exist on the as-of date; None when not known.
        estimate: Whether `rebased` is carried over in proportion from a count of some wards.
    """

    wards: int | None
    basis: str
    published: int | None
    rebased: int | None
    estimate: bool


def goal_in_wards(
    metric: str,
    value: float | None,
    denominator: int | None,
    in_force: int,
    *,
    division_ended: bool,
    former_wards: int = 0,
) -> Goal:
    """Goal of a target in wards.

    Args:
        metric: ``count_of_wards``, ``share_of_wards`` in percent, or ``wards_per_district``,
            which tells no number of wards (see `lib.domain.district_targets`).
        value: As printed; None when the source gives no number.
        denominator: Wards in all as the target's source printed them.
        in_force: Wards in force on the as-of date on the ground of the scope.
        division_ended: Whether the target counts wards of a division that has ended; see
            `counts_former_wards`.
        former_wards: Wards of June 2025 on the ground of the scope, used for a count of an
            ended division that prints no total.
    """
    if value is None or metric == "wards_per_district":
        return Goal(None, "", None, None, False)
    estimate = False
    rebased: int | None = None
    if metric == "count_of_wards":
        published: int | None = math.ceil(value)
        basis = "count"
        total = denominator or (former_wards if division_ended else 0)
        if total and in_force:
            whole = value >= total
            rebased = in_force if whole else wards_of_share(100 * value / total, in_force)
            estimate = not whole
    else:
        basis = "published"
        published = wards_of_share(value, denominator) if denominator else None
        rebased = wards_of_share(value, in_force) if in_force else None
    if rebased is not None and (published is None or division_ended):
        return Goal(rebased, "rebased", published, rebased, estimate)
    return Goal(published, basis if published is not None else "", published, rebased, estimate)


def counts_former_wards(
    scope: str, day: date, published_on: date | None, printed: float | None, in_force: int
) -> bool:
    """Whether a target counts wards of a division that has ended by a day.

    A province or district says it by its key. The country is of the division in force when
    the source was published; of a source without a day, of the former one when it prints
    more wards than exist.

    Args:
        scope: ``national`` or a unit key.
        day: As-of date.
        published_on: Day the target's source was published.
        printed: The largest number of wards that the target prints (total or count).
        in_force: Wards in force on the day.
    """
    if day < REFORM:
        return False
    if scope != "national":
        return vintage_of(scope) == "until2025"
    if published_on is not None:
        return published_on < REFORM
    return printed is not None and printed > in_force


def former_wards(units: Units, scope: str) -> int:
    """Wards of June 2025 on the ground of a scope."""
    return len(units.within(scope, LAST_OLD_DAY)) if scope else 0
