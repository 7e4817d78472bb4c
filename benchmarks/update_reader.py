"""Check and preview of one upload: ``python -m benchmarks.update_reader FOLDER FILE CACHE``.

FOLDER is the dataset that is updated, FILE what is sent. Prints rows, faults, changes, the
seconds from the bytes to the preview, and the most memory the process ever held.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.national_reader import peak_megabytes
from lib.domain.search import SearchIndex
from lib.domain.units import Units
from lib.io.arrivals.proposals import proposed
from lib.io.arrivals.unit_codes import unit_codes
from lib.io.arrivals.uploads import read_uploads
from lib.io.store.datasets import read_dataset, read_units
from tests.browser.server import ROOT

_SHOWN = 1_000  # rows of a preview


def main() -> None:
    """Check and preview once and print what it took."""
    folder, file, cache = map(Path, sys.argv[1:])
    tables = read_units(ROOT / "data" / "units")
    resolve = SearchIndex(Units(tables.units, tables.lineage)).resolve
    codes = unit_codes(tables.units)
    dataset = read_dataset(folder, tables, cache=cache)
    content = file.read_bytes()
    start = time.perf_counter()
    upload = read_uploads(
        [(file.name, content)], codes, resolve, base=dataset.tables, limit=len(content)
    )
    proposal = proposed(dataset, upload, tables, "add")
    for changes in proposal.changes.values():
        changes.shown(_SHOWN)
    answer = {
        "seconds": time.perf_counter() - start,
        "peak_mb": peak_megabytes(),
        "rows": sum(len(reading.frame) for reading in upload.readings.values()),
        "faults": len(proposal.faults),
        "changes": proposal.count,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
