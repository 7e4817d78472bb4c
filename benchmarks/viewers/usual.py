"""What both peers show: the same numbers as most dashboards would make them, at every change."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pandas as pd
import plotly.express as px

from tests.browser.server import ROOT

COUNTRY = ""
STATUSES = ("registered", "in_progress", "reported_complete", "recognised")


@cache
def observations() -> pd.DataFrame:
    """All reports with name and province of their unit; read once."""
    rows = pd.read_csv(ROOT / "data" / "demo" / "observations.csv", dtype=str)
    return rows.merge(_units(), on="unit_key")


@cache
def _units() -> pd.DataFrame:
    table = pd.read_csv(ROOT / "data" / "units" / "units.csv", dtype=str)
    return table[["unit_key", "name", "kind", "province_key"]].drop_duplicates("unit_key")


@cache
def provinces() -> dict[str, str]:
    """Name of each province of today by its key; the whole country first."""
    table = _units()
    here = table[table["unit_key"].str.fullmatch(r"from2025-\d{2}")].sort_values("name")
    return {COUNTRY: "Whole country", **dict(zip(here["unit_key"], here["name"], strict=True))}


def latest(province: str) -> pd.DataFrame:
    """Newest report of every unit of a province, or of the country."""
    table = observations()
    if province:
        table = table[table["province_key"] == province]
    return table.sort_values("as_of").groupby("unit_key").last().reset_index()


def per_status(table: pd.DataFrame) -> pd.Series[int]:
    """Units per status."""
    return table["status"].value_counts().reindex(STATUSES, fill_value=0)


def bars(table: pd.DataFrame) -> Any:
    """Units per province and status."""
    counts = table.groupby(["province_key", "status"]).size().reset_index(name="wards")
    return px.bar(counts, x="province_key", y="wards", color="status")


def curve(table: pd.DataFrame) -> Any:
    """Reports over time."""
    months = table.assign(month=table["as_of"].str[:7])
    counts = months.groupby(["month", "status"]).size().reset_index(name="wards")
    return px.line(counts, x="month", y="wards", color="status")


def outlines(province: str) -> Any:
    """GeoJSON of a province's units, or of the provinces."""
    name = f"wards/{province.split('-')[1]}" if province else "provinces"
    return json.loads((ROOT / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))
