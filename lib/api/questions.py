"""What an address of the data asks for: the same keys as the pages, read strictly.

A page replaces a value it cannot use and says so; a program would not see that, so here a
wrong value is an error that names the key, what was found and what is expected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lib.domain.province_lineage import province_on
from lib.domain.units import Units
from lib.view import address
from lib.view.address import Offered
from lib.view.filter import Filter
from lib.view.view import EARLIEST

FILTERS = ("asof", "province", "district", "wave", "status")
PAGING = ("limit", "offset")
FORMATS = ("csv", "json", "geojson")
MOST_ROWS = 1_000_000

_EXPECTED = {
    "asof": f"a day such as 2025-06-30, from {EARLIEST.isoformat()} to today",
    "province": "two digits of a province in force on that day",
    "district": "three characters of a district of that province",
    "wave": "a round, as in the table of observations",
    "status": "registered, in_progress, reported_complete or recognised",
    "limit": f"a whole number from 1 to {MOST_ROWS}",
    "offset": f"a whole number from 0 to {MOST_ROWS}",
}


class Wrong(ValueError):
    """A key of the address that cannot be used.

    Attributes:
        key: The key.
        found: What stands in the address.
        expected: What is expected, English.
    """

    def __init__(self, key: str, found: str, expected: str) -> None:
        super().__init__(f"{key}: {found!r} cannot be used; expected is {expected}")
        self.key, self.found, self.expected = key, found, expected


@dataclass(frozen=True)
class Question:
    """What is asked for.

    Attributes:
        day: As-of date.
        narrowed: Place, wave and status.
        limit: Most rows of the answer; None for all.
        offset: Rows passed over before the first.
    """

    day: date
    narrowed: Filter
    limit: int | None = None
    offset: int = 0


def question(texts: Mapping[str, str], offered: Offered) -> Question:
    """What the keys of an address ask for.

    Args:
        texts: Texts by key.
        offered: What can be asked for.

    Raises:
        Wrong: A key is unknown, or its value cannot be used.
    """
    known = (*FILTERS, *PAGING)
    for name, text in texts.items():
        if name not in known:
            raise Wrong(name, text, f"one of the keys {', '.join(known)}")
    filters = {name: texts[name] for name in FILTERS if texts.get(name)}
    values, refused = address.read(filters, "data", offered)
    for name, text in refused:
        raise Wrong(name, text, _EXPECTED[name])
    day: date = values["asof"]
    narrowed = Filter(*(values[name] for name in FILTERS[1:]))
    units = offered.units
    if narrowed.province and not units.exists(narrowed.province, day):
        there = province_on(units, narrowed.province, day)
        if there is None:
            raise Wrong("province", texts["province"], _EXPECTED["province"])
        narrowed = replace(narrowed, province=there.key)
    _check_district(narrowed, units, day, texts)
    return Question(
        day,
        narrowed,
        _whole("limit", texts.get("limit", ""), 1),
        _whole("offset", texts.get("offset", ""), 0) or 0,
    )


def _check_district(narrowed: Filter, units: Units, day: date, texts: Mapping[str, str]) -> None:
    if not narrowed.district:
        return
    here = units.districts(narrowed.province, day).index if narrowed.province else ()
    if narrowed.district not in here:
        raise Wrong("district", texts["district"], _EXPECTED["district"])


def _whole(name: str, text: str, least: int) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= MOST_ROWS):
        raise Wrong(name, text, _EXPECTED[name])
    return int(text)
