"""Doubts about targets whose number is of the other kind: wards for percent, or percent for wards.

A number alone does not say which of the two it is. What tells are the remark beside it, the
targets of other places, and that percent of so many wards come to a whole number of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from lib.domain.statuses import COUNTED
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_rows import wards_of
from lib.update.doubts import Doubt
from lib.update.prospects import Prospect, scope_name
from lib.update.row_pairs import records

SAID_PERCENT = Message("{place}: {value} wards, but the remark says “{other}”")
SAID_WARDS = Message("{place}: {value} percent, but the remark says “{other}”")
NO_WHOLE = Message(
    "{place}: {value} percent of {total} wards is no whole number; are {value} wards meant?"
)
ALIKE = Message("{place}: {value} wards, as in {count} other places; are {value} percent meant?")
OTHERS_SHARE = Message(
    "{place}: {value} wards; {count} other places have {value} percent for the same day"
)
OTHERS_WARDS = Message(
    "{place}: {value} percent; {count} other places have {value} wards for the same day"
)

Row = Mapping[str, Any]
_Aim = tuple[float, pd.Timestamp, str]  # value, day, source
_COUNT, _SHARE = "count_of_wards", "share_of_wards"
_OTHERS = 3  # other places of one paper and day with the same value
_LIKE_PERCENT = 20  # so many wards in each of several places are percent, rather


def target_metrics(prospect: Prospect) -> Iterator[Doubt]:
    """Every target whose value is hardly of the metric that its row says."""
    for _, table in prospect.touched("targets"):
        frame = table.after
        given = frame["metric"].isin((_COUNT, _SHARE)) & (frame["programme"] == COUNTED)
        given &= (frame["value"] > 0).fillna(False) & (frame["scope_key"] != "")
        alike = _places_alike(frame[given.to_numpy(dtype=bool)])
        messages: dict[int, Message] = {}
        asked = np.flatnonzero(given.to_numpy(dtype=bool) & table.mask)
        for place, row in records(frame, asked.tolist()).items():
            words = _of_remark(row) or _of_others(row, alike) or _no_whole(prospect, row)
            if words is not None:
                name = scope_name(prospect, frame, place, "target_date")
                value = shown_cell(row["value"])
                messages[place] = words.filled(**dict(words.values), place=name, value=value)
        yield from table.doubts_of_rows("target-unlikely", "metric", messages)


def _of_remark(row: Row) -> Message | None:
    """What the remark says the value is, where it is another thing than the metric."""
    value = re.escape(shown_cell(row["value"]))
    note = str(row["note"])
    percent = re.search(rf"(?<![\d.,]){value}\s*(?:%|phần trăm|percent)", note)
    wards = re.search(
        rf"(?<![\d.,/]){value}\s*(?:/\s*\d+|(?:công an\s+)?(?:phường|xã|đơn vị)|"
        r"(?:of \d+ )?wards?)",
        note,
        re.IGNORECASE,
    )
    if row["metric"] == _COUNT and percent and not wards:
        return said(SAID_PERCENT, other=percent[0])
    if row["metric"] == _SHARE and wards and not percent:
        return said(SAID_WARDS, other=wards[0])
    return None


def _places_alike(rows: pd.DataFrame) -> dict[_Aim, dict[str, set[str]]]:
    """The places of each metric that one paper gives the same value for the same day."""
    places: dict[_Aim, dict[str, set[str]]] = {}
    columns = ("value", "target_date", "source_id", "metric", "scope_key")
    cells = zip(*(rows[name].tolist() for name in columns), strict=True)
    for value, day, source, metric, scope in cells:
        places.setdefault((value, day, source), {}).setdefault(metric, set()).add(scope)
    return places


def _of_others(row: Row, alike: Mapping[_Aim, Mapping[str, set[str]]]) -> Message | None:
    """What other places have for the same day by the same paper, as far as it is the same value."""
    if pd.isna(row["target_date"]):
        return None
    places = alike[row["value"], row["target_date"], row["source_id"]]
    counts, shares = (
        len(places.get(metric, set()) - {row["scope_key"]}) for metric in (_COUNT, _SHARE)
    )
    if row["metric"] == _COUNT and shares >= _OTHERS and shares > counts:
        return said(OTHERS_SHARE, count=shares)
    if row["metric"] == _SHARE and counts >= _OTHERS and counts > shares:
        return said(OTHERS_WARDS, count=counts)
    if row["metric"] == _COUNT and counts >= _OTHERS and float(row["value"]) >= _LIKE_PERCENT:
        return said(ALIKE, count=counts)
    return None


def _no_whole(prospect: Prospect, row: Row) -> Message | None:
    """A share that is no round one, and the rounded share of no number of wards of its place."""
    value, total = float(row["value"]), row["denominator"]
    if row["metric"] != _SHARE or value % 5 == 0 or value % 1:
        return None
    if pd.isna(total):
        total = wards_of(prospect, str(row["scope_key"]), row["target_date"])
    total = int(total)
    if value > total:
        return None
    near = round(value * total / 100)
    if abs(100 * near / total - value) <= 0.5:
        return None
    return said(NO_WHOLE, total=total)
