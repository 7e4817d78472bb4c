"""How far the programme has come: over the reform, by province, by district, over time."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lib.domain.statuses import LADDER, RANK
from lib.domain.units import Units, vintage_at


def across_reform(units: Units, statuses: pd.DataFrame, day: date) -> pd.DataFrame:
    """What each unit in force holds itself, and what its predecessors held.

    A title is never inherited: `status` is "" unless something is reported of the unit
    itself. Predecessors are the direct ones, and farther ones of which something is reported.

    Args:
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.

    Returns:
        Index unit_key: wards in force, and other units in force that have a report or a
        predecessor with one. Columns status, n_predecessors, n_recognised,
        n_reported_complete, predecessor_keys (tuple), best_predecessor_status ("" for none).
    """
    status_of = dict(zip(statuses.index, statuses["status"].astype(str), strict=True))
    touched = {key for key in status_of if units.exists(key, day)}
    for key in status_of:
        touched |= {each for each in units.lineage.descendants(key) if units.exists(each, day)}
    index = list(dict.fromkeys([*units.members(day), *sorted(touched)]))
    rows: list[tuple[object, ...]] = []
    for key in index:
        direct = units.lineage.predecessor_keys(key)
        farther = (
            each
            for each in (units.lineage.ancestors(key) if key in touched else ())
            if each in status_of and each not in direct
        )
        before = (*direct, *farther)
        held = [status_of[each] for each in before if each in status_of]
        rows.append(
            (
                status_of.get(key, ""),
                len(before),
                held.count("recognised"),
                held.count("reported_complete"),
                before,
                max(held, key=RANK.__getitem__, default=""),
            )
        )
    columns = [
        "status", "n_predecessors", "n_recognised", "n_reported_complete", "predecessor_keys",
        "best_predecessor_status",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns, index=pd.Index(index, name="unit_key", dtype="str"))


def ladder_counts(statuses: pd.DataFrame) -> dict[str, int]:
    """How many wards stand on each step, every step named, lowest first."""
    counted = statuses["status"].astype(str).value_counts()
    return {step: int(counted.get(step, 0)) for step in LADDER}


def by_province(units: Units, statuses: pd.DataFrame, day: date) -> pd.DataFrame:
    """Wards by status in each province in force on a day.

    Args:
        units: The units.
        statuses: Result of `statuses_at` for the day. A ward that has ended is counted in
            the province of today it went to.
        day: As-of date.

    Returns:
        Index province_key in Vietnamese order; columns: one per status, wards_total (wards
        in force), wards_with_report, recognised_ended (titles of wards that have ended, part
        of recognised), last_report, share_recognised (recognised of wards_total; NA when
        there are no wards or more titles than wards, as then the two cannot be compared).
    """
    keys = list(units.provinces(day).index)
    totals = units.at(day).loc[units.members(day), "province_key"].astype(str).value_counts()
    homes = {key: [_province_on(units, key, day)] for key in statuses.index}
    frame = _tally(units, statuses, day, keys, homes)
    frame.insert(len(LADDER), "wards_total", totals.reindex(keys, fill_value=0).to_numpy())
    return _with_share(frame).rename_axis("province_key")


def by_district(units: Units, statuses: pd.DataFrame, day: date, province_key: str) -> pd.DataFrame:
    """Wards by status in each district of a province, since the reform in each former one.

    Since the reform a ward can belong to two former districts and is counted in both.

    Args:
        units: The units.
        statuses: Result of `statuses_at` for the day.
        day: As-of date.
        province_key: Province of either vintage.

    Returns:
        As `by_province`, with index district_key.
    """
    keys = list(units.districts(province_key, day).index)
    wards = units.members(day)
    if vintage_at(day) == "until2025":
        homes = {
            key: [units.district_of(key, day)] if key in units else [] for key in statuses.index
        }
        here = units.at(day).loc[wards, "district_key"].astype(str).value_counts()
        totals = [int(here.get(key, 0)) for key in keys]
    else:
        homes = {key: sorted(units.regions(key)) for key in statuses.index}
        in_force = set(wards)
        totals = [len(in_force.intersection(units.territories.current_units(key))) for key in keys]
    frame = _tally(units, statuses, day, keys, homes)
    frame.insert(len(LADDER), "wards_total", totals)
    return _with_share(frame).rename_axis("district_key")


def _province_on(units: Units, key: str, day: date) -> str:
    """Province of the day's division that a unit is counted in; "" when not known."""
    if vintage_at(day) == "from2025":
        return units.current_province(key) or ""
    kin = units.as_of_key(key, day) or ([key] if key in units else [])
    here = units.provinces_here(units.province_of(kin[0], day), day) if kin else ()
    return here[0] if here else ""


def _tally(
    units: Units,
    statuses: pd.DataFrame,
    day: date,
    keys: list[str],
    homes: dict[str, list[str]],
) -> pd.DataFrame:
    """Counts per region and status; `homes` names the regions each unit is counted in."""
    rows = statuses[["status", "last_report"]].copy()
    rows["home"] = pd.Series(homes, dtype=object).reindex(statuses.index)
    rows["ended"] = [not units.exists(key, day) for key in statuses.index]
    rows = rows.explode("home")
    rows = rows[rows["home"].isin(keys)]
    home = rows["home"].astype(str)
    frame = pd.DataFrame(index=pd.Index(keys, dtype="str"))
    for step in LADDER:
        counted = home[rows["status"] == step].value_counts().reindex(keys, fill_value=0)
        frame[step] = counted.to_numpy(dtype="int64")
    ended = rows["ended"].astype(bool) & (rows["status"] == "recognised")
    for name, wards in (("wards_with_report", home), ("recognised_ended", home[ended])):
        counted = wards.value_counts().reindex(keys, fill_value=0)
        frame[name] = counted.to_numpy(dtype="int64")
    newest = pd.to_datetime(rows["last_report"]).groupby(home).max()
    frame["last_report"] = newest.reindex(keys).to_numpy()
    return frame


def _with_share(frame: pd.DataFrame) -> pd.DataFrame:
    comparable = (frame["wards_total"] > 0) & (frame["recognised"] <= frame["wards_total"])
    share = frame["recognised"] / frame["wards_total"].where(comparable)
    return frame.assign(share_recognised=share.astype("Float64"))
