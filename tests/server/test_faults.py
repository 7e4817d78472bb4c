"""What becomes of a running server when its surroundings fail, and what it writes down.

The outcomes are those of docs/runbook.md. Changes to data that are cut short, by a full disk, a
folder that cannot be written to or a kill, are in tests/unit.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import pytest

from tests.browser.server import ROOT, free_port, running, wait_until_up
from tests.server.stranger import ask, opened, run, told

TYPED = "never-written-down"


def shown(address: str, query: str = "lang=en&dataset=mine", page: str = "sources") -> str:
    """What a visitor is told on a page, as bytes read as text; the page is whole."""
    with opened(address, headers=[("Cookie", f"a={TYPED}"), ("X-Any", TYPED)]) as line:
        run(line, query, page)
        said = b"".join(told(line)).decode("utf-8", "replace")
    assert "wa-foot" in said
    assert "could not be shown" not in said
    return said


def comes_true(question: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether something becomes so within some seconds."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            return False
        time.sleep(0.5)
    return True


@contextmanager
def served(
    command: list[str],
    folder: Path,
    said: BinaryIO,
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Serve by a command that ends with the port; what goes wrong is said there."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", *command, str(port)],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=said,
    )
    try:
        wait_until_up(address, server, page="readyz")
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of data of an office."""
    return Path(shutil.copytree(ROOT / "data/public", tmp_path / "data/mine"))


def test_a_file_that_vanishes_leaves_the_last_good_state_until_it_is_back(mine: Path) -> None:
    last_valid = "the last valid version is shown"
    with running(environment={"WARD_ATLAS_DATA": str(mine.parent)}) as (address, _):
        assert last_valid not in shown(address)
        aside = mine.with_name("aside.csv")
        (mine / "sources.csv").rename(aside)
        assert comes_true(lambda: last_valid in shown(address))
        aside.rename(mine / "sources.csv")
        assert comes_true(lambda: last_valid not in shown(address))
        # A clock that jumps: files changed "an hour ago" and "in a year" are noticed alike.
        for name, jump in (("earlier", -3_600), ("later", 365 * 86_400)):
            path = mine / "datapackage.json"
            content = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps(content | {"title_en": f"Changed {name}"}), encoding="utf-8")
            moment = time.time() + jump
            os.utime(path, (moment, moment))
            assert comes_true(lambda told=f"Changed {name}": told in shown(address))  # type: ignore[misc]
        # The whole folder: others are shown, and the address is said to name nothing.
        mine.rename(mine.parents[1] / "gone")
        assert comes_true(lambda: "dataset=mine" in shown(address))


def test_a_full_disk_for_logs_and_no_place_for_what_is_kept_stop_nothing(mine: Path) -> None:
    kept = {"WARD_ATLAS_DATA": str(mine.parent), "XDG_CACHE_HOME": "/dev/null/nowhere"}
    command = ["streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port"]
    with Path("/dev/full").open("wb") as full, served(command, ROOT, full, kept) as address:
        assert shown(address, "lang=en&dataset=demo", "")
        assert ask(address, "/", [("Host", "evil.example")]).status == 403  # and is written down
        assert ask(address, "/_stcore/health").status == 200


def test_a_killed_server_starts_again_and_shows_what_the_address_says(mine: Path) -> None:
    environment = {"WARD_ATLAS_DATA": str(mine.parent)}
    with ExitStack() as stack:
        address, number = stack.enter_context(running(environment=environment))
        before = shown(address, "lang=en&dataset=mine&find=Bộ", "sources")
        os.kill(number, signal.SIGKILL)
    port = urlsplit(address).port or 0
    with running(environment=environment, port=port) as (address, _):
        again = shown(address, "lang=en&dataset=mine&find=Bộ", "sources")
    assert again.count("stMarkdown") == before.count("stMarkdown")
    assert "Bộ" in again


def test_uvicorn_from_another_folder_serves_and_writes_nothing_of_visitors(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = ["uvicorn", "--app-dir", str(ROOT), "app:app", "--port"]
    with log.open("wb") as said, served(command, tmp_path, said) as address:
        query = f"lang=en&dataset=demo&find={TYPED}"
        for page in ("sources", "map"):
            shown(address, query, page)
            assert ask(address, f"/{page}?{query}", [("User-Agent", TYPED)]).status == 200
        assert ask(address, f"/{TYPED}").status == 200
        assert ask(address, "/", [("Host", "evil.example")]).status == 403
        checksum = json.loads(ask(address, "/readyz").body)["datasets"]["demo"]["checksum"]
    text = log.read_text(encoding="utf-8")
    assert TYPED not in text
    own = [line for line in text.splitlines() if "Uvicorn running" not in line]
    assert not any("127.0.0.1" in line for line in own)
    lines = [json.loads(line) for line in own]
    runs = [line for line in lines if line["kind"] == "run"]
    assert [line["page"] for line in runs] == ["sources", "map"]
    for line in runs:
        assert (line["dataset"], line["checksum"]) == ("demo", checksum)
        assert line["ms"] > 0
        assert line["version"]
    asked = [(line["page"], line["status"]) for line in lines if line["kind"] == "request"]
    for seen in (("sources", 200), ("map", 200), ("other", 200), ("overview", 403)):
        assert seen in asked
    assert len([line for line in lines if line["kind"] == "visit"]) == 2
    assert len({line["reference"] for line in runs}) == 2
    (refused,) = [line for line in lines if line.get("from") == "ward_atlas.gate"]
    assert "evil.example" in refused["said"]
    others = [line for line in lines if line is not refused]
    assert refused["reference"] in {line.get("reference") for line in others}
