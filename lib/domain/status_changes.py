"""What changed between two days: the one definition for every page.

Compared is the counted status: that of wards in force, and of wards that ended while no unit
that continues them is reported (see `succession`). Each unit has at most one change of status
in a period, from where it stood at its start to where it stands at its end; a ward whose place
a successor took is followed to the day before, and ends in a line of its own. So for every
step: count at the end = count at the start + entered - left - ended.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from lib.domain.statuses import RANK, newest_day, standing, statuses_at, undated_from
from lib.domain.succession import standing_at
from lib.domain.units import Units

KINDS = ("step", "slipped", "new", "ended")
"""A higher step; a lower one; first report of a ward; its place went to a successor."""

COLUMNS = [
    "unit_key", "kind", "from_status", "to_status", "day", "precision", "source_id",
    "former", "successor_key",
]  # fmt: skip


def status_changes(
    units: Units, dated: pd.DataFrame, superseded: pd.Series, start: date, end: date
) -> pd.DataFrame:
    """Changes of the counted status after `start` up to and with `end`.

    Args:
        units: The units.
        dated: Result of `statuses.dated`, of the whole record.
        superseded: Result of `succession.superseded_on` of the same.
        start: Last day before the period.
        end: Last day of the period.

    Returns:
        One row per change, by day and unit: unit_key, kind (one of `KINDS`), from_status and
        to_status ("" for none), day (the first in the period since when the status reached is
        told without a break, NaT when undated; of an end the day on which the successor was
        first reported) with precision and source_id, former
        (whether the unit is not in force on the last day), successor_key ("" but for ends).
    """
    newest = newest_day(dated)
    before = standing_at(statuses_at(dated, start), superseded, pd.Timestamp(start))
    ends = superseded[(superseded > pd.Timestamp(start)) & (superseded <= pd.Timestamp(end))]
    living = dated[~dated["unit_key"].isin(superseded.index[superseded <= pd.Timestamp(end)])]
    ended = _until_its_end(dated[dated["unit_key"].isin(ends.index)], ends, newest)
    reports = pd.concat([living, ended])
    after = statuses_at(reports, end, newest=newest)
    moves = _since_when(_moves(before, after), reports, start, end)
    rows = [moves, _ends(units, dated, ends, after)]
    table = pd.concat([each for each in rows if len(each)] or rows[:1], ignore_index=True)
    former = [not units.exists(key, end) for key in table["unit_key"]]
    table["former"] = np.array(former, dtype=bool)
    return table.sort_values(["day", "unit_key", "kind"], ignore_index=True)[COLUMNS]


def titles_lost_within(dated: pd.DataFrame, start: date, end: date) -> list[str]:
    """Units that were recognised in a period and are not at its end, nor were before it.

    From its start to its end nothing of that can be seen: they are no change of the period.

    Args:
        dated: Result of `statuses.dated`.
        start: Last day before the period.
        end: Last day of the period.
    """
    rows = standing(dated)
    inside = (rows["day"] > pd.Timestamp(start)) & (rows["day"] <= pd.Timestamp(end))
    held = set(rows.loc[inside & (rows["status"] == "recognised"), "unit_key"].astype(str))
    if not held:
        return []
    newest, theirs = newest_day(dated), dated[dated["unit_key"].isin(held)]
    for day in (start, end):
        statuses = statuses_at(theirs, day, newest=newest)
        held -= set(statuses.index[statuses["status"] == "recognised"].astype(str))
    return sorted(held)


def a_year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _until_its_end(table: pd.DataFrame, ends: pd.Series, newest: date | None) -> pd.DataFrame:
    """What counted of wards on the day before a successor took their place."""
    if table.empty:
        return table
    end = pd.Series(ends.reindex(table["unit_key"]).to_numpy(), index=table.index)
    since = undated_from(table, newest=newest)
    loose = table["day"].isna()
    if since is not None:
        loose &= pd.Timestamp(since) < end
    reported_on = table["reported_on"].where(table["reported_on"] < end, table["day"])
    return table.assign(reported_on=reported_on)[(table["day"] < end) | loose]


def _moves(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Units whose status at the end of the period is another than at its start."""
    was = before["status"].reindex(after.index).astype(object).fillna("")
    moved = after[after["status"].astype(object) != was]
    was = was.reindex(moved.index)
    rank = was.map(RANK).fillna(-1).to_numpy()
    kind = np.where(moved["status"].map(RANK).to_numpy() < rank, "slipped", "step")
    return pd.DataFrame(
        {
            "unit_key": moved.index.astype(str),
            "kind": np.where(rank < 0, "new", kind),
            "from_status": was.astype(str).to_numpy(),
            "to_status": moved["status"].astype(str).to_numpy(),
            "day": moved["status_day"].to_numpy(dtype="datetime64[ns]"),
            "precision": moved["precision"].astype(str).to_numpy(),
            "source_id": moved["source_id"].astype(str).to_numpy(),
            "successor_key": "",
        }
    )


def _since_when(moves: pd.DataFrame, reports: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """Changes with the day of the step itself, not of the newest report that repeats it."""
    rows = standing(reports[~(reports["day"] > pd.Timestamp(end))])
    rows = rows[rows["unit_key"].isin(moves["unit_key"])].sort_values(["unit_key", "day"])
    status = rows["status"].astype(str)
    is_new_run = status != status.groupby(rows["unit_key"]).shift()
    run = is_new_run.groupby(rows["unit_key"]).cumsum()
    inside = rows["day"] > pd.Timestamp(start)
    first = rows[inside & (run == run.groupby(rows["unit_key"]).transform("max"))]
    first = first.drop_duplicates("unit_key").set_index("unit_key")
    first_rows = first.reindex(moves["unit_key"]).reset_index(drop=True)
    same = (first_rows["status"].astype(object) == moves["to_status"]) & moves["day"].notna()
    return moves.assign(
        day=first_rows["day"].where(same, moves["day"]),
        precision=first_rows["day_precision"]
        .astype(object)
        .where(same, moves["precision"])
        .astype(str),
        source_id=first_rows["source_id"]
        .astype(object)
        .where(same, moves["source_id"])
        .astype(str),
    )


def _ends(units: Units, dated: pd.DataFrame, ends: pd.Series, after: pd.DataFrame) -> pd.DataFrame:
    """Wards whose place a successor took, with the report that did."""
    first = dated[dated["day"].notna()].drop_duplicates("unit_key").set_index("unit_key")
    first_reports = first[["day", "day_precision", "source_id"]].to_dict("index")
    rows = []
    for key, day in ends[ends.index.isin(after.index)].items():
        successor = next(
            each
            for each in units.lineage.descendants(str(key))
            if each in first_reports and first_reports[each]["day"] == day
        )
        report = first_reports[successor]
        rows.append((
            str(key), "ended", str(after.at[key, "status"]), "", day,
            str(report["day_precision"]), str(report["source_id"]), successor,
        ))  # fmt: skip
    columns = [name for name in COLUMNS if name != "former"]
    return pd.DataFrame(rows, columns=columns)
