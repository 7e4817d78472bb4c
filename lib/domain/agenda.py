"""What comes next, and what has changed between two days."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.status_starts import registrations
from lib.domain.statuses import COUNTED, RANK, standing

WARD_CHANGES = ("registered", "completed", "recognised", "slipped")
"""Steps of wards that are told one by one."""

CHANGES = (*WARD_CHANGES, "new_target")
"""Changes that a day can bring (see `what_changed`)."""

CARD_CHANGES = CHANGES
"""Changes of units in force that are shown one by one (see `changes_to_show`)."""

_AGENDA_COLUMNS = [
    "day", "precision", "kind", "id", "scope_key", "scope_text", "event_vi", "event_en", "metric",
    "value", "sources",
]  # fmt: skip
_CHANGE_COLUMNS = [
    "kind", "unit_key", "scope_key", "scope_text", "day", "precision", "status", "previous",
    "target_id", "source_id",
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
    columns = _AGENDA_COLUMNS
    both = [part[columns].astype({"sources": object}) for part in (events, due) if len(part)]
    if not both:
        return pd.DataFrame(columns=columns)
    return pd.concat(both).sort_values(["day", "kind", "id"]).head(n).reset_index(drop=True)


def what_changed(
    dated: pd.DataFrame,
    targets: pd.DataFrame,
    start: date,
    end: date,
    *,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What changed after `start` up to and with `end`.

    Args:
        dated: Result of `statuses.dated`.
        targets: Frame of the targets contract.
        start: Last day before the period.
        end: Last day of the period.
        sources: Frame of the sources contract. A target is new on the day its source was
            published, so without sources (or without that day) no target is listed.

    Returns:
        Columns kind (one of `CHANGES`), unit_key ("" for targets), scope_key and scope_text
        ("" for wards), day, precision, status, previous ("" for the first report),
        target_id, source_id; by day. ``slipped`` is a status below the one before.
    """
    wards = _ward_changes(standing(dated))
    parts = [wards]
    if sources is not None:
        parts.append(_new_targets(targets, sources))
    table = pd.concat([part for part in parts if len(part)] or [wards])
    inside = (table["day"] > pd.Timestamp(start)) & (table["day"] <= pd.Timestamp(end))
    order = ["day", "kind", "unit_key", "target_id"]
    return table[inside].sort_values(order)[_CHANGE_COLUMNS].reset_index(drop=True)


def changes_to_show(
    changes: pd.DataFrame,
    dated: pd.DataFrame,
    targets: pd.DataFrame,
    sources: pd.DataFrame,
    start: date,
    end: date,
) -> pd.DataFrame:
    """Changes of status and new targets of a period, sorted into what is shown.

    Args:
        changes: Result of `status_changes.status_changes` for the period.
        dated: Result of `statuses.dated`.
        targets: Frame of the targets contract.
        sources: Frame of the sources contract.
        start: Last day before the period.
        end: Last day of the period.

    Returns:
        As `what_changed`, with these kinds: those of `CARD_CHANGES` for units in force on
        the last day, ``former`` for changes of units that are not, ``ended`` for titles that
        ended with their ward; a first report that tells no registration in the period, and
        an end without a title, are left out.
    """
    began = registrations(dated, end)["day"].reindex(changes["unit_key"])
    new = (began > pd.Timestamp(start)) & (began <= pd.Timestamp(end))
    to, was = changes["to_status"], changes["from_status"]
    kind = pd.Series("", index=changes.index, dtype="str")
    begun = to.isin(["registered", "in_progress"]) & was.isin(["", "not_registered"])
    kind[begun & (new.to_numpy() | (was == "not_registered"))] = "registered"
    kind[to == "reported_complete"] = "completed"
    kind[to == "recognised"] = "recognised"
    kind[changes["kind"] == "slipped"] = "slipped"
    kind[changes["former"] & (kind != "")] = "former"
    kind[(changes["kind"] == "ended") & (was == "recognised")] = "ended"
    registered = (kind == "registered").to_numpy() & new.to_numpy()
    wards = changes.assign(
        kind=kind, status=to, previous=was, scope_key="", scope_text="", target_id="",
        day=changes["day"].where(~registered, pd.Series(began.to_numpy(), index=changes.index)),
        precision=changes["precision"].where(~registered, "year"),
    )  # fmt: skip
    wards = wards[wards["kind"] != ""]
    news = _new_targets(targets, sources)
    news = news[(news["day"] > pd.Timestamp(start)) & (news["day"] <= pd.Timestamp(end))]
    parts = [part[_CHANGE_COLUMNS] for part in (wards, news) if len(part)] or [
        wards[_CHANGE_COLUMNS]
    ]
    order = ["day", "kind", "unit_key", "target_id"]
    return pd.concat(parts).sort_values(order, na_position="first").reset_index(drop=True)


def _counted_after(table: pd.DataFrame, column: str, day: date) -> pd.DataFrame:
    counted = table["programme"].astype(str) == COUNTED
    return table[counted & (table[column] > pd.Timestamp(day))]


def _ward_changes(known: pd.DataFrame) -> pd.DataFrame:
    known = known.sort_values(["unit_key", "day"])
    rank = known["rank"]
    before = rank.groupby(known["unit_key"]).shift().fillna(-1).astype("int64")
    kind = pd.Series("", index=known.index, dtype="str")
    begun = rank.between(RANK["registered"], RANK["in_progress"])
    kind[begun & (before <= RANK["not_registered"])] = "registered"
    kind[(rank == RANK["reported_complete"]) & (before < rank)] = "completed"
    kind[(rank == RANK["recognised"]) & (before < rank)] = "recognised"
    kind[rank < before] = "slipped"
    names = {-1: ""} | {place: status for status, place in RANK.items()}
    changed = known.assign(
        kind=kind, previous=before.map(names), precision=known["day_precision"],
        scope_key="", scope_text="", target_id="",
    )  # fmt: skip
    return changed[changed["kind"] != ""][_CHANGE_COLUMNS]


def _new_targets(targets: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    published = sources.drop_duplicates("source_id").set_index("source_id")
    mine = targets[targets["programme"].astype(str) == COUNTED]
    told = published[["published_on", "published_on_precision"]].reindex(mine["source_id"])
    table = mine.assign(
        kind="new_target", unit_key="", status="", previous="",
        day=told["published_on"].to_numpy(),
        precision=told["published_on_precision"].to_numpy(),
    )  # fmt: skip
    return table[table["day"].notna()][_CHANGE_COLUMNS]
