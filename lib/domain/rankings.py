"""Which wards and which criteria are weakest; the same criteria seen in two sets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from lib.domain.assessments import codes_of, latest, matrix, share_met
from lib.domain.criteria_crosswalks import through_crosswalk
from lib.domain.result_codes import PLACE, Kind, coded
from lib.domain.units import Units


def ward_totals(cells: pd.DataFrame) -> pd.DataFrame:
    """How far each ward is.

    Missing is every criterion that applies and is not met, also one without a result: the
    ward cannot finish without it.

    Args:
        cells: Result of `assessments.matrix`.

    Returns:
        Index unit_key; met, applicable, missing (counts of criteria), assessed (met and not
        met), share (met of applicable, NA when none applies or nothing is assessed).
    """
    codes = codes_of(cells)
    met = (codes == PLACE["met"]).sum(axis=1)
    applicable = (codes != PLACE["not_applicable"]).sum(axis=1)
    assessed = met + (codes == PLACE["not_met"]).sum(axis=1)
    share = np.divide(met, applicable, out=np.zeros(len(met)), where=applicable > 0)
    return pd.DataFrame(
        {
            "met": met,
            "applicable": applicable,
            "missing": applicable - met,
            "assessed": assessed,
            "share": pd.arrays.FloatingArray(share, mask=(applicable == 0) | (assessed == 0)),
        },
        index=cells.index,
    )


def ward_order(
    totals: pd.DataFrame, names: Mapping[str, tuple[tuple[int, ...], ...]], order: str
) -> list[str]:
    """Keys of wards in the order to show them; those without any result stand last.

    Args:
        totals: Result of `ward_totals`.
        names: What each key sorts by as a name; settles ties.
        order: ``weakest``, ``strongest`` or ``name``.
    """
    by_name = sorted(map(str, totals.index), key=lambda key: names[key])
    if order == "name":
        return by_name
    shares = dict(zip(totals.index, totals["share"], strict=True))
    with_share = [key for key in by_name if not pd.isna(shares[key])]
    silent = [key for key in by_name if pd.isna(shares[key])]
    sign = -1 if order == "strongest" else 1
    return [*sorted(with_share, key=lambda key: sign * float(shares[key])), *silent]


def criterion_order(
    shares: pd.DataFrame, groups: Mapping[int, int], *, weakest_first: bool
) -> list[tuple[int, list[int]]]:
    """Groups of criteria with the numbers of their criteria, in the order to show them.

    Args:
        shares: Result of `assessments.share_met` by criterion.
        groups: Group of each criterion; a criterion without one stands in group 0, last.
        weakest_first: The weakest group first and in it the weakest criterion, else by number.
    """
    inside: dict[int, list[int]] = {}
    for number in sorted(int(each) for each in shares["criterion_no"]):
        inside.setdefault(groups.get(number, 0), []).append(number)
    met = dict(zip(shares["criterion_no"].astype(int), shares["met"], strict=True))
    assessed = dict(zip(shares["criterion_no"].astype(int), shares["assessed"], strict=True))

    def weakness(numbers: Collection[int]) -> float:
        judged = sum(int(assessed[number]) for number in numbers)
        return sum(int(met[number]) for number in numbers) / judged if judged else 2.0

    def place(item: tuple[int, list[int]]) -> tuple[bool, float, int]:
        group, numbers = item
        return (group == 0, weakness(numbers) if weakest_first else 0.0, group)

    return [
        (group, sorted(numbers, key=lambda number: (weakness([number]), number)))
        if weakest_first
        else (group, numbers)
        for group, numbers in sorted(inside.items(), key=place)
    ]


def shares_by_set(
    assessments: pd.DataFrame,
    crosswalk: pd.DataFrame,
    day: date,
    sets: Iterable[str],
    to_set: str,
    units: Collection[str],
    kind: Kind = "claimed",
) -> pd.DataFrame:
    """Share of comparable criteria met, once for each set the wards were assessed in.

    Each set keeps the wards that have results in it, which need not be the same ones; their
    number stands beside the share.

    Args:
        assessments: Frame of the assessments contract.
        crosswalk: Frame of the crosswalk contract.
        day: As-of date.
        sets: The sets.
        to_set: The one whose numbers are used; it may be among `sets`.
        units: Wards wanted.
        kind: Whose results.

    Returns:
        Columns set_id (the set of the results), criterion_no (number in `to_set`), wards, and
        the counts and share of `assessments.share_met`; only criteria that every set has.
    """
    parts: dict[str, pd.DataFrame] = {}
    common: set[int] | None = None
    for set_id in sets:
        own = latest(assessments, day, set_id=set_id, units=units)
        if own.empty:
            continue
        parts[set_id] = own
        if set_id != to_set:
            parts[set_id], _left = through_crosswalk(own, crosswalk, to_set)
            numbers = set(parts[set_id]["criterion_no"].astype(int))
            common = numbers if common is None else common & numbers
    tables = []
    for set_id, part in parts.items():
        rows = part if common is None else part[part["criterion_no"].isin(common)]
        shares = share_met(matrix(rows.reset_index(drop=True), kind))
        wards = int(rows["unit_key"].nunique())
        tables.append(shares.assign(set_id=set_id, wards=wards))
    columns = ["set_id", "criterion_no", "wards", "met", "assessed", "share"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def sets_until(assessments: pd.DataFrame, day: date) -> list[str]:
    """Criteria sets with a result up to a day, the one first used first."""
    of_set, names = coded(assessments["set_id"])
    days = assessments["as_of"].to_numpy(dtype="datetime64[us]")
    until_day = (days <= np.datetime64(day)) & (of_set >= 0)
    first = {
        str(names[place]): days[until_day & (of_set == place)].min()
        for place in np.unique(of_set[until_day])
    }
    return sorted(first, key=lambda name: (first[name], name))


def former_assessed(units: Units, assessments: pd.DataFrame, day: date) -> list[str]:
    """Wards of the list that were assessed up to a day and are not in force on it."""
    unit, names = coded(assessments["unit_key"])
    until_day = assessments["as_of"].to_numpy(dtype="datetime64[us]") <= np.datetime64(day)
    used = np.flatnonzero(np.bincount(unit[until_day & (unit >= 0)], minlength=len(names)))
    keys = [str(key) for key in names[used]]
    return [key for key in keys if key in units and not units.exists(key, day)]


def sources_behind(assessments: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The sources of assessments of wards on given days, newest first.

    Args:
        assessments: Frame of the assessments contract.
        rows: Result of `assessments.latest`; its wards and days are looked up.

    Returns:
        Columns source_id, as_of, wards (how many it speaks of on that day).
    """
    unit, names = coded(assessments["unit_key"])
    own, own_names = coded(rows["unit_key"])
    days = assessments["as_of"].to_numpy(dtype="datetime64[us]")
    when = pd.Index(np.unique(rows["as_of"].to_numpy(dtype="datetime64[us]")))
    width = max(len(when), 1)
    pairs = names.get_indexer(own_names)[own] * width + when.get_indexer(
        rows["as_of"].to_numpy(dtype="datetime64[us]")
    )
    wanted = np.zeros(len(names) * width, dtype=bool)
    wanted[pairs] = True
    at = when.get_indexer(days)
    keep = (at >= 0) & (unit >= 0)
    keep[keep] = wanted[unit[keep] * width + at[keep]]
    reports = assessments.loc[keep, ["unit_key", "as_of", "source_id"]].drop_duplicates()
    counted: pd.DataFrame = reports.groupby(
        ["source_id", "as_of"], as_index=False, observed=True
    ).size()
    counted = counted.rename(columns={"size": "wards"}).astype({"source_id": "str"})
    order = ["as_of", "source_id"]
    counted = counted.sort_values(order, ascending=[False, True])
    return counted.reset_index(drop=True)
