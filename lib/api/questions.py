"""What an address of the data asks for: the same keys as the pages, read strictly.

A page replaces a value it cannot use and says so; a program would not see that, so here a
wrong value is an error that names the key, what was found and what is expected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from lib.domain.province_lineage import province_on
from lib.domain.units import Units
from lib.view import address
from lib.view.address import Offered
from lib.view.filter import Filter
from lib.view.view import EARLIEST

FILTERS = ("asof", "province", "district", "wave", "status")
PAGING = {"limit": 1, "offset": 0}
"""Keys that take a part of the rows, each with its least number."""
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


class WrongKey(NamedTuple):
    """A key of the address that cannot be used.

    Attributes:
        key: The key.
        found: What stands in the address.
        expected: What is expected, English.
    """

    key: str
    found: str
    expected: str


class Wrong(ValueError):
    """Keys of the address that cannot be used.

    Attributes:
        keys: All of them, at least one.
    """

    def __init__(self, keys: Iterable[WrongKey]) -> None:
        self.keys = tuple(keys)
        super().__init__(
            "; ".join(
                f"{key}: found {found!r}, expected {expected}" for key, found, expected in self.keys
            )
        )


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


def question(asked: Iterable[tuple[str, str]], offered: Offered) -> Question:
    """What the keys of an address ask for.

    Args:
        asked: Each key and its text, as often as it stands in the address.
        offered: What can be asked for.

    Raises:
        Wrong: Keys are unknown or repeated, or their values cannot be used.
    """
    pairs = list(asked)
    texts = dict(pairs)
    known = (*FILTERS, *PAGING)
    times = Counter(name for name, _text in pairs)
    wrong = [
        WrongKey(name, texts[name], f"one of the keys {', '.join(known)}")
        for name in times
        if name not in known
    ]
    wrong += [WrongKey(name, "several values", "one value") for name in known if times[name] > 1]
    values, refused = address.read(
        {name: texts[name] for name in FILTERS if texts.get(name)}, "data", offered
    )
    unfit = dict(refused)
    day: date = values["asof"]
    narrowed = Filter(*(values[name] for name in FILTERS[1:]))
    units = offered.units
    if "asof" not in unfit:  # else nobody knows which places there are
        there = _there(narrowed.province, day, units)
        if there is None:
            unfit["province"] = texts["province"]
        elif narrowed.district and narrowed.district not in _districts(there, day, units):
            unfit["district"] = texts["district"]
        else:
            narrowed = replace(narrowed, province=there)
    pages = {name: _whole(texts.get(name, ""), least) for name, least in PAGING.items()}
    unfit |= {name: texts[name] for name, number in pages.items() if number is None}
    wrong += [
        WrongKey(name, unfit[name], _EXPECTED[name])
        for name in known
        if name in unfit and times[name] == 1
    ]
    if wrong:
        raise Wrong(wrong)
    return Question(day, narrowed, pages["limit"] or None, pages["offset"] or 0)


def _there(province: str, day: date, units: Units) -> str | None:
    """The province that stands for this one on the day, "" for the country; None for none."""
    if not province or units.exists(province, day):
        return province
    there = province_on(units, province, day)
    return there.key if there else None


def _districts(province: str, day: date, units: Units) -> Collection[str]:
    return units.districts(province, day).index if province else ()


def _whole(text: str, least: int) -> int | None:
    """The number that a text says, 0 for none; None where it cannot be used."""
    if not text:
        return 0
    fits = text.isascii() and text.isdigit() and least <= int(text[:9]) <= MOST_ROWS
    return int(text) if fits else None
