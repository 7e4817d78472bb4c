"""Doubts about codes that nobody knows, events that cannot have been yet, and missing dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.near_words import nearest
from lib.io.tables.rules import shown_cell
from lib.update.closed_periods import DAYS
from lib.update.doubts import Doubt, Mask, Touched
from lib.update.prospects import Prospect, first_days, scope_names
from lib.words import phrases
from lib.words.event_kinds import KINDS
from lib.words.file_words import file_words

UNKNOWN = Message("“{value}” is not known; it is kept and shown as it is written")
NEARLY = Message("“{value}” is not known; did you mean {other}?")
NOT_PLANNED = Message("“{value}” is dated {day}, after today, and is not said to be planned")
NO_DAY = Message("{place}: no date; the row is shown as undated")
NO_DUE = Message("{place}: no due date; nothing is measured against this target")

_OPEN = {
    "counts": ("metric", phrases.METRICS),
    "milestones": ("kind", {code: look.message for code, look in KINDS.items()}),
}
_DATED = ("targets", "milestones", "counts", "indicators")
_AHEAD = ("target",)  # kinds of events that speak of what is to come
_PLANNED = re.compile(r"dự kiến|sẽ |mốc|planned|to be |will |expected|due", re.IGNORECASE)


def doubtful_codes(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about what a count counts, the kind of an event, and days that are missing."""
    for name, table in prospect.touched(*_OPEN):
        column, known = _OPEN[name]
        yield from _unknown(prospect, table, column, known)
    for _, table in prospect.touched("milestones"):
        yield from _not_yet(prospect, table)
    for name, table in prospect.touched(*_DATED):
        yield from _undated(prospect, table, DAYS[name])


def _unknown(
    prospect: Prospect, table: Touched, column: str, known: Mapping[str, str]
) -> Iterator[Doubt]:
    name = table.changes.table.name
    kept = set(prospect.before.tables[name][column].astype("str"))
    rounds = {_of_no_year(code) for code in {*known, *kept}}
    called = {code: code for code in known} | file_words().codes_called(name, column)
    called |= {code: code for code in kept}

    def told(code: str) -> Message | None:
        if _of_no_year(code) in rounds:
            return None
        near = called.get(nearest(code, called), "")
        if near:
            meant = Message(known[near]) if near in known else near
            return said(NEARLY, value=code, other=meant)
        return said(UNKNOWN, value=code)

    yield from table.doubts_of_texts("code-unknown", column, told)


def _of_no_year(code: str) -> str:
    """A code without its year: wards registered for 2027 are counted as those for 2026 were."""
    return re.sub(r"20\d\d", "", code)


def _not_yet(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    frame = table.after
    later = first_days(frame, "date") > np.datetime64(prospect.today)
    yield from table.doubts(
        "date-in-future",
        "date",
        later & ~is_planned(frame),
        lambda place: said(
            NOT_PLANNED,
            value=frame["event_vi"].iloc[place],
            day=shown_cell(frame["date"].iloc[place]),
        ),
    )


def is_planned(frame: pd.DataFrame) -> Mask:
    """For each event whether its kind or its words say that it lies ahead."""
    words = frame["event_vi"].astype("str") + " " + frame["event_en"].astype("str")
    in_words = words.map(lambda text: bool(_PLANNED.search(text))).astype(bool)
    ahead: Mask = (in_words | frame["kind"].isin(_AHEAD)).to_numpy(dtype=bool)
    return ahead


def _undated(prospect: Prospect, table: Touched, day: str) -> Iterator[Doubt]:
    frame = table.after
    where: Mask = frame[day].isna().to_numpy(dtype=bool) & table.mask
    places = np.flatnonzero(where)
    words = NO_DUE if day == "target_date" else NO_DAY
    names = scope_names(prospect, frame.iloc[places], day)
    messages = {
        int(place): said(words, place=name) for place, name in zip(places, names, strict=True)
    }
    yield from table.doubts_of_rows("date-missing", day, messages)
