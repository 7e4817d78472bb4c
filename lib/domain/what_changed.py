"""What changed between two days, as rows to be told: steps of wards, ends, new targets.

`what_changed` goes report by report; `changes_to_show` words what `status_changes` counts.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.status_starts import registrations
from lib.domain.statuses import COUNTED, RANK, standing

WARD_CHANGES = ("registered", "completed", "recognised", "slipped")
"""Steps of wards that are told one by one."""

CHANGES = (*WARD_CHANGES, "new_target")
"""Changes that are told one by one."""

_COLUMNS = [
    "kind", "unit_key", "scope_key", "scope_text", "day", "precision", "status", "previous",
    "target_id", "source_id",
]  # fmt: skip


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
    return table[inside].sort_values(order)[_COLUMNS].reset_index(drop=True)


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
        As `what_changed`, with these kinds: those of `CHANGES` for units in force on
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
    parts = [part[_COLUMNS] for part in (wards, news) if len(part)] or [wards[_COLUMNS]]
    order = ["day", "kind", "unit_key", "target_id"]
    return pd.concat(parts).sort_values(order, na_position="first").reset_index(drop=True)


def _ward_changes(reports: pd.DataFrame) -> pd.DataFrame:
    reports = reports.sort_values(["unit_key", "day"])
    rank = reports["rank"]
    before = rank.groupby(reports["unit_key"]).shift().fillna(-1).astype("int64")
    kind = pd.Series("", index=reports.index, dtype="str")
    begun = rank.between(RANK["registered"], RANK["in_progress"])
    kind[begun & (before <= RANK["not_registered"])] = "registered"
    kind[(rank == RANK["reported_complete"]) & (before < rank)] = "completed"
    kind[(rank == RANK["recognised"]) & (before < rank)] = "recognised"
    kind[rank < before] = "slipped"
    names = {-1: ""} | {place: status for status, place in RANK.items()}
    changed = reports.assign(
        kind=kind, previous=before.map(names), precision=reports["day_precision"],
        scope_key="", scope_text="", target_id="",
    )  # fmt: skip
    return changed[changed["kind"] != ""][_COLUMNS]


def _new_targets(targets: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    published = sources.drop_duplicates("source_id").set_index("source_id")
    mine = targets[targets["programme"].astype(str) == COUNTED]
    days = published[["published_on", "published_on_precision"]].reindex(mine["source_id"])
    table = mine.assign(
        kind="new_target", unit_key="", status="", previous="",
        day=days["published_on"].to_numpy(),
        precision=days["published_on_precision"].to_numpy(),
    )  # fmt: skip
    return table[table["day"].notna()][_COLUMNS]
