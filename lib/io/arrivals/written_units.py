"""Which unit a row means by the code or the names that are written in it."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable

from lib.io.arrivals.ambiguous_names import unit_of_code, unit_of_name
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.faults import Unfit
from lib.io.tables.dates import partial_date

Resolver = Callable[[str, str, str, datetime.date], list[str]]
"""Keys of commune-level units by province, district and ward as written, on a day."""

OPEN = "?"
_LAST_OLD_DAY = datetime.date(2025, 6, 30)
_FIRST_NEW_DAY = datetime.date(2025, 7, 1)


class WrittenUnits:
    """What units a row's texts mean."""

    def __init__(
        self, codes: UnitCodes, resolve: Resolver | None, is_scope: bool, required: bool
    ) -> None:
        self._codes = codes
        self._resolve = resolve
        self._is_scope = is_scope
        self._required = required
        self._known: dict[tuple[str, ...], list[str]] = {}

    def key(self, text: str, day: str, names: tuple[str, str, str]) -> str:
        """The key of the one unit that fits; the text itself when it is no code and no name.

        Raises:
            Unfit: When none fits, or several.
        """
        text = unicodedata.normalize("NFC", text).strip()
        if text == OPEN and not self._required:
            return ""
        when = _day(day)
        vintages = _vintages(when)
        if not text:
            return unit_of_name(
                self._named(*names, when),
                ", ".join(filter(None, names[::-1])),
                required=self._required,
            )
        keys = self._codes.fitting(text, vintages, any_level=self._is_scope)
        if keys is not None:
            if "-" in text:
                return keys[0] if len(keys) == 1 else text
            return unit_of_code(keys, text)
        if "-" in text and text.isascii():  # meant as a key; its own fault says what is wrong
            return text
        if self._is_scope:
            regions = self._codes.regions(text, vintages)
            if regions:
                return unit_of_name(regions, text, required=self._required)
        if self._resolve is None:
            return text
        return unit_of_name(self._named(*_parts(text), when), text, required=self._required)

    def _named(
        self, province: str, district: str, ward: str, when: datetime.date | None
    ) -> list[str]:
        asked = (province, district, ward, str(when))
        if asked not in self._known and self._resolve is not None:
            days = [when] if when else [_LAST_OLD_DAY, _FIRST_NEW_DAY]
            found = [key for day in days for key in self._resolve(province, district, ward, day)]
            self._known[asked] = list(dict.fromkeys(found))
        return self._known.get(asked, [])


def _parts(text: str) -> tuple[str, str, str]:
    """Province, district and ward of a written place: "ward, district, province", or with /."""
    parts = [part.strip() for part in text.split("/")][::-1]
    if len(parts) == 1:
        parts = [part.strip() for part in text.split(",")]
    ward, *around = [part for part in parts if part] or [""]
    if len(around) == 1:  # may be a district or a province; the resolver takes either
        return "", around[0], ward
    return (around[1], around[0], ward) if around else ("", "", ward)


def _day(text: str) -> datetime.date | None:
    try:
        return partial_date(text.strip()).last_day
    except Unfit:  # its own fault is told where the cell is checked
        return None


def _vintages(when: datetime.date | None) -> tuple[str, ...]:
    if when is None:
        return ("until2025", "from2025")
    return ("until2025",) if when <= _LAST_OLD_DAY else ("from2025",)
