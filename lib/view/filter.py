"""What narrows a view: place, wave, status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Filter:
    """What narrows a situation; "" leaves a part open.

    Attributes:
        province: Key of a province in force on the day.
        district: Key of a district in it (former, after the reform).
        wave: Round, as in the observations.
        status: Status.
    """

    province: str = ""
    district: str = ""
    wave: str = ""
    status: str = ""
