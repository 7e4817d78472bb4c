"""Small values passed between the parts of the screen. No Streamlit here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """One source behind a figure, and what it says of it."""

    source_id: str
    says: str = ""


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
