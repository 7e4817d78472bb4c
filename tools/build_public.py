"""Makes data/public/: the cited record as a dataset, one file per table that has rows.

    python -m tools.build_public [--facts FOLDER] [--units FOLDER] [--out FOLDER]

Names become unit keys of the division of the day they speak of; a name that does not mean
exactly one unit keeps its row with an empty key and is listed at the end. Cells that the
record leaves empty stay empty.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from lib.io.tables.criteria import CRITERIA, CRITERIA_SETS
from lib.io.tables.dataset import COUNTS, INDICATORS, MILESTONES, OBSERVATIONS, SOURCES, TARGETS
from tools.csv_tables import read_rows, write_table
from tools.gazetteer import Gazetteer
from tools.packaging import write_public_package
from tools.public_rules import STATUSES, last_day, period_end, programme, stated_on

ROOT = Path(__file__).resolve().parent.parent
Rows = list[dict[str, str]]


class Record:
    """The facts and what is needed to read them: publication dates and the gazetteer."""

    def __init__(self, facts: Path, units: Path) -> None:
        self.facts = facts
        self.gazetteer = Gazetteer.read(units)
        self.sources = read_rows(facts / "sources.csv")
        self._published = {row["source_id"]: row["published_on"] for row in self.sources}
        self.unresolved: list[str] = []

    def rows(self, name: str) -> Rows:
        """Rows of one facts file; an unknown source is an error at once."""
        rows = read_rows(self.facts / f"{name}.csv")
        unknown = {row["source_id"] for row in rows} - set(self._published)
        if unknown:
            raise ValueError(f"{name}.csv: sources that do not exist: {sorted(unknown)}")
        return rows

    @property
    def read_up_to(self) -> str:
        """Latest day of publication among the sources that state a day."""
        full = len("2025-12-31")
        return max(day for day in self._published.values() if len(day) == full)

    def published(self, row: dict[str, str]) -> str:
        """Publication date of a row's source, partial; "" when undated."""
        return self._published[row["source_id"]]

    def scope(self, row: dict[str, str], own: str, *, lies_ahead: bool = False) -> dict[str, str]:
        """The two scope columns of a row."""
        day = stated_on(own, self.published(row), lies_ahead=lies_ahead)
        key = self.gazetteer.scope(row["scope"], day)
        if not key:
            self.unresolved.append(f"scope {row['scope']!r} on {day or 'no date'}")
        return {"scope_key": key, "scope_text": row["scope"]}


def main(arguments: list[str] | None = None) -> None:
    """Build the tables and list what could not be resolved."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--facts", type=Path, default=ROOT.parent / "shared" / "facts")
    parser.add_argument("--units", type=Path, default=ROOT / "data" / "units")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "public")
    chosen = parser.parse_args(arguments)

    record = Record(chosen.facts, chosen.units)
    contents = (
        (SOURCES, record.sources),
        (CRITERIA_SETS, criteria_sets(record)),
        (CRITERIA, criteria(record)),
        (OBSERVATIONS, observations(record)),
        (TARGETS, targets(record)),
        (MILESTONES, milestones(record)),
        (COUNTS, counts(record)),
        (INDICATORS, indicators(record)),
    )
    chosen.out.mkdir(parents=True, exist_ok=True)
    for table, rows in contents:
        number = write_table(chosen.out / f"{table.name}.csv", table, rows)
        related = sum(row.get("programme") == "related" for row in rows)
        print(f"{table.name}: {number} rows, {related} of related programmes")
    write_public_package(chosen.out, tuple(table for table, _ in contents), record.read_up_to)
    print(f"unresolved: {len(record.unresolved)}")
    for name in record.unresolved:
        print(f"  {name}")


def observations(record: Record) -> Rows:
    """Rows of the observations table."""
    rows = []
    for number, fact in enumerate(record.rows("ward_observations"), start=1):
        province, district = fact["province_legacy"], fact["district_legacy"]
        day = last_day(fact["as_of"] or record.published(fact))
        key = record.gazetteer.commune(province, district, fact["ward_legacy"], day)
        if not key:
            record.unresolved.append(
                f"ward {province} / {district} / {fact['ward_legacy']} on {day or 'no date'}"
            )
        rows.append(
            {
                "observation_id": f"O{number:03}",
                "unit_key": key,
                "province_text": province,
                "district_text": district,
                "ward_text": fact["ward_legacy"],
                "programme": programme(fact),
                "status": STATUSES[fact["status_reported"]],
                **_taken(
                    fact,
                    "wave registered_year criteria_met criteria_total as_of recognised_on "
                    "decision_no source_id note",
                ),
            }
        )
    return rows


def targets(record: Record) -> Rows:
    """Rows of the targets table."""
    return [
        {
            "target_id": f"T{number:03}",
            **record.scope(fact, fact["target_date"], lies_ahead=True),
            "programme": programme(fact),
            **_taken(fact, "target_date metric value denominator source_id note"),
        }
        for number, fact in enumerate(record.rows("targets"), start=1)
    ]


def milestones(record: Record) -> Rows:
    """Rows of the milestones table."""
    return [
        {
            "milestone_id": f"M{number:03}",
            **record.scope(fact, fact["date"], lies_ahead=fact["kind"] == "target"),
            "programme": programme(fact),
            **_taken(fact, "date event_vi event_en kind source_id"),
        }
        for number, fact in enumerate(record.rows("milestones"), start=1)
    ]


def counts(record: Record) -> Rows:
    """Rows of the counts table."""
    return [
        {
            "count_id": f"C{number:03}",
            **record.scope(fact, fact["as_of"]),
            "programme": programme(fact),
            **_taken(fact, "as_of metric value source_id"),
        }
        for number, fact in enumerate(record.rows("programme_counts"), start=1)
    ]


def indicators(record: Record) -> Rows:
    """Rows of the indicators table."""
    return [
        {
            "indicator_id": f"I{number:03}",
            **record.scope(fact, period_end(fact["period"])),
            "period_end": period_end(fact["period"]),
            **_taken(
                fact,
                "period indicator_vi indicator_en value unit comparison_base source_id",
            ),
        }
        for number, fact in enumerate(record.rows("indicators"), start=1)
    ]


def criteria_sets(record: Record) -> Rows:
    """Rows of the table of criteria sets."""
    return [{**fact, "programme": programme(fact)} for fact in record.rows("criteria_sets")]


def criteria(record: Record) -> Rows:
    """Rows of the criteria table, numbered inside each set in the order of the record."""
    seen: Counter[str] = Counter()
    rows = []
    for fact in record.rows("criteria"):
        seen[fact["set_id"]] += 1
        rows.append({"criterion_id": f"C-{fact['set_id']}-{seen[fact['set_id']]}", **fact})
    return rows


def _taken(fact: dict[str, str], columns: str) -> dict[str, str]:
    """Columns that are taken as they are."""
    return {column: fact[column] for column in columns.split()}


if __name__ == "__main__":
    main()
