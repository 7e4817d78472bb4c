"""What comes next: the coming events and due targets of the counted programme."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.statuses import COUNTED

_COLUMNS = [
    "day", "precision", "kind", "id", "scope_key", "scope_text", "event_vi", "event_en", "metric",
    "value", "sources",
]  # fmt: skip


def next_milestones(
    milestones: pd.DataFrame, targets: pd.DataFrame, day: date, n: int
) -> pd.DataFrame:
    """The next events and due targets of the counted programme after a day.

    Args:
        milestones: Frame of the milestones contract.
        targets: Frame of the targets contract.
        day: As-of date; only later days are listed.
        n: How many rows at most.

    Returns:
        Columns day, precision, kind (the event's, or ``target``), id, scope_key, scope_text,
        event_vi and event_en ("" for targets), metric and value ("" and NaN for events),
        sources (tuple; equal targets of several sources are one row). Soonest first.
    """
    events = _counted_after(milestones, "date", day).rename(
        columns={"date": "day", "date_precision": "precision", "milestone_id": "id"}
    )
    events = events.assign(
        kind=events["kind"].astype(str), metric="", value=float("nan"), given=events["source_id"]
    )
    due = _counted_after(targets, "target_date", day).rename(
        columns={"target_date": "day", "target_date_precision": "precision", "target_id": "id"}
    )
    due = due.assign(
        kind="target", event_vi="", event_en="", metric=due["metric"].astype(str),
        given=due["source_id"],
    )  # fmt: skip
    # The record lists some due dates as events too; the target says more.
    place = ["scope_key", "scope_text", "day", "source_id"]
    doubled = pd.MultiIndex.from_frame(events[place]).isin(pd.MultiIndex.from_frame(due[place]))
    events = events[~(doubled & (events["kind"] == "target").to_numpy())]
    same = ["scope_key", "scope_text", "day", "metric", "value"]
    together = due.groupby(same, dropna=False)["given"].agg(tuple)
    due = due.drop_duplicates(same)
    due = due.drop(columns="given").join(together.rename("sources"), on=same)
    events["sources"] = pd.Series([(each,) for each in events["given"]], index=events.index)
    both = [part[_COLUMNS].astype({"sources": object}) for part in (events, due) if len(part)]
    if not both:
        return pd.DataFrame(columns=_COLUMNS)
    return pd.concat(both).sort_values(["day", "kind", "id"]).head(n).reset_index(drop=True)


def _counted_after(table: pd.DataFrame, column: str, day: date) -> pd.DataFrame:
    counted = table["programme"].astype(str) == COUNTED
    return table[counted & (table[column] > pd.Timestamp(day))]
