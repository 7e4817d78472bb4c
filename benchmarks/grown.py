"""The demonstration data grown: the same wards again under new codes, reports more often.

A copy of a ward has its own code in both divisions, its lineage, reports, results and
indicators. More quarters are the same reports again, three days off each time, so that every
ward is told of more often over the same years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from lib.io.store.packages import read_package, write_package
from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import About
from lib.io.tables.units import UNITS_TABLES
from tests.browser.server import ROOT

_KEYS = {"observations": "unit_key", "assessments": "unit_key", "indicators": "scope_key"}
_IDS = {"observations": "observation_id", "indicators": "indicator_id"}
_DAYS = 3  # from one report to its next copy; sixteen of them stay within a quarter


def write_grown(folder: Path, wards: int, quarters: int) -> int:
    """Write a list of units into `folder`/units and a dataset into `folder`/sets/demo.

    Args:
        folder: A new folder.
        wards: Times the wards of the demonstration data.
        quarters: Times the reports of each ward.

    Returns:
        Rows of the tables that grow.
    """
    renamed = _write_units(folder / "units", wards)
    source, target = ROOT / "data" / "demo", folder / "sets" / "demo"
    target.mkdir(parents=True)
    rows = 0
    for table in DATASET_TABLES:
        if (found := _rows(source, table.name)) is None:
            continue
        if table.name in _KEYS:
            found = pd.concat(_copied(found, table.name, renamed), ignore_index=True)
            if "as_of" in found:
                found = pd.concat(_repeated(found, table.name, quarters), ignore_index=True)
            rows += len(found)
        found.to_csv(target / f"{table.name}.csv", index=False)
    _describe(target, source, DATASET_TABLES)
    return rows


def _write_units(folder: Path, wards: int) -> list[dict[str, str]]:
    """Write the list of units; for each further copy, the new key of every ward."""
    source = ROOT / "data" / "units"
    folder.mkdir(parents=True)
    units, lineage = (_rows(source, name) for name in ("units", "lineage"))
    if units is None or lineage is None:
        raise FileNotFoundError(source)
    own = units[units["kind"] == "ward"]
    renamed: list[dict[str, str]] = []
    for keys in _free_keys(units, own, wards - 1):
        renamed.append(keys)
        again = own.assign(unit_key=own["unit_key"].map(keys))
        again["code"] = again["unit_key"].str.split("-").str[1]
        units = pd.concat([units, again], ignore_index=True)
    both = lineage["predecessor_key"].isin(own["unit_key"]) & lineage["successor_key"].isin(
        own["unit_key"]
    )
    more = [
        lineage[both].assign(
            predecessor_key=lineage["predecessor_key"].map(keys),
            successor_key=lineage["successor_key"].map(keys),
        )
        for keys in renamed
    ]
    units.to_csv(folder / "units.csv", index=False)
    pd.concat([lineage, *more]).to_csv(folder / "lineage.csv", index=False)
    _describe(folder, source, UNITS_TABLES)
    return renamed


def _free_keys(units: pd.DataFrame, own: pd.DataFrame, copies: int) -> Iterator[dict[str, str]]:
    """For each copy, a key with a code that nobody has, of every ward."""
    taken = set(units["unit_key"])

    def unused(vintage: str) -> Iterator[str]:
        keys = (f"{vintage}-{code}" for code in range(40000, 100000))
        return (key for key in keys if key not in taken)

    free = {vintage: unused(vintage) for vintage in sorted(set(own["vintage"]))}
    wards = own.drop_duplicates("unit_key")
    for _ in range(copies):
        yield {
            key: next(free[vintage])
            for key, vintage in zip(wards["unit_key"], wards["vintage"], strict=True)
        }


def _copied(
    table: pd.DataFrame, name: str, renamed: Iterable[dict[str, str]]
) -> Iterator[pd.DataFrame]:
    """The table, and its rows about wards once for each copy."""
    yield table
    key = _KEYS[name]
    for place, keys in enumerate(renamed, 1):
        rows = table[table[key].isin(keys)]
        yield _numbered(rows.assign(**{key: rows[key].map(keys)}), name, f"-W{place}")


def _repeated(table: pd.DataFrame, name: str, times: int) -> Iterator[pd.DataFrame]:
    """The table, and every row again some days off: into the past before the reform."""
    yield table
    days = pd.to_datetime(table["as_of"], format="ISO8601")
    days = days.where(table["as_of"].str.len() != len("2025-06"), days + pd.offsets.MonthEnd(0))
    step = table["unit_key"].str.startswith("until2025").map({True: -_DAYS, False: _DAYS})
    for time in range(1, times):
        moved = (days + pd.to_timedelta(step * time, unit="D")).dt.strftime("%Y-%m-%d")
        again = table.assign(as_of=moved)
        if "recognised_on" in again:  # not reported before it was
            again = again[again["recognised_on"].fillna("") <= again["as_of"]]
        yield _numbered(again, name, f"-Q{time}")


def _numbered(table: pd.DataFrame, name: str, suffix: str) -> pd.DataFrame:
    identifier = _IDS.get(name)
    return table.assign(**{identifier: table[identifier] + suffix}) if identifier else table


def _rows(folder: Path, name: str) -> pd.DataFrame | None:
    """A table as text; None when there is none."""
    if (path := folder / f"{name}.parquet").is_file():
        return pd.read_parquet(path).astype("str")
    if (path := folder / f"{name}.csv").is_file():
        return pd.read_csv(path, dtype="str", keep_default_na=False)
    return None


def _describe(folder: Path, source: Path, tables: tuple[Table, ...]) -> None:
    package = read_package(source)
    about = About(
        name=package.name,
        title_vi=package.title_vi,
        title_en=package.title_en,
        description_vi=package.description_vi,
        description_en=package.description_en,
        synthetic=package.synthetic,
        version=package.version,
    )
    write_package(folder, about, tables)
