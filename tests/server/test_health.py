"""What a balancer asks of a running server."""

from __future__ import annotations

import json
import shutil
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.browser.server import ROOT, running


def answer(address: str) -> tuple[int, Any]:
    """Status and content of an answer; JSON where it is."""
    try:
        with urllib.request.urlopen(address, timeout=10) as found:
            status, kind, text = found.status, found.headers["content-type"], found.read()
    except urllib.error.HTTPError as error:
        status, kind, text = error.code, error.headers["content-type"], error.read()
    return status, json.loads(text) if kind.startswith("application/json") else text.decode()


def ready(address: str, seconds: float = 60) -> dict[str, Any]:
    """What a server says once it is ready."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        status, said = answer(f"{address}/readyz")
        if status == 200:
            found: dict[str, Any] = said
            return found
        assert (status, said["ready"]) == (503, False)
        time.sleep(0.1)
    raise AssertionError("the server did not become ready")


def test_a_server_lives_first_and_is_ready_when_the_data_are_read(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(ROOT / "data" / "public", mine)
    with running(environment={"WARD_ATLAS_DATA": str(tmp_path)}) as (address, _):
        assert answer(f"{address}/healthz") == (200, "ok")
        said = ready(address)
        assert said["version"] and said["units"]
        assert set(said["datasets"]) == {"mine", "public", "demo"}
        before = said["datasets"]["mine"]
        assert len(before["checksum"]) == 12
        assert (before["faults"], before["last_good"]) == (0, False)

        whole = (mine / "sources.csv").read_text(encoding="utf-8")
        (mine / "sources.csv").write_text(whole + "broken\n", encoding="utf-8")
        broken = _changed(address, before)
        assert broken["checksum"] == before["checksum"]
        assert broken["last_good"] and broken["faults"]
        assert answer(f"{address}/readyz")[0] == 200  # the last good state is shown


def _changed(address: str, before: dict[str, Any]) -> dict[str, Any]:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        now: dict[str, Any] = ready(address)["datasets"]["mine"]
        if now != before:
            return now
        time.sleep(0.2)
    raise AssertionError("the change was not seen within 5 s")
