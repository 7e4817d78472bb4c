"""Doubts about values of indicators: what can hardly be, and what is unlike all other rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Mask, Touched
from lib.update.prospects import Prospect, scope_names

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

Values = npt.NDArray[np.float64]

_SAME = ["indicator_en", "unit", "comparison_base"]
_SOME, _MANY = 8, 20  # other values that show what is usual
_HARDLY = 0.1  # share of values with a sign that "hardly ever" is
_TENTH = (7.0, 14.0)  # times that are about ten
_CHANGE = r"(?i)change|thay đổi|tăng|giảm|increase|decrease"


def unlike_places(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a value of an indicator beside what it counts and all its others."""
    for _, table in prospect.touched("indicators"):
        yield from _impossible(prospect, table)
        yield from _unlike(prospect, table)


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
        odd = dict.fromkeys(np.flatnonzero(where & table.mask).tolist(), words)
        messages = _filled(prospect, frame, odd)
        yield from table.doubts_of_rows("value-impossible", "value", messages)


def _unlike(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    frame = table.after
    some = frame[[*_SAME, "scope_key", "period_end", "value"]].copy()
    some["place"] = np.arange(len(frame))
    asked = set(frame["indicator_en"][table.mask])
    some = some[some["indicator_en"].isin(asked) & some["value"].notna()]
    some = some.sort_values(["scope_key", "period_end"], kind="stable")
    odd: dict[int, Message] = {}
    for _, group in some.groupby(_SAME, observed=True, sort=False):
        if len(group) > _SOME:
            places = group["place"].to_numpy()
            before = group["value"].shift().where(group["scope_key"] == group["scope_key"].shift())
            values = _Values(group["value"].to_numpy(dtype=float), before.to_numpy(dtype=float))
            odd |= {int(places[at]): words for at, words in values.odd(table.mask[places])}
    messages = _filled(prospect, frame, odd)
    yield from table.doubts_of_rows("value-unlike-places", "value", messages)


class _Values:
    """Values of one indicator, measure and base, each beside all others.

    Args:
        values: The values, those of one place in the order of their periods.
        before: The value of the same place before each; NaN where there is none.
    """

    def __init__(self, values: Values, before: Values) -> None:
        self._values, self._before = values, before
        self._others = len(values) - 1
        self._least, self._most = -_largest_other(-values), _largest_other(values)
        signs = np.sign(values)
        self._like = np.array([(signs == sign).sum() - 1 for sign in (-1, 0, 1)])[
            signs.astype(int) + 1
        ]
        self._unlike = np.array([(signs == -sign).sum() for sign in (-1, 0, 1)])[
            signs.astype(int) + 1
        ]

    def odd(self, where: Mask) -> Iterator[tuple[int, Message]]:
        """The values that are unlike the others, and what is said of each.

        Args:
            where: The values that are asked about.
        """
        values, before = self._values, self._before
        room = (self._most - self._least) * (0.5 if self._others >= _MANY else 1.0)
        beyond = (values < self._least - room) | (values > self._most + room)
        decimals = _decimals(values)
        outside = (values < self._least) | (values > self._most)
        rare = self._like < _HARDLY * self._others
        rare &= np.abs(values) >= np.median(np.abs(values)) / 2
        with np.errstate(divide="ignore", invalid="ignore"):
            times = values / before
        tenfold = _about_ten(times) | _about_ten(100 * times)
        looks: tuple[tuple[Mask, Message], ...] = (
            ((values != 0) & (self._unlike == self._others), OTHER_SIGN),
            (beyond & (room > 0), OUTSIDE),
            (decimals > _largest_other(decimals), FINER),
            (rare & (before * values < 0) & (np.abs(values) >= np.abs(before) / 2), SIGN_TURNED),
            (outside & tenfold, TENFOLD),
        )
        left = where.copy()
        for look, words in looks:
            for at in np.flatnonzero(look & left).tolist():
                yield (
                    at,
                    said(
                        words,
                        count=self._others,
                        least=shown_cell(float(self._least[at])),
                        most=shown_cell(float(self._most[at])),
                        other=shown_cell(float(before[at])),
                    ),
                )
            left &= ~look


def _largest_other(values: Values) -> Values:
    """For each value the largest of all others."""
    second, first = np.partition(values, -2)[-2:]
    alone = np.count_nonzero(values == first) == 1
    largest: Values = np.where((values == first) & alone, second, first)
    return largest


def _decimals(values: Values) -> Values:
    """How many decimals each value is written with."""
    distinct, at = np.unique(values, return_inverse=True)
    texts = (f"{value:.6f}".rstrip("0") for value in distinct.tolist())
    counts = np.array([len(text.partition(".")[2]) for text in texts], dtype=float)
    decimals: Values = counts[at]
    return decimals


def _about_ten(times: Values) -> Mask:
    return (times >= _TENTH[0]) & (times <= _TENTH[1])


def _filled(
    prospect: Prospect, frame: pd.DataFrame, words: Mapping[int, Message]
) -> dict[int, Message]:
    """Words with the place, the indicator and the value of their rows beside what they hold."""
    places = list(words)
    some = frame.iloc[places]
    rows = zip(
        words.items(),
        scope_names(prospect, some, "period_end"),
        some["indicator_vi"],
        some["value"],
        strict=True,
    )
    return {
        place: each.filled(
            **dict(each.values),
            place=where,
            name=name,
            value=shown_cell(abs(value) if each.template == LOST_ALL.template else float(value)),
        )
        for (place, each), where, name, value in rows
    }
