"""Doubts about results of criteria beside the ward's results and scores before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np
import pandas as pd

from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.rules import shown_cell
from lib.update.doubtful_courses import CRITERIA_FALL, QUARTER
from lib.update.doubts import Doubt, Touched
from lib.update.prospects import Prospect

TURNED = Message("{place}: met on {before}, not met on {day}: criteria {value}")
INSPECTION_TURNED = Message(
    "{place}: inspected as met on {before}, as not met on {day}: criteria {value}"
)
FEWER = Message(
    "{place}: the list of {day} has {met} criteria met, but the report of {before} has {value}"
)
SHORTER = Message("{place}: {count} criteria listed on {day}; {total} on {before}")
CONTRADICTED = Message("{place}: not met as reported, but met as inspected: criteria {value}")

Key = tuple[str, str, pd.Timestamp]
"""Ward, criteria set, day."""


def doubtful_results(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about assessments beside earlier ones and beside reports of their wards."""
    for _, table in prospect.touched("assessments"):
        course = _course(table)
        turned: set[Key] = set()
        for column, words in (("claimed", TURNED), ("inspected", INSPECTION_TURNED)):
            yield from _turned(prospect, table, course, column, words, turned)
        yield from _beside_scores(prospect, table, course, turned)
        yield from _shorter(prospect, table, course)
        yield from _contradicted(prospect, table)


def _course(table: Touched) -> pd.DataFrame:
    """Results of the wards that the file is about, each criterion in the order of its days."""
    frame = table.after
    wards = set(frame["unit_key"][table.mask])
    places = np.flatnonzero(frame["unit_key"].isin(wards).to_numpy(dtype=bool))
    some = frame.iloc[places]
    course = pd.DataFrame(
        {
            "place": places,
            "new": table.mask[places],
            **{name: some[name].astype("str").to_numpy() for name in
               ("unit_key", "set_id", "claimed", "inspected")},
            "criterion_no": some["criterion_no"].to_numpy(),
            "as_of": some["as_of"].to_numpy(),
        }
    )  # fmt: skip
    return course.sort_values(["unit_key", "set_id", "criterion_no", "as_of"], kind="stable")


def _turned(
    prospect: Prospect,
    table: Touched,
    course: pd.DataFrame,
    column: str,
    words: Message,
    turned: set[Key],
) -> Iterator[Doubt]:
    """Criteria met at the assessment before and not met now, one line for each ward and day."""
    known = course[course[column].isin(["met", "not_met"])]
    same = known[["unit_key", "set_id", "criterion_no"]]
    falls = (known[column] == "not_met") & (known[column].shift() == "met")
    falls &= (same == same.shift()).all(axis=1) & (known["new"] | known["new"].shift(fill_value=0))
    pairs = known.assign(before=known["as_of"].shift(), old=known["place"].shift())[falls]
    messages: dict[int, Message] = {}
    for key, rows in pairs.groupby(["unit_key", "set_id", "as_of", "before"]):
        ward, set_id, day, before = cast("tuple[str, str, pd.Timestamp, pd.Timestamp]", key)
        told = said(
            words,
            place=prospect.place(ward, "", day),
            before=shown_cell(before),
            day=shown_cell(day),
            value=", ".join(str(number) for number in rows["criterion_no"]),
        )
        turned.add((ward, set_id, day))
        for later, earlier in zip(rows["place"], rows["old"], strict=True):
            messages[int(later if table.mask[int(later)] else earlier)] = told
    yield from table.doubts_of_rows("results-turned", column, messages)


def _beside_scores(
    prospect: Prospect, table: Touched, course: pd.DataFrame, turned: set[Key]
) -> Iterator[Doubt]:
    """Lists beside the last score that a report gave: fewer criteria met, or far more.

    A report of the very day is compared in `lib.update.doubtful_lists`, and a list in which
    results turned is told already.
    """
    lists = course.assign(met=course["claimed"] == "met").groupby(["unit_key", "set_id", "as_of"])
    sums = lists.agg(met=("met", "sum"), listed=("met", "size"), new=("new", "any")).reset_index()
    sums = sums[sums["new"] & ~pd.Series(
        [key in turned for key in zip(*(sums[name] for name in ("unit_key", "set_id", "as_of")),
                                      strict=True)], index=sums.index, dtype=bool)]  # fmt: skip
    if sums.empty:
        return
    scores = _scores(prospect, set(sums["unit_key"]))
    places = course[course["new"]].groupby(["unit_key", "set_id", "as_of"])["place"]
    rows_of = {key: list(each) for key, each in places}
    messages: dict[str, dict[int, Message]] = {"assessments-differ": {}, "criteria-leap": {}}
    for ward, set_id, day, met, total in sums[
        ["unit_key", "set_id", "as_of", "met", "listed"]
    ].itertuples(index=False):
        earlier = [each for each in scores.get((ward, int(total)), ()) if each[0] <= day]
        if not earlier or earlier[-1][0] == day:
            continue
        before, score = earlier[-1]
        gaps = {
            "place": prospect.place(ward, "", day),
            "day": shown_cell(day),
            "before": shown_cell(before),
            "met": int(met),
        }
        if met < score:
            told = said(FEWER, **gaps, value=score)
            messages["assessments-differ"] |= dict.fromkeys(rows_of[ward, set_id, day], told)
        elif score and 2 * (met - score) > total and (day - before).days <= QUARTER:
            told = said(CRITERIA_FALL, **gaps, total=int(total), other=score)
            messages["criteria-leap"] |= dict.fromkeys(rows_of[ward, set_id, day], told)
    for code, told_of in messages.items():
        yield from table.doubts_of_rows(code, "claimed", told_of)


def _scores(
    prospect: Prospect, wards: set[str]
) -> dict[tuple[str, int], list[tuple[pd.Timestamp, int]]]:
    """Days and criteria met of the reports of some wards, by ward and number of criteria."""
    frame = prospect.table("observations")
    told = frame["unit_key"].isin(wards) & frame["as_of"].notna()
    told &= frame["criteria_met"].notna() & frame["criteria_total"].notna()
    some = frame[told.to_numpy(dtype=bool)].sort_values("as_of", kind="stable")
    scores: dict[tuple[str, int], list[tuple[pd.Timestamp, int]]] = {}
    columns = (some[name] for name in ("unit_key", "criteria_total", "as_of", "criteria_met"))
    for ward, total, day, met in zip(*columns, strict=True):
        scores.setdefault((str(ward), int(total)), []).append((day, int(met)))
    return scores


def _shorter(prospect: Prospect, table: Touched, course: pd.DataFrame) -> Iterator[Doubt]:
    """Lists with less than half of the criteria that the ward's list before had."""
    lists = course.groupby(["unit_key", "set_id", "as_of"])
    sums = lists.agg(count=("place", "size"), new=("new", "any")).reset_index()
    same = (sums[["unit_key", "set_id"]] == sums[["unit_key", "set_id"]].shift()).all(axis=1)
    sums = sums.assign(before=sums["as_of"].shift(), total=sums["count"].shift())
    for row in sums[same & sums["new"] & (2 * sums["count"] < sums["total"])].itertuples():
        words = said(
            SHORTER,
            place=prospect.place(str(row.unit_key), "", row.as_of),
            count=row.count,
            day=shown_cell(row.as_of),
            total=int(str(row.total).partition(".")[0]),
            before=shown_cell(row.before),
        )
        yield Doubt("rows-gone", "assessments", table.file, "criterion_no", words)


def _contradicted(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Criteria that an inspection found met though the ward reports them as not met."""
    frame = table.after
    odd = (frame["claimed"] == "not_met") & (frame["inspected"] == "met")
    places = np.flatnonzero(odd.to_numpy(dtype=bool) & table.mask)
    some = frame.iloc[places].assign(place=places, unit_key=frame["unit_key"].astype("str"))
    messages: dict[int, Message] = {}
    for key, rows in some.groupby(["unit_key", "as_of"]):
        ward, day = cast("tuple[str, pd.Timestamp]", key)
        told = said(
            CONTRADICTED,
            place=prospect.place(ward, "", day),
            value=", ".join(str(number) for number in rows["criterion_no"]),
        )
        messages |= dict.fromkeys(rows["place"], told)
    yield from table.doubts_of_rows("inspection-contradicts", "inspected", messages)
