"""The committed datasets, read once: for properties over all of their places and days."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from lib.domain import statuses, succession
from lib.domain.units import Units
from lib.io.geo.layers import Layers
from lib.io.store.datasets import Dataset, UnitTables, read_dataset, read_units
from lib.situation.situation import Situation

DATA = Path(__file__).resolve().parents[2] / "data"
NAMES = ("public", "demo")
DAYS = (
    date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31), date(2024, 2, 29),
    date(2024, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 30),
    date(2025, 12, 31), date(2026, 7, 25), date(2026, 11, 25),
)  # fmt: skip
"""Ends of years, both sides of the reform, and days on which a page was once wrong."""


@cache
def unit_tables() -> UnitTables:
    return read_units(DATA / "units")


@cache
def units() -> Units:
    return Units(unit_tables().units, unit_tables().lineage)


@cache
def dataset(name: str) -> Dataset:
    return read_dataset(DATA / name, unit_tables())


@cache
def dated(name: str) -> pd.DataFrame:
    tables = dataset(name).tables
    return statuses.dated(tables["observations"], tables["sources"])


@cache
def superseded(name: str) -> pd.Series:
    return succession.superseded_on(units(), dated(name))


@cache
def country(name: str, day: date) -> Situation:
    return Situation(dataset(name), units(), day, Layers({}, ()))
