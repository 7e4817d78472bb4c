"""Reads the register of units: the PyPI package vietnamadminunits (MIT licence).

Its sqlite file lists the units of June 2025 and of 1 July 2025, its JSON file which
commune became which. Units are addressed there by a path of folded names, as in
``tinhnghean_thanhphovinh_phuongnghithu``; here every path must mean one code.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.csv_tables import clean

VERSION = "1.0.4"


@dataclass(frozen=True)
class Registered:
    """One unit as the register lists it.

    Attributes:
        code: 2, 3 or 5 digits.
        title: Kind and name.
        province: Code of its province.
        district: Code of its district; "" for none.
        lat: Latitude in degrees.
        lon: Longitude in degrees.
    """

    code: str
    title: str
    province: str
    district: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Succession:
    """One predecessor and one successor, by path."""

    before: str
    after: str
    divided: bool
    is_default: bool


@dataclass
class Register:
    """All units by path, before the reform and since, and what became of them."""

    provinces_before: dict[str, Registered] = field(default_factory=dict)
    districts_before: dict[str, Registered] = field(default_factory=dict)
    communes_before: dict[str, Registered] = field(default_factory=dict)
    provinces_now: dict[str, Registered] = field(default_factory=dict)
    communes_now: dict[str, Registered] = field(default_factory=dict)
    province_successions: list[Succession] = field(default_factory=list)
    commune_successions: list[Succession] = field(default_factory=list)


def read_register(folder: Path) -> Register:
    """Read the register from the folder of the installed package.

    Raises:
        ValueError: A path means two codes, or a succession names a path that is not listed.
    """
    register = Register()
    for row in _rows(folder / "data" / "dataset.db", "admin_units_legacy"):
        province, district = row["provinceCode"], row["districtCode"]
        at_province = row["provinceKey"]
        at_district = f"{at_province}_{row['districtKey']}"
        _add(register.provinces_before, at_province, _unit(row, "province", province, ""))
        _add(register.districts_before, at_district, _unit(row, "district", province, ""))
        if row["ward"]:  # five island districts had no communes
            path = f"{at_district}_{row['wardKey']}"
            _add(register.communes_before, path, _unit(row, "ward", province, district))
    for row in _rows(folder / "data" / "dataset.db", "admin_units"):
        province = row["provinceCode"]
        _add(register.provinces_now, row["provinceKey"], _unit(row, "province", province, ""))
        path = f"{row['provinceKey']}_{row['wardKey']}"
        _add(register.communes_now, path, _unit(row, "ward", province, ""))
    converter = json.loads((folder / "data" / "converter_2025.json").read_text(encoding="utf-8"))
    register.province_successions = [
        Succession(before, after, False, True)
        for after, befores in converter["DICT_PROVINCE"].items()
        for before in befores
    ]
    register.commune_successions = list(_commune_successions(converter))
    _check_paths(register)
    return register


def before_of(register: Register, path: str) -> Registered:
    """The commune before the reform, or the district where that had no communes."""
    if path.endswith("_"):
        return register.districts_before[path[:-1]]
    return register.communes_before[path]


def _rows(database: Path, table: str) -> Iterator[dict[str, Any]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        # The two table names are written above, not taken from anywhere.
        yield from map(dict, connection.execute(f"SELECT * FROM {table}"))  # noqa: S608


def _unit(row: dict[str, Any], level: str, province: str, district: str) -> Registered:
    return Registered(
        row[f"{level}Code"],
        clean(row[level]),
        province,
        district,
        float(row[f"{level}Lat"]),
        float(row[f"{level}Lon"]),
    )


def _add(units: dict[str, Registered], path: str, unit: Registered) -> None:
    if units.setdefault(path, unit) != unit:
        raise ValueError(f"register: {path} means both {units[path].code} and {unit.code}")


def _commune_successions(converter: dict[str, Any]) -> Iterator[Succession]:
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for after, befores in communes.items():
            for before in befores:
                yield Succession(before, f"{province}_{after}", False, True)
    for province, communes in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for before, afters in communes.items():
            for after in afters:
                default = bool(after["isDefaultNewWard"])
                yield Succession(before, f"{province}_{after['newWardKey']}", True, default)


def _check_paths(register: Register) -> None:
    unknown = []
    for step in register.commune_successions:
        before = register.districts_before if step.before.endswith("_") else None
        known = before if before is not None else register.communes_before
        if step.before.removesuffix("_") not in known or step.after not in register.communes_now:
            unknown.append(f"{step.before} -> {step.after}")
    for step in register.province_successions:
        if step.before not in register.provinces_before or step.after not in register.provinces_now:
            unknown.append(f"{step.before} -> {step.after}")
    if unknown:
        raise ValueError("register: successions of unlisted units:\n" + "\n".join(unknown))
