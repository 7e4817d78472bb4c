"""Doubts about single rows: days, criteria, counts of wards, shares, letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from lib.domain.states import REFORM
from lib.domain.territories import LAST_OLD_DAY
from lib.errors import Message
from lib.io.faults import said
from lib.io.tables.cell_texts import written_column
from lib.io.tables.references import NATIONAL
from lib.io.tables.rules import shown_cell
from lib.update.doubts import Doubt, Mask, Touched
from lib.update.prospects import Prospect, first_days, scope_names
from lib.update.row_pairs import records
from lib.update.told_cells import told_cell
from lib.words.phrases import METRICS

AFTER_TODAY = Message("“{value}” is after today ({day})")
YEAR_AFTER_TODAY = Message("the year {value} has not begun")
BEFORE_PROGRAMME = Message("“{value}” is before the programme, which began in 2021")
RECOGNISED_WITH = Message("{place} is recognised with {met} of {total} criteria")
COMPLETE_WITH = Message("{place} is reported complete with {met} of {total} criteria")
OTHER_TOTAL = Message("of {total} criteria; the set of that day has {value}")
TARGET_OVER = Message("the target is {value}; wards in {place}: {count}")
COUNT_OVER = Message("{metric}: {value}; wards in {place}: {count}")
DENOMINATOR_OVER = Message("the denominator is {value}; wards in {place}: {count}")
OVER_DENOMINATOR = Message("the target is {value} of {total} wards")
SMALL_SHARE = Message("“{value}” is read as {value} percent")
LOST_LETTER = Message("a letter may be lost: “{value}”")

_LIES_AHEAD = ("targets", "milestones")  # what is planned has a day to come
_BEGAN = np.datetime64("2021-01-01")
_OF_PROGRAMME = {"observations": ("as_of", "recognised_on"), "assessments": ("as_of",)}
_OF_WARDS = r"wards(?:_.*)?|total_wards"
_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]|(?<!\S)\?[^\W\d_]|\ufffd")
_ADDRESS = re.compile(r"\S*/\S*")  # has question marks of its own


def doubtful_rows(prospect: Prospect) -> Iterator[Doubt]:
    """Every doubt about a new or changed row by itself."""
    for name, table in prospect.touched():
        if name not in _LIES_AHEAD:
            yield from _dates(prospect, table)
        yield from _letters(table)
    for _, table in prospect.touched("observations"):
        yield from _criteria(prospect, table)
        yield from _totals(prospect, table)
    for name, table in prospect.touched("targets", "counts"):
        yield from _wards(prospect, table, "target_date" if name == "targets" else "as_of")
    for name, table in prospect.touched("targets", "counts", "indicators"):
        yield from _shares(name, table)


def _dates(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    frame, contract = table.after, table.changes.table
    today = np.datetime64(prospect.today)
    for field in contract.fields:
        if field.type not in ("date", "partial_date"):
            continue
        begins = first_days(frame, field.name)
        looks = [("date-in-future", begins > today, AFTER_TODAY)]  # no day is after nothing
        if field.name in _OF_PROGRAMME.get(contract.name, ()):
            looks.append(("date-before-programme", begins < _BEGAN, BEFORE_PROGRAMME))
        for code, where, words in looks:
            places = np.flatnonzero(where & table.mask)
            texts = written_column(frame.iloc[places], field)
            messages = {
                int(place): said(
                    words,
                    value=told_cell(contract, field.name, text),
                    day=prospect.today.isoformat(),
                )
                for place, text in zip(places, texts, strict=True)
            }
            yield from table.doubts_of_rows(code, field.name, messages)
    if "registered_year" in frame:
        years = frame["registered_year"]
        yield from table.doubts(
            "date-in-future",
            "registered_year",
            _true(years > prospect.today.year),
            lambda place: said(YEAR_AFTER_TODAY, value=years.iloc[place]),
        )


def _letters(table: Touched) -> Iterator[Doubt]:
    for field in table.changes.table.fields:
        if field.type not in ("text", "category") or field.one_of or field.name == "url":
            continue
        yield from table.doubts_of_texts("letter-lost", field.name, _lost_letter)


def _lost_letter(text: str) -> Message | None:
    return said(LOST_LETTER, value=text) if _LETTER.search(_ADDRESS.sub("", text)) else None


def _criteria(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    frame = table.after
    short = _true(frame["criteria_met"] < frame["criteria_total"])
    rows = records(frame, np.flatnonzero(short & table.mask).tolist())
    for status, words in (("recognised", RECOGNISED_WITH), ("reported_complete", COMPLETE_WITH)):

        def say(place: int, words: Message = words) -> Message:
            row = rows[place]
            where = prospect.place(row["unit_key"], row["ward_text"], row["as_of"])
            return said(words, place=where, met=row["criteria_met"], total=row["criteria_total"])

        is_so = (frame["status"] == status).to_numpy(dtype=bool)
        yield from table.doubts("criteria-missing", "criteria_met", short & is_so, say)


def _totals(prospect: Prospect, table: Touched) -> Iterator[Doubt]:
    """Rows whose number of criteria is that of no set that was issued by their day.

    Criteria that do not apply to a ward may be left out of its total, so it may be less by
    those that its assessments of that day name.
    """
    frame, sets = table.after, prospect.table("criteria_sets")
    sets = sets[sets["criteria_count"].notna()]
    told = table.mask & frame["criteria_total"].notna().to_numpy(dtype=bool)
    left_out = _not_applicable(prospect, set(frame["unit_key"][told]))
    issued = first_days(sets, "issued_on")
    sizes = sets["criteria_count"].to_numpy(dtype=int)
    programmes = sets["programme"].astype("str").to_numpy()
    expected: dict[int, str] = {}
    for place, row in records(frame, np.flatnonzero(told).tolist()).items():
        day = row["as_of"]
        of_day = programmes == row["programme"]
        if not pd.isna(day):
            of_day &= ~(issued > np.datetime64(day))
        total = int(row["criteria_total"])
        whole = {total, total + left_out.get((row["unit_key"], day), 0)}
        if of_day.any() and not whole & set(sizes[of_day].tolist()):
            expected[place] = ", ".join(map(str, dict.fromkeys(sizes[of_day])))
    yield from table.doubts(
        "total-not-of-set",
        "criteria_total",
        table.at(expected),
        lambda place: said(
            OTHER_TOTAL, total=frame["criteria_total"].iloc[place], value=expected[place]
        ),
    )


def _not_applicable(prospect: Prospect, wards: set[str]) -> dict[tuple[str, pd.Timestamp], int]:
    frame = prospect.table("assessments")
    is_out = (frame["claimed"] == "not_applicable") & frame["unit_key"].isin(wards)
    out = frame[is_out.to_numpy(dtype=bool)]
    pairs = zip(out["unit_key"].astype("str"), out["as_of"], strict=True)
    counts: dict[tuple[str, pd.Timestamp], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def _wards(prospect: Prospect, table: Touched, day: str) -> Iterator[Doubt]:
    frame = table.after
    is_target = day == "target_date"
    metric = frame["metric"].astype("str")
    counted = "count_of_wards" if is_target else _OF_WARDS
    of_wards = metric.str.fullmatch(counted).to_numpy(dtype=bool)
    places = [int(place) for place in np.flatnonzero(table.mask)]
    there = np.full(len(frame), np.nan)
    for place in places:
        key = str(frame["scope_key"].iloc[place])
        there[place] = wards_of(prospect, key, frame[day].iloc[place]) or np.nan
    names = dict(zip(places, scope_names(prospect, frame.iloc[places], day), strict=True))

    def say(words: Message, column: str, place: int) -> Message:
        return said(
            words,
            value=shown_cell(frame[column].iloc[place]),
            place=names[place],
            count=int(there[place]),
            metric=metric_words(metric.iloc[place]),
        )

    over = of_wards & (frame["value"].to_numpy(dtype=float) > there)
    words = TARGET_OVER if is_target else COUNT_OVER
    yield from table.doubts(
        "more-than-wards", "value", over, lambda place: say(words, "value", place)
    )
    if not is_target:
        return
    total = frame["denominator"].to_numpy(dtype=float, na_value=np.nan)
    yield from table.doubts(
        "more-than-wards",
        "denominator",
        total > there,
        lambda place: say(DENOMINATOR_OVER, "denominator", place),
    )
    yield from table.doubts(
        "more-than-wards",
        "value",
        of_wards & (frame["value"].to_numpy(dtype=float) > total) & ~over,
        lambda place: said(
            OVER_DENOMINATOR, value=shown_cell(frame["value"].iloc[place]), total=int(total[place])
        ),
    )


def metric_words(code: str) -> Message | str:
    """What a count counts, in words that are translated; the code where there are none."""
    return Message(METRICS[code]) if code in METRICS else code


def wards_of(prospect: Prospect, scope: str, day: pd.Timestamp) -> int:
    """Wards of a place in its own division on a day, or today for a day to come; 0: not known.

    For the whole country it is the larger number of the two divisions, since a figure that
    was set before the reform counts the wards of its time.
    """
    when = prospect.today if pd.isna(day) else min(day.date(), prospect.today)
    units = prospect.units
    days: tuple[date, ...]
    if scope == NATIONAL:
        days = (LAST_OLD_DAY, max(when, REFORM))
    elif scope.startswith("from2025"):
        days = (max(when, REFORM),)
    else:
        days = (min(when, LAST_OLD_DAY),)
    return max(len(units.within(scope, each)) for each in days) if scope else 0


def _shares(name: str, table: Touched) -> Iterator[Doubt]:
    frame = table.after
    value = frame["value"].to_numpy(dtype=float)
    if name == "indicators":
        # A change by half a percent is one; a level below one percent hardly is.
        percent = (frame["unit"] == "percent") & (frame["comparison_base"] == "")
    else:
        percent = frame["metric"].astype("str").str.startswith("share")
    small = percent.to_numpy(dtype=bool) & (value > 0) & (value <= 1)
    yield from table.doubts(
        "share-not-percent",
        "value",
        small,
        lambda place: said(SMALL_SHARE, value=shown_cell(frame["value"].iloc[place])),
    )


def _true(answers: pd.Series[bool]) -> Mask:
    """Answers of which an unknown one is no."""
    return answers.fillna(False).to_numpy(dtype=bool)
