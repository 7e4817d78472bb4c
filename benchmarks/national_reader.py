"""One reading of a set: ``python -m benchmarks.national_reader WAY FOLDER CACHE [UNITS]``.

WAY is ``read`` (the dashboard's reader) or ``arrow`` (the bare CSV parser of pyarrow, no
checks); UNITS is the folder of another list of units. Prints rows, seconds and the most memory
the process ever held.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import pyarrow.csv

from lib.io.store.datasets import read_dataset, read_units
from tests.browser.server import ROOT


def main() -> None:
    """Read once and print what it took."""
    way, folder, cache = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if way == "arrow":
        start = time.perf_counter()
        rows = pyarrow.csv.read_csv(folder / "assessments.csv").num_rows
    else:
        units = read_units(Path(sys.argv[4]) if sys.argv[4:] else ROOT / "data" / "units")
        start = time.perf_counter()
        dataset = read_dataset(folder, units, cache=cache)
        rows = len(dataset.tables["assessments"])
    seconds = time.perf_counter() - start
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak_megabytes()}))


def peak_megabytes() -> float:
    """The most memory this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    held = peak if sys.platform == "darwin" else peak * 1024  # kilobytes on Linux
    return held / 1e6


if __name__ == "__main__":
    main()
