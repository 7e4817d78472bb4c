"""The database killed while a change is applied, fifty times: the old state or the new one."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from lib.errors import Refused
from lib.io.store.datasets import dataset_folders, open_dataset, read_units
from lib.io.store.postgres.copies import into_database
from lib.io.store.postgres.listening import listener
from lib.io.store.postgres.mirrors import refreshed
from lib.io.store.postgres.places import place_of
from tests.fixtures.doubtful_files import SOURCES
from tests.fixtures.folders import make_dataset
from tests.fixtures.postgres import running_server

ROOT = Path(__file__).parents[2]
TIMES = 50


def test_a_database_killed_during_apply_has_the_old_state_or_the_new_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units = read_units(ROOT / "data" / "units")
    chance = random.Random(15)  # noqa: S311
    outcomes = set()
    with running_server() as server:
        url = server.new_database()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.setenv("WARD_ATLAS_STORE", url)
        into_database(make_dataset(tmp_path / "probe", sources=SOURCES), url, units)
        probe = dataset_folders([])["probe"]
        place = place_of(probe)
        assert place
        file = probe / "observations.csv"
        for number in range(TIMES):
            told: list[str] = []
            before = file.read_bytes()
            after = (
                before
                + (
                    f"P{number:03},from2025-00004,,,,model_ward_police,,,registered,,,2026-09,,,S01,\n"
                ).encode()
            )
            work = threading.Thread(target=_apply, args=(probe, after, told))
            work.start()
            time.sleep(chance.uniform(0, 0.4))
            server.stop("immediate")
            work.join()
            server.start()
            refreshed(place)
            now = file.read_bytes()
            assert now in (before, after)
            read = open_dataset(probe, units).snapshot()
            assert (read.faults, read.checksum) == (
                (),
                open_dataset(probe).versions()[-1].checksum,
            )
            if told == ["applied"]:
                assert now == after
            elif "nothing was changed" in told[0]:
                assert now == before
            outcomes.add(now == after)
        listener(url).end()
    assert outcomes == {True, False}  # it was killed early and late


def _apply(probe: Path, content: bytes, told: list[str]) -> None:
    stored = open_dataset(probe)
    try:
        stored.apply({"observations.csv": content}, who="an", why="w", base=stored.checksum())
        told.append("applied")
    except Refused as refusal:
        told.append(str(refusal))
