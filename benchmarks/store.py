"""The store of many offices: reading the national set, a large update, 34 offices at once.

PostgreSQL runs as it comes, with every commit on the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import psycopg
from playwright.sync_api import Browser

from benchmarks.measures import Budget, Measure
from benchmarks.national import child, write_national_set
from lib.io.store.datasets import dataset_folders, open_dataset, read_dataset, read_units
from lib.io.store.owners import owners
from lib.io.store.postgres.copies import into_database
from lib.io.store.postgres.editors import name_editor
from lib.io.store.postgres.listening import listener
from lib.io.store.postgres.mirrors import forget, refreshed
from lib.io.store.postgres.places import Place, place_of
from tests.browser.server import ROOT
from tests.fixtures.postgres import running_server, ward_of_each_province

UPDATED = 20_000
_SEEN = """
import sys, time
from lib.io.store.datasets import dataset_folders
path = dataset_folders([])["demo"] / "observations.csv"
print("reads", flush=True)
while b"SEEN" not in path.read_bytes():
    time.sleep(0.02)
print(time.time(), flush=True)
"""


def measured(_browser: Browser) -> Iterator[Measure]:
    """All that is asked of the store."""
    before = {name: os.environ.get(name) for name in ("WARD_ATLAS_STORE", "XDG_CACHE_HOME")}
    with tempfile.TemporaryDirectory() as name, running_server("fsync=on") as server:
        url = server.new_database()
        os.environ |= {"WARD_ATLAS_STORE": url, "XDG_CACHE_HOME": f"{name}/cache"}
        try:
            yield from _national(url, Path(name))
            yield from _offices(url, Path(name))
        finally:
            listener(url).end()
            for variable, value in before.items():
                os.environ.pop(variable)
                if value is not None:
                    os.environ[variable] = value


def _national(url: str, beside: Path) -> Iterator[Measure]:
    folder = beside / "sets" / "national"
    rows = write_national_set(folder)
    units = read_units(ROOT / "data" / "units")
    size = f"{rows / 1e6:.2f} million assessments"
    start = time.perf_counter()
    into_database(folder, url, units)
    taken = time.perf_counter() - start
    yield Measure("store", "copy of the national set into the database", taken, "s", note=size)
    mirror = dataset_folders([])["national"]
    place = place_of(mirror)
    if place is None:
        raise RuntimeError("the set is not in the database")
    forget(place)
    shutil.rmtree(beside / "cache" / "ward-atlas" / "tables", ignore_errors=True)
    start = time.perf_counter()
    refreshed(place)
    dataset = read_dataset(mirror, units)
    taken = time.perf_counter() - start
    if len(dataset.tables["assessments"]) != rows or dataset.faults:
        raise RuntimeError("not every row of the national set was read")
    peer = _bare_copy(url)
    what = "first reading of the national set, peer psycopg's bare COPY"
    yield Measure("store", what, taken, "s", Budget("times", 3), peer, size)
    cache = beside / "cache" / "ward-atlas"
    starts: list[float] = []
    peers: list[float] = []
    for turn in range(6):  # in turns; the first of each may find nothing kept
        pairs = [(starts, mirror), (peers, folder)]
        for runs, each in pairs if turn % 2 else reversed(pairs):
            runs.append(child("national_reader", "read", each, cache)["seconds"])
    what = "later start from the mirror, peer from a folder"
    start, peer = median(starts[1:]), median(peers[1:])
    yield Measure("store", what, start, "s", Budget("times", 1.2), peer, size)
    lines = (mirror / "assessments.csv").read_bytes().splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if b",no_report," in line][:UPDATED]
    for at in places:
        lines[at] = lines[at].replace(b",no_report,", b",met,")
    stored = open_dataset(mirror)
    base = stored.checksum()
    contents = {"assessments.csv": b"".join(lines)}
    start = time.perf_counter()
    stored.apply(contents, who="an", why="measured", base=base)
    taken = time.perf_counter() - start
    what = f"update of {len(places)} rows in the national set"
    yield Measure("store", what, taken, "s", Budget("most", 10), note=size)


def _bare_copy(url: str) -> float:
    start = time.perf_counter()
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        query = (
            "COPY (SELECT unit_key, set_id, criterion_no, as_of, claimed, inspected, source_id "
            "FROM ward_atlas.assessments WHERE dataset = 'national') TO STDOUT (FORMAT csv)"
        )
        with cursor.copy(query) as copy:
            for _block in copy:
                pass
    return time.perf_counter() - start


def _offices(url: str, beside: Path) -> Iterator[Measure]:
    units = read_units(ROOT / "data" / "units")
    into_database(ROOT / "data" / "demo", url, units)
    refreshed(Place(url, listener(url).root, "demo"))
    mirror = dataset_folders([])["demo"]
    provinces = sorted(set(owners(units).values()))
    ward = ward_of_each_province(units)
    for each in provinces:
        name_editor(url, each, [each])
    name_editor(url, "bo", None)
    old, base = (mirror / "observations.csv").read_bytes(), open_dataset(mirror).checksum()

    def apply(which: str) -> int:
        line = f"NEW{which},{ward[which]},,,,model_ward_police,,,registered,,,2026-09,,,,DEMO-1,\n"
        contents = {"observations.csv": old + line.encode()}
        return open_dataset(mirror).apply(contents, who=which, why="w", base=base).number

    start = time.perf_counter()
    with ThreadPoolExecutor(len(provinces)) as pool:
        numbers = list(pool.map(apply, provinces))
    taken = time.perf_counter() - start
    lost = len(provinces) - (mirror / "observations.csv").read_bytes().count(b"\nNEW")
    what = f"{len(provinces)} offices at once: until all are done"
    yield Measure("store", what, taken, "s", Budget("most", 20), note=f"{lost} lost")
    if lost or len(set(numbers)) != len(provinces):
        raise RuntimeError("changes were lost")
    environment = {**os.environ, "XDG_CACHE_HOME": str(beside / "there")}
    with subprocess.Popen([sys.executable, "-c", _SEEN], env=environment, cwd=ROOT,
                          stdout=subprocess.PIPE, text=True) as other:  # fmt: skip
        if other.stdout is None or other.stdout.readline() != "reads\n":
            raise RuntimeError("the other process does not read")
        old = (mirror / "observations.csv").read_bytes()
        line = old.splitlines(keepends=True)[-1].replace(b"NEW", b"SEEN")
        stored = open_dataset(mirror)
        contents = {"observations.csv": old + line}
        stored.apply(contents, who="bo", why="w", base=stored.checksum())
        done = time.time()
        seen = float(other.stdout.readline())
    what = "until another process has a change"
    yield Measure("store", what, max(seen - done, 0.0), "s", Budget("most", 5))
