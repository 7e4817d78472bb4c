"""Doubts about lists of assessed criteria beside the number that an observation states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect
from lib.update.row_pairs import records

OTHER_NUMBER = Message("{place}: {value} criteria met on {day}, but the list of that day has {met}")
NOT_LISTED = Message("{place}: the list of {day} has {count} of {total} criteria")

Pair = tuple[str, pd.Timestamp]


def doubtful_lists(prospect: Prospect) -> Iterator[Doubt]:
    """Criteria met as an observation says, beside the assessments of that ward and day."""
    touched = dict(prospect.touched("observations", "assessments"))
    if "assessments" not in touched and "observations" not in touched:
        return
    days = _pairs(touched)
    frame = prospect.table("assessments")
    lists = _lists(frame, days)
    sizes = _sizes(prospect)
    if "assessments" in touched:
        yield from _incomplete(prospect, touched["assessments"], lists, sizes)
    observed = prospect.table("observations")
    told = observed["criteria_met"].notna() & observed["as_of"].notna()
    told &= observed["unit_key"].isin({key for key, _ in days})
    stated: dict[Pair, list[tuple[int, int]]] = {}
    for place, row in records(observed, np.flatnonzero(told.to_numpy(dtype=bool)).tolist()).items():
        pair = (str(row["unit_key"]), row["as_of"])
        if pair in lists:
            stated.setdefault(pair, []).append((place, int(row["criteria_met"])))
    odd = {
        pair: rows
        for pair, rows in stated.items()
        if pair in days
        and _is_whole(lists[pair], sizes)
        and all(met != lists[pair][0] for _, met in rows)
    }
    yield from _unequal(prospect, touched, odd, lists)


def _is_whole(listed: tuple[int, int, str], sizes: Mapping[str, int]) -> bool:
    _, count, name = listed
    return count == sizes.get(name)


def _pairs(touched: Mapping[str, Touched]) -> set[Pair]:
    pairs: set[Pair] = set()
    for table in touched.values():
        some = table.after[["unit_key", "as_of"]][table.mask].drop_duplicates()
        some = some[some["as_of"].notna()]
        pairs |= set(zip(some["unit_key"].astype("str"), some["as_of"], strict=True))
    return pairs


def _lists(frame: pd.DataFrame, days: set[Pair]) -> dict[Pair, tuple[int, int, str]]:
    """Criteria claimed met, listed and their set, of each ward and day that is asked for."""
    wards, dates = {key for key, _ in days}, {day for _, day in days}
    some = frame[(frame["unit_key"].isin(wards) & frame["as_of"].isin(dates)).to_numpy(dtype=bool)]
    grouped = some.assign(
        unit_key=some["unit_key"].astype("str"),
        set_id=some["set_id"].astype("str"),
        met=(some["claimed"] == "met"),
    ).groupby(["unit_key", "as_of"])
    sums = grouped.agg(met=("met", "sum"), listed=("met", "size"), set_id=("set_id", "first"))
    several = grouped["set_id"].nunique()
    return {
        pair: (int(met), int(listed), str(name))
        for pair, met, listed, name in zip(
            sums.index, sums["met"], sums["listed"], sums["set_id"], strict=True
        )
        if several[pair] == 1
    }


def _sizes(prospect: Prospect) -> dict[str, int]:
    sets = prospect.table("criteria_sets")
    sets = sets[sets["criteria_count"].notna()]
    return dict(zip(sets["set_id"].astype("str"), sets["criteria_count"].astype(int), strict=True))


def _incomplete(
    prospect: Prospect,
    table: Touched,
    lists: Mapping[Pair, tuple[int, int, str]],
    sizes: Mapping[str, int],
) -> Iterator[Doubt]:
    """Lists that name most criteria of the set, not all."""
    messages: dict[int, Message] = {}
    places = np.flatnonzero(table.mask)
    some = table.after.iloc[places]
    for place, key, day in zip(places, some["unit_key"].astype("str"), some["as_of"], strict=True):
        _, count, name = lists.get((key, day), (0, 0, ""))
        total = sizes.get(name, 0)
        if total and total / 2 < count < total:
            messages[int(place)] = said(
                NOT_LISTED,
                place=prospect.place(key, "", day),
                day=shown_cell(day),
                count=count,
                total=total,
            )
    yield from table.doubts_of_rows("assessments-differ", "criterion_no", messages)


def _unequal(
    prospect: Prospect,
    touched: Mapping[str, Touched],
    odd: Mapping[Pair, list[tuple[int, int]]],
    lists: Mapping[Pair, tuple[int, int, str]],
) -> Iterator[Doubt]:
    """Told at the observation where the file has it, else at the rows of the list."""
    words = {
        pair: said(
            OTHER_NUMBER,
            place=prospect.place(pair[0], "", pair[1]),
            value=rows[0][1],
            day=shown_cell(pair[1]),
            met=lists[pair][0],
        )
        for pair, rows in odd.items()
    }
    told: set[Pair] = set()
    if "observations" in touched:
        table = touched["observations"]
        of_row = {
            place: pair for pair, rows in odd.items() for place, _ in rows if table.mask[place]
        }
        told = set(of_row.values())
        yield from table.doubts(
            "assessments-differ",
            "criteria_met",
            table.at(of_row),
            lambda place: words[of_row[place]],
        )
    if "assessments" in touched and odd.keys() - told:
        table = touched["assessments"]
        some = table.after
        pairs = list(zip(some["unit_key"].astype("str"), some["as_of"], strict=True))
        left = {
            int(place): pairs[place]
            for place in np.flatnonzero(table.mask)
            if pairs[place] in odd.keys() - told
        }
        yield from table.doubts(
            "assessments-differ",
            "claimed",
            table.at(left),
            lambda place: words[left[place]],
        )
