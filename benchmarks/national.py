"""A dataset of national size: every unit of today, 22 criteria, 24 dates of assessment.

Reading it, looking at it in the browser, and an update of as many rows.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from statistics import median

import pandas as pd
from playwright.sync_api import Browser

from benchmarks.filters import changed
from benchmarks.measures import REPETITIONS, Budget, Measure
from benchmarks.memory import resident
from lib.domain.units import Units
from lib.io.exports.workbook import table_xlsx
from lib.io.store.datasets import read_units
from lib.io.store.packages import write_package
from lib.io.tables.contracts import RESULTS
from lib.io.tables.criteria import ASSESSMENTS
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.descriptors import About
from tests.browser.server import ROOT, running

CRITERIA = 22
BOOK_ROWS = 20_000
DATES = pd.date_range("2025-07-15", periods=24, freq="14D").strftime("%Y-%m-%d").to_list()
SET, SOURCE = "CS2021-5764", "S01"


def measured(browser: Browser) -> Iterator[Measure]:
    """All that is asked of a set of this size."""
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "sets" / "national", Path(name) / "cache"
        rows = write_national_set(folder)
        yield from _reading(folder, cache, rows)
        yield from _looking(browser, folder, cache)
        yield from _updating(folder, cache, rows)


def _reading(folder: Path, cache: Path, rows: int) -> Iterator[Measure]:
    """Loading, loading again, and the most memory held meanwhile."""
    peers, loads = [], []
    for _ in range(REPETITIONS):  # in turns, so that what else the machine does falls on both
        peers.append(child("national_reader", "arrow", folder, cache))
        shutil.rmtree(cache, ignore_errors=True)
        loads.append(child("national_reader", "read", folder, cache))
    again = [child("national_reader", "read", folder, cache) for _ in range(REPETITIONS)]
    if any(run["rows"] != rows for run in [*peers, *loads, *again]):
        raise RuntimeError("not every row of the national set was read")
    size = f"{rows / 1e6:.2f} million assessments"
    load, peer = _median(loads, "seconds"), _median(peers, "seconds")
    yield Measure(
        "national", "load and check, peer pyarrow.csv", load, "s", Budget("times", 3), peer, size
    )
    start = _median(again, "seconds")
    yield Measure("national", "later start", start, "s", Budget("most", 1), note=size)
    for what, runs in (("load and check", loads), ("later start", again)):
        most = max(run["peak_mb"] for run in runs)
        yield Measure("national", f"{what}: peak memory", most, "MB", Budget("most", 900))


def _looking(browser: Browser, folder: Path, cache: Path) -> Iterator[Measure]:
    """The filters of every page, and what the server holds after all of them."""
    environment = {"WARD_ATLAS_DATA": str(folder.parent), "XDG_CACHE_HOME": str(cache)}
    with running(environment=environment) as (address, process):
        for changes in changed(browser, address, folder.name):
            what = f"national set, {changes.page}: change of {changes.name} until at rest"
            yield Measure("national", what, median(changes.seconds), "s", Budget("most", 1.2))
        held = resident(process)
        yield Measure("national", "server after all of these", held, "MB", Budget("most", 900))


def _updating(folder: Path, cache: Path, rows: int) -> Iterator[Measure]:
    """Check and preview of all assessments again with other results, and of a workbook."""
    sent = folder.parent.parent / "assessments.csv"
    text = (folder / "assessments.csv").read_text(encoding="utf-8")
    sent.write_text(text.replace(",no_report,", ",not_met,"), encoding="utf-8")
    book = sent.with_suffix(".xlsx")
    lines = io.StringIO("".join(text.splitlines(keepends=True)[: BOOK_ROWS + 1]))
    table = {"assessments": pd.read_csv(lines, dtype="str", keep_default_na=False)}
    book.write_bytes(table_xlsx(table, ()))
    for file, count, most in ((sent, rows, 20), (book, BOOK_ROWS, 10)):
        runs = [child("update_reader", folder, file, cache) for _ in range(3)]
        if any(run["rows"] != count or run["faults"] for run in runs):
            raise RuntimeError(f"the update was not read as it was written: {runs[0]}")
        what = f"check and preview of {file.suffix} with {count} rows"
        seconds = _median(runs, "seconds")
        yield Measure("national", what, seconds, "s", Budget("most", most))
        held = max(run["peak_mb"] for run in runs)
        yield Measure("national", f"{what}: peak memory", held, "MB", Budget("most", 1500))


def write_national_set(folder: Path) -> int:
    """Write the public record with made-up assessments of every unit; their number."""
    folder.parent.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "data" / "public", folder)
    tables = read_units(ROOT / "data" / "units")
    kinds = ("ward", "commune", "special_zone")
    units = Units(tables.units, tables.lineage).members(date(2026, 7, 25), kinds=kinds)
    with (folder / "assessments.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(ASSESSMENTS.columns) + "\n")
        for place, key in enumerate(units):
            file.writelines(
                f"{key},{SET},{criterion},{day},{RESULTS[(place + criterion) % 5]},"
                f"{RESULTS[(place * criterion) % 5]},{SOURCE}\n"
                for criterion, day in product(range(1, CRITERIA + 1), DATES)
            )
    write_package(
        folder,
        About(
            name="national",
            title_vi="Bộ số liệu giả lập toàn quốc",
            title_en="Made-up national set",
            description_vi="Chỉ để đo tốc độ.",
            description_en="For measuring speed only.",
            synthetic=True,
            version="2026-07-25",
        ),
        DATASET_TABLES,
    )
    return len(units) * CRITERIA * len(DATES)


def child(module: str, *arguments: str | Path) -> dict[str, float]:
    """What one reading in a process of its own took."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _median(runs: list[dict[str, float]], name: str) -> float:
    return median(run[name] for run in runs)
