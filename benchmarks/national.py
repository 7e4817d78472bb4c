"""A dataset of national size: every unit of today, 22 criteria, 24 dates of assessment."""

from __future__ import annotations

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

from benchmarks.measures import REPETITIONS, Budget, Measure
from lib.domain.units import Units
from lib.io.contracts import RESULTS
from lib.io.criteria_tables import ASSESSMENTS
from lib.io.dataset_tables import DATASET_TABLES
from lib.io.datasets import read_units
from lib.io.packages import write_package
from tests.browser.server import ROOT

CRITERIA = 22
DATES = pd.date_range("2025-07-15", periods=24, freq="14D").strftime("%Y-%m-%d").to_list()
SET, SOURCE = "CS2021-5764", "S01"


def measured(_browser: Browser) -> Iterator[Measure]:
    """Loading, loading again, and the most memory held meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "national"
        rows = write_national_set(folder)
        cache = Path(name) / "cache"
        peers = [_child("arrow", folder, cache) for _ in range(REPETITIONS)]
        loads = []
        for _ in range(REPETITIONS):
            shutil.rmtree(cache, ignore_errors=True)
            loads.append(_child("read", folder, cache))
        again = [_child("read", folder, cache) for _ in range(REPETITIONS)]
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


def write_national_set(folder: Path) -> int:
    """Write the public record with made-up assessments of every unit; their number."""
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
        name="national",
        title_vi="Bộ số liệu giả lập toàn quốc",
        title_en="Made-up national set",
        description_vi="Chỉ để đo tốc độ.",
        description_en="For measuring speed only.",
        synthetic=True,
        version=date(2026, 7, 25),
        tables=DATASET_TABLES,
    )
    return len(units) * CRITERIA * len(DATES)


def _child(way: str, folder: Path, cache: Path) -> dict[str, float]:
    """What one reading in a process of its own took."""
    command = [sys.executable, "-m", "benchmarks.national_reader", way, str(folder), str(cache)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _median(runs: list[dict[str, float]], name: str) -> float:
    return median(run[name] for run in runs)
