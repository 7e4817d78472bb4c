"""Doubts about what a report says of a ward beside earlier reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Mask, Touched
from lib.update.prospects import Prospect
from lib.update.row_pairs import records
from lib.update.told_cells import told_cell

DIFFERS = Message("{place}: “{value}”, but “{other}” in the report of {before}")
LATER = Message("“{value}” is after the date of the row ({day})")
NOT_YET = Message("{place}: registered in {value}, but “Not registered” on {before}")
HAS_YEAR = Message("{place}: “{status}”, but with the year of registration {value}")
HAS_MET = Message("{place}: “{status}”, but with {value} criteria met")
HAS_DECISION = Message("{place}: “{status}”, but with the decision “{value}”")
ALL_MET = Message("{place}: “{status}”, but all {total} criteria are met")
TWO_DAYS = Message("decision {value} is dated {day} here and {before} in another row")

_STAYS = ("wave", "registered_year", "recognised_on", "decision_no")


def doubtful_wards(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about new observations beside the kept ones."""
    for _, table in prospect.touched("observations"):
        frame = table.after
        yield from _changed(prospect, table)
        yield from _programme(prospect, table)
        yield from _later(table, frame)
        yield from _contradictions(prospect, table)
        yield from _decisions(table, frame)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else shown_cell(value)


def _changed(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """What does not change of a ward and differs from its latest earlier report."""
    frame = table.after
    course = frame[["unit_key", "programme", "as_of", "status", *_STAYS]].assign(
        place=np.arange(len(frame)), programme=frame["programme"].astype("str")
    )
    known = (frame["unit_key"] != "") & frame["as_of"].notna()
    course = course[known.to_numpy(dtype=bool)].sort_values(
        ["unit_key", "programme", "as_of"], kind="stable"
    )
    for name in _STAYS:
        given = course[course[name].notna() & (course[name].astype("str") != "")]
        together = (given["unit_key"] == given["unit_key"].shift()) & (
            given["programme"] == given["programme"].shift()
        )
        odd = (together & (given[name] != given[name].shift())).fillna(False).to_numpy(dtype=bool)
        messages = {}
        for number in np.flatnonzero(odd):
            place, before = given.iloc[number], given.iloc[number - 1]
            if table.mask[place["place"]]:
                messages[int(place["place"])] = said(
                    DIFFERS,
                    place=prospect.place(place["unit_key"], "", place["as_of"]),
                    value=told_cell(table.changes.table, name, _text(place[name])),
                    other=told_cell(table.changes.table, name, _text(before[name])),
                    before=shown_cell(before["as_of"]),
                )
        yield from table.doubts_of_rows("ward-differs", name, messages)


def _programme(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Rows of another programme than every earlier report of their ward."""
    frame = table.after[["unit_key", "programme", "as_of"]]
    wards = set(frame["unit_key"][table.mask]) - {""}
    some = frame["unit_key"].isin(wards) & frame["as_of"].notna()
    reports: dict[str, list[dict[str, Any]]] = {}
    rows = records(frame, np.flatnonzero(some.to_numpy(dtype=bool)).tolist())
    for row in rows.values():
        reports.setdefault(str(row["unit_key"]), []).append(row)
    messages: dict[int, Message] = {}
    for place, row in rows.items():
        earlier = [
            each for each in reports[str(row["unit_key"])] if each["as_of"] < row["as_of"]
        ]  # fmt: skip
        own = {str(each["programme"]) for each in earlier}
        if table.mask[place] and own and str(row["programme"]) not in own:
            last = max(earlier, key=lambda each: each["as_of"])
            messages[place] = said(
                DIFFERS,
                place=prospect.place(str(row["unit_key"]), "", row["as_of"]),
                value=told_cell(table.changes.table, "programme", str(row["programme"])),
                other=told_cell(table.changes.table, "programme", str(last["programme"])),
                before=shown_cell(last["as_of"]),
            )
    yield from table.doubts_of_rows("ward-differs", "programme", messages)


def _later(table: Touched, frame: pd.DataFrame) -> Iterator[Doubt]:
    by = frame["as_of"]
    year = frame["registered_year"]
    late: dict[str, Mask] = {
        "recognised_on": (frame["recognised_on"] > by).to_numpy(dtype=bool),
        "registered_year": (year > by.dt.year).fillna(False).to_numpy(dtype=bool),
    }
    for name, where in late.items():
        yield from table.doubts(
            "date-after-report",
            name,
            where,
            lambda place, name=name: said(  # type: ignore[misc]
                LATER,
                value=told_cell(table.changes.table, name, _text(frame[name].iloc[place])),
                day=shown_cell(by.iloc[place]),
            ),
        )


def _contradictions(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Statuses that other cells of the row, or an earlier report, rule out."""
    frame = table.after
    status = frame["status"].astype("str").to_numpy()
    met, total = frame["criteria_met"], frame["criteria_total"]
    none = status == "not_registered"
    whole = (met == total).fillna(False).to_numpy(dtype=bool)
    some = (met > 0).fillna(False).to_numpy(dtype=bool)
    messages: dict[str, dict[int, Message]] = {
        "registered_year": {},
        "criteria_met": {},
        "decision_no": {},
    }
    below = none | (status == "registered") | (status == "in_progress")
    odd = table.mask & (
        (none & (frame["registered_year"].notna().to_numpy(dtype=bool) | some)) | (below & whole)
    )
    for place, row in records(frame, np.flatnonzero(odd).tolist()).items():
        words = told_cell(table.changes.table, "status", row["status"])
        name = prospect.place(row["unit_key"], row["ward_text"], row["as_of"])
        column = "criteria_met" if _text(row["registered_year"]) == "" else "registered_year"
        if whole[place]:
            told = said(ALL_MET, place=name, status=words, total=row["criteria_total"])
            messages["criteria_met"][place] = told
        else:
            has = HAS_MET if column == "criteria_met" else HAS_YEAR
            messages[column][place] = said(has, place=name, status=words, value=_text(row[column]))
    numbered = (frame["decision_no"] != "").to_numpy(dtype=bool) & (status != "recognised")
    for place, row in records(frame, np.flatnonzero(numbered & table.mask).tolist()).items():
        messages["decision_no"][place] = said(
            HAS_DECISION,
            place=prospect.place(row["unit_key"], row["ward_text"], row["as_of"]),
            status=told_cell(table.changes.table, "status", row["status"]),
            value=row["decision_no"],
        )
    not_then = frame[none & frame["as_of"].notna().to_numpy(dtype=bool)]
    last = not_then.groupby("unit_key")["as_of"].max()
    told_year = frame["registered_year"]
    day = pd.Series(last.reindex(frame["unit_key"]).to_numpy(), index=frame.index)
    early = (told_year < day.dt.year).fillna(False).to_numpy(dtype=bool) & ~none & table.mask
    for place, row in records(frame, np.flatnonzero(early).tolist()).items():
        messages["registered_year"][place] = said(
            NOT_YET,
            place=prospect.place(row["unit_key"], row["ward_text"], row["as_of"]),
            value=row["registered_year"],
            before=shown_cell(day.iloc[place]),
        )
    for name, told_of in messages.items():
        yield from table.doubts_of_rows("status-contradicts", name, told_of)


def _decisions(table: Touched, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Recognitions by one decision on two days; the day that most rows have is told."""
    given = frame[(frame["decision_no"] != "") & frame["recognised_on"].notna()]
    usual = given.groupby("decision_no")["recognised_on"].agg(lambda days: days.mode().iloc[0])
    day = pd.Series(usual.reindex(frame["decision_no"]).to_numpy(), index=frame.index)
    odd = (day.notna() & frame["recognised_on"].notna() & (day != frame["recognised_on"])).to_numpy(
        dtype=bool
    )
    yield from table.doubts(
        "decision-differs",
        "recognised_on",
        odd,
        lambda place: said(
            TWO_DAYS,
            value=frame["decision_no"].iloc[place],
            day=shown_cell(frame["recognised_on"].iloc[place]),
            before=shown_cell(day.iloc[place]),
        ),
    )
