"""The status of a ward on a day, from what dated sources say of it.

Only observations of the counted programme with a resolved ward are used; `related` and
`unresolved` give the others, so that nothing is lost from sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from lib import clock
from lib.domain.strengths import strength_of, strongest
from lib.io.tables.contracts import STATUSES

LADDER = STATUSES
"""Statuses from the lowest to the highest step."""

COUNTED = "model_ward_police"
RANK = {status: rank for rank, status in enumerate(LADDER)}

_STATUS_COLUMNS = [
    "status", "status_day", "precision", "basis", "criteria_met", "criteria_total", "share_met",
    "criteria_day", "wave", "registered_year", "decision_no", "strength", "observation_id",
    "source_id", "sources", "observations", "conflict", "recognised_on", "first_recognised_on",
    "last_report",
]  # fmt: skip


def related(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations of related programmes: shown apart, never counted."""
    return observations[observations["programme"].astype(str) != COUNTED]


def unresolved(observations: pd.DataFrame) -> pd.DataFrame:
    """Observations of the counted programme whose ward is not known to the list of units."""
    counted = observations["programme"].astype(str) == COUNTED
    return observations[counted & (observations["unit_key"].astype(str) == "")]


def dated(observations: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Counted observations with the day each one holds from.

    A recognition counts from ``recognised_on``; any observation from ``as_of``; one without
    either from the day its source was published; else it is undated.

    Args:
        observations: Frame of the observations contract.
        sources: Frame of the sources contract.

    Returns:
        The rows kept, with day (NaT when undated), day_precision (day, month, year or ""),
        day_basis (recognised_on, as_of, published, undated), reported_on (the last day it
        speaks of: a recognition is confirmed on its as_of), rank on the ladder, and strength of
        a recognition: as given, else ``decision`` with a number and ``said`` without, "" for
        other statuses; sorted by unit and day, undated first, and within a day the one that
        counts first: the lower one, a count of criteria before none.
    """
    keep = (observations["programme"].astype(str) == COUNTED) & (
        observations["unit_key"].astype(str) != ""
    )
    table = observations[keep].copy()
    table["unit_key"] = table["unit_key"].astype(str)
    table["status"] = table["status"].astype(str)
    table["rank"] = table["status"].map(RANK).astype("int64")
    table["strength"] = strength_of(table)
    published = sources.drop_duplicates("source_id").set_index("source_id")
    # Series.map fails for days when there are no sources at all; reindex keeps the type.
    cited = published.reindex(table["source_id"].astype(str)).set_axis(table.index)
    choices = {
        "recognised_on": (
            table["recognised_on"].where(table["status"] == "recognised"),
            pd.Series("day", index=table.index),
        ),
        "as_of": (table["as_of"], table["as_of_precision"].astype(str)),
        "published": (
            cited["published_on"],
            cited["published_on_precision"].astype("str").fillna(""),
        ),
    }
    table["day"] = pd.Series(pd.NaT, index=table.index, dtype="datetime64[ns]")
    table["day_precision"] = ""
    table["day_basis"] = "undated"
    for basis, (days, precision) in choices.items():
        use = table["day"].isna() & days.notna()
        table.loc[use, "day"] = pd.to_datetime(days[use])
        table.loc[use, "day_precision"] = precision[use]
        table.loc[use, "day_basis"] = basis
    table["reported_on"] = table[["day", "as_of"]].max(axis=1).where(table["day"].notna())
    order = ["unit_key", "day", "rank", "criteria_met", "observation_id"]
    return table.sort_values(order, key=_undated_first, ignore_index=True)


def _undated_first(column: pd.Series) -> pd.Series:
    return column.fillna(pd.Timestamp.min) if column.name == "day" else column


def undated(table: pd.DataFrame) -> pd.DataFrame:
    """Observations of `dated` that have no day at all."""
    return table[table["day_basis"] == "undated"]


def newest_day(table: pd.DataFrame) -> date | None:
    """The newest day that any dated observation speaks of; None when none is dated."""
    newest = table["reported_on"].max()
    return None if pd.isna(newest) else newest.date()


def undated_from(
    table: pd.DataFrame, *, newest: date | None = None, today: date | None = None
) -> date | None:
    """The first day on which undated observations count: today, or after every dated one.

    Args:
        table: Result of `dated`, of the whole record.
        newest: The newest day that is spoken of; by default that of the table.
        today: Today, by default that of the machine.

    Returns:
        The earlier one of today and the day after the newest; None when nothing is dated, so
        that they count on any day.
    """
    newest = newest or newest_day(table)
    return None if newest is None else min(today or clock.today(), newest + timedelta(days=1))


def statuses_at(
    table: pd.DataFrame, day: date, *, newest: date | None = None, today: date | None = None
) -> pd.DataFrame:
    """The status of each ward on a day: that of its latest observation not after it.

    Of two observations of one ward on one day the lower counts. An undated one counts only
    when the day is today or later than every dated one, and only where it stands higher than
    every dated one of the ward: with no day of its own it cannot say that a ward slipped.

    Args:
        table: Result of `dated`.
        day: As-of date.
        newest: The day that undated observations count after; by default that of the newest
            dated observation of all.
        today: Today, from which they count in any case; by default that of the machine.

    Returns:
        Index unit_key; columns status, status_day (NaT when undated), precision, basis,
        criteria_met and criteria_total with the criteria_day they were stated for, share_met
        (0-1, NA when unknown), wave, registered_year, decision_no, strength (of the title
        that is held: the strongest that any source has for it; "" for other statuses),
        observation_id, source_id,
        sources (all source ids up to the day), observations (how many), conflict,
        recognised_on (since when it holds the title), first_recognised_on (when it was first
        recognised, before it slipped, if it did), last_report (newest day reported).
    """
    since = undated_from(table, newest=newest, today=today)
    moment = pd.Timestamp(day)
    reports = table[table["day"] <= moment]
    loose = undated(table)
    if since is not None and day < since:
        loose = loose.iloc[:0]
    highest = reports.groupby("unit_key")["rank"].max()
    below = highest.reindex(loose["unit_key"]).to_numpy(dtype="float64", na_value=-1)
    loose = loose[loose["rank"].to_numpy() > below]
    said = pd.concat([reports, loose]) if len(loose) else reports
    moments = _moments(said, moment)
    latest = _latest(moments)
    latest = latest.assign(conflict=_differs(latest, ["unit_key"]).astype(bool))
    status = latest.drop_duplicates("unit_key").set_index("unit_key")
    frame = status.rename(
        columns={"day": "status_day", "day_precision": "precision", "day_basis": "basis"}
    )[["status", "status_day", "precision", "basis", "observation_id", "source_id", "conflict"]]
    frame = frame.join(_criteria(moments)).join(_latest_words(moments))
    frame["recognised_on"] = _title_since(moments).reindex(frame.index)
    frame["strength"] = strongest(moments, frame["recognised_on"]).reindex(frame.index)
    frame["strength"] = frame["strength"].where(frame["status"] == "recognised", "")
    titled = said[said["status"] == "recognised"]
    frame["first_recognised_on"] = titled.groupby("unit_key")["day"].min().reindex(frame.index)
    frame["last_report"] = moments.groupby("unit_key")["moment"].max().reindex(frame.index)
    frame["observations"] = said.groupby("unit_key").size().reindex(frame.index)
    sources_of: dict[str, dict[str, None]] = {}
    for unit, source in zip(moments["unit_key"], moments["source_id"].astype(str), strict=True):
        sources_of.setdefault(unit, {})[source] = None
    sources = [tuple(sources_of[unit]) for unit in frame.index]
    frame["sources"] = pd.Series(sources, index=frame.index, dtype=object)
    return frame[_STATUS_COLUMNS].sort_index()


def score_of_report(row: Mapping[str, Any] | pd.Series) -> tuple[int, int] | None:
    """Criteria met of all as the report that gives the status states them.

    A score of another day is another report's, and never stands beside this status.

    Args:
        row: One row of `statuses_at`.
    """
    stated = pd.notna(row["criteria_met"]) and pd.notna(row["criteria_total"])
    if not stated or row["criteria_day"] != row["status_day"]:
        return None
    return int(row["criteria_met"]), int(row["criteria_total"])


def conflicts_at(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """Observations of one ward on one day that differ, up to an as-of date.

    Returns:
        Rows of `dated` with counted (the lower one of each conflict is) and current (no later
        observation has settled it), sorted by unit and day, the counted one first.
    """
    reports = table[table["day"] <= pd.Timestamp(day)]
    rows = reports[_differs(reports, ["unit_key", "day"]).astype(bool)]
    rows = rows.sort_values(["unit_key", "day", "rank", "criteria_met", "observation_id"])
    rows["counted"] = ~rows.duplicated(["unit_key", "day"])
    newest = reports.groupby("unit_key")["day"].max()
    rows["current"] = rows["day"].to_numpy() == newest.reindex(rows["unit_key"]).to_numpy()
    return rows.reset_index(drop=True)


def standing(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of `dated` that count: one per ward and day, the lower one of a conflict.

    A lower report made between a decision and its announcement is overtaken and left out.
    """
    reports = table[table["day"].notna()].drop_duplicates(["unit_key", "day"])
    decided = reports[reports["reported_on"] > reports["day"]][["unit_key", "day", "reported_on"]]
    if decided.empty:
        return reports
    spans = (
        reports[["unit_key", "day"]]
        .reset_index()
        .merge(decided, on="unit_key", suffixes=("", "_decided"))
    )
    between = (spans["day"] > spans["day_decided"]) & (spans["day"] < spans["reported_on"])
    overtaken = reports.index.isin(spans.loc[between, "index"]) & (
        reports["status"] != "recognised"
    )
    return reports[~overtaken]


def _moments(said: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    """Observations by the moments they speak of: a recognition also when it is confirmed.

    Without the second moment a decision dated back would lose to a report made in between.
    """
    first = said.assign(moment=said["day"])
    again = said[(said["reported_on"] > said["day"]) & (said["reported_on"] <= moment)]
    both = pd.concat([first, again.assign(moment=again["reported_on"])]) if len(again) else first
    # Undated ones stand last: they were let in because they say something new.
    both["late"] = both["moment"].fillna(pd.Timestamp.max)
    return both.sort_values(["unit_key", "late", "rank", "criteria_met", "observation_id"])


def _latest(moments: pd.DataFrame) -> pd.DataFrame:
    newest = moments.groupby("unit_key")["late"].transform("max")
    return moments[moments["late"] == newest]


def _differs(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """Whether each row's group differs in status or in a stated number of criteria met."""
    groups = rows[["rank", "criteria_met"]].groupby([rows[name] for name in by])
    return groups.transform("nunique").gt(1).any(axis=1)


def _criteria(moments: pd.DataFrame) -> pd.DataFrame:
    """Criteria met of total, from the latest observation that states them."""
    stated = moments[moments["criteria_met"].notna()]
    latest = _latest(stated).drop_duplicates("unit_key").set_index("unit_key")
    frame = latest[["criteria_met", "criteria_total"]].astype("Int64")
    met = frame["criteria_met"].to_numpy(dtype="float64", na_value=np.nan)
    total = frame["criteria_total"].to_numpy(dtype="float64", na_value=np.nan)
    share = np.divide(met, total, out=np.full(len(frame), np.nan), where=total > 0)
    frame["share_met"] = pd.array(share, dtype="Float64")
    frame["share_met"] = frame["share_met"].where(frame["share_met"] <= 1)
    frame["criteria_day"] = latest["day"]
    return frame


def _latest_words(moments: pd.DataFrame) -> pd.DataFrame:
    """The latest stated wave, year of registration and number of decision of each ward."""
    words = moments[["unit_key", "wave", "decision_no", "registered_year"]].copy()
    for name in ("wave", "decision_no"):
        words[name] = words[name].astype(str).replace("", None)
    last = words.groupby("unit_key").last()
    return last.fillna({"wave": "", "decision_no": ""})


def _title_since(moments: pd.DataFrame) -> pd.Series:
    """First day of the recognition held now; a ward that slipped starts anew."""
    per_day = moments.drop_duplicates(["unit_key", "late"])
    below = per_day[per_day["status"] != "recognised"].groupby("unit_key")["late"].max()
    titled = per_day[per_day["status"] == "recognised"]
    lost = below.reindex(titled["unit_key"]).to_numpy(dtype="datetime64[ns]")
    held = np.isnat(lost) | (titled["late"].to_numpy(dtype="datetime64[ns]") > lost)
    since: pd.Series = titled[held].groupby("unit_key")["day"].min()
    return since
