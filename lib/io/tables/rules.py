"""Rules between the cells of one row. They compare cells; they know no meaning beyond that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import Numbers
from lib.io.tables.contracts import PILOT_START, Table
from lib.io.tables.fault_lists import fault_of_each


@dataclass(frozen=True)
class Rule:
    """A rule of some tables.

    Attributes:
        tables: Names of the tables it holds for.
        column: The column a fault is shown at; its value is quoted.
        other: The column it is compared with; its value is quoted too.
        broken: True for each row that breaks the rule; empty cells never do.
        found: Template of what was found.
        expected: What is expected.
    """

    tables: tuple[str, ...]
    column: str
    other: str
    broken: Callable[[pd.DataFrame], pd.Series[bool]]
    found: Message
    expected: Message


def _more_than_total(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["criteria_met"] > frame["criteria_total"]).fillna(False)


def _share_over_100(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["metric"] == "share_of_wards") & (frame["value"] > 100)


def _part_of_one(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["metric"].astype("str") != "share_of_wards") & (frame["value"] % 1 > 0)


_BASE = pd.Timestamp(PILOT_START)  # progress to a target is measured from it


def _target_before_base(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["programme"] == "model_ward_police") & (frame["target_date"] <= _BASE)


def _recognised_early(frame: pd.DataFrame) -> pd.Series[bool]:
    # An unfit status has its own fault.
    return frame["recognised_on"].notna() & ~(
        frame["status"].isna() | (frame["status"] == "recognised")
    )


def _strength_early(frame: pd.DataFrame) -> pd.Series[bool]:
    return _given(frame, "strength") & ~(frame["status"].isna() | (frame["status"] == "recognised"))


def _no_number(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["strength"].astype("str") == "decision") & (frame["decision_no"] == "")


def _number_known(frame: pd.DataFrame) -> pd.Series[bool]:
    other = _given(frame, "strength") & (frame["strength"].astype("str") != "decision")
    return other & (frame["decision_no"] != "")


def _given(frame: pd.DataFrame, column: str) -> pd.Series[bool]:
    return frame[column].notna() & (frame[column].astype("str") != "")


def _within_one_set(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["from_set"] == frame["to_set"]) & (frame["to_set"] != "")


def _from_beside_new(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["relation"] == "new") & frame["from_criterion"].notna()


def _to_beside_dropped(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["relation"] == "dropped") & frame["to_criterion"].notna()


def _lacks_one(frame: pd.DataFrame) -> pd.Series[bool]:
    gap = frame["from_criterion"].isna() | frame["to_criterion"].isna()
    return frame["relation"].isin(("comparable", "split")) & gap


def _more_groups(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["groups_count"] > frame["criteria_count"]).fillna(False)


def _ends_before(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["valid_to"] < frame["valid_from"]


def _key_differs(frame: pd.DataFrame) -> pd.Series[bool]:
    made = frame["vintage"].astype("str") + "-" + frame["code"]
    known = frame["vintage"].notna() & (frame["unit_key"] != "") & (frame["code"] != "")
    return known & (frame["unit_key"] != made)


RULES = (
    Rule(
        ("observations",),
        "criteria_met",
        "criteria_total",
        _more_than_total,
        say.MORE_THAN_TOTAL,
        say.AT_MOST.filled(value="criteria_total"),
    ),
    Rule(
        ("observations",),
        "recognised_on",
        "status",
        _recognised_early,
        say.RECOGNISED_EARLY,
        say.ONLY_RECOGNISED,
    ),
    Rule(
        ("observations",),
        "strength",
        "status",
        _strength_early,
        say.RECOGNISED_EARLY,
        say.STRENGTH_OF_TITLE,
    ),
    Rule(
        ("observations",),
        "strength",
        "decision_no",
        _no_number,
        say.NO_NUMBER,
        say.NUMBER_OR_OTHER,
    ),
    Rule(
        ("observations",),
        "strength",
        "decision_no",
        _number_known,
        say.NUMBER_KNOWN,
        say.DECISION_OR_EMPTY,
    ),
    Rule(
        ("targets", "counts"),
        "value",
        "metric",
        _share_over_100,
        say.SHARE_OVER_100,
        say.AT_MOST.filled(value=100),
    ),
    Rule(
        ("targets", "counts"),
        "value",
        "metric",
        _part_of_one,
        say.NOT_INTEGER,
        say.A_WHOLE_NUMBER,
    ),
    Rule(
        ("targets",),
        "target_date",
        "programme",
        _target_before_base,
        say.TARGET_BEFORE_BASE,
        say.AFTER.filled(value=f"{_BASE:%Y-%m-%d}"),
    ),
    Rule(("crosswalk",), "to_set", "from_set", _within_one_set, say.WITHIN_ONE_SET, say.TWO_SETS),
    Rule(
        ("crosswalk",),
        "from_criterion",
        "relation",
        _from_beside_new,
        say.BESIDE_RELATION,
        say.EMPTY_BESIDE,
    ),
    Rule(
        ("crosswalk",),
        "to_criterion",
        "relation",
        _to_beside_dropped,
        say.BESIDE_RELATION,
        say.EMPTY_BESIDE,
    ),
    Rule(
        ("crosswalk",),
        "relation",
        "to_criterion",
        _lacks_one,
        say.WITHOUT_CRITERION,
        say.BOTH_CRITERIA,
    ),
    Rule(
        ("criteria_sets",),
        "groups_count",
        "criteria_count",
        _more_groups,
        say.MORE_GROUPS,
        say.AT_MOST.filled(value="criteria_count"),
    ),
    Rule(
        ("units",),
        "valid_to",
        "valid_from",
        _ends_before,
        say.ENDS_BEFORE,
        say.AT_LEAST.filled(value="valid_from"),
    ),
    Rule(("units",), "unit_key", "code", _key_differs, say.KEY_DIFFERS, say.FORM_OF_KEY),
)


def broken_rules(frame: pd.DataFrame, rows: Numbers, table: Table, file: str) -> Iterator[Fault]:
    """A fault for each row that breaks a rule of its table."""
    for rule in RULES:
        if table.name not in rule.tables:
            continue

        def fault(place: int, rule: Rule = rule) -> Fault:
            value = shown_cell(frame[rule.column].iloc[place])
            other = shown_cell(frame[rule.other].iloc[place])
            found = said(rule.found, value=value, other=other)
            return Fault(file, int(rows[place]), rule.column, found, rule.expected)

        places = np.flatnonzero(rule.broken(frame).to_numpy(dtype=bool))
        yield from fault_of_each(places, fault)


def shown_cell(value: object) -> str:
    """A converted value as a fault quotes it: a day as 2025-12-31, 24.0 as 24."""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
