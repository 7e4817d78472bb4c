"""What can be asked of the assessments: criteria set, wards, claims or findings."""

from __future__ import annotations

from dataclasses import dataclass

from lib.domain.result_codes import Kind

BOTH = "both"
IN_FORCE, FORMER = "now", "former"


@dataclass(frozen=True)
class Choice:
    """What is asked of the assessments.

    Attributes:
        set_id: Criteria set; "" for the one each ward was last assessed in, `BOTH` for the
            comparable part of all.
        wards: Wards in force on the day, or former ones.
        result: What wards claim, or what inspections found.
    """

    set_id: str = ""
    wards: str = IN_FORCE
    result: Kind = "claimed"
