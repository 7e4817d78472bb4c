"""``python -m benchmarks [--keep] [SUBJECT ...]``: measure and print.

A report: it ends with 0 whatever the numbers are. ``--keep`` puts the subjects measured into
`benchmarks/results.json`, the record; do that on a quiet machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser

from benchmarks import (
    api,
    domain,
    exports,
    filters,
    growth,
    map_time,
    memory,
    national,
    recolouring,
    rounds,
    store,
)
from benchmarks.chromium import chromium
from benchmarks.measures import HEAD, Measure, about, keep, line
from benchmarks.viewers import scenarios

SUBJECTS: dict[str, Callable[[Browser], Iterator[Measure]]] = {
    "recolouring": recolouring.measured,
    "map_time": map_time.measured,
    "rounds": rounds.measured,
    "filters": filters.measured,
    "memory": memory.measured,
    "domain": domain.measured,
    "exports": exports.measured,
    "national": national.measured,
    "viewers": scenarios.measured,
    "api": api.measured,
    "store": store.measured,
    "growth": growth.measured,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure the subjects asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("subject", nargs="*", choices=[*SUBJECTS, []], help="all by default")
    parser.add_argument("--keep", action="store_true", help="put the subjects into the record")
    given = parser.parse_args(arguments)
    chosen = given.subject or list(SUBJECTS)
    found: list[Measure] = []
    print(line(HEAD), flush=True)
    with chromium() as browser:
        of = {**about(), "chromium": browser.version}
        for subject in chosen:
            for measure in SUBJECTS[subject](browser):
                found.append(measure)
                print(line(measure.cells), flush=True)
    over = sum(measure.verdict == "over" for measure in found)
    budgeted = sum(measure.budget is not None for measure in found)
    print(f"{budgeted - over} of {budgeted} within budget")
    of["load_at_end"] = round(os.getloadavg()[0], 1)
    print(
        f"load average before {of['load_at_start']}, after {of['load_at_end']}, "
        f"on {of['cores']} cores"
    )
    if given.keep:
        keep(found, of, chosen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
