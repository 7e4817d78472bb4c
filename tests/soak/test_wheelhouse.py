"""A closed network: installed from a folder of packages alone, by `make`, and it serves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import ROOT, free_port, wait_until_up


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-signin.lock"])
def test_the_wheelhouse_is_enough(tmp_path: Path, lock: str) -> None:
    house, project = tmp_path / "wheelhouse", tmp_path / "project"
    fetch = [sys.executable, "-m", "pip", "download", "-q", "-r", lock, "-d", str(house)]
    subprocess.run(fetch, cwd=ROOT, check=True)
    left_out = shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", "tests", "docs")
    shutil.copytree(ROOT, project, ignore=left_out, symlinks=True)
    port = free_port()
    environment = {name: text for name, text in os.environ.items() if "PIP_" not in name}
    environment |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(house),
    }
    make = ["make", "run", f"PORT={port}", f"LOCK={lock}", f"PYTHON={sys.executable}"]
    server = subprocess.Popen(make, cwd=project, env=environment, start_new_session=True)
    try:
        wait_until_up(f"http://127.0.0.1:{port}", server, seconds=300, page="readyz")
    finally:
        os.killpg(server.pid, 15)
        server.wait(20)
