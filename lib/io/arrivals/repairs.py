"""Units given by a damaged code or by names, brought to their keys.

Only where exactly one unit fits, and each repair is listed; what fits several units or
none is a fault that says which they are.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lib.errors import Fault
from lib.io import faults as say
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.faults import Finding, Unfit, said
from lib.io.tables.cell_types import partial_date
from lib.io.tables.cells import Cells, Coded, Numbers
from lib.io.tables.contracts import Table
from lib.io.tables.references import NATIONAL

Resolver = Callable[[str, str, str, datetime.date], list[str]]
"""Keys of commune-level units by province, district and ward as written, on a day."""

NAME_COLUMNS = ("province_text", "district_text", "ward_text")
OPEN = "?"
_LAST_OLD_DAY = datetime.date(2025, 6, 30)
_FIRST_NEW_DAY = datetime.date(2025, 7, 1)
_MOST_SHOWN = 8  # candidates in one fault


@dataclass(frozen=True)
class Repair:
    """What was written, and the key it became.

    Attributes:
        file: File as faults name it.
        row: First row, as a spreadsheet shows it.
        column: Column.
        found: What stood there: a code, or names.
        became: The key.
        rows: How many rows of the file have the same.
    """

    file: str
    row: int
    column: str
    found: str
    became: str
    rows: int


@dataclass(frozen=True)
class Repaired:
    """Cells with keys of units, what was repaired, and what could not be."""

    cells: Cells
    repairs: tuple[Repair, ...]
    faults: tuple[Fault, ...]


def with_keys(
    cells: Cells,
    table: Table,
    file: str,
    codes: UnitCodes,
    resolve: Resolver | None,
    *,
    as_it_stands: Collection[tuple[str, ...]] = (),
    fill: bool = True,
) -> Repaired:
    """The cells of a table with every unit as its key.

    Args:
        cells: The file; columns of names that the table does not have are used and dropped.
        table: The contract.
        file: How faults name the file.
        codes: Units by code.
        resolve: Units by names; None leaves names alone.
        as_it_stands: Rows that have no key and keep none: first key column, then the three
            names. They stand so in the dataset already.
        fill: Whether a row without a key gets one by its names.
    """
    column = next((name for name in ("unit_key", "scope_key") if name in table.columns), "")
    if not column or not len(cells.rows):
        return Repaired(_only(cells, dict(cells.columns), table), (), ())
    blank = Coded(np.zeros(len(cells.rows), dtype=np.int32), [""])
    parts = [cells.columns.get(name, blank) for name in (column, "as_of", *NAME_COLUMNS)]
    known = codes.keys | {NATIONAL} if column == "scope_key" else codes.keys
    asks_names = column == "unit_key" and fill and resolve is not None
    written, wards = parts[0], parts[-1]
    # A row needs work when its key is none, or when it has no key but names.
    todo = _holds(written, lambda text: bool(text.strip()) and text not in known)
    if asks_names:
        todo |= _holds(written, lambda text: not text.strip()) & _holds(
            wards, lambda text: bool(text.strip())
        )
    if as_it_stands:
        stand = _standing([cells.columns.get(table.key[0], blank), *parts[2:]], as_it_stands)
        todo &= ~(stand & _holds(written, lambda text: not text.strip()))
    units = _Units(codes, resolve, column == "scope_key", table.field(column).required)
    texts = dict.fromkeys(written.texts)
    place_of = {text: place for place, text in enumerate(texts)}
    made = np.array([place_of[text] for text in written.texts], dtype=np.int32)[written.codes]
    repairs: list[Repair] = []
    faults: list[Fault] = []
    for places in _alike(parts, np.flatnonzero(todo)):
        text, day, *names = (part.texts[part.codes[places[0]]] for part in parts)
        rows = cells.rows[places]
        try:
            key = units.key(text, day, (names[0], names[1], names[2]))
        except Unfit as unfit:
            found, expected = unfit.finding
            faults += [Fault(file, int(row), column, found, expected) for row in rows]
            continue
        if key != text:
            made[places] = place_of.setdefault(key, len(place_of))
            shown = text or ", ".join(part for part in reversed(names) if part)
            if key:
                repairs.append(Repair(file, int(rows[0]), column, shown, key, len(rows)))
    columns = {**cells.columns, column: Coded(made, list(place_of))}
    repairs.sort(key=lambda repair: repair.row)
    return Repaired(_only(cells, columns, table), tuple(repairs), tuple(faults))


def _only(cells: Cells, columns: dict[str, Coded], table: Table) -> Cells:
    """Cells without the columns that only served to find units."""
    kept = {name: coded for name, coded in columns.items() if name in table.columns}
    return Cells(kept, cells.rows, cells.faults)


def _standing(
    parts: list[Coded], as_it_stands: Collection[tuple[str, ...]]
) -> npt.NDArray[np.bool_]:
    """For each record whether its texts are among those."""
    texts = zip(*([part.texts[code] for code in part.codes] for part in parts), strict=True)
    return np.array([found in as_it_stands for found in texts], dtype=bool)


def _holds(coded: Coded, test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """For each record whether its text passes."""
    return np.array([test(text) for text in coded.texts] or [False], dtype=bool)[coded.codes]


def _alike(parts: list[Coded], places: Numbers) -> Iterator[Numbers]:
    """The places in groups of the same texts; each group in the order of the file."""
    if not len(places):
        return
    group = np.zeros(len(places), dtype=np.int64)
    for part in parts:
        group = group * (len(part.texts) + 1) + part.codes[places]
        # Numbered anew after each column, so that the product never overflows.
        group = np.unique(group, return_inverse=True)[1].astype(np.int64)
    order = np.argsort(group, kind="stable")
    edges = np.flatnonzero(np.diff(group[order])) + 1
    yield from np.split(places[order], edges)


class _Units:
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
            return self._one(self._named(*names, when), ", ".join(filter(None, names[::-1])))
        keys = self._codes.fitting(text, vintages, any_level=self._is_scope)
        if keys is not None:
            if "-" in text:
                return keys[0] if len(keys) == 1 else text
            return self._coded(keys, text)
        if "-" in text and text.isascii():  # meant as a key; its own fault says what is wrong
            return text
        if self._is_scope:
            regions = self._codes.regions(text, vintages)
            if regions:
                return self._one(regions, text)
        if self._resolve is None:
            return text
        return self._one(self._named(*_parts(text), when), text)

    def _coded(self, keys: list[str], text: str) -> str:
        if len(keys) == 1:
            return keys[0]
        if not keys:
            raise Unfit(Finding(said(say.NO_SUCH_CODE, value=text), say.FULL_KEY))
        expected = say.ONE_OF_UNITS.format(value=_listed(keys))
        raise Unfit(Finding(said(say.CODE_OF_SEVERAL, value=text), expected))

    def _named(
        self, province: str, district: str, ward: str, when: datetime.date | None
    ) -> list[str]:
        asked = (province, district, ward, str(when))
        if asked not in self._known and self._resolve is not None:
            days = [when] if when else [_LAST_OLD_DAY, _FIRST_NEW_DAY]
            found = [key for day in days for key in self._resolve(province, district, ward, day)]
            self._known[asked] = list(dict.fromkeys(found))
        return self._known.get(asked, [])

    def _one(self, keys: list[str], text: str) -> str:
        if len(keys) == 1:
            return keys[0]
        if not keys:
            expected = say.FULL_KEY if self._required else say.OR_LEAVE_OPEN
            raise Unfit(Finding(said(say.NO_SUCH_NAME, value=text), expected))
        template = say.ONE_OF_UNITS if self._required else say.ONE_OR_OPEN
        expected = template.format(value=_listed(keys))
        raise Unfit(Finding(said(say.NAME_OF_SEVERAL, value=text), expected))


def _listed(keys: list[str]) -> str:
    more = f" … ({len(keys)})" if len(keys) > _MOST_SHOWN else ""
    return ", ".join(keys[:_MOST_SHOWN]) + more


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
