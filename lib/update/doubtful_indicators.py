"""Doubts about indicators: their names, their places, and values beside those of other rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.domain.units import Units
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.near_words import nearest
from lib.io.tables.references import NATIONAL
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, scope_names
from lib.update.row_pairs import at_places

OTHER_SIGN = Message(
    "{place}: {value}; all {count} other values of “{name}” have the opposite sign"
)
SIGN_TURNED = Message("{place}: {value}, {other} before; “{name}” hardly ever has that sign")
TENFOLD = Message("{place}: {value}, {other} before; a decimal of “{name}” may have moved")
FINER = Message(
    "{place}: {value} has more decimals than any of the {count} other values of “{name}”"
)
OUTSIDE = Message(
    "{place}: {value}; the {count} other values of “{name}” range from {least} to {most}"
)
OVER_ALL = Message("{place}: “{name}” is {value} percent, more than 100")
LOST_ALL = Message("{place}: “{name}” fell by {value} percent, more than 100")
BELOW_ZERO = Message("{place}: “{name}” is {value}, below zero")
NEAR_NAME = Message("“{value}” is not known; did you mean “{other}”?")
OTHER_PAIR = Message("“{value}” stands beside “{name}”; in {count} kept rows “{other}” does")
NEW_PLACE = Message("{place} had no value of “{name}” before; {other} have, and none for {day}")
OTHER_LEVEL = Message("{place} is no ward; the {count} other rows of “{name}” are about wards")

_SAME = ["indicator_en", "unit", "comparison_base"]
_SOME, _MANY = 8, 20  # other values that show what is usual
_TENTH = (7.0, 14.0)  # times that are about ten
_HARDLY = 0.1  # share of values with a sign that "hardly ever" is
_CHANGE = r"(?i)change|thay đổi|tăng|giảm|increase|decrease"
_WARD = 5  # digits in the code of a ward


def doubtful_indicators(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about new and changed indicators."""
    for _, table in prospect.touched("indicators"):
        yield from _names(prospect, table)
        yield from _impossible(prospect, table)
        yield from _unlike_places(prospect, table)
        yield from _new_places(prospect, table)


def _names(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    kept, frame = prospect.before.tables["indicators"], table.after
    for column, other in (("indicator_vi", "indicator_en"), ("indicator_en", "indicator_vi")):
        names = frame[column].astype("str")
        known = set(kept[column])
        near = {name: nearest(name, known, 0.9) for name in names[table.mask].unique()
                if name not in known}  # fmt: skip
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
            yield from _pairs(kept, table, column, other)


def _pairs(kept: pd.DataFrame, table: Touched, column: str, other: str) -> Iterator[Doubt]:
    """English names that kept rows only have beside another Vietnamese one, or the other way."""
    pairs = kept.groupby([column, other]).size()
    sizes = list(zip(pairs.index.to_list(), pairs.tolist(), strict=True))
    counts = {(str(pair[0]), str(pair[1])): int(count) for pair, count in sizes}
    usual = dict(counts.keys())
    known = set(usual.values())
    backwards = {pair[1]: pair[0] for pair in counts}
    vi, en = (table.after[name].astype("str").tolist() for name in (column, other))
    found: dict[int, Message] = {}
    for place in np.flatnonzero(table.mask).tolist():
        pair = vi[place], en[place]
        if pair in counts or nearest(pair[1], known, 0.9):
            continue
        if pair[0] in usual:
            meant = usual[pair[0]]
            count = counts[pair[0], meant]
            found[place] = said(OTHER_PAIR, value=pair[1], name=pair[0], count=count, other=meant)
        elif pair[1] in backwards and not nearest(pair[0], usual, 0.9):
            meant = backwards[pair[1]]
            count = counts[meant, pair[1]]
            found[place] = said(OTHER_PAIR, value=pair[0], name=pair[1], count=count, other=meant)
    yield from table.doubts("name-misspelt", other, at_places(table, found), found.__getitem__)


def _impossible(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    frame = table.after
    value = frame["value"].to_numpy(dtype=float)
    names = frame["indicator_vi"] + " " + frame["indicator_en"]
    told = (frame["comparison_base"] != "") | names.str.contains(_CHANGE)
    changes = told.to_numpy(dtype=bool)
    percent = frame["unit"].isin(("percent", "%")).to_numpy(dtype=bool)
    for where, words in (
        (percent & ~changes & (value > 100), OVER_ALL),
        (percent & changes & (value < -100), LOST_ALL),
        (~changes & (value < 0), BELOW_ZERO),
    ):
        yield from table.doubts(
            "value-impossible",
            "value",
            where,
            lambda place, words=words: _filled(  # type: ignore[misc]
                prospect, frame, place, words, name=frame["indicator_en"].iloc[place]
            ),
        )


def _unlike_places(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Values beside all others of the same indicator, measure and base."""
    frame = table.after
    some = frame[[*_SAME, "scope_key", "period_end", "value"]].copy()
    some["place"] = np.arange(len(frame))
    asked = set(frame.loc[table.mask, "indicator_en"])
    some = some[some["indicator_en"].isin(asked) & some["value"].notna()]
    found: dict[int, Message] = {}
    for (name, *_), group in some.groupby(_SAME, observed=True, sort=False):
        if len(group) <= _SOME:
            continue
        values, places = group["value"].to_numpy(dtype=float), group["place"].to_numpy()
        decimals = np.array([_decimals(value) for value in values.tolist()])
        for number in np.flatnonzero(table.mask[places]).tolist():
            others = np.delete(values, number)
            words = _unlike(values[number], others)
            if words is None and decimals[number] > np.delete(decimals, number).max(initial=0):
                words = said(FINER, count=len(others))
            if words is None:
                words = _beside_before(group, number, values, others)
            if words is not None:
                place = int(places[number])
                found[place] = _filled(prospect, frame, place, words, name=str(name))
    yield from table.doubts(
        "value-unlike-places", "value", at_places(table, found), found.__getitem__
    )


def _unlike(value: float, others: np.typing.NDArray[np.float64]) -> Message | None:
    """What is said of a value that has the other sign or lies far from all others."""
    if value and (np.sign(others) == -np.sign(value)).all():
        return said(OTHER_SIGN, count=len(others))
    least, most = float(others.min()), float(others.max())
    room = (most - least) * (0.5 if len(others) >= _MANY else 1.0)
    if room and not least - room <= value <= most + room:
        return said(OUTSIDE, count=len(others), least=shown_cell(least), most=shown_cell(most))
    return None


def _beside_before(
    group: pd.DataFrame,
    number: int,
    values: np.typing.NDArray[np.float64],
    others: np.typing.NDArray[np.float64],
) -> Message | None:
    """What is said of a value that its place never had, nor hardly any other: sign, decimals."""
    value = values[number]
    rare = float((np.sign(others) == np.sign(value)).mean()) < _HARDLY
    rare &= abs(value) >= float(np.median(np.abs(others))) / 2
    outside = not others.min() <= value <= others.max()
    if not (rare or outside):
        return None
    before = _before(group, number)
    if rare and before * value < 0 and abs(value) >= abs(before) / 2:
        return said(SIGN_TURNED, other=shown_cell(before))
    times = value / before if before else 0.0
    if outside and (_TENTH[0] <= times <= _TENTH[1] or _TENTH[0] <= 100 * times <= _TENTH[1]):
        return said(TENFOLD, other=shown_cell(before))
    return None


def _before(group: pd.DataFrame, number: int) -> float:
    """The last earlier value of the same place; NaN where there is none."""
    row = group.iloc[number]
    same = group[
        (group["scope_key"] == row["scope_key"]) & (group["period_end"] < row["period_end"])
    ]
    return float(same.sort_values("period_end")["value"].iloc[-1]) if len(same) else np.nan


def _decimals(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _new_places(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """A place without earlier values, in a period in which one that had them has none."""
    kept, frame = prospect.before.tables["indicators"], table.after
    new = frame[table.mask & (frame["scope_key"] != "").to_numpy(dtype=bool)].copy()
    new["at"] = np.flatnonzero(table.mask & (frame["scope_key"] != "").to_numpy(dtype=bool))
    found: dict[int, Message] = {}
    levels: dict[int, Message] = {}
    for (name, day), group in new.groupby(["indicator_en", "period_end"], observed=True):
        before = set(kept.loc[kept["indicator_en"] == name, "scope_key"]) - {""}
        rows = int((kept["indicator_en"] == name).sum())
        if len(before) < _SOME:
            continue
        only_wards = all(_is_ward(key) for key in before)
        lacking = before - set(group["scope_key"])
        for place, key in zip(group["at"], group["scope_key"].astype("str"), strict=True):
            if key in before:
                continue
            if only_wards and not _is_ward(key):
                words = said(OTHER_LEVEL, count=rows)
                levels[int(place)] = _filled(prospect, frame, int(place), words, name=str(name))
            elif 0 < len(lacking) <= len(before) / 2:
                words = said(NEW_PLACE, other=_listed(prospect.units, lacking), day=shown_cell(day))
                found[int(place)] = _filled(prospect, frame, int(place), words, name=str(name))
    for told in (levels, found):
        yield from table.doubts(
            "indicator-place", "scope_key", at_places(table, told), told.__getitem__
        )


def _is_ward(key: str) -> bool:
    return key != NATIONAL and len(key.partition("-")[2]) >= _WARD


def _listed(units: Units, keys: set[str], most: int = 3) -> str:
    names = [units.full_name(key) if key in units else key for key in sorted(keys)]
    return "; ".join([*names[:most], *(["…"] if len(names) > most else [])])


def _filled(
    prospect: Prospect, frame: pd.DataFrame, place: int, words: Message, *, name: str
) -> Message:
    """Words with the place, the indicator and the value of a row beside what they hold."""
    [where] = scope_names(prospect, frame.iloc[[place]], "period_end")
    value = float(frame["value"].iloc[place])
    return words.filled(
        **dict(words.values),
        place=where or Message("the whole country"),
        name=name,
        value=shown_cell(abs(value) if words.template == LOST_ALL.template else value),
    )
