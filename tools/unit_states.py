"""One state of one unit: what a row of data/units/units.csv is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lib.io.tables.contracts import VINTAGES
from tools.titles import level_rank

Vintage = Literal["until2025", "from2025"]
LAST_DAY_BEFORE = "2025-06-30"
FIRST_DAY_SINCE = "2025-07-01"


@dataclass(frozen=True)
class UnitState:
    """A unit as it was between two days; the columns of the contract.

    Attributes:
        lat: Latitude in degrees; None when not known.
        lon: Longitude in degrees; None when not known.
        area_km2: Area in km2; None when not known.
        valid_from: First day, ISO; "" when not known.
        valid_to: Last day, ISO; "" when still so or not known.
        event: What began this state; "" for the first one.
        legal_basis: Resolution that began it; "" when not known.
    """

    vintage: Vintage
    code: str
    kind: str
    kind_vi: str
    name: str
    province: str
    district: str = ""
    state_no: int = 1
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None
    valid_from: str = ""
    valid_to: str = ""
    event: str = ""
    legal_basis: str = ""
    certainty: str = "registry"
    note: str = ""

    @property
    def order(self) -> tuple[int, int, str, int]:
        """Place in the file: vintage, level, code, state."""
        return VINTAGES.index(self.vintage), level_rank(self.kind), self.code, self.state_no

    def row(self) -> dict[str, str]:
        """The state as a row of the file; degrees to about a metre, areas to 1000 m2."""
        return {
            "unit_key": unit_key(self.vintage, self.code),
            "state_no": str(self.state_no),
            "vintage": self.vintage,
            "code": self.code,
            "kind": self.kind,
            "kind_vi": self.kind_vi,
            "name": self.name,
            "province_key": unit_key(self.vintage, self.province),
            "district_key": unit_key(self.vintage, self.district) if self.district else "",
            "lat": _decimal(self.lat, 5),
            "lon": _decimal(self.lon, 5),
            "area_km2": _decimal(self.area_km2, 3),
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "event": self.event,
            "legal_basis": self.legal_basis,
            "certainty": self.certainty,
            "note": self.note,
        }


def unit_key(vintage: Vintage, code: str) -> str:
    """A code together with its vintage; alone it means nothing."""
    return f"{vintage}-{code}"


def _decimal(value: float | None, places: int) -> str:
    """A number with a point, without trailing zeros; "" for None."""
    if value is None:
        return ""
    return f"{value:.{places}f}".rstrip("0").rstrip(".")
