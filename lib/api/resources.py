"""What other programs can read of a dataset on a day: statuses, places, targets.

Each resource has its columns, which the rows, every format and the document of the addresses
share. The numbers are those of the pages: they come out of the same situation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from lib.domain.absences import no_value_kinds
from lib.domain.dated_targets import DatedTarget
from lib.domain.statuses import LADDER, score_of_report
from lib.io.tables.contracts import STRENGTHS
from lib.situation.situation import Situation
from lib.situation.timeline import timeline_of

Cell = str | int | float | bool | None
Type = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True)
class Column:
    """One column of an answer.

    Attributes:
        name: Its name in every format.
        type: What its cells are; a missing one is empty in CSV and null in JSON.
        about: What it says, English.
        one_of: Values that occur; empty for any.
    """

    name: str
    type: Type
    about: str
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """Rows that other programs can ask for.

    Attributes:
        name: Its name in the address.
        about: What its rows are, English.
        columns: Its columns; the first names the unit or row.
        rows: The rows of a situation, cells in the order of the columns.
        has_shapes: Whether it can be had as GeoJSON; the first column is a unit then.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Situation], Iterator[tuple[Cell, ...]]]
    has_shapes: bool = False


def plain(value: Any) -> Cell:
    """A value of a table as a plain cell: days as ISO texts, missing ones as None."""
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, date):  # timestamps are days too
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, bool | int | float) else str(value)


def _statuses(seen: Situation) -> Iterator[tuple[Cell, ...]]:
    """Wards that count with their status, then those in force without a report."""
    units, day = seen.units, seen.day
    for key, row in _rows_of(seen.statuses):
        met, total = score_of_report(row) or (None, None)
        yield (
            key,
            *_named(seen, key),
            units.exists(key, day),
            row["status"],
            "",
            met,
            total,
            plain(row["status_day"]),
            row["precision"],
            row["basis"],
            plain(row["recognised_on"]),
            row["wave"],
            row["decision_no"],
            row["strength"],
            plain(row["last_report"]),
            ",".join(row["sources"]),
            bool(row["conflict"]),
        )
    if seen.is_selective:
        return
    silent = seen.members().difference(seen.statuses.index)
    kinds = no_value_kinds(units, seen.statuses, day, keys=silent)
    for key, kind in zip(silent, kinds.reindex(silent), strict=True):
        nothing = (None, None, None, "", "", None, "", "", "", None)
        yield (str(key), *_named(seen, str(key)), True, "", str(kind), *nothing, "", False)


def _named(seen: Situation, key: str) -> tuple[Cell, ...]:
    """Name, kind, key and name of the province of a unit, as they were on the day."""
    units, day = seen.units, seen.day
    when = day if units.exists(key, day) else None
    province = units.current_province(key) if seen.after_reform else units.province_of(key, day)
    name = units.name(province, day) if province else ""
    return units.name(key, when), units.kind(key, when), province or "", name


def _places(seen: Situation) -> Iterator[tuple[Cell, ...]]:
    """Provinces, or with a province chosen its districts."""
    by_district = bool(seen.province)
    table = seen.districts if by_district else seen.selected_provinces
    for key, row in _rows_of(table):
        yield (
            key,
            seen.units.name(key, None if by_district else seen.day),
            int(row["wards_total"]),
            int(row["wards_with_report"]),
            *(int(row[step]) for step in LADDER),
            int(row["recognised_ended"]),
            plain(row["share_recognised"]),
            plain(row["last_report"]),
            "" if by_district else seen.pace_label(key),
            "" if by_district else seen.outlook(key) or "",
        )


def _targets(seen: Situation) -> Iterator[tuple[Cell, ...]]:
    """Targets that count with where their place stands to each."""
    line = timeline_of(seen)
    counting = {
        goal.progress.target_id
        for scope in dict.fromkeys(each.progress.scope_key for each in line.targets.values())
        for goal in seen.goals(scope)
    }
    for each in line.targets.values():
        yield _target(each, each.progress.target_id in counting, seen)


def _target(each: DatedTarget, counts: bool, seen: Situation) -> tuple[Cell, ...]:
    aim = each.progress
    national = aim.scope_key == "national"
    assessment = aim.assessment
    ahead = each.forecast
    return (
        aim.target_id,
        aim.scope_key,
        "" if national else seen.units.name(aim.scope_key),
        aim.metric,
        aim.value,
        plain(aim.due),
        aim.precision,
        aim.goal,
        aim.goal_basis,
        aim.published_goal,
        aim.rebased_goal,
        aim.is_estimate,
        counts,
        int(aim.now.value),
        aim.reported_complete,
        assessment.label or each.pace_note,
        plain(assessment.pace_ratio),
        plain(assessment.required_pace),
        plain(aim.recent_pace),
        each.outlook or "",
        plain(ahead.completion) if ahead else None,
        ",".join(each.sources),
    )


def _rows_of(table: pd.DataFrame) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows: Iterable[Any] = table.to_dict("records")
    return zip(map(str, table.index), rows, strict=True)


_PRECISION = ("day", "month", "year", "")
RESOURCES = {
    each.name: each
    for each in (
        Resource(
            "statuses",
            "Every ward that counts on the day with its status, and every ward in force of "
            "which no source says anything (status empty, no_value says why)",
            (
                Column("unit_key", "string", "Key of the ward with its vintage"),
                Column("name", "string", "Kind and name, as on the day"),
                Column("kind", "string", "Kind of unit"),
                Column("province_key", "string", "Province in force on the day"),
                Column("province", "string", "Its name"),
                Column("in_force", "boolean", "Whether the ward exists on the day"),
                Column("status", "string", "Step of the ladder; empty without", ("", *LADDER)),
                Column("no_value", "string", "Why there is no status; empty where there is one"),
                Column("criteria_met", "integer", "Met, by the report that gives the status"),
                Column("criteria_total", "integer", "Of how many"),
                Column("status_day", "date", "Day the status holds from; empty when undated"),
                Column("status_day_precision", "string", "How precise", _PRECISION),
                Column("status_day_basis", "string", "Where that day comes from"),
                Column("recognised_on", "date", "Since when it holds the title"),
                Column("wave", "string", "Round"),
                Column("decision_no", "string", "Number of the decision, where a source has it"),
                Column("strength", "string", "How a recognition is known", ("", *STRENGTHS)),
                Column("last_report", "date", "Newest day reported"),
                Column("sources", "string", "Identifiers of its sources, divided by commas"),
                Column("conflict", "boolean", "Whether reports of that day differ"),
            ),
            _statuses,
            has_shapes=True,
        ),
        Resource(
            "places",
            "Wards by status in each province, or with a province chosen in each of its "
            "districts (former ones since 1 July 2025; a ward can lie in two)",
            (
                Column("place_key", "string", "Key of the province or district"),
                Column("name", "string", "Its name"),
                Column("wards_total", "integer", "Wards in force on the day"),
                Column("wards_with_report", "integer", "Wards of which a source says something"),
                *(Column(step, "integer", f"Wards with status {step}") for step in LADDER),
                Column(
                    "recognised_ended", "integer", "Recognised wards among them that have ended"
                ),
                Column("share_recognised", "number", "Recognised of the wards in force, 0 to 1"),
                Column("last_report", "date", "Newest day reported"),
                Column("pace_label", "string", "Against the next target; empty for districts"),
                Column("outlook", "string", "In time at the recent pace or not"),
            ),
            _places,
            has_shapes=True,
        ),
        Resource(
            "targets",
            "Dated targets of the country, the provinces and the chosen district",
            (
                Column("target_id", "string", "Row of the table of targets"),
                Column("scope_key", "string", "Place, or national"),
                Column("place", "string", "Its name"),
                Column("metric", "string", "What is counted"),
                Column("value", "number", "As published; percent for shares"),
                Column("due", "date", "Day it is due"),
                Column("due_precision", "string", "How precise", _PRECISION),
                Column("goal", "integer", "Wards to recognise"),
                Column("goal_basis", "string", "count, published or rebased"),
                Column("published_goal", "integer", "Wards as published"),
                Column("rebased_goal", "integer", "The same in wards in force on the day"),
                Column("is_estimate", "boolean", "Whether that is carried over in proportion"),
                Column("counts", "boolean", "Whether it is the one that counts for its due date"),
                Column("recognised", "integer", "Wards recognised on the day"),
                Column("reported_complete", "integer", "Beside them, never added"),
                Column("pace_label", "string", "Label of the pace, or why there is none"),
                Column("pace_ratio", "number", "Pace so far over the pace asked for"),
                Column("required_pace", "number", "Wards a year until the due day"),
                Column("recent_pace", "number", "Wards a year recently"),
                Column("outlook", "string", "in_time, late, open or empty"),
                Column("expected", "date", "Day it would be reached at the recent pace"),
                Column("sources", "string", "Identifiers of its sources, divided by commas"),
            ),
            _targets,
        ),
    )
}
