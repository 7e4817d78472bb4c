"""Rows that would be counted although their source speaks of a related programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.errors import Fault
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import Numbers
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import first_of
from lib.io.tables.references import alike
from lib.io.tables.row_checks import Reading


def related_sources(readings: Mapping[str, Reading]) -> frozenset[str]:
    """Sources that speak of a related programme only."""
    if "sources" not in readings:
        return frozenset()
    frame = readings["sources"].frame
    return frozenset(frame.loc[frame["programme"].astype("str") == "related", "source_id"])


def counted_of_related(
    reading: Reading, table: Table, file: str, related: frozenset[str]
) -> Iterator[Fault]:
    """A fault for each counted row of a source of a related programme.

    Rows with the same source are told together where they are many.
    """
    if not related or table.name == "sources" or "programme" not in table.columns:
        return
    frame = reading.frame
    counted = frame["programme"].astype("str") == "model_ward_police"
    places = np.flatnonzero(counted & frame["source_id"].astype("str").isin(related))
    words = (say.RELATED_SOURCE, say.ROWS_OF_RELATED)

    def fault(rows: Numbers, source: str) -> Fault:
        found = said(words[len(rows) > 1], value=source, count=len(rows))
        return Fault(file, int(rows[0]), "programme", found, say.RELATED_ROW)

    same, count = alike(reading.rows[places], frame["source_id"].astype("str").iloc[places])
    yield from first_of((fault(*each) for each in same), count)
