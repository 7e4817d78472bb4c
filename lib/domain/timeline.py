"""The programme in time: wards that hold a status, waves, days on which something changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from lib.domain.statuses import COUNTED, standing, undated, undated_from
from lib.domain.units import REFORM
from lib.domain.what_changed import CHANGES, what_changed

CHANGE_KINDS = (*CHANGES, "undated", "event", "past_due", "reform")
"""What can change on a day, in the order it is told."""

HELD = ("recognised", "reported_complete")


@dataclass(frozen=True)
class Gap:
    """The days without a change around a day.

    Attributes:
        before: The last earlier day on which something changed; None when there is none.
        after: The next later one; None when there is none.
        empty_before: Days between `before` and the day on which nothing changed.
    """

    before: date | None
    after: date | None
    empty_before: int


def held(
    table: pd.DataFrame,
    superseded: pd.Series,
    until: date,
    now: Mapping[str, int] | None = None,
) -> pd.DataFrame:
    """How many wards hold each of the two highest steps, day by day.

    It falls where a ward slips, so that its end is the count that stands against a target.
    Undated observations have no place in it but at its end.

    Args:
        table: Result of `statuses.dated`, of the wards wanted.
        superseded: Result of `succession.superseded_on`: a ward counts only before its day.
        until: Last day; what is said later, or confirmed later, does not count.
        now: Wards that hold each step on the last day, undated observations with them.

    Returns:
        Columns day, recognised, reported_complete: counts of wards; one row per day on which
        one of them changed, in order, and a last one for `until`.
    """
    moment = pd.Timestamp(until)
    counted = counted_steps(table, superseded, until)
    steps = pd.DataFrame({"day": counted["day"]})
    for status in HELD:
        gained = (counted["status"] == status).astype("int64")
        steps[status] = gained - (counted["before"] == status).astype("int64")
    daily = steps.groupby("day")[list(HELD)].sum()
    curve = daily[(daily != 0).any(axis=1)].cumsum()
    if moment not in curve.index:
        last = curve.iloc[-1] if len(curve) else pd.Series(0, index=list(HELD))
        curve.loc[moment] = last
    if now is not None:
        curve.loc[moment, list(HELD)] = [now.get(status, 0) for status in HELD]
    return curve.astype("int64").rename_axis("day").reset_index()


def counted_steps(table: pd.DataFrame, superseded: pd.Series, until: date) -> pd.DataFrame:
    """What counts of each ward from each day on, and what counted before.

    Args:
        table: Result of `statuses.dated`, of the wards wanted.
        superseded: Result of `succession.superseded_on`: a ward counts only before its day.
        until: Last day; what is said later, or confirmed later, does not count.

    Returns:
        Columns unit_key, day, status ("" from the day on which a successor stands for the
        ward), before (the status until then; None for the first); by unit and day.
    """
    moment = pd.Timestamp(until)
    reports = table[table["day"] <= moment]
    reported_on = reports["reported_on"].where(reports["reported_on"] <= moment, reports["day"])
    reports = standing(reports.assign(reported_on=reported_on))[["unit_key", "day", "status"]]
    ended = superseded.reindex(reports["unit_key"]).to_numpy(dtype="datetime64[ns]")
    gone = superseded[superseded.index.isin(reports["unit_key"]) & (superseded <= moment)]
    ends = pd.DataFrame({"unit_key": gone.index, "day": gone.to_numpy(), "status": ""})
    reports = pd.concat([reports[~(reports["day"] >= ended)], ends]) if len(ends) else reports
    reports = reports.sort_values(["unit_key", "day"])
    return reports.assign(before=reports["status"].groupby(reports["unit_key"]).shift())


def waves(table: pd.DataFrame, until: date) -> pd.DataFrame:
    """Rounds with the span of days that reports speak of.

    Args:
        table: Result of `statuses.dated`, of the wards wanted.
        until: Last day.

    Returns:
        Columns wave, first, last (days of the first and last dated report), wards (with a
        dated report), sources (tuple); by first day. A round without a dated report is left
        out.
    """
    in_waves = table[(table["wave"].astype(str) != "") & (table["day"] <= pd.Timestamp(until))]
    rows = [
        (
            str(wave),
            group["day"].min(),
            group["day"].max(),
            int(group["unit_key"].nunique()),
            tuple(dict.fromkeys(group["source_id"].astype(str))),
        )
        for wave, group in in_waves.groupby(in_waves["wave"].astype(str))
    ]
    frame = pd.DataFrame(rows, columns=["wave", "first", "last", "wards", "sources"])
    return frame.sort_values(["first", "wave"]).reset_index(drop=True)


def change_days(
    table: pd.DataFrame,
    milestones: pd.DataFrame,
    targets: pd.DataFrame,
    sources: pd.DataFrame,
    until: date,
    *,
    loose_from: date | None = None,
) -> pd.DataFrame:
    """Days on which something changes, and what.

    Args:
        table: Result of `statuses.dated`, of the wards wanted.
        milestones: Frame of the milestones contract, of the places wanted.
        targets: Frame of the targets contract, of the places wanted.
        sources: Frame of the sources contract: a target is new when its source is published.
        until: Last day.
        loose_from: The day from which undated observations count; by default as
            `statuses.undated_from` has it, with `until` for today. Wanted where the table is
            a part of the record: the whole of it decides.

    Returns:
        Columns day, what (one of `CHANGE_KINDS`), n; sorted by day and in the order of
        `CHANGE_KINDS`. A target is past due on the day after its date.
    """
    moment = pd.Timestamp(until)
    changes = what_changed(table, targets, date(1900, 1, 1), until, sources=sources)
    events = milestones[milestones["programme"].astype(str) == COUNTED]["date"]
    due = targets[(targets["programme"].astype(str) == COUNTED) & targets["value"].notna()]
    parts = [
        pd.DataFrame({"day": changes["day"], "what": changes["kind"].astype(str)}),
        pd.DataFrame({"day": events, "what": "event"}),
        pd.DataFrame({"day": due["target_date"] + timedelta(days=1), "what": "past_due"}),
        pd.DataFrame({"day": [pd.Timestamp(REFORM)], "what": "reform"}),
    ]
    since = loose_from or undated_from(table, today=until)
    loose = len(undated(table))
    if since is not None and loose:
        parts.append(pd.DataFrame({"day": [pd.Timestamp(since)] * loose, "what": "undated"}))
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    rows = rows[rows["day"] <= moment]
    rows["what"] = pd.Categorical(rows["what"], CHANGE_KINDS, ordered=True)
    counted = rows.groupby(["day", "what"], observed=True).size().reset_index(name="n")
    counted["what"] = counted["what"].astype(str)
    return counted


def gap(days: list[date], day: date) -> Gap:
    """The empty days around a day.

    Args:
        days: Days on which something changes, sorted.
        day: Any day.
    """
    before = max((each for each in days if each < day), default=None)
    after = min((each for each in days if each > day), default=None)
    return Gap(before, after, (day - before).days - 1 if before else 0)
