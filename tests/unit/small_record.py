"""Observations, targets, counts and sources of a few lines, in the shape readers give them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import Any

import pandas as pd


def partial_dates(texts: Sequence[str]) -> tuple[pd.Series, pd.Series]:
    """Last days and precisions of dates written as 2025, 2025-06 or 2025-06-30."""
    days: list[str] = []
    for text in texts:
        full = text + "-12" if len(text) == 4 else text
        if len(full) == 7:
            year, month = int(full[:4]), int(full[5:])
            full += f"-{calendar.monthrange(year, month)[1]}"
        days.append(full)
    precision = {0: "", 4: "year", 7: "month", 10: "day"}
    return (
        pd.Series(pd.to_datetime(pd.Series(days, dtype="str"), format="%Y-%m-%d")),
        pd.Series([precision[len(text)] for text in texts], dtype="str"),
    )


def _with_dates(rows: list[dict[str, Any]], columns: list[str], dates: list[str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=columns)
    for name in dates:
        table[name], table[f"{name}_precision"] = partial_dates(table[name].astype(str).tolist())
    return table


def said(
    unit_key: str,
    status: str,
    as_of: str,
    *,
    met: int | None = None,
    total: int | None = 22,
    **others: object,
) -> dict[str, Any]:
    """One observation; columns not given are empty."""
    row = {
        "unit_key": unit_key, "programme": "model_ward_police", "wave": "",
        "registered_year": None, "status": status, "criteria_met": met, "criteria_total": total,
        "as_of": as_of, "recognised_on": "", "decision_no": "", "strength": "",
        "source_id": "S1", "note": "",
    }  # fmt: skip
    return row | others


def observations(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A frame of the observations contract."""
    columns = list(said("", "registered", ""))
    table = _with_dates(rows, columns, ["as_of"])
    table["observation_id"] = [f"O{number:03}" for number in range(len(table))]
    table["recognised_on"] = partial_dates(table["recognised_on"].astype(str).tolist())[0]
    for name in ("criteria_met", "criteria_total", "registered_year"):
        table[name] = table[name].astype("Int64")
    for name in ("programme", "status"):
        table[name] = table[name].astype("category")
    for name in ("province_text", "district_text", "ward_text"):
        table[name] = ""
    for name in ("unit_key", "wave", "decision_no", "strength", "source_id", "note"):
        table[name] = table[name].astype("str")
    return table


def target(
    scope_key: str, due: str, metric: str, value: float | None, **others: object
) -> dict[str, Any]:
    """One target; columns not given are empty."""
    row = {
        "scope_key": scope_key, "scope_text": scope_key, "programme": "model_ward_police",
        "target_date": due, "metric": metric, "value": value, "denominator": None,
        "source_id": "S1", "note": "",
    }  # fmt: skip
    return row | others


def targets(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A frame of the targets contract."""
    columns = list(target("", "", "", None))
    table = _with_dates(rows, columns, ["target_date"])
    table.insert(0, "target_id", [f"T{number:03}" for number in range(len(table))])
    table["value"] = table["value"].astype("float64")
    table["denominator"] = table["denominator"].astype("Int64")
    return table


def counts(rows: list[tuple[str, str, str, float, str]]) -> pd.DataFrame:
    """A frame of the counts contract from (scope key, as of, metric, value, source)."""
    columns = ["scope_key", "as_of", "metric", "value", "source_id"]
    table = _with_dates([dict(zip(columns, row, strict=True)) for row in rows], columns, ["as_of"])
    table.insert(0, "count_id", [f"C{number:03}" for number in range(len(table))])
    table["scope_text"] = table["scope_key"]
    table["programme"] = "model_ward_police"
    table["value"] = table["value"].astype("float64")
    return table


def sources(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    """A frame of the sources contract from (source, published on, read depth)."""
    columns = ["source_id", "published_on", "read_depth"]
    table = _with_dates(
        [dict(zip(columns, row, strict=True)) for row in rows], columns, ["published_on"]
    )
    table["publisher"] = table["title"] = "A paper"
    return table


SOURCES = sources(
    [
        ("S1", "", "excerpt only"),
        ("S2024", "2024-05", "excerpt only"),
        ("S2025", "2025-06-11", "excerpt only"),
        ("SFULL", "2023-06-11", "full"),
    ]
)
