"""Which unit a row means by the code or the names that are written in it."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Sequence

from lib.errors import Message
from lib.io import faults as say
from lib.io.arrivals.ambiguous_names import unit_of_code, unit_of_name
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.faults import Unfit, said
from lib.io.tables.contracts import LAST_OLD_DAY, PILOT_START, REFORM, VINTAGES
from lib.io.tables.dates import partial_date
from lib.io.tables.folding import bare

Resolver = Callable[[str, str, str, datetime.date], list[str]]
"""Keys of commune-level units by province, district and ward as written, on a day."""

OPEN = "?"


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
            named = self._named(*names, when)
            shown = ", ".join(filter(None, names[::-1]))
            if not named:
                self._refuse_ended(shown, self._ever(*names), when)
            return unit_of_name(named, shown, self._codes.place, required=self._required)
        keys = self._codes.fitting(text, vintages, any_level=self._is_scope)
        if keys is not None:
            if "-" in text:
                return keys[0] if len(keys) == 1 else text
            return unit_of_code(keys, text, self._codes.place)
        if "-" in text and text.isascii():  # meant as a key; its own fault says what is wrong
            return text
        if self._is_scope:
            regions = self._codes.regions(text, vintages)
            if regions:
                return unit_of_name(regions, text, self._codes.place, required=self._required)
        if self._resolve is None:
            return text
        province, district, ward = _parts(text)
        if not (province or district):  # the row's own columns may say where it lies
            province, district = names[0], names[1]
        candidates = self._named(province, district, ward, when)
        if self._is_scope:  # a ward may bear the name of a province of the other division
            candidates = [*self._codes.regions(text, VINTAGES), *candidates]
        if not candidates:
            self._refuse_ended(text, self._ever(province, district, ward), when)
        return unit_of_name(candidates, text, self._codes.place, required=self._required)

    def contradicted(self, key: str, names: tuple[str, str, str]) -> bool:
        """Whether the names beside a key are those of another unit.

        A name that no unit ever had contradicts, too: one of the two is not what was meant.

        Args:
            key: A key of the list of units.
            names: Province, district and ward as written beside it; empty where not given.
        """
        asked = (key, *names, "")
        if asked not in self._known:
            self._known[asked] = [key] if self._agree(key, *names) else []
        return not self._known[asked]

    def _agree(self, key: str, province: str, district: str, ward: str) -> bool:
        regions = (
            self._codes.regions(text, VINTAGES) for text in (province, district) if text.strip()
        )
        around = self._codes.around.get(key, frozenset())
        if any(keys and not around & set(keys) for keys in regions):
            return False
        if not ward.strip() or self._resolve is None:
            return True
        day = LAST_OLD_DAY if key.startswith(VINTAGES[0]) else REFORM
        if key in self._resolve(province, district, ward, day):
            return True
        keys = self._ever(province, district, ward)
        if keys:
            return key in keys
        # No unit has this name; the source may have written more around it.
        written = bare(ward)
        return any(bare(name) in written for name in self._codes.called.get(key, ()))

    def scope_contradicted(self, key: str, text: str) -> bool:
        """Whether the place written beside a key is another one; free texts never are."""
        keys = self.scope(text)
        return bool(keys) and key not in keys

    def scope(self, text: str) -> list[str]:
        """Units of any level that a written place can mean, at any time."""
        asked = ("", "", text, "scope")
        if asked not in self._known:
            regions = self._codes.regions(text, VINTAGES)
            wards = self._ever(*_parts(text)) if self._resolve else []
            self._known[asked] = [*regions, *wards]
        return self._known[asked]

    def expected(self, key: str, written: Sequence[str]) -> Message:
        """What is asked for where a key and names contradict."""
        ended = self._ended_region(written) if key.startswith(VINTAGES[1]) else ""
        if ended:
            return say.ENDED_REGION.filled(
                name=self._codes.place(ended),
                value=self._codes.successors(ended),
                other=self._codes.place(key),
            )
        every = self.scope(written[0]) if len(written) == 1 else self._ever(*written)
        keys = [each for each in every if each.partition("-")[0] == key.partition("-")[0]]
        if len(keys) != 1:
            return say.KEY_OR_TEXT
        place = self._codes.place(keys[0])
        return say.KEY_OR_NAME.filled(value=keys[0], other=place)

    def _ended_region(self, written: Sequence[str]) -> str:
        """The former province among the names beside a key that no present one is called."""
        for text in written[:2]:
            if text.strip() and not self._codes.regions(text, VINTAGES[1:]):
                for region in self._codes.regions(text, VINTAGES[:1]):
                    if self._codes.successors(region):
                        return region
        return ""

    def _refuse_ended(self, text: str, keys: Sequence[str], when: datetime.date | None) -> None:
        """Say what became of a unit that a row of a later day names.

        Raises:
            Unfit: When the name is that of one ended unit whose successors are known.
        """
        ended = [key for key in keys if key.startswith(VINTAGES[0])]
        later = self._codes.successors(ended[0]) if len(ended) == 1 else ""
        if later and when and when > LAST_OLD_DAY:
            place = self._codes.place(ended[0])
            raise Unfit(
                said(say.NO_SUCH_NAME, value=text),
                say.ENDED_UNIT.filled(name=place, value=later),
            )

    def _ever(self, province: str, district: str, ward: str) -> list[str]:
        """Units of a name at some time: before the reform, after it, or at the beginning."""
        if self._resolve is None or not ward.strip():
            return []
        days = (LAST_OLD_DAY, REFORM, PILOT_START)
        keys = [key for day in days for key in self._resolve(province, district, ward, day)]
        return list(dict.fromkeys(keys))

    def _named(
        self, province: str, district: str, ward: str, when: datetime.date | None
    ) -> list[str]:
        asked = (province, district, ward, str(when))
        if asked not in self._known and self._resolve is not None:
            days = [when] if when else [LAST_OLD_DAY, REFORM]
            keys = [key for day in days for key in self._resolve(province, district, ward, day)]
            self._known[asked] = list(dict.fromkeys(keys))
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
        return VINTAGES
    return ("until2025",) if when <= LAST_OLD_DAY else ("from2025",)
