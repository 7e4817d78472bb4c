"""``python -m benchmarks.viewers``: many viewers on one page, and the same on two peers.

    python -m benchmarks.viewers --page map --viewers 25 --seconds 60
    python -m benchmarks.viewers --scenario room --page overview --viewers 25
    python -m benchmarks.viewers --scenario beside --page map --viewers 25
    python -m benchmarks.viewers --scenario day --page overview --interactions 2000

Nothing but loopback addresses is used. A report: it ends with 0 whatever the numbers are.
``--keep`` puts its lines into `benchmarks/results.json`, in the place of those of the same name.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import product

from benchmarks.chromium import chromium
from benchmarks.measures import HEAD, Measure, about, keep, line
from benchmarks.viewers import scenarios
from benchmarks.viewers.peers import PAGES, PEERS


def main(arguments: list[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.viewers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--scenario", choices=("load", "room", "day", "beside"), default="load")
    parser.add_argument("--page", nargs="+", choices=(*PAGES, *PEERS), default=["overview"])
    parser.add_argument("--viewers", nargs="+", type=int, default=[10])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=5, help="seconds between two choices")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1, help="2: behind nginx")
    parser.add_argument("--interactions", type=int, default=2000)
    parser.add_argument("--peers", action="store_true", help="the same load on the peers, too")
    parser.add_argument("--keep", action="store_true", help="put the lines into the record")
    given = parser.parse_args(arguments)
    found, of = [], about()
    print(line(HEAD), flush=True)
    for measure in _measured(given):
        found.append(measure)
        print(line(measure.cells), flush=True)
    if given.keep:
        keep(found, of)
    return 0


def _measured(given: argparse.Namespace) -> Iterator[Measure]:
    if given.scenario == "day":
        for page in given.page:
            yield from scenarios.long_day(page, given.interactions)
        return
    if given.scenario == "beside":
        with chromium() as browser:
            for page, viewers in product(given.page, given.viewers):
                yield from scenarios.beside(browser, page, viewers, given.seconds)
        return
    for viewers in given.viewers:
        if given.scenario == "room":
            for page in given.page:
                yield from scenarios.together(page, viewers)
            continue
        amount = (viewers, given.seconds, given.think)
        peers = scenarios.peer_loads(*amount) if given.peers else None
        for page in given.page:
            yield from scenarios.load(page, *amount, peers, given.processes)


if __name__ == "__main__":
    sys.exit(main())
