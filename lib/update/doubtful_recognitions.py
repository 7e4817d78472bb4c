"""Doubts about recognitions that say less than they should, or come sooner than they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_courses import course_of, told_statuses
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect
from lib.update.row_pairs import odd_pairs, records

BARE = Message("{place}: recognised, with neither a day nor a decision")
NO_DAY = Message("{place}: recognised by decision {value}, without its day")
DAY_LOST = Message("{place}: recognised without a day; the report of {before} has {day}")
NUMBER_LOST = Message("{place}: recognised without a decision; the report of {before} has {value}")
SKIPPED = Message("{place}: “{status}” on {day}, but still “{other}” on {before}")

_SOON = {2: 45, 3: 100, 4: 200}
"""Days within which so many steps up the ladder are not believed: two take more than a month,
three more than a quarter, since work on the criteria, an inspection and a decision lie between."""


Report = tuple[str, pd.Timestamp]
"""Source and day."""


def doubtful_recognitions(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about recognitions without day or decision, and about steps left out."""
    for _, table in prospect.touched("observations"):
        yield from _bare(prospect, table)
        yield from _steps(prospect, table)


def _bare(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Recognitions that lack what is known of them, or all that would tell when and by what.

    A source that says how the recognition is known (`strength`) has said all it can, and a
    ward that is recognised already is not asked about again.
    """
    frame = table.after
    titled = _titled(table)
    if not titled:
        return
    reports: dict[tuple[str, str], list[int]] = {}
    for place, row in titled.items():
        reports.setdefault((str(row["unit_key"]), str(row["programme"])), []).append(place)
    repeating = _repeating(frame)
    messages: dict[str, dict[int, Message]] = {"recognised_on": {}, "decision_no": {}}
    for place, row in titled.items():
        if not table.mask[place]:
            continue
        name = prospect.place(str(row["unit_key"]), str(row["ward_text"]), row["as_of"])
        same = reports[str(row["unit_key"]), str(row["programme"])]
        earlier = [
            titled[each]
            for each in (same if row["unit_key"] else ())
            if each != place and _is_before(titled[each]["as_of"], row["as_of"])
        ]
        for column, words in (("recognised_on", DAY_LOST), ("decision_no", NUMBER_LOST)):
            known = [
                each for each in earlier
                if _is_given(each[column]) and {_report(each), _report(row)} & repeating[column]
            ]  # fmt: skip
            if known and not _is_given(row[column]):
                messages[column][place] = said(
                    words,
                    place=name,
                    before="–" if pd.isna(known[-1]["as_of"]) else shown_cell(known[-1]["as_of"]),
                    **{"day" if words is DAY_LOST else "value": shown_cell(known[-1][column])},
                )
        if not earlier and not _is_given(row["recognised_on"]):
            if row["decision_no"]:
                messages["recognised_on"][place] = said(
                    NO_DAY, place=name, value=row["decision_no"]
                )
            elif not _is_given(row["strength"]):
                messages["recognised_on"][place] = said(BARE, place=name)
    for column, told in messages.items():
        yield from table.doubts_of_rows("recognition-bare", column, told)


def _titled(table: Touched) -> dict[int, dict[str, Any]]:
    """Recognitions of the wards of which the file has one, the earliest first."""
    frame = table.after
    titled = (frame["status"] == "recognised").to_numpy(dtype=bool)
    wards = set(frame["unit_key"][titled & table.mask])
    places = np.flatnonzero(titled & frame["unit_key"].isin(wards).to_numpy(dtype=bool))
    ordered = frame["as_of"].iloc[places].reset_index(drop=True)
    order = ordered.sort_values(kind="stable", na_position="first").index
    rows = records(frame, places.tolist())
    return {int(places[number]): rows[int(places[number])] for number in order}


def _repeating(frame: pd.DataFrame) -> dict[str, set[Report]]:
    """Reports of wards of every status in which recognised ones have day, or decision.

    Where a report never repeats them, as most do that follow a decision, none is lost.
    """
    reports = list(zip(frame["source_id"].astype("str"), frame["as_of"], strict=True))
    is_titled = (frame["status"] == "recognised").tolist()
    mixed = {report for report, titled in zip(reports, is_titled, strict=True) if not titled}
    return {
        column: {
            report for report, given in zip(reports, frame[column], strict=True) if _is_given(given)
        }
        & mixed
        for column in ("recognised_on", "decision_no")
    }


def _report(row: Mapping[str, Any]) -> Report:
    return str(row["source_id"]), row["as_of"]


def _is_given(cell: Any) -> bool:
    return not pd.isna(cell) and cell != ""


def _is_before(day: pd.Timestamp, other: pd.Timestamp) -> bool:
    """Whether a report is earlier than another; one without a day is taken as earlier."""
    return bool(pd.isna(day) or pd.isna(other) or day < other)


def _steps(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Wards that went up by more steps between two reports than the time between them allows."""
    # Of one day the lowest counts.
    course = course_of(table).drop_duplicates(["unit_key", "programme", "as_of"])
    most = (course["rank"] - course["rank"].shift()).map(_SOON)
    days = (course["as_of"] - course["as_of"].shift()).dt.days
    pairs = odd_pairs(table, course, ("unit_key", "programme"), days <= most)
    yield from told_statuses(prospect, table, "steps-skipped", SKIPPED, pairs)
