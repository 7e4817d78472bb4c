"""Doubts about indicators: their names, their places, and values beside those of other rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pandas as pd

from lib.domain.states import COMMUNE_LEVEL
from lib.domain.units import Units
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.near_words import nearest
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

NEAR_NAME = Message("“{value}” is not known; did you mean “{other}”?")
OTHER_PAIR = Message("“{value}” is given beside “{name}”; in {count} kept rows “{other}” does")
NEW_PLACE = Message("{place} had no value of “{name}” before; {other} have, and none for {day}")
OTHER_LEVEL = Message("{place} is no ward; the {count} other rows of “{name}” are about wards")

_SOME = 8  # places that have an indicator
_MOST_NAMES = 2_000  # new names; more of them are no slips


def doubtful_indicators(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about new and changed indicators."""
    for _, table in prospect.touched("indicators"):
        yield from _names(prospect, table)
        yield from _new_places(prospect, table)


def _names(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    kept, frame = prospect.before.tables["indicators"], table.after
    for column in ("indicator_vi", "indicator_en"):
        names = frame[column].astype("str")
        known = set(kept[column])
        new = [name for name in names[table.mask].unique() if name not in known]
        near = {name: nearest(name, known, 0.9) for name in new[:_MOST_NAMES]}
        odd = {name: meant for name, meant in near.items() if meant}
        yield from table.doubts(
            "name-misspelt",
            column,
            names.isin(odd).to_numpy(dtype=bool),
            lambda place, names=names, odd=odd: said(  # type: ignore[misc]
                NEAR_NAME, value=names.iloc[place], other=odd[names.iloc[place]]
            ),
        )
        if column == "indicator_vi":
            yield from _pairs(kept, table)


def _pairs(kept: pd.DataFrame, table: Touched) -> Iterator[Doubt]:
    """English names that kept rows only have beside another Vietnamese one, or the other way."""
    pairs = kept.groupby(["indicator_vi", "indicator_en"]).size()
    sizes = list(zip(pairs.index.to_list(), pairs.tolist(), strict=True))
    counts = {(str(pair[0]), str(pair[1])): int(count) for pair, count in sizes}
    usual = dict(counts.keys())
    known = set(usual.values())
    backwards = {pair[1]: pair[0] for pair in counts}
    vi, en = (table.after[name].astype("str").tolist() for name in ("indicator_vi", "indicator_en"))

    @cache
    def told(vi: str, en: str) -> Message | None:
        if (vi, en) in counts or not (vi in usual or en in backwards) or nearest(en, known, 0.9):
            return None
        if vi in usual:
            meant = usual[vi]
            return said(OTHER_PAIR, value=en, name=vi, count=counts[vi, meant], other=meant)
        if nearest(vi, usual, 0.9):
            return None
        meant = backwards[en]
        return said(OTHER_PAIR, value=vi, name=en, count=counts[meant, en], other=meant)

    messages: dict[int, Message] = {}
    for place in np.flatnonzero(table.mask).tolist():
        words = told(vi[place], en[place])
        if words is not None:
            messages[place] = words
    yield from table.doubts_of_rows("name-misspelt", "indicator_en", messages)


def _new_places(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """A place without earlier values, in a period in which one that had them has none."""
    kept, frame = prospect.before.tables["indicators"], table.after
    new = frame[table.mask & (frame["scope_key"] != "").to_numpy(dtype=bool)].copy()
    new["at"] = np.flatnonzero(table.mask & (frame["scope_key"] != "").to_numpy(dtype=bool))
    messages: dict[int, Message] = {}
    levels: dict[int, Message] = {}
    for (name, day), group in new.groupby(["indicator_en", "period_end"], observed=True):
        before = set(kept.loc[kept["indicator_en"] == name, "scope_key"]) - {""}
        rows = int((kept["indicator_en"] == name).sum())
        if len(before) < _SOME:
            continue
        only_wards = all(_is_ward(prospect.units, key) for key in before)
        lacking = before - set(group["scope_key"])
        called = str(group["indicator_vi"].iloc[0])
        for place, key in zip(group["at"], group["scope_key"].astype("str"), strict=True):
            if key in before:
                continue
            if only_wards and not _is_ward(prospect.units, key):
                levels[int(place)] = said(
                    OTHER_LEVEL, place=prospect.scope(key), count=rows, name=called
                )
            elif 0 < len(lacking) <= len(before) / 2:
                messages[int(place)] = said(
                    NEW_PLACE,
                    place=prospect.place(key, "", day),
                    name=called,
                    other=_listed(prospect.units, lacking),
                    day=shown_cell(day),
                )
    for told in (levels, messages):
        yield from table.doubts_of_rows("indicator-place", "scope_key", told)


def _is_ward(units: Units, key: str) -> bool:
    return key in units and units.kind(key) in COMMUNE_LEVEL


def _listed(units: Units, keys: set[str], most: int = 3) -> str:
    names = [units.full_name(key) if key in units else key for key in sorted(keys)]
    return "; ".join([*names[:most], *(["…"] if len(names) > most else [])])
