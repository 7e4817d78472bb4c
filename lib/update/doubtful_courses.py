"""Doubts about the course of a ward: statuses and criteria that fall, recognitions too early."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from lib.domain.statuses import RANK
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect, first_days
from lib.update.row_pairs import odd_pairs, records
from lib.words.terms import STATUS

FALLS = Message("{place}: “{status}” on {day}, but “{other}” on {before}")
TOO_EARLY = Message("{place}: recognised on {day}, but still “{other}” on {after}")
IN_YEAR = Message("{place}: recognised on {day}, but registered in {value}")
CRITERIA_FALL = Message("{place}: {met} of {total} criteria on {day}, but {other} on {before}")

QUARTER = 100  # days between two reports of a quarter, at most


def doubtful_courses(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about observations beside others of the same ward."""
    for _, table in prospect.touched("observations"):
        course = course_of(table)
        yield from _falls(prospect, table, course)
        yield from _criteria_fall(prospect, table, course)
        yield from _criteria_leap(prospect, table, course)
        yield from _too_early(prospect, table)


def course_of(table: Touched) -> pd.DataFrame:
    """Dated observations of each unit in order, with their place and their rank on the ladder."""
    frame = table.after
    course = frame.assign(place=np.arange(len(frame)), rank=frame["status"].astype("str").map(RANK))
    dated = (frame["unit_key"] != "") & frame["as_of"].notna()
    return course[dated.to_numpy(dtype=bool)].sort_values(
        ["unit_key", "programme", "as_of", "rank"], kind="stable"
    )


def _falls(prospect: Prospect, table: Touched, course: pd.DataFrame) -> Iterator[Doubt]:
    lowest = course.drop_duplicates(["unit_key", "programme", "as_of"])  # as the day counts
    odd = lowest["rank"] < lowest["rank"].shift()
    pairs = odd_pairs(table, lowest, ("unit_key", "programme"), odd)
    yield from told_statuses(prospect, table, "status-falls", FALLS, pairs)


def told_statuses(
    prospect: Prospect,
    table: Touched,
    code: str,
    words: Message,
    pairs: dict[int, tuple[int, int]],
) -> Iterator[Doubt]:
    """Pairs of reports of one ward of which the statuses do not fit together.

    Args:
        prospect: What is known around them.
        table: Their table.
        code: Kind of the doubt.
        words: What is said of a pair.
        pairs: Later and earlier row, by the one of them that is doubted.
    """
    rows = records(table.after, chain(*pairs.values()))

    def say(place: int) -> Message:
        later, earlier = (rows[each] for each in pairs[place])
        return said(
            words,
            place=prospect.place(later["unit_key"], "", later["as_of"]),
            status=_status(later["status"]),
            day=shown_cell(later["as_of"]),
            other=_status(earlier["status"]),
            before=shown_cell(earlier["as_of"]),
        )

    yield from table.doubts(code, "status", table.at(pairs), say)


def _criteria_fall(prospect: Prospect, table: Touched, course: pd.DataFrame) -> Iterator[Doubt]:
    counted = course[course["criteria_met"].notna()]
    met, before = counted["criteria_met"], counted["criteria_met"].shift()
    pairs = odd_pairs(
        table,
        counted,
        ("unit_key", "programme", "criteria_total"),
        met < before,
    )
    yield from _told_criteria(prospect, table, "criteria-fall", pairs)


def _told_criteria(
    prospect: Prospect, table: Touched, code: str, pairs: dict[int, tuple[int, int]]
) -> Iterator[Doubt]:
    """Pairs of reports of one ward between which the criteria met are doubted."""
    rows = records(table.after, chain(*pairs.values()))

    def say(place: int) -> Message:
        later, earlier = (rows[each] for each in pairs[place])
        return said(
            CRITERIA_FALL,
            place=prospect.place(later["unit_key"], "", later["as_of"]),
            met=later["criteria_met"],
            total=later["criteria_total"],
            day=shown_cell(later["as_of"]),
            other=earlier["criteria_met"],
            before=shown_cell(earlier["as_of"]),
        )

    yield from table.doubts(code, "criteria_met", table.at(pairs), say)


def _criteria_leap(prospect: Prospect, table: Touched, course: pd.DataFrame) -> Iterator[Doubt]:
    """Wards that met more than half of the set's criteria between two reports of a quarter."""
    counted = course[course["criteria_met"].notna()]
    met, before = counted["criteria_met"], counted["criteria_met"].shift()
    soon = counted["as_of"] - counted["as_of"].shift() <= pd.Timedelta(QUARTER, "D")
    pairs = odd_pairs(
        table,
        counted,
        ("unit_key", "programme", "criteria_total"),
        (2 * (met - before) > counted["criteria_total"]) & soon & (counted["rank"].shift() > 0),
    )
    yield from _told_criteria(prospect, table, "criteria-leap", pairs)


def _too_early(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Recognitions on a day after which the ward still stood lower, or before its registration."""
    frame = table.after
    begins = first_days(frame, "as_of")
    status = frame["status"].astype("str").to_numpy()
    recognised = (status == "recognised") & (frame["unit_key"] != "").to_numpy(dtype=bool)
    lower: dict[str, list[int]] = {}
    places = np.flatnonzero((status != "recognised") & ~np.isnat(begins))
    for unit, place in zip(frame["unit_key"].iloc[places], places.tolist(), strict=True):
        lower.setdefault(unit, []).append(place)
    messages: dict[int, Message] = {}
    told = np.flatnonzero(recognised & frame["recognised_on"].notna().to_numpy()).tolist()
    for place, row in records(frame, told).items():
        day = np.datetime64(row["recognised_on"])
        by = row["as_of"]  # what is said after it is a status that falls
        name = prospect.place(row["unit_key"], row["ward_text"], row["recognised_on"])
        still = [
            each
            for each in lower.get(row["unit_key"], [])
            if begins[each] > day
            and (pd.isna(by) or frame["as_of"].iloc[each] <= by)
            and (table.mask[each] or table.mask[place])
        ]
        if still:
            last = max(still, key=lambda each: begins[each])
            words = said(
                TOO_EARLY,
                place=name,
                day=shown_cell(row["recognised_on"]),
                other=_status(status[last]),
                after=shown_cell(frame["as_of"].iloc[last]),
            )
            messages[place if table.mask[place] else last] = words
        elif _is_less(row["recognised_on"].year, row["registered_year"]):
            messages[place] = said(
                IN_YEAR,
                place=name,
                day=shown_cell(row["recognised_on"]),
                value=row["registered_year"],
            )
    yield from table.doubts_of_rows("recognised-too-early", "recognised_on", messages)


def _is_less(year: int, other: Any) -> bool:
    return not pd.isna(other) and year < int(other)


def _status(code: str) -> Message:
    return Message(STATUS[str(code)].message)
